/* SPDX-License-Identifier: MIT */
/* Measures by their line: adding, changing, taking back. They stand below the marks. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/measure_line.h"
#include "rule/progress.h"
#include "store/measures.h"

static void candidates_add(const struct app *app, const struct measure_reading *reading, struct str *out)
{
	struct str name;
	str_init(&name);
	for (size_t i = 0; i < reading->reading.n_candidates; i++) {
		str_clear(&name);
		const char *code = reading_candidate(app->catalogue, &reading->reading, i, &name);
		str_addf(out, "%s%s %s", i ? (utf8_terminal() ? " · " : ", ") : "\n", code, name.s);
	}
	str_release(&name);
}

/* The client's own activities may be named by how they begin. */
static void line_read(const struct app *app, const char *line, struct measure_reading *reading)
{
	struct activities activities = { NULL, 0 };
	struct err err = ERR_INIT;
	activities_load(app->store, app->open->session.client_id, &activities, &err);
	struct measure_known known = { (const char *const *)activities.rows, activities.n };
	measure_reading_init(reading);
	measure_line_read(app->catalogue, &known, line, reading);
	activities_release(&activities);
}

static bool mode_missing(const struct measure *measure)
{
	return measure->kind == MEASURE_ROM && measure->mode == MODE_UNSAID;
}

/* Where it is not said, a movement is measured as it was last, else actively. */
static bool modes_take(const struct app *app, struct measure_reading *reading, struct err *err)
{
	for (size_t i = 0; i < reading->n; i++) {
		struct measure *measure = &reading->measures[i];
		if (!mode_missing(measure))
			continue;
		if (!measure_mode_last(app->store, app->open->session.id, measure, &measure->mode, err))
			return false;
		measure->mode = measure_mode_meant(measure);
	}
	return true;
}

/* "active, as last time". */
static void mode_add(const struct app *app, const struct measure *measure, struct str *out)
{
	enum measure_mode mode;
	struct err err = ERR_INIT;
	if (!mode_missing(measure) ||
	    !measure_mode_last(app->store, app->open->session.id, measure, &mode, &err))
		return;
	str_addf(out, mode == MODE_UNSAID ? _(" · taken as %s") : _(" · %s, as last time"),
		 measure_mode_word(mode == MODE_UNSAID ? MODE_ACTIVE : mode));
}

/* What the change in the session comes to, with what would matter. */
static void verdict_add(const struct app *app, const struct measure *measure, struct str *out)
{
	struct progress_rule rule;
	struct progress_change change;
	double before, after;
	if (!measure_mean(&measure->before, &before) || !measure_mean(&measure->after, &after))
		return;
	progress_rule_of(app->catalogue, measure, &rule);
	progress_change_of(&rule, before, after, &change);
	str_add(out, " (");
	progress_change_say(&change, out);
	str_add(out, ")");
}

static void measure_reading_words(struct app *app, const char *argument, struct str *out)
{
	struct measure_reading reading;
	if (str_empty(argument)) {
		str_add(out,
			_("what, side, before>after; several parted by “;”:\n"
			  "cx rot l 55>70 r 60 active firm; pain 6>2; psfs \"carry shopping\" 3; ndi 22/50"));
		return;
	}
	line_read(app, argument, &reading);
	for (size_t i = 0; i < reading.n; i++) {
		str_add(out, out->len ? "\n" : "");
		measure_describe(app->catalogue, &reading.measures[i], out);
		mode_add(app, &reading.measures[i], out);
		verdict_add(app, &reading.measures[i], out);
	}
	if (!reading.reading.ok)
		str_addf(out, "%s%s", out->len ? "\n" : "", reading.reading.problem.text);
	candidates_add(app, &reading, out);
	measure_reading_release(&reading);
}

static bool accepted(const struct app *app, const struct measure_reading *reading, struct err *err)
{
	struct str candidates;
	if (reading->reading.ok)
		return true;
	str_init(&candidates);
	candidates_add(app, reading, &candidates);
	err_set(err, ERR_INPUT, "%s%s", reading->reading.problem.text, candidates.s);
	str_release(&candidates);
	return false;
}

static char *title_of(const struct app *app, const struct measure *measure)
{
	struct str line;
	str_init(&line);
	measure_name(app->catalogue, measure, &line);
	str_addc(&line, ' ');
	measure_short_values(measure, &line);
	return str_take(&line);
}

/* What undo names: the first of them, and how many others went with it. */
static char *title_of_line(const struct app *app, const struct measure_reading *reading)
{
	char *first = title_of(app, &reading->measures[0]);
	int others = (int)reading->n - 1;
	if (others == 0)
		return first;
	char *title = str_format(P_("%s and %d more", "%s and %d more", others), first, others);
	free(first);
	return title;
}

