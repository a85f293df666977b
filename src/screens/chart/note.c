/* SPDX-License-Identifier: MIT */
/* Moving and editing in the note. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/utf8.h"

static bool text_writable(struct app *app, struct err *err)
{
	return !app_is_at(app, "chart") || !app->chart->note->read_only || chart_may_change(app, err);
}

static bool cmd_note_section(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		if (strncasecmp(argument, note_section_letter(i), 1) != 0)
			continue;
		note_pane_go(app->chart->note, i);
		app->chart->focus = SLOT_NOTE;
		return true;
	}
	return err_set(err, ERR_INPUT, _("Say which section: s, o, a or p."));
}

static const struct command note_section_command = {
	.name = "note-section",
	.scope = "chart",
	.keys = "Alt-1=s Alt-2=o Alt-3=a Alt-4=p",
	.hint = N_("section"),
	.hint_scopes = "note",
	.ask = N_("Section (s, o, a or p)"),
	.help = N_("Go to a section of the note"),
	.run = cmd_note_section,
	.owner = chart_owner,
};

static bool cmd_text_move(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)err;
	if (app_is_at(app, "chart"))
		note_pane_move(app->chart->note, (enum edit_move)value);
	else
		edit_move(app_edit(app), (enum edit_move)value, text_pane_rows(app_pane(app)));
	return true;
}

static const struct command text_left_command = {
	.name = "text-left",
	.scope = "text",
	.keys = "Left Ctrl-b",
	.help = N_("Move left"),
	.run = cmd_text_move,
	.value = EDIT_LEFT,
};

static const struct command text_right_command = {
	.name = "text-right",
	.scope = "text",
	.keys = "Right Ctrl-f",
	.help = N_("Move right"),
	.run = cmd_text_move,
	.value = EDIT_RIGHT,
};

static const struct command text_up_command = {
	.name = "text-up",
	.scope = "text",
	.keys = "Up Ctrl-p",
	.help = N_("Move up; past the top to the section before"),
	.run = cmd_text_move,
	.value = EDIT_UP,
};

static const struct command text_down_command = {
	.name = "text-down",
	.scope = "text",
	.keys = "Down Ctrl-n",
	.help = N_("Move down; past the end to the next section"),
	.run = cmd_text_move,
	.value = EDIT_DOWN,
};

static const struct command text_word_left_command = {
	.name = "text-word-left",
	.scope = "text",
	.keys = "Ctrl-Left Alt-b",
	.help = N_("Move back a word"),
	.run = cmd_text_move,
	.value = EDIT_WORD_LEFT,
};

static const struct command text_word_right_command = {
	.name = "text-word-right",
	.scope = "text",
	.keys = "Ctrl-Right Alt-f",
	.help = N_("Move on a word"),
	.run = cmd_text_move,
	.value = EDIT_WORD_RIGHT,
};

static const struct command text_line_start_command = {
	.name = "text-line-start",
	.scope = "text",
	.keys = "Home Ctrl-a",
	.help = N_("Go to the start of the line"),
	.run = cmd_text_move,
	.value = EDIT_LINE_START,
};

static const struct command text_line_end_command = {
	.name = "text-line-end",
	.scope = "text",
	.keys = "End Ctrl-e",
	.help = N_("Go to the end of the line"),
	.run = cmd_text_move,
	.value = EDIT_LINE_END,
};

static const struct command text_page_up_command = {
	.name = "text-page-up",
	.scope = "text",
	.keys = "PgUp Alt-v",
	.help = N_("Go up a page"),
	.run = cmd_text_move,
	.value = EDIT_PAGE_UP,
};

static const struct command text_page_down_command = {
	.name = "text-page-down",
	.scope = "text",
	.keys = "PgDn Ctrl-v",
	.help = N_("Go down a page"),
	.run = cmd_text_move,
	.value = EDIT_PAGE_DOWN,
};

static const struct command text_paragraph_up_command = {
	.name = "text-paragraph-up",
	.scope = "text",
	.keys = "Ctrl-Up Alt-{",
	.help = N_("Go up a paragraph"),
	.run = cmd_text_move,
	.value = EDIT_PARAGRAPH_UP,
};

static const struct command text_paragraph_down_command = {
	.name = "text-paragraph-down",
	.scope = "text",
	.keys = "Ctrl-Down Alt-}",
	.help = N_("Go down a paragraph"),
	.run = cmd_text_move,
	.value = EDIT_PARAGRAPH_DOWN,
};

static const struct command text_start_command = {
	.name = "text-start",
	.scope = "text",
	.keys = "Ctrl-Home Alt-<",
	.help = N_("Go to the start of the section"),
	.run = cmd_text_move,
	.value = EDIT_TEXT_START,
};

static const struct command text_end_command = {
	.name = "text-end",
	.scope = "text",
	.keys = "Ctrl-End Alt->",
	.help = N_("Go to the end of the section"),
	.run = cmd_text_move,
	.value = EDIT_TEXT_END,
};

static bool cmd_text_delete(struct app *app, const char *argument, int value, struct err *err)
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

static const struct command text_delete_back_command = {
	.name = "text-delete-back",
	.scope = "text",
	.keys = "Backspace",
	.help = N_("Delete the character before the cursor"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_BACK,
};

static const struct command text_delete_command = {
	.name = "text-delete",
	.scope = "text",
	.keys = "Delete Ctrl-d",
	.help = N_("Delete the character under the cursor"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_FORWARD,
};

static const struct command text_kill_word_back_command = {
	.name = "text-kill-word-back",
	.scope = "text",
	.keys = "Ctrl-w Alt-Backspace",
	.help = N_("Cut the word (or the selection) before the cursor"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_WORD_BACK,
};

static const struct command text_kill_word_command = {
	.name = "text-kill-word",
	.scope = "text",
	.keys = "Alt-d",
	.help = N_("Cut the word after the cursor"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_WORD_FORWARD,
};

static const struct command text_kill_line_command = {
	.name = "text-kill-line",
	.scope = "text",
	.keys = "Ctrl-k",
	.help = N_("Cut to the end of the line"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_TO_END,
};

static const struct command text_kill_line_back_command = {
	.name = "text-kill-line-back",
	.scope = "text",
	.keys = "Ctrl-u",
	.help = N_("Cut to the start of the line"),
	.run = cmd_text_delete,
	.value = EDIT_DELETE_TO_START,
};

static bool cmd_text_select(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	(void)argument, (void)value, (void)err;
	if (edit->selecting) {
		edit_select_none(edit);
		return true;
	}
	edit_select_start(edit);
	app_say(app, _("Selecting: move, then {text-copy} copies and {text-kill-word-back} cuts."));
	return true;
}

static const struct command text_select_command = {
	.name = "text-select",
	.scope = "text",
	.keys = "Ctrl-Space",
	.help = N_("Begin or end a selection"),
	.run = cmd_text_select,
};

static bool cmd_text_copy(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!edit_copy(app_edit(app)))
		return err_set(err, ERR_INPUT, _("Nothing is selected. {text-select} begins a selection."));
	edit_select_none(app_edit(app));
	return true;
}

static const struct command text_copy_command = {
	.name = "text-copy",
	.scope = "text",
	.keys = "Alt-w",
	.help = N_("Copy the selection"),
	.run = cmd_text_copy,
};

static bool cmd_text_yank(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = app_edit(app);
	(void)argument;
	if (!text_writable(app, err))
		return false;
	if (value ? edit_yank_pop(edit) : edit_yank(edit))
		return true;
	return err_set(err, ERR_MISSING,
		       value ? _("{text-yank-pop} follows {text-yank}: it puts in what was cut before.")
			     : _("Nothing was cut yet."));
}

static const struct command text_yank_command = {
	.name = "text-yank",
	.scope = "text",
	.keys = "Ctrl-y",
	.help = N_("Put in what was cut or copied last"),
	.run = cmd_text_yank,
};

static const struct command text_yank_pop_command = {
	.name = "text-yank-pop",
	.scope = "text",
	.keys = "Alt-y",
	.help = N_("Put in what was cut before that instead"),
	.run = cmd_text_yank,
	.value = 1,
};

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

static bool cmd_text_undo(struct app *app, const char *argument, int value, struct err *err)
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

static const struct command text_undo_command = {
	.name = "text-undo",
	.scope = "text",
	.keys = "Ctrl-_ Alt-u",
	.help = N_("Take the last change of the text back"),
	.run = cmd_text_undo,
};

static const struct command text_redo_command = {
	.name = "text-redo",
	.scope = "text",
	.keys = "Alt-U",
	.help = N_("Bring back what undo took from the text"),
	.run = cmd_text_undo,
	.value = 1,
};

static bool cmd_text_transpose(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!text_writable(app, err))
		return false;
	edit_transpose(app_edit(app));
	return true;
}

static const struct command text_transpose_command = {
	.name = "text-transpose",
	.scope = "text",
	.keys = "Ctrl-t",
	.help = N_("Swap the characters before and under the cursor"),
	.run = cmd_text_transpose,
};

/* One key goes round: small, Capital, CAPITALS. */
static bool cmd_text_case(struct app *app, const char *argument, int value, struct err *err)
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

