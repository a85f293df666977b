/* SPDX-License-Identifier: MIT */
/* One gate for every technique. */
#include "app/caution_gate.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/chart_consent.h"
#include "app/entries.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "panes/prompt.h"
#include "base/utf8.h"

void caution_gate_init(struct caution_gate *gate, const struct catalogue *c)
{
	*gate = (struct caution_gate){ .held = NULL };
	gate->signs = mem_array(c->n_techniques, sizeof *gate->signs);
}

static void hold_forget(struct caution_gate *gate)
{
	gate->held = NULL;
	mem_replace(&gate->held_argument, NULL);
	cautions_release(&gate->asked);
}

void caution_gate_release(struct caution_gate *gate)
{
	hold_forget(gate);
	caution_answers_release(&gate->answers);
	free(gate->signs);
	free(gate->used);
	free(gate->shown);
	free(gate->reasoned);
}

/* ---- what is known ---- */

static bool known_load(struct app *app, struct err *err)
{
	struct caution_gate *gate = &app->open->gate;
	struct caution_answers answers = { NULL, 0 };
	if (!session_reload_flags(app, err) ||
	    !caution_answers_load(app->store, app->open->session.id, &answers, err))
		return false;
	caution_answers_release(&gate->answers);
	gate->answers = answers;
	return true;
}

/* A consent that is missing speaks against no technique more than another, and is said elsewhere. */
static enum caution_level sign_of(const struct app *app, const struct application *application)
{
	struct cautions found = { NULL, 0 };
	enum caution_level worst = CAUTION_NONE;
	caution_gate_find(app, application, &found);
	for (size_t i = 0; i < found.n; i++)
		if (!caution_is_of_consent(&found.rows[i]) && found.rows[i].level > worst)
			worst = found.rows[i].level;
	cautions_release(&found);
	return worst;
}

static void signs_set(struct app *app)
{
	const struct catalogue *c = app->catalogue;
	const struct applications *used = &app->open->applications;
	struct caution_gate *gate = &app->open->gate;
	bool shows = session_writable(app->open);
	gate->used = mem_regrow(gate->used, used->n + 1, sizeof *gate->used);
	for (size_t i = 0; shows && i < used->n; i++)
		gate->used[i] = sign_of(app, &used->rows[i]);
	for (size_t t = 0; shows && t < c->n_techniques; t++) {
		struct application intended = { .technique = (char *)c->techniques[t].code };
		gate->signs[t] = sign_of(app, &intended);
	}
	techniques_pane_set_signs(app->chart->techniques, shows ? gate->signs : NULL,
				  shows ? gate->used : NULL);
}

bool caution_gate_refresh(struct app *app, struct err *err)
{
	if (app->open->session.id == 0)
		return true;
	if (!known_load(app, err))
		return false;
	signs_set(app);
	return true;
}

/* ---- what concerns a technique ---- */

static void place_add(const struct app *app, const char *code, enum side side, struct caution_place **places,
		      size_t *n)
{
	int region = catalogue_region(app->catalogue, code);
	if (region < 0)
		return;
	*places = mem_regrow(*places, *n + 1, sizeof **places);
	(*places)[(*n)++] = (struct caution_place){ region, side };
}

static bool is_withdrawn(const struct app *app, int technique)
{
	bool needles = technique >= 0 && str_eq(app->catalogue->techniques[technique].category, "needling");
	return session_consent_basis(app->open, CONSENT_TREATMENT) == BASIS_WITHDRAWN ||
	       (needles && session_consent_basis(app->open, CONSENT_NEEDLING) == BASIS_WITHDRAWN);
}

