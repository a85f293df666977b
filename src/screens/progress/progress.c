/* SPDX-License-Identifier: MIT */
/* Looking at how a client goes. Nothing is changed here. */
#include "screens/progress/progress.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/keyed.h"
#include "app/session_text.h"
#include "base/i18n.h"
#include "rule/comparison.h"
#include "rule/course_say.h"
#include "rule/helped.h"
#include "screens/screens.h"

enum { TABLE_COLS = 96, PRACTICE_DAYS = 366 };

static void progress_screen_init(struct screen *screen, struct app *app)
{
	struct progress_screen *progress = (struct progress_screen *)screen;
	(void)app;
	progress->pane = progress_pane_new();
	progress_view_init(&progress->view);
	entry_undo_init(&progress->undo);
}

static void progress_screen_release(struct screen *screen)
{
	struct progress_screen *progress = (struct progress_screen *)screen;
	pane_free(&progress->pane->pane);
	progress_view_release(&progress->view);
	entry_undo_release(&progress->undo);
}

static struct pane *progress_pane_of(const struct screen *screen)
{
	return &((const struct progress_screen *)screen)->pane->pane;
}

static void progress_title(const struct screen *screen, const struct app *app, struct str *out)
{
	(void)app;
	str_add(out, _("Progress: "));
	client_name(&((const struct progress_screen *)screen)->view.client, out);
}

struct progress_screen *progress_of(struct app *app)
{
	return (struct progress_screen *)app_screen(app, &progress_screen);
}

const struct client *progress_client(const struct app *app)
{
	for (size_t i = 0; i < app->screens.n_made; i++)
		if (app->screens.made[i]->class == &progress_screen)
			return &((const struct progress_screen *)app->screens.made[i])->view.client;
	return NULL;
}

int64_t progress_owner(const struct app *app)
{
	const struct client *client = progress_client(app);
	return client ? client->id : 0;
}

static bool progress_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct progress_screen *progress = (struct progress_screen *)screen;
	int64_t before = progress->view.client.id;
	(void)with;
	bool ok = progress_view_open(&progress->view, app, err);
	/* What was done for another client is not undone here. */
	if (progress->view.client.id != before) {
		entry_undo_release(&progress->undo);
		progress->group = progress->shorter = 0;
	}
	return ok && progress_fill(app, err);
}

bool progress_ready(struct app *app, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	bool in_front = app_is_at(app, "progress") || app_is_at(app, "course");
	return (in_front && progress->view.client.id != 0) ||
	       progress_open(&progress->screen, app, NULL, err);
}

static bool cmd_progress_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "progress", NULL, err);
}

static const struct command progress_show_command = {
	.name = "progress-show",
	.scope = "any",
	.keys = "chart:Alt-B day:p",
	.help = N_("Show how the client goes: what was measured over the sessions, the course, its goals"),
	.run = cmd_progress_show,
};

static bool step_of(const char *argument, long long *step, struct err *err)
{
	return (str_to_int(argument, step) && *step >= -1000 && *step <= 1000) ||
	       err_set(err, ERR_INPUT, _("Say +1 or -1."));
}

static bool cmd_progress_measure(struct app *app, const char *argument, int value, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	int n = progress->view.n_groups;
	(void)argument;
	if (n == 0)
		return err_set(err, ERR_MISSING,
			       _("Nothing was measured yet: {measure-add} in the chart does."));
	progress->group = (progress->group + value + n) % n;
	return progress_fill(app, err);
}

static const struct command progress_measure_command = {
	.name = "progress-measure",
	.scope = "progress",
	.keys = "Tab",
	.hint = N_("measure"),
	.hint_scopes = "progress",
	.help = N_("Go to the next measure"),
	.run = cmd_progress_measure,
	.value = 1,
};

static const struct command progress_measure_back_command = {
	.name = "progress-measure-back",
	.scope = "progress",
	.keys = "Shift-Tab",
	.help = N_("Go to the measure before"),
	.run = cmd_progress_measure,
	.value = -1,
};

static bool cmd_progress_span(struct app *app, const char *argument, int value, struct err *err)
{
	long long step;
	(void)value;
	return step_of(argument, &step, err) && progress_span(app, (int)step, err);
}

static const struct command progress_span_command = {
	.name = "progress-span",
	.scope = "progress",
	.keys = "[=-1 ]=+1",
	.hint = N_("span"),
	.hint_scopes = "progress",
	.ask = N_("Longer or shorter (+1, -1)"),
	.help = N_("Look less or further back"),
	.run = cmd_progress_span,
	.owner = progress_owner,
};

/* ---- texts to be read ---- */

static bool cmd_progress_open(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t id = progress_pane_session(progress_of(app)->pane);
	struct session session;
	struct str title, text;
	char day[DATE_SIZE];
	(void)argument, (void)value;
	if (id == 0)
		return err_set(err, ERR_MISSING, _("No dot is chosen: the arrows choose one."));
	session_init(&session);
	str_init(&title);
	str_init(&text);
	bool ok = session_load(app->store, id, &session, err) &&
		  session_text(app->store, app->catalogue, &session, NULL, &text, err);
	if (ok) {
		wall_date(session.start, day);
		str_addf(&title, "%s, %s", date_long(day), session_status_word(session.status));
		app_read(app, title.s, text.s);
	}
	str_release(&text);
	str_release(&title);
	session_release(&session);
	return ok;
}

