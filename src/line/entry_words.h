/* SPDX-License-Identifier: MIT */
/* The words of an entry line, told apart by their shape alone; what a name means is decided later. For the entry
 * files of this room. */
#ifndef FASCICLE_LINE_ENTRY_WORDS_H
#define FASCICLE_LINE_ENTRY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/mark.h"

enum word_kind {
	WORD_OPEN,       /* part of a name, perhaps */
	WORD_LETTER,     /* a s k l r b m alone: side or type */
	WORD_SIDE,       /* value: enum side */
	WORD_TYPE,       /* value: enum mark_type */
	WORD_SIGN,       /* value: one sign bit; negated: tested and absent */
	WORD_RESPONSE,   /* value: enum mark_response */
	WORD_SUFFICIENT, /* negated: not sufficient */
	WORD_TISSUE,     /* value: enum mark_tissue */
	WORD_AWARE,      /* the client knew the place; negated: did not */
	WORD_TENDER,     /* before, after; value: the type letter glued to it, or 0 */
	WORD_NUMBER,     /* a bare whole number: before */
	WORD_PPT,        /* readings and unit */
	WORD_UNIT,       /* number with unit: "12kg" */
	WORD_COUNT,      /* number of times: "x3" */
	WORD_CROSS,      /* number times second, unit or NULL: "3x30s", "0.25x40mm" */
	WORD_NAMED,      /* number with a name: "3in", "10reps", "depth4" */
	WORD_PAIR,       /* key:value */
	WORD_CELL,       /* "stp.l": name is the region, value the side */
	WORD_QUOTED,     /* "free text" */
	WORD_NEGATIVE,   /* "-5kg" */
	WORD_USED,       /* understood already */
};

struct entry_word {
	size_t at, bytes; /* in the line */
	char *text;       /* lower case, quotes taken off */
	char *value_text; /* of WORD_PAIR and WORD_QUOTED: as typed */
	enum word_kind kind;
	int value;
	bool negated;
	int before, after; /* -1: not said */
	char number[16], second[16];
	const char *unit;
	char *name;
	double ppt_before[PPT_READINGS], ppt_after[PPT_READINGS];
};

struct entry_words {
	struct entry_word *word;
	size_t n;
};

enum { ENTRY_WORDS = 120 };

/* Splits bytes [from, to) of the line; at most ENTRY_WORDS words. With `for_mark` the words of a mark (types, signs,
 * tenderness) are told; without, only sides, doses and names. */
void entry_words_split(struct entry_words *words, const char *line, size_t from, size_t to, bool for_mark);
void entry_words_release(struct entry_words *words);

#endif
