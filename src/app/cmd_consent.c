/* SPDX-License-Identifier: MIT */
/* Consent of the session: one key records it, and takes it back. */
#include <stdlib.h>
#include <string.h>

#include "app/chart_consent.h"
#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "line/consent_line.h"

static const struct words_of_scope {
	const char *given, *taken;
} said[CONSENT_OF_SESSION] = {
	[CONSENT_TREATMENT] = { N_("Consent for this session recorded"), N_("Consent taken back.") },
	[CONSENT_NEEDLING] = { N_("Consent to needling recorded"), N_("Consent to needling taken back.") },
	[CONSENT_SENSITIVE] = { N_("Consent for a sensitive area recorded"),
				N_("Consent for a sensitive area taken back.") },
};

/* "needling by Ana Rossi (mother)"; for a prompt that asks for the person the name alone is enough. */
static bool line_read(const char *line, bool asks_person, struct consent *out, struct err *err)
{
	char today[DATE_SIZE];
	struct reading reading;
	date_today(today);
	if (!(asks_person ? consent_person_read : consent_line_read)(line, today, out, &reading))
		return reading_tell(&reading, err);
	if (out->scope != CONSENT_SCOPES && out->scope >= CONSENT_OF_SESSION)
		return err_set(
			err, ERR_INPUT,
			_("In a session consent is to treatment, to needling or for a sensitive area. {consents-show} lists the others."));
	if (out->form == CONSENT_WRITTEN || out->given_on || out->receiver || out->note)
		return err_set(
			err, ERR_INPUT,
			_("A session's consent is verbal and of now: say needling, sensitive, or by whom. {consents-show} keeps the others."));
	return true;
}

static bool line_check(const struct consent *consent, bool asks_person, struct err *err)
{
	if (asks_person && str_empty(consent->by.name))
		return err_set(err, ERR_INPUT, _("Say who consents: Ana Rossi (mother)"));
	if (!str_empty(consent->by.name) && str_empty(consent->by.relation))
		return err_set(err, ERR_INPUT, _("Say in brackets what %s is to the client: (mother)"),
			       consent->by.name);
	return true;
}

static bool save(struct app *app, enum consent_scope scope, bool given, const struct consent_person *by,
		 struct err *err)
{
	struct session_open *open = app->open;
	const struct session_consent after = { given, by ? *by : (struct consent_person){ NULL, NULL } };
	char *what = str_format(_("consent, %s"), consent_scope_word(scope));
	entry_undo_begin(&open->undo, what);
	entry_undo_consent(&open->undo, open->session.id, scope, &open->consent.scope[scope], &after);
	free(what);
	bool ok = session_consent_save(app->store, open->session.id, scope, given, by, err);
	if (!ok)
		entry_undo_forget(&open->undo);
	return ok;
}

static bool record(struct app *app, enum consent_scope scope, bool given, const struct consent_person *by,
		   struct err *err)
{
	struct str who;
	str_init(&who);
	if (by)
		consent_person_show(by, &who);
	bool ok = save(app, scope, given, by, err) && session_reload_consents(app, err);
	if (ok && given && who.len)
		app_say(app, _("%s, by %s."), _(said[scope].given), who.s);
	else if (ok && given)
		app_say(app, "%s.", _(said[scope].given));
	else if (ok)
		app_say(app, "%s", _(said[scope].taken));
	str_release(&who);
	return ok;
}

static bool ask_person(struct app *app, enum consent_scope scope, const struct consent_person *by)
{
	struct str line;
	str_init(&line);
	if (scope != CONSENT_TREATMENT)
		str_addf(&line, "%s ", consent_scope_code(scope));
	str_add(&line, "by ");
	if (by)
		consent_person_show(by, &line);
	prompt_ask_with(app, command_named("consent-by"), line.s);
	str_release(&line);
	return true;
}

static bool consent_turn(struct app *app, const struct consent *line, struct err *err)
{
	struct session_open *open = app->open;
	enum consent_scope scope = line->scope == CONSENT_SCOPES ? CONSENT_TREATMENT : line->scope;
	if (line->by.name)
		return record(app, scope, true, &line->by, err);
	if (open->consent.scope[scope].given)
		return record(app, scope, false, NULL, err);
	const struct consent_person *by = open->needs_person ? session_consent_person(open) : NULL;
	/* What somebody agreed to is not taken for consent to something else: the person is shown once. */
	if (open->needs_person && (!by || session_consent_basis(open, scope) != BASIS_STANDING))
		return ask_person(app, scope, by);
	return record(app, scope, true, by, err);
}

/* Without an argument consent to today's treatment; value 1: the prompt for who consents. */
static bool cmd_consent_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct consent line;
	bool asks_person = value == 1;
	if (!chart_may_change(app, err))
		return false;
	consent_init(&line);
	bool ok = line_read(argument, asks_person, &line, err) && line_check(&line, asks_person, err) &&
		  consent_turn(app, &line, err);
	consent_release(&line);
	return ok;
}

static const struct command consent_add_command = {
	.name = "consent-add",
	.scope = "chart",
	.keys = "Alt-k Alt-K=sensitive Alt-G=needling",
	.help = N_(
		"Record the client's consent for this session ({consent-add=sensitive}: for a sensitive area, {consent-add=needling}: to needling), or take it back"),
	.run = cmd_consent_add,
};

static void consent_by_preset(struct app *app, struct str *out)
{
	const struct consent_person *by = session_consent_person(app->open);
	str_add(out, "by ");
	if (by)
		consent_person_show(by, out);
}

static void consent_by_reading(struct app *app, const char *argument, struct str *out)
{
	struct consent line;
	struct err err = ERR_INIT;
	(void)app;
	consent_init(&line);
	bool ok = str_empty(argument) || line_read(argument, true, &line, &err);
	if (line.scope == CONSENT_SCOPES)
		line.scope = CONSENT_TREATMENT;
	line.form = CONSENT_VERBAL;
	if (!ok || !line_check(&line, true, &err))
		str_add(out, err.text);
	else
		consent_show(&line, out);
	consent_release(&line);
}

static const struct command consent_by_command = {
	.name = "consent-by",
	.scope = "chart",
	.ask = N_("Who consents for the client"),
	.help = N_("Record consent for this session by somebody for the client: Ana Rossi (mother)"),
	.run = cmd_consent_add,
	.value = 1,
	.reading = consent_by_reading,
	.preset = consent_by_preset,
	.owner = chart_owner,
};

const struct command *const consent_commands[] = {
	&consent_add_command,
	&consent_by_command,
	NULL,
};
