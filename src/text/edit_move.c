/* SPDX-License-Identifier: MIT */
/* Moving the cursor. */
#include "text/edit.h"

#include "base/utf8.h"
#include "text/edit_inner.h"
#include "text/rows.h"

static size_t line_edge(const char *text, size_t n, const struct edit *edit, bool end_of_line)
{
	size_t from, end;
	bool soft;
	rows_bounds(text, n, edit->cursor, edit->width, &from, &end, &soft);
	if (!end_of_line)
		return from;
	return soft ? utf8_prev(text, n, end) : end;
}

static size_t paragraph_edge(const char *text, size_t n, size_t at, bool down)
{
	size_t from, end;
	rows_paragraph(text, n, at, &from, &end);
	if (down)
		return end < n ? end + 1 : n;
	if (at == from && from > 0)
		rows_paragraph(text, n, from - 1, &from, &end);
	return from;
}

/* Where a move that needs no column ends. */
static size_t target(const struct edit *edit, enum edit_move move)
{
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer);
	switch (move) {
	case EDIT_LEFT:
		return utf8_prev(text, n, edit->cursor);
	case EDIT_RIGHT:
		return utf8_next(text, n, edit->cursor);
	case EDIT_WORD_LEFT:
		return rows_word_start(text, n, edit->cursor);
	case EDIT_WORD_RIGHT:
		return rows_word_end(text, n, edit->cursor);
	case EDIT_LINE_START:
		return line_edge(text, n, edit, false);
	case EDIT_LINE_END:
		return line_edge(text, n, edit, true);
	case EDIT_PARAGRAPH_UP:
		return paragraph_edge(text, n, edit->cursor, false);
	case EDIT_PARAGRAPH_DOWN:
		return paragraph_edge(text, n, edit->cursor, true);
	case EDIT_TEXT_START:
		return 0;
	case EDIT_TEXT_END:
		return n;
	default:
		return edit->cursor;
	}
}

static bool is_line_or_text(enum edit_move move)
{
	return move == EDIT_LINE_START || move == EDIT_LINE_END || move == EDIT_TEXT_START ||
	       move == EDIT_TEXT_END;
}

static bool move_rows(struct edit *edit, int rows, int goal)
{
	const char *text = buffer_text(edit->buffer);
	size_t at = edit->cursor;
	bool moved = rows_move(text, buffer_bytes(edit->buffer), &at, edit->width, rows, &goal);
	edit->goal_col = goal;
	edit->cursor = at;
	return moved;
}

bool edit_move(struct edit *edit, enum edit_move move, int page)
{
	int goal = edit->goal_col;
	edit_begin_command(edit);
	buffer_seal(edit->buffer);
	if (page < 1)
		page = 1;
	switch (move) {
	case EDIT_UP:
		return move_rows(edit, -1, goal);
	case EDIT_DOWN:
		return move_rows(edit, 1, goal);
	case EDIT_PAGE_UP:
		return move_rows(edit, -page, goal);
	case EDIT_PAGE_DOWN:
		return move_rows(edit, page, goal);
	default:
		break;
	}
	size_t at = target(edit, move);
	bool moved = at != edit->cursor;
	edit->cursor = at;
	return moved || is_line_or_text(move);
}

void edit_go(struct edit *edit, size_t at)
{
	buffer_seal(edit->buffer);
	edit->cursor = at;
	edit_begin_command(edit);
}
