/* SPDX-License-Identifier: MIT */
/* Findings: by a line from anywhere in the chart, or in their form. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/finding_form.h"
#include "app/commands.h"
#include "app/drafts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

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
static void form_fill(struct app *app)
{
	struct chart *chart = &app->chart;
	struct findings shown = { NULL, 0 };
	for (size_t i = 0; i < chart->findings.n; i++)
		findings_add(&shown, &chart->findings.rows[i]);
	add_outcome(&shown, "response", chart->session.response);
	add_outcome(&shown, "adverse", chart->session.adverse);
	findings_pane_set(app->findings, &shown, chart->previous.id ? app->since.s : NULL);
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

static const char *outcome_word(const struct app *app, const char *field, const char *code)
{
	const struct finding_spec *spec = &app->catalogue->findings[catalogue_finding(app->catalogue, field)];
	return str_empty(code) ? _("not said") : finding_choice_word(spec, code);
}

/* "Fri 13 Nov 2026: graded press 12 kg (R upper trapezius), …. Response: released. Adverse reaction: none seen." */
static bool since_load(struct app *app, struct err *err)
{
	const struct session *previous = &app->chart.previous;
	struct marks marks = { NULL, 0 };
	struct applications applications = { NULL, 0 };
	char date[DATE_SIZE];
	str_clear(&app->since);
	if (previous->id == 0)
		return true;
	if (!marks_load(app->store, previous->id, &marks, err) ||
	    !applications_load(app->store, previous->id, &applications, err)) {
		marks_release(&marks);
		return false;
	}
	wall_date(previous->start, date);
	str_addf(&app->since, "%s: ", date_long(date));
	for (size_t i = 0; i < applications.n; i++) {
		str_add(&app->since, i ? ", " : "");
		application_line(app->catalogue, &applications.rows[i], &app->since);
		add_where(app, &applications.rows[i], &marks, &app->since);
	}
	if (applications.n == 0)
		str_add(&app->since, _("no technique recorded"));
	str_addf(&app->since, _(". Response: %s. Adverse reaction: %s."),
		 outcome_word(app, "response", previous->response),
		 outcome_word(app, "adverse", previous->adverse));
	marks_release(&marks);
	applications_release(&applications);
	return true;
}

/* --- writing --- */

static bool is_same_place(const struct finding *a, const struct finding *b)
{
	return str_eq(a->field, b->field) && str_eq(a->value, b->value) && str_eq(a->region, b->region) &&
	       a->side == b->side;
}

/* What says that there is nothing stands alone: what was said before gives way. */
static void keep_beside(const struct finding *fresh, struct findings *all)
{
	size_t kept = 0;
	for (size_t i = 0; i < all->n; i++)
		if (findings_agree(fresh, &all->rows[i]))
			all->rows[kept++] = all->rows[i];
		else
			finding_release(&all->rows[i]);
	all->n = kept;
}

/* What a field says once a value is added: the only one where it holds one; said again of the same place it is mended. */
static void merge(const struct finding_spec *spec, const struct finding *fresh, struct findings *all)
{
	keep_beside(fresh, all);
	for (size_t i = 0; i < all->n; i++)
		if (!spec->many || is_same_place(&all->rows[i], fresh)) {
			finding_copy(&all->rows[i], fresh);
			return;
		}
	findings_add(all, fresh);
}

/* In the form the field's own row says it. */
static void say_field(struct app *app, const struct finding_spec *spec, const struct findings *all)
{
	struct str words;
	if (app_place(app) == PLACE_FINDINGS && all->n > 0)
		return;
	str_init(&words);
	findings_words(app->catalogue, all, spec->code, &words);
	if (words.len)
		app_say(app, _("Recorded: %s: %s"), i18n_name(spec->name), words.s);
	else
		app_say(app, _("Taken back: %s"), i18n_name(spec->name));
	str_release(&words);
}

