/* SPDX-License-Identifier: MIT */
/* Referrals of the open session. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "line/referral_line.h"
#include "line/vocabulary.h"

/* The words that would do. */
static void expected_add(const struct reading *reading, struct str *out)
{
	const char *last = NULL;
	for (size_t i = 0; i < vocabulary_rows; i++) {
		const struct meaning *row = &vocabulary[i];
		if (!(reading->expects & MEANS(row->kind)))
			continue;
		str_addf(out, "%s%s", last ? (utf8_terminal() ? " · " : ", ") : "\n",
			 row->kind == MEANS_PROFESSION ? referral_profession_word(row->code) : row->code);
		last = row->code;
	}
}

static void referral_reading(struct app *app, const char *argument, struct str *out)
{
	struct referral referral;
	struct reading reading;
	(void)app;
	if (str_empty(argument)) {
		str_add(out, _("to whom, how soon (emergency, same-day, days, routine), why:\n"
			       "GP \"Dr Lee\" same-day night pain and weight loss"));
		return;
	}
	referral_init(&referral);
	referral_line_read(argument, &referral, &reading);
	if (referral.profession)
		referral_describe(&referral, out);
	if (!reading.ok)
		str_addf(out, "%s%s", out->len ? "\n" : "", reading.problem.text);
	expected_add(&reading, out);
	referral_release(&referral);
}

static bool referral_keep(struct app *app, struct referral *referral, struct err *err)
{
	struct str title;
	referral->session_id = app->open->session.id;
	if (!referral_add(app->store, referral, err))
		return false;
	str_init(&title);
	referral_describe(referral, &title);
	entry_undo_begin(&app->open->undo, title.s);
	entry_undo_voided(&app->open->undo, UNDO_REFERRAL_VOIDED, referral->id, false);
	bool ok = session_reload(app, err);
	app_say(app, _("Referral recorded: %s. {document-print} prints the letter."), title.s);
	str_release(&title);
	return ok;
}

static bool cmd_referral_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct referral referral;
	struct reading reading;
	(void)value;
	referral_init(&referral);
	bool ok = referral_line_read(argument, &referral, &reading) && referral_keep(app, &referral, err);
	if (!reading.ok) {
		struct str text;
		str_init(&text);
		expected_add(&reading, &text);
		err_set(err, ERR_INPUT, "%s%s", reading.problem.text, text.s);
		str_release(&text);
	}
	referral_release(&referral);
	return ok;
}

static const struct command referral_add_command = {
	.name = "referral-add",
	.scope = "chart",
	.keys = "Alt-L",
	.ask = N_("Refer to (whom, how soon, why)"),
	.help = N_("Record a referral: GP same-day night pain and weight loss"),
	.run = cmd_referral_add,
	.reading = referral_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

static bool cmd_referral_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct referrals *referrals = &app->open->referrals;
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (referrals->n == 0)
		return err_set(err, ERR_MISSING, _("This session has no referral."));
	const struct referral *last = &referrals->rows[referrals->n - 1];
	struct str title;
	int64_t id = last->id;
	str_init(&title);
	referral_describe(last, &title);
	bool ok = referral_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title.s);
		entry_undo_voided(&app->open->undo, UNDO_REFERRAL_VOIDED, id, true);
		ok = session_reload(app, err);
		app_say(app, _("Taken back: %s. {undo} brings it back."), title.s);
	}
	str_release(&title);
	return ok;
}

static const struct command referral_void_command = {
	.name = "referral-void",
	.scope = "chart",
	.help = N_("Take the last referral of this session back"),
	.run = cmd_referral_void,
};

const struct command *const referral_commands[] = {
	&referral_add_command,
	&referral_void_command,
	NULL,
};
