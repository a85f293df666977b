/* SPDX-License-Identifier: MIT */
/* Typed words against the names of one row. For this room alone. */
#ifndef FASCICLE_CATALOGUE_MATCH_WORDS_H
#define FASCICLE_CATALOGUE_MATCH_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "catalogue/match.h"

enum {
	MATCH_TYPED = 6,  /* typed words that are looked at; more never name one row */
	MATCH_WORDS = 40, /* of a name with its other names */
	MATCH_BYTES = 512,
	/* Steps between kinds of match are wider than all small differences together. */
	MATCH_LEAD = 150,
	MATCH_FAINT = 300, /* below, a word is misspelt */
};

struct match_word {
	const char *at;
	size_t bytes;
	uint32_t
		letters; /* which of a to z it has, a bit each: most pairs of words are told apart by these */
};

/* The words of a text in search form, pointing into key. */
struct match_words {
	char key[MATCH_BYTES];
	size_t used;
	struct match_word word[MATCH_WORDS];
	size_t n;
	size_t n_first; /* of the name itself */
	size_t n_name;  /* with the short or lay name; the others are the code and other names */
};

/* The names a row is known by, as its table has them. */
struct match_names {
	const char *code, *name;
	const char *second; /* short name, lay name, movement; or NULL */
	const char *also;   /* parted by '|' */
};

void match_words_typed(struct match_words *words, const char *typed);
/* 0: no match; MATCH_EXACT: one of the names said whole. */
int match_words_score(const struct match_names *names, const struct match_words *typed);

#endif