static bool field_write(struct app *app, const struct finding_spec *spec, const struct findings *all,
			struct err *err)
{
	struct chart *chart = &app->chart;
	struct findings before = { NULL, 0 };
	findings_of(&chart->findings, spec->code, &before);
	entry_undo_begin(&chart->undo, i18n_name(spec->name));
	entry_undo_findings_changed(&chart->undo, chart->session.id, spec->code, &before, all);
	bool ok = findings_save(app->store, chart->session.id, spec->code, all, err);
	if (!ok)
		entry_undo_forget(&chart->undo);
	findings_release(&before);
	return ok && chart_reload(chart, app->store, err);
}

/* Response and reaction are kept in the session itself. */
static bool outcome_write(struct app *app, const struct finding_spec *spec, const struct findings *all,
			  struct err *err)
{
	struct session *session = &app->chart.session;
	bool is_response = str_eq(spec->code, "response");
	const char *code = all->n ? all->rows[0].value : NULL;
	entry_undo_begin(&app->chart.undo, i18n_name(spec->name));
	entry_undo_text(&app->chart.undo, is_response ? UNDO_RESPONSE_SAID : UNDO_ADVERSE_SAID, session->id,
			is_response ? session->response : session->adverse, code);
	bool ok = session_put_outcome(app->store, session, is_response ? code : session->response,
				      is_response ? session->adverse : code, err);
	if (!ok)
		entry_undo_forget(&app->chart.undo);
	return ok;
}

static bool write_all(struct app *app, const struct finding_spec *spec, const struct findings *all,
		      struct err *err)
{
	if (!chart_may_change(app, err) || !(spec->ask == ASK_SESSION ? outcome_write(app, spec, all, err)
								      : field_write(app, spec, all, err)))
		return false;
	say_field(app, spec, all);
	form_fill(app);
	return true;
}

bool finding_add(struct app *app, const struct finding_reading *reading, struct err *err)
{
	const struct finding_spec *spec;
	struct findings all = { NULL, 0 };
	if (!reading->reading.ok)
		return err_set(err, ERR_INPUT, "%s%s%s", reading->reading.problem.text,
			       reading->near.len ? "\n" : "", reading->near.s);
	spec = &app->catalogue->findings[reading->field];
	if (spec->ask != ASK_SESSION)
		findings_of(&app->chart.findings, spec->code, &all);
	for (size_t i = 0; i < reading->findings.n; i++)
		merge(spec, &reading->findings.rows[i], &all);
	bool ok = write_all(app, spec, &all, err);
	findings_release(&all);
	return ok;
}

/* --- the line --- */

static void finding_reading_words(struct app *app, const char *argument, struct str *out)
{
	struct finding_reading reading;
	if (str_empty(argument)) {
		str_add(out, _("a field and its value: pattern constant, cause strain, worse desk work,\n"
			       "restriction fascia stp l 2, posture head forward, soreness 24, goal …"));
		return;
	}
	finding_reading_init(&reading);
	finding_read(app->catalogue, argument, &reading);
	if (reading.field >= 0)
		str_addf(out, "%s: ", i18n_name(app->catalogue->findings[reading.field].name));
	if (reading.reading.ok)
		findings_words(app->catalogue, &reading.findings,
			       app->catalogue->findings[reading.field].code, out);
	else
		str_addf(out, "%s\n%s", reading.reading.problem.text, reading.near.s);
	finding_reading_release(&reading);
}

static bool cmd_finding_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct finding_reading reading;
	(void)value;
	finding_reading_init(&reading);
	finding_read(app->catalogue, argument, &reading);
	bool ok = finding_add(app, &reading, err);
	finding_reading_release(&reading);
	return ok;
}

static const struct command finding_add_command = {
	.name = "finding-add",
	.scope = "chart",
	.ask = N_("Finding (field and value)"),
	.help = N_("Record a finding by a line: pattern constant; restriction fascia stp l 2; soreness 24"),
	.run = cmd_finding_add,
	.reading = finding_reading_words,
	.owner = chart_owner,
};

/* --- response and adverse reaction --- */

static bool outcome_read(struct app *app, const char *field, const char *typed, struct err *err)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	finding_read_value(app->catalogue, catalogue_finding(app->catalogue, field), typed, &reading);
	bool ok = finding_add(app, &reading, err);
	finding_reading_release(&reading);
	return ok;
}

