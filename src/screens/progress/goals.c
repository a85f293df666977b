/* SPDX-License-Identifier: MIT */
/* The goals of a course: added, changed, met. Each is a step that u takes back. */
#include "app/app.h"
#include "app/entries.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/course_line.h"
#include "rule/course_say.h"
#include "screens/progress/course.h"
#include "screens/progress/progress.h"
#include "store/courses.h"
#include "store/measures.h"

static bool read_goal(struct app *app, const char *line, struct goal *goal, struct err *err)
{
	struct activities activities = { NULL, 0 };
	struct reading reading;
	struct err none = ERR_INIT;
	/* While it is typed in the chart, the progress may still be somebody else's. */
	bool chart = app_is_at(app, "chart");
	activities_load(app->store, chart ? app->open->session.client_id : progress_of(app)->view.client.id,
			&activities, &none);
	struct measure_known known = { (const char *const *)activities.rows, activities.n };
	bool ok = goal_line_read(app->catalogue, &known, line, goal, &reading) || reading_tell(&reading, err);
	activities_release(&activities);
	return ok;
}

static void goal_reading(struct app *app, const char *argument, struct str *out)
{
	struct goal goal;
	struct err err = ERR_INIT;
	if (str_empty(argument)) {
		str_add(out, _("in the client's words; behind “=” what is measured and the value aimed at:\n"
			       "turn my head when I park = cx rot l 75"));
		return;
	}
	goal_init(&goal);
	if (read_goal(app, argument, &goal, &err))
		goal_describe(app->catalogue, &goal, out);
	else
		str_addf(out, "%s%s%s", goal.text, str_empty(goal.text) ? "" : "\n", err.text);
	goal_release(&goal);
}

/* `before` NULL: it is new. */
static bool goal_keep(struct app *app, const struct goal *before, struct goal *after, struct err *err)
{
	struct entry_undo *undo = &progress_of(app)->undo;
	if (!goal_save(app->store, after, err))
		return false;
	entry_undo_begin(undo, after->text);
	if (before)
		entry_undo_goal_changed(undo, before, after);
	else
		entry_undo_voided(undo, UNDO_GOAL_VOIDED, after->id, false);
	return course_shown_again(app, err);
}

static bool cmd_goal_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct goal goal;
	(void)value;
	const struct course_row *row = course_running(app, err);
	goal_init(&goal);
	goal.course_id = row->course.id;
	bool ok = read_goal(app, argument, &goal, err) && goal_keep(app, NULL, &goal, err);
	if (ok)
		app_say(app, _("Goal: %s"), goal.text);
	goal_release(&goal);
	return ok;
}

const struct command goal_add_command = {
	.name = "goal-add",
	.scope = "any",
	.keys = "course:g",
	.hint = N_("goal"),
	.hint_scopes = "course",
	.ask = N_("Goal"),
	.help = N_(
		"Add a goal in the client's words, with what is measured: turn my head when I park = cx rot l 75"),
	.run = cmd_goal_add,
	.reading = goal_reading,
	.subject = course_running_subject,
	.owner = progress_owner,
};

static void goal_edit_preset(struct app *app, struct str *out)
{
	const struct goal *goal = course_goal_chosen(app);
	if (goal)
		goal_line_compose(goal, out);
}

static bool goal_change(struct app *app, const char *line, bool met, struct err *err)
{
	const struct goal *old = course_goal_chosen(app);
	struct goal before, after;
	goal_init(&before);
	goal_init(&after);
	goal_copy(&before, old);
	goal_copy(&after, old);
	if (met)
		mem_replace(&after.met_on, after.met_on ? NULL : progress_of(app)->view.day);
	bool ok = (!line || read_goal(app, line, &after, err)) && goal_keep(app, &before, &after, err);
	if (ok)
		app_say(app,
			!met           ? _("Changed: %s")
			: after.met_on ? _("Met: %s")
				       : _("Not met: %s"),
			after.text);
	goal_release(&after);
	goal_release(&before);
	return ok;
}

static bool goal_edit_subject(struct app *app, struct str *out, struct err *err)
{
	const struct goal *goal = course_goal_chosen(app);
	if (!goal)
		return err_set(err, ERR_MISSING, _("No goal is chosen: {goal-add} adds one."));
	str_addf(out, "%lld", (long long)goal->id);
	return true;
}

static bool cmd_goal_edit(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return goal_change(app, argument, false, err);
}

const struct command goal_edit_command = {
	.name = "goal-edit",
	.scope = "course",
	.ask = N_("Goal"),
	.help = N_("Change the chosen goal"),
	.run = cmd_goal_edit,
	.reading = goal_reading,
	.preset = goal_edit_preset,
	.subject = goal_edit_subject,
	.owner = progress_owner,
	.edits = true,
};

static bool cmd_goal_met(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return goal_change(app, NULL, true, err);
}

const struct command goal_met_command = {
	.name = "goal-met",
	.scope = "course",
	.keys = "m",
	.hint = N_("met"),
	.hint_scopes = "course",
	.help = N_("Say that the chosen goal is met, or that it is not"),
	.run = cmd_goal_met,
	.subject = goal_edit_subject,
};
