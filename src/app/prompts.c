/* SPDX-License-Identifier: MIT */
/* The prompt asks for a command's argument; the palette is the prompt of the command that runs commands. What was typed
 * stays when the prompt is left, and comes back when it is opened again. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/entries.h"
#include "app/commands.h"
#include "app/drafts.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "panes/prompt.h"
#include "store/forms.h"

/* A line that was not entered, and what it was typed for: a command, whose chart, which record. */
struct kept_line {
	char *key, *line;
};

struct prompts {
	struct prompt_pane *pane;
	const struct command *asked; /* the command it asks for; NULL while none is open */
	struct kept_line *kept;      /* what was typed when a prompt was left, the latest last */
	size_t n_kept;
	char *asked_key;           /* what the open prompt's line is kept by */
	char *held_key;            /* the same of the line that waits for a reason */
	char *opened_with;         /* what the prompt held when it was opened */
	char *confirmed;           /* the line whose warning was shown; Enter on it again accepts */
	uint64_t revision;         /* of its line, when it was looked at last */
	int64_t first_ms, last_ms; /* keys since lines were stored; 0 while all are */
	const char *mending;       /* the screen that something is filled in for; NULL for none */
};

const struct command *prompt_command(const struct app *app)
{
	return app->prompts->asked;
}

const char *prompt_problem(const struct app *app)
{
	return app->prompts->pane->problem.s;
}

void prompt_fill(struct app *app)
{
	keyed_fill(app, &app->prompts->pane->problem);
	keyed_fill(app, &app->prompts->pane->reading);
}

void prompt_tell(struct app *app, const char *problem)
{
	str_add(&app->prompts->pane->problem, problem);
}

void prompt_select(struct app *app)
{
	edit_select_all(&app->prompts->pane->edit);
}

void prompt_draw(struct app *app)
{
	struct prompt_pane *pane = app->prompts->pane;
	int rows = prompt_pane_rows(pane, app->grid.rows);
	struct rect area = { 0, app->grid.rows - rows, app->grid.cols, rows };
	pane->pane.class->draw(&pane->pane, &app->grid, area, true);
}

void app_warned(struct app *app, const char *line)
{
	mem_replace(&app->prompts->confirmed, line);
}

bool app_confirms(struct app *app, const char *line)
{
	bool again = str_eq(app->prompts->confirmed, line);
	app_warned(app, again ? NULL : line);
	return again;
}

/* ---- what a line was typed for ---- */

bool prompt_ready(struct app *app, const struct command *command, struct err *err)
{
	struct str name;
	str_init(&name);
	bool ok = !command->subject || command->subject(app, &name, err);
	str_release(&name);
	return ok;
}

/* "mark-edit 12 7 l up trap a 7": command, session or client, record, what it says. */
static char *key_of(struct app *app, const struct command *command)
{
	struct err none = ERR_INIT;
	struct str key;
	str_init(&key);
	str_addf(&key, "%s %lld ", command->name, command->owner ? (long long)command->owner(app) : 0LL);
	if (command->subject && command->subject(app, &key, &none) && command->edits && command->preset) {
		str_addc(&key, ' ');
		command->preset(app, &key);
	}
	char *text = str_take(&key);
	str_release(&key);
	return text;
}

/* ---- lines that were left ---- */

enum { KEPT_LINES = 64 };

static const char *kept_line(const struct app *app, const char *key)
{
	for (size_t i = 0; i < app->prompts->n_kept; i++)
		if (str_eq(app->prompts->kept[i].key, key))
			return app->prompts->kept[i].line;
	return NULL;
}

static void kept_drop(struct app *app, size_t i)
{
	free(app->prompts->kept[i].key);
	free(app->prompts->kept[i].line);
	app->prompts->n_kept--;
	memmove(&app->prompts->kept[i], &app->prompts->kept[i + 1],
		(app->prompts->n_kept - i) * sizeof *app->prompts->kept);
}

