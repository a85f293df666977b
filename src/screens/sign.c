/* SPDX-License-Identifier: MIT */
/* From an open note to a signed one: what is missing, the signature and the charge. */
#include <stdlib.h>
#include <string.h>

#include "app/draw.h"
#include "app/entries.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "panes/lines.h"
#include "rule/readiness.h"
#include "screens/screens.h"
#include "store/credentials.h"
#include "store/prices.h"

struct sign_screen {
	struct screen screen;
	struct lines_pane *list;
	const char *commands[READINESS_MAX]; /* of each row that lacks something: what fills it in */
	size_t n_lacks;
	bool is_hard;  /* something would record a falsehood */
	bool is_short; /* something is missing that signing waits for */
	char *reason;  /* why the note is signed as it is, while the passphrase is asked for */
};

static struct sign_screen *sign_at(struct app *app)
{
	return (struct sign_screen *)app_screen(app, &sign_screen);
}

/* The worst caution on what was used that has no answer; looked at again, because a flag may have come afterwards. */
static enum caution_level caution_left(struct app *app)
{
	struct cautions open = { NULL, 0 };
	struct err err = ERR_INIT;
	if (!caution_gate_refresh(app, &err))
		app_say(app, "%s", err.text);
	caution_gate_open(app, &open);
	enum caution_level worst = cautions_worst(&open);
	cautions_release(&open);
	return worst;
}

static size_t lacks_find(struct app *app, struct lack lacks[READINESS_MAX])
{
	struct session_open *open = app->open;
	enum caution_level caution = caution_left(app);
	struct readiness_input input = {
		.caution_open = caution,
		.session = &open->session,
		.marks = open->marks.rows,
		.n_marks = open->marks.n,
		.applications = open->applications.rows,
		.n_applications = open->applications.n,
		.findings = &open->findings,
		.needs_person = open->needs_person,
		.person_named = session_consent_person(open) != NULL,
		.catalogue = app->catalogue,
		.flags = open->flags.rows,
		.n_flags = open->flags.n,
		.n_referrals = open->referrals.n,
		.intake_missing = open->reviewed[0] == '\0',
		.follows = open->previous.id != 0,
		.timer_runs = timing_measures(app),
	};
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		input.consent[i] = session_consent_basis(open, i);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&open->session.text[i], session_typed(app, i));
	return readiness_check(&input, lacks);
}

/* A sentence about needles says which: signing cannot be helped otherwise. */
static void add_where(const struct app *app, const struct lack *lack, struct str *out)
{
	const struct applications *all = &app->open->applications;
	const struct application *one = lack->hard ? readiness_needles(all->rows, all->n) : NULL;
	int region = one && one->region ? catalogue_region(app->catalogue, one->region) : -1;
	if (!one || !str_eq(lack->command, "technique-edit"))
		return;
	str_addc(out, ' ');
	application_line(app->catalogue, one, out);
	if (region >= 0)
		str_addf(out, ", %s %s", side_letter(one->side),
			 i18n_name(app->catalogue->regions[region].name));
	const struct mark *mark = session_mark(app->open, one->mark_id);
	if (mark) {
		str_add(out, ", ");
		mark_line(app->catalogue, mark, out);
	}
}

/* What was gone against, each cause with its reason once. */
static void reasons_add(const struct app *app, struct str *out)
{
	const struct catalogue *c = app->catalogue;
	const struct caution_answers *answers = &app->open->gate.answers;
	for (size_t i = 0; i < answers->n; i++) {
		const struct caution_answer *row = &answers->rows[i];
		int condition = catalogue_condition(c, row->cause);
		bool said = !row->reason;
		for (size_t j = 0; !said && j < i; j++)
			said = str_eq(answers->rows[j].cause, row->cause) &&
			       str_eq(answers->rows[j].reason, row->reason);
		if (said)
			continue;
		str_add(out, out->len && out->s[out->len - 1] != '\n' ? "\n" : "");
		if (condition >= 0)
			str_addf(out, _("Reason given, %s: %s"),
				 i18n_name(c->conditions[condition].short_name), row->reason);
		else
			str_addf(out, _("Reason given: %s"), row->reason);
	}
}

