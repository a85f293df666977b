/* SPDX-License-Identifier: MIT */
/* Lines of a text, and a sign at the end of the last row while there is more. */
#include "panes/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static int last_top(const struct reader_pane *reader)
{
	int more = (int)reader->wrap.n_lines - reader->page;
	return more > 0 ? more : 0;
}

static void reader_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct reader_pane *reader = (struct reader_pane *)pane;
	int margin = area.cols >= 24;
	struct rect inner = { area.col + margin, area.row, area.cols - 2 * margin, area.rows };
	if (rect_empty(inner))
		return;
	wrap_text(&reader->wrap, reader->text, strlen(reader->text), inner.cols);
	reader->page = inner.rows;
	if (reader->top > last_top(reader))
		reader->top = last_top(reader);
	for (int i = 0; i < inner.rows && (size_t)(reader->top + i) < reader->wrap.n_lines; i++) {
		const struct wrap_line *line = &reader->wrap.lines[reader->top + i];
		grid_textn(grid, inner, inner.col, inner.row + i, reader->text + line->from, line->bytes,
			   STYLE_PLAIN);
	}
	if (reader->top < last_top(reader))
		grid_text(grid, area, area.col + area.cols - 1, area.row + area.rows - 1, "+", STYLE_BOLD);
	if (focused) {
		grid->cursor_col = inner.col;
		grid->cursor_row = inner.row;
	}
}

static bool reader_key(struct pane *pane, const struct key *key)
{
	struct reader_pane *reader = (struct reader_pane *)pane;
	int page = reader->page > 1 ? reader->page - 1 : 1;
	if (key->kind == KEY_DOWN)
		reader->top++;
	else if (key->kind == KEY_UP)
		reader->top--;
	else if (key->kind == KEY_PAGE_DOWN || (key->kind == KEY_TEXT && key->text[0] == ' '))
		reader->top += page;
	else if (key->kind == KEY_PAGE_UP)
		reader->top -= page;
	else if (key->kind == KEY_HOME)
		reader->top = 0;
	else if (key->kind == KEY_END)
		reader->top = last_top(reader);
	else
		return false;
	if (reader->top > last_top(reader))
		reader->top = last_top(reader);
	if (reader->top < 0)
		reader->top = 0;
	return true;
}

static void reader_free(struct pane *pane)
{
	struct reader_pane *reader = (struct reader_pane *)pane;
	free(reader->title);
	free(reader->text);
	wrap_release(&reader->wrap);
	free(reader);
}

const struct pane_class history_pane_class = { "history", reader_draw, reader_key, NULL, reader_free, false };
const struct pane_class read_pane_class = { "read", reader_draw, reader_key, NULL, reader_free, false };

struct reader_pane *reader_pane_new(const struct pane_class *class)
{
	struct reader_pane *reader = mem_alloc(sizeof *reader);
	reader->pane.class = class;
	reader->title = mem_strdup("");
	reader->text = mem_strdup("");
	wrap_init(&reader->wrap);
	return reader;
}

void reader_pane_set(struct reader_pane *reader, const char *title, const char *text)
{
	mem_replace(&reader->title, title);
	mem_replace(&reader->text, text);
	reader->top = 0;
}

void reader_pane_on(struct reader_pane *reader)
{
	int page = reader->page > 1 ? reader->page - 1 : 1;
	reader->top = reader->top >= last_top(reader) ? 0 : reader->top + page;
}
