/* SPDX-License-Identifier: MIT */
/* The findings of the open chart as a form: a row a field, and what came after the last treatment first. */
#include <stdlib.h>

#include "app/drafts.h"
#include "app/draw.h"
#include "app/entries.h"
#include "base/i18n.h"
#include "panes/findings.h"
#include "screens/findings/usual.h"
#include "screens/screens.h"

struct findings_screen {
	struct screen screen;
	struct findings_pane *pane;
	int64_t session_id; /* whose findings stand there */
	struct str since;   /* what was done last time */
};

static struct findings_screen *findings_at(struct app *app)
{
	return (struct findings_screen *)app_screen(app, &findings_screen);
}

/* --- what is shown --- */

static void add_outcome(struct findings *shown, const char *field, const char *code)
{
	struct finding finding = {
		.field = (char *)field, .value = (char *)code, .side = SIDE_NONE, .grade = -1
	};
	if (!str_empty(code))
		findings_add(shown, &finding);
}

/* The findings, and with them what the session itself holds. */
static void form_fill(struct findings_screen *form, const struct app *app)
{
	const struct session_open *open = app->open;
	struct findings shown = { NULL, 0 };
	for (size_t i = 0; i < open->findings.n; i++)
		findings_add(&shown, &open->findings.rows[i]);
	add_outcome(&shown, "response", open->session.response);
	add_outcome(&shown, "adverse", open->session.adverse);
	findings_pane_set(form->pane, &shown, open->previous.id ? form->since.s : NULL);
	findings_release(&shown);
}

/* " (L upper trapezius)": the mark's muscle, or the region. */
static void add_where(const struct app *app, const struct application *application, const struct marks *marks,
		      struct str *out)
{
	const struct catalogue *c = app->catalogue;
	int region = catalogue_region(c, application->region), muscle = -1;
	for (size_t i = 0; i < marks->n; i++)
		if (application->mark_id != 0 && marks->rows[i].id == application->mark_id)
			muscle = catalogue_muscle(c, marks->rows[i].muscle);
	if (muscle < 0 && region < 0)
		return;
	str_add(out, " (");
	if (application->side != SIDE_NONE)
		str_addf(out, "%s ", side_letter(application->side));
	if (muscle >= 0)
		catalogue_muscle_phrase(c, muscle, out);
	else
		str_add(out, i18n_name(c->regions[region].name));
	str_addc(out, ')');
}

/* "Fri 13 Nov 2026: graded press 12 kg (R upper trapezius), …. Response: released. Adverse reaction: none seen." */
static bool since_load(struct app *app, struct str *out, struct err *err)
{
	const struct session *previous = &app->open->previous;
	struct marks marks = { NULL, 0 };
	struct applications applications = { NULL, 0 };
	char date[DATE_SIZE];
	str_clear(out);
	if (previous->id == 0)
		return true;
	if (!marks_load(app->store, previous->id, &marks, err) ||
	    !applications_load(app->store, previous->id, &applications, err)) {
		marks_release(&marks);
		return false;
	}
	wall_date(previous->start, date);
	str_addf(out, "%s: ", date_long(date));
	for (size_t i = 0; i < applications.n; i++) {
		str_add(out, i ? ", " : "");
		application_line(app->catalogue, &applications.rows[i], out);
		add_where(app, &applications.rows[i], &marks, out);
	}
	if (applications.n == 0)
		str_add(out, _("no technique recorded"));
	str_addf(out, _(". Response: %s. Adverse reaction: %s."),
		 finding_outcome_word(app, "response", previous->response),
		 finding_outcome_word(app, "adverse", previous->adverse));
	marks_release(&marks);
	applications_release(&applications);
	return true;
}

static const struct finding_spec *field_chosen(const struct findings_screen *form)
{
	return &form->pane->catalogue->findings[form->pane->field];
}

/* --- the screen --- */

static void findings_screen_init(struct screen *screen, struct app *app)
{
	struct findings_screen *form = (struct findings_screen *)screen;
	form->pane = findings_pane_new(app->catalogue, app->ring);
	str_init(&form->since);
}

static void findings_screen_release(struct screen *screen)
{
	struct findings_screen *form = (struct findings_screen *)screen;
	pane_free(&form->pane->pane);
	str_release(&form->since);
}

static struct pane *findings_screen_pane(const struct screen *screen)
{
	return &((const struct findings_screen *)screen)->pane->pane;
}

