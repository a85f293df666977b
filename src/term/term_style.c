/* SPDX-License-Identifier: MIT */
/* Which styles a row is sent in. */
#include "term/term_style.h"

#include <stdbool.h>

enum { SEEN_ON_BLANK = STYLE_REVERSE | STYLE_UNDERLINE, BRIDGE_COLS = 4 };

static bool is_blank(const struct grid_cell *cell)
{
	return !cell->line && cell->text[0] == ' ' && cell->text[1] == '\0';
}

/* The blanks from `from` up to `to` stand between two cells of the same style: going through them in it costs
 * less than leaving it and coming back. */
static void bridge(unsigned short *styles, int from, int to, int cols)
{
	if (from == 0 || to == cols || to - from > BRIDGE_COLS || styles[from - 1] != styles[to] ||
	    (styles[to] & SEEN_ON_BLANK))
		return;
	for (int i = from; i < to; i++)
		styles[i] = styles[to];
}

void term_style_read(const struct grid_cell *cells, int cols, unsigned short *styles)
{
	int blanks_from = 0;

	for (int col = 0; col < cols; col++) {
		bool blank = is_blank(&cells[col]);

		styles[col] = cells[col].style;
		if (blank && !(styles[col] & SEEN_ON_BLANK))
			styles[col] = STYLE_PLAIN;
		if (blank && styles[col] == STYLE_PLAIN)
			continue;
		if (blanks_from < col)
			bridge(styles, blanks_from, col, cols);
		blanks_from = col + 1;
	}
}
