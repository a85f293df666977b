/* SPDX-License-Identifier: MIT */
/* The intake: opening it, keeping it, and saying that nothing is new. */
#include <stdlib.h>
#include <string.h>

#include "app/drafts.h"
#include "app/entries.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "line/vocabulary.h"
#include "screens/intake/intake_form.h"
#include "screens/screens.h"
#include "store/intake.h"

struct intake_screen {
	struct screen screen;
	struct intake_form form;
};

/* ---- the screen ---- */

static void intake_screen_init(struct screen *screen, struct app *app)
{
	intake_form_init(&((struct intake_screen *)screen)->form, app->catalogue, app->ring);
}

static void intake_screen_release(struct screen *screen)
{
	intake_form_release(&((struct intake_screen *)screen)->form);
}

static struct intake_form *form_of(struct app *app)
{
	return &((struct intake_screen *)app_screen(app, &intake_screen))->form;
}

static struct pane *intake_screen_pane(const struct screen *screen)
{
	return &((const struct intake_screen *)screen)->form.pane->pane;
}

/* Whose it is, and when it was gone through. */
static void intake_title(const struct screen *screen, const struct app *app, struct str *out)
{
	const struct intake_form *form = &((const struct intake_screen *)screen)->form;
	const char *day = form->reviewed;
	char today[DATE_SIZE];
	date_today(today);
	int days = date_days_between(day, today);
	str_add(out, _("Intake: "));
	client_name(&form->client, out);
	if (intake_pane_unkept(form->pane) > 0)
		keyed_add(app, out, _(" · not kept yet: {intake-save}"));
	else if (!day[0])
		str_add(out, _(" · never taken"));
	else if (days == 0)
		str_add(out, _(" · gone through today"));
	else
		str_addf(out, P_(" · gone through %s, %d day ago", " · gone through %s, %d days ago", days),
			 date_medium(day), days);
}

static bool intake_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct intake_form *form = &((struct intake_screen *)screen)->form;
	if (!session_keep(app, err) || !drafts_save(app, err) ||
	    !intake_form_open(form, app->store, with->id, err))
		return false;
	if (drafts_load(app, screen))
		app_say(app, _("What was typed before is back."));
	else if (!form->reviewed[0])
		app_say(app,
			_("Nothing is known yet: type what the client says, Tab goes on, {intake-save} keeps it."));
	return true;
}

/* ---- the draft ---- */

static int64_t draft_record(const struct screen *screen)
{
	return ((const struct intake_screen *)screen)->form.client.id;
}

static uint64_t draft_changed(const struct screen *screen)
{
	return intake_pane_revision(((const struct intake_screen *)screen)->form.pane);
}

static void draft_describe(const struct screen *screen, struct draft_fields *out)
{
	intake_form_describe(&((const struct intake_screen *)screen)->form, out);
}

static void draft_put(struct screen *screen, const char *field, const char *value)
{
	intake_form_put(&((struct intake_screen *)screen)->form, field, value);
}

static const struct screen_draft intake_draft = {
	.form = "intake",
	.record = draft_record,
	.changed = draft_changed,
	.describe = draft_describe,
	.put = draft_put,
};

/* ---- commands ---- */

static bool cmd_intake_show(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t client = app_at_hand(app).client;
	(void)argument, (void)value;
	if (client == 0)
		return err_set(err, ERR_MISSING,
			       _("No client is chosen. {session-book} books a session for one."));
	return app_open(app, "intake", &(struct opening){ .id = client }, err);
}

static const struct command intake_show_command = {
	.name = "intake-show",
	.scope = "any",
	.keys = "day:i chart:Alt-n",
	.help = N_("Open the client's intake: medicines, illnesses, allergies, what is to be minded"),
	.run = cmd_intake_show,
};

/* Shows what is stored now wherever it stands. */
static bool intake_kept(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	drafts_clear(app, app_screen(app, &intake_screen));
	app_back(app);
	return open->session.id == 0 ||
	       (client_load(app->store, open->client.id, &open->client, err) && session_reload(app, err));
}

static bool cmd_intake_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct intake_form *form = form_of(app);
	struct intake_changes changes;
	struct at_hand at_hand = app_at_hand(app);
	(void)argument, (void)value;
	/* The day may have moved on under the form: the review belongs to the client's own session, or to none. */
	int64_t session = at_hand.client == form->client.id ? at_hand.session : 0;
	if (!intake_form_save(form, app->store, session, &changes, err)) {
		/* What is wrong with the row stands below the rows already, and the keys below that. */
		if (err->kind != ERR_INPUT || !intake_pane_tells(form->pane, err->text))
			return false;
		err_clear(err);
		return true;
	}
	if (!intake_kept(app, err))
		return false;
	if (changes.added + changes.changed + changes.ended == 0)
		app_say(app, _("Intake gone through: nothing changed."));
	else
		app_say(app, _("Intake kept: %d added, %d changed, %d ended."), changes.added,
			changes.changed, changes.ended);
	return true;
}

