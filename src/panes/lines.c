/* SPDX-License-Identifier: MIT */
/* One list of texts serves every screen that is only read. */
#include "panes/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct lines_pane *pane = context;
	grid_text_cut(grid, area, area.col, area.row, area.cols, pane->lines[index], style);
}

static void lines_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct lines_pane *lines = (struct lines_pane *)pane;
	lines->page = area.rows;
	list_draw(&lines->list, grid, area, focused, row_draw, lines);
}

static bool lines_key(struct pane *pane, const struct key *key)
{
	struct lines_pane *lines = (struct lines_pane *)pane;
	return list_key(&lines->list, key, lines->page);
}

static void lines_clear(struct lines_pane *pane)
{
	for (int i = 0; i < pane->list.n_rows; i++)
		free(pane->lines[i]);
	free(pane->lines);
	pane->lines = NULL;
	list_set_count(&pane->list, 0);
}

static void lines_free(struct pane *pane)
{
	lines_clear((struct lines_pane *)pane);
	free(pane);
}

static const struct pane_class lines_pane_class = { NULL, lines_draw, lines_key, NULL, lines_free, false };

struct lines_pane *lines_pane_new(void)
{
	struct lines_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &lines_pane_class;
	return pane;
}

void lines_pane_set(struct lines_pane *pane, const char *text)
{
	int n = 0;
	lines_clear(pane);
	while (*text) {
		size_t bytes = strcspn(text, "\n");
		pane->lines = mem_regrow(pane->lines, (size_t)n + 1, sizeof *pane->lines);
		pane->lines[n++] = mem_strndup(text, bytes);
		text += bytes + (text[bytes] == '\n');
	}
	list_set_count(&pane->list, n);
	pane->list.chosen = n > 0 ? 0 : -1;
	pane->list.top = 0;
}

int lines_pane_chosen(const struct lines_pane *pane)
{
	return pane->list.n_rows > 0 ? pane->list.chosen : -1;
}
