/* SPDX-License-Identifier: MIT */
/* Draws the four sections so that the one being written has room and the others stay in sight. Heights do not
 * follow the text, so that a letter typed redraws a letter and not the pane. */
#include "panes/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

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
	for (int i = 0; i < NOTE_SECTIONS; i++)
		text_view_init(&note->sections[i], ring);
	return note;
}

static void note_free(struct pane *pane)
{
	struct note_pane *note = (struct note_pane *)pane;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		text_view_release(&note->sections[i]);
	note_pane_set_previous(note, NULL);
	free(note->needle);
	free(note);
}

void note_pane_set(struct note_pane *note, char *const texts[NOTE_SECTIONS], enum note_section section,
		   size_t cursor, bool read_only)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		text_view_set(&note->sections[i], texts[i], i == (int)section ? cursor : SIZE_MAX);
	note->section = section;
	note->read_only = read_only;
	note->n_stops = note->next_stop = 0;
}

void note_pane_set_previous(struct note_pane *note, char *const texts[NOTE_SECTIONS])
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&note->previous[i], texts ? texts[i] : NULL);
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
	if (section != note->section)
		note->n_stops = note->next_stop = 0;
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

void note_pane_move(struct note_pane *note, enum edit_move move)
{
	struct edit *edit = note_pane_edit(note);
	int page = note->sections[note->section].rows;
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
	return !note->read_only && text_view_key(&note->sections[note->section], key);
}

/* --- searching --- */

void note_pane_seek(struct note_pane *note, const char *needle)
{
	mem_replace(&note->needle, needle && *needle ? needle : NULL);
}

/* The first match in a section from an offset on, without going round; backward the last one before it. */
static bool find_in(struct note_pane *note, int section, bool forward, size_t from, size_t *at)
{
	const struct edit *edit = &note->sections[section].edit;
	size_t bytes;
	if (!edit_find(edit, note->needle, forward, from, at, &bytes))
		return false;
	return forward ? *at >= from : *at < from;
}

bool note_pane_holds(struct note_pane *note)
{
	size_t at;
	for (int i = 0; note->needle && i < NOTE_SECTIONS; i++)
		if (find_in(note, i, true, 0, &at))
			return true;
	return false;
}

bool note_pane_find(struct note_pane *note, bool forward)
{
	size_t at = 0;
	if (!note->needle)
		return false;
	for (int k = 0; k <= NOTE_SECTIONS; k++) {
		int section = ((int)note->section + (forward ? k : NOTE_SECTIONS - k % NOTE_SECTIONS)) %
			      NOTE_SECTIONS;
		const struct text_view *view = &note->sections[section];
		size_t from = forward ? 0 : buffer_bytes(view->buffer) + 1;
		if (k == 0)
			from = view->edit.cursor + forward;
		if (!find_in(note, section, forward, from, &at))
			continue;
		note_pane_go(note, section);
		note_pane_edit(note)->cursor = at;
		note_pane_edit(note)->goal_col = -1;
		return true;
	}
	return false;
}

/* --- stops --- */

void note_pane_put(struct note_pane *note, size_t replace, const char *text, const struct note_stop *stops,
		   size_t n_stops)
{
	struct text_view *view = &note->sections[note->section];
	struct edit *edit = &view->edit;
	edit_select_none(edit);
	buffer_seal(view->buffer);
	buffer_group_begin(view->buffer);
	edit->cursor -= replace < edit->cursor ? replace : edit->cursor;
	buffer_delete(view->buffer, edit->cursor, replace);
	size_t at = edit->cursor;
	edit->cursor += buffer_insert(view->buffer, at, text, strlen(text));
	buffer_group_end(view->buffer);
	buffer_seal(view->buffer);
	edit->goal_col = -1;
	note->n_stops = n_stops < NOTE_STOPS_MAX ? n_stops : NOTE_STOPS_MAX;
	note->next_stop = 0;
	for (size_t i = 0; i < note->n_stops; i++)
		note->stops[i] = (struct note_stop){ at + stops[i].from, stops[i].bytes };
	note->bytes_at_stop = buffer_bytes(view->buffer);
	note_pane_next_stop(note);
}

