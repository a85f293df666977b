/* SPDX-License-Identifier: MIT */
/* What a client does at home: an item of the library or own words, with its dose. It stands until it is ended, and each
 * session may say how it went. */
#ifndef FASCICLE_RECORD_SELFCARE_H
#define FASCICLE_RECORD_SELFCARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalogue/catalogue.h"

struct selfcare {
	int64_t id;
	char *uid;
	int64_t client_id;
	int64_t session_id; /* in which it was taught */
	char *kind;         /* "stretch" ... */
	char *item;         /* code of the library; NULL: own words */
	char *text;         /* own words, or the item's name when it was taught */
	enum side side;
	char *regions;   /* "STP.L ANG"; "" for none */
	char *dose;      /* "hold 30s reps 3 a_day 2": names and values in the order of selfcare_dose_names */
	char *purpose;   /* "manage", "prevent"; NULL when not said */
	char *start_on;  /* date */
	char *review_on; /* date or NULL */
	char *stop_if;   /* when to stop, in own words; or NULL */
	char *taught;    /* "shown", "practised", "leaflet", "video" or NULL */
	char *helper;    /* "self", "partner", "friend" or NULL */
	char *helper_trained_on;
	char *recorded_at; /* instant */
	int64_t recorded_by;
	char *ended_on; /* date; NULL while it stands */

	char *adherence; /* said in the session at hand: "0" to "7", "none" ... "all"; NULL: not asked */
	char *effect;    /* "worse", "same", "better" or NULL */
	char *last_adherence, *last_effect; /* the answer before that */
};

void selfcare_init(struct selfcare *selfcare);
void selfcare_release(struct selfcare *selfcare);
void selfcare_copy(struct selfcare *to, const struct selfcare *from); /* `to` must be initialised */

const char *selfcare_effect_word(const char *effect); /* translated */

/* What it is called: the item's name as the catalogue has it now, or own words. */
const char *selfcare_name(const struct catalogue *c, const struct selfcare *selfcare);
/* "Neck stretch (upper trapezius), left". */
void selfcare_title(const struct catalogue *c, const struct selfcare *selfcare, struct str *out);
/* "hold 30 seconds, 3 times, twice a day": in plain words. Nothing when no dose was said. */
void selfcare_dose_phrase(const char *dose, struct str *out);
/* "30 s x3, 2/day": for a narrow column. */
void selfcare_dose_brief(const char *dose, struct str *out);
/* Everything that was understood, parted by dots: the reading under a line. */
void selfcare_describe(const struct catalogue *c, const struct selfcare *selfcare, struct str *out);
/* "Self-care: neck stretch, left, hold 30 seconds, 3 times; wheat pack, 15 minutes." Those that were ended are left
 * out. Appended; nothing when there are none. */
void selfcare_sentence(const struct catalogue *c, const struct selfcare *rows, size_t n, struct str *out);

/* The next region of "STP.L ANG" off *rest; false at the end. Unknown ones are skipped. */
bool selfcare_region_next(const struct catalogue *c, const char **rest, int *region, enum side *side);

/* The doses there are, in their order; the usual range is the item's. */
enum { SELFCARE_DOSES = 11 };
extern const struct dose_spec selfcare_doses[SELFCARE_DOSES];

#endif
