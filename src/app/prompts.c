/* SPDX-License-Identifier: MIT */
/* The prompt asks for a command's argument; the palette is the prompt of the command that runs commands. What was typed
 * stays when the prompt is left, and comes back when it is opened again. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/handlers.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/forms.h"

static char **kept_line(struct app *app, const struct command *command)
{
	return &app->kept_lines[command - command_at(0)];
}

void prompt_forget(struct app *app, const struct command *command)
{
	mem_replace(kept_line(app, command), NULL);
}

static void prompt_read_line(struct app *app)
{
	str_clear(&app->prompt->reading);
	if (app->asked->reading)
		app->asked->reading(app, prompt_pane_line(app->prompt), &app->prompt->reading);
}

static void prompt_open(struct app *app, const struct command *command, const char *line)
{
	app->asked = command;
	mem_replace(&app->confirmed, NULL);
	prompt_pane_open(app->prompt, _(command->ask), line, command->secret);
	mem_replace(&app->opened_with, line);
	prompt_read_line(app);
}

void prompt_ask(struct app *app, const struct command *command)
{
	struct str preset;
	const char *kept = *kept_line(app, command);
	str_init(&preset);
	if (!str_empty(kept))
		str_add(&preset, kept);
	else if (command->preset)
		command->preset(app, &preset);
	prompt_open(app, command, preset.s);
	/* Typing replaces a line from before; moving in it keeps it. */
	if (!str_empty(kept))
		edit_select_all(&app->prompt->edit);
	str_release(&preset);
}

void prompt_ask_with(struct app *app, const struct command *command, const char *line)
{
	prompt_open(app, command, line);
}

bool cmd_palette(struct app *app, const char *argument, int value, struct err *err)
{
	struct str name;
	const char *rest = argument;
	(void)value;
	if (!app->asked && str_empty(argument)) {
		prompt_open(app, command_named("command"), "");
		return true;
	}
	str_init(&name);
	str_next_word(&rest, &name);
	rest += strspn(rest, " ");
	bool ok = app_command_named(app, name.s, rest, err);
	str_release(&name);
	return ok;
}

void palette_reading(struct app *app, const char *argument, struct str *out)
{
	const struct command *found[PROMPT_READING_ROWS];
	struct str name;
	const char *rest = argument;
	str_init(&name);
	str_next_word(&rest, &name);
	const struct command *whole = command_named(name.s);
	if (whole && *rest) {
		if (whole->reading)
			whole->reading(app, rest + strspn(rest, " "), out);
		if (out->len == 0)
			str_add(out, _(whole->help));
	} else {
		size_t n = command_match(argument, found, PROMPT_READING_ROWS);
		for (size_t i = 0; i < n; i++)
			str_addf(out, "%s%s  %s", i ? "\n" : "", found[i]->name, _(found[i]->help));
		if (n == 0)
			str_add(out, _("No command fits."));
	}
	str_release(&name);
}

/* Tab in the palette completes the name to the best that fits. */
static void prompt_complete(struct app *app)
{
	const struct command *found[1];
	const char *line = prompt_pane_line(app->prompt);
	if (app->asked->run != cmd_palette || strchr(line, ' ') || command_match(line, found, 1) == 0)
		return;
	char *completed = str_format("%s ", found[0]->name);
	prompt_pane_put(app->prompt, completed);
	free(completed);
	prompt_read_line(app);
}

/* What was typed into prompts survives the program: a line to a command. */
void prompt_lines_save(struct app *app)
{
	struct form_value *values = mem_array(command_count(), sizeof *values);
	struct err err = ERR_INIT;
	size_t n = 0;
	if (app->asked && !app->asked->secret && !str_eq(prompt_pane_line(app->prompt), app->opened_with))
		mem_replace(kept_line(app, app->asked), prompt_pane_line(app->prompt));
	for (size_t i = 0; i < command_count(); i++)
		if (!str_empty(app->kept_lines[i]))
			values[n++] = (struct form_value){ (char *)command_at(i)->name, app->kept_lines[i] };
	if (n > 0)
		form_draft_save(app->store, "prompt", 0, values, n, &err);
	free(values);
}

void prompt_lines_load(struct app *app)
{
	struct form_draft draft = { NULL, 0 };
	struct err err = ERR_INIT;
	if (!form_draft_load(app->store, "prompt", 0, &draft, &err) || draft.n == 0)
		return;
	for (size_t i = 0; i < draft.n; i++) {
		const struct command *command = command_named(draft.values[i].field);
		if (command)
			mem_replace(kept_line(app, command), draft.values[i].value);
	}
	form_draft_release(&draft);
	form_draft_clear(app->store, "prompt", 0, &err);
}

static void prompt_leave(struct app *app)
{
	bool gives_reason = app->asked->run == cmd_caution_override;
	const char *line = prompt_pane_line(app->prompt);
	if (app->asked->secret)
		mem_replace(&app->sign_reason, NULL);
	else if (!str_eq(line, app->opened_with))
		mem_replace(kept_line(app, app->asked), line);
	prompt_pane_close(app->prompt);
	app->asked = NULL;
	if (gives_reason)
		caution_gate_leave(app);
}

static void prompt_enter(struct app *app)
{
	const struct command *command = app->asked;
	struct err err = ERR_INIT;
	char *line = mem_strdup(prompt_pane_line(app->prompt));
	if (str_empty(line)) {
		prompt_leave(app);
		free(line);
		return;
	}
	app->asked = NULL;
	prompt_pane_close(app->prompt);
	if (caution_gate_run(app, command, line, &err)) {
		mem_replace(kept_line(app, command), NULL);
	} else if (app->asked) {
		/* It asks for something else first, and waits with its line. */
		mem_replace(kept_line(app, command), command == app->gate.held ? line : NULL);
	} else if (command->secret) {
		prompt_open(app, command, "");
		str_add(&app->prompt->problem, err.text);
	} else {
		char *confirmed = mem_strdup(app->confirmed);
		prompt_open(app, command, line);
		mem_replace(kept_line(app, command), line);
		app->confirmed = confirmed;
		str_add(&app->prompt->problem, err.text);
	}
	if (command->secret)
		secret_wipe(line, strlen(line));
	free(line);
}

bool prompt_takes(struct app *app, const struct key *key)
{
	if (!app->asked)
		return false;
	if (key->kind == KEY_ESCAPE) {
		prompt_leave(app);
	} else if (key->kind == KEY_ENTER)
		prompt_enter(app);
	else if (key->kind == KEY_TAB)
		prompt_complete(app);
	else if (app->prompt->pane.class->key(&app->prompt->pane, key))
		prompt_read_line(app);
	return true;
}
