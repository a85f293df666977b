/* SPDX-License-Identifier: MIT */
/* A grapheme of the grid as the characters that a terminal can be trusted with. */
#ifndef FASCICLE_TERM_TERM_CELL_H
#define FASCICLE_TERM_TERM_CELL_H

#include <wchar.h>

enum { TERM_CELL_CHARACTERS = 5 }; /* a base and four marks */

struct term_cell {
	int count; /* one, or two narrow ones side by side */
	wchar_t text[2][TERM_CELL_CHARACTERS + 1];
};

/* Splits the text of one grid cell, in the character set of the locale, so that it takes `cols` columns (1 or
 * 2) by the measure of the C library. What does not fit that measure becomes a question mark; what follows a
 * joiner is left out, and so is the selector for a coloured picture, which some terminals draw wider than
 * they are told. */
void term_cell_read(const char *text, int cols, struct term_cell *cell);

#endif
