/* SPDX-License-Identifier: MIT */
/* The keys of where one is, with what they do. */
#include <string.h>

#include "app/app.h"
#include "app/keyed.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "screens/screens.h"

/* A row's record is the number of its command, from 1 on. */
static void row_add(struct list_screen *list, const struct app *app, size_t command,
		    const char *const *scopes)
{
	struct str keys, *row = list_row(list, (int64_t)command + 1);
	const struct command *shown = command_at(command);
	str_init(&keys);
	keymap_names(&app->keymap, shown, scopes, false, &keys);
	utf8_show_in(row, keys.len ? keys.s : "-", 20);
	str_addc(row, ' ');
	keyed_add(app, row, _(shown->help));
	str_addf(row, "  (%s)", shown->name);
	str_release(&keys);
}

static const char *scope_title(const char *scope)
{
	return strcmp(scope, "any") == 0 ? _("everywhere") : scope;
}

static void scope_add(struct list_screen *list, const struct app *app, const char *scope,
		      const char *const *scopes)
{
	if (list->n_rows > 0)
		list_row(list, 0);
	str_addf(list_row(list, 0), "[%s]", scope_title(scope));
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(command_at(i)->scope, scope) == 0 && !command_at(i)->secret)
			row_add(list, app, i, scopes);
}

/* Innermost scope first, the keys that only move in the text last; the other commands can be run by name. */
static bool help_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct list_screen *list = (struct list_screen *)screen;
	const char *scopes[SCOPES_MAX];
	bool edits = false;
	(void)with, (void)err;
	app_scopes(app, scopes);
	list_forget(list);
	list_begin(list);
	for (int s = 0; scopes[s]; s++) {
		bool is_text = strcmp(scopes[s], "text") == 0;
		edits = edits || is_text;
		if (!is_text)
			scope_add(list, app, scopes[s], scopes);
	}
	if (edits)
		scope_add(list, app, "text", scopes);
	list_end(list, NULL);
	return true;
}

static bool cmd_help(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!app_is_at(app, "help"))
		return app_open(app, "help", NULL, err);
	app_back(app);
	return true;
}

static const struct command help_command = {
	.name = "help",
	.scope = "any",
	.keys = "? F1 Alt-h",
	.hint = N_("keys"),
	.help = N_("Show the keys of where you are"),
	.run = cmd_help,
};

/* Where a line is cut, the bottom of the screen has room for all of it. */
static bool cmd_help_line(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t chosen = list_chosen((const struct list_screen *)app_front(app));
	struct str keys;
	(void)argument, (void)value, (void)err;
	if (chosen == 0)
		return true;
	const struct command *command = command_at((size_t)chosen - 1);
	str_init(&keys);
	keymap_names(&app->keymap, command, NULL, false, &keys);
	app_say(app, "%s%s%s", keys.s, keys.len ? "  " : "", _(command->help));
	str_release(&keys);
	return true;
}

static const struct command help_line_command = {
	.name = "help-line",
	.scope = "help",
	.keys = "Enter",
	.hint = N_("whole line"),
	.hint_scopes = "help",
	.help = N_("Show the chosen line of the help whole"),
	.run = cmd_help_line,
};

static const struct command *const help_commands[] = {
	&help_command,
	&help_line_command,
	NULL,
};

const struct screen_class help_screen = {
	.scope = "help",
	.title = N_("Keys"),
	.size = sizeof(struct list_screen),
	.init = list_screen_init,
	.release = list_screen_release,
	.pane = list_screen_pane,
	.open = help_open,
	.commands = help_commands,
};
