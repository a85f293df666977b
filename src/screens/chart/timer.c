/* SPDX-License-Identifier: MIT */
/* Timers: started and stopped by one key, on a mark, on a ticked technique, or on whatever was timed last. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { LATE_SECONDS = 60 };

/* ---- finding ------------------------------------------------------------------------------------------- */

static const struct technique *technique_of(const struct app *app, const struct application *application)
{
	int index = catalogue_technique(app->catalogue, application->technique);
	return index >= 0 ? &app->catalogue->techniques[index] : NULL;
}

static bool is_timed(const struct app *app, const struct application *application)
{
	const struct technique *technique = technique_of(app, application);
	struct timer_spec spec;
	return technique && timer_spec_of(technique, application, &spec);
}

/* The timer of the application that the key would stop. */
static const struct timer *running(const struct app *app, const struct application *application)
{
	for (size_t i = 0; i < app->open->timing.timers.n; i++) {
		const struct timer *timer = &app->open->timing.timers.rows[i];
		if (timer->application_id == application->id && timer->kind != TIMER_REST)
			return timer;
	}
	return NULL;
}

/* The rest of the point, whichever press it comes from. */
static const struct timer *resting(const struct app *app, const struct application *application)
{
	for (size_t i = 0; i < app->open->timing.timers.n; i++) {
		const struct timer *timer = &app->open->timing.timers.rows[i];
		if (timer->kind == TIMER_REST && (timer->application_id == application->id ||
						  (timer->mark_id && timer->mark_id == application->mark_id)))
			return timer;
	}
	return NULL;
}

/* ---- starting ------------------------------------------------------------------------------------------ */

static void fill(struct timer *timer, const struct application *application, enum timer_kind kind,
		 const char *dose, int seconds)
{
	timer_init(timer);
	timer->session_id = application->session_id;
	timer->kind = kind;
	timer->technique = mem_strdup(application->technique);
	timer->mark_id = application->mark_id;
	timer->application_id = application->id;
	timer->dose = mem_strdup(dose);
	timer->seconds = seconds;
	timer->started_ms = clock_now_ms();
}

static bool start_one(struct app *app, const struct application *application, enum timer_kind kind,
		      const char *dose, int seconds, struct err *err)
{
	struct timer timer;
	fill(&timer, application, kind, dose, seconds);
	bool ok = timer_start(app->store, &timer, err);
	/* A rest goes when the press before it is undone. */
	if (ok && kind == TIMER_REST)
		entry_undo_voided(&app->open->undo, UNDO_TIMER_STARTED, timer.id, false);
	timer_release(&timer);
	return ok;
}

static int presses_said(const struct application *application)
{
	const char *presses = application_dose(application, "presses");
	return presses ? atoi(presses) : 0;
}

/* The protocol of the graded press is said, never enforced: a minute of build-up, two to four presses, the rest between. */
static void say_press(struct app *app, const struct application *application, int rest_left)
{
	int press = presses_said(application) + 1;
	int usual = timer_presses_usual(technique_of(app, application));
	if (usual && press > usual)
		app_say(app,
			_("Press %d on this point: up to %d in a session are usual. {timer-mark|technique-tick|timer-row} ends it."),
			press, usual);
	else if (rest_left > 0)
		app_say(app,
			_("Press %d, with %d:%02d of the rest still to go. {timer-mark|technique-tick|timer-row} ends it."),
			press, rest_left / 60, rest_left % 60);
	else
		app_say(app,
			_("Press %d: build the force up slowly, for up to a minute. {timer-mark|technique-tick|timer-row} ends it."),
			press);
}

static void say_start(struct app *app, const struct application *application, const struct timer_spec *spec,
		      int rest_left)
{
	const char *name = i18n_name(technique_of(app, application)->short_name);
	if (spec->kind == TIMER_BUILD)
		say_press(app, application, rest_left);
	else if (spec->seconds)
		app_say(app, _("%s: counting down %d:%02d. The same key stops it."), name, spec->seconds / 60,
			spec->seconds % 60);
	else
		app_say(app, _("%s: the time runs. The same key stops it."), name);
}

