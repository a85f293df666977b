/* SPDX-License-Identifier: MIT */
/* Everything is read at once; walking through it asks for little. */
#include "app/progress_view.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/mem.h"
#include "base/i18n.h"
#include "rule/comparison.h"
#include "store/measures.h"
#include "store/people.h"
#include "ui/plot.h"

void progress_view_init(struct progress_view *view)
{
	*view = (struct progress_view){ .session_id = 0 };
	client_init(&view->client);
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
	client_release(&view->client);
}

const struct course_row *progress_view_running(const struct progress_view *view)
{
	return view->courses.n > 0 && !view->courses.rows[0].course.ended_on ? &view->courses.rows[0] : NULL;
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
	*session = app->open->session.id;
	*client = app_at_hand(app).client;
	return (*session != 0 || *client != 0) ||
	       err_set(err, ERR_MISSING, _("No session is chosen: choose one, or open a chart."));
}

bool progress_view_open(struct progress_view *view, struct app *app, struct err *err)
{
	int64_t client = 0, session = 0;
	if (!store_may_chart(app->store, err) || !client_in_front(app, &client, &session, err))
		return false;
	if (view->client.id != client) {
		client_release(&view->client);
		client_init(&view->client);
		if (!client_load(app->store, client, &view->client, err))
			return false;
	}
	view->session_id = session;
	if (session != 0)
		wall_date(app->open->session.start, view->day);
	else
		date_today(view->day);
	return progress_view_load(view, app->store, err);
}
