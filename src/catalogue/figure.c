/* SPDX-License-Identifier: MIT */
/* The drawn figure: its outline, and the way of the arrow keys over its cells. */
#include "catalogue/catalogue.h"

#include <limits.h>
#include <stdlib.h>

#include "catalogue/tables.h"

const char *const *figure_outline(enum view view)
{
	return catalogue_outlines[view == VIEW_BACK ? VIEW_BACK : VIEW_FRONT];
}

/* A row of a terminal is about as high as two columns are wide. */
enum { ROW_AS_COLS = 2, OFF_ROW = 3, MIDDLE_COL = (FIGURE_COLS - CELL_COLS) / 2 };

/* How far `to` lies from `from` as the eye goes in that direction; INT_MAX when it does not lie there at all.
 * Going sideways the own row comes first, and what lies more up or down than aside is not "aside". */
static int step_cost(const struct cell *from, const struct cell *to, int dx, int dy)
{
	int rows = to->row - from->row, cols = to->col - from->col;
	int down = abs(rows) * ROW_AS_COLS, aside = abs(cols);
	if (dy)
		return rows * dy > 0 ? down + aside : INT_MAX;
	if (cols * dx <= 0 || down > aside)
		return INT_MAX;
	return aside + OFF_ROW * down;
}

/* Of two cells equally far: the one straighter ahead, then nearer to the middle of the body, then screen-left. */
static bool is_straighter(const struct cell *from, const struct cell *a, const struct cell *b, int dy)
{
	int off_a = dy ? abs(a->col - from->col) : abs(a->row - from->row);
	int off_b = dy ? abs(b->col - from->col) : abs(b->row - from->row);
	if (off_a != off_b)
		return off_a < off_b;
	int middle_a = abs(a->col - MIDDLE_COL), middle_b = abs(b->col - MIDDLE_COL);
	return middle_a != middle_b ? middle_a < middle_b : a->col < b->col;
}

int figure_step(const struct catalogue *c, int from, int dx, int dy)
{
	if (from < 0 || (size_t)from >= c->n_cells)
		return from;
	const struct cell *start = &c->cells[from];
	int best = from, best_cost = INT_MAX;
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct cell *cell = &c->cells[i];
		if (cell->view != start->view)
			continue;
		int cost = step_cost(start, cell, dx, dy);
		if (cost == INT_MAX || cost > best_cost)
			continue;
		if (cost < best_cost || is_straighter(start, cell, &c->cells[best], dy)) {
			best = (int)i;
			best_cost = cost;
		}
	}
	return best;
}