static const struct command progress_open_command = {
	.name = "progress-open",
	.scope = "progress",
	.keys = "Enter",
	.hint = N_("session"),
	.hint_scopes = "progress",
	.help = N_("Read the session of the chosen dot"),
	.run = cmd_progress_open,
};

static void goals_add(const struct app *app, const struct progress_view *view, struct str *out)
{
	for (size_t i = 0; i < view->goals.n; i++) {
		const struct goal *goal = &view->goals.rows[i];
		double now;
		str_add(out, i ? "" : "\n");
		str_add(out, _("Goal: "));
		goal_describe(app->catalogue, goal, out);
		if (goal->met_on)
			str_addf(out, _(", met on %s"), date_medium(goal->met_on));
		else if (progress_view_goal_now(view, goal, &now))
			str_addf(out, _(", now %g"), now);
		str_addc(out, '\n');
	}
}

/* Against the first session of the running course, or the very first. */
static bool cmd_reassess_show(struct app *app, const char *argument, int value, struct err *err)
{
	const struct progress_view *view = &progress_of(app)->view;
	struct str text;
	(void)argument, (void)value;
	if (!progress_ready(app, err))
		return false;
	const struct course_row *row = progress_view_running(view);
	int cols = app->grid.cols - 3 < TABLE_COLS ? app->grid.cols - 3 : TABLE_COLS;
	str_init(&text);
	comparison_table(app->catalogue, &view->series, row ? row->course.begun_on : NULL, view->day, cols,
			 &text);
	if (text.len == 0)
		keyed_add(
			app, &text,
			_("Nothing was measured yet. {measure-add} in the chart writes the first value down.\n"));
	goals_add(app, view, &text);
	if (row && course_review_state(&row->course, &row->count, view->day) != REVIEW_NONE)
		keyed_add(
			app, &text,
			_("\nA review is due: {back}, then {course-review progress} records that it was done.\n"));
	app_read(app,
		 row ? _("Compared with the first session of the course")
		     : _("Compared with the first session"),
		 text.s);
	str_release(&text);
	return true;
}

static const struct command reassess_show_command = {
	.name = "reassess-show",
	.scope = "any",
	.keys = "progress:r course:r",
	.hint = N_("compare"),
	.hint_scopes = "progress course",
	.help = N_("Compare all measures with the first session, side by side"),
	.run = cmd_reassess_show,
};

/* ---- what followed ---- */

static bool helped_add(struct app *app, int64_t client, const char *from, bool by_dose, struct str *out,
		       struct err *err)
{
	struct helped helped;
	helped_init(&helped, by_dose);
	bool ok = helped_load(app->store, app->catalogue, client, from, &helped, err);
	if (ok && helped.n > 0)
		str_add(out, by_dose ? _("\nBy dose:\n") : _("\nBy technique:\n"));
	for (size_t i = 0; ok && i < helped.n; i++) {
		str_add(out, "- ");
		helped_say(app->catalogue, &helped.rows[i], out);
		str_addc(out, '\n');
	}
	if (ok && helped.n == 0 && !by_dose)
		str_add(out,
			_("\nNothing to count yet: values before and after treatment are needed, 7>3 on a mark or 6>2 on "
			  "a measure.\n"));
	helped_release(&helped);
	return ok;
}

/* `value` 1: over the practice. */
static bool cmd_helped_show(struct app *app, const char *argument, int value, struct err *err)
{
	char today[DATE_SIZE], from[DATE_SIZE];
	struct str text;
	(void)argument;
	if (value == 0 && !progress_ready(app, err))
		return false;
	date_today(today);
	date_add_days(today, -PRACTICE_DAYS, from);
	int64_t client = value == 0 ? progress_of(app)->view.client.id : 0;
	const char *since = value == 0 ? NULL : from;
	str_init(&text);
	str_add(&text,
		_("What was noted after each technique, counted. That one came after the other is all it says; few "
		  "cases say little.\n"));
	bool ok = helped_add(app, client, since, false, &text, err) &&
		  helped_add(app, client, since, true, &text, err);
	if (ok)
		app_read(app,
			 value == 0 ? _("What followed")
				    : _("What followed, over the practice in the last year"),
			 text.s);
	str_release(&text);
	return ok;
}

static const struct command helped_show_command = {
	.name = "helped-show",
	.scope = "any",
	.keys = "progress:w",
	.hint = N_("what followed"),
	.hint_scopes = "progress",
	.help = N_("Count which change followed the techniques with this client"),
	.run = cmd_helped_show,
};

static const struct command helped_practice_command = {
	.name = "helped-practice",
	.scope = "any",
	.help = N_("Count the same over the practice in the last year, without names; for the owner"),
	.run = cmd_helped_show,
	.value = 1,
};

static const struct command *const progress_commands[] = {
	&progress_show_command, &progress_measure_command, &progress_measure_back_command,
	&progress_span_command, &progress_open_command,    &reassess_show_command,
	&helped_show_command,   &helped_practice_command,  NULL,
};

const struct screen_class progress_screen = {
	.scope = "progress",
	.say_title = progress_title,
	.size = sizeof(struct progress_screen),
	.init = progress_screen_init,
	.release = progress_screen_release,
	.pane = progress_pane_of,
	.open = progress_open,
	.commands = progress_commands,
};
