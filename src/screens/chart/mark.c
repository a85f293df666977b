/* SPDX-License-Identifier: MIT */
/* Marks by the entry line: adding, changing, taking back. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "rule/satellite.h"
#include "line/entry.h"

static void candidates_add(const struct app *app, const struct entry_reading *reading, struct str *out)
{
	for (size_t i = 0; i < reading->reading.n_candidates; i++) {
		struct str name;
		str_init(&name);
		const char *code = reading_candidate(app->catalogue, &reading->reading, i, &name);
		str_add(out, i ? " · " : "\n");
		if (reading->reading.what == NEAR_AIMS)
			str_add(out, name.s);
		else
			str_addf(out, "%s %s", code, name.s);
		str_release(&name);
	}
}

void entry_reading_show(const struct app *app, const struct entry_reading *reading, struct str *out)
{
	for (size_t i = 0; i < reading->n_entries; i++) {
		if (i)
			str_add(out, "\n");
		entry_describe(app->catalogue, &reading->entries[i], out);
	}
	if (!reading->reading.ok)
		str_addf(out, "%s%s", out->len ? "\n" : "", reading->reading.problem.text);
	candidates_add(app, reading, out);
}

void entry_technique_reading(const struct app *app, const char *line, const struct entry_session *session,
			     struct str *out)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique_in(app->catalogue, -1, line, session, &reading);
	entry_reading_show(app, &reading, out);
	entry_reading_release(&reading);
}

/* Treating a key point may settle its satellites: says where to look, before Enter. */
static void add_satellites(const struct app *app, const struct mark *mark, struct str *out)
{
	struct str hint;
	str_init(&hint);
	if (satellite_hint(app->catalogue, mark, app->open->marks.rows, app->open->marks.n, &hint))
		str_addf(out, "\n%s", hint.s);
	str_release(&hint);
}

static void mark_reading(struct app *app, const char *argument, struct str *out)
{
	struct entry_reading reading;
	if (str_empty(argument)) {
		str_add(out, _("side, muscle, type, tenderness before>after, signs, technique and dose:\n"
			       "l up trap a 7>3 tb ltr tpg 12kg x3 ok"));
		return;
	}
	entry_reading_init(&reading);
	entry_read_marks(app->catalogue, argument, &reading);
	entry_reading_show(app, &reading, out);
	if (reading.reading.ok && reading.n_entries == 1)
		add_satellites(app, &reading.entries[0].mark, out);
	entry_reading_release(&reading);
}

/* Whether a point of the reading has a mark in this session. */
static bool marked_already(const struct app *app, const struct entry_reading *reading)
{
	for (size_t i = 0; i < reading->n_entries; i++) {
		const struct mark *fresh = &reading->entries[i].mark;
		for (size_t j = 0; j < app->open->marks.n; j++) {
			const struct mark *old = &app->open->marks.rows[j];
			if (str_eq(old->muscle, fresh->muscle) && str_eq(old->region, fresh->region) &&
			    old->side == fresh->side)
				return true;
		}
	}
	return false;
}

/* Whether the line may be kept as read; a dose outside its usual range asks once. */
bool entry_accepted(struct app *app, const struct entry_reading *reading, const char *line, bool adds,
		    struct err *err)
{
	if (!reading->reading.ok) {
		struct str candidates;
		str_init(&candidates);
		candidates_add(app, reading, &candidates);
		err_set(err, ERR_INPUT, "%s%s", reading->reading.problem.text, candidates.s);
		str_release(&candidates);
		return false;
	}
	bool twice = adds && marked_already(app, reading);
	if ((!reading->reading.outside && !twice) || app_confirms(app, line))
		return true;
	if (reading->reading.outside)
		return err_set(err, ERR_INPUT, _("%s Enter once more keeps it."),
			       reading->reading.warning.text);
	return err_set(
		err, ERR_INPUT,
		_("That point is marked already: {entry-edit} on it in the list changes it. Enter once more marks it a second time."));
}

int64_t chart_owner(const struct app *app)
{
	return app->open->session.id;
}

bool chart_may_change(struct app *app, struct err *err)
{
	struct str who;
	if (session_writable(app->open))
		return true;
	str_init(&who);
	if (session_held(app->open, &who))
		err_set(err, ERR_REFUSED, "%s", who.s);
	else
		err_set(err, ERR_REFUSED,
			_("This session is signed or closed: its entries stay as they are."));
	str_release(&who);
	return false;
}

bool chart_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return chart_may_change(app, err);
}

/* What was done to a mark is on it. */
static bool add_on_mark(struct app *app, struct entry *entry, int64_t mark_id, struct err *err)
{
	for (size_t i = 0; i < entry->n_applications; i++)
		entry->applications[i].mark_id = mark_id;
	return applications_add(app, entry->applications, entry->n_applications, err);
}