/* A technique whose place is not said is taken to be used where the marks are, and may be used elsewhere. */
void caution_gate_find(const struct app *app, const struct application *application, struct cautions *out)
{
	const struct mark *mark = session_mark(app->open, application->mark_id);
	struct caution_place *places = NULL;
	struct standing *standing = NULL;
	struct caution_input input = {
		.catalogue = app->catalogue,
		.n_standing = session_standing(app, &standing),
		.technique = catalogue_technique(app->catalogue, application->technique),
		.consent_sensitive = consent_basis_holds(session_consent_basis(app->open, CONSENT_SENSITIVE)),
		.consenting_person = session_consent_person(app->open) != NULL,
	};
	input.consent_withdrawn = is_withdrawn(app, input.technique);
	if (application->region)
		place_add(app, application->region, application->side, &places, &input.n_places);
	else if (mark)
		place_add(app, mark->region, mark->side, &places, &input.n_places);
	else
		input.elsewhere = true;
	for (size_t i = 0; input.elsewhere && i < app->open->marks.n; i++)
		place_add(app, app->open->marks.rows[i].region, app->open->marks.rows[i].side, &places,
			  &input.n_places);
	input.places = places;
	input.standing = standing;
	cautions_find(&input, out);
	free(standing);
	free(places);
}

static bool is_open(const struct app *app, const struct caution *caution)
{
	return !caution_answered(app->catalogue, caution, app->open->gate.answers.rows,
				 app->open->gate.answers.n);
}

static void keep_open(const struct app *app, struct cautions *cautions, bool consents)
{
	size_t n = 0;
	for (size_t i = 0; i < cautions->n; i++) {
		const struct caution *row = &cautions->rows[i];
		if (is_open(app, row) && (consents || !caution_is_of_consent(row)))
			cautions->rows[n++] = *row;
	}
	cautions->n = n;
}

void caution_gate_open(const struct app *app, struct cautions *out)
{
	for (size_t i = 0; i < app->open->applications.n; i++)
		caution_gate_find(app, &app->open->applications.rows[i], out);
	keep_open(app, out, false);
}

/* ---- answering ---- */

static bool answer_save(struct app *app, const struct caution *caution, const char *reason, struct err *err)
{
	struct caution_answer answer;
	if (!is_open(app, caution))
		return true;
	caution_answer_init(&answer);
	answer.session_id = app->open->session.id;
	mem_replace(&answer.technique, caution_technique(app->catalogue, caution));
	mem_replace(&answer.cause, caution->cause);
	answer.level = caution->level;
	mem_replace(&answer.reason, caution->level == CAUTION_ABSOLUTE ? reason : NULL);
	bool ok = caution_answer_add(app->store, &answer, err);
	if (ok)
		entry_undo_voided(&app->open->undo, UNDO_CAUTION_VOIDED, answer.id, false);
	caution_answer_release(&answer);
	return ok;
}

/* One answer may cover several: what is known is read again after each. */
static bool answers_save(struct app *app, const struct cautions *cautions, const char *reason,
			 struct err *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < cautions->n; i++)
		ok = answer_save(app, &cautions->rows[i], reason, err) && known_load(app, err);
	return ok;
}

bool caution_gate_answer(struct app *app, const struct caution *caution, const char *reason, struct err *err)
{
	struct str name;
	if (!chart_may_change(app, err) || !store_begin(app->store, err))
		return false;
	str_init(&name);
	caution_name(app->catalogue, caution, true, &name);
	entry_undo_begin(&app->open->undo, name.s);
	str_release(&name);
	bool ok = store_end(app->store, answer_save(app, caution, reason, err), err);
	if (!ok)
		entry_undo_forget(&app->open->undo);
	return caution_gate_refresh(app, ok ? err : NULL) && ok;
}

/* ---- the gate ---- */

/* How a caution that was shown is remembered. */
static char *token_of(const struct app *app, const struct caution *caution)
{
	return str_format("%s %s %s;", caution_technique(app->catalogue, caution), caution->cause,
			  caution_level_code(caution->level));
}

/* A reason belongs to what it was given for. */
bool caution_override_subject(struct app *app, struct str *out, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < app->open->gate.asked.n; i++) {
		char *token = token_of(app, &app->open->gate.asked.rows[i]);
		str_add(out, token);
		free(token);
	}
	return true;
}

