/* SPDX-License-Identifier: MIT */
/* Moving and editing in the note. */
#include <string.h>

#include "app/app.h"
#include "app/handlers.h"
#include "base/i18n.h"

static bool note_writable(struct app *app, struct err *err)
{
	return !app->chart.note->read_only ||
	       err_set(err, ERR_REFUSED, _("This note is signed or closed: it can be read, not changed."));
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
	note_pane_move(app->chart.note, (enum edit_move)value);
	return true;
}

bool cmd_text_delete(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = note_pane_edit(app->chart.note);
	size_t from, to;
	(void)argument;
	if (!note_writable(app, err))
		return false;
	if (edit_selection(edit, &from, &to) && value != EDIT_DELETE_TO_END && value != EDIT_DELETE_TO_START)
		value = EDIT_DELETE_SELECTION;
	edit_delete(edit, (enum edit_delete)value);
	return true;
}

bool cmd_text_select(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = note_pane_edit(app->chart.note);
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
	if (!edit_copy(note_pane_edit(app->chart.note)))
		return err_set(err, ERR_INPUT, _("Nothing is selected. Ctrl-Space begins a selection."));
	edit_select_none(note_pane_edit(app->chart.note));
	return true;
}

bool cmd_text_yank(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = note_pane_edit(app->chart.note);
	(void)argument;
	if (!note_writable(app, err))
		return false;
	if (value ? edit_yank_pop(edit) : edit_yank(edit))
		return true;
	return err_set(err, ERR_MISSING,
		       value ? _("Alt-y follows Ctrl-y: it puts in what was cut before.")
			     : _("Nothing was cut yet."));
}

bool cmd_text_undo(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = note_pane_edit(app->chart.note);
	(void)argument;
	if (!note_writable(app, err))
		return false;
	if (value ? !edit_redo(edit) : !edit_undo(edit))
		app_say(app, value ? _("Nothing to bring back in this section.")
				   : _("Nothing to undo in this section."));
	return true;
}

bool cmd_text_transpose(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!note_writable(app, err))
		return false;
	edit_transpose(note_pane_edit(app->chart.note));
	return true;
}
