/* SPDX-License-Identifier: MIT */
/* Draws the four sections so that the one being written has room and the others stay in sight. Heights do not
 * follow the text, so that a letter typed redraws a letter and not the pane. */
#include "panes/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static void note_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused);
static bool note_key(struct pane *pane, const struct key *key);
static void note_free(struct pane *pane);

static const struct pane_class note_class = {
	.scope = "note",
	.draw = note_draw,
	.key = note_key,
	.free = note_free,
	.takes_text = true,
};

struct note_pane *note_pane_new(struct kill_ring *ring)
{
	struct note_pane *note = mem_alloc(sizeof *note);
	note->pane.class = &note_class;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		struct note_section_view *view = &note->sections[i];
		view->buffer = buffer_new(NULL);
		edit_init(&view->edit, view->buffer, ring);
		wrap_init(&view->wrap);
		view->wrapped_revision = UINT64_MAX;
	}
	return note;
}

static void note_free(struct pane *pane)
{
	struct note_pane *note = (struct note_pane *)pane;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		wrap_release(&note->sections[i].wrap);
		buffer_free(note->sections[i].buffer);
	}
	free(note);
}

void note_pane_set(struct note_pane *note, char *const texts[NOTE_SECTIONS], enum note_section section,
		   size_t cursor, bool read_only)
{
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		struct note_section_view *view = &note->sections[i];
		struct kill_ring *ring = view->edit.ring;
		buffer_reset(view->buffer, texts[i]);
		edit_init(&view->edit, view->buffer, ring);
		view->edit.cursor = buffer_bytes(view->buffer);
		view->wrapped_revision = UINT64_MAX;
		view->top = 0;
	}
	note->section = section;
	note->sections[section].edit.cursor = cursor;
	edit_clamp(&note->sections[section].edit);
	note->read_only = read_only;
}

const char *note_pane_text(struct note_pane *note, enum note_section section)
{
	return buffer_text(note->sections[section].buffer);
}

uint64_t note_pane_revision(const struct note_pane *note)
{
	uint64_t sum = 0;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		sum += buffer_revision(note->sections[i].buffer);
	return sum;
}

struct edit *note_pane_edit(struct note_pane *note)
{
	return &note->sections[note->section].edit;
}

void note_pane_go(struct note_pane *note, enum note_section section)
{
	buffer_seal(note->sections[note->section].buffer);
	edit_select_none(&note->sections[note->section].edit);
	note->section = section;
}

static bool goes_back(enum edit_move move)
{
	return move == EDIT_LEFT || move == EDIT_WORD_LEFT || move == EDIT_UP || move == EDIT_PAGE_UP ||
	       move == EDIT_PARAGRAPH_UP;
}

static bool stays_inside(enum edit_move move)
{
	return move == EDIT_LINE_START || move == EDIT_LINE_END || move == EDIT_TEXT_START ||
	       move == EDIT_TEXT_END;
}

static int section_rows(const struct note_pane *note, enum note_section section);

void note_pane_move(struct note_pane *note, enum edit_move move)
{
	struct edit *edit = note_pane_edit(note);
	int page = section_rows(note, note->section);
	if (edit_move(edit, move, page > 1 ? page - 1 : 1) || stays_inside(move) || edit->selecting)
		return;
	if (goes_back(move) && note->section > 0) {
		note_pane_go(note, note->section - 1);
		note_pane_edit(note)->cursor = buffer_bytes(note_pane_edit(note)->buffer);
	} else if (!goes_back(move) && note->section + 1 < NOTE_SECTIONS) {
		note_pane_go(note, note->section + 1);
		note_pane_edit(note)->cursor = 0;
	}
	note_pane_edit(note)->goal_col = -1;
}

static bool note_key(struct pane *pane, const struct key *key)
{
	struct note_pane *note = (struct note_pane *)pane;
	struct edit *edit = note_pane_edit(note);
	if (note->read_only)
		return false;
	if (key->kind == KEY_TEXT && !key->ctrl && !key->alt)
		edit_type(edit, key->text, strlen(key->text));
	else if (key->kind == KEY_ENTER)
		edit_type(edit, "\n", 1);
	else if (key->kind == KEY_PASTE)
		edit_paste(edit, key->paste, key->paste_bytes);
	else
		return false;
	return true;
}

/* Rows of text a section gets. The first section's title stands in the frame above the area, the other three take
 * a row each; the section with the cursor gets what the others' single rows leave. Tall areas share. */
