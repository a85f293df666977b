/* SPDX-License-Identifier: MIT */
/* The course of treatment: begun, changed, looked at again, ended. Each is a step that u takes back. */
#include "screens/progress/course.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/entries.h"
#include "app/keyed.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/course_line.h"
#include "rule/course_say.h"
#include "screens/progress/progress.h"
#include "screens/screens.h"
#include "store/courses.h"

/* ---- the list ---- */

/* "[ ] carry the shopping home: now 6, aim 8 · carry the shopping": what tells least stands where it may be cut. */
static void goal_row(const struct app *app, const struct progress_view *view, const struct goal *goal,
		     struct str *out)
{
	struct progress_rule rule;
	double now, target;
	str_add(out, goal->met_on ? "    [x] " : "    [ ] ");
	str_add(out, goal->text);
	if (goal->met_on)
		str_addf(out, _(", met on %s"), date_short(goal->met_on));
	if (!goal->has_measure || !measure_mean(&goal->target, &target))
		return;
	str_add(out, ": ");
	if (progress_view_goal_now(view, goal, &now)) {
		str_add(out, _("now "));
		measure_number(goal->measure.unit, now, out);
		str_add(out, ", ");
		progress_rule_of(app->catalogue, &goal->measure, &rule);
		if (!goal->met_on && progress_target_met(&rule, target, now))
			keyed_add(app, out, _("reached ({goal-met} says so), "));
	}
	str_add(out, _("aim "));
	measure_number(goal->measure.unit, target, out);
	str_add(out, utf8_terminal() ? " · " : ", ");
	measure_short_name(app->catalogue, &goal->measure, out);
}

/* How it goes on the first row, how it was planned on the second. */
static void course_rows_add(struct list_screen *list, const struct course_row *row, const char *day)
{
	const struct course *course = &row->course;
	struct str *out = list_row(list, course->id);
	const char *dot = utf8_terminal() ? " · " : ", ";
	str_addf(out, "%s: ", course->reason);
	if (course->ended_on) {
		str_addf(out, _("ended %s: %s"), date_medium(course->ended_on),
			 course_outcome_word(course->outcome));
		if (!str_empty(course->outcome_note))
			str_addf(out, " (%s)", course->outcome_note);
		str_add(out, dot);
	}
	course_brief(course, &row->count, day, out);
	out = list_row(list, course->id);
	str_addf(out, _("  begun %s"), date_medium(course->begun_on));
	if (course->review_every > 0)
		str_addf(out,
			 P_("%sreview every session", "%sreview every %d sessions", course->review_every),
			 dot, course->review_every);
	if (row->count.reviewed)
		str_addf(out, _("%slast on %s"), dot, date_medium(row->count.last_review));
	if (row->count.missed > 0)
		str_addf(out, P_("%s%d missed", "%s%d missed", row->count.missed), dot, row->count.missed);
}

/* The first course, its goals, then the others. A row's record is its course; that of a goal counts below zero. */
static bool course_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct list_screen *list = (struct list_screen *)screen;
	const struct progress_view *view = &progress_of(app)->view;
	(void)err;
	list_begin(list);
	for (size_t i = 0; i < view->courses.n; i++) {
		course_rows_add(list, &view->courses.rows[i], view->day);
		for (size_t k = 0; i == 0 && k < view->goals.n; k++)
			goal_row(app, view, &view->goals.rows[k], list_row(list, -view->goals.rows[k].id));
	}
	list_end(
		list,
		_("No course of treatment yet. {course-begin} begins one:\n  Neck pain, 6 sessions, review every 5"));
	return true;
}

static bool course_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	(void)with;
	return progress_ready(app, err) && course_refresh(screen, app, err);
}

static void course_title(const struct screen *screen, const struct app *app, struct str *out)
{
	(void)screen;
	str_add(out, _("Course of treatment: "));
	client_name(progress_client(app), out);
}

static struct list_screen *list_of(struct app *app)
{
	return (struct list_screen *)app_screen(app, &course_screen);
}