/* At the field whose code is the text, else where the cursor was in this session. */
static bool findings_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct findings_screen *form = (struct findings_screen *)screen;
	int field = str_empty(with->text) ? -1 : catalogue_finding(app->catalogue, with->text);
	if (!str_empty(with->text) && field < 0)
		return err_set(err, ERR_INPUT, _("No field is called “%s”."), with->text);
	if (!since_load(app, &form->since, err))
		return false;
	form_fill(form, app);
	if (field >= 0)
		findings_pane_go(form->pane, field);
	else if (form->session_id != app->open->session.id)
		findings_pane_home(form->pane);
	form->session_id = app->open->session.id;
	/* Half a line comes before the field that was asked for: leaving the form must not lose it. */
	if (drafts_load(app, screen))
		app_say(app, _("What was typed before is back."));
	return true;
}

static bool findings_refresh(struct screen *screen, struct app *app, struct err *err)
{
	(void)err;
	form_fill((struct findings_screen *)screen, app);
	return true;
}

/* --- the draft --- */

static int64_t draft_record(const struct screen *screen)
{
	return ((const struct findings_screen *)screen)->session_id;
}

static uint64_t draft_changed(const struct screen *screen)
{
	return buffer_revision(((const struct findings_screen *)screen)->pane->buffer);
}

static void draft_describe(const struct screen *screen, struct draft_fields *out)
{
	const struct findings_screen *form = (const struct findings_screen *)screen;
	const char *line = findings_pane_line(form->pane);
	if (str_empty(line))
		return;
	draft_add(out, "field", field_chosen(form)->code);
	draft_add(out, "line", line);
}

static void draft_put(struct screen *screen, const char *field, const char *value)
{
	struct findings_pane *pane = ((struct findings_screen *)screen)->pane;
	if (str_eq(field, "field"))
		findings_pane_go(pane, catalogue_finding(pane->catalogue, value));
	else if (str_eq(field, "line"))
		findings_pane_put(pane, value);
}

static const struct screen_draft findings_draft = {
	.form = "findings",
	.record = draft_record,
	.changed = draft_changed,
	.describe = draft_describe,
	.put = draft_put,
};

/* --- the line --- */

/* Records the typed line; true when there is none. */
static bool line_keep(struct findings_screen *form, struct app *app, struct err *err)
{
	const char *line = findings_pane_line(form->pane);
	struct finding_reading reading;
	if (str_empty(line))
		return true;
	finding_reading_init(&reading);
	finding_read_value(app->catalogue, form->pane->field, line, &reading);
	bool ok = finding_add(app, &reading, err);
	if (ok) {
		form_fill(form, app);
		findings_pane_put(form->pane, "");
	}
	finding_reading_release(&reading);
	return ok;
}

static bool cmd_finding_step(struct app *app, const char *argument, int value, struct err *err)
{
	struct findings_screen *form = findings_at(app);
	(void)argument;
	if (!line_keep(form, app, err))
		return false;
	str_clear(&app->message);
	if (!findings_pane_step(form->pane, value))
		app_say(app, value > 0 ? _("That was the last field. {finding-leave} goes back to the note.")
				       : _("This is the first field."));
	return true;
}

static const struct command finding_next_command = {
	.name = "finding-next",
	.scope = "findings",
	.keys = "Tab Down",
	.hint = N_("next"),
	.hint_scopes = "findings",
	.help = N_("Keep what is typed and go to the next field"),
	.run = cmd_finding_step,
	.value = 1,
};

static const struct command finding_back_command = {
	.name = "finding-back",
	.scope = "findings",
	.keys = "Shift-Tab Up",
	.help = N_("Keep what is typed and go to the field before"),
	.run = cmd_finding_step,
	.value = -1,
};

/* Where a field holds several values, the next may be typed. */
static bool cmd_finding_keep(struct app *app, const char *argument, int value, struct err *err)
{
	struct findings_screen *form = findings_at(app);
	bool typed = !str_empty(findings_pane_line(form->pane));
	if (typed && field_chosen(form)->many)
		return line_keep(form, app, err);
	return cmd_finding_step(app, argument, value, err);
}

static const struct command finding_keep_command = {
	.name = "finding-keep",
	.scope = "findings",
	.keys = "Enter",
	.hint = N_("keep"),
	.hint_scopes = "findings",
	.help = N_("Keep what is typed; where a field holds several values, the next may be typed"),
	.run = cmd_finding_keep,
	.value = 1,
};

static bool cmd_finding_leave(struct app *app, const char *argument, int value, struct err *err)
{
	struct findings_screen *form = findings_at(app);
	(void)argument, (void)value;
	bool ok = line_keep(form, app, err);
	if (ok)
		drafts_clear(app, &form->screen);
	else if (!drafts_save(app, err))
		return false;
	app_back(app);
	if (ok)
		return true;
	err_clear(err);
	app_say(app, _("What is typed but not understood yet is kept; {findings-show} brings it back."));
	return true;
}

