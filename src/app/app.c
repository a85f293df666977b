/* SPDX-License-Identifier: MIT */
/* The way of a key: prompt, command or pane; then what became due; then the screen. */
#include "app/app.h"

#include <stdlib.h>
#include <string.h>

#include "app/draw.h"
#include "app/keyed.h"
#include "app/rescue.h"
#include "app/writing.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/export_format.h"
#include "store/forms.h"

void app_init(struct app *app, struct store *store, const struct conf *conf,
	      const struct catalogue *catalogue)
{
	*app = (struct app){ .store = store, .conf = conf, .catalogue = catalogue };
	keymap_init(&app->keymap);
	app->ring = kill_ring_new();
	grid_init(&app->grid, LAYOUT_FULL_COLS, LAYOUT_FULL_ROWS);
	str_init(&app->message);
	prompts_init(app);
	drafts_init(app);
	secret_init(&app->old_passphrase);
	secret_init(&app->new_passphrase);
	date_today(app->date);
	app->open = mem_alloc(sizeof *app->open);
	session_open_init(app->open, catalogue);
	app->chart = mem_alloc(sizeof *app->chart);
	chart_init(app->chart, app);
	app_begin(app, "day");
}

void app_release(struct app *app)
{
	screens_release(&app->screens);
	chart_release(app->chart);
	free(app->chart);
	session_open_release(app->open);
	free(app->open);
	secret_release(&app->old_passphrase);
	secret_release(&app->new_passphrase);
	prompts_release(app);
	drafts_release(app);
	str_release(&app->message);
	grid_release(&app->grid);
	kill_ring_free(app->ring);
	keymap_release(&app->keymap);
}

bool app_start(struct app *app, struct err *err)
{
	store_be_prompt(app->store);
	if (!keymap_build(&app->keymap, app->conf, err) || !writing_check(app->conf, err) ||
	    !export_formats_check(app->conf, err) || !app_refresh(app, err) || !timing_load(app, err))
		return false;
	/* What cannot be taken back stays where it is, and the work is not held up. */
	struct err lost = ERR_INIT;
	if (!form_drafts_recover(app->store, &lost))
		app_say(app, "%s", lost.text);
	keyed_replace(app, &app->chart->marks_pane->empty,
		      _("No marks yet: {mark-add chart} marks one. {measure-add} measures."));
	prompt_lines_load(app);
	if (app->store->copied)
		store_say_copied(app->store, &app->message);
	return true;
}

struct edit *app_edit(const struct app *app)
{
	const struct screen *front = app_front(app);
	return front->class->edit ? front->class->edit(front) : NULL;
}

void app_scopes(const struct app *app, const char *scopes[SCOPES_MAX])
{
	const char *screen = app_front(app)->class->scope, *pane = app_pane(app)->class->scope;
	int n = 0;
	scopes[n++] = pane ? pane : screen;
	if (app_edit(app))
		scopes[n++] = "text";
	if (strcmp(scopes[0], screen) != 0)
		scopes[n++] = screen;
	scopes[n++] = "any";
	scopes[n] = NULL;
}

void app_say(struct app *app, const char *format, ...)
{
	va_list args;
	str_clear(&app->message);
	va_start(args, format);
	str_addv(&app->message, format, args);
	va_end(args);
}

/* What is said for this moment names its keys as they are now. */
static void shown_fill(struct app *app)
{
	keyed_fill(app, &app->message);
	prompt_fill(app);
}

/* A command works where its scope is one of those around the cursor. */
static bool command_fits(const struct app *app, const struct command *command, struct err *err)
{
	const char *scopes[SCOPES_MAX];
	app_scopes(app, scopes);
	for (int i = 0; scopes[i]; i++)
		if (strcmp(scopes[i], command->scope) == 0)
			return true;
	/* The panes of an open chart stand side by side: their commands work from each of them. */
	if (app_is_at(app, "chart") &&
	    (strcmp(command->scope, "marks") == 0 || strcmp(command->scope, "techniques") == 0 ||
	     strcmp(command->scope, "body") == 0 || strcmp(command->scope, "note") == 0))
		return true;
	return err_set(err, ERR_REFUSED, _("%s works in “%s” only; this is “%s”."), command->name,
		       command->scope, scopes[0]);
}

bool app_command(struct app *app, const struct command *command, const char *argument, struct err *err)
{
	if (!command_fits(app, command, err))
		return false;
	if (command->secret && !str_empty(argument))
		return err_set(err, ERR_REFUSED,
			       _("A passphrase is not typed in the open: run %s without it."), command->name);
	if (command->ask && str_empty(argument)) {
		if (!prompt_ready(app, command, err))
			return false;
		prompt_ask(app, command);
		return true;
	}
	return caution_gate_run(app, command, argument ? argument : "", err);
}

bool app_command_named(struct app *app, const char *name, const char *argument, struct err *err)
{
	const struct command *command = command_named(name);
	if (!command)
		return err_set(err, ERR_INPUT, _("There is no command “%s”. Tab shows those that fit."),
			       name);
	return app_command(app, command, argument, err);
}

static void binding_run(struct app *app, const struct binding *binding)
{
	struct err err = ERR_INIT;
	if (!app_command(app, binding->command, binding->argument, &err))
		app_say(app, "%s", err.text);
}

static void pane_takes(struct app *app, const struct key *key)
{
	struct screen *front = app_front(app);
	struct pane *pane = app_pane(app);
	bool taken = pane->class->key && pane->class->key(pane, key);
	if (front->class->typed)
		front->class->typed(front, app, key, taken);
}

