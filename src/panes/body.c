/* SPDX-License-Identifier: MIT */
/* Draws the figure from the catalogue: outline, then a two-column cell a region. A cell shows the worst mark
 * (A7), *n for several, -- primary and ~~ spill of a shown referral, .. for nothing. */
#include "panes/body.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { VIEW_GAP = 2, BOTH_VIEWS_COLS = 2 * FIGURE_COLS + VIEW_GAP };

static void body_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused);

static void body_free(struct pane *pane)
{
	struct body_pane *body = (struct body_pane *)pane;
	free(body->zones);
	free(body->pain);
	free(body->overlay);
	free(body);
}

static const struct pane_class body_class = {
	.scope = "body",
	.draw = body_draw,
	.free = body_free,
};

struct body_pane *body_pane_new(const struct catalogue *catalogue)
{
	struct body_pane *body = mem_alloc(sizeof *body);
	body->pane.class = &body_class;
	body->catalogue = catalogue;
	body->zones = mem_array(catalogue->n_cells, sizeof *body->zones);
	body->pain = mem_array(catalogue->n_cells, sizeof *body->pain);
	int start = catalogue_cell(catalogue, catalogue_region(catalogue, "STP"), SIDE_LEFT);
	body->cursor = start >= 0 ? start : 0;
	return body;
}

void body_pane_set(struct body_pane *body, const struct mark *marks, size_t n_marks)
{
	body->marks = marks;
	body->n_marks = n_marks;
	body->drawn = NULL; /* it was one of the old marks' */
}

bool body_pane_step(struct body_pane *body, int dx, int dy)
{
	int to = figure_step(body->catalogue, body->cursor, dx, dy);
	bool moved = to != body->cursor;
	body->cursor = to;
	return moved;
}

void body_pane_go(struct body_pane *body, int cell)
{
	if (cell >= 0 && (size_t)cell < body->catalogue->n_cells)
		body->cursor = cell;
}

void body_pane_flip(struct body_pane *body)
{
	const struct cell *from = &body->catalogue->cells[body->cursor];
	int best = body->cursor, best_distance = INT_MAX;
	for (size_t i = 0; i < body->catalogue->n_cells; i++) {
		const struct cell *to = &body->catalogue->cells[i];
		/* The same side of the client lies on the other side of the screen. */
		int mirrored = FIGURE_COLS - CELL_COLS - from->col;
		int distance = 3 * abs(to->row - from->row) + abs(to->col - mirrored);
		if (to->view == from->view || distance >= best_distance)
			continue;
		best = (int)i;
		best_distance = distance;
	}
	body->cursor = best;
}

void body_pane_referral(struct body_pane *body, int muscle, enum side side)
{
	body->shows_referral = muscle >= 0;
	memset(body->zones, 0, body->catalogue->n_cells * sizeof *body->zones);
	if (muscle >= 0)
		referral_cells(body->catalogue, muscle, side, body->zones);
}

void body_pane_earlier(struct body_pane *body, const struct mark *marks, size_t n, const char *caption)
{
	body->earlier = marks;
	body->n_earlier = n;
	body->heat = NULL;
	mem_replace(&body->overlay, caption);
}

void body_pane_forget(struct body_pane *body)
{
	body_pane_referral(body, -1, SIDE_NONE);
	memset(body->pain, 0, body->catalogue->n_cells * sizeof *body->pain);
	body->draws = false;
	body->drawn = NULL;
}

void body_pane_heat(struct body_pane *body, const int *counts, const char *caption)
{
	body_pane_earlier(body, NULL, 0, caption);
	body->heat = counts;
}

void body_pane_pain(struct body_pane *body)
{
	body->pain[body->cursor] = !body->pain[body->cursor];
}

size_t body_pane_painful(const struct body_pane *body, int *regions, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < body->catalogue->n_cells && n < max; i++)
		if (body->pain[i])
			regions[n++] = body->catalogue->cells[i].region;
	if (n == 0)
		regions[n++] = body->catalogue->cells[body->cursor].region;
	return n;
}

const struct region *body_pane_region(const struct body_pane *body, enum side *side)
{
	const struct cell *cell = &body->catalogue->cells[body->cursor];
	if (side)
		*side = cell->side;
	return &body->catalogue->regions[cell->region];
}

static bool mark_in_cell(const struct body_pane *body, const struct mark *mark, const struct cell *cell)
{
	return mark->side == cell->side && str_eq(mark->region, body->catalogue->regions[cell->region].code);
}

static int mark_badness(const struct mark *mark)
{
	int tender = mark->tender_after >= 0 ? mark->tender_after : mark->tender_before;
	return 2 * tender + (mark->type == MARK_ACTIVE);
}

/* The worst mark of a cell among some; *n says how many lie there. */
static const struct mark *worst_mark(const struct body_pane *body, const struct mark *marks, size_t n_marks,
				     const struct cell *cell, int *n)
{
	const struct mark *worst = NULL;
	*n = 0;
	for (size_t i = 0; i < n_marks; i++) {
		if (!mark_in_cell(body, &marks[i], cell))
			continue;
		if (!worst || mark_badness(&marks[i]) > mark_badness(worst))
			worst = &marks[i];
		++*n;
	}
	return worst;
}

