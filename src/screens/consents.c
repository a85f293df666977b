/* SPDX-License-Identifier: MIT */
/* A client's consents: those that stand on top, those that were withdrawn below. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/consent_line.h"
#include "screens/screens.h"
#include "store/consents.h"
#include "store/people.h"

enum { COLS_STATE = 11, COLS_SCOPE = 11, COLS_FORM = 9, COLS_DAY = 13 };

/* What was done last to a consent, for undo. */
struct consent_step {
	enum { CONSENT_ADDED, CONSENT_ENDED, CONSENT_VOIDED } what;
	int64_t id;
};
enum { CONSENT_STEPS = 32 };

struct consents_screen {
	struct list_screen list;
	struct client client; /* id 0 before the first time */
	bool needs_person;
	struct consents consents; /* in the order of the rows */
	struct consent_step steps[CONSENT_STEPS];
	int n_steps;
};

static void consents_screen_init(struct screen *screen, struct app *app)
{
	list_screen_init(screen, app);
	client_init(&((struct consents_screen *)screen)->client);
}

static void consents_screen_release(struct screen *screen)
{
	struct consents_screen *list = (struct consents_screen *)screen;
	consents_release(&list->consents);
	client_release(&list->client);
	list_screen_release(screen);
}

static struct consents_screen *consents_of(struct app *app)
{
	return (struct consents_screen *)app_screen(app, &consents_screen);
}

static void consents_title(const struct screen *screen, const struct app *app, struct str *out)
{
	const struct consents_screen *list = (const struct consents_screen *)screen;
	struct str name;
	(void)app;
	str_init(&name);
	client_name(&list->client, &name);
	str_addf(out, _("Consent: %s"), name.s);
	if (list->needs_person)
		str_add(out, _(" · cannot consent alone"));
	str_release(&name);
}

/* ---- showing ---- */

/* What stands comes first; else the order stays. */
static void consents_sort(struct consents *consents, const char *today)
{
	struct consent *sorted = mem_array(consents->n ? consents->n : 1, sizeof *sorted);
	size_t n = 0;
	for (int stands = 1; stands >= 0; stands--)
		for (size_t i = 0; i < consents->n; i++)
			if (consent_holds(&consents->rows[i], today) == (stands == 1))
				sorted[n++] = consents->rows[i];
	free(consents->rows);
	consents->rows = sorted;
}

static void row_add(const struct consent *consent, const char *today, struct str *out)
{
	utf8_show_in(out, consent_holds(consent, today) ? _("stands") : _("withdrawn"), COLS_STATE);
	utf8_show_in(out, consent_scope_word(consent->scope), COLS_SCOPE);
	utf8_show_in(out, consent_form_word(consent->form), COLS_FORM);
	utf8_show_in(out, date_medium(consent->given_on), COLS_DAY);
	if (consent->withdrawn_on)
		str_addf(out, _("until %s  "), date_medium(consent->withdrawn_on));
	if (consent->receiver)
		str_addf(out, _("to %s  "), consent->receiver);
	if (consent->by.name) {
		str_add(out, _("by "));
		consent_person_show(&consent->by, out);
		str_add(out, "  ");
	}
	if (consent->note)
		str_addf(out, "“%s”", consent->note);
	str_trim_end(out);
}

static bool consents_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct consents_screen *list = (struct consents_screen *)screen;
	struct consents fresh;
	char today[DATE_SIZE];
	date_today(today);
	if (!consent_needs_person(app->store, list->client.id, today, &list->needs_person, err) ||
	    !consents_load(app->store, list->client.id, &fresh, err))
		return false;
	consents_release(&list->consents);
	consents_sort(&fresh, today);
	list->consents = fresh;
	list_begin(&list->list);
	for (size_t i = 0; i < fresh.n; i++)
		row_add(&fresh.rows[i], today, list_row(&list->list, fresh.rows[i].id));
	list_end(
		&list->list,
		list->needs_person
			? _("No consents yet. {consent-new consents} adds the first: treatment written by Ana Rossi (mother)")
			: _("No consents yet. {consent-new consents} adds the first: needling written"));
	return true;
}

static bool consents_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct consents_screen *list = (struct consents_screen *)screen;
	if (with->id != list->client.id)
		list->n_steps = 0;
	client_release(&list->client);
	client_init(&list->client);
	list_forget(&list->list);
	return client_load(app->store, with->id, &list->client, err) && consents_refresh(screen, app, err);
}

