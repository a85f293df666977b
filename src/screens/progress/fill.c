/* SPDX-License-Identifier: MIT */
/* Everything is read anew when the view is opened; walking through it asks for little. */
#include "app/progress_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rule/comparison.h"
#include "rule/course_say.h"
#include "store/attendance.h"
#include "store/people.h"
#include "store/points.h"

static const struct span {
	int days; /* 0: all */
	const char *name;
} spans[] = {
	{ 92, N_("3 months") }, { 183, N_("6 months") }, { 366, N_("1 year") },
	{ 731, N_("2 years") }, { 1827, N_("5 years") }, { 0, N_("all sessions") },
};
enum { SPANS = sizeof spans / sizeof *spans, TECHNIQUES_SHOWN = 8, POINTS_SHOWN = 6, COURSE_COLS = 22 };

void progress_view_init(struct progress_view *view)
{
	*view = (struct progress_view){ .span = SPANS - 1 };
	view->pane = progress_pane_new();
	view->list = lines_pane_new();
	client_init(&view->client);
	entry_undo_init(&view->undo);
}

static void forget(struct progress_view *view)
{
	progress_list_release(&view->series);
	free(view->group_of);
	view->group_of = NULL;
	courses_release(&view->courses);
	goals_release(&view->goals);
}

void progress_view_release(struct progress_view *view)
{
	forget(view);
	view->pane->pane.class->free(&view->pane->pane);
	view->list->pane.class->free(&view->list->pane);
	client_release(&view->client);
	entry_undo_release(&view->undo);
}

const struct course_row *progress_view_running(const struct progress_view *view)
{
	return view->courses.n > 0 && !view->courses.rows[0].course.ended_on ? &view->courses.rows[0] : NULL;
}

/* ---- loading ---- */

/* A plot holds what belongs together, as many as can be told apart. */
static void group_all(struct progress_view *view)
{
	view->group_of = mem_array(view->series.n + 1, sizeof *view->group_of);
	view->n_groups = 0;
	for (size_t i = 0; i < view->series.n; i++) {
		int found = -1, n = 0;
		/* The latest plot of its kind, unless that is full. */
		for (size_t k = 0; k < i; k++) {
			if (!comparison_is_together(&view->series.rows[i], &view->series.rows[k]))
				continue;
			n = view->group_of[k] == found ? n + 1 : 1;
			found = view->group_of[k];
		}
		view->group_of[i] = found >= 0 && n < PLOT_SERIES_MAX ? found : view->n_groups++;
	}
	if (view->group >= view->n_groups)
		view->group = 0;
}

static void collect(struct progress_view *view, const struct measure_history *history)
{
	struct progress_entry *told = mem_array(history->n + 1, sizeof *told); /* borrowed */
	size_t n = 0;
	for (size_t i = 0; i < history->n; i++)
		if (history->rows[i].is_signed || !view->signed_only)
			told[n++] = history->rows[i];
	progress_collect(told, n, &view->series);
	free(told);
}

bool progress_view_load(struct progress_view *view, struct store *store, struct err *err)
{
	struct measure_history history;
	int64_t id = view->client.id;
	if (!measure_history_load(store, id, view->session_id, &history, err))
		return false;
	forget(view);
	collect(view, &history);
	measure_history_release(&history);
	group_all(view);
	return courses_load(store, id, &view->courses, err) &&
	       (view->courses.n == 0 ||
		goals_load(store, view->courses.rows[0].course.id, &view->goals, err));
}

static bool client_in_front(struct app *app, int64_t *client, int64_t *session, struct err *err)
{
	int row = day_pane_chosen(app->day);
	*session = app->chart.session.id;
	*client = app->chart.session.client_id;
	if (*session == 0 && row >= 0 && (size_t)row < app->day_rows.n)
		*client = app->day_rows.rows[row].client_id;
	return (*session != 0 || *client != 0) ||
	       err_set(err, ERR_MISSING, _("No session is chosen: choose one, or open a chart."));
}

bool progress_view_open(struct progress_view *view, struct app *app, struct err *err)
{
	int64_t client = 0, session = 0;
	if (!store_may_chart(app->store, err) || !client_in_front(app, &client, &session, err))
		return false;
	if (view->client.id != client) {
		entry_undo_release(&view->undo);
		view->group = 0;
		view->span = SPANS - 1;
		client_release(&view->client);
		client_init(&view->client);
		if (!client_load(app->store, client, &view->client, err))
			return false;
	}
	view->session_id = session;
	if (session != 0)
		wall_date(app->chart.session.start, view->day);
	else
		date_today(view->day);
	return progress_view_load(view, app->store, err);
}

