/* SPDX-License-Identifier: MIT */
/* What a line about a client says beside its subject: since when, until when, who says so, and a note. "warfarin since
 * 2023-05 until 2024 letter note INR monthly". */
#ifndef FASCICLE_LINE_KNOWN_H
#define FASCICLE_LINE_KNOWN_H

#include "base/date.h"
#include "line/reading.h"
#include "record/flag.h"

struct known {
	char *subject; /* what else was typed, with single blanks between the words; never NULL once read */
	char since[DATE_SIZE], until[DATE_SIZE]; /* "" when it is not said */
	bool has_source;
	enum flag_source source;
	char *note; /* NULL when there is none */
};

void known_init(struct known *known);
void known_release(struct known *known);

/* Takes a line apart: "since" and "until" with a day, month or year after them, "in 2019" and a year at the end for since.
 * With `full` the source ("client", "letter", "observed") and everything behind "note" are looked for too. Days count from
 * `today`. *known holds what was understood also where something is wrong. */
bool known_read(const char *line, const char *today, bool full, struct known *known, struct reading *reading);
/* The same of words: those that were understood are used, the subject's are left. */
bool known_take(struct words *words, const char *today, bool full, struct known *known,
		struct reading *reading);

#endif