static const struct command text_case_command = {
	.name = "text-case",
	.scope = "text",
	.keys = "Alt-^",
	.help = N_("Change the next word (or the selection): Capital, CAPITALS, small"),
	.run = cmd_text_case,
};

static bool cmd_text_search_again(struct app *app, const char *argument, int value, struct err *err)
{
	struct note_pane *note = app->chart->note;
	(void)argument;
	if (!note->needle)
		return err_set(err, ERR_INPUT, _("Nothing is searched for yet. {text-search} asks."));
	if (!note_pane_find(note, value != 0))
		return err_set(err, ERR_MISSING, _("“%s” is not in this note."), note->needle);
	app_say(app, _("{text-search-next} goes on, {text-search-back} goes back, {back} ends the search."));
	return true;
}

static const struct command text_search_next_command = {
	.name = "text-search-next",
	.scope = "note",
	.keys = "F3 Alt-/",
	.help = N_("Go to the next place that fits"),
	.run = cmd_text_search_again,
	.value = 1,
};

static const struct command text_search_back_command = {
	.name = "text-search-back",
	.scope = "note",
	.keys = "F4 Alt-?",
	.help = N_("Go to the place before that fits"),
	.run = cmd_text_search_again,
};

/* The text follows the needle while it is typed. */
static void search_reading(struct app *app, const char *argument, struct str *out)
{
	note_pane_seek(app->chart->note, argument);
	if (*argument && !note_pane_holds(app->chart->note))
		str_add(out, _("Not in this note."));
}