static int section_rows(const struct note_pane *note, enum note_section section)
{
	int rows = note->area.rows - (NOTE_SECTIONS - 1);
	int other = rows >= 32 ? rows / 6 : rows >= 16 ? 2 : 1;
	if (rows < NOTE_SECTIONS)
		return section == note->section ? note->area.rows : 0;
	return section == note->section ? rows - other * (NOTE_SECTIONS - 1) : other;
}

static void section_wrap(struct note_pane *note, struct note_section_view *view)
{
	int width = note->area.cols > 1 ? note->area.cols : 1;
	view->edit.width = width;
	if (view->wrapped_revision == buffer_revision(view->buffer) && view->wrap.width == width)
		return;
	wrap_text(&view->wrap, buffer_text(view->buffer), buffer_bytes(view->buffer), width);
	view->wrapped_revision = buffer_revision(view->buffer);
}

/* Scrolls by whole pages when the cursor leaves: over a slow line one redraw every few lines is cheaper than one a
 * line. */
static void section_scroll(struct note_section_view *view, size_t line, int rows)
{
	if ((int)line < view->top)
		view->top = (int)line > rows - 2 ? (int)line - (rows - 2) : 0;
	else if ((int)line >= view->top + rows)
		view->top = rows > 2 ? (int)line - 1 : (int)line - rows + 1;
	if (view->top < 0 || (size_t)view->top >= view->wrap.n_lines)
		view->top = 0;
}

static void line_draw(const struct note_section_view *view, struct grid *grid, struct rect clip, int row,
		      const struct wrap_line *line)
{
	const char *text = buffer_text(view->buffer);
	size_t from, to;
	grid_textn(grid, clip, clip.col, row, text + line->from, line->bytes, STYLE_PLAIN);
	if (!edit_selection(&view->edit, &from, &to) || to <= line->from || from >= line->from + line->bytes)
		return;
	if (from < line->from)
		from = line->from;
	if (to > line->from + line->bytes)
		to = line->from + line->bytes;
	int col = utf8_cols(text + line->from, from - line->from);
	int cols = utf8_cols(text + from, to - from);
	grid_style(grid, rect_intersect(clip, (struct rect){ clip.col + col, row, cols, 1 }), STYLE_REVERSE);
}

static void section_draw(struct note_pane *note, struct note_section_view *view, struct grid *grid,
			 struct rect area, bool has_cursor, bool focused)
{
	size_t line = 0;
	int col = 0;
	section_wrap(note, view);
	wrap_place(&view->wrap, buffer_text(view->buffer), view->edit.cursor, &line, &col);
	if (has_cursor)
		section_scroll(view, line, area.rows);
	else
		view->top = 0;
	for (int i = 0; i < area.rows && (size_t)(view->top + i) < view->wrap.n_lines; i++)
		line_draw(view, grid, area, area.row + i, &view->wrap.lines[view->top + i]);
	if (has_cursor && focused) {
		grid->cursor_row = area.row + (int)line - view->top;
		grid->cursor_col = area.col + (col < area.cols ? col : area.cols - 1);
	}
}

static void title_draw(const struct note_pane *note, struct grid *grid, struct rect area, int row,
		       int section, bool focused)
{
	/* On to the lines at the sides, so that they join. */
	grid_line_across(grid, area.col > 0 ? area.col - 1 : 0, row, area.cols + (area.col > 0));
	int cols = 1 + grid_text(grid, area, area.col + 1, row, " ", STYLE_PLAIN);
	unsigned style = focused && section == (int)note->section ? STYLE_REVERSE : STYLE_PLAIN;
	cols += grid_text(grid, area, area.col + cols, row, note_section_word(section), style);
	grid_text(grid, area, area.col + cols, row, " ", STYLE_PLAIN);
}

static void note_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct note_pane *note = (struct note_pane *)pane;
	int row = area.row;
	/* A column of air on each side where there is room. */
	int margin = area.cols >= 24;
	note->area = (struct rect){ area.col + margin, area.row, area.cols - 2 * margin, area.rows };
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		int rows = section_rows(note, i);
		if (rows == 0)
			continue;
		if (i > 0 && rows < area.rows)
			title_draw(note, grid, area, row++, i, focused);
		section_draw(note, &note->sections[i], grid,
			     (struct rect){ note->area.col, row, note->area.cols, rows },
			     i == (int)note->section, focused);
		row += rows;
	}
}
