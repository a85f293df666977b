/* SPDX-License-Identifier: MIT */
/* The prompt asks for a command's argument; the palette is the prompt of the command that runs commands. What was typed
 * stays when the prompt is left, and comes back when it is opened again. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/entries.h"
#include "app/handlers.h"
#include "app/drafts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/forms.h"

/* ---- what a line was typed for ---- */

static int64_t of_chart(const struct app *app)
{
	return app->chart.session.id;
}

static int64_t of_bill(const struct app *app)
{
	return app->bill.session_id;
}

static int64_t of_consents(const struct app *app)
{
	return app->consents.client.id;
}

static int64_t of_progress(const struct app *app)
{
	return app->progress.client.id;
}

static int64_t of_nothing(const struct app *app)
{
	(void)app;
	return 0;
}

/* Whose chart a line belongs to, by the command or by its scope; where neither stands here, it is nobody's. */
static const struct owner_row {
	const char *name;
	int64_t (*of)(const struct app *app);
} owners[] = {
	{ "body-jump", of_nothing },
	{ "text-search", of_nothing },
	{ "selfcare-add", of_chart },
	{ "superbill-print", chosen_session },
	{ "course-begin", of_progress },
	{ "goal-add", of_progress },
	{ "course-end", of_progress },
	{ "document-print", chosen_session },
	{ "chart", of_chart },
	{ "marks", of_chart },
	{ "techniques", of_chart },
	{ "body", of_chart },
	{ "note", of_chart },
	{ "sign", of_chart },
	{ "findings", of_chart },
	{ "selfcare", of_chart },
	{ "bill", of_bill },
	{ "consents", of_consents },
	{ "course", of_progress },
	{ "progress", of_progress },
};

static int64_t owner_of(const struct app *app, const struct command *command)
{
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		if (str_eq(owners[i].name, command->name) || str_eq(owners[i].name, command->scope))
			return owners[i].of(app);
	return 0;
}

/* What is written into the chart is not asked for where the chart stays as it is. */
static bool chart_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return chart_may_change(app, err);
}

/* The commands that ask about one record, or that may have nothing to act on. */
static const struct subject_row {
	bool (*run)(struct app *app, const char *argument, int value, struct err *err);
	bool (*subject)(struct app *app, struct str *out, struct err *err);
	bool edits; /* what the record says when the prompt opens is part of what the line was typed for */
} subjects[] = {
	{ cmd_mark_add, chart_subject, false },
	{ cmd_measure_add, chart_subject, false },
	{ cmd_technique_add, chart_subject, false },
	{ cmd_timer_start, chart_subject, false },
	{ cmd_preset_use, chart_subject, false },
	{ cmd_flag_add, chart_subject, false },
	{ cmd_flag_end, chart_subject, false },
	{ cmd_referral_add, chart_subject, false },
	{ cmd_template_apply, chart_subject, false },
	{ cmd_note_insert, chart_subject, false },
	{ cmd_session_service, chart_subject, false },
	{ cmd_selfcare_add, selfcare_add_subject, false },
	{ cmd_course_begin, course_begin_subject, false },
	{ cmd_course_end, course_running_subject, false },
	{ cmd_goal_add, course_running_subject, false },
	{ cmd_mark_edit, mark_edit_subject, true },
	{ cmd_measure_edit, measure_edit_subject, true },
	{ cmd_technique_edit, dose_subject, true },
	{ cmd_selfcare_edit, selfcare_subject, true },
	{ cmd_selfcare_adherence, selfcare_subject, false },
	{ cmd_selfcare_effect, selfcare_subject, false },
	{ cmd_course_edit, course_edit_subject, true },
	{ cmd_goal_edit, goal_edit_subject, true },
	{ cmd_consent_withdraw, withdrawal_subject, false },
	{ cmd_charge_void, charge_void_subject, false },
	{ cmd_charge_discount, charge_discount_subject, false },
	{ cmd_invoice_credit, invoice_credit_subject, false },
	{ cmd_invoice_void, invoice_subject, false },
	{ cmd_payment_refund, invoice_subject, false },
	{ cmd_payment_void, payment_void_subject, false },
	{ cmd_session_times, session_times_subject, true },
	{ cmd_session_add, session_add_subject, false },
	{ cmd_addendum_add, addendum_subject, false },
	{ cmd_preset_save, preset_save_subject, false },
	{ cmd_caution_override, caution_override_subject, false },
	{ cmd_sign_override, sign_override_subject, false },
};

