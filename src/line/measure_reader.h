/* SPDX-License-Identifier: MIT */
/* One part of a measure line while it is read. For the files that read measure lines. */
#ifndef FASCICLE_LINE_MEASURE_READER_H
#define FASCICLE_LINE_MEASURE_READER_H

#include "line/measure_line.h"
#include "line/measure_words.h"

enum { MEASURE_GROUPS = 8 };

/* Numbers that stand together, "55>70", "2.1 2.3/2.2>3", as places in the words. */
struct measure_group {
	size_t before[MEASURE_READINGS], after[MEASURE_READINGS];
	int n_before, n_after;
	size_t first, last; /* words it takes */
	size_t maximum;     /* word behind a slash; 0: none was said */
};

struct measure_reader {
	const struct catalogue *c;
	const struct measure_known *known;
	const char *line;
	struct measure_reading *reading;
	struct measure_words words;
	struct measure measure; /* what all measures of this part share */
	struct measure_group group[MEASURE_GROUPS];
	size_t n_groups;
	size_t side[2], slot[MEASURE_GROUPS]; /* words */
	size_t n_sides, n_slots;
	double low, high; /* of the values */
	bool sided;
	char shown[3][96];
	unsigned turn;
};

/* Notes the problem (only the first of a line counts) with words [from, to] as what to mend; from == words.n: the end.
 * Returns false. */
bool measure_problem(struct measure_reader *r, size_t from, size_t to, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The words as they may be shown inside a sentence; lives until the third call from now. */
const char *measure_shown(struct measure_reader *r, size_t from, size_t to);

/* measure_read_name.c: what was measured; fills kind, code, activity, unit and range of r->measure. */
bool measure_read_name(struct measure_reader *r);

/* measure_read_value.c: gathers numbers, sides, slots and what goes with a movement; then makes the measures. */
bool measure_read_values(struct measure_reader *r);
bool measure_read_build(struct measure_reader *r);

#endif