static bool entries_add(struct app *app, struct entry *entries, size_t n, struct err *err)
{
	if (!store_begin(app->store, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++) {
		struct mark *mark = &entries[i].mark;
		mark->session_id = app->open->session.id;
		ok = mark_save(app->store, mark, err);
		if (ok)
			entry_undo_voided(&app->open->undo, UNDO_MARK_VOIDED, mark->id, false);
		ok = ok && add_on_mark(app, &entries[i], mark->id, err);
	}
	return store_end(app->store, ok, err);
}

static void say_entry(struct app *app, const char *format, const struct mark *mark)
{
	struct str line;
	str_init(&line);
	mark_line(app->catalogue, mark, &line);
	str_clear(&app->message);
	str_addf(&app->message, "%s %s", format, line.s);
	str_release(&line);
}

static char *mark_title(const struct app *app, const struct mark *mark)
{
	struct str line;
	str_init(&line);
	mark_line(app->catalogue, mark, &line);
	char *title = str_take(&line);
	str_release(&line);
	return title;
}

static bool cmd_mark_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct entry_reading reading;
	(void)value;
	entry_reading_init(&reading);
	entry_read_marks(app->catalogue, argument, &reading);
	bool ok = entry_accepted(app, &reading, argument, true, err);
	if (ok) {
		char *title = mark_title(app, &reading.entries[0].mark);
		entry_undo_begin(&app->open->undo, title);
		free(title);
		ok = entries_add(app, reading.entries, reading.n_entries, err);
		if (!ok)
			entry_undo_forget(&app->open->undo);
	}
	ok = ok && session_reload(app, err);
	if (ok)
		say_entry(app, _("Marked:"), &reading.entries[reading.n_entries - 1].mark);
	entry_reading_release(&reading);
	return ok;
}

static const struct command mark_add_command = {
	.name = "mark-add",
	.scope = "chart",
	.keys = "Alt-m marks:a",
	.hint = N_("mark"),
	.hint_scopes = "note:2 marks:1",
	.ask = N_("Mark"),
	.help = N_("Mark a trigger point: l up trap a 7>3 tb tpg 12kg x3"),
	.run = cmd_mark_add,
	.reading = mark_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

static void mark_edit_preset(struct app *app, struct str *out)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	if (mark)
		entry_compose_mark(mark, out);
}

/* The line replaces what is in the mark; techniques that the line names are added. */
static bool mark_edit_subject(struct app *app, struct str *out, struct err *err)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	if (!mark)
		return err_set(err, ERR_MISSING,
			       _("There is no mark to change. {mark-add marks} marks one."));
	if (!chart_may_change(app, err))
		return false;
	str_addf(out, "%lld", (long long)mark->id);
	return true;
}

static bool cmd_mark_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct mark *old = marks_pane_chosen(app->chart->marks_pane);
	struct entry_reading reading;
	(void)value;
	entry_reading_init(&reading);
	entry_read_marks(app->catalogue, argument, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err);
	if (ok && reading.n_entries != 1)
		ok = err_set(err, ERR_INPUT, _("Change one mark at a time: one side, no “;”."));
	if (ok) {
		struct mark *mark = &reading.entries[0].mark;
		char *title = mark_title(app, mark);
		mark->id = old->id;
		mark->session_id = old->session_id;
		mem_replace(&mark->uid, old->uid);
		entry_undo_begin(&app->open->undo, title);
		free(title);
		entry_undo_mark_changed(&app->open->undo, old, mark);
		ok = store_begin(app->store, err);
		if (ok)
			ok = store_end(app->store,
				       treatment_moves(app, old, mark, err) &&
					       mark_save(app->store, mark, err) &&
					       add_on_mark(app, &reading.entries[0], mark->id, err),
				       err);
		if (!ok)
			entry_undo_forget(&app->open->undo);
	}
	ok = ok && session_reload(app, err);
	entry_reading_release(&reading);
	return ok;
}

static const struct command mark_edit_command = {
	.name = "mark-edit",
	.scope = "marks",
	.ask = N_("Mark"),
	.help = N_("Change the chosen mark"),
	.run = cmd_mark_edit,
	.reading = mark_reading,
	.preset = mark_edit_preset,
	.subject = mark_edit_subject,
	.owner = chart_owner,
	.edits = true,
};

/* A mark takes the techniques on it along, and undo brings all of them back. */
static bool mark_take_back(struct app *app, int64_t id, struct err *err)
{
	if (!store_begin(app->store, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < app->open->applications.n; i++) {
		const struct application *application = &app->open->applications.rows[i];
		if (application->mark_id != id)
			continue;
		ok = application_void(app->store, application->id, true, err);
		entry_undo_voided(&app->open->undo, UNDO_APPLICATION_VOIDED, application->id, true);
	}
	ok = ok && mark_void(app->store, id, true, err);
	entry_undo_voided(&app->open->undo, UNDO_MARK_VOIDED, id, true);
	return store_end(app->store, ok, err);
}

static bool cmd_mark_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	(void)argument, (void)value;
	if (!mark)
		return err_set(err, ERR_MISSING, _("There is no mark to take back."));
	if (!chart_may_change(app, err))
		return false;
	char *title = mark_title(app, mark);
	entry_undo_begin(&app->open->undo, title);
	bool ok = mark_take_back(app, mark->id, err);
	if (!ok)
		entry_undo_forget(&app->open->undo);
	ok = ok && session_reload(app, err);
	if (ok)
		app_say(app, _("Taken back: %s. {undo} brings it back."), title);
	free(title);
	return ok;
}

