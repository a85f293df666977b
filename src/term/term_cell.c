/* SPDX-License-Identifier: MIT */
/* Cells: the characters are held against the C library's idea of width, which curses goes by; the styles are thinned. */
#include "term/term_cell.h"

#include <stdbool.h>
#include <stdlib.h>

/* ---- characters ---- */

enum { WIDE_MAX = 32, JOINER = 0x200d, SELECTOR_FOR_PICTURES = 0xfe0f };

static void add_marks(const wchar_t *wide, size_t n, wchar_t *text)
{
	size_t marks = 0;

	for (size_t i = 1;
	     i < n && marks < TERM_CELL_CHARACTERS - 1 && wide[i] != JOINER && wcwidth(wide[i]) == 0; i++)
		if (wide[i] != SELECTOR_FOR_PICTURES)
			text[++marks] = wide[i];
}

void term_cell_read(const char *text, int cols, struct term_cell *cell)
{
	wchar_t wide[WIDE_MAX] = L"?";
	size_t n = mbstowcs(wide, text, WIDE_MAX);
	int width;

	if (n == (size_t)-1 || n == 0 || n == WIDE_MAX) {
		wide[0] = n == 0 ? L' ' : L'?';
		n = 1;
	}
	width = wcwidth(wide[0]);
	if (width < 1 || width > cols) {
		wide[0] = L'?';
		width = 1;
	}
	*cell = (struct term_cell){ .count = width < cols ? 2 : 1 };
	cell->text[0][0] = wide[0];
	add_marks(wide, n, cell->text[0]);
	/* two narrow ones that count as one, such as the letters of a flag */
	if (cell->count == 2)
		cell->text[1][0] = n > 1 && wcwidth(wide[1]) == 1 ? wide[1] : L' ';
}

/* ---- styles ---- */

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

void term_cell_styles(const struct grid_cell *cells, int cols, unsigned short *styles)
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
