/* SPDX-License-Identifier: MIT */
/* The words of a measure line, told apart by their shape and by what they mean wherever they stand. For the files that
 * read measure lines. */
#ifndef FASCICLE_LINE_MEASURE_WORDS_H
#define FASCICLE_LINE_MEASURE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum measure_token_kind {
	TOKEN_OPEN,   /* part of a name, perhaps */
	TOKEN_NUMBER, /* "-10", "2.5", "4+" */
	TOKEN_ARROW,
	TOKEN_SLASH,
	TOKEN_QUOTED,
	TOKEN_GLUED,  /* a letter with a number: "l55", "p4", "T7" */
	TOKEN_HEAD,   /* value: enum measure_kind; pain, which may be with a movement too */
	TOKEN_SIDE,   /* value: enum side */
	TOKEN_MODE,   /* value: enum measure_mode */
	TOKEN_FEEL,   /* value: enum end_feel */
	TOKEN_METHOD, /* value: enum measure_method */
	TOKEN_SLOT,   /* of pain; text is the code */
	TOKEN_UNIT,   /* text is the unit as stored */
	TOKEN_FROM,
};

struct measure_token {
	size_t at, bytes; /* in the line */
	enum measure_token_kind kind;
	int value;
	double number;
	char grade;  /* '+' or '-' right behind the number, else 0 */
	char letter; /* of TOKEN_GLUED */
	const char *text;
	char *word; /* as typed, in lower case; without its quotes */
};

enum { MEASURE_TOKENS = 80 };

struct measure_words {
	struct measure_token token[MEASURE_TOKENS];
	size_t n;
	bool is_full; /* there were more */
};

/* Splits bytes [from, to) of the line. */
void measure_words_split(struct measure_words *words, const char *line, size_t from, size_t to);
void measure_words_release(struct measure_words *words);
/* Makes a side and a number of "l55". There must be room for one more. */
void measure_words_part(struct measure_words *words, size_t glued);

#endif