/* Fills the list of what is missing; each row knows the command that mends it. */
static void sign_fill(struct sign_screen *sign, struct app *app)
{
	struct lack lacks[READINESS_MAX];
	struct str text;
	int chosen = lines_pane_chosen(sign->list);
	sign->n_lacks = lacks_find(app, lacks);
	sign->is_hard = false;
	sign->is_short = false;
	str_init(&text);
	for (size_t i = 0; i < sign->n_lacks; i++) {
		sign->commands[i] = lacks[i].command;
		sign->is_hard = sign->is_hard || lacks[i].hard;
		sign->is_short = sign->is_short || !lacks[i].optional;
		str_addf(&text, "%s %s", lacks[i].hard ? "!" : "-", _(lacks[i].what));
		add_where(app, &lacks[i], &text);
		str_addc(&text, '\n');
	}
	if (sign->n_lacks == 0)
		keyed_add(
			app, &text,
			_("Nothing is missing. {sign-now sign} signs the note; it can never be changed afterwards."));
	else if (!sign->is_short)
		keyed_add(
			app, &text,
			_("Nothing is missing otherwise. {sign-now sign} signs: no change is possible afterwards."));
	reasons_add(app, &text);
	lines_pane_set(sign->list, text.s);
	if (chosen > 0 && (size_t)chosen < sign->n_lacks)
		sign->list->list.chosen = chosen;
	str_release(&text);
}

/* ---- the screen ---- */

static void sign_screen_init(struct screen *screen, struct app *app)
{
	(void)app;
	((struct sign_screen *)screen)->list = lines_pane_new();
}

static void sign_screen_release(struct screen *screen)
{
	struct sign_screen *sign = (struct sign_screen *)screen;
	pane_free(&sign->list->pane);
	free(sign->reason);
}

static struct pane *sign_pane(const struct screen *screen)
{
	return &((const struct sign_screen *)screen)->list->pane;
}

static bool sign_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	(void)with;
	if (!chart_may_change(app, err) || !session_keep(app, err))
		return false;
	prompt_mend(app, NULL);
	sign_fill((struct sign_screen *)screen, app);
	return true;
}

/* ---- the signature ---- */

static bool note_sign(struct app *app, const char *reason, struct err *err)
{
	struct session_open *open = app->open;
	struct charge charge;
	bool taxed = conf_bool(app->conf, "practice:tax_registered"), ok = true;
	charge_init(&charge);
	if (open->service.id) {
		char date[DATE_SIZE];
		wall_date(open->session.start, date);
		ok = price_on(app->store, date, &open->service, NULL, err);
		charge_for_service(&charge, &open->service, date,
				   taxed ? (int)conf_int(app->conf, "practice:tax_rate_bp") : 0);
		charge.session_id = open->session.id;
		charge.client_id = open->session.client_id;
		charge.practitioner_id = app->store->actor;
	}
	ok = ok && session_sign(app->store, &open->session, open->service.id ? &charge : NULL, reason, err);
	if (ok) {
		char amount[MONEY_SIZE];
		struct str name;
		str_init(&name);
		client_name(&open->client, &name);
		money_format(charge.total_cents, amount);
		app->chart->note->read_only = true;
		ok = app_home(app, err);
		if (charge.id || charge.total_cents)
			app_say(app, _("Signed: %s, charged %s. {session-next} opens the next session."),
				name.s, amount);
		else
			app_say(app, _("Signed: %s. No service is booked, so nothing is charged."), name.s);
		str_release(&name);
	}
	charge_release(&charge);
	return ok;
}

/* Where the practice signs with passphrases, the person's own is asked for first. */
static bool sign_asking(struct app *app, const char *reason, struct err *err)
{
	struct credential credential;
	if (!str_eq(conf_text(app->conf, "security:sign"), "passphrase"))
		return note_sign(app, reason, err);
	if (!credential_load(app->store, &credential, err))
		return false;
	if (!credential.is_set)
		return err_set(
			err, ERR_MISSING,
			_("Notes are signed with a passphrase here: choose yours with passphrase-set."));
	mem_replace(&sign_at(app)->reason, reason);
	prompt_ask(app, command_named("sign-passphrase"));
	return true;
}

static bool cmd_sign_passphrase(struct app *app, const char *argument, int value, struct err *err)
{
	struct sign_screen *sign = sign_at(app);
	(void)value;
	/* The prompt may have been reached in any way: what keeps a note from being signed is looked at again. */
	sign_fill(sign, app);
	if (!chart_may_change(app, err))
		return false;
	if (sign->is_hard || (sign->is_short && str_empty(sign->reason)))
		return err_set(
			err, ERR_REFUSED,
			_("Something is missing: {sign-mend} fills it in, {sign-override} signs anyway with a reason."));
	return credential_vouch(app->store, app->open->session.id, argument, err) &&
	       note_sign(app, sign->reason, err);
}

static void passphrase_left(struct app *app)
{
	mem_replace(&sign_at(app)->reason, NULL);
}