static bool marks_text(const struct body_pane *body, const struct mark *marks, size_t n_marks,
		       const struct cell *cell, char out[3])
{
	int n;
	const struct mark *worst = worst_mark(body, marks, n_marks, cell, &n);
	if (n > 1)
		snprintf(out, 3, "*%c", n > 9 ? '+' : '0' + n);
	else if (worst)
		mark_cell(worst, out);
	return worst != NULL;
}

static bool is_drawn(const struct body_pane *body, const struct cell *cell)
{
	const char *rest = body->drawn;
	int region;
	enum side side;
	while (rest && mark_referral_next(body->catalogue, &rest, &region, &side))
		if (region == cell->region && (side == cell->side || side == SIDE_NONE))
			return true;
	return false;
}

static bool heat_text(const struct body_pane *body, int index, char out[3])
{
	int n = body->heat[index];
	if (n > 0)
		snprintf(out, 3, n > 9 ? "9+" : ".%d", n);
	return n > 0;
}

/* What a cell says; false when it is nothing to see at once. */
static bool cell_text(const struct body_pane *body, int index, char out[3])
{
	const struct cell *cell = &body->catalogue->cells[index];
	strcpy(out, body->catalogue->regions[cell->region].sensitive ? "::" : "..");
	if (body->heat)
		return heat_text(body, index, out);
	if (marks_text(body, body->marks, body->n_marks, cell, out))
		return true;
	bool shown = true;
	if (is_drawn(body, cell))
		strcpy(out, "##");
	else if (body->zones[index] == ZONE_PRIMARY)
		strcpy(out, "--");
	else if (body->zones[index] == ZONE_SPILL)
		strcpy(out, "~~");
	else if (body->pain[index])
		strcpy(out, "!!");
	else
		shown = false;
	if (!shown && marks_text(body, body->earlier, body->n_earlier, cell, out))
		out[0] = (char)tolower((unsigned char)out[0]);
	return shown;
}

static void cell_draw(const struct body_pane *body, struct grid *grid, struct rect area, int index, int col,
		      int row, bool focused)
{
	char text[3];
	bool marked = cell_text(body, index, text);
	unsigned style = marked ? STYLE_BOLD : STYLE_PLAIN;
	if (index == body->cursor) {
		style |= STYLE_REVERSE;
		if (focused) {
			grid->cursor_col = col;
			grid->cursor_row = row;
		}
	}
	grid_text(grid, area, col, row, text, style);
}

/* The outline is ASCII; where the terminal draws lines, its straight parts are lines. */
static void outline_draw(struct grid *grid, struct rect area, int col, int row, const char *line)
{
	for (int i = 0; line[i]; i++) {
		char one[2] = { line[i], '\0' };
		const char *shown = one;
		if (!grid->ascii && line[i] == '|')
			shown = "│";
		else if (!grid->ascii && line[i] == '-')
			shown = "─";
		if (line[i] != ' ')
			grid_text(grid, area, col + i, row, shown, STYLE_PLAIN);
	}
}

static void view_draw(const struct body_pane *body, struct grid *grid, struct rect area, int col, int row,
		      enum view view, bool focused)
{
	const char *const *outline = figure_outline(view);
	for (int i = 0; i < FIGURE_ROWS; i++)
		outline_draw(grid, area, col, row + i, outline[i]);
	for (size_t i = 0; i < body->catalogue->n_cells; i++) {
		const struct cell *cell = &body->catalogue->cells[i];
		if (cell->view == view)
			cell_draw(body, grid, area, (int)i, col + cell->col, row + cell->row, focused);
	}
}

static void caption_draw(const struct body_pane *body, struct grid *grid, struct rect area)
{
	enum side side;
	const struct region *region = body_pane_region(body, &side);
	struct str caption;
	str_init(&caption);
	if (side != SIDE_MIDLINE)
		str_addf(&caption, "%s ", side_letter(side));
	str_add(&caption, i18n_name(region->name));
	if (body->overlay)
		str_addf(&caption, " · %s", body->overlay);
	grid_text_cut(grid, area, area.col, area.row + area.rows - 1, area.cols, caption.s, STYLE_PLAIN);
	str_release(&caption);
}

static void body_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct body_pane *body = (struct body_pane *)pane;
	const struct cell *cursor = &body->catalogue->cells[body->cursor];
	bool both = area.cols >= BOTH_VIEWS_COLS;
	bool captioned = area.rows > 4;
	struct rect figure = area;
	int width = both ? BOTH_VIEWS_COLS : FIGURE_COLS;
	figure.rows -= captioned;
	int col = area.col + (area.cols > width ? (area.cols - width) / 2 : 0);
	int row = area.row;
	if (figure.rows < FIGURE_ROWS && cursor->row > figure.rows / 2) {
		int most = FIGURE_ROWS - figure.rows, wanted = cursor->row - figure.rows / 2;
		row -= wanted < most ? wanted : most;
	}
	if (both || cursor->view == VIEW_FRONT)
		view_draw(body, grid, figure, col, row, VIEW_FRONT, focused);
	if (both)
		col += FIGURE_COLS + VIEW_GAP;
	if (both || cursor->view == VIEW_BACK)
		view_draw(body, grid, figure, col, row, VIEW_BACK, focused);
	if (captioned)
		caption_draw(body, grid, area);
}