static const struct course *chosen_course(struct app *app)
{
	const struct courses *courses = &progress_of(app)->view.courses;
	int64_t chosen = list_chosen(list_of(app));
	for (size_t i = 0; i < courses->n; i++)
		if (courses->rows[i].course.id == chosen)
			return &courses->rows[i].course;
	return NULL;
}

const struct goal *course_goal_chosen(struct app *app)
{
	const struct goals *goals = &progress_of(app)->view.goals;
	int64_t chosen = list_chosen(list_of(app));
	for (size_t i = 0; i < goals->n; i++)
		if (goals->rows[i].id == -chosen)
			return &goals->rows[i];
	return NULL;
}

/* Whatever shows courses shows them as they are now. */
bool course_shown_again(struct app *app, struct err *err)
{
	return progress_view_load(&progress_of(app)->view, app->store, err) && progress_fill(app, err) &&
	       app_refresh(app, err) && (app->open->session.id == 0 || session_reload_courses(app, err));
}

static bool cmd_course_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "course", NULL, err);
}

static const struct command course_show_command = {
	.name = "course-show",
	.scope = "any",
	.keys = "progress:c",
	.hint = N_("course"),
	.hint_scopes = "progress",
	.help = N_("List the client's course of treatment with its goals, and earlier ones"),
	.run = cmd_course_show,
};

const struct course_row *course_running(struct app *app, struct err *err)
{
	const struct course_row *row = progress_view_running(&progress_of(app)->view);
	if (!row)
		err_set(err, ERR_MISSING, _("No course of treatment runs: course-begin begins one."));
	return row;
}

/* The view is of the client in front before a line is kept for one. */
static bool course_begin_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return progress_ready(app, err);
}

bool course_running_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return progress_ready(app, err) && course_running(app, err) != NULL;
}

/* What the last step was is kept for undo; with `before` NULL it is new. */
static bool course_keep(struct app *app, const struct course *before, struct course *after, struct err *err)
{
	struct entry_undo *undo = &progress_of(app)->undo;
	if (!course_save(app->store, after, err))
		return false;
	entry_undo_begin(undo, after->reason);
	if (before)
		entry_undo_course_changed(undo, before, after);
	else
		entry_undo_voided(undo, UNDO_COURSE_VOIDED, after->id, false);
	return course_shown_again(app, err);
}

/* ---- courses by line ---- */

static void course_reading(const struct app *app, const char *line, struct course *course, struct str *out)
{
	struct reading reading;
	char today[DATE_SIZE];
	date_today(today);
	(void)app;
	if (str_empty(line))
		str_add(out, _("why, how many sessions, when it is looked at again, parted by commas:\n"
			       "Neck pain, 6 sessions, review every 5     or: review 4 dec"));
	else if (course_line_read(line, today, course, &reading))
		course_describe(course, out);
	else
		str_add(out, reading.problem.text);
}

static void course_begin_reading(struct app *app, const char *argument, struct str *out)
{
	struct course course;
	course_init(&course);
	course_reading(app, argument, &course, out);
	course_release(&course);
}

/* A course begins with the session that is open, else today. */
static bool cmd_course_begin(struct app *app, const char *argument, int value, struct err *err)
{
	const struct progress_view *view = &progress_of(app)->view;
	struct course course;
	struct reading reading;
	(void)value;
	course_init(&course);
	course.client_id = view->client.id;
	mem_replace(&course.begun_on, view->day);
	bool ok = (course_line_read(argument, view->day, &course, &reading) || reading_tell(&reading, err)) &&
		  course_keep(app, NULL, &course, err);
	if (ok) {
		list_choose(list_of(app), course.id);
		app_say(app,
			_("Begun: %s. goal-add ({goal-add course} in the list) adds what the client wants to reach."),
			course.reason);
	}
	course_release(&course);
	return ok;
}

static const struct command course_begin_command = {
	.name = "course-begin",
	.scope = "any",
	.keys = "course:n",
	.hint = N_("begin"),
	.hint_scopes = "course",
	.ask = N_("Course (why, sessions, review)"),
	.help = N_("Begin a course of treatment: Neck pain, 6 sessions, review every 5"),
	.run = cmd_course_begin,
	.reading = course_begin_reading,
	.subject = course_begin_subject,
	.owner = progress_owner,
};

