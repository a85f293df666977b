/* SPDX-License-Identifier: MIT */
/* Half-filled forms, each person's own, so that a dropped line loses nothing that was typed into one. */
#ifndef FASCICLE_STORE_FORMS_H
#define FASCICLE_STORE_FORMS_H

#include "store/store.h"

/* One field as it stands in the form, right or wrong. */
struct form_value {
	char *field, *value;
};
struct form_draft {
	struct form_value *values; /* by the name of the field */
	size_t n;                  /* 0: there is no draft */
};
void form_draft_release(struct form_draft *draft);
/* NULL when the draft has no such field. */
const char *form_draft_value(const struct form_draft *draft, const char *field);

/* Puts all fields in the place of those that were stored before. `form` is its name ("client"), `record_id` what it
 * edits, 0 for something new. Where the record has a version, save it as a field too: a draft of an older version
 * must not be stored over a newer one unseen. */
bool form_draft_save(struct store *store, const char *form, int64_t record_id,
		     const struct form_value *values, size_t n, struct err *err);
bool form_draft_load(struct store *store, const char *form, int64_t record_id, struct form_draft *out,
		     struct err *err);
/* As form_draft_save where the database cannot take it any more: into a file beside it, "DATABASE.rescue-forms-LOGIN". */
bool form_draft_rescue(struct store *store, const char *form, int64_t record_id,
		       const struct form_value *values, size_t n, struct err *err);
/* Stores what lies in the person's file as drafts, and takes the file away. True when there is none. */
bool form_drafts_recover(struct store *store, struct err *err);
/* When the form was stored for good, or emptied. */
bool form_draft_clear(struct store *store, const char *form, int64_t record_id, struct err *err);

#endif
