/* SPDX-License-Identifier: MIT */
/* Presets of techniques as stored: the person's own and the clinic's. No clinical records: they may be taken away and
 * replaced, by those who write notes. */
#ifndef FASCICLE_STORE_PRESETS_H
#define FASCICLE_STORE_PRESETS_H

#include "record/preset.h"
#include "store/store.h"

struct presets {
	struct preset *rows;
	size_t n;
};
/* The person's own and the clinic's, by name; of one name the own comes first. */
bool presets_load(struct store *store, struct presets *out, struct err *err);
void presets_release(struct presets *presets);

/* Adds a preset. One of the same name and owner gives way: *replaced is its id, else 0. */
bool preset_add(struct store *store, struct preset *preset, int64_t *replaced, struct err *err);
/* Takes it away or brings it back. Refused: a colleague's own; one whose name was given away meanwhile. */
bool preset_void(struct store *store, int64_t id, bool voided, struct err *err);
/* The live one of that name and owner; *id is 0 when there is none. */
bool preset_named(struct store *store, const char *name, int64_t owner, int64_t *id, struct err *err);

#endif
