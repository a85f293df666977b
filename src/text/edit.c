/* SPDX-License-Identifier: MIT */
/* A cursor in a buffer: moving, selecting, typing, deleting, kill and yank, changing what stands there. */
#include "text/edit.h"

#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "text/rows.h"

void edit_init(struct edit *edit, struct buffer *buffer, struct kill_ring *ring)
{
	*edit = (struct edit){ .buffer = buffer, .ring = ring, .goal_col = -1, .width = INT_MAX };
}

void edit_clamp(struct edit *edit)
{
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer);
	edit->cursor = rows_boundary(text, n, edit->cursor);
	edit->anchor = rows_boundary(text, n, edit->anchor);
}

/* Makes cursor and anchor good and forgets what only the command before left: goal column, kills to join, the yank that could
 * be replaced. */
static void begin_command(struct edit *edit)
{
	edit_clamp(edit);
	edit->goal_col = -1;
	edit->kill_follows = false;
	edit->yank_bytes = 0;
}

/* ---- Moving ---- */

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
	begin_command(edit);
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
	begin_command(edit);
}

/* ---- Selecting ---- */

void edit_select_start(struct edit *edit)
{
	begin_command(edit);
	edit->selecting = true;
	edit->anchor = edit->cursor;
}

void edit_select_none(struct edit *edit)
{
	edit->selecting = false;
}

void edit_select_all(struct edit *edit)
{
	begin_command(edit);
	edit->selecting = true;
	edit->anchor = 0;
	edit->cursor = buffer_bytes(edit->buffer);
}

bool edit_selection(const struct edit *edit, size_t *from, size_t *to)
{
	size_t n = buffer_bytes(edit->buffer);
	size_t cursor = edit->cursor < n ? edit->cursor : n;
	size_t anchor = edit->anchor < n ? edit->anchor : n;
	*from = cursor < anchor ? cursor : anchor;
	*to = cursor < anchor ? anchor : cursor;
	return edit->selecting && *from < *to;
}

/* ---- Putting in ---- */

static size_t insert_flat(struct buffer *buffer, size_t at, const char *bytes, size_t n)
{
	struct str flat;
	str_init(&flat);
	for (size_t i = 0; i < n; i++) {
		if (bytes[i] == '\n' && i > 0 && bytes[i - 1] == '\r')
			continue;
		str_addc(&flat, bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t' ? ' ' : bytes[i]);
	}
	size_t in = buffer_insert(buffer, at, flat.s, flat.len);
	str_release(&flat);
	return in;
}

/* Inserts at the cursor and goes behind it; returns the bytes that went in. */
static size_t put(struct edit *edit, const char *bytes, size_t n)
{
	size_t in = edit->one_line ? insert_flat(edit->buffer, edit->cursor, bytes, n)
				   : buffer_insert(edit->buffer, edit->cursor, bytes, n);
	edit->cursor += in;
	edit_clamp(edit);
	return in;
}

/* Takes the selection away so that something else can stand there. */
static void drop_selection(struct edit *edit)
{
	size_t from, to;
	if (edit_selection(edit, &from, &to)) {
		buffer_delete(edit->buffer, from, to - from);
		edit->cursor = from;
	}
	edit->selecting = false;
}

static void put_as_step(struct edit *edit, const char *bytes, size_t n)
{
	buffer_group_begin(edit->buffer);
	buffer_stand(edit->buffer, edit->cursor);
	drop_selection(edit);
	put(edit, bytes, n);
	buffer_group_end(edit->buffer);
}

void edit_type(struct edit *edit, const char *bytes, size_t n)
{
	size_t from, to;
	begin_command(edit);
	if (edit_selection(edit, &from, &to)) {
		put_as_step(edit, bytes, n);
		return;
	}
	edit->selecting = false;
	buffer_stand(edit->buffer, edit->cursor);
	put(edit, bytes, n);
}

void edit_paste(struct edit *edit, const char *bytes, size_t n)
{
	begin_command(edit);
	put_as_step(edit, bytes, n);
}

/* ---- Deleting ---- */

static void delete_range(struct edit *edit, size_t from, size_t to)
{
	buffer_stand(edit->buffer, edit->cursor);
	buffer_delete(edit->buffer, from, to - from);
	edit->cursor = from;
	edit->selecting = false;
	edit_clamp(edit);
}

static void keep_killed(struct edit *edit, size_t from, size_t to, enum kill_join join)
{
	if (edit->ring)
		kill_ring_add(edit->ring, buffer_text(edit->buffer) + from, to - from, join);
}

static void row_bounds(struct edit *edit, size_t *from, size_t *end)
{
	bool soft;
	rows_bounds(buffer_text(edit->buffer), buffer_bytes(edit->buffer), edit->cursor, edit->width, from,
		    end, &soft);
}

/* The range that a deletion at the cursor takes. */
static void deletion(struct edit *edit, enum edit_delete what, size_t *from, size_t *to)
{
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer), start, end;
	*from = *to = edit->cursor;
	switch (what) {
	case EDIT_DELETE_BACK:
		*from = utf8_prev(text, n, edit->cursor);
		break;
	case EDIT_DELETE_FORWARD:
		*to = utf8_next(text, n, edit->cursor);
		break;
	case EDIT_DELETE_WORD_BACK:
		*from = rows_word_start(text, n, edit->cursor);
		break;
	case EDIT_DELETE_WORD_FORWARD:
		*to = rows_word_end(text, n, edit->cursor);
		break;
	case EDIT_DELETE_TO_START:
		row_bounds(edit, &start, &end);
		*from = start;
		break;
	case EDIT_DELETE_TO_END:
		row_bounds(edit, &start, &end);
		*to = end == edit->cursor && end < n ? end + 1 : end;
		break;
	case EDIT_DELETE_SELECTION:
		break;
	}
}

