/* SPDX-License-Identifier: MIT */
/* The find line on top, the list under it: letters narrow, arrows choose. */
#include "panes/clients.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "panes/day.h"
#include "ui/form.h"

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct clients_pane *clients = context;
	const struct client_line *line = &clients->lines[index];
	int name_cols = area.cols >= 60 ? area.cols - 42 : area.cols >= 40 ? area.cols - 14 : area.cols;
	int col = area.col + name_cols + 1;
	grid_text_cut(grid, area, area.col, area.row, name_cols, line->name, style);
	if (area.cols >= 40)
		grid_text_cut(grid, area, col, area.row, 12, line->birth ? date_medium(line->birth) : "",
			      style);
	if (area.cols < 60)
		return;
	grid_text_cut(grid, area, col + 13, area.row, 14, line->phone ? line->phone : "", style);
	grid_text_cut(grid, area, col + 28, area.row, 12, line->last ? date_medium(line->last) : "", style);
}

static void clients_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct clients_pane *clients = (struct clients_pane *)pane;
	const char *label = _("Find: ");
	int cols = grid_text(grid, area, area.col + 2, area.row, label, STYLE_BOLD);
	struct rect line = { area.col + 2 + cols, area.row, area.cols - cols - 3, 1 };
	struct rect rows = { area.col, area.row + 2, area.cols, area.rows - 2 };
	clients->page = rows.rows;
	if (clients->list.n_rows == 0)
		preview_draw(grid, (struct rect){ area.col + 2, area.row + 2, area.cols - 4, area.rows - 2 },
			     clients->empty ? clients->empty : "");
	list_draw(&clients->list, grid, rows, false, row_draw, clients);
	form_line_draw(&clients->edit, &clients->left, grid, line, focused, STYLE_PLAIN);
}

static bool clients_key(struct pane *pane, const struct key *key)
{
	struct clients_pane *clients = (struct clients_pane *)pane;
	bool moves = key->kind == KEY_UP || key->kind == KEY_DOWN || key->kind == KEY_PAGE_UP ||
		     key->kind == KEY_PAGE_DOWN;
	if (moves)
		return list_key(&clients->list, key, clients->page);
	return form_line_key(&clients->edit, key);
}

static void clients_free(struct pane *pane)
{
	struct clients_pane *clients = (struct clients_pane *)pane;
	buffer_free(clients->buffer);
	free(clients->empty);
	free(clients);
}

static const struct pane_class clients_class = {
	.scope = "clients",
	.draw = clients_draw,
	.key = clients_key,
	.free = clients_free,
	.takes_text = true,
};

struct clients_pane *clients_pane_new(struct kill_ring *ring)
{
	struct clients_pane *clients = mem_alloc(sizeof *clients);
	clients->pane.class = &clients_class;
	clients->buffer = buffer_new(NULL);
	form_line_init(&clients->edit, clients->buffer, ring);
	return clients;
}

void clients_pane_set(struct clients_pane *clients, const struct client_line *lines, size_t n)
{
	clients->lines = lines;
	clients->list.chosen = 0;
	list_set_count(&clients->list, (int)n);
}

const char *clients_pane_words(struct clients_pane *clients)
{
	return buffer_text(clients->buffer);
}

void clients_pane_clear(struct clients_pane *clients)
{
	buffer_reset(clients->buffer, NULL);
	edit_clamp(&clients->edit);
}

int clients_pane_chosen(const struct clients_pane *clients)
{
	return clients->list.n_rows > 0 ? clients->list.chosen : -1;
}