static void outcome_reading(struct app *app, const char *field, const char *typed, struct str *out)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	finding_read_value(app->catalogue, catalogue_finding(app->catalogue, field), typed, &reading);
	if (reading.reading.ok)
		findings_words(app->catalogue, &reading.findings, field, out);
	else
		str_addf(out, "%s%s%s", reading.near.s, reading.near.len ? "\n" : "",
			 str_empty(typed) ? "" : reading.reading.problem.text);
	finding_reading_release(&reading);
}

static void response_reading(struct app *app, const char *argument, struct str *out)
{
	outcome_reading(app, "response", argument, out);
}

static bool cmd_session_response(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return outcome_read(app, "response", argument, err);
}

static const struct command session_response_command = {
	.name = "session-response",
	.scope = "chart",
	.keys = "Alt-o",
	.ask = N_("Response (released, partly, unchanged, worse)"),
	.help = N_("Record how the client took the treatment"),
	.run = cmd_session_response,
	.reading = response_reading,
	.owner = chart_owner,
};

/* --- the form --- */

static bool cmd_findings_show(struct app *app, const char *argument, int value, struct err *err)
{
	int field = str_empty(argument) ? -1 : catalogue_finding(app->catalogue, argument);
	(void)value;
	if (!str_empty(argument) && field < 0)
		return err_set(err, ERR_INPUT, _("No field is called “%s”."), argument);
	if (!since_load(app, err))
		return false;
	form_fill(app);
	if (field >= 0)
		findings_pane_go(app->findings, field);
	else if (app->findings_of != app->chart.session.id)
		findings_pane_home(app->findings);
	app->findings_of = app->chart.session.id;
	app_go(app, PLACE_FINDINGS);
	/* Half a line comes before the field that was asked for: leaving the form must not lose it. */
	if (drafts_load(app, app_front(app)))
		app_say(app, _("What was typed before is back."));
	return true;
}

static const struct command findings_show_command = {
	.name = "findings-show",
	.scope = "chart",
	.keys = "Alt-p",
	.hint = N_("findings"),
	.hint_scopes = "note",
	.help = N_(
		"Show what the note asks for as a form: reason, pattern, posture, advice, and what came after the last treatment"),
	.run = cmd_findings_show,
};

static void adverse_reading(struct app *app, const char *argument, struct str *out)
{
	outcome_reading(app, "adverse", argument, out);
}

/* A reaction that was seen is asked about further. */
static bool cmd_session_adverse(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (!outcome_read(app, "adverse", argument, err))
		return false;
	return str_eq(app->chart.session.adverse, "none") || cmd_findings_show(app, "severity", 0, err);
}

static const struct command session_adverse_command = {
	.name = "session-adverse",
	.scope = "chart",
	.keys = "Alt-a",
	.ask = N_("Adverse reaction (none, or which)"),
	.help = N_("Record an adverse reaction, or that none was seen"),
	.run = cmd_session_adverse,
	.reading = adverse_reading,
	.owner = chart_owner,
};

static const struct finding_spec *field_chosen(const struct app *app)
{
	return &app->catalogue->findings[app->findings->field];
}

/* Records the typed line; true when there is none. */
static bool line_keep(struct app *app, struct err *err)
{
	const char *line = findings_pane_line(app->findings);
	struct finding_reading reading;
	if (str_empty(line))
		return true;
	finding_reading_init(&reading);
	finding_read_value(app->catalogue, app->findings->field, line, &reading);
	bool ok = finding_add(app, &reading, err);
	if (ok)
		findings_pane_put(app->findings, "");
	finding_reading_release(&reading);
	return ok;
}

