/* SPDX-License-Identifier: MIT */
/* A flag: a condition of the client that matters for what is done. It is never deleted: it is ended, or voided when it
 * was written down by mistake. */
#ifndef FASCICLE_RECORD_FLAG_H
#define FASCICLE_RECORD_FLAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue/catalogue.h"

enum flag_source { FLAG_CLIENT, FLAG_LETTER, FLAG_OBSERVED, FLAG_SOURCE_COUNT };

struct flag {
	int64_t id;
	char *uid;
	int64_t client_id;
	char *condition; /* code */
	char *regions;   /* "CLF.L KNB.L"; "" when it is of the whole body */
	char *since;     /* "2019", "2019-03" or "2019-03-14"; NULL when not known */
	char *until;     /* the same; NULL while it lasts */
	enum flag_source source;
	char *note;
	char *action;      /* on a red flag: what was done about it; NULL while nothing was */
	char *action_at;   /* instant */
	char *recorded_at; /* instant */
	int64_t recorded_by;
};

void flag_init(struct flag *flag);
void flag_release(struct flag *flag);
void flag_copy(struct flag *to, const struct flag *from); /* `to` must be initialised */

const char *flag_source_code(enum flag_source source); /* "client" ... as stored */
bool flag_source_from_code(const char *code, enum flag_source *source);
const char *flag_source_word(enum flag_source source); /* translated */

/* Whether it holds on that day: begun by then and not ended before it; the day it ends on still counts. A year or month
 * alone counts from its first day and up to its last. */
bool flag_holds(const struct flag *flag, const char *day);
/* The row of the catalogue; -1 when it has none any more. */
int flag_condition(const struct catalogue *c, const struct flag *flag);
bool flag_is_red(const struct catalogue *c, const struct flag *flag);
/* A red flag that holds and about which nothing was done yet. */
bool flag_wants_action(const struct catalogue *c, const struct flag *flag, const char *day);
/* The cells of a flag with regions, "CLF.L KNB.L": takes the next off *rest; false at the end. Unknown ones are skipped.
 * A paired region without a side ("CLF") is both its sides: SIDE_BOTH. */
bool flag_region_next(const struct catalogue *c, const char **rest, int *region, enum side *side);

/* A condition of the client on a day, whether it was written down or follows from what is known. */
struct standing {
	int condition;           /* in the catalogue; -1 when that has it no more */
	const char *code;        /* lives as long as the flag, or for good */
	const char *regions;     /* of the flag; "" when it is of the whole body */
	const struct flag *flag; /* NULL when it follows: PREGH says PREG, an age under 18 says MINOR */
};
/* What holds on the day, red flags first, then by what it asks for: consent, allergies, devices, medicines, stage of life,
 * conditions, history. A condition with several flags stands once for each. `birth` may be NULL. Returns how many;
 * *out is the caller's to free, and points into `flags`. */
size_t flags_standing(const struct catalogue *c, const struct flag *flags, size_t n, const char *birth,
		      const char *day, struct standing **out);
/* "anticoagulant", or its code when the catalogue has it no more; translated. */
const char *standing_name(const struct catalogue *c, const struct standing *standing);

#endif
