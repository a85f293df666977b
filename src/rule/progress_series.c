/* SPDX-License-Identifier: MIT */
/* What was measured, sorted into series over the sessions. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "rule/progress.h"

static struct progress_series *add_series(struct progress_list *list, const struct measure *what)
{
	struct progress_series made = { .n = 0 };
	measure_init(&made.what);
	measure_copy(&made.what, what); /* before the list grows: it may lie in it */
	list->rows = mem_regrow(list->rows, list->n + 1, sizeof *list->rows);
	list->rows[list->n] = made;
	return &list->rows[list->n++];
}

static struct progress_point *add_point(struct progress_series *series, int64_t session, const char *date)
{
	series->points = mem_regrow(series->points, series->n + 1, sizeof *series->points);
	struct progress_point *point = &series->points[series->n++];
	*point = (struct progress_point){ .session_id = session };
	memcpy(point->date, date, sizeof point->date);
	return point;
}

static struct progress_series *series_of(struct progress_list *list, const struct measure *what)
{
	for (size_t i = 0; i < list->n; i++)
		if (measure_same(&list->rows[i].what, what))
			return &list->rows[i];
	return add_series(list, what);
}

static void add_entry(struct progress_list *list, const struct progress_entry *entry)
{
	struct progress_series *series = series_of(list, &entry->measure);
	struct progress_point *point = series->n > 0 ? &series->points[series->n - 1] : NULL;
	measure_copy(&series->what, &entry->measure);
	series->what.mode = measure_mode_meant(&entry->measure);
	if (!point || point->session_id != entry->measure.session_id) {
		point = add_point(series, entry->measure.session_id, entry->date);
		measure_mean(&entry->measure.before, &point->before);
	} else {
		/* Measured again in the same session: the later value is how it ended. */
		point->after = measure_latest(&entry->measure);
		point->has_after = true;
	}
	if (entry->measure.after.n > 0) {
		measure_mean(&entry->measure.after, &point->after);
		point->has_after = true;
	}
}

/* ---- the mean of the activities ---- */

static const struct progress_point *point_in(const struct progress_series *series, int64_t session)
{
	for (size_t i = 0; i < series->n; i++)
		if (series->points[i].session_id == session)
			return &series->points[i];
	return NULL;
}

static bool is_activity(const struct progress_series *series, int64_t first)
{
	return series->what.kind == MEASURE_PSFS && !series->is_mean && series->n > 0 &&
	       series->points[0].session_id == first;
}

/* The mean in one session of all that was rated in the first; false when one is missing. */
static bool mean_in(const struct progress_list *list, size_t n, int64_t first, int64_t session,
		    struct progress_point *out)
{
	size_t rated = 0, again = 0;
	double before = 0, after = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_activity(&list->rows[i], first))
			continue;
		const struct progress_point *point = point_in(&list->rows[i], session);
		if (!point)
			return false;
		before += point->before;
		after += point->has_after ? point->after : 0;
		again += point->has_after;
		rated++;
	}
	out->before = before / (double)rated;
	out->has_after = again == rated;
	out->after = out->has_after ? after / (double)rated : 0;
	return true;
}

static void add_mean(struct progress_list *list)
{
	size_t n = list->n, leader = n, rated = 0;
	for (size_t i = 0; i < n; i++)
		if (list->rows[i].what.kind == MEASURE_PSFS) {
			leader = leader == n ? i : leader;
			rated += is_activity(&list->rows[i], list->rows[leader].points[0].session_id);
		}
	if (rated < 2)
		return;
	int64_t first = list->rows[leader].points[0].session_id;
	struct progress_series *mean = add_series(list, &list->rows[leader].what);
	mean->is_mean = true;
	for (size_t i = 0; i < list->rows[leader].n; i++) {
		const struct progress_point *at = &list->rows[leader].points[i];
		struct progress_point made = *at;
		if (mean_in(list, n, first, at->session_id, &made))
			*add_point(mean, at->session_id, at->date) = made;
	}
}

void progress_collect(const struct progress_entry *entries, size_t n, struct progress_list *out)
{
	*out = (struct progress_list){ NULL, 0 };
	for (size_t i = 0; i < n; i++)
		add_entry(out, &entries[i]);
	add_mean(out);
}

void progress_list_release(struct progress_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		measure_release(&list->rows[i].what);
		free(list->rows[i].points);
	}
	free(list->rows);
	*list = (struct progress_list){ NULL, 0 };
}

const struct progress_series *progress_other_side(const struct progress_list *list,
						  const struct progress_series *series)
{
	struct measure other = series->what; /* borrowed, to be compared only */
	if (other.side == SIDE_NONE || series->is_mean)
		return NULL;
	other.side = other.side == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
	for (size_t i = 0; i < list->n; i++)
		if (!list->rows[i].is_mean && measure_same(&list->rows[i].what, &other))
			return &list->rows[i];
	return NULL;
}