static const struct command finding_leave_command = {
	.name = "finding-leave",
	.scope = "findings",
	.keys = "Esc",
	.over = "back",
	.hint = N_("back"),
	.hint_scopes = "findings",
	.help = N_("Keep what is typed and go back to the note"),
	.run = cmd_finding_leave,
};

static bool choice_tick(struct findings_screen *form, struct app *app, struct err *err)
{
	const struct finding_spec *spec = field_chosen(form);
	const char *code = spec->choices[form->pane->choice].code;
	struct findings all = { NULL, 0 };
	struct finding fresh = { .field = (char *)spec->code, .value = (char *)code, .grade = -1 };
	size_t kept = 0;
	findings_of(&form->pane->findings, spec->code, &all);
	size_t n = all.n;
	for (size_t i = 0; i < n; i++) {
		if (str_eq(all.rows[i].value, code))
			finding_release(&all.rows[i]);
		else
			all.rows[kept++] = all.rows[i];
	}
	all.n = kept;
	if (kept == n && spec->where == WHERE_MUST) {
		char *line = str_format("%s ", i18n_name(spec->choices[form->pane->choice].word));
		findings_pane_put(form->pane, line);
		free(line);
		findings_release(&all);
		return true;
	}
	if (kept == n)
		finding_merge(spec, &fresh, &all);
	bool ok = finding_write(app, spec, &all, err);
	if (ok)
		form_fill(form, app);
	findings_release(&all);
	return ok;
}

/* The last value goes back onto the line, to be mended. */
static bool value_take_back(struct findings_screen *form, struct app *app, struct err *err)
{
	const struct finding_spec *spec = field_chosen(form);
	struct findings all = { NULL, 0 };
	struct str line;
	findings_of(&app->open->findings, spec->code, &all);
	if (all.n == 0 || spec->ask == ASK_SESSION) {
		findings_release(&all);
		return true;
	}
	str_init(&line);
	finding_compose(app->catalogue, &all.rows[all.n - 1], &line);
	finding_release(&all.rows[--all.n]);
	bool ok = finding_write(app, spec, &all, err);
	if (ok) {
		form_fill(form, app);
		findings_pane_put(form->pane, line.s);
	}
	str_release(&line);
	findings_release(&all);
	return ok;
}

/* What the pane wants of the program. */
static void findings_typed(struct screen *screen, struct app *app, const struct key *key, bool taken)
{
	struct findings_screen *form = (struct findings_screen *)screen;
	enum findings_wants wants = form->pane->wants;
	struct err err = ERR_INIT;
	bool ok = true;
	(void)key;
	if (!taken)
		return;
	form->pane->wants = FINDINGS_NOTHING;
	if (wants == FINDINGS_TICK)
		ok = choice_tick(form, app, &err);
	else if (wants == FINDINGS_TAKE_BACK)
		ok = value_take_back(form, app, &err);
	if (!ok)
		app_say(app, "%s", err.text);
}

/* --- undo --- */

static bool cmd_finding_undo(struct app *app, const char *argument, int value, struct err *err)
{
	bool ok = chart_undo(app, value != 0, err);
	(void)argument;
	if (ok)
		form_fill(findings_at(app), app);
	return ok;
}

static const struct command finding_undo_command = {
	.name = "finding-undo",
	.scope = "findings",
	.keys = "Alt-u Ctrl-_",
	.hint = N_("undo"),
	.hint_scopes = "findings",
	.help = N_("Take the last entry back"),
	.run = cmd_finding_undo,
};

static const struct command finding_redo_command = {
	.name = "finding-redo",
	.scope = "findings",
	.keys = "Alt-U",
	.help = N_("Bring back what undo took"),
	.run = cmd_finding_undo,
	.value = 1,
};

static const struct command *const findings_commands[] = {
	&finding_next_command, &finding_back_command, &finding_keep_command,  &finding_usual_command,
	&finding_undo_command, &finding_redo_command, &finding_leave_command, NULL,
};

const struct screen_class findings_screen = {
	.scope = "findings",
	.title = N_("Findings"),
	.say_title = title_of_chart,
	.size = sizeof(struct findings_screen),
	.init = findings_screen_init,
	.release = findings_screen_release,
	.pane = findings_screen_pane,
	.open = findings_open,
	.refresh = findings_refresh,
	.typed = findings_typed,
	.draft = &findings_draft,
	.commands = findings_commands,
};