static const struct subject_row *subject_row(const struct command *command)
{
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (subjects[i].run == command->run)
			return &subjects[i];
	return NULL;
}

bool prompt_ready(struct app *app, const struct command *command, struct err *err)
{
	const struct subject_row *row = subject_row(command);
	struct str name;
	str_init(&name);
	bool ok = !row || row->subject(app, &name, err);
	str_release(&name);
	return ok;
}

/* "mark-edit 12 7 l up trap a 7": command, session or client, record, what it says. */
static char *key_of(struct app *app, const struct command *command)
{
	const struct subject_row *row = subject_row(command);
	struct err none = ERR_INIT;
	struct str key;
	str_init(&key);
	str_addf(&key, "%s %lld ", command->name, (long long)owner_of(app, command));
	if (row && row->subject(app, &key, &none) && row->edits && command->preset) {
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
	for (size_t i = 0; i < app->n_kept; i++)
		if (str_eq(app->kept_lines[i].key, key))
			return app->kept_lines[i].line;
	return NULL;
}

static void kept_drop(struct app *app, size_t i)
{
	free(app->kept_lines[i].key);
	free(app->kept_lines[i].line);
	app->n_kept--;
	memmove(&app->kept_lines[i], &app->kept_lines[i + 1], (app->n_kept - i) * sizeof *app->kept_lines);
}

static void kept_changed(struct app *app, int64_t now_ms)
{
	if (app->prompt_first_ms == 0)
		app->prompt_first_ms = now_ms;
	app->prompt_last_ms = now_ms;
}

/* An empty line, or NULL, is forgotten; beyond KEPT_LINES the oldest is. */
static void kept_put(struct app *app, const char *key, const char *line)
{
	char *fresh = str_empty(line) ? NULL : mem_strdup(line), *name = mem_strdup(key);
	kept_changed(app, clock_mono_ms());
	for (size_t i = app->n_kept; i-- > 0;)
		if (str_eq(app->kept_lines[i].key, name))
			kept_drop(app, i);
	if (!fresh) {
		free(name);
		return;
	}
	if (app->n_kept == KEPT_LINES)
		kept_drop(app, 0);
	app->kept_lines = mem_regrow(app->kept_lines, app->n_kept + 1, sizeof *app->kept_lines);
	app->kept_lines[app->n_kept++] = (struct kept_line){ name, fresh };
}

void prompt_forget_held(struct app *app)
{
	if (app->held_key)
		kept_put(app, app->held_key, NULL);
	mem_replace(&app->held_key, NULL);
}

void prompt_lines_release(struct app *app)
{
	while (app->n_kept > 0)
		kept_drop(app, app->n_kept - 1);
	free(app->kept_lines);
	free(app->asked_key);
	free(app->held_key);
}

/* ---- opening ---- */

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
	char *key = key_of(app, command);
	mem_replace(&app->asked_key, key);
	free(key);
	app->prompt_revision = buffer_revision(app->prompt->buffer);
	prompt_read_line(app);
}