static void kept_changed(struct app *app, int64_t now_ms)
{
	if (app->prompts->first_ms == 0)
		app->prompts->first_ms = now_ms;
	app->prompts->last_ms = now_ms;
}

/* An empty line, or NULL, is forgotten; beyond KEPT_LINES the oldest is. */
static void kept_put(struct app *app, const char *key, const char *line)
{
	char *fresh = str_empty(line) ? NULL : mem_strdup(line), *name = mem_strdup(key);
	kept_changed(app, clock_mono_ms());
	for (size_t i = app->prompts->n_kept; i-- > 0;)
		if (str_eq(app->prompts->kept[i].key, name))
			kept_drop(app, i);
	if (!fresh) {
		free(name);
		return;
	}
	if (app->prompts->n_kept == KEPT_LINES)
		kept_drop(app, 0);
	app->prompts->kept =
		mem_regrow(app->prompts->kept, app->prompts->n_kept + 1, sizeof *app->prompts->kept);
	app->prompts->kept[app->prompts->n_kept++] = (struct kept_line){ name, fresh };
}

/* Earlier programs kept one line a command, whatever it was typed for ("mark-add"): it is offered wherever the command asks,
 * until it is changed or taken. */
static const char *earlier_line(const struct app *app, const struct command *command)
{
	return kept_line(app, command->name);
}

static void earlier_done(struct app *app, const struct command *command)
{
	if (str_eq(earlier_line(app, command), app->prompts->opened_with))
		kept_put(app, command->name, NULL);
}

void prompt_forget_held(struct app *app)
{
	if (app->prompts->held_key)
		kept_put(app, app->prompts->held_key, NULL);
	mem_replace(&app->prompts->held_key, NULL);
}

void prompts_init(struct app *app)
{
	app->prompts = mem_alloc(sizeof *app->prompts);
	app->prompts->pane = prompt_pane_new(app->ring);
}

void prompts_release(struct app *app)
{
	struct prompts *prompts = app->prompts;
	while (prompts->n_kept > 0)
		kept_drop(app, prompts->n_kept - 1);
	free(prompts->kept);
	free(prompts->asked_key);
	free(prompts->held_key);
	free(prompts->opened_with);
	free(prompts->confirmed);
	pane_free(&prompts->pane->pane);
	free(prompts);
}

/* ---- opening ---- */

static void prompt_read_line(struct app *app)
{
	str_clear(&app->prompts->pane->reading);
	if (app->prompts->asked->reading)
		app->prompts->asked->reading(app, prompt_pane_line(app->prompts->pane),
					     &app->prompts->pane->reading);
}

static void prompt_open(struct app *app, const struct command *command, const char *line)
{
	app->prompts->asked = command;
	mem_replace(&app->prompts->confirmed, NULL);
	prompt_pane_open(app->prompts->pane, _(command->ask), line, command->secret);
	mem_replace(&app->prompts->opened_with, line);
	char *key = key_of(app, command);
	mem_replace(&app->prompts->asked_key, key);
	free(key);
	app->prompts->revision = buffer_revision(app->prompts->pane->buffer);
	prompt_read_line(app);
}

static bool is_palette(const struct command *command)
{
	return str_eq(command->name, "command");
}

void prompt_ask(struct app *app, const struct command *command)
{
	struct str preset;
	char *key = key_of(app, command);
	const char *kept = kept_line(app, key), *earlier = earlier_line(app, command);
	bool elsewhere = !kept && earlier;
	if (elsewhere)
		kept = earlier;
	str_init(&preset);
	if (!str_empty(kept))
		str_add(&preset, kept);
	else if (command->preset)
		command->preset(app, &preset);
	prompt_open(app, command, preset.s);
	/* The next command takes the place of the last one; other lines are gone on with, where they are known to belong. */
	if (!str_empty(kept) && (elsewhere || is_palette(command)))
		edit_select_all(&app->prompts->pane->edit);
	if (elsewhere && !is_palette(command))
		str_add(&app->prompts->pane->problem,
			_("An earlier Fascicle kept this line without saying for whom it was typed. Typing replaces it."));
	str_release(&preset);
	free(key);
}