bool progress_view_ready(struct app *app, struct err *err)
{
	enum place place = app_place(app);
	bool in_front = (place == PLACE_PROGRESS || place == PLACE_COURSE) && app->progress.client.id != 0;
	return in_front || (progress_view_open(&app->progress, app, err) && progress_view_fill(app, err));
}

bool progress_view_span(struct app *app, int step, struct err *err)
{
	struct progress_view *view = &app->progress;
	int to = view->span + step;
	if (to < 0 || to >= SPANS)
		return err_set(err, ERR_REFUSED,
			       to < 0 ? _("That is the shortest span.") : _("That is all there is."));
	view->span = to;
	return progress_view_fill(app, err);
}

/* ---- the plot ---- */

static void dot_text(const struct progress_series *series, const struct progress_point *point,
		     const char *name, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s: %s ", date_medium(point->date), name);
	measure_number(series->what.unit, point->before, out);
	if (point->has_after) {
		str_add(out, utf8_terminal() ? " → " : " > ");
		measure_number(series->what.unit, point->after, out);
	}
	if (str_eq(series->what.unit, "deg"))
		str_add(out, utf8_terminal() ? "°" : " deg");
}

static void series_show(struct app *app, const struct progress_series *series)
{
	struct str name, text;
	str_init(&name);
	str_init(&text);
	comparison_label(app->catalogue, series, &name);
	struct progress_line *line = progress_pane_add(app->progress.pane, name.s);
	for (size_t i = 0; i < series->n; i++) {
		const struct progress_point *from = &series->points[i];
		struct plot_point point = { .before = from->before,
					    .after = from->after,
					    .has_after = from->has_after };
		memcpy(point.date, from->date, sizeof point.date);
		dot_text(series, from, name.s, &text);
		progress_line_add(line, &point, from->session_id, text.s);
	}
	str_release(&text);
	str_release(&name);
}

/* Scales that everybody knows keep their ends; of a movement the usual range is a faint line. */
static void scale_set(const struct app *app, const struct progress_series *series)
{
	struct progress_pane *pane = app->progress.pane;
	const struct score *scale = measure_scale(app->catalogue, &series->what);
	int movement = catalogue_movement(app->catalogue, series->what.code);
	if (series->what.kind == MEASURE_ROM && movement >= 0 && str_eq(series->what.unit, "deg")) {
		pane->reference = app->catalogue->movements[movement].normal_deg;
		pane->has_reference = pane->reference > 0;
	} else if (series->what.kind == MEASURE_PAIN || series->what.kind == MEASURE_PSFS) {
		pane->high = 10;
	} else if (series->what.kind == MEASURE_SCORE && scale && scale->maximum <= 10) {
		pane->low = scale->minimum;
		pane->high = scale->maximum;
	}
}

/* ---- what stands below ---- */

/* "left 55, first 40 on 2 Oct 2026: better by 15: 10 or more matter". */
static void series_say(const struct app *app, const struct progress_series *series, struct str *out)
{
	struct progress_summary summary;
	const struct progress_point *first = series->points, *last = &series->points[series->n - 1];
	if (!progress_summarise(app->catalogue, series, &summary))
		return;
	comparison_label(app->catalogue, series, out);
	if (series->n == 1) {
		str_addf(out, _(": measured once, on %s"), date_medium(first->date));
	} else {
		str_add(out, ": ");
		measure_number(series->what.unit, first->before, out);
		str_addf(out, _(" on %s, "), date_medium(first->date));
		measure_number(series->what.unit, last->before, out);
		str_addf(out, _(" on %s: "), date_medium(last->date));
		progress_change_say(&summary.since_first, out);
	}
	if (summary.has_session) {
		str_add(out, _("; in that session "));
		progress_change_say(&summary.in_session, out);
	}
	str_addc(out, '\n');
}

static void sides_say(const struct app *app, const struct progress_series *left, struct str *out)
{
	static const char *const words[] = { N_("within the error"), N_("they differ"),
					     N_("they differ markedly") };
	const struct progress_series *right = progress_other_side(&app->progress.series, left);
	struct progress_sides sides;
	if (left->what.kind != MEASURE_ROM || left->what.side != SIDE_LEFT || !right)
		return;
	double l = left->points[left->n - 1].before, r = right->points[right->n - 1].before;
	progress_sides_of(app->catalogue, l, r, SIDE_NONE, &sides);
	str_addf(out, _("Left %g, right %g: "), l, r);
	if (sides.has_percent)
		str_addf(out, _("%g apart, %.0f percent less; "),
			 sides.difference < 0 ? -sides.difference : sides.difference, sides.loss);
	str_addf(out, _("%s (error %g, marked from %g or %g percent)\n"), _(words[sides.asymmetry]),
		 sides.error, sides.marked_from, sides.marked_percent);
}