static const struct command sign_passphrase_command = {
	.name = "sign-passphrase",
	.scope = "sign",
	.ask = N_("Your signing passphrase"),
	.help = N_("Give the passphrase that signs"),
	.run = cmd_sign_passphrase,
	.owner = chart_owner,
	.left = passphrase_left,
	.secret = true,
};

static bool cmd_sign_now(struct app *app, const char *argument, int value, struct err *err)
{
	struct sign_screen *sign = sign_at(app);
	(void)argument, (void)value;
	sign_fill(sign, app);
	if (sign->is_hard)
		return err_set(err, ERR_REFUSED,
			       _("What stands behind ! must be mended first: signing would record a "
				 "falsehood."));
	if (sign->is_short)
		return err_set(
			err, ERR_REFUSED,
			_("Something is missing: {sign-mend} fills it in, {sign-override} signs anyway with a reason."));
	return sign_asking(app, NULL, err);
}

static const struct command sign_now_command = {
	.name = "sign-now",
	.scope = "sign",
	.keys = "F9 Alt-. s",
	.hint = N_("sign"),
	.hint_scopes = "sign",
	.help = N_("Sign the note: it can never be changed afterwards"),
	.run = cmd_sign_now,
};

/* A command of a pane wants that pane in front. */
static void slot_for(struct app *app, const char *name)
{
	const struct command *command = command_named(name);
	if (command && str_eq(command->scope, "marks"))
		app->chart->focus = SLOT_MARKS;
	else if (command && str_eq(command->scope, "techniques"))
		app->chart->focus = SLOT_TECHNIQUES;
}

/* Makes the technique whose needles differ the chosen one. */
static void needles_choose(struct app *app)
{
	const struct application *one =
		readiness_needles(app->open->applications.rows, app->open->applications.n);
	if (one)
		techniques_pane_choose(app->chart->techniques, one->id);
}

static bool cmd_sign_mend(struct app *app, const char *argument, int value, struct err *err)
{
	struct sign_screen *sign = sign_at(app);
	int row = lines_pane_chosen(sign->list);
	(void)argument, (void)value;
	if (row > (int)sign->n_lacks || (row == (int)sign->n_lacks && sign->is_short))
		return err_set(err, ERR_MISSING, _("This stands in the record; {sign-now} signs."));
	if (row == (int)sign->n_lacks || sign->n_lacks == 0)
		return cmd_sign_now(app, "", 0, err);
	struct str name;
	const char *rest = sign->commands[row < 0 ? 0 : row];
	str_init(&name);
	str_next_word(&rest, &name);
	rest += strspn(rest, " ");
	app_back(app);
	slot_for(app, name.s);
	if (sign->is_hard && str_eq(name.s, "technique-edit"))
		needles_choose(app);
	bool ok = app_command_named(app, name.s, rest, err);
	/* The list comes back, unless the words of the note themselves are missing. */
	bool comes_back = ok && (prompt_command(app) || !app_is_at(app, "chart"));
	prompt_mend(app, comes_back ? "sign" : NULL);
	if (ok && !comes_back && !str_eq(name.s, "note-section"))
		ok = app_open(app, "sign", NULL, err);
	str_release(&name);
	return ok;
}

static const struct command sign_mend_command = {
	.name = "sign-mend",
	.scope = "sign",
	.keys = "Enter",
	.hint = N_("mend"),
	.hint_scopes = "sign",
	.help = N_("Fill in what is missing"),
	.run = cmd_sign_mend,
};

/* No reason is asked for what no reason helps. */
static bool sign_override_subject(struct app *app, struct str *out, struct err *err)
{
	struct sign_screen *sign = sign_at(app);
	(void)out;
	sign_fill(sign, app);
	return !sign->is_hard || cmd_sign_now(app, "", 0, err);
}

static bool cmd_sign_override(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return sign_asking(app, argument, err);
}

static const struct command sign_override_command = {
	.name = "sign-override",
	.scope = "sign",
	.keys = "o",
	.hint = N_("sign anyway"),
	.hint_scopes = "sign",
	.ask = N_("Why the note is signed as it is"),
	.help = N_("Sign although something is missing; the reason is kept in the record"),
	.run = cmd_sign_override,
	.subject = sign_override_subject,
	.owner = chart_owner,
};

static const struct command *const sign_commands[] = {
	&sign_mend_command, &sign_now_command, &sign_override_command, &sign_passphrase_command, NULL,
};

const struct screen_class sign_screen = {
	.scope = "sign",
	.title = N_("Before signing"),
	.say_title = title_of_chart,
	.size = sizeof(struct sign_screen),
	.init = sign_screen_init,
	.release = sign_screen_release,
	.pane = sign_pane,
	.open = sign_open,
	.commands = sign_commands,
};
