/* SPDX-License-Identifier: MIT */
/* The words of one value of a finding line, and the place that is said among them. */
#ifndef FASCICLE_LINE_FINDING_WORDS_H
#define FASCICLE_LINE_FINDING_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/finding.h"

struct finding_words {
	char **word;
	bool *used;
	size_t n;
	bool is_own; /* in quotes: own words as they stand */
};

void finding_words_split(struct finding_words *words, const char *text);
void finding_words_release(struct finding_words *words);
/* The words that nothing has taken, of [from, to). Caller frees. */
char *finding_words_rest(const struct finding_words *words, size_t from, size_t to);
/* Takes region codes, sides and a severity out of the words; the first is the value's. Own words keep a lone "l" unless
 * a region is said. */
void finding_words_place(const struct catalogue *c, const struct finding_spec *spec,
			 struct finding_words *words, struct finding *finding);

#endif
