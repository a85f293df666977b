/* SPDX-License-Identifier: MIT */
/* Self-care by line:
 *
 *   neck stretch l 30s x3 2/day practised        an item of the library by name or code
 *   exercise "shoulder rolls" x10 3/day          own words in quotes behind their kind
 *
 * side (l r b m), regions and muscles behind the item (stp, stp.l, up trap), dose (30s x3 3x30s 2/day 5/week 15min every 30min
 * rest 2min pain 7 effort 5 load 2kg sets 2), shown practised leaflet video, partner friend self with `trained DATE`,
 * manage or prevent, `review DATE` (+14), `stop "if it tingles"`. Any order. */
#ifndef FASCICLE_LINE_SELFCARE_LINE_H
#define FASCICLE_LINE_SELFCARE_LINE_H

#include "line/reading.h"
#include "record/selfcare.h"

struct selfcare_reading {
	struct selfcare selfcare;
	struct reading reading;
};

void selfcare_reading_init(struct selfcare_reading *reading);
void selfcare_reading_release(struct selfcare_reading *reading);
/* Reads a line into an initialised reading; never fails hard. Relative dates count from `today`. */
void selfcare_read(const struct catalogue *c, const char *line, const char *today,
		   struct selfcare_reading *reading);
/* "6", "most": the adherence that an answer means, as stored; NULL when it is none. */
const char *selfcare_adherence(const char *typed);
/* "worse", "same", "better", from its first letter on; NULL when it is none of them. */
const char *selfcare_effect(const char *typed);
/* The line that says the item, for changing it: selfcare_read reads it back the same. */
void selfcare_compose(const struct selfcare *selfcare, struct str *out);

#endif
