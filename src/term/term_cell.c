/* SPDX-License-Identifier: MIT */
/* Holds the grid's idea of width against the C library's, which curses goes by. */
#include "term/term_cell.h"

#include <stdlib.h>

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