static bool start(struct app *app, const struct application *application, struct err *err)
{
	const struct technique *technique = technique_of(app, application);
	const struct timer *rest = resting(app, application);
	int rest_left = rest ? timer_left(rest, clock_now_ms()) : 0;
	struct timer_spec spec;
	if (!technique || !timer_spec_of(technique, application, &spec))
		return err_set(
			err, ERR_REFUSED,
			_("%s has no dose in seconds or minutes to time. {technique-void} takes it back."),
			technique ? i18n_name(technique->short_name) : application->technique);
	/* What a press left in the dose is no target for the next. */
	if (spec.kind == TIMER_BUILD && presses_said(application) > 0 &&
	    !timer_planned(app->store, application->id, TIMER_BUILD, &spec.seconds, err))
		return false;
	if (!store_begin(app->store, err))
		return false;
	bool ok = (!rest || timer_stop(app->store, rest->id, clock_now_ms(), err)) &&
		  start_one(app, application, spec.kind, spec.dose->name, spec.seconds, err);
	if (!store_end(app->store, ok, err))
		return false;
	app->open->timing.last = application->id;
	say_start(app, application, &spec, rest_left);
	return timing_load(app, err);
}

/* ---- stopping ------------------------------------------------------------------------------------------ */

static void say_stop(struct app *app, const struct timer *timer, const struct application *fresh,
		     bool measured, int rest, int64_t now)
{
	char *title = application_title(app, fresh);
	int late =
		timer->seconds && timer->kind == TIMER_DOWN ? timer_elapsed(timer, now) - timer->seconds : 0;
	if (!measured)
		app_say(app, _("Stopped at once: the dose stays as it was."));
	else if (rest)
		app_say(app, _("Noted: %s. The point rests %d:%02d."), title, rest / 60, rest % 60);
	else if (late >= LATE_SECONDS)
		app_say(app, _("Noted: %s. It was over %d min ago; mend the dose if it went on."), title,
			late / 60);
	else
		app_say(app, _("Noted: %s"), title);
	free(title);
}

/* What was measured, the end of the timer and the rest that follows are one change. */
static bool stop_store(struct app *app, const struct timer *timer, const struct application *before,
		       struct application *fresh, int rest, int64_t now, struct err *err)
{
	bool changed = fresh != NULL;
	if (!store_begin(app->store, err))
		return false;
	bool ok = timer_stop(app->store, timer->id, now, err);
	bool noted = ok && changed && treatment_change(app, before, fresh, err);
	ok = ok && noted == changed && (!rest || start_one(app, before, TIMER_REST, "rest", rest, err));
	ok = store_end(app->store, ok, err);
	if (!ok && noted)
		entry_undo_forget(&app->open->undo);
	return ok;
}

static bool stop(struct app *app, const struct timer *timer, const struct application *before,
		 struct err *err)
{
	struct application fresh;
	int64_t now = clock_now_ms();
	application_init(&fresh);
	application_copy(&fresh, before);
	bool measured = timer_measure(app->catalogue, timer, now, &fresh);
	int rest = measured && timer->kind == TIMER_BUILD
			   ? timer_rest_seconds(technique_of(app, before), before)
			   : 0;
	bool ok = stop_store(app, timer, before, measured ? &fresh : NULL, rest, now, err);
	if (ok) {
		app->open->timing.last = fresh.id;
		say_stop(app, timer, &fresh, measured, rest, now);
		ok = session_reload(app, err) && timing_load(app, err);
	}
	application_release(&fresh);
	return ok;
}

bool timer_press(struct app *app, const struct application *application, struct err *err)
{
	if (!chart_may_change(app, err))
		return false;
	const struct timer *timer = running(app, application);
	bool ok = timer ? stop(app, timer, application, err) : start(app, application, err);
	/* Stopped by another program meanwhile: what runs is shown as it is now. */
	if (!ok && err && err->kind == ERR_MISSING)
		timing_load(app, NULL);
	return ok;
}

/* ---- the keys ------------------------------------------------------------------------------------------ */

/* The one that runs on the mark, else the newest that can be timed. */
static const struct application *application_on(const struct app *app, int64_t mark_id)
{
	const struct application *found = NULL;
	for (size_t i = 0; i < app->open->applications.n; i++) {
		const struct application *one = &app->open->applications.rows[i];
		if (one->mark_id != mark_id || !is_timed(app, one))
			continue;
		if (running(app, one))
			return one;
		found = one;
	}
	return found;
}