static bool cmd_finding_step(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument;
	if (!line_keep(app, err))
		return false;
	str_clear(&app->message);
	if (!findings_pane_step(app->findings, value))
		app_say(app, value > 0 ? _("That was the last field. Esc goes back to the note.")
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
	bool typed = !str_empty(findings_pane_line(app->findings));
	if (typed && field_chosen(app)->many)
		return line_keep(app, err);
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
	(void)argument, (void)value;
	bool ok = line_keep(app, err);
	if (ok)
		drafts_clear(app, app_front(app));
	else if (!drafts_save(app, err))
		return false;
	app_back(app);
	if (ok)
		return true;
	err_clear(err);
	app_say(app, _("What is typed but not understood yet is kept; Alt-p brings it back."));
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

static bool choice_tick(struct app *app, struct err *err)
{
	const struct finding_spec *spec = field_chosen(app);
	const char *code = spec->choices[app->findings->choice].code;
	struct findings all = { NULL, 0 };
	struct finding fresh = { .field = (char *)spec->code, .value = (char *)code, .grade = -1 };
	size_t kept = 0;
	findings_of(&app->findings->findings, spec->code, &all);
	size_t n = all.n;
	for (size_t i = 0; i < n; i++) {
		if (str_eq(all.rows[i].value, code))
			finding_release(&all.rows[i]);
		else
			all.rows[kept++] = all.rows[i];
	}
	all.n = kept;
	if (kept == n && spec->where == WHERE_MUST) {
		char *line = str_format("%s ", i18n_name(spec->choices[app->findings->choice].word));
		findings_pane_put(app->findings, line);
		free(line);
		findings_release(&all);
		return true;
	}
	if (kept == n)
		merge(spec, &fresh, &all);
	bool ok = write_all(app, spec, &all, err);
	findings_release(&all);
	return ok;
}

/* The last value goes back onto the line, to be mended. */
static bool value_take_back(struct app *app, struct err *err)
{
	const struct finding_spec *spec = field_chosen(app);
	struct findings all = { NULL, 0 };
	struct str line;
	findings_of(&app->chart.findings, spec->code, &all);
	if (all.n == 0 || spec->ask == ASK_SESSION) {
		findings_release(&all);
		return true;
	}
	str_init(&line);
	finding_compose(app->catalogue, &all.rows[all.n - 1], &line);
	finding_release(&all.rows[--all.n]);
	bool ok = write_all(app, spec, &all, err);
	if (ok)
		findings_pane_put(app->findings, line.s);
	str_release(&line);
	findings_release(&all);
	return ok;
}

bool finding_form_answer(struct app *app, struct err *err)
{
	enum findings_wants wants = app->findings->wants;
	app->findings->wants = FINDINGS_NOTHING;
	if (wants == FINDINGS_TICK)
		return choice_tick(app, err);
	return wants == FINDINGS_NOTHING || value_take_back(app, err);
}

static bool is_said(const struct app *app, const char *field)
{
	for (size_t i = 0; i < app->chart.findings.n; i++)
		if (str_eq(app->chart.findings.rows[i].field, field))
			return true;
	return false;
}

static bool is_since_said(const struct app *app)
{
	bool said = false;
	for (size_t i = 0; !said && i < app->catalogue->n_findings; i++)
		said = app->catalogue->findings[i].ask == ASK_AGAIN &&
		       is_said(app, app->catalogue->findings[i].code);
	return said;
}

void finding_greet(struct app *app)
{
	const struct session *last = &app->chart.previous;
	if (last->id == 0 || app->message.len || !chart_writable(&app->chart) || is_since_said(app))
		return;
	if (str_empty(last->adverse) || str_eq(last->adverse, "none"))
		app_say(app, _("Alt-p asks how it went since the last treatment."));
	else
		app_say(app, _("Last time: %s. Alt-p asks how it went since."),
			outcome_word(app, "adverse", last->adverse));
}

/* Writes the usual answer of one field as a part of the step that is begun. */
static bool usual_write(struct app *app, const struct finding_spec *spec, struct err *err)
{
	struct finding usual = { .field = (char *)spec->code, .value = (char *)spec->usual, .grade = -1 };
	struct findings none = { NULL, 0 }, all = { &usual, 1 };
	entry_undo_findings_changed(&app->chart.undo, app->chart.session.id, spec->code, &none, &all);
	return findings_save(app->store, app->chart.session.id, spec->code, &all, err);
}

/* What the last session's record speaks against is never an answer of habit. */
static bool is_contradicted(const struct session *last, const struct finding_spec *spec)
{
	bool reacted = !str_empty(last->adverse) && !str_eq(last->adverse, "none");
	return (reacted && str_eq(spec->code, "late_reaction")) ||
	       (str_eq(last->adverse, "soreness_over_48h") && str_eq(spec->code, "soreness")) ||
	       (str_eq(last->response, "worse") && str_eq(spec->code, "effect"));
}

static bool wants_usual(const struct app *app, const struct finding_spec *spec)
{
	return *spec->usual && !is_said(app, spec->code) && !is_contradicted(&app->chart.previous, spec);
}

/* "Effect of the last treatment better, Sore after it for 24 h" */
static void usual_words(const struct app *app, struct str *out)
{
	for (size_t i = 0; i < app->catalogue->n_findings; i++) {
		const struct finding_spec *spec = &app->catalogue->findings[i];
		if (!wants_usual(app, spec))
			continue;
		str_addf(out, "%s%s", out->len ? ", " : "", i18n_name(spec->name));
		str_addf(out, " %s", finding_choice_word(spec, spec->usual));
		str_addf(out, *spec->unit ? " %s" : "%s", i18n_name(spec->unit));
	}
}

static bool usual_all(struct app *app, struct err *err)
{
	bool ok = store_begin(app->store, err);
	if (!ok)
		return false;
	for (size_t i = 0; ok && i < app->catalogue->n_findings; i++)
		ok = !wants_usual(app, &app->catalogue->findings[i]) ||
		     usual_write(app, &app->catalogue->findings[i], err);
	return store_end(app->store, ok, err);
}

static bool usual_record(struct app *app, const char *words, struct err *err)
{
	entry_undo_begin(&app->chart.undo, _("the usual answers"));
	if (!usual_all(app, err)) {
		entry_undo_forget(&app->chart.undo);
		return false;
	}
	if (!chart_reload(&app->chart, app->store, err))
		return false;
	app_say(app, _("Recorded as usual: %s. Alt-u takes it back."), words);
	form_fill(app);
	return true;
}

/* The answers that are most often given are shown, and the same key once more records them; what was said already stays. */
static bool cmd_finding_usual(struct app *app, const char *argument, int value, struct err *err)
{
	struct str words;
	bool ok = true;
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (app->chart.previous.id == 0)
		return err_set(err, ERR_REFUSED, _("There was no treatment before this one to ask about."));
	str_init(&words);
	usual_words(app, &words);
	if (words.len == 0)
		app_say(app, _("No usual answer is left to give: the other questions want your own."));
	else if (!caution_gate_once_more(app, "usual since last time"))
		app_say(app, _("F2 once more records: %s."), words.s);
	else
		ok = usual_record(app, words.s, err);
	str_release(&words);
	return ok;
}

/* On a first visit there is no treatment before it to ask about. */
static bool treated_before(const struct app *app)
{
	return app->chart.previous.id != 0;
}

static const struct command finding_usual_command = {
	.name = "finding-usual",
	.scope = "findings",
	.keys = "F2 Alt-y",
	.hint = N_("the usual since last time"),
	.hint_scopes = "findings",
	.help = N_(
		"Give the usual answers to the questions about the last treatment that are not answered yet"),
	.run = cmd_finding_usual,
	.offered = treated_before,
};

static bool cmd_finding_undo(struct app *app, const char *argument, int value, struct err *err)
{
	bool ok = chart_undo(app, value != 0, err);
	(void)argument;
	if (ok)
		form_fill(app);
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

const struct command *const finding_commands[] = {
	&session_response_command,
	&session_adverse_command,
	&findings_show_command,
	&finding_add_command,
	NULL,
};

const struct command *const findings_commands[] = {
	&finding_next_command, &finding_back_command, &finding_keep_command,  &finding_usual_command,
	&finding_undo_command, &finding_redo_command, &finding_leave_command, NULL,
};