/* Only what differs is changed, so that the cursor need not move for the rest. */
void note_pane_replace(struct note_pane *note, enum note_section section, const char *text)
{
	struct text_view *view = &note->sections[section];
	const char *old = buffer_text(view->buffer);
	size_t old_bytes = buffer_bytes(view->buffer), bytes = strlen(text);
	size_t least = old_bytes < bytes ? old_bytes : bytes, head = 0, tail = 0;
	while (head < least && old[head] == text[head])
		head++;
	while (tail < least - head && old[old_bytes - 1 - tail] == text[bytes - 1 - tail])
		tail++;
	/* Whole characters only. */
	while (head > 0 && ((unsigned char)old[head] & 0xC0) == 0x80)
		head--;
	while (tail > 0 && ((unsigned char)old[old_bytes - tail] & 0xC0) == 0x80)
		tail--;
	if (head + tail == old_bytes && head + tail == bytes)
		return;
	size_t cursor = view->edit.cursor;
	buffer_seal(view->buffer);
	buffer_group_begin(view->buffer);
	buffer_delete(view->buffer, head, old_bytes - head - tail);
	buffer_insert(view->buffer, head, text + head, bytes - head - tail);
	buffer_group_end(view->buffer);
	buffer_seal(view->buffer);
	if (cursor >= old_bytes - tail)
		view->edit.cursor = cursor + bytes - old_bytes;
	edit_clamp(&view->edit);
}

bool note_pane_next_stop(struct note_pane *note)
{
	struct text_view *view = &note->sections[note->section];
	if (note->next_stop >= note->n_stops)
		return false;
	/* What was typed at the stop before moved everything behind it. */
	size_t moved = buffer_bytes(view->buffer) - note->bytes_at_stop;
	size_t here = note->next_stop > 0 ? note->stops[note->next_stop - 1].from : SIZE_MAX;
	for (size_t i = note->next_stop; i < note->n_stops; i++)
		if (here != SIZE_MAX && note->stops[i].from > here)
			note->stops[i].from += moved;
	const struct note_stop *stop = &note->stops[note->next_stop++];
	note->bytes_at_stop = buffer_bytes(view->buffer);
	if (stop->from + stop->bytes > note->bytes_at_stop)
		return false;
	edit_select_none(&view->edit);
	view->edit.cursor = stop->from;
	if (stop->bytes > 0) {
		edit_select_start(&view->edit);
		view->edit.cursor = stop->from + stop->bytes;
	}
	return true;
}

/* --- drawing --- */

/* Rows of text a section gets. The first section's title stands in the frame above the area, the other three take
 * a row each; the section with the cursor gets what the others' single rows leave. Tall areas share. */
enum { ROWS_FOR_ALL = 2 * NOTE_SECTIONS - 1 };

enum note_section note_pane_first(const struct note_pane *note, int rows)
{
	return rows < ROWS_FOR_ALL ? note->section : 0;
}

static int section_rows(const struct note_pane *note, enum note_section section)
{
	int rows = note->area.rows - (NOTE_SECTIONS - 1);
	int other = rows >= 32 ? rows / 6 : rows >= 16 ? 2 : 1;
	if (note->area.rows < ROWS_FOR_ALL)
		return section == note->section ? note->area.rows : 0;
	return section == note->section ? rows - other * (NOTE_SECTIONS - 1) : other;
}

void note_pane_title(struct note_pane *note, enum note_section section, struct str *out)
{
	const char *previous = note->previous[section];
	str_add(out, note_section_word(section));
	if (!note->read_only && previous && *previous && str_eq(previous, note_pane_text(note, section)))
		str_addf(out, " %s", _("(carried forward)"));
}

static void title_draw(struct note_pane *note, struct grid *grid, struct rect area, int row, int section,
		       bool focused)
{
	struct str title;
	/* On to the lines at the sides, so that they join. */
	grid_line_across(grid, area.col > 0 ? area.col - 1 : 0, row, area.cols + (area.col > 0));
	str_init(&title);
	note_pane_title(note, section, &title);
	int cols = 1 + grid_text(grid, area, area.col + 1, row, " ", STYLE_PLAIN);
	unsigned style = focused && section == (int)note->section ? STYLE_REVERSE : STYLE_PLAIN;
	cols += grid_text_cut(grid, area, area.col + cols, row, area.cols - cols - 1, title.s, style);
	grid_text(grid, area, area.col + cols, row, " ", STYLE_PLAIN);
	str_release(&title);
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
		text_view_draw(&note->sections[i], grid,
			       (struct rect){ note->area.col, row, note->area.cols, rows },
			       i == (int)note->section, focused, note->needle);
		row += rows;
	}
}
