/* SPDX-License-Identifier: MIT */
/* The plot takes the upper part, words the rest; they are scrolled where they do not fit. */
#include "panes/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* ---- drawing ---- */

static void plot_of(const struct progress_pane *pane, struct plot_series *series, struct plot *plot)
{
	plot_init(plot);
	for (size_t i = 0; i < pane->n_lines && i < PLOT_SERIES_MAX; i++)
		series[plot->n_series++] = (struct plot_series){ .name = pane->lines[i].name,
								 .points = pane->lines[i].points,
								 .n = pane->lines[i].n };
	plot->series = series;
	plot->low = pane->low;
	plot->high = pane->high;
	plot->has_reference = pane->has_reference;
	plot->reference = pane->reference;
	plot->from = pane->from[0] ? pane->from : NULL;
	plot->chosen_series = pane->line;
	plot->chosen_point = pane->dot;
}

/* Half of a tall screen, most of a small one. */
static int plot_rows(int rows)
{
	return rows >= 30 ? rows / 2 : rows >= 16 ? 11 : rows > 10 ? rows - 5 : rows;
}

static const struct progress_dot *dot_of(const struct progress_pane *pane)
{
	return pane->line >= 0 && pane->dot >= 0 ? &pane->lines[pane->line].dots[pane->dot] : NULL;
}

static void facts_draw(struct progress_pane *pane, struct grid *grid, struct rect area)
{
	if (area.rows < 1 || area.cols < 2)
		return;
	wrap_text(&pane->wrap, pane->facts, strlen(pane->facts), area.cols - 1);
	pane->page = area.rows;
	int most = (int)pane->wrap.n_lines - area.rows;
	if (pane->top > most)
		pane->top = most;
	if (pane->top < 0)
		pane->top = 0;
	for (int i = 0; i < area.rows && (size_t)(pane->top + i) < pane->wrap.n_lines; i++) {
		const struct wrap_line *line = &pane->wrap.lines[pane->top + i];
		grid_textn(grid, area, area.col, area.row + i, pane->facts + line->from, line->bytes,
			   STYLE_PLAIN);
	}
	if (pane->top < most)
		grid_text(grid, area, area.col + area.cols - 1, area.row + area.rows - 1, "+", STYLE_BOLD);
}

/* A line of its own on top of what is left. */
static void line_draw(struct grid *grid, struct rect *rest, const char *text, unsigned style)
{
	if (!text[0] || rest->rows < 1)
		return;
	grid_text_cut(grid, *rest, rest->col, rest->row, rest->cols, text, style);
	rest->row++;
	rest->rows--;
}

static void progress_draw(struct pane *self, struct grid *grid, struct rect area, bool focused)
{
	struct progress_pane *pane = (struct progress_pane *)self;
	struct plot_series series[PLOT_SERIES_MAX];
	struct plot plot;
	struct rect rest = { area.col + 1, area.row, area.cols - 1, area.rows };
	(void)focused;
	line_draw(grid, &rest, pane->head, STYLE_PLAIN);
	line_draw(grid, &rest, pane->title, STYLE_BOLD);
	plot_of(pane, series, &plot);
	struct rect picture = { rest.col, rest.row, rest.cols, plot_rows(area.rows) };
	if (pane->n_lines > 0 && plot_draw(&plot, grid, picture)) {
		rest.row += picture.rows;
		rest.rows -= picture.rows;
	} else if (pane->n_lines > 0) {
		line_draw(grid, &rest, pane->no_value, STYLE_PLAIN);
	}
	const struct progress_dot *dot = dot_of(pane);
	line_draw(grid, &rest, dot ? dot->text : "", STYLE_BOLD);
	facts_draw(pane, grid, rest);
}

/* ---- choosing ---- */

static bool is_shown(const struct progress_pane *pane, const struct plot_point *point)
{
	return !pane->from[0] || strcmp(point->date, pane->from) >= 0;
}

/* The latest dot of a line that shows and is not after a day; -1 for none. */
static int dot_at(const struct progress_pane *pane, int line, const char *day)
{
	const struct progress_line *l = &pane->lines[line];
	int first = -1;
	for (int i = (int)l->n - 1; i >= 0 && is_shown(pane, &l->points[i]); i--) {
		first = i;
		if (!day || strcmp(l->points[i].date, day) <= 0)
			return i;
	}
	return first;
}

void progress_pane_choose(struct progress_pane *pane)
{
	pane->line = pane->dot = -1;
	for (size_t i = 0; i < pane->n_lines && pane->line < 0; i++) {
		int dot = dot_at(pane, (int)i, NULL);
		if (dot >= 0) {
			pane->line = (int)i;
			pane->dot = dot;
		}
	}
}

