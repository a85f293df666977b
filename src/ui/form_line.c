/* SPDX-License-Identifier: MIT */
/* The one-line editor of forms, prompts and the palette. */
#include "ui/form.h"

#include <limits.h>
#include <string.h>

#include "base/utf8.h"

enum deed { MOVE, DELETE, YANK, YANK_POP, UNDO, REDO, TRANSPOSE, CASE };

static const struct {
	enum key_kind kind;
	const char *text;
	bool ctrl, alt;
	enum deed deed;
	int how; /* enum edit_move, enum edit_delete, or the case */
} bindings[] = {
	{ KEY_LEFT, "", false, false, MOVE, EDIT_LEFT },
	{ KEY_RIGHT, "", false, false, MOVE, EDIT_RIGHT },
	{ KEY_LEFT, "", true, false, MOVE, EDIT_WORD_LEFT },
	{ KEY_RIGHT, "", true, false, MOVE, EDIT_WORD_RIGHT },
	{ KEY_HOME, "", false, false, MOVE, EDIT_TEXT_START },
	{ KEY_END, "", false, false, MOVE, EDIT_TEXT_END },
	{ KEY_TEXT, "a", true, false, MOVE, EDIT_TEXT_START },
	{ KEY_TEXT, "e", true, false, MOVE, EDIT_TEXT_END },
	{ KEY_TEXT, "b", true, false, MOVE, EDIT_LEFT },
	{ KEY_TEXT, "f", true, false, MOVE, EDIT_RIGHT },
	{ KEY_TEXT, "b", false, true, MOVE, EDIT_WORD_LEFT },
	{ KEY_TEXT, "f", false, true, MOVE, EDIT_WORD_RIGHT },
	{ KEY_BACKSPACE, "", false, false, DELETE, EDIT_DELETE_BACK },
	{ KEY_TEXT, "h", true, false, DELETE, EDIT_DELETE_BACK },
	{ KEY_DELETE, "", false, false, DELETE, EDIT_DELETE_FORWARD },
	{ KEY_TEXT, "d", true, false, DELETE, EDIT_DELETE_FORWARD },
	{ KEY_TEXT, "w", true, false, DELETE, EDIT_DELETE_WORD_BACK },
	{ KEY_BACKSPACE, "", false, true, DELETE, EDIT_DELETE_WORD_BACK },
	{ KEY_TEXT, "d", false, true, DELETE, EDIT_DELETE_WORD_FORWARD },
	{ KEY_TEXT, "k", true, false, DELETE, EDIT_DELETE_TO_END },
	{ KEY_TEXT, "u", true, false, DELETE, EDIT_DELETE_TO_START },
	{ KEY_TEXT, "y", true, false, YANK, 0 },
	{ KEY_TEXT, "y", false, true, YANK_POP, 0 },
	{ KEY_TEXT, "_", true, false, UNDO, 0 },
	{ KEY_TEXT, "_", false, true, REDO, 0 },
	{ KEY_TEXT, "t", true, false, TRANSPOSE, 0 },
	{ KEY_TEXT, "u", false, true, CASE, 'u' },
	{ KEY_TEXT, "l", false, true, CASE, 'l' },
	{ KEY_TEXT, "c", false, true, CASE, 't' },
};

void form_line_init(struct edit *edit, struct buffer *buffer, struct kill_ring *ring)
{
	edit_init(edit, buffer, ring);
	edit->one_line = true;
	edit->cursor = buffer_bytes(buffer);
}

/* A key that changes nothing here (the cursor at the edge) is still the line's own. */
static void perform(struct edit *edit, enum deed deed, int how)
{
	switch (deed) {
	case MOVE:
		edit_move(edit, (enum edit_move)how, 1);
		break;
	case DELETE:
		edit_delete(edit, (enum edit_delete)how);
		break;
	case YANK:
		edit_yank(edit);
		break;
	case YANK_POP:
		edit_yank_pop(edit);
		break;
	case UNDO:
		edit_undo(edit);
		break;
	case REDO:
		edit_redo(edit);
		break;
	case TRANSPOSE:
		edit_transpose(edit);
		break;
	case CASE:
		edit_case(edit, (char)how);
		break;
	}
}

bool form_line_key(struct edit *edit, const struct key *key)
{
	if (key->kind == KEY_PASTE) {
		edit_paste(edit, key->paste, key->paste_bytes);
		return true;
	}
	if (key->kind == KEY_TEXT && !key->ctrl && !key->alt) {
		edit_type(edit, key->text, strlen(key->text));
		return true;
	}
	for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++) {
		if (bindings[i].kind != key->kind || bindings[i].ctrl != key->ctrl ||
		    bindings[i].alt != key->alt)
			continue;
		if (key->shift || strcmp(bindings[i].text, key->text) != 0)
			continue;
		perform(edit, bindings[i].deed, bindings[i].how);
		return true;
	}
	return false;
}

/* Moves what shows so that the cursor is in sight, by a third of the place at a time. The first and the
 * last column are kept for the signs that there is more. */
static void scroll(int *left, int cursor, int all, int cols)
{
	int inner = cols > 2 ? cols - 2 : 1;
	if (all < cols)
		*left = 0;
	else if (*left > 0 && cursor - *left < 1)
		*left = cursor - inner / 3 - 1;
	else if (cursor - *left > inner)
		*left = cursor - (inner - inner / 3);
	if (*left > 0 && *left > all + 1 - cols)
		*left = all + 1 - cols;
	if (*left < 0)
		*left = 0;
}

static void mark_selection(const struct edit *edit, const char *text, int left, struct grid *grid,
			   struct rect area)
{
	size_t from, to;
	if (!edit_selection(edit, &from, &to))
		return;
	struct rect part = { area.col - left + utf8_cols(text, from), area.row, 0, 1 };
	part.cols = utf8_cols(text + from, to - from);
	grid_style(grid, rect_intersect(part, area), STYLE_REVERSE);
}

void form_line_draw(struct edit *edit, int *left, struct grid *grid, struct rect area, bool focused,
		    unsigned style)
{
	if (rect_empty(area))
		return;
	area.rows = 1;
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer);
	int all = utf8_cols(text, n), cursor = utf8_cols(text, edit->cursor < n ? edit->cursor : n);
	scroll(left, cursor, all, area.cols);
	grid_textn(grid, area, area.col - *left, area.row, text, n, style);
	mark_selection(edit, text, *left, grid, area);
	if (*left > 0)
		grid_text(grid, area, area.col, area.row, "<", style);
	if (all - *left > area.cols)
		grid_text(grid, area, area.col + area.cols - 1, area.row, ">", style);
	if (!focused)
		return;
	int place = cursor - *left < area.cols ? cursor - *left : area.cols - 1;
	grid->cursor_col = area.col + (place > 0 ? place : 0);
	grid->cursor_row = area.row;
}