static bool add_all(struct app *app, struct measure_reading *reading, struct err *err)
{
	char *title = title_of_line(app, reading);
	for (size_t i = 0; i < reading->n; i++)
		reading->measures[i].session_id = app->open->session.id;
	bool ok = measures_save(app->store, reading->measures, reading->n, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title);
		for (size_t i = 0; i < reading->n; i++)
			entry_undo_voided(&app->open->undo, UNDO_MEASURE_VOIDED, reading->measures[i].id,
					  false);
		ok = session_reload(app, err);
	}
	if (ok && reading->n == 1)
		app_say(app, _("Measured: %s"), title);
	else if (ok)
		app_say(app, P_("Measured: %d value.", "Measured: %d values.", (int)reading->n),
			(int)reading->n);
	free(title);
	return ok;
}

static bool cmd_measure_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct measure_reading reading;
	(void)value;
	line_read(app, argument, &reading);
	bool ok =
		accepted(app, &reading, err) && modes_take(app, &reading, err) && add_all(app, &reading, err);
	measure_reading_release(&reading);
	return ok;
}

static const struct command measure_add_command = {
	.name = "measure-add",
	.scope = "chart",
	.keys = "Alt-r",
	.hint = N_("measure"),
	.hint_scopes = "marks",
	.ask = N_("Measure"),
	.help = N_("Write down what was measured: cx rot l 55>70; pain 6>2; psfs \"carry shopping\" 3>6"),
	.run = cmd_measure_add,
	.reading = measure_reading_words,
	.subject = chart_subject,
	.owner = chart_owner,
};

static void measure_edit_preset(struct app *app, struct str *out)
{
	const struct measure *measure = marks_pane_chosen_measure(app->chart->marks_pane);
	if (measure)
		measure_compose(measure, out);
}

static bool change_one(struct app *app, const struct measure *old, struct measure *fresh, struct err *err)
{
	char *title = title_of(app, fresh);
	fresh->id = old->id;
	fresh->session_id = old->session_id;
	mem_replace(&fresh->uid, old->uid);
	bool ok = measure_save(app->store, fresh, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title);
		entry_undo_measure_changed(&app->open->undo, old, fresh);
		ok = session_reload(app, err);
		app_say(app, _("Changed: %s"), title);
	}
	free(title);
	return ok;
}

static bool measure_edit_subject(struct app *app, struct str *out, struct err *err)
{
	const struct measure *measure = marks_pane_chosen_measure(app->chart->marks_pane);
	if (!measure)
		return err_set(err, ERR_MISSING,
			       _("There is no measure to change. {measure-add} writes one down."));
	if (!chart_may_change(app, err))
		return false;
	str_addf(out, "%lld", (long long)measure->id);
	return true;
}

static bool cmd_measure_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct measure *old = marks_pane_chosen_measure(app->chart->marks_pane);
	struct measure_reading reading;
	(void)value;
	line_read(app, argument, &reading);
	bool ok = accepted(app, &reading, err);
	if (ok && reading.n != 1)
		ok = err_set(err, ERR_INPUT, _("Change one measure at a time: one side, no “;”."));
	ok = ok && modes_take(app, &reading, err) && change_one(app, old, &reading.measures[0], err);
	measure_reading_release(&reading);
	return ok;
}

static const struct command measure_edit_command = {
	.name = "measure-edit",
	.scope = "marks",
	.ask = N_("Measure"),
	.help = N_("Change the chosen measure"),
	.run = cmd_measure_edit,
	.reading = measure_reading_words,
	.preset = measure_edit_preset,
	.subject = measure_edit_subject,
	.owner = chart_owner,
	.edits = true,
};

static bool cmd_measure_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct measure *measure = marks_pane_chosen_measure(app->chart->marks_pane);
	(void)argument, (void)value;
	if (!measure)
		return err_set(err, ERR_MISSING, _("There is no measure to take back."));
	if (!chart_may_change(app, err))
		return false;
	char *title = title_of(app, measure);
	int64_t id = measure->id;
	bool ok = measure_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title);
		entry_undo_voided(&app->open->undo, UNDO_MEASURE_VOIDED, id, true);
		ok = session_reload(app, err);
	}
	if (ok)
		app_say(app, _("Taken back: %s. {undo} brings it back."), title);
	free(title);
	return ok;
}

static const struct command measure_void_command = {
	.name = "measure-void",
	.scope = "marks",
	.help = N_("Take the chosen measure back"),
	.run = cmd_measure_void,
};

const struct command *const measure_commands[] = {
	&measure_add_command,
	&measure_edit_command,
	&measure_void_command,
	NULL,
};
