/* SPDX-License-Identifier: MIT */
/* Findings of the open chart: what a line says becomes a record. */
#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"

const char *finding_outcome_word(const struct app *app, const char *field, const char *code)
{
	const struct finding_spec *spec = &app->catalogue->findings[catalogue_finding(app->catalogue, field)];
	return str_empty(code) ? _("not said") : finding_choice_word(spec, code);
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

void finding_merge(const struct finding_spec *spec, const struct finding *fresh, struct findings *all)
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
	if (app_is_at(app, "findings") && all->n > 0)
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
	struct session_open *open = app->open;
	struct findings before = { NULL, 0 };
	findings_of(&open->findings, spec->code, &before);
	entry_undo_begin(&open->undo, i18n_name(spec->name));
	entry_undo_findings_changed(&open->undo, open->session.id, spec->code, &before, all);
	bool ok = findings_save(app->store, open->session.id, spec->code, all, err);
	if (!ok)
		entry_undo_forget(&open->undo);
	findings_release(&before);
	return ok && session_reload(app, err);
}

/* Response and reaction are kept in the session itself. */
static bool outcome_write(struct app *app, const struct finding_spec *spec, const struct findings *all,
			  struct err *err)
{
	struct session *session = &app->open->session;
	bool is_response = str_eq(spec->code, "response");
	const char *code = all->n ? all->rows[0].value : NULL;
	entry_undo_begin(&app->open->undo, i18n_name(spec->name));
	entry_undo_text(&app->open->undo, is_response ? UNDO_RESPONSE_SAID : UNDO_ADVERSE_SAID, session->id,
			is_response ? session->response : session->adverse, code);
	bool ok = session_put_outcome(app->store, session, is_response ? code : session->response,
				      is_response ? session->adverse : code, err);
	if (!ok)
		entry_undo_forget(&app->open->undo);
	return ok;
}

bool finding_write(struct app *app, const struct finding_spec *spec, const struct findings *all,
		   struct err *err)
{
	if (!chart_may_change(app, err) || !(spec->ask == ASK_SESSION ? outcome_write(app, spec, all, err)
								      : field_write(app, spec, all, err)))
		return false;
	say_field(app, spec, all);
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
		findings_of(&app->open->findings, spec->code, &all);
	for (size_t i = 0; i < reading->findings.n; i++)
		finding_merge(spec, &reading->findings.rows[i], &all);
	bool ok = finding_write(app, spec, &all, err);
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
	(void)value;
	return app_open(app, "findings", &(struct opening){ .text = argument }, err);
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
	return str_eq(app->open->session.adverse, "none") || cmd_findings_show(app, "severity", 0, err);
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

static bool is_since_said(const struct app *app)
{
	bool said = false;
	for (size_t i = 0; !said && i < app->catalogue->n_findings; i++)
		said = app->catalogue->findings[i].ask == ASK_AGAIN &&
		       findings_have(&app->open->findings, app->catalogue->findings[i].code);
	return said;
}

void finding_greet(struct app *app)
{
	const struct session *last = &app->open->previous;
	if (last->id == 0 || app->message.len || !session_writable(app->open) || is_since_said(app))
		return;
	if (str_empty(last->adverse) || str_eq(last->adverse, "none"))
		app_say(app, _("{findings-show} asks how it went since the last treatment."));
	else
		app_say(app, _("Last time: %s. {findings-show} asks how it went since."),
			finding_outcome_word(app, "adverse", last->adverse));
}

const struct command *const finding_commands[] = {
	&session_response_command,
	&session_adverse_command,
	&findings_show_command,
	&finding_add_command,
	NULL,
};
