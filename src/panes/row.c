/* SPDX-License-Identifier: MIT */
/* A row of a list with a timer at its right end. */
#include "panes/row.h"

#include <string.h>

#include "base/utf8.h"

void row_timed_draw(struct grid *grid, struct rect area, const char *text, const char *timer, unsigned style)
{
	int cols = timer ? utf8_cols(timer, strlen(timer)) : 0;
	int room = cols > 0 ? area.cols - cols - 1 : area.cols;
	if (room < 0)
		room = 0;
	grid_text_cut(grid, area, area.col, area.row, room, text, style);
	if (cols > 0)
		grid_text(grid, area, area.col + area.cols - cols, area.row, timer, style);
}
