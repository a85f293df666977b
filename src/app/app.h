/* SPDX-License-Identifier: MIT */
/* The program's state and its loop: a key comes, a command or a pane takes it, the panes draw into a grid. Runs without
 * a terminal: tests feed keys and read the grid. */
#ifndef FASCICLE_APP_APP_H
#define FASCICLE_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "app/chart.h"
#include "app/drafts.h"
#include "app/keymap.h"
#include "app/scopes.h"
#include "app/screen.h"
#include "app/session.h"
#include "base/secret.h"
#include "base/date.h"
#include "panes/fields.h"
#include "panes/lines.h"
#include "store/people.h"
#include "store/sessions.h"
#include "ui/terminal.h"

struct app {
	struct store *store;     /* not owned */
	const struct conf *conf; /* not owned */
	const struct catalogue *catalogue;
	struct terminal *terminal; /* NULL while there is no terminal */
	const char *out_folder;    /* on a clinic's host the only folder that may be written to; else NULL */
	struct keymap keymap;
	struct kill_ring *ring;
	struct grid grid;

	struct screens screens;
	struct drafts *drafts; /* in drafts.c */
	struct str message;    /* takes the key line's place until the next key */
	bool quits, redraws;

	struct prompts *prompts; /* in prompts.c */

	char date[DATE_SIZE]; /* the day one is at */
	int64_t n_unsigned;   /* notes of earlier days, for the header */

	struct secret old_passphrase, new_passphrase; /* while one is being chosen */
	struct session_open *open;
	struct chart *chart;
};

void app_init(struct app *app, struct store *store, const struct conf *conf,
	      const struct catalogue *catalogue);
void app_release(struct app *app);
/* Builds the keymap and loads the day; the sentence says what is wrong with the configuration. */
bool app_start(struct app *app, struct err *err);

void app_resize(struct app *app, int cols, int rows);
void app_key(struct app *app, const struct key *key);
/* Draws everything into app->grid. */
void app_draw(struct app *app);
/* Milliseconds until something is due (the draft); -1 when nothing is. */
int app_due_ms(const struct app *app);
/* Does what is due. */
void app_tick(struct app *app);
/* Reads keys and presents until the program is left. */
void app_run(struct app *app, struct terminal *terminal);
/* Writes what is not stored beside the database, as the last thing before a fault ends the program. Async-signal-safe. */
void app_rescue(const struct app *app);

/* Back to the day: forms and the note are stored and the chart is closed first. False when that fails: nothing moved. */
bool app_home(struct app *app, struct err *err);
/* The scopes whose keys work now, innermost first, closed by NULL. */
void app_scopes(const struct app *app, const char *scopes[SCOPES_MAX]);
struct pane *app_pane(const struct app *app);

/* The text that the cursor is in: a section of the note, an addendum; NULL elsewhere. */
struct edit *app_edit(const struct app *app);

/* A sentence on the bottom line. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Runs a command; without an argument it needs, its prompt opens. */
bool app_command(struct app *app, const struct command *command, const char *argument, struct err *err);
bool app_command_named(struct app *app, const char *name, const char *argument, struct err *err);
/* True when `line` was warned about before and Enter came again; else it remembers the line. */
bool app_confirms(struct app *app, const char *line);
/* It counts as warned about from here on; NULL: nothing does. */
void app_warned(struct app *app, const char *line);

/* The prompt at the bottom. */
void prompts_init(struct app *app);
void prompts_release(struct app *app);
/* What it asks for; NULL while none is open. What it says is wrong; "" for nothing. */
const struct command *prompt_command(const struct app *app);
const char *prompt_problem(const struct app *app);
void prompt_draw(struct app *app);
void prompt_fill(struct app *app); /* its sentences name their keys as they are now */
/* Says what is wrong below its line; selects the line, so that typing replaces it. */
void prompt_tell(struct app *app, const char *problem);
void prompt_select(struct app *app);
void prompt_ask(struct app *app, const struct command *command);
/* Whether there is what the command would change; else the sentence says what lacks. */
bool prompt_ready(struct app *app, const struct command *command, struct err *err);
/* Unfinished lines go into the database while they are typed, as forms do, and come back when the program starts. */
void prompt_watch(struct app *app, int64_t now_ms);
int prompt_due_ms(const struct app *app, int64_t now_ms);
bool prompt_lines_save(struct app *app, struct err *err);
bool prompt_lines_rescue(struct app *app, struct err *err); /* beside the database */
void prompt_lines_load(struct app *app);
/* The line that waited for a reason is done with. */
void prompt_forget_held(struct app *app);
void prompt_ask_with(struct app *app, const struct command *command, const char *line);
bool prompt_takes(struct app *app, const struct key *key);
/* The screen that a prompt, or another screen, fills something in for comes back once one is at the chart again; NULL: it goes
 * on by hand. */
void prompt_mend(struct app *app, const char *screen);
bool prompt_mends(const struct app *app);
/* After each key: brings it back when it is time. */
void prompt_mended(struct app *app);

/* The session one is at: the chart's, or the chosen one of the day; 0 for none. */
int64_t chosen_session(const struct app *app);

#endif