static void search_preset(struct app *app, struct str *out)
{
	str_add(out, app->chart->note->needle);
}

static bool cmd_text_search(struct app *app, const char *argument, int value, struct err *err)
{
	note_pane_seek(app->chart->note, argument);
	return cmd_text_search_again(app, "", value, err);
}

static const struct command text_search_command = {
	.name = "text-search",
	.scope = "note",
	.keys = "Ctrl-s",
	.ask = N_("Search"),
	.help = N_("Search the note; what fits is underlined"),
	.run = cmd_text_search,
	.value = 1,
	.reading = search_reading,
	.preset = search_preset,
	.optional = true,
};

/* What stands in the section stays; the carried text goes behind it. */
static bool cmd_note_carry(struct app *app, const char *argument, int value, struct err *err)
{
	struct chart *chart = app->chart;
	const char *carried = chart->note->previous[chart->note->section];
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (str_empty(carried))
		return err_set(err, ERR_MISSING,
			       app->open->previous.id ? _("The last session says nothing in this section.")
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

static const struct command note_carry_command = {
	.name = "note-carry",
	.scope = "chart",
	.keys = "Alt-c",
	.help = N_("Carry this section forward from the last signed session"),
	.run = cmd_note_carry,
};

static bool cmd_history_show(struct app *app, const char *argument, int value, struct err *err)
{
	struct chart *chart = app->chart;
	(void)argument, (void)value, (void)err;
	chart->shows_history = !chart->shows_history;
	if (chart->focus == SLOT_BODY || chart->focus == SLOT_HISTORY)
		chart->focus = SLOT_NOTE;
	return true;
}

static const struct command history_show_command = {
	.name = "history-show",
	.scope = "chart",
	.keys = "Alt-l",
	.help = N_("Show the last session beside the note, or hide it"),
	.run = cmd_history_show,
};

static bool cmd_history_on(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	app->chart->shows_history = true;
	reader_pane_on(app->chart->history);
	return true;
}

static const struct command history_on_command = {
	.name = "history-on",
	.scope = "chart",
	.keys = "Alt-j",
	.help = N_("Scroll the last session while typing"),
	.run = cmd_history_on,
};

static bool cmd_note_take(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!session_held(app->open, NULL))
		return err_set(err, ERR_REFUSED, _("Nobody else has this note open."));
	if (!session_take(app, err))
		return false;
	app_say(app, _("The note is yours now. What the other had not saved is kept as a copy."));
	return chart_greet(app, err);
}

static const struct command note_take_command = {
	.name = "note-take",
	.scope = "chart",
	.keys = "Alt-q",
	.help = N_("Take the note over from who has it open"),
	.run = cmd_note_take,
};

const struct command *const section_commands[] = {
	&note_section_command,
	NULL,
};

const struct command *const note_commands[] = {
	&text_left_command,
	&text_right_command,
	&text_up_command,
	&text_down_command,
	&text_word_left_command,
	&text_word_right_command,
	&text_line_start_command,
	&text_line_end_command,
	&text_page_up_command,
	&text_page_down_command,
	&text_paragraph_up_command,
	&text_paragraph_down_command,
	&text_start_command,
	&text_end_command,
	&text_delete_back_command,
	&text_delete_command,
	&text_kill_word_back_command,
	&text_kill_word_command,
	&text_kill_line_command,
	&text_kill_line_back_command,
	&text_select_command,
	&text_copy_command,
	&text_yank_command,
	&text_yank_pop_command,
	&text_undo_command,
	&text_redo_command,
	&text_transpose_command,
	&text_case_command,
	&text_search_command,
	&text_search_next_command,
	&text_search_back_command,
	&note_carry_command,
	&note_take_command,
	&history_show_command,
	&history_on_command,
	NULL,
};
