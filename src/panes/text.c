/* SPDX-License-Identifier: MIT */
/* Draws wrapped text; scrolls by pages, so that a slow line redraws seldom. */
#include "panes/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

void text_view_init(struct text_view *view, struct kill_ring *ring)
{
	view->buffer = buffer_new(NULL);
	edit_init(&view->edit, view->buffer, ring);
	wrap_init(&view->wrap);
	view->wrapped_revision = UINT64_MAX;
	view->top = view->rows = 0;
}

void text_view_release(struct text_view *view)
{
	wrap_release(&view->wrap);
	buffer_free(view->buffer);
}

void text_view_set(struct text_view *view, const char *text, size_t cursor)
{
	struct kill_ring *ring = view->edit.ring;
	buffer_reset(view->buffer, text);
	edit_init(&view->edit, view->buffer, ring);
	view->edit.cursor = cursor;
	edit_clamp(&view->edit);
	view->wrapped_revision = UINT64_MAX;
	view->top = 0;
}

static void view_wrap(struct text_view *view, int width)
{
	view->edit.width = width;
	if (view->wrapped_revision == buffer_revision(view->buffer) && view->wrap.width == width)
		return;
	wrap_text(&view->wrap, buffer_text(view->buffer), buffer_bytes(view->buffer), width);
	view->wrapped_revision = buffer_revision(view->buffer);
}

/* Scrolls by half a page when the cursor leaves: over a slow line one redraw every few lines is cheaper than one a
 * line. */
static void view_scroll(struct text_view *view, size_t line, int rows)
{
	if ((int)line < view->top)
		view->top = (int)line > rows - 2 ? (int)line - (rows - 2) : 0;
	else if ((int)line >= view->top + rows)
		view->top = (int)line - rows / 2;
	if (view->top < 0 || (size_t)view->top >= view->wrap.n_lines)
		view->top = 0;
}

/* Gives the part [from, to) of the text a style where it lies in the line. */
static void part_style(const struct text_view *view, struct grid *grid, struct rect clip, int row,
		       const struct wrap_line *line, size_t from, size_t to, unsigned style)
{
	const char *text = buffer_text(view->buffer);
	size_t end = line->from + line->bytes;
	if (from < line->from)
		from = line->from;
	if (to > end)
		to = end;
	if (from >= to)
		return;
	int col = utf8_cols(text + line->from, from - line->from);
	int cols = utf8_cols(text + from, to - from);
	grid_style(grid, rect_intersect(clip, (struct rect){ clip.col + col, row, cols, 1 }), style);
}

static void found_style(const struct text_view *view, struct grid *grid, struct rect clip, int row,
			const struct wrap_line *line, const char *needle)
{
	size_t from = line->from, at, bytes;
	while (edit_find(&view->edit, needle, true, from, &at, &bytes) && at >= from &&
	       at < line->from + line->bytes && bytes > 0) {
		part_style(view, grid, clip, row, line, at, at + bytes, STYLE_UNDERLINE | STYLE_BOLD);
		from = at + bytes;
	}
}

static void line_draw(const struct text_view *view, struct grid *grid, struct rect clip, int row,
		      const struct wrap_line *line, const char *needle)
{
	size_t from, to;
	grid_textn(grid, clip, clip.col, row, buffer_text(view->buffer) + line->from, line->bytes,
		   STYLE_PLAIN);
	if (needle && *needle)
		found_style(view, grid, clip, row, line, needle);
	if (edit_selection(&view->edit, &from, &to))
		part_style(view, grid, clip, row, line, from, to, STYLE_REVERSE);
}

/* Signs in a column beside the text: ^ more above, + more below. */
static void more_draw(const struct text_view *view, struct grid *grid, struct rect area, int col)
{
	struct rect all = { 0, 0, grid->cols, grid->rows };
	bool above = view->top > 0, below = (size_t)(view->top + area.rows) < view->wrap.n_lines;
	if (above)
		grid_text(grid, all, col, area.row, "^", STYLE_BOLD);
	if (below && (!above || area.rows > 1))
		grid_text(grid, all, col, area.row + area.rows - 1, "+", STYLE_BOLD);
}

void text_view_draw(struct text_view *view, struct grid *grid, struct rect area, bool has_cursor,
		    bool focused, const char *needle)
{
	size_t line = 0;
	int col = 0;
	view_wrap(view, area.cols > 1 ? area.cols : 1);
	view->rows = area.rows;
	wrap_place(&view->wrap, buffer_text(view->buffer), view->edit.cursor, &line, &col);
	if (has_cursor)
		view_scroll(view, line, area.rows);
	else
		view->top = 0;
	for (int i = 0; i < area.rows && (size_t)(view->top + i) < view->wrap.n_lines; i++)
		line_draw(view, grid, area, area.row + i, &view->wrap.lines[view->top + i], needle);
	more_draw(view, grid, area, area.col + area.cols);
	if (has_cursor && focused) {
		grid->cursor_row = area.row + (int)line - view->top;
		grid->cursor_col = area.col + (col < area.cols ? col : area.cols - 1);
	}
}

bool text_view_key(struct text_view *view, const struct key *key)
{
	if (key->kind == KEY_TEXT && !key->ctrl && !key->alt)
		edit_type(&view->edit, key->text, strlen(key->text));
	else if (key->kind == KEY_ENTER)
		edit_type(&view->edit, "\n", 1);
	else if (key->kind == KEY_PASTE)
		edit_paste(&view->edit, key->paste, key->paste_bytes);
	else
		return false;
	return true;
}

static void text_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct rect inner = { area.col + 1, area.row, area.cols - 2, area.rows };
	text_view_draw(&((struct text_pane *)pane)->view, grid, inner, true, focused, NULL);
}

static bool text_key(struct pane *pane, const struct key *key)
{
	return text_view_key(&((struct text_pane *)pane)->view, key);
}

static void text_free(struct pane *pane)
{
	text_view_release(&((struct text_pane *)pane)->view);
	free(pane);
}

static const struct pane_class text_class = { "addendum", text_draw, text_key, NULL, text_free, true };

struct text_pane *text_pane_new(struct kill_ring *ring)
{
	struct text_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &text_class;
	text_view_init(&pane->view, ring);
	return pane;
}

int text_pane_rows(const struct pane *pane)
{
	return pane->class == &text_class ? ((const struct text_pane *)pane)->view.rows : 0;
}