static bool delete_selection(struct edit *edit, size_t from, size_t to)
{
	buffer_seal(edit->buffer);
	keep_killed(edit, from, to, KILL_ALONE);
	delete_range(edit, from, to);
	buffer_seal(edit->buffer);
	return true;
}

bool edit_delete(struct edit *edit, enum edit_delete what)
{
	bool follows = edit->kill_follows;
	bool line_part = what == EDIT_DELETE_TO_END || what == EDIT_DELETE_TO_START;
	bool kills = line_part || what == EDIT_DELETE_WORD_BACK || what == EDIT_DELETE_WORD_FORWARD;
	size_t from, to;
	begin_command(edit);
	if (!line_part && edit_selection(edit, &from, &to))
		return delete_selection(edit, from, to);
	deletion(edit, what, &from, &to);
	edit->selecting = false;
	if (from == to)
		return false;
	if (!kills) {
		delete_range(edit, from, to);
		return true;
	}
	enum kill_join join = from < edit->cursor ? KILL_PREPEND : KILL_APPEND;
	keep_killed(edit, from, to, follows ? join : KILL_ALONE);
	buffer_seal(edit->buffer);
	delete_range(edit, from, to);
	buffer_seal(edit->buffer);
	edit->kill_follows = true;
	return true;
}

/* ---- Copy and yank ---- */

bool edit_copy(struct edit *edit)
{
	size_t from, to;
	begin_command(edit);
	if (!edit_selection(edit, &from, &to))
		return false;
	keep_killed(edit, from, to, KILL_ALONE);
	edit->selecting = false;
	return true;
}

static void yank_text(struct edit *edit, const char *text)
{
	size_t at = edit->cursor;
	size_t in = put(edit, text, strlen(text));
	edit->yank_from = at;
	edit->yank_bytes = in;
}

bool edit_yank(struct edit *edit)
{
	begin_command(edit);
	const char *text = edit->ring ? kill_ring_start(edit->ring) : NULL;
	if (!text)
		return false;
	buffer_group_begin(edit->buffer);
	buffer_stand(edit->buffer, edit->cursor);
	drop_selection(edit);
	yank_text(edit, text);
	buffer_group_end(edit->buffer);
	return true;
}

bool edit_yank_pop(struct edit *edit)
{
	size_t from = edit->yank_from, n = edit->yank_bytes;
	begin_command(edit);
	if (n == 0 || !edit->ring || from + n > buffer_bytes(edit->buffer))
		return false;
	const char *text = kill_ring_turn(edit->ring);
	buffer_group_begin(edit->buffer);
	buffer_stand(edit->buffer, edit->cursor);
	buffer_delete(edit->buffer, from, n);
	edit->cursor = from;
	edit->selecting = false;
	yank_text(edit, text ? text : "");
	buffer_group_end(edit->buffer);
	return true;
}

/* ---- Undo ---- */

/* Undo and redo are the same to the cursor. */
static bool travel(struct edit *edit, bool (*go)(struct buffer *buffer, size_t *cursor))
{
	begin_command(edit);
	if (!go(edit->buffer, &edit->cursor))
		return false;
	edit->selecting = false;
	edit_clamp(edit);
	return true;
}

bool edit_undo(struct edit *edit)
{
	return travel(edit, buffer_undo);
}

bool edit_redo(struct edit *edit)
{
	return travel(edit, buffer_redo);
}

/* ---- Changing ---- */

/* Puts `text` in place of [from, to), as one undo step, and goes behind it. */
static void replace(struct edit *edit, size_t from, size_t to, const struct str *text)
{
	buffer_group_begin(edit->buffer);
	buffer_stand(edit->buffer, edit->cursor);
	buffer_delete(edit->buffer, from, to - from);
	edit->cursor = from;
	put(edit, text->s, text->len);
	buffer_group_end(edit->buffer);
}

bool edit_case(struct edit *edit, char mode)
{
	size_t from, to;
	begin_command(edit);
	if (!edit_selection(edit, &from, &to)) {
		from = edit->cursor;
		to = rows_word_end(buffer_text(edit->buffer), buffer_bytes(edit->buffer), from);
	}
	edit->selecting = false;
	if (from == to)
		return false;
	const char *text = buffer_text(edit->buffer);
	struct str changed;
	str_init(&changed);
	utf8_case(&changed, text + from, to - from, mode);
	if (changed.len == to - from && memcmp(changed.s, text + from, changed.len) == 0)
		edit_go(edit, to);
	else
		replace(edit, from, to, &changed);
	str_release(&changed);
	return true;
}

bool edit_transpose(struct edit *edit)
{
	begin_command(edit);
	edit->selecting = false;
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer), start, end;
	rows_paragraph(text, n, edit->cursor, &start, &end);
	size_t middle = edit->cursor == end ? utf8_prev(text, n, end) : edit->cursor;
	if (middle <= start || middle >= end)
		return false;
	size_t first = utf8_prev(text, n, middle), last = utf8_next(text, n, middle);
	struct str swapped;
	str_init(&swapped);
	str_addn(&swapped, text + middle, last - middle);
	str_addn(&swapped, text + first, middle - first);
	replace(edit, first, last, &swapped);
	str_release(&swapped);
	return true;
}
