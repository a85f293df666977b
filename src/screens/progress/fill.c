/* SPDX-License-Identifier: MIT */
/* What shows of how a client goes: the plot that is chosen, and in words what stands below it. */
#include "screens/progress/progress.h"

#include <string.h>

#include "app/app.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rule/comparison.h"
#include "rule/course_say.h"
#include "store/attendance.h"
#include "store/points.h"

static const struct span {
	int days; /* 0: all */
	const char *name;
} spans[] = {
	{ 92, N_("3 months") }, { 183, N_("6 months") }, { 366, N_("1 year") },
	{ 731, N_("2 years") }, { 1827, N_("5 years") }, { 0, N_("all sessions") },
};
enum { SPANS = sizeof spans / sizeof *spans, TECHNIQUES_SHOWN = 8, POINTS_SHOWN = 6, COURSE_COLS = 22 };

static const struct span *span_of(const struct progress_screen *progress)
{
	return &spans[SPANS - 1 - progress->shorter];
}

bool progress_span(struct app *app, int step, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	int to = progress->shorter - step;
	if (to < 0 || to >= SPANS)
		return err_set(err, ERR_REFUSED,
			       to < 0 ? _("That is all there is.") : _("That is the shortest span."));
	progress->shorter = to;
	return progress_fill(app, err);
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

static void series_show(struct progress_pane *pane, const struct app *app,
			const struct progress_series *series)
{
	struct str name, text;
	str_init(&name);
	str_init(&text);
	comparison_label(app->catalogue, series, &name);
	struct progress_line *line = progress_pane_add(pane, name.s);
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
static void scale_set(struct progress_pane *pane, const struct app *app, const struct progress_series *series)
{
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

static void sides_say(const struct app *app, const struct progress_view *view,
		      const struct progress_series *left, struct str *out)
{
	static const char *const words[] = { N_("within the error"), N_("they differ"),
					     N_("they differ markedly") };
	const struct progress_series *right = progress_other_side(&view->series, left);
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

static void goals_say(const struct app *app, const struct progress_view *view, struct str *out)
{
	for (size_t i = 0; i < view->goals.n; i++) {
		const struct goal *goal = &view->goals.rows[i];
		str_add(out, _("Goal: "));
		goal_describe(app->catalogue, goal, out);
		if (goal->met_on)
			str_addf(out, _(", met on %s"), date_medium(goal->met_on));
		str_addc(out, '\n');
	}
}

static bool attendance_say(const struct app *app, const struct progress_view *view, const char *from,
			   struct str *out, struct err *err)
{
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

static bool techniques_say(const struct app *app, const struct progress_view *view, const char *from,
			   struct str *out, struct err *err)
{
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

static bool points_say(const struct app *app, const struct progress_view *view, struct str *out,
		       struct err *err)
{
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

static void head_set(struct progress_screen *progress, const struct app *app)
{
	const struct progress_view *view = &progress->view;
	const struct course_row *row = progress_view_running(view);
	struct str head;
	str_init(&head);
	if (row) {
		str_add(&head, _("Course: "));
		str_addf(&head, "%s%s", row->course.reason, utf8_terminal() ? " · " : ", ");
		course_brief(&row->course, &row->count, view->day, &head);
	} else {
		keyed_add(app, &head,
			  _("No course of treatment runs: {course-show}, then {course-begin} begins one."));
	}
	mem_replace(&progress->pane->head, head.s);
	str_release(&head);
}

static void title_set(struct progress_screen *progress, const struct app *app,
		      const struct progress_series *first)
{
	struct str title;
	str_init(&title);
	if (first) {
		comparison_title(app->catalogue, first, &title);
		str_addf(&title, _("  (%d of %d)  %s"), progress->group + 1, progress->view.n_groups,
			 _(span_of(progress)->name));
	}
	mem_replace(&progress->pane->title, title.s);
	str_release(&title);
}

bool progress_fill(struct app *app, struct err *err)
{
	struct progress_screen *progress = progress_of(app);
	const struct progress_view *view = &progress->view;
	struct progress_pane *pane = progress->pane;
	int days = span_of(progress)->days;
	const struct progress_series *first = NULL;
	struct str facts;
	str_init(&facts);
	progress_pane_clear(pane);
	pane->from[0] = '\0';
	if (days > 0)
		date_add_days(view->day, -days, pane->from);
	if (progress->group >= view->n_groups)
		progress->group = 0;
	for (size_t i = 0; i < view->series.n; i++) {
		const struct progress_series *series = &view->series.rows[i];
		if (view->group_of[i] != progress->group)
			continue;
		first = first ? first : series;
		series_show(pane, app, series);
		series_say(app, series, &facts);
		sides_say(app, view, series, &facts);
	}
	if (first)
		scale_set(pane, app, first);
	else
		keyed_add(
			app, &facts,
			_("Nothing was measured yet. {measure-add} in the chart writes the first value down: pain 6, or cx rot l 55. From the second session on the plot shows how it goes.\n\n"));
	keyed_replace(app, &pane->no_value,
		      _("No value in this span, or too little room: {progress-span=+1} shows more."));
	head_set(progress, app);
	title_set(progress, app, first);
	goals_say(app, view, &facts);
	const char *from = pane->from[0] ? pane->from : NULL;
	bool ok = attendance_say(app, view, from, &facts, err) &&
		  techniques_say(app, view, from, &facts, err) && points_say(app, view, &facts, err);
	mem_replace(&pane->facts, facts.s);
	str_release(&facts);
	progress_pane_choose(pane);
	return ok;
}