static const struct command mark_void_command = {
	.name = "mark-void",
	.scope = "marks",
	.help = N_("Take the chosen mark back"),
	.run = cmd_mark_void,
};

/* What comes back may meet a caution that is not answered: a flag that came meanwhile, an answer that was taken back. */
static size_t cautions_unanswered(const struct app *app)
{
	struct cautions open = { NULL, 0 };
	caution_gate_open(app, &open);
	size_t n = open.n;
	cautions_release(&open);
	return n;
}

static void say_undone(struct app *app, const char *what, bool redo, bool warns)
{
	if (!what)
		app_say(app, redo ? _("Nothing to bring back.") : _("Nothing to undo."));
	else
		app_say(app, redo ? _("Done again: %s") : _("Undone: %s"), what);
	if (what && warns)
		str_addf(&app->message, ". %s",
			 _("A caution about it is not answered: {cautions-show} says which."));
}

bool chart_undo(struct app *app, bool redo, struct err *err)
{
	const char *what = NULL;
	if (!chart_may_change(app, err))
		return false;
	size_t open = cautions_unanswered(app);
	if (!entry_undo_apply(&app->open->undo, app->store, &app->open->session, redo, &what, err) ||
	    !session_reload(app, err) || !timing_load(app, err) || !caution_gate_refresh(app, err))
		return false;
	say_undone(app, what, redo, cautions_unanswered(app) > open);
	return true;
}

static bool cmd_undo(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument;
	return chart_undo(app, value != 0, err);
}

static const struct command undo_command = {
	.name = "undo",
	.scope = "chart",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "body marks:6 techniques:9",
	.help = N_("Take the last entry back"),
	.run = cmd_undo,
};

static const struct command redo_command = {
	.name = "redo",
	.scope = "chart",
	.keys = "Ctrl-r",
	.help = N_("Bring back what undo took"),
	.run = cmd_undo,
	.value = 1,
};

bool mark_change(struct app *app, const struct mark *old, struct mark *fresh, struct err *err)
{
	char *title = mark_title(app, fresh);
	entry_undo_begin(&app->open->undo, title);
	entry_undo_mark_changed(&app->open->undo, old, fresh);
	bool ok = mark_save(app->store, fresh, err);
	if (!ok)
		entry_undo_forget(&app->open->undo);
	else
		app_say(app, _("Changed: %s"), title);
	free(title);
	return ok && session_reload(app, err);
}

/* One key for the stop rule: the old deep ache has turned into a mild, pleasant soreness. */
static bool cmd_mark_sufficient(struct app *app, const char *argument, int value, struct err *err)
{
	const struct mark *old = marks_pane_chosen(app->chart->marks_pane);
	struct mark fresh;
	(void)argument, (void)value;
	mark_init(&fresh);
	mark_copy(&fresh, old);
	fresh.sufficient = old->sufficient == TRI_YES ? TRI_UNSAID : TRI_YES;
	bool ok = mark_change(app, old, &fresh, err);
	mark_release(&fresh);
	return ok;
}

static const struct command mark_sufficient_command = {
	.name = "mark-sufficient",
	.scope = "marks",
	.keys = "s",
	.hint = N_("sufficient"),
	.hint_scopes = "marks:4",
	.help = N_("Say that the pressing was enough: the ache became a mild soreness; again takes it back"),
	.run = cmd_mark_sufficient,
	.subject = mark_edit_subject,
};

/* ---- the list holds both ---- */

static const char *named(const struct app *app, const char *of_measure, const char *of_mark)
{
	return marks_pane_chosen_measure(app->chart->marks_pane) ? of_measure : of_mark;
}

static bool cmd_entry_edit(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return app_command_named(app, named(app, "measure-edit", "mark-edit"), argument, err);
}

static const struct command entry_edit_command = {
	.name = "entry-edit",
	.scope = "marks",
	.keys = "Enter",
	.hint = N_("edit"),
	.hint_scopes = "marks:2",
	.help = N_("Change the chosen mark or measure"),
	.run = cmd_entry_edit,
};

static bool cmd_entry_void(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_command_named(app, named(app, "measure-void", "mark-void"), "", err);
}

static const struct command entry_void_command = {
	.name = "entry-void",
	.scope = "marks",
	.keys = "x",
	.hint = N_("take back"),
	.hint_scopes = "marks",
	.help = N_("Take the chosen mark or measure back"),
	.run = cmd_entry_void,
};

const struct command *const mark_commands[] = {
	&mark_add_command,
	&entry_edit_command,
	&mark_edit_command,
	&entry_void_command,
	&mark_void_command,
	&mark_sufficient_command,
	NULL,
};

const struct command *const undo_commands[] = {
	&undo_command,
	&redo_command,
	NULL,
};