/* What fits above a prompt, with the words that follow. */
static int room(const struct app *app)
{
	enum { WORDS_COLS = 60 };
	return (app->grid.cols - 2) * PROMPT_READING_ROWS - WORDS_COLS;
}

static bool was_shown(const struct app *app, const struct caution *caution)
{
	char *token = token_of(app, caution);
	bool shown = app->open->gate.shown && strstr(app->open->gate.shown, token);
	free(token);
	return shown;
}

static void token_add(struct app *app, const char *token)
{
	char *all = str_format("%s%s", app->open->gate.shown ? app->open->gate.shown : "", token);
	mem_replace(&app->open->gate.shown, all);
	free(all);
	app->open->gate.shown_now = true;
}

static void shown_add(struct app *app, const struct caution *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *token = token_of(app, &rows[i]);
		token_add(app, token);
		free(token);
	}
}

bool caution_gate_once_more(struct app *app, const char *what)
{
	char *token = str_format("%s;", what);
	bool shown = app->open->gate.shown && strstr(app->open->gate.shown, token);
	if (!shown)
		token_add(app, token);
	free(token);
	return shown;
}

/* The command waits, with its line, until a reason is given. */
static bool hold(struct app *app, struct cautions *open, struct err *err)
{
	struct caution_gate *gate = &app->open->gate;
	struct str text;
	hold_forget(gate);
	gate->held = gate->running;
	mem_replace(&gate->held_argument, gate->argument);
	gate->asked = *open;
	*open = (struct cautions){ NULL, 0 };
	str_init(&text);
	shown_add(app, gate->asked.rows,
		  cautions_brief(app->catalogue, gate->asked.rows, gate->asked.n, room(app), &text));
	err_set(err, ERR_REFUSED, "%s", text.s);
	str_release(&text);
	prompt_ask(app, command_named("caution-override"));
	return false;
}

/* Shows the next of those that were not shown yet; true when there is none. */
static bool all_shown(struct app *app, const struct cautions *open, struct err *err)
{
	struct caution *rows = mem_array(open->n, sizeof *rows);
	size_t n = 0;
	struct str text;
	for (size_t i = 0; i < open->n; i++)
		if (!was_shown(app, &open->rows[i]))
			rows[n++] = open->rows[i];
	str_init(&text);
	if (n > 0) {
		shown_add(app, rows, cautions_brief(app->catalogue, rows, n, room(app), &text));
		/* What was confirmed about the line itself stays so. */
		if (!app->open->gate.reason)
			app_warned(app, app->open->gate.argument);
		err_set(err, ERR_INPUT, _("%s The same key once more takes note of it."), text.s);
	}
	str_release(&text);
	free(rows);
	return n == 0;
}

/* Which of these a reason was given against before: it holds for the session, and is not asked for again. */
static void note_reasons(struct app *app, const struct cautions *found)
{
	struct caution_gate *gate = &app->open->gate;
	struct caution *rows = mem_array(found->n, sizeof *rows);
	size_t n = 0;
	struct str text;
	for (size_t i = 0; i < found->n; i++) {
		const struct caution_answer *answer = caution_answered(app->catalogue, &found->rows[i],
								       gate->answers.rows, gate->answers.n);
		if (answer && answer->reason && found->rows[i].level == CAUTION_ABSOLUTE)
			rows[n++] = found->rows[i];
	}
	str_init(&text);
	if (n > 0) {
		cautions_brief(app->catalogue, rows, n, room(app), &text);
		str_add(&text, _(" (A reason is given.)"));
	}
	mem_replace(&gate->reasoned, n > 0 ? text.s : NULL);
	str_release(&text);
	free(rows);
}