static void course_edit_reading(struct app *app, const char *argument, struct str *out)
{
	course_begin_reading(app, argument, out);
}

static void course_edit_preset(struct app *app, struct str *out)
{
	const struct course *course = chosen_course(app);
	if (course)
		course_line_compose(course, out);
}

static bool course_edit_subject(struct app *app, struct str *out, struct err *err)
{
	const struct course *course = chosen_course(app);
	if (!course)
		return err_set(err, ERR_MISSING, _("No course is chosen."));
	str_addf(out, "%lld", (long long)course->id);
	return true;
}

static bool cmd_course_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct course *old = chosen_course(app);
	struct course before, after;
	struct reading reading;
	(void)value;
	course_init(&before);
	course_init(&after);
	course_copy(&before, old);
	course_copy(&after, old);
	bool ok = (course_line_read(argument, progress_of(app)->view.day, &after, &reading) ||
		   reading_tell(&reading, err)) &&
		  course_keep(app, &before, &after, err);
	if (ok)
		app_say(app, _("Changed: %s"), after.reason);
	course_release(&after);
	course_release(&before);
	return ok;
}

static const struct command course_edit_command = {
	.name = "course-edit",
	.scope = "course",
	.ask = N_("Course (why, sessions, review)"),
	.help = N_("Change the chosen course"),
	.run = cmd_course_edit,
	.reading = course_edit_reading,
	.preset = course_edit_preset,
	.subject = course_edit_subject,
	.owner = progress_owner,
	.edits = true,
};

static void course_end_reading(struct app *app, const char *argument, struct str *out)
{
	struct course course;
	struct reading reading;
	(void)app;
	course_init(&course);
	if (str_empty(argument))
		str_add(out,
			_("reached, better, unchanged, worse, stopped (by the client) or referred; own words behind it"));
	else if (course_end_read(argument, &course, &reading))
		str_addf(out, "%s%s%s", course_outcome_word(course.outcome), course.outcome_note ? ": " : "",
			 course.outcome_note ? course.outcome_note : "");
	else
		str_add(out, reading.problem.text);
	course_release(&course);
}

static bool cmd_course_end(struct app *app, const char *argument, int value, struct err *err)
{
	struct course before, after;
	struct reading reading;
	(void)value;
	const struct course_row *row = course_running(app, err);
	course_init(&before);
	course_init(&after);
	course_copy(&before, &row->course);
	course_copy(&after, &row->course);
	mem_replace(&after.ended_on, progress_of(app)->view.day);
	bool ok = (course_end_read(argument, &after, &reading) || reading_tell(&reading, err)) &&
		  course_keep(app, &before, &after, err);
	if (ok)
		app_say(app, _("Ended: %s, %s."), after.reason, course_outcome_word(after.outcome));
	course_release(&after);
	course_release(&before);
	return ok;
}

static const struct command course_end_command = {
	.name = "course-end",
	.scope = "any",
	.keys = "course:e",
	.hint = N_("end"),
	.hint_scopes = "course",
	.ask = N_("How it ended (reached, better, unchanged, worse, stopped, referred)"),
	.help = N_("End the running course with its outcome, and words of one's own behind it"),
	.run = cmd_course_end,
	.reading = course_end_reading,
	.subject = course_running_subject,
	.owner = progress_owner,
};

/* ---- re-assessments ---- */

/* In the session that is open; again takes it back. */
static bool cmd_course_review(struct app *app, const char *argument, int value, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	(void)argument, (void)value;
	if (!progress_ready(app, err))
		return false;
	const struct course_row *row = course_running(app, err);
	if (!row)
		return false;
	if (app->open->session.id == 0)
		return err_set(err, ERR_REFUSED,
			       _("A re-assessment belongs to a session: open a chart first."));
	if (!chart_may_change(app, err))
		return false;
	int64_t course = row->course.id, session = app->open->session.id;
	bool again = row->count.reviewed && str_eq(row->count.last_review, progress->view.day);
	if (!(again ? course_review_void(app->store, course, session, err)
		    : course_review_add(app->store, course, session, err)))
		return false;
	entry_undo_begin(&progress->undo, _("re-assessment"));
	entry_undo_review(&progress->undo, course, session, again);
	app_say(app, again ? _("Not re-assessed in this session.")
			   : _("Re-assessed in this session: the count begins anew."));
	return course_shown_again(app, err);
}

