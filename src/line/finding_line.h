/* SPDX-License-Identifier: MIT */
/* The finding line: a field by the beginning of its code or name, then a value by the beginning of a choice, own words or a
 * number, and a place and a severity where the field takes them; several values parted by commas:
 *
 *   pattern constant      restriction fascia stp l 2      onset strain, injury      agg desk work      sore 24 */
#ifndef FASCICLE_LINE_FINDING_LINE_H
#define FASCICLE_LINE_FINDING_LINE_H

#include "line/reading.h"
#include "record/finding.h"

/* What a line was understood as. */
struct finding_reading {
	int field; /* index of the catalogue row; -1 while it is not clear */
	struct findings findings;
	struct reading reading;
	struct str
		near; /* what may be meant, parted by " · ": choices and fields have no candidates of their own */
};

void finding_reading_init(struct finding_reading *reading);
void finding_reading_release(struct finding_reading *reading);
/* Reads a whole line, field first. Cleared first; false when there is something to mend. */
bool finding_read(const struct catalogue *c, const char *line, struct finding_reading *reading);
/* The same for a value of a known field. */
bool finding_read_value(const struct catalogue *c, int field, const char *line,
			struct finding_reading *reading);
/* A value as it is typed, so that it can be mended: "fascia STP.L 2". Appended. */
void finding_compose(const struct catalogue *c, const struct finding *finding, struct str *out);

#endif