static const struct command intake_save_command = {
	.name = "intake-save",
	.scope = "intake",
	.keys = "Ctrl-s",
	.hint = N_("save"),
	.hint_scopes = "intake",
	.help = N_("Keep the intake, and that it was gone through today"),
	.run = cmd_intake_save,
};

static bool cmd_intake_next(struct app *app, const char *argument, int value, struct err *err)
{
	return intake_pane_next(form_of(app)->pane) || cmd_intake_save(app, argument, value, err);
}

static const struct command intake_next_command = {
	.name = "intake-next",
	.scope = "intake",
	.keys = "Enter",
	.hint = N_("another, Tab next"),
	.hint_scopes = "intake",
	.help = N_(
		"Another row under the same heading (Tab: the next heading); on the last one, keep the intake"),
	.run = cmd_intake_next,
};

static void intake_drop_reading(struct app *app, const char *argument, struct str *out)
{
	int n = intake_pane_unkept(form_of(app)->pane);
	(void)argument;
	str_addf(out,
		 P_("%d row is not kept yet: type yes to throw it away.",
		    "%d rows are not kept yet: type yes to throw them away.", n),
		 n);
}

static bool cmd_intake_drop(struct app *app, const char *argument, int value, struct err *err)
{
	struct intake_form *form = form_of(app);
	(void)value;
	if (intake_pane_unkept(form->pane) == 0)
		return err_set(err, ERR_MISSING, _("Everything is kept."));
	if (!vocabulary_find(argument, MEANS(MEANS_SURE)))
		return err_set(err, ERR_INPUT,
			       _("Only \"yes\" throws away what is not kept; Esc leaves it."));
	drafts_clear(app, app_screen(app, &intake_screen));
	if (!intake_form_open(form, app->store, form->client.id, err))
		return false;
	app_say(app, _("What was not kept is thrown away."));
	return true;
}

static const struct command intake_drop_command = {
	.name = "intake-drop",
	.scope = "intake",
	.keys = "Alt-z",
	.hint = N_("drop"),
	.hint_scopes = "intake",
	.ask = N_("Throw away what is not kept (yes)"),
	.help = N_("Throw away what was typed into the intake and is not kept yet"),
	.run = cmd_intake_drop,
	.reading = intake_drop_reading,
};

static bool cmd_intake_earlier(struct app *app, const char *argument, int value, struct err *err)
{
	struct str text;
	(void)argument, (void)value;
	str_init(&text);
	bool ok = intake_form_earlier(form_of(app), app->store, &text, err);
	if (ok)
		app_read(app, _("Intake: what ended or was taken back"), text.s);
	str_release(&text);
	return ok;
}

static const struct command intake_earlier_command = {
	.name = "intake-earlier",
	.scope = "intake",
	.keys = "Alt-e",
	.hint = N_("earlier"),
	.hint_scopes = "intake",
	.help = N_("Show what ended or was taken back"),
	.run = cmd_intake_earlier,
};

static bool cmd_intake_same(struct app *app, const char *argument, int value, struct err *err)
{
	struct session_open *open = app->open;
	char today[DATE_SIZE], before[DATE_SIZE];
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (!open->reviewed[0])
		return err_set(err, ERR_REFUSED,
			       _("The intake was never taken: {intake-show chart} takes it."));
	memcpy(before, open->reviewed, sizeof before);
	date_today(today);
	if (!intake_review(app->store, open->client.id, open->session.id, today, true, err) ||
	    !session_reload(app, err))
		return false;
	app_say(app, _("Nothing new since %s: recorded."), date_medium(before));
	return true;
}

static const struct command intake_same_command = {
	.name = "intake-same",
	.scope = "chart",
	.keys = "Alt-N",
	.help = N_("Record that nothing is new since the intake was last gone through"),
	.run = cmd_intake_same,
};

const struct command *const intake_show_commands[] = {
	&intake_show_command,
	&intake_same_command,
	NULL,
};

static const struct command *const intake_commands[] = {
	&intake_save_command, &intake_next_command, &intake_drop_command, &intake_earlier_command, NULL,
};

const struct screen_class intake_screen = {
	.scope = "intake",
	.say_title = intake_title,
	.size = sizeof(struct intake_screen),
	.init = intake_screen_init,
	.release = intake_screen_release,
	.pane = intake_screen_pane,
	.open = intake_open,
	.draft = &intake_draft,
	.commands = intake_commands,
};