static const struct command course_review_command = {
	.name = "course-review",
	.scope = "any",
	.keys = "progress:v course:v",
	.hint = N_("re-assessed"),
	.hint_scopes = "course",
	.help = N_("Record that the course was looked at again in this session; again takes it back"),
	.run = cmd_course_review,
};

/* ---- rows ---- */

static bool cmd_course_row_edit(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (progress_of(app)->view.courses.n == 0)
		return err_set(err, ERR_MISSING,
			       _("There is no course to change: {course-begin} begins one."));
	return app_command_named(app, course_goal_chosen(app) ? "goal-edit" : "course-edit", argument, err);
}

static const struct command course_row_edit_command = {
	.name = "course-row-edit",
	.scope = "course",
	.keys = "Enter",
	.hint = N_("change"),
	.hint_scopes = "course",
	.help = N_("Change the chosen course or goal"),
	.run = cmd_course_row_edit,
};

static bool cmd_course_void(struct app *app, const char *argument, int value, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	const struct goal *goal = course_goal_chosen(app);
	const struct course *course = goal ? NULL : chosen_course(app);
	(void)argument, (void)value;
	if (!goal && !course)
		return err_set(err, ERR_MISSING, _("There is nothing to take back."));
	char *what = mem_strdup(goal ? goal->text : course->reason);
	int64_t id = goal ? goal->id : course->id;
	bool ok = goal ? goal_void(app->store, id, true, err) : course_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&progress->undo, what);
		entry_undo_voided(&progress->undo, goal ? UNDO_GOAL_VOIDED : UNDO_COURSE_VOIDED, id, true);
		ok = course_shown_again(app, err);
		app_say(app, _("Taken back: %s. {course-undo} brings it back."), what);
	}
	free(what);
	return ok;
}

static const struct command course_void_command = {
	.name = "course-void",
	.scope = "course",
	.keys = "x",
	.help = N_("Take the chosen course or goal back: it was written down by mistake"),
	.run = cmd_course_void,
};

static bool cmd_course_undo(struct app *app, const char *argument, int value, struct err *err)
{
	const char *what = NULL;
	bool redo = value != 0;
	(void)argument;
	/* Courses belong to no session. */
	struct session none;
	session_init(&none);
	bool ok = entry_undo_apply(&progress_of(app)->undo, app->store, &none, redo, &what, err) &&
		  course_shown_again(app, err);
	session_release(&none);
	if (!ok)
		return false;
	if (!what)
		app_say(app, redo ? _("Nothing to bring back.") : _("Nothing to undo."));
	else
		app_say(app, redo ? _("Done again: %s") : _("Undone: %s"), what);
	return true;
}

static const struct command course_undo_command = {
	.name = "course-undo",
	.scope = "course",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "course",
	.help = N_("Undo what was done last to courses and goals"),
	.run = cmd_course_undo,
};

static const struct command course_redo_command = {
	.name = "course-redo",
	.scope = "course",
	.keys = "Ctrl-r",
	.help = N_("Bring back what undo took"),
	.run = cmd_course_undo,
	.value = 1,
};

static const struct command *const course_commands[] = {
	&course_review_command,
	&course_show_command,
	&course_begin_command,
	&goal_add_command,
	&course_row_edit_command,
	&course_edit_command,
	&goal_edit_command,
	&goal_met_command,
	&course_end_command,
	&course_void_command,
	&course_undo_command,
	&course_redo_command,
	NULL,
};

const struct screen_class course_screen = {
	.scope = "course",
	.say_title = course_title,
	.size = sizeof(struct list_screen),
	.init = list_screen_init,
	.release = list_screen_release,
	.pane = list_screen_pane,
	.open = course_open,
	.refresh = course_refresh,
	.commands = course_commands,
};