static void key_dispatch(struct app *app, const struct key *key)
{
	const char *scopes[SCOPES_MAX];
	const struct binding *binding = NULL;
	if (prompt_takes(app, key))
		return;
	app_scopes(app, scopes);
	if (!app_pane(app)->class->takes_text || !key_is_typing(key))
		binding = keymap_find(&app->keymap, scopes, key);
	if (binding)
		binding_run(app, binding);
	else
		pane_takes(app, key);
}

static void app_gone(struct app *app)
{
	struct err err = ERR_INIT;
	if (!session_keep(app, &err))
		rescue_write(app->chart);
	chart_keep_aside(app->chart, &err);
	if (!drafts_save(app, &err))
		drafts_rescue(app, &err);
	if (!prompt_lines_save(app, &err))
		prompt_lines_rescue(app, &err);
	session_let_go(app);
	app->quits = true;
}

/* Somebody took the note, or wrote to it from elsewhere: it is shown as it is stored now, and ours is kept beside it. */
static void note_taken(struct app *app)
{
	struct err err = ERR_INIT;
	struct str who;
	if (!chart_again(app->chart, &err) || !timing_load(app, &err)) {
		app_say(app, "%s", err.text);
		return;
	}
	str_init(&who);
	if (!session_held(app->open, &who))
		str_add(&who,
			_("Somebody else wrote to this note; it is shown as it is now. Your text is kept as a copy."));
	app_say(app, "%s", who.s);
	str_release(&who);
}

/* Stores the draft, and minds what others did. */
static void draft_keep(struct app *app)
{
	struct err err = ERR_INIT;
	if (!session_keep(app, &err) && err.kind == ERR_STALE)
		note_taken(app);
}

/* A chart that could not be opened again is not shown empty. */
static void chart_places_check(struct app *app)
{
	struct err err = ERR_INIT;
	for (int i = 1; i < app->screens.depth; i++) {
		if (strcmp(app->screens.stack[i]->class->scope, "chart") != 0 || app->open->session.id != 0)
			continue;
		app->screens.depth = i;
		if (!app_refresh(app, &err))
			app_say(app, "%s", err.text);
		return;
	}
}

void app_key(struct app *app, const struct key *key)
{
	if (key->kind == KEY_GONE) {
		app_gone(app);
		return;
	}
	if (key->kind == KEY_TICK || key->kind == KEY_NONE) {
		app_tick(app);
		return;
	}
	if (key->kind == KEY_RESIZE) {
		app->redraws = true;
		return;
	}
	str_clear(&app->message);
	caution_gate_key(app);
	/* Also while a list or a form lies over the chart: what it changes belongs to the chart. */
	if (app->open->session.id != 0 && store_changed_outside(app->store) && !session_still_ours(app))
		note_taken(app);
	key_dispatch(app, key);
	caution_gate_key_done(app);
	prompt_mended(app);
	chart_typed(app->chart, clock_mono_ms());
	drafts_watch(app, clock_mono_ms());
	prompt_watch(app, clock_mono_ms());
	chart_places_check(app);
	timing_follow(app);
	if (app->chart->unsaved_keys >= DRAFT_LATEST_KEYS && chart_due_ms(app->chart, clock_mono_ms()) == 0)
		draft_keep(app);
	struct screen *front = app_front(app);
	if (front->class->key_done)
		front->class->key_done(front, app);
	shown_fill(app);
}

int app_due_ms(const struct app *app)
{
	int64_t now = clock_mono_ms();
	const int due[] = { chart_due_ms(app->chart, now), drafts_due_ms(app, now), prompt_due_ms(app, now),
			    timing_due_ms(app) };
	int first = -1;
	for (size_t i = 0; i < sizeof due / sizeof *due; i++)
		if (due[i] >= 0 && (first < 0 || due[i] < first))
			first = due[i];
	return first;
}

void app_tick(struct app *app)
{
	int64_t now = clock_mono_ms();
	struct err err = ERR_INIT;
	if (chart_due_ms(app->chart, now) == 0)
		draft_keep(app);
	if (app->chart->aside_ms != 0 && chart_due_ms(app->chart, now) == 0 &&
	    !chart_keep_aside(app->chart, &err))
		app_say(app, "%s", err.text);
	if (drafts_due_ms(app, now) == 0 && !drafts_save(app, &err))
		app_say(app, "%s", err.text);
	if (prompt_due_ms(app, now) == 0 && !prompt_lines_save(app, &err))
		app_say(app, "%s", err.text);
	timing_tick(app);
	shown_fill(app);
}

void app_rescue(const struct app *app)
{
	rescue_write(app->chart);
}

void app_resize(struct app *app, int cols, int rows)
{
	grid_resize(&app->grid, cols, rows);
}

void app_draw(struct app *app)
{
	shown_fill(app);
	grid_clear(&app->grid);
	app->grid.cursor_col = app->grid.cursor_row = -1;
	draw_app(app);
}

static void terminal_resize(struct app *app)
{
	int cols, rows;
	app->terminal->size(app->terminal->self, &cols, &rows);
	app_resize(app, cols, rows);
}

void app_run(struct app *app, struct terminal *terminal)
{
	app->terminal = terminal;
	terminal_resize(app);
	while (!app->quits) {
		struct key key;
		app_draw(app);
		terminal->present(terminal->self, &app->grid);
		terminal->read(terminal->self, app_due_ms(app), &key);
		if (key.kind == KEY_RESIZE)
			terminal_resize(app);
		app_key(app, &key);
	}
	app->terminal = NULL;
}