static void step_dot(struct progress_pane *pane, int step)
{
	const struct progress_line *line = &pane->lines[pane->line];
	int to = pane->dot + step;
	if (to >= 0 && to < (int)line->n && is_shown(pane, &line->points[to]))
		pane->dot = to;
}

static void step_line(struct progress_pane *pane, int step)
{
	const char *day = pane->lines[pane->line].points[pane->dot].date;
	int n = pane->n_lines < PLOT_SERIES_MAX ? (int)pane->n_lines : PLOT_SERIES_MAX;
	for (int k = 1; k < n; k++) {
		int line = ((pane->line + k * step) % n + n) % n;
		int dot = dot_at(pane, line, day);
		if (dot < 0)
			continue;
		pane->line = line;
		pane->dot = dot;
		return;
	}
}

static void to_end(struct progress_pane *pane, bool last)
{
	const struct progress_line *line = &pane->lines[pane->line];
	int dot = last ? (int)line->n - 1 : 0;
	while (!is_shown(pane, &line->points[dot]))
		dot++;
	pane->dot = dot;
}

static bool key_of_dots(struct progress_pane *pane, const struct key *key)
{
	switch (key->kind) {
	case KEY_LEFT:
	case KEY_RIGHT:
		step_dot(pane, key->kind == KEY_LEFT ? -1 : 1);
		return true;
	case KEY_UP:
	case KEY_DOWN:
		step_line(pane, key->kind == KEY_UP ? -1 : 1);
		return true;
	case KEY_HOME:
	case KEY_END:
		to_end(pane, key->kind == KEY_END);
		return true;
	default:
		return false;
	}
}

static bool progress_key(struct pane *self, const struct key *key)
{
	struct progress_pane *pane = (struct progress_pane *)self;
	int page = pane->page > 1 ? pane->page - 1 : 1;
	if (pane->line >= 0 && key_of_dots(pane, key))
		return true;
	if (key->kind == KEY_PAGE_DOWN || (key->kind == KEY_TEXT && key->text[0] == ' '))
		pane->top += page;
	else if (key->kind == KEY_PAGE_UP)
		pane->top -= page;
	else
		return false;
	return true;
}

/* ---- what it holds ---- */

void progress_pane_clear(struct progress_pane *pane)
{
	for (size_t i = 0; i < pane->n_lines; i++) {
		for (size_t k = 0; k < pane->lines[i].n; k++)
			free(pane->lines[i].dots[k].text);
		free(pane->lines[i].dots);
		free(pane->lines[i].points);
		free(pane->lines[i].name);
	}
	free(pane->lines);
	pane->lines = NULL;
	pane->n_lines = 0;
	pane->line = pane->dot = -1;
	pane->low = pane->high = 0;
	pane->has_reference = false;
	pane->top = 0;
}

struct progress_line *progress_pane_add(struct progress_pane *pane, const char *name)
{
	pane->lines = mem_regrow(pane->lines, pane->n_lines + 1, sizeof *pane->lines);
	pane->lines[pane->n_lines] = (struct progress_line){ .name = mem_strdup(name) };
	return &pane->lines[pane->n_lines++];
}

void progress_line_add(struct progress_line *line, const struct plot_point *point, int64_t session_id,
		       const char *text)
{
	line->points = mem_regrow(line->points, line->n + 1, sizeof *line->points);
	line->dots = mem_regrow(line->dots, line->n + 1, sizeof *line->dots);
	line->points[line->n] = *point;
	line->dots[line->n++] = (struct progress_dot){ session_id, mem_strdup(text) };
}

int64_t progress_pane_session(const struct progress_pane *pane)
{
	const struct progress_dot *dot = dot_of(pane);
	return dot ? dot->session_id : 0;
}

static void progress_free(struct pane *self)
{
	struct progress_pane *pane = (struct progress_pane *)self;
	progress_pane_clear(pane);
	free(pane->head);
	free(pane->title);
	free(pane->facts);
	free(pane->no_value);
	wrap_release(&pane->wrap);
	free(pane);
}

static const struct pane_class progress_class = {
	.scope = "progress",
	.draw = progress_draw,
	.key = progress_key,
	.free = progress_free,
};

struct progress_pane *progress_pane_new(void)
{
	struct progress_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &progress_class;
	pane->head = mem_strdup("");
	pane->title = mem_strdup("");
	pane->facts = mem_strdup("");
	pane->line = pane->dot = -1;
	wrap_init(&pane->wrap);
	return pane;
}
