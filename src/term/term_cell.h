/* SPDX-License-Identifier: MIT */
/* A cell of the grid as a terminal can be trusted with it, and as cheap to send as it looks the same: each change of style
 * costs a slow line more than a letter. */
#ifndef FASCICLE_TERM_TERM_CELL_H
#define FASCICLE_TERM_TERM_CELL_H

#include <wchar.h>

#include "ui/grid.h"

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

/* The style for each of the `cols` cells of a row that looks the same and changes least: on a blank, bold and
 * colours cannot be seen, so a blank is plain, but for the few between two words of one style. */
void term_cell_styles(const struct grid_cell *cells, int cols, unsigned short *styles);

#endif
