/* SPDX-License-Identifier: MIT */
/* A typed line as its words, each with its place in the line. Blanks part words; so do commas and semicolons, but for the
 * comma of a number; "double quotes" hold one together; a colon or = behind letters makes them a key and what follows its
 * value: ref:tmp,eye is the key ref and the words tmp and eye, @stp the key @ and the word stp. */
#ifndef FASCICLE_LINE_WORDS_H
#define FASCICLE_LINE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { WORDS_MAX = 120 };
struct meaning; /* line/vocabulary.h */

enum part_kind { PART_END, PART_NUMBER, PART_LETTERS, PART_ARROW, PART_TIMES, PART_SLASH, PART_OTHER };

struct word {
	size_t at, bytes; /* in the line, with quotes */
	char *text;       /* in small letters; as typed when quoted, without the quotes */
	char parted;      /* ',' or ';' before it; 0: none */
	bool quoted;
	bool is_key; /* a colon or = stands behind it */
	bool glued;  /* nothing but a part (",") or a key's colon stands between it and the word before */
	bool used;   /* a taker has understood it */
	const struct meaning *means; /* of a line that looks its words up at once; NULL: none */
	/* what words_part has told of it */
	enum part_kind part;
	double value; /* of a number */
	char grade;   /* '+' or '-' right behind a number, else 0 */
};

struct words {
	const char *line;
	struct word *word;
	size_t n;
	bool is_full; /* there are more than WORDS_MAX: more than a line says */
	char shown[4][96];
	unsigned turn;
};

/* Bytes [from, to) of the line, which has to outlive the words. */
void words_split(struct words *words, const char *line, size_t from, size_t to);
void words_release(struct words *words);

/* Makes words of the parts of the words that hold numbers, for a line that is mostly numbers: "l55>70deg" is l, 55, >, 70 and
 * deg. A number may have a sign before it and a grade behind, "-10", "4+". */
void words_part(struct words *words);

/* Whether there is a word that is neither used nor quoted. */
bool words_is_open(const struct words *words, size_t at);
void words_use(struct words *words, size_t at, size_t n);
/* What was typed from word `from` up to before `to`, without quotes, one blank for several. Caller frees. */
char *words_text(const struct words *words, size_t from, size_t to);
/* The same with its quotes, of one word or more. */
char *words_raw(const struct words *words, size_t from, size_t to);
/* What was typed from a word on to the end of the line, trimmed. Caller frees. */
char *words_rest(const struct words *words, size_t from);
/* The words [from, to] as they may be shown inside a sentence; lives until the fourth call from now. */
const char *words_shown(struct words *words, size_t from, size_t to);

/* The end of the piece of a line that begins at `from`: the next `part` (",", ";", ",;") outside quotes. */
size_t line_piece_end(const char *line, size_t from, const char *parts);

/* ---- the parts of a word with digits in it: "3x30s" is number, times, number, letters ---- */

struct part {
	enum part_kind kind;
	const char *at;
	size_t bytes;
	double value;    /* of a number */
	char number[16]; /* its plain decimal form: "12.5" */
};

/* The part that begins at s; kind PART_END at its end. A number has at most six digits before its mark, point or comma, and
 * four behind it; what has more is PART_OTHER. */
void part_next(const char *s, struct part *part);
/* Bytes of an arrow (">" "->" "=>" "→") at s; of a sign for times ("x" "*" "×"). 0 for none. */
size_t part_arrow(const char *s);
size_t part_times(const char *s);

#endif
