/* SPDX-License-Identifier: MIT */
/* The state of a session is one letter-like sign in a column of its own, so that it reads without colour. */
#include "panes/day.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/wrap.h"

/* booked, arrived, open, signed, cancelled, no-show */
static const char *const status_signs[SESSION_STATUS_COUNT] = { "·", "a", "~", "✓", "x", "-" };

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct day_pane *day = context;
	const struct day_line *line = &day->lines[index];
	int sign_col = area.col + area.cols - 2;
	int service_col = sign_col - 9;
	bool has_service = area.cols >= 34;
	int name_col = area.col + 7;
	grid_text_cut(grid, area, area.col, area.row, 7, line->when, style);
	grid_text_cut(grid, area, name_col, area.row, (has_service ? service_col : sign_col) - name_col - 1,
		      line->client, style);
	if (has_service)
		grid_text_cut(grid, area, service_col, area.row, 8, line->service, style);
	grid_text(grid, area, sign_col, area.row, status_signs[line->status], style);
	/* R: to be looked at again. */
	if (line->review && has_service)
		grid_text(grid, area, sign_col - 1, area.row, "R", style | STYLE_BOLD);
	if (line->has_draft && line->status != SESSION_SIGNED)
		grid_text(grid, area, sign_col + 1, area.row, "*", style);
}

void preview_draw(struct grid *grid, struct rect area, const char *text)
{
	struct wrap wrap;
	if (rect_empty(area))
		return;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), area.cols);
	for (int i = 0; i < area.rows && (size_t)i < wrap.n_lines; i++)
		grid_textn(grid, area, area.col, area.row + i, text + wrap.lines[i].from, wrap.lines[i].bytes,
			   STYLE_PLAIN);
	wrap_release(&wrap);
}

static void day_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct day_pane *day = (struct day_pane *)pane;
	day->page = area.rows;
	if (day->list.n_rows == 0) {
		struct rect inner = { area.col + 2, area.row + 1, area.cols - 4, area.rows - 1 };
		preview_draw(grid, inner, day->empty.s);
		return;
	}
	list_draw(&day->list, grid, area, focused, row_draw, day);
}

static bool day_key(struct pane *pane, const struct key *key)
{
	struct day_pane *day = (struct day_pane *)pane;
	return list_key(&day->list, key, day->page);
}

static void day_free(struct pane *pane)
{
	struct day_pane *day = (struct day_pane *)pane;
	str_release(&day->empty);
	free(day);
}

static const struct pane_class day_class = {
	.scope = "day",
	.draw = day_draw,
	.key = day_key,
	.free = day_free,
};

struct day_pane *day_pane_new(void)
{
	struct day_pane *day = mem_alloc(sizeof *day);
	day->pane.class = &day_class;
	day->list.chosen = -1;
	str_init(&day->empty);
	return day;
}

void day_pane_set(struct day_pane *day, struct day_line *lines, size_t n)
{
	day->lines = lines;
	list_set_count(&day->list, (int)n);
}

int day_pane_chosen(const struct day_pane *day)
{
	return day->list.n_rows > 0 ? day->list.chosen : -1;
}

void day_pane_choose(struct day_pane *day, int row)
{
	if (row >= 0 && row < day->list.n_rows)
		day->list.chosen = row;
}
