/* SPDX-License-Identifier: MIT */
/* The drawn figure: its outline, and the way of the arrow keys over its cells.
 *
 * An arrow must land where the eye expects, and the arrow back must lead home. So the cells of a view are first
 * paired along the axis of the arrow, nearest pairs first, each cell with at most one neighbour ahead and one
 * behind; these pairs work both ways. A cell that is left without a partner steps to the nearest cell ahead. */
#include "catalogue/catalogue.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "catalogue/tables.h"

const char *const *figure_outline(enum view view)
{
	return catalogue_outlines[view == VIEW_BACK ? VIEW_BACK : VIEW_FRONT];
}

/* Distances are in half columns. A row of a terminal is about as high as two columns are wide; what lies off the
 * straight line counts more, and a cell without a partner looks still straighter. */
enum {
	COL = 2,
	ROW = 4,
	OFF_COL = 3,
	OFF_COL_ALONE = 6,
	OFF_ROW = 12,
	OFF_ROWS_MOST = 2, /* going sideways, further up or down is not aside */
	SLACK = 6,         /* how much further than its nearest cell a partner may lie */
	MIDDLE_COL = (FIGURE_COLS - CELL_COLS) / 2,
};

/* Two cells of a view, `second` ahead of `first`: below it, or on its right. */
struct pair {
	int first, second;
	int cost, off;
	bool mixed; /* one in the midline, the other not: such pairs would favour one side of the body */
	int middle; /* how far from the middle of the body */
	int col;
};

/* How far `to` lies ahead of `from`, down or to the right; INT_MAX when it does not lie there. */
static int cost_ahead(const struct cell *from, const struct cell *to, bool down, int off_col)
{
	int rows = to->row - from->row, cols = to->col - from->col;
	if (down)
		return rows > 0 ? rows * ROW + abs(cols) * off_col : INT_MAX;
	if (cols <= 0 || abs(rows) > OFF_ROWS_MOST || abs(rows) * ROW > cols * COL)
		return INT_MAX;
	return cols * COL + abs(rows) * OFF_ROW;
}

static int pair_order(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	const int differences[] = { a->cost - b->cost, a->off - b->off, a->mixed - b->mixed,
				    a->middle - b->middle, a->col - b->col };
	for (size_t i = 0; i < sizeof differences / sizeof differences[0]; i++)
		if (differences[i])
			return differences[i];
	return a->first != b->first ? a->first - b->first : a->second - b->second;
}

static struct pair pair_of(const struct catalogue *c, int first, int second, bool down, int off_col)
{
	const struct cell *a = &c->cells[first], *b = &c->cells[second];
	return (struct pair){
		.first = first,
		.second = second,
		.cost = cost_ahead(a, b, down, off_col),
		.off = down ? abs(b->col - a->col) : abs(b->row - a->row),
		.mixed = (a->side == SIDE_MIDLINE) != (b->side == SIDE_MIDLINE),
		.middle = abs(a->col - MIDDLE_COL) + abs(b->col - MIDDLE_COL),
		.col = a->col < b->col ? a->col : b->col,
	};
}

/* All pairs of the view along the axis, nearest first. The caller frees them. */
static struct pair *pairs_of(const struct catalogue *c, enum view view, bool down, size_t *n)
{
	struct pair *pairs = mem_array(c->n_cells * c->n_cells, sizeof *pairs);
	*n = 0;
	for (size_t a = 0; a < c->n_cells; a++)
		for (size_t b = 0; c->cells[a].view == view && b < c->n_cells; b++) {
			if (c->cells[b].view != view)
				continue;
			struct pair pair = pair_of(c, (int)a, (int)b, down, OFF_COL);
			if (pair.cost < INT_MAX)
				pairs[(*n)++] = pair;
		}
	qsort(pairs, *n, sizeof *pairs, pair_order);
	return pairs;
}

/* The two-way neighbours of a cell: what it was paired with ahead and behind, -1 for nothing; and how near its
 * nearest cells are. */
struct neighbours {
	int ahead, behind;
	int nearest_ahead, nearest_behind;
};

static void note_nearest(struct neighbours *all, const struct pair *pairs, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		all[pairs[i].first].nearest_ahead = pairs[i].cost;
		all[pairs[i].second].nearest_behind = pairs[i].cost;
	}
}

static int partner(const struct catalogue *c, int from, bool down, bool ahead)
{
	size_t n;
	struct pair *pairs = pairs_of(c, c->cells[from].view, down, &n);
	struct neighbours *all = mem_array(c->n_cells, sizeof *all);
	for (size_t i = 0; i < c->n_cells; i++)
		all[i].ahead = all[i].behind = -1;
	note_nearest(all, pairs, n);
	for (size_t i = 0; i < n; i++) {
		struct neighbours *first = &all[pairs[i].first], *second = &all[pairs[i].second];
		bool too_far = pairs[i].cost > first->nearest_ahead + SLACK ||
			       pairs[i].cost > second->nearest_behind + SLACK;
		if (first->ahead >= 0 || second->behind >= 0 || too_far)
			continue;
		first->ahead = pairs[i].second;
		second->behind = pairs[i].first;
	}
	int found = ahead ? all[from].ahead : all[from].behind;
	free(all);
	free(pairs);
	return found;
}

static int nearest(const struct catalogue *c, int from, bool down, bool ahead)
{
	struct pair best = { .cost = INT_MAX };
	int found = from;
	for (size_t i = 0; i < c->n_cells; i++) {
		if (c->cells[i].view != c->cells[from].view)
			continue;
		struct pair pair = ahead ? pair_of(c, from, (int)i, down, OFF_COL_ALONE)
					 : pair_of(c, (int)i, from, down, OFF_COL_ALONE);
		if (pair.cost < INT_MAX && pair_order(&pair, &best) < 0) {
			best = pair;
			found = (int)i;
		}
	}
	return found;
}

int figure_step(const struct catalogue *c, int from, int dx, int dy)
{
	if (from < 0 || (size_t)from >= c->n_cells || (dx == 0) == (dy == 0))
		return from;
	bool down = dy != 0, ahead = dx > 0 || dy > 0;
	int to = partner(c, from, down, ahead);
	return to >= 0 ? to : nearest(c, from, down, ahead);
}
