/* SPDX-License-Identifier: MIT */
/* Moving and editing in the note. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/handlers.h"
#include "base/i18n.h"
#include "base/utf8.h"

static bool text_writable(struct app *app, struct err *err)
{
	return app_place(app) != PLACE_CHART || !app->chart.note->read_only || chart_may_change(app, err);
}

bool cmd_note_section(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		if (strncasecmp(argument, note_section_letter(i), 1) != 0)
			continue;
		note_pane_go(app->chart.note, i);
		app->chart.focus = SLOT_NOTE;
		return true;
	}
	return err_set(err, ERR_INPUT, _("Say which section: s, o, a or p."));
}

bool cmd_text_move(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)err;
	if (app_place(app) == PLACE_CHART)
		note_pane_move(app->chart.note, (enum edit_move)value);
	else
		edit_move(app_edit(app), (enum edit_move)value, app->addendum->view.rows);
	return true;
}

bool cmd_text_delete(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	size_t from, to;
	(void)argument;
	if (!text_writable(app, err))
		return false;
	if (edit_selection(edit, &from, &to) && value != EDIT_DELETE_TO_END && value != EDIT_DELETE_TO_START)
		value = EDIT_DELETE_SELECTION;
	edit_delete(edit, (enum edit_delete)value);
	return true;
}

bool cmd_text_select(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	(void)argument, (void)value, (void)err;
	if (edit->selecting) {
		edit_select_none(edit);
		return true;
	}
	edit_select_start(edit);
	app_say(app, _("Selecting: move, then Alt-w copies and Ctrl-w cuts."));
	return true;
}

bool cmd_text_copy(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!edit_copy(app_edit(app)))
		return err_set(err, ERR_INPUT, _("Nothing is selected. Ctrl-Space begins a selection."));
	edit_select_none(app_edit(app));
	return true;
}

bool cmd_text_yank(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	(void)argument;
	if (!text_writable(app, err))
		return false;
	if (value ? edit_yank_pop(edit) : edit_yank(edit))
		return true;
	return err_set(err, ERR_MISSING,
		       value ? _("Alt-y follows Ctrl-y: it puts in what was cut before.")
			     : _("Nothing was cut yet."));
}

/* Says what was taken back: by how much the text grew or shrank. */
static void say_undone(struct app *app, bool redo, size_t before, size_t after)
{
	size_t n = before > after ? before - after : after - before;
	bool gone = before > after;
	if (n == 0)
		app_say(app, redo ? _("Done again: a change.") : _("Undone: a change."));
	else if (redo)
		app_say(app, gone ? _("Done again: a deletion.") : _("Done again: what was typed."));
	else
		app_say(app, gone ? _("Undone: what was typed.") : _("Undone: a deletion."));
}

bool cmd_text_undo(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	size_t before = buffer_bytes(edit->buffer);
	(void)argument;
	if (!text_writable(app, err))
		return false;
	if (value ? edit_redo(edit) : edit_undo(edit))
		say_undone(app, value != 0, before, buffer_bytes(edit->buffer));
	else
		app_say(app, value ? _("Nothing to bring back in this section.")
				   : _("Nothing to undo in this section."));
	return true;
}

bool cmd_text_transpose(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!text_writable(app, err))
		return false;
	edit_transpose(app_edit(app));
	return true;
}

/* One key goes round: small, Capital, CAPITALS. */
bool cmd_text_case(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	size_t from = edit->cursor, to;
	bool selected = edit_selection(edit, &from, &to);
	const char *text = buffer_text(edit->buffer);
	size_t bytes = buffer_bytes(edit->buffer);
	(void)argument, (void)value;
	if (!text_writable(app, err))
		return false;
	if (!selected) {
		to = utf8_word_end(text, bytes, edit->cursor);
		from = utf8_word_start(text, bytes, to);
	}
	if (!selected)
		edit->cursor = from;
	edit_case(edit, utf8_case_next(text + from, to - from));
	if (!selected)
		edit->cursor = from;
	return true;
}

/* The text follows the needle while it is typed. */
void search_reading(struct app *app, const char *argument, struct str *out)
{
	note_pane_seek(app->chart.note, argument);
	if (*argument && !note_pane_holds(app->chart.note))
		str_add(out, _("Not in this note."));
}

void search_preset(struct app *app, struct str *out)
{
	str_add(out, app->chart.note->needle);
}

bool cmd_text_search(struct app *app, const char *argument, int value, struct err *err)
{
	note_pane_seek(app->chart.note, argument);
	return cmd_text_search_again(app, "", value, err);
}

bool cmd_text_search_again(struct app *app, const char *argument, int value, struct err *err)
{
	struct note_pane *note = app->chart.note;
	(void)argument;
	if (!note->needle)
		return err_set(err, ERR_INPUT, _("Nothing is searched for yet. Ctrl-s asks."));
	if (!note_pane_find(note, value != 0))
		return err_set(err, ERR_MISSING, _("“%s” is not in this note."), note->needle);
	app_say(app, _("F3 goes on, F4 goes back, Esc ends the search."));
	return true;
}

/* What stands in the section stays; the carried text goes behind it. */
bool cmd_note_carry(struct app *app, const char *argument, int value, struct err *err)
{
	struct chart *chart = &app->chart;
	const char *carried = chart->note->previous[chart->note->section];
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (str_empty(carried))
		return err_set(err, ERR_MISSING,
			       chart->previous.id ? _("The last session says nothing in this section.")
						  : _("No signed session before this one."));
	struct edit *edit = note_pane_edit(chart->note);
	if (strstr(buffer_text(edit->buffer), carried))
		return err_set(err, ERR_REFUSED, _("This section holds it already."));
	edit_select_none(edit);
	edit_move(edit, EDIT_TEXT_END, 1);
	chart->focus = SLOT_NOTE;
	char *text = str_format("%s%s", buffer_bytes(edit->buffer) ? "\n" : "", carried);
	note_pane_put(chart->note, 0, text, NULL, 0);
	free(text);
	return true;
}

bool cmd_history_show(struct app *app, const char *argument, int value, struct err *err)
{
	struct chart *chart = &app->chart;
	(void)argument, (void)value, (void)err;
	chart->shows_history = !chart->shows_history;
	if (chart->focus == SLOT_BODY || chart->focus == SLOT_HISTORY)
		chart->focus = SLOT_NOTE;
	return true;
}

bool cmd_history_on(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	app->chart.shows_history = true;
	reader_pane_on(app->chart.history);
	return true;
}

bool cmd_note_take(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!chart_held(&app->chart, NULL))
		return err_set(err, ERR_REFUSED, _("Nobody else has this note open."));
	if (!chart_take(&app->chart, app->store, err))
		return false;
	app_say(app, _("The note is yours now. What the other had not saved is kept as a copy."));
	return chart_greet(app, err);
}
