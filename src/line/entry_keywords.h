/* SPDX-License-Identifier: MIT */
/* Words of the entry line that mean one thing wherever they stand. For the entry files of this room. */
#ifndef FASCICLE_LINE_ENTRY_KEYWORDS_H
#define FASCICLE_LINE_ENTRY_KEYWORDS_H

#include "line/entry_words.h"

struct keyword {
	const char *word;
	unsigned least; /* known from its first letters on, this many; 0 asks for the whole word */
	enum word_kind kind;
	int value;
};

/* By a word in lower case, cut short, or whole in the language of the screen; NULL when it is none. */
const struct keyword *entry_keyword(const char *text);

#endif
