/* SPDX-License-Identifier: MIT */
/* The line a flag is typed as: a condition, where it is, since and until when, who says so, and a note. "varicose veins
 * CLF l since 2010 letter note mild". */
#ifndef FASCICLE_LINE_FLAG_LINE_H
#define FASCICLE_LINE_FLAG_LINE_H

#include "line/reading.h"
#include "record/flag.h"

enum { FLAG_CANDIDATES = 4 };

struct flag_reading {
	struct flag flag; /* condition, regions, since, until, source and note; the rest is left alone */
	struct reading reading;
};

void flag_reading_init(struct flag_reading *reading);
void flag_reading_release(struct flag_reading *reading);

/* Reads a line. The condition is a code, a name or words cut short; the regions behind it too, each with its side: "calf l",
 * "CLF.L", one side for all that have none. */
bool flag_line_read(const struct catalogue *c, const char *line, const char *today, struct flag_reading *out);
/* Appends the line that reads as this flag. */
void flag_line_write(const struct catalogue *c, const struct flag *flag, struct str *out);
/* What was understood, or what is wrong, and the nearest candidates in a line of their own. */
void flag_reading_tell(const struct catalogue *c, const struct flag_reading *reading, struct str *out);

#endif
