/* SPDX-License-Identifier: MIT */
/* One measure of a line while it is read. For the files of the measure line. */
#ifndef FASCICLE_LINE_MEASURE_INNER_H
#define FASCICLE_LINE_MEASURE_INNER_H

#include "catalogue/unit.h"
#include "line/measure_line.h"
#include "line/take.h"

enum { MEASURE_GROUPS = 8 };

/* Numbers that stand together, "55>70", "2.1 2.3/2.2>3", as places in the words. */
struct measure_group {
	size_t before[MEASURE_READINGS], after[MEASURE_READINGS];
	int n_before, n_after;
	size_t first, last; /* words it takes */
	size_t maximum;     /* word behind a slash; 0: none was said */
};

struct measure_line {
	const struct catalogue *c;
	const struct measure_known *known;
	struct measure_reading *out;
	struct words words;
	struct measure measure; /* what all measures of these words share */
	struct measure_group group[MEASURE_GROUPS];
	size_t n_groups;
	size_t side[2], slot[MEASURE_GROUPS]; /* words */
	size_t n_sides, n_slots;
	double low, high; /* of the values */
	bool sided;
};

/* Notes what is wrong with the words [from, to]; from == words.n is their end. False. */
bool measure_problem(struct measure_line *l, size_t from, size_t to, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The word as it may be shown inside a sentence. */
const char *measure_word(struct measure_line *l, size_t at);

bool measure_is(const struct measure_line *l, size_t at, enum part_kind part);
bool measure_means(const struct measure_line *l, size_t at, enum meaning_kind kind);

/* measure_values.c: gathers numbers, sides and what goes with a movement, and makes the measures. */
bool measure_take_values(struct measure_line *l);

#endif