static bool measured_now(const struct progress_view *view, const struct measure *what, double *now)
{
	for (size_t i = 0; i < view->series.n; i++) {
		const struct progress_series *series = &view->series.rows[i];
		if (series->is_mean || !measure_same(&series->what, what))
			continue;
		*now = series->points[series->n - 1].before;
		return true;
	}
	return false;
}

/* A goal that does not say how it is measured is met by the passive range where there is no active one. */
bool progress_view_goal_now(const struct progress_view *view, const struct goal *goal, double *now)
{
	struct measure what = goal->measure; /* borrowed */
	if (!goal->has_measure)
		return false;
	if (measured_now(view, &what, now))
		return true;
	what.mode = MODE_PASSIVE;
	return goal->measure.mode == MODE_UNSAID && measured_now(view, &what, now);
}

static void goals_say(const struct app *app, struct str *out)
{
	const struct progress_view *view = &app->progress;
	for (size_t i = 0; i < view->goals.n; i++) {
		const struct goal *goal = &view->goals.rows[i];
		str_add(out, _("Goal: "));
		goal_describe(app->catalogue, goal, out);
		if (goal->met_on)
			str_addf(out, _(", met on %s"), date_medium(goal->met_on));
		str_addc(out, '\n');
	}
}

static bool attendance_say(const struct app *app, const char *from, struct str *out, struct err *err)
{
	const struct progress_view *view = &app->progress;
	struct attendance came;
	if (!attendance_load(app->store, view->client.id, from, view->day, false, &came, err))
		return false;
	str_addf(out, P_("Sessions: %d attended", "Sessions: %d attended", came.attended), came.attended);
	str_addf(out, _(", %d missed, %d cancelled"), came.missed, came.cancelled);
	if (came.attended > 0)
		str_addf(out, _(" (%s to %s)"), date_medium(came.first), date_medium(came.last));
	str_addc(out, '\n');
	return true;
}

static bool techniques_say(const struct app *app, const char *from, struct str *out, struct err *err)
{
	const struct progress_view *view = &app->progress;
	struct attendance_techniques used;
	if (!attendance_techniques_load(app->store, view->client.id, from, view->day, false, &used, err))
		return false;
	for (size_t i = 0; i < used.n && i < TECHNIQUES_SHOWN; i++) {
		int technique = catalogue_technique(app->catalogue, used.rows[i].code);
		str_addf(out, P_("%s%s in %d session", "%s%s in %d sessions", used.rows[i].sessions),
			 i ? ", " : _("Techniques: "),
			 technique < 0 ? used.rows[i].code
				       : i18n_name(app->catalogue->techniques[technique].short_name),
			 used.rows[i].sessions);
	}
	if (used.n > TECHNIQUES_SHOWN)
		str_addf(out, _(" and %d more"), (int)used.n - TECHNIQUES_SHOWN);
	str_add(out, used.n ? "\n" : "");
	attendance_techniques_release(&used);
	return true;
}

static bool points_say(const struct app *app, struct str *out, struct err *err)
{
	const struct progress_view *view = &app->progress;
	struct points points;
	if (!points_load(app->store, view->client.id, view->session_id, &points, err))
		return false;
	for (size_t i = 0; i < points.n && i < POINTS_SHOWN; i++) {
		const struct point_history *point = &points.rows[i];
		int muscle = catalogue_muscle(app->catalogue, point->muscle);
		str_add(out, i ? "; " : _("Points: "));
		str_addf(out, "%s ", side_letter(point->side));
		if (muscle >= 0)
			catalogue_muscle_phrase(app->catalogue, muscle, out);
		str_addf(out, " %s ", point_status_word(point_status(point)));
		point_course(point, COURSE_COLS, !utf8_terminal(), out);
	}
	if (points.n > POINTS_SHOWN)
		str_addf(out, _("; and %d more"), (int)points.n - POINTS_SHOWN);
	str_add(out, points.n ? "\n" : "");
	points_release(&points);
	return true;
}

static void head_set(struct app *app)
{
	const struct progress_view *view = &app->progress;
	const struct course_row *row = progress_view_running(view);
	struct str head;
	str_init(&head);
	if (row) {
		str_add(&head, _("Course: "));
		str_addf(&head, "%s%s", row->course.reason, utf8_terminal() ? " · " : ", ");
		course_brief(&row->course, &row->count, view->day, &head);
	} else {
		str_add(&head, _("No course of treatment runs: c, then n begins one."));
	}
	mem_replace(&view->pane->head, head.s);
	str_release(&head);
}