/* The technique that was timed last in this session, to be offered for the next mark. */
static const char *technique_last(const struct app *app)
{
	const struct application *last = session_application(app->open, app->open->timing.last);
	for (size_t i = app->open->applications.n; !last && i > 0; i--)
		if (is_timed(app, &app->open->applications.rows[i - 1]))
			last = &app->open->applications.rows[i - 1];
	return last ? last->technique : "";
}

static bool cmd_timer_mark(struct app *app, const char *argument, int value, struct err *err)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	(void)argument, (void)value;
	if (!mark)
		return err_set(err, ERR_MISSING, _("There is no mark to time. {mark-add marks} marks one."));
	if (!chart_may_change(app, err))
		return false;
	const struct application *application = application_on(app, mark->id);
	if (application)
		return timer_press(app, application, err);
	prompt_ask_with(app, command_named("timer-start"), technique_last(app));
	prompt_select(app); /* typing names another */
	return true;
}

static const struct command timer_mark_command = {
	.name = "timer-mark",
	.scope = "marks",
	.keys = "Space",
	.hint = N_("time"),
	.hint_scopes = "marks:3",
	.help = N_("Start the timer of the chosen mark, or stop it: its seconds go into the dose"),
	.run = cmd_timer_mark,
};

/* What is under the hand ends first; else what was timed last goes on. */
static const struct application *application_last(const struct app *app)
{
	const struct application *found = NULL;
	for (size_t i = 0; i < app->open->timing.timers.n; i++) {
		const struct timer *timer = &app->open->timing.timers.rows[i];
		const struct application *one = session_application(app->open, timer->application_id);
		if (one && (timer->kind == TIMER_HOLD || timer->kind == TIMER_BUILD))
			found = one;
	}
	if (!found)
		found = session_application(app->open, app->open->timing.last);
	for (size_t i = app->open->timing.timers.n; !found && i > 0; i--)
		found = session_application(app->open, app->open->timing.timers.rows[i - 1].application_id);
	return found;
}

static bool cmd_timer_toggle(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *application = application_last(app);
	(void)argument, (void)value;
	if (!application)
		return err_set(
			err, ERR_MISSING,
			_("Nothing was timed yet: {timer-mark|technique-tick} on a mark or on a ticked technique starts."));
	return timer_press(app, application, err);
}

static const struct command timer_toggle_command = {
	.name = "timer-toggle",
	.scope = "chart",
	.keys = "Alt-Space",
	.help = N_("Stop the timer that runs, or start the last one again"),
	.run = cmd_timer_toggle,
};

static void timer_reading(struct app *app, const char *argument, struct str *out)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	struct entry_session session = { app->open->marks.rows, app->open->marks.n, mark == NULL };
	if (str_empty(argument)) {
		str_add(out, _("the technique, with what is known of its dose: tpg 12kg, tpc"));
		return;
	}
	entry_technique_reading(app, argument, &session, out);
}

/* On the chosen mark, unless the line names another place. */
static bool cmd_timer_start(struct app *app, const char *argument, int value, struct err *err)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	struct entry_session session = { app->open->marks.rows, app->open->marks.n, mark == NULL };
	struct entry_reading reading;
	(void)value;
	entry_reading_init(&reading);
	entry_read_technique_in(app->catalogue, -1, argument, &session, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err);
	struct application *said = ok ? &reading.entries[0].applications[0] : NULL;
	if (ok && !is_timed(app, said))
		ok = err_set(err, ERR_INPUT, _("%s has no dose in seconds or minutes to time."),
			     i18n_name(technique_of(app, said)->short_name));
	if (ok) {
		if (mark && str_empty(said->region) && said->mark_id == 0)
			said->mark_id = mark->id;
		char *title = application_title(app, said);
		ok = treatment_add(app, title, said, 1, err);
		free(title);
	}
	const struct application *added = ok ? session_application(app->open, said->id) : NULL;
	ok = ok && added && timer_press(app, added, err);
	entry_reading_release(&reading);
	return ok;
}

static const struct command timer_start_command = {
	.name = "timer-start",
	.scope = "chart",
	.ask = N_("Technique to time"),
	.help = N_("Use a technique on the chosen mark and start its timer: tpc"),
	.run = cmd_timer_start,
	.reading = timer_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

const struct command *const timer_commands[] = {
	&timer_mark_command,
	&timer_toggle_command,
	&timer_start_command,
	NULL,
};
