/* SPDX-License-Identifier: MIT */
/* The snippets, one's own and the clinic's. */
#include "store/snippets.h"

#include <string.h>

#include "app/app.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "screens/screens.h"

struct snippets_screen {
	struct list_screen list;
	struct snippets snippets;
	int64_t voided; /* that undo brings back; 0 for none */
};

static bool snippets_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct snippets_screen *list = (struct snippets_screen *)screen;
	struct snippets fresh = { NULL, 0 };
	if (!snippets_load(app->store, &fresh, err))
		return false;
	snippets_release(&list->snippets);
	list->snippets = fresh;
	list_begin(&list->list);
	for (size_t i = 0; i < fresh.n; i++) {
		const struct snippet *snippet = &fresh.rows[i];
		struct str *row = list_row(&list->list, snippet->id);
		str_addc(row, ';');
		utf8_show_in(row, snippet->word, 15);
		utf8_show_in(row, snippet->owner ? _("mine") : _("clinic"), 8);
		str_addn(row, snippet->text, strcspn(snippet->text, "\n"));
	}
	list_end(&list->list,
		 _("No snippets yet. {snippet-new} writes the first: a word that becomes a text."));
	return true;
}

static bool snippets_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	(void)with;
	return snippets_refresh(screen, app, err);
}

static void snippets_screen_release(struct screen *screen)
{
	snippets_release(&((struct snippets_screen *)screen)->snippets);
	list_screen_release(screen);
}

/* ---- commands ---- */

static struct snippets_screen *snippets_of(struct app *app)
{
	return (struct snippets_screen *)app_screen(app, &snippets_screen);
}

static const struct snippet *snippet_chosen(const struct snippets_screen *list)
{
	int64_t chosen = list_chosen(&list->list);
	for (size_t i = 0; i < list->snippets.n; i++)
		if (list->snippets.rows[i].id == chosen)
			return &list->snippets.rows[i];
	return NULL;
}

static bool cmd_snippets_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "snippets", NULL, err);
}

static const struct command snippets_show_command = {
	.name = "snippets-show",
	.scope = "any",
	.keys = "Alt-;",
	.help = N_("Show the snippets: words that become texts"),
	.run = cmd_snippets_show,
};

static bool cmd_snippet_new(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "snippet", NULL, err);
}

static const struct command snippet_new_command = {
	.name = "snippet-new",
	.scope = "snippets",
	.keys = "n",
	.hint = N_("new"),
	.hint_scopes = "snippets",
	.help = N_("Write a new snippet"),
	.run = cmd_snippet_new,
};

/* On an empty list it is a new one. */
static bool cmd_snippet_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct opening chosen = { .id = list_chosen(&snippets_of(app)->list) };
	(void)argument, (void)value;
	return app_open(app, "snippet", &chosen, err);
}

static const struct command snippet_edit_command = {
	.name = "snippet-edit",
	.scope = "snippets",
	.keys = "Enter",
	.hint = N_("edit"),
	.hint_scopes = "snippets",
	.help = N_("Change the chosen snippet"),
	.run = cmd_snippet_edit,
};

static bool cmd_snippet_void(struct app *app, const char *argument, int value, struct err *err)
{
	struct snippets_screen *list = snippets_of(app);
	const struct snippet *snippet = snippet_chosen(list);
	(void)argument, (void)value;
	if (!snippet)
		return err_set(err, ERR_MISSING, _("There is no snippet to take away."));
	if (!snippet_void(app->store, snippet->id, true, err))
		return false;
	app_say(app, _("Taken away: ;%s. {snippet-undo} brings it back."), snippet->word);
	list->voided = snippet->id;
	return snippets_refresh(&list->list.screen, app, err);
}

static const struct command snippet_void_command = {
	.name = "snippet-void",
	.scope = "snippets",
	.keys = "x",
	.hint = N_("take away"),
	.hint_scopes = "snippets",
	.help = N_("Take the chosen snippet away"),
	.run = cmd_snippet_void,
};

static bool cmd_snippet_undo(struct app *app, const char *argument, int value, struct err *err)
{
	struct snippets_screen *list = snippets_of(app);
	(void)argument, (void)value;
	if (list->voided == 0)
		return err_set(err, ERR_MISSING, _("Nothing to undo."));
	bool ok = snippet_void(app->store, list->voided, false, err) &&
		  snippets_refresh(&list->list.screen, app, err);
	list->voided = 0;
	return ok;
}

static const struct command snippet_undo_command = {
	.name = "snippet-undo",
	.scope = "snippets",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "snippets",
	.help = N_("Bring the snippet back"),
	.run = cmd_snippet_undo,
};

static const struct command *const snippets_commands[] = {
	&snippets_show_command, &snippet_new_command,  &snippet_edit_command,
	&snippet_void_command,  &snippet_undo_command, NULL,
};

const struct screen_class snippets_screen = {
	.scope = "snippets",
	.title = N_("Snippets"),
	.size = sizeof(struct snippets_screen),
	.init = list_screen_init,
	.release = snippets_screen_release,
	.pane = list_screen_pane,
	.open = snippets_open,
	.refresh = snippets_refresh,
	.commands = snippets_commands,
};
