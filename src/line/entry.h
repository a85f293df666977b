/* SPDX-License-Identifier: MIT */
/* The entry line: a trigger point with what was found and done, said in one line, any order, words cut short.
 *
 *   l up trap a 7>3 tb ltr ref:tmp tpg 12kg 60s x3 ok
 *
 * side (l r b m), muscle (code or parts of its name), type (a l s k or word), tenderness before>after, signs,
 * ref: drawn referral, region code where it is not the muscle's first home, technique, dose by unit, response
 * (released partly unchanged worse), ok = sufficient. Several marks are parted by ';'. */
#ifndef FASCICLE_LINE_ENTRY_H
#define FASCICLE_LINE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "line/reading.h"
#include "record/application.h"
#include "record/mark.h"

/* One mark with the techniques that were named with it. */
struct entry {
	struct mark mark;
	struct application *applications;
	size_t n_applications;
	int on_mark; /* of a technique line: the number of the mark it names, from 1; 0 for none */
};

/* What a line was understood as. */
struct entry_reading {
	struct reading reading;
	struct entry *entries;
	size_t n_entries;
};

void entry_reading_init(struct entry_reading *reading);
void entry_reading_release(struct entry_reading *reading);

/* Reads a mark line. Never fails hard: everything it could not read is in `reading`. Call it at each key for the
 * live reading. */
void entry_read_marks(const struct catalogue *c, const char *line, struct entry_reading *reading);

/* Reads a technique line: technique, optional region with side, dose by unit or name ("DNT 3in 3out gauge 0.25mm",
 * "tpg 12kg 60s x3", "dtm 20min depth 4 oil"), what it was for and combined with ("aim range of motion", "with
 * TENS"). With `technique` >= 0 the line holds only its dose. One entry with one
 * application and an empty mark. */
void entry_read_technique(const struct catalogue *c, int technique, const char *line,
			  struct entry_reading *reading);

/* The session that a technique line is read for: a technique may be said to be on one of its marks, by the number that
 * is shown ("m2", "on 2"); with wants_place a technique that is used at a place asks for it. */
struct entry_session {
	const struct mark *marks;
	size_t n_marks;
	bool wants_place;
};
void entry_read_technique_in(const struct catalogue *c, int technique, const char *line,
			     const struct entry_session *session, struct entry_reading *reading);

/* What was understood, for the line under the entry: "L upper trapezius · active · 7 > 3 · graded press 12 kg ×3". */
void entry_describe(const struct catalogue *c, const struct entry *entry, struct str *out);

/* The line that says the mark, for changing it: entry_read_marks reads it back the same. */
void entry_compose_mark(const struct mark *mark, struct str *out);

/* The line that says the technique, for changing it: entry_read_technique_in reads it back the same. Without
 * `with_name` the line holds only what follows the technique's name. `on_mark`: the number of the mark it is on, 0 for
 * none. */
void entry_compose_technique(const struct application *application, bool with_name, int on_mark,
			     struct str *out);

#endif