/* The cursor goes to the consent of that id, where there is one; the open chart shows what changed. */
static bool list_changed(struct app *app, int64_t id, struct err *err)
{
	struct consents_screen *list = consents_of(app);
	struct session_open *open = app->open;
	if (!consents_refresh(&list->list.screen, app, err))
		return false;
	list_choose(&list->list, id);
	return open->session.id == 0 || open->client.id != list->client.id ||
	       session_reload_consents(app, err);
}

static bool cmd_consents_show(struct app *app, const char *argument, int value, struct err *err)
{
	const struct opening with = { .id = app_at_hand(app).client };
	(void)argument, (void)value;
	if (with.id == 0)
		return err_set(err, ERR_MISSING, _("No session is chosen. {session-book} books one."));
	return app_open(app, "consents", &with, err);
}

static const struct command consents_show_command = {
	.name = "consents-show",
	.scope = "any",
	.keys = "chart:Alt-C day:C",
	.help = N_("Show what the client has consented to, what stands and what was withdrawn"),
	.run = cmd_consents_show,
};

/* Of the commands that work here alone: it is in front. */
static int64_t consents_owner(const struct app *app)
{
	return ((const struct consents_screen *)app_front(app))->client.id;
}

static const struct consent *consent_chosen(struct app *app)
{
	const struct consents_screen *list = consents_of(app);
	int64_t chosen = list_chosen(&list->list);
	for (size_t i = 0; i < list->consents.n; i++)
		if (list->consents.rows[i].id == chosen)
			return &list->consents.rows[i];
	return NULL;
}

static void step_add(struct consents_screen *list, int what, int64_t id)
{
	if (list->n_steps == CONSENT_STEPS)
		memmove(&list->steps[0], &list->steps[1], (size_t)--list->n_steps * sizeof list->steps[0]);
	list->steps[list->n_steps++] = (struct consent_step){ what, id };
}

/* ---- adding ---- */

static bool line_read(const struct consents_screen *list, const char *line, struct consent *out,
		      struct err *err)
{
	char today[DATE_SIZE];
	struct reading reading;
	date_today(today);
	if (!consent_line_read(line, today, out, &reading))
		return reading_tell(&reading, err);
	if (!out->given_on)
		out->given_on = mem_strdup(today);
	out->client_id = list->client.id;
	return consent_check(out, list->needs_person, today, err);
}

static void consent_reading(struct app *app, const char *argument, struct str *out)
{
	struct consent consent;
	struct err err = ERR_INIT;
	if (str_empty(argument)) {
		str_add(out, _("for what, how, since when: needling written, sensitive written 12.11.2026,\n"
			       "treatment verbal by Ana Rossi (mother), release written to Dr Ng"));
		return;
	}
	consent_init(&consent);
	bool ok = line_read(consents_of(app), argument, &consent, &err);
	consent_show(&consent, out);
	if (!ok)
		str_addf(out, "%s%s", out->len ? "\n" : "", err.text);
	consent_release(&consent);
}

static bool cmd_consent_new(struct app *app, const char *argument, int value, struct err *err)
{
	struct consent consent;
	struct str shown;
	(void)value;
	consent_init(&consent);
	str_init(&shown);
	bool ok = line_read(consents_of(app), argument, &consent, err) &&
		  consent_add(app->store, &consent, err);
	if (ok) {
		consent_show(&consent, &shown);
		step_add(consents_of(app), CONSENT_ADDED, consent.id);
		app_say(app, _("Kept: %s. {consent-undo} takes it back."), shown.s);
		ok = list_changed(app, consent.id, err);
	}
	str_release(&shown);
	consent_release(&consent);
	return ok;
}

static const struct command consent_new_command = {
	.name = "consent-new",
	.scope = "consents",
	.keys = "a n",
	.hint = N_("add"),
	.hint_scopes = "consents",
	.ask = N_("Consent"),
	.help = N_("Write down a consent: needling written, release written to Dr Ng"),
	.run = cmd_consent_new,
	.reading = consent_reading,
	.owner = consents_owner,
};

/* ---- withdrawing, taking away ---- */

static bool nothing_chosen(struct err *err)
{
	return err_set(err, ERR_MISSING, _("There is no consent to choose. {consent-new} adds one."));
}

static bool withdrawn_already(const struct consent *consent, struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("It was withdrawn on %s already. A mistake is taken away with {consent-void}."),
		       date_medium(consent->withdrawn_on));
}

static bool withdrawal_read(struct app *app, const char *line, char day[DATE_SIZE], struct err *err)
{
	const struct consent *consent = consent_chosen(app);
	char today[DATE_SIZE];
	date_today(today);
	if (!consent)
		return nothing_chosen(err);
	if (consent->withdrawn_on)
		return withdrawn_already(consent, err);
	return date_parse(line, today, day, err) && consent_withdrawal_check(consent, day, today, err);
}