void prompt_ask(struct app *app, const struct command *command)
{
	struct str preset;
	char *key = key_of(app, command);
	const char *kept = kept_line(app, key);
	str_init(&preset);
	if (!str_empty(kept))
		str_add(&preset, kept);
	else if (command->preset)
		command->preset(app, &preset);
	prompt_open(app, command, preset.s);
	/* The next command takes the place of the last one; other lines are gone on with. */
	if (command->run == cmd_palette && !str_empty(kept))
		edit_select_all(&app->prompt->edit);
	str_release(&preset);
	free(key);
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

/* ---- what was typed into prompts survives the program ---- */

/* The open line counts as left, but for one that still says what it opened with. */
static void prompt_keep(struct app *app)
{
	const char *line = prompt_pane_line(app->prompt);
	if (app->asked && !app->asked->secret && !str_eq(line, app->opened_with))
		kept_put(app, app->asked_key, line);
}

void prompt_watch(struct app *app, int64_t now_ms)
{
	uint64_t revision = buffer_revision(app->prompt->buffer);
	if (!app->asked || app->asked->secret || revision == app->prompt_revision)
		return;
	app->prompt_revision = revision;
	kept_changed(app, now_ms);
}

int prompt_due_ms(const struct app *app, int64_t now_ms)
{
	return drafts_rhythm_ms(app->prompt_first_ms, app->prompt_last_ms, now_ms);
}

/* The fields come back in the order of their names: a number in front keeps the order of the lines. */
bool prompt_lines_save(struct app *app, struct err *err)
{
	prompt_keep(app);
	struct form_value *values = mem_array(app->n_kept, sizeof *values);
	for (size_t i = 0; i < app->n_kept; i++)
		values[i] = (struct form_value){ str_format("%04zu %s", i, app->kept_lines[i].key),
						 app->kept_lines[i].line };
	bool ok = form_draft_save(app->store, "prompt", 0, values, app->n_kept, err);
	for (size_t i = 0; i < app->n_kept; i++)
		free(values[i].field);
	free(values);
	app->prompt_first_ms = app->prompt_last_ms = ok ? 0 : clock_mono_ms() + DRAFT_RETRY_MS;
	return ok;
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
	app->prompt_first_ms = app->prompt_last_ms = 0;
	form_draft_release(&draft);
}

/* ---- keys ---- */

static void prompt_leave(struct app *app)
{
	bool gives_reason = app->asked->run == cmd_caution_override;
	if (app->asked->secret)
		mem_replace(&app->sign_reason, NULL);
	prompt_keep(app);
	prompt_pane_close(app->prompt);
	app->asked = NULL;
	if (gives_reason)
		caution_gate_leave(app);
}

/* The palette and the search are left so; what else asks cannot do without an answer. */
static void prompt_enter_nothing(struct app *app)
{
	if (app->asked->run == cmd_palette || app->asked->run == cmd_text_search) {
		prompt_leave(app);
		return;
	}
	str_clear(&app->prompt->problem);
	str_addf(&app->prompt->problem, _("Nothing is typed yet. %s. Esc leaves the line."),
		 _(app->asked->help));
}

static void prompt_enter(struct app *app)
{
	const struct command *command = app->asked;
	struct err err = ERR_INIT;
	if (str_empty(prompt_pane_line(app->prompt))) {
		prompt_enter_nothing(app);
		return;
	}
	char *line = mem_strdup(prompt_pane_line(app->prompt)), *key = mem_strdup(app->asked_key);
	app->asked = NULL;
	prompt_pane_close(app->prompt);
	if (caution_gate_run(app, command, line, &err)) {
		kept_put(app, key, NULL);
	} else if (app->asked) {
		/* It asks for something else first, and waits with its line. */
		bool waits = command == app->gate.held;
		kept_put(app, key, waits ? line : NULL);
		mem_replace(&app->held_key, waits ? key : NULL);
	} else if (command->secret) {
		prompt_open(app, command, "");
		str_add(&app->prompt->problem, err.text);
	} else {
		char *confirmed = mem_strdup(app->confirmed);
		prompt_open(app, command, line);
		mem_replace(&app->asked_key, key);
		kept_put(app, key, line);
		app->confirmed = confirmed;
		str_add(&app->prompt->problem, err.text);
	}
	if (command->secret)
		secret_wipe(line, strlen(line));
	free(line);
	free(key);
}

/* A key that would do something elsewhere does nothing here, and says so; a warning that stands is not covered. */
static void prompt_holds(struct app *app)
{
	if (app->prompt->problem.len == 0)
		str_add(&app->prompt->problem,
			_("This line is open: Enter enters it, Esc leaves it and keeps what is typed."));
}

bool prompt_takes(struct app *app, const struct key *key)
{
	if (!app->asked)
		return false;
	/* Deleting a letter deletes no line. */
	if (key->kind == KEY_BACKSPACE && app->asked->run == cmd_palette)
		edit_select_none(&app->prompt->edit);
	if (key->kind == KEY_ESCAPE) {
		prompt_leave(app);
	} else if (key->kind == KEY_ENTER)
		prompt_enter(app);
	else if (key->kind == KEY_TAB)
		prompt_complete(app);
	else if (app->prompt->pane.class->key(&app->prompt->pane, key))
		prompt_read_line(app);
	else
		prompt_holds(app);
	return true;
}