void prompt_ask_with(struct app *app, const struct command *command, const char *line)
{
	prompt_open(app, command, line);
}

static bool cmd_palette(struct app *app, const char *argument, int value, struct err *err)
{
	struct str name;
	const char *rest = argument;
	(void)value;
	if (!app->prompts->asked && str_empty(argument)) {
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

static void palette_reading(struct app *app, const char *argument, struct str *out)
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

static const struct command command_command = {
	.name = "command",
	.scope = "any",
	.keys = ": Alt-x",
	.hint = N_("command"),
	.ask = N_("Command"),
	.help = N_("Run a command by its name, with its argument after it"),
	.run = cmd_palette,
	.reading = palette_reading,
	.optional = true,
};

/* Tab in the palette completes the name to the best that fits. */
static void prompt_complete(struct app *app)
{
	const struct command *found[1];
	const char *line = prompt_pane_line(app->prompts->pane);
	if (!is_palette(app->prompts->asked) || strchr(line, ' ') || command_match(line, found, 1) == 0)
		return;
	char *completed = str_format("%s ", found[0]->name);
	prompt_pane_put(app->prompts->pane, completed);
	free(completed);
	prompt_read_line(app);
}

/* ---- what was typed into prompts survives the program ---- */

/* The open line counts as left, but for one that still says what it opened with. */
static void prompt_keep(struct app *app)
{
	const char *line = prompt_pane_line(app->prompts->pane);
	if (!app->prompts->asked || app->prompts->asked->secret || str_eq(line, app->prompts->opened_with))
		return;
	earlier_done(app, app->prompts->asked);
	kept_put(app, app->prompts->asked_key, line);
}

void prompt_watch(struct app *app, int64_t now_ms)
{
	uint64_t revision = buffer_revision(app->prompts->pane->buffer);
	if (!app->prompts->asked || app->prompts->asked->secret || revision == app->prompts->revision)
		return;
	app->prompts->revision = revision;
	kept_changed(app, now_ms);
}

int prompt_due_ms(const struct app *app, int64_t now_ms)
{
	return drafts_rhythm_ms(app->prompts->first_ms, app->prompts->last_ms, now_ms);
}

/* The fields come back in the order of their names: a number in front keeps the order of the lines. */
static bool lines_keep(struct app *app, bool beside, struct err *err)
{
	prompt_keep(app);
	struct form_value *values = mem_array(app->prompts->n_kept, sizeof *values);
	for (size_t i = 0; i < app->prompts->n_kept; i++)
		values[i] = (struct form_value){ str_format("%04zu %s", i, app->prompts->kept[i].key),
						 app->prompts->kept[i].line };
	bool ok = beside ? form_draft_rescue(app->store, "prompt", 0, values, app->prompts->n_kept, err)
			 : form_draft_save(app->store, "prompt", 0, values, app->prompts->n_kept, err);
	for (size_t i = 0; i < app->prompts->n_kept; i++)
		free(values[i].field);
	free(values);
	app->prompts->first_ms = app->prompts->last_ms = ok ? 0 : clock_mono_ms() + DRAFT_RETRY_MS;
	return ok;
}

bool prompt_lines_save(struct app *app, struct err *err)
{
	return lines_keep(app, false, err);
}

bool prompt_lines_rescue(struct app *app, struct err *err)
{
	return lines_keep(app, true, err);
}

void prompt_lines_load(struct app *app)
{
	struct form_draft draft = { NULL, 0 };
	struct err err = ERR_INIT;
	if (!form_draft_load(app->store, "prompt", 0, &draft, &err))
		return;
	for (size_t i = 0; i < draft.n; i++) {
		const char *key = draft.values[i].field + strspn(draft.values[i].field, "0123456789");
		kept_put(app, key + (*key == ' '), draft.values[i].value);
	}
	app->prompts->first_ms = app->prompts->last_ms = 0;
	form_draft_release(&draft);
}

/* ---- keys ---- */

static void prompt_leave(struct app *app)
{
	const struct command *command = app->prompts->asked;
	prompt_keep(app);
	prompt_pane_close(app->prompts->pane);
	app->prompts->asked = NULL;
	if (command->left)
		command->left(app);
}

static void prompt_enter_nothing(struct app *app)
{
	if (app->prompts->asked->optional) {
		prompt_leave(app);
		return;
	}
	str_clear(&app->prompts->pane->problem);
	str_addf(&app->prompts->pane->problem, _("Nothing is typed yet. %s. Esc leaves the line."),
		 _(app->prompts->asked->help));
}

static void prompt_enter(struct app *app)
{
	const struct command *command = app->prompts->asked;
	struct err err = ERR_INIT;
	if (str_empty(prompt_pane_line(app->prompts->pane))) {
		prompt_enter_nothing(app);
		return;
	}
	char *line = mem_strdup(prompt_pane_line(app->prompts->pane)),
	     *key = mem_strdup(app->prompts->asked_key);
	app->prompts->asked = NULL;
	prompt_pane_close(app->prompts->pane);
	if (caution_gate_run(app, command, line, &err)) {
		kept_put(app, key, NULL);
		earlier_done(app, command);
	} else if (app->prompts->asked) {
		/* It asks for something else first, and waits with its line. */
		bool waits = command == app->open->gate.held;
		kept_put(app, key, waits ? line : NULL);
		mem_replace(&app->prompts->held_key, waits ? key : NULL);
	} else if (command->secret) {
		prompt_open(app, command, "");
		str_add(&app->prompts->pane->problem, err.text);
	} else {
		char *confirmed = mem_strdup(app->prompts->confirmed);
		prompt_open(app, command, line);
		mem_replace(&app->prompts->asked_key, key);
		kept_put(app, key, line);
		app->prompts->confirmed = confirmed;
		str_add(&app->prompts->pane->problem, err.text);
	}
	if (command->secret)
		secret_wipe(line, strlen(line));
	free(line);
	free(key);
}

/* A key that would do something elsewhere does nothing here, and says so; a warning that stands is not covered. */
static void prompt_holds(struct app *app)
{
	if (app->prompts->pane->problem.len == 0)
		str_add(&app->prompts->pane->problem,
			_("This line is open: Enter enters it, Esc leaves it and keeps what is typed."));
}

bool prompt_takes(struct app *app, const struct key *key)
{
	if (!app->prompts->asked)
		return false;
	/* Deleting a letter deletes no line. */
	if (key->kind == KEY_BACKSPACE && is_palette(app->prompts->asked))
		edit_select_none(&app->prompts->pane->edit);
	if (key->kind == KEY_ESCAPE) {
		prompt_leave(app);
	} else if (key->kind == KEY_ENTER)
		prompt_enter(app);
	else if (key->kind == KEY_TAB)
		prompt_complete(app);
	else if (app->prompts->pane->pane.class->key(&app->prompts->pane->pane, key))
		prompt_read_line(app);
	else
		prompt_holds(app);
	return true;
}

/* ---- what it fills something in for ---- */

void prompt_mend(struct app *app, const char *screen)
{
	app->prompts->mending = screen;
}

bool prompt_mends(const struct app *app)
{
	return app->prompts->mending;
}

/* What was said meanwhile stays on the bottom line. */
void prompt_mended(struct app *app)
{
	const char *screen = app->prompts->mending;
	struct err err = ERR_INIT;
	struct str said;
	if (app->open->session.id == 0)
		prompt_mend(app, NULL);
	if (!prompt_mends(app) || prompt_command(app) || !app_is_at(app, "chart"))
		return;
	prompt_mend(app, NULL);
	str_init(&said);
	str_add(&said, app->message.s);
	bool ok = app_open(app, screen, NULL, &err);
	app_say(app, "%s", ok ? said.s : err.text);
	str_release(&said);
}

const struct command *const prompt_commands[] = {
	&command_command,
	NULL,
};
