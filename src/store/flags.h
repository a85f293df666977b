/* SPDX-License-Identifier: MIT */
/* Flags as stored. What was written down stays; a flag is ended, voided, and a red one gets an action. */
#ifndef FASCICLE_STORE_FLAGS_H
#define FASCICLE_STORE_FLAGS_H

#include "record/flag.h"
#include "store/store.h"

struct flags {
	struct flag *rows;
	size_t n;
};
void flags_release(struct flags *flags);

/* Every flag of the client that is not voided, those that ended too; red flags first, then the order of the catalogue. For
 * those who may read notes. */
bool flags_load(struct store *store, const struct catalogue *c, int64_t client_id, struct flags *out,
		struct err *err);
/* Adds a flag, with what was done about it where that is said; sets id, uid and what tells who recorded it. Refused (ERR_INPUT): days that are none, an end before the
 * beginning. */
bool flag_add(struct store *store, struct flag *flag, struct err *err);
/* Ends it on a day ("2026-11-20", "2026"; NULL: it lasts again). */
bool flag_end(struct store *store, int64_t id, const char *until, struct err *err);
bool flag_void(struct store *store, int64_t id, bool voided, struct err *err);
/* Says what was done about a red flag; NULL takes that back. */
bool flag_act(struct store *store, int64_t id, const char *action, struct err *err);
/* The same of what was done at another time (an instant): undo brings the word back with its hour. */
bool flag_act_at(struct store *store, int64_t id, const char *action, const char *at, struct err *err);

#endif
