/* SPDX-License-Identifier: MIT */
/* What several lines have a use for, taken alike in all of them. Each says how many words it took, 0 when the word at `at`
 * is none of its kind. */
#ifndef FASCICLE_LINE_TAKE_H
#define FASCICLE_LINE_TAKE_H

#include "base/date.h"
#include "line/reading.h"
#include "line/vocabulary.h"

/* What an open word means of those kinds; NULL for nothing. Whether it is one that leads to something. */
const struct meaning *word_means(const struct words *words, size_t at, uint64_t kinds);
bool word_joins(const struct words *words, size_t at, enum joint joint);

/* A word that means something of those kinds, whole or with its denial: "tb", "-tb", "no tb", "tb-". `denied` may be
 * NULL: then none is looked for. */
size_t take_meaning(const struct words *words, size_t at, uint64_t kinds, const struct meaning **meaning,
		    bool *denied);

/* The longest run of words that means something of those kinds: "same day", "general practitioner". */
size_t take_phrase(const struct words *words, size_t at, uint64_t kinds, const struct meaning **meaning);

/* "l", "left", "links", SIDE_NONE for none. */
enum side side_typed(const char *word);

/* The longest run of up to three words that is a day: "12.11.2026", "12 nov 2026", "yesterday", "+7". Where the first word
 * begins as days do but none can be read, *out is "" and err says why; it is taken all the same. */
size_t take_day(const struct words *words, size_t at, const char *today, char out[DATE_SIZE],
		struct err *err);

/* The day behind "since": as many words as can be part of one, of which the year or the month may be all that is known. The
 * first is taken whatever it is; *out is "" and err says why where they are no day. */
size_t take_partial_day(const struct words *words, size_t at, const char *today, char out[DATE_SIZE],
			struct err *err);
/* Whether a word may be part of a day: digits with their marks, a month, "today". */
bool is_day_word(const char *word, const char *today);

/* A number with the unit behind it, glued or apart: "12.5kg", "12,5 min". `unit` is NULL when none is said (or the word
 * behind is none of `kinds`); the number's plain form lies in `number`. */
size_t take_amount(const struct words *words, size_t at, uint64_t kinds, struct part *number,
		   const char **unit);

/* How many times: "x3", "3x", "3 x", "x 3", "3 times". */
size_t take_times(const struct words *words, size_t at, struct part *number);

/* "3x30s", "3 x 30 s", "0.25x40mm", "2x10": two numbers and the unit of the second, NULL where none is said. */
size_t take_cross(const struct words *words, size_t at, uint64_t kinds, struct part *first,
		  struct part *second, const char **unit);

/* A region by its code or as a cell: "stp", "stp.l". Side SIDE_NONE when it is not said. */
bool place_typed(const struct catalogue *c, const char *word, int *region, enum side *side);

#endif