bool caution_gate_pass(struct app *app, const struct application *applications, size_t n, struct err *err)
{
	struct caution_gate *gate = &app->open->gate;
	struct cautions open = { NULL, 0 };
	if (!known_load(app, err))
		return false;
	for (size_t i = 0; i < n; i++)
		caution_gate_find(app, &applications[i], &open);
	note_reasons(app, &open);
	keep_open(app, &open, true);
	bool ok = open.n == 0;
	if (!ok && !gate->reason && gate->running && cautions_worst(&open) == CAUTION_ABSOLUTE)
		hold(app, &open, err);
	else if (!ok)
		ok = all_shown(app, &open, err) && answers_save(app, &open, gate->reason, err);
	cautions_release(&open);
	return ok;
}

void caution_gate_say(struct app *app, struct str *out)
{
	cautions_brief(app->catalogue, app->open->gate.asked.rows, app->open->gate.asked.n, room(app), out);
}

void caution_gate_leave(struct app *app)
{
	struct caution_gate *gate = &app->open->gate;
	const struct command *held = gate->held;
	char *argument = mem_strdup(gate->held_argument);
	hold_forget(gate);
	if (held && held->ask && !str_empty(argument))
		prompt_ask_with(app, held, argument);
	free(argument);
}

void caution_gate_ask(struct app *app, const struct caution *caution)
{
	struct caution_gate *gate = &app->open->gate;
	hold_forget(gate);
	gate->asked.rows = mem_array(1, sizeof *gate->asked.rows);
	gate->asked.rows[0] = *caution;
	gate->asked.n = 1;
	prompt_ask(app, command_named("caution-override"));
}

/* Two words, or one long one: a letter is no reason that somebody else could follow. */
static bool is_reason(const char *text)
{
	enum { LONG_COLS = 10 };
	char *trimmed = str_trimmed(text);
	bool ok = strpbrk(trimmed, " \t") || utf8_cols(trimmed, strlen(trimmed)) >= LONG_COLS;
	free(trimmed);
	return ok;
}

bool caution_gate_reason(struct app *app, const char *reason, struct err *err)
{
	struct caution_gate *gate = &app->open->gate;
	if (!is_reason(reason))
		return err_set(
			err, ERR_INPUT,
			_("Say in a few words why it is used all the same: they stay in the record. Esc leaves it."));
	if (gate->asked.n == 0) {
		caution_gate_open(app, &gate->asked);
		if (cautions_worst(&gate->asked) != CAUTION_ABSOLUTE) {
			hold_forget(gate);
			return err_set(err, ERR_MISSING, _("Nothing waits for a reason."));
		}
	}
	if (!gate->held) {
		bool ok = caution_gate_answer(app, &gate->asked.rows[0], reason, err);
		if (ok)
			hold_forget(gate);
		return ok;
	}
	gate->reason = reason;
	app_warned(app, gate->held_argument);
	bool ok = app_command(app, gate->held, gate->held_argument, err);
	gate->reason = NULL;
	if (ok) {
		prompt_forget_held(app);
		hold_forget(gate);
	}
	return ok;
}

/* ---- commands and keys ---- */

bool caution_gate_run(struct app *app, const struct command *command, const char *argument, struct err *err)
{
	struct caution_gate *gate = &app->open->gate;
	const struct command *outer = gate->running;
	const char *outer_argument = gate->argument;
	struct err trouble = ERR_INIT;
	gate->running = command;
	gate->argument = argument;
	bool ok = prompt_ready(app, command, err) && command->run(app, argument, command->value, err);
	if (!outer && ok && gate->reasoned)
		str_addf(&app->message, "%s%s", app->message.len ? " " : "", gate->reasoned);
	if (!outer)
		mem_replace(&gate->reasoned, NULL);
	gate->running = outer;
	gate->argument = outer_argument;
	/* What moves in the text changes nothing here. */
	if (!outer && app_is_at(app, "chart") && strcmp(command->scope, "text") != 0 &&
	    !caution_gate_refresh(app, &trouble))
		app_say(app, "%s", trouble.text);
	return ok;
}

void caution_gate_key(struct app *app)
{
	app->open->gate.shown_now = false;
}

void caution_gate_key_done(struct app *app)
{
	if (!app->open->gate.shown_now && !prompt_command(app))
		mem_replace(&app->open->gate.shown, NULL);
}
