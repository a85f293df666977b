/* SPDX-License-Identifier: MIT */
/* What is written below a signed note: first the reason, then the text on a page of its own. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/drafts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "panes/text.h"
#include "screens/screens.h"
#include "store/addenda.h"

struct addendum_screen {
	struct screen screen;
	struct text_pane *text;
	int64_t session_id;
	char *reason;
};

static void addendum_screen_init(struct screen *screen, struct app *app)
{
	((struct addendum_screen *)screen)->text = text_pane_new(app->ring);
}

static void addendum_screen_release(struct screen *screen)
{
	struct addendum_screen *addendum = (struct addendum_screen *)screen;
	pane_free(&addendum->text->pane);
	free(addendum->reason);
}

static struct pane *addendum_pane(const struct screen *screen)
{
	return &((const struct addendum_screen *)screen)->text->pane;
}

static struct edit *addendum_edit(const struct screen *screen)
{
	return &((const struct addendum_screen *)screen)->text->view.edit;
}

static void addendum_title(const struct screen *screen, const struct app *app, struct str *out)
{
	(void)app;
	str_add(out, ((const struct addendum_screen *)screen)->reason);
}

/* ---- the draft ---- */

static int64_t addendum_record(const struct screen *screen)
{
	return ((const struct addendum_screen *)screen)->session_id;
}

static uint64_t addendum_changed(const struct screen *screen)
{
	return buffer_revision(((const struct addendum_screen *)screen)->text->view.buffer);
}

static void addendum_describe(const struct screen *screen, struct draft_fields *out)
{
	const struct addendum_screen *addendum = (const struct addendum_screen *)screen;
	draft_add(out, "reason", addendum->reason);
	draft_add(out, "text", buffer_text(addendum->text->view.buffer));
}

static void addendum_put(struct screen *screen, const char *field, const char *value)
{
	struct addendum_screen *addendum = (struct addendum_screen *)screen;
	if (str_eq(field, "reason"))
		mem_replace(&addendum->reason, value);
	else if (str_eq(field, "text"))
		text_view_set(&addendum->text->view, value, strlen(value));
}

static const struct screen_draft addendum_draft = {
	.form = "addendum",
	.record = addendum_record,
	.changed = addendum_changed,
	.describe = addendum_describe,
	.put = addendum_put,
};

/* ---- the commands ---- */

static bool is_signed(const struct app *app, struct err *err)
{
	if (app->open->session.status == SESSION_SIGNED)
		return true;
	return err_set(err, ERR_REFUSED,
		       _("An addendum is for a signed note; this one can still be written."));
}

static bool addendum_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return is_signed(app, err);
}

static bool addendum_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct addendum_screen *addendum = (struct addendum_screen *)screen;
	(void)err;
	addendum->session_id = with->id;
	mem_replace(&addendum->reason, with->text);
	text_view_set(&addendum->text->view, "", 0);
	if (drafts_load(app, screen)) {
		if (!str_empty(with->text))
			mem_replace(&addendum->reason, with->text);
		app_say(app, _("What was typed before is back."));
	}
	return true;
}

static bool cmd_addendum_add(struct app *app, const char *argument, int value, struct err *err)
{
	const struct opening with = { .id = app->open->session.id, .text = argument };
	(void)value;
	return app_open(app, "addendum", &with, err);
}

static const struct command addendum_add_command = {
	.name = "addendum-add",
	.scope = "chart",
	.keys = "F7 Alt-A",
	.ask = N_("Reason for the addendum"),
	.help = N_("Write below a signed note; the note itself stays as it is"),
	.run = cmd_addendum_add,
	.subject = addendum_subject,
	.owner = chart_owner,
};

static bool cmd_addendum_keep(struct app *app, const char *argument, int value, struct err *err)
{
	struct screen *screen = app_screen(app, &addendum_screen);
	const struct addendum_screen *typed = (const struct addendum_screen *)screen;
	struct addendum addendum;
	(void)argument, (void)value;
	addendum_init(&addendum);
	addendum.session_id = typed->session_id;
	mem_replace(&addendum.reason, typed->reason);
	mem_replace(&addendum.text, buffer_text(typed->text->view.buffer));
	bool ok = addendum_check(&addendum, err) && addendum_add(app->store, &addendum, err);
	addendum_release(&addendum);
	if (!ok)
		return false;
	drafts_clear(app, screen);
	app_back(app);
	app_say(app, _("The addendum stands below the note."));
	return session_enter(app, app->open->session.id, err);
}

static const struct command addendum_keep_command = {
	.name = "addendum-keep",
	.scope = "addendum",
	.keys = "Ctrl-s",
	.hint = N_("keep"),
	.hint_scopes = "addendum",
	.help = N_("Keep the addendum; it can never be changed afterwards"),
	.run = cmd_addendum_keep,
};

static const struct command *const addendum_commands[] = {
	&addendum_add_command,
	&addendum_keep_command,
	NULL,
};

const struct screen_class addendum_screen = {
	.scope = "addendum",
	.say_title = addendum_title,
	.size = sizeof(struct addendum_screen),
	.init = addendum_screen_init,
	.release = addendum_screen_release,
	.pane = addendum_pane,
	.edit = addendum_edit,
	.open = addendum_open,
	.draft = &addendum_draft,
	.commands = addendum_commands,
};