static void withdrawal_preset(struct app *app, struct str *out)
{
	(void)app;
	str_add(out, i18n_in_context("day\004today", "today"));
}

static void withdrawal_reading(struct app *app, const char *argument, struct str *out)
{
	const struct consent *consent = consent_chosen(app);
	char day[DATE_SIZE];
	struct err err = ERR_INIT;
	if (consent)
		consent_show(consent, out);
	if (withdrawal_read(app, argument, day, &err))
		str_addf(out, _("; does not hold from %s on"), date_medium(day));
	else
		str_addf(out, "%s%s", out->len ? "\n" : "", err.text);
}

static bool withdrawal_subject(struct app *app, struct str *out, struct err *err)
{
	const struct consent *consent = consent_chosen(app);
	if (!consent)
		return nothing_chosen(err);
	if (consent->withdrawn_on)
		return withdrawn_already(consent, err);
	str_addf(out, "%lld", (long long)consent->id);
	return true;
}

static bool cmd_consent_withdraw(struct app *app, const char *argument, int value, struct err *err)
{
	const struct consent *consent = consent_chosen(app);
	char day[DATE_SIZE];
	(void)value;
	if (!withdrawal_read(app, argument, day, err) || !consent_withdraw(app->store, consent, day, err))
		return false;
	step_add(consents_of(app), CONSENT_ENDED, consent->id);
	app_say(app, _("Withdrawn from %s on: %s. {consent-undo} lets it stand again."), date_medium(day),
		consent_scope_word(consent->scope));
	return list_changed(app, consent->id, err);
}

static const struct command consent_withdraw_command = {
	.name = "consent-withdraw",
	.scope = "consents",
	.keys = "w",
	.hint = N_("withdraw"),
	.hint_scopes = "consents",
	.ask = N_("Withdrawn on"),
	.help = N_("Say that the chosen consent was withdrawn, and on which day; it stays in the record"),
	.run = cmd_consent_withdraw,
	.reading = withdrawal_reading,
	.preset = withdrawal_preset,
	.subject = withdrawal_subject,
	.owner = consents_owner,
};

static bool cmd_consent_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct consent *consent = consent_chosen(app);
	(void)argument, (void)value;
	if (!consent)
		return nothing_chosen(err);
	if (!consent_void(app->store, consent->id, true, err))
		return false;
	step_add(consents_of(app), CONSENT_VOIDED, consent->id);
	app_say(app, _("Taken away as a mistake: %s. {consent-undo} brings it back."),
		consent_scope_word(consent->scope));
	return list_changed(app, 0, err);
}

static const struct command consent_void_command = {
	.name = "consent-void",
	.scope = "consents",
	.keys = "x",
	.hint = N_("mistake"),
	.hint_scopes = "consents",
	.help = N_("Take the chosen consent off the list: it was written down by mistake"),
	.run = cmd_consent_void,
};

static bool cmd_consent_undo(struct app *app, const char *argument, int value, struct err *err)
{
	static const char *const undone[] = { [CONSENT_ADDED] = N_("Taken back."),
					      [CONSENT_ENDED] = N_("It stands again."),
					      [CONSENT_VOIDED] = N_("It is back.") };
	struct consents_screen *list = consents_of(app);
	(void)argument, (void)value;
	if (list->n_steps == 0)
		return err_set(err, ERR_MISSING, _("Nothing to undo."));
	const struct consent_step step = list->steps[list->n_steps - 1];
	const struct consent ended = { .id = step.id };
	bool ok = step.what == CONSENT_ENDED
			  ? consent_withdraw(app->store, &ended, NULL, err)
			  : consent_void(app->store, step.id, step.what == CONSENT_ADDED, err);
	if (!ok)
		return false;
	list->n_steps--;
	app_say(app, "%s", _(undone[step.what]));
	return list_changed(app, step.id, err);
}

static const struct command consent_undo_command = {
	.name = "consent-undo",
	.scope = "consents",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "consents",
	.help = N_("Undo what was done last to the consents"),
	.run = cmd_consent_undo,
};

const struct command *const consents_show_commands[] = {
	&consents_show_command,
	NULL,
};

static const struct command *const consents_commands[] = {
	&consent_new_command, &consent_withdraw_command, &consent_void_command, &consent_undo_command, NULL,
};

const struct screen_class consents_screen = {
	.scope = "consents",
	.say_title = consents_title,
	.size = sizeof(struct consents_screen),
	.init = consents_screen_init,
	.release = consents_screen_release,
	.pane = list_screen_pane,
	.open = consents_open,
	.refresh = consents_refresh,
	.commands = consents_commands,
};
