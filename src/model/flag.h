/* SPDX-License-Identifier: MIT */
/* A flag: a condition of the client that matters for what is done. It is never deleted: it is ended, or voided when it
 * was written down by mistake. */
#ifndef FASCICLE_MODEL_FLAG_H
#define FASCICLE_MODEL_FLAG_H

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
	char *action;    /* on a red flag: what was done about it; NULL while nothing was */
	char *action_at; /* instant */
	char *recorded_at; /* instant */
	int64_t recorded_by;
};

void flag_init(struct flag *flag);
void flag_release(struct flag *flag);
void flag_copy(struct flag *to, const struct flag *from); /* `to` must be initialised */

const char *flag_source_code(enum flag_source source); /* "client" ... as stored */
bool flag_source_from_code(const char *code, enum flag_source *source);
const char *flag_source_word(enum flag_source source); /* translated */

/* Whether it holds on that day: begun by then and not ended before it. A year or month alone counts from its first day and
 * up to its last. */
bool flag_holds(const struct flag *flag, const char *day);
/* The cells of a flag with regions, "CLF.L KNB.L": takes the next off *rest; false at the end. Unknown ones are skipped. */
bool flag_region_next(const struct catalogue *c, const char **rest, int *region, enum side *side);

#endif