static void title_set(struct app *app, const struct progress_series *first)
{
	struct progress_view *view = &app->progress;
	struct str title;
	str_init(&title);
	if (first) {
		comparison_title(app->catalogue, first, &title);
		str_addf(&title, _("  (%d of %d)  %s"), view->group + 1, view->n_groups,
			 _(spans[view->span].name));
	}
	mem_replace(&view->pane->title, title.s);
	str_release(&title);
}

bool progress_view_fill(struct app *app, struct err *err)
{
	struct progress_view *view = &app->progress;
	struct progress_pane *pane = view->pane;
	const struct progress_series *first = NULL;
	struct str facts;
	str_init(&facts);
	progress_pane_clear(pane);
	pane->from[0] = '\0';
	if (spans[view->span].days > 0)
		date_add_days(view->day, -spans[view->span].days, pane->from);
	for (size_t i = 0; i < view->series.n; i++) {
		const struct progress_series *series = &view->series.rows[i];
		if (view->group_of[i] != view->group)
			continue;
		first = first ? first : series;
		series_show(app, series);
		series_say(app, series, &facts);
		sides_say(app, series, &facts);
	}
	if (first)
		scale_set(app, first);
	else
		str_add(&facts,
			_("Nothing was measured yet. Alt-r in the chart writes the first value down: pain 6, or cx rot l "
			  "55. From the second session on the plot shows how it goes.\n\n"));
	head_set(app);
	title_set(app, first);
	goals_say(app, &facts);
	const char *from = pane->from[0] ? pane->from : NULL;
	bool ok = attendance_say(app, from, &facts, err) && techniques_say(app, from, &facts, err) &&
		  points_say(app, &facts, err);
	mem_replace(&pane->facts, facts.s);
	str_release(&facts);
	progress_pane_choose(pane);
	return ok;
}

/* ---- the list of courses ---- */

/* "[ ] carry the shopping home: now 6, aim 8 · carry the shopping": what tells least stands where it may be cut. */
static void goal_row(const struct app *app, const struct goal *goal, struct str *out)
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
	if (progress_view_goal_now(&app->progress, goal, &now)) {
		str_add(out, _("now "));
		measure_number(goal->measure.unit, now, out);
		str_add(out, ", ");
		progress_rule_of(app->catalogue, &goal->measure, &rule);
		if (!goal->met_on && progress_target_met(&rule, target, now))
			str_add(out, _("reached (m says so), "));
	}
	str_add(out, _("aim "));
	measure_number(goal->measure.unit, target, out);
	str_add(out, utf8_terminal() ? " · " : ", ");
	measure_short_name(app->catalogue, &goal->measure, out);
}

/* How it goes on the first row, how it was planned on the second. */
static void course_rows_say(const struct app *app, const struct course_row *row, struct str *out)
{
	const struct course *course = &row->course;
	const char *dot = utf8_terminal() ? " · " : ", ";
	str_addf(out, "%s: ", course->reason);
	if (course->ended_on) {
		str_addf(out, _("ended %s: %s"), date_medium(course->ended_on),
			 course_outcome_word(course->outcome));
		if (!str_empty(course->outcome_note))
			str_addf(out, " (%s)", course->outcome_note);
		str_add(out, dot);
	}
	course_brief(course, &row->count, app->progress.day, out);
	str_addf(out, _("\n  begun %s"), date_medium(course->begun_on));
	if (course->review_every > 0)
		str_addf(out,
			 P_("%sreview every session", "%sreview every %d sessions", course->review_every),
			 dot, course->review_every);
	if (row->count.reviewed)
		str_addf(out, _("%slast on %s"), dot, date_medium(row->count.last_review));
	if (row->count.missed > 0)
		str_addf(out, P_("%s%d missed", "%s%d missed", row->count.missed), dot, row->count.missed);
	str_addc(out, '\n');
}

/* The first course, its goals, then the others: rows are told apart by where they stand. */
void progress_view_list(struct app *app)
{
	struct progress_view *view = &app->progress;
	int chosen = lines_pane_chosen(view->list);
	struct str text;
	str_init(&text);
	for (size_t i = 0; i < view->courses.n; i++) {
		course_rows_say(app, &view->courses.rows[i], &text);
		for (size_t k = 0; i == 0 && k < view->goals.n; k++) {
			goal_row(app, &view->goals.rows[k], &text);
			str_addc(&text, '\n');
		}
	}
	if (view->courses.n == 0)
		str_add(&text,
			_("No course of treatment yet. n begins one:\n  Neck pain, 6 sessions, review every 5"));
	lines_pane_set(view->list, text.s);
	if (chosen >= 0 && chosen < view->list->list.n_rows)
		view->list->list.chosen = chosen;
	str_release(&text);
}
