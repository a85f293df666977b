/* SPDX-License-Identifier: MIT */
/* Which measures a report tells, and their plots as lines of text. */
#include "app/progress_report.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/progress_view.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/vocabulary.h"
#include "rule/comparison.h"
#include "ui/plot.h"

enum { PLOT_ROWS = 13 };

void progress_wish_init(struct progress_wish *wish)
{
	*wish = (struct progress_wish){ .course = false };
	str_init(&wish->measures);
}

void progress_wish_release(struct progress_wish *wish)
{
	str_release(&wish->measures);
}

void progress_wish_take(struct progress_wish *wish, const char *word)
{
	bool *const said[] = { [TOLD_ALL] = &wish->all,
			       [TOLD_COURSE] = &wish->course,
			       [TOLD_GOALS] = &wish->goals,
			       [TOLD_TECHNIQUES] = &wish->techniques };
	const struct meaning *told = vocabulary_find(word, MEANS(MEANS_REPORT));
	if (told)
		*said[told->value] = true;
	else
		str_addf(&wish->measures, "%s%s", wish->measures.len ? " " : "", word);
}

/* ---- which are meant ---- */

static bool begins(const char *text, const char *typed)
{
	return !str_empty(text) && strncasecmp(text, typed, strlen(typed)) == 0;
}

/* The kind begins as it was typed, or the name, or it is the code. A word inside the name is not asked for by it:
 * "pain" is no pressure pain threshold. */
static bool is_named(const struct catalogue *c, const struct progress_series *series, const char *typed)
{
	struct str title, name;
	struct measure bare = series->what; /* borrowed, to be named without its side */
	bare.side = SIDE_NONE;
	str_init(&title);
	str_init(&name);
	comparison_title(c, series, &title);
	if (series->is_mean)
		comparison_label(c, series, &name);
	else
		measure_name(c, &bare, &name);
	bool is_code = !series->is_mean && !str_empty(bare.code) && strcasecmp(bare.code, typed) == 0;
	bool found = is_code || begins(measure_kind_code(bare.kind), typed) || begins(title.s, typed) ||
		     begins(name.s, typed);
	str_release(&name);
	str_release(&title);
	return found;
}

static void measures_say(const struct catalogue *c, const struct progress_view *view, struct str *out)
{
	for (int group = 0; group < view->n_groups; group++)
		for (size_t i = 0; i < view->series.n; i++) {
			if (view->group_of[i] != group)
				continue;
			str_add(out, group ? "; " : "");
			comparison_title(c, &view->series.rows[i], out);
			break;
		}
}

static bool mark_word(const struct catalogue *c, const struct progress_view *view, const char *word,
		      bool *chosen, struct err *err)
{
	struct str names;
	bool any = false;
	for (size_t i = 0; i < view->series.n; i++)
		if (is_named(c, &view->series.rows[i], word))
			any = chosen[i] = true;
	if (any)
		return true;
	str_init(&names);
	measures_say(c, view, &names);
	err_set(err, ERR_INPUT, _("“%s” was not measured. There are: %s."), word, names.s);
	str_release(&names);
	return false;
}

static bool choose(const struct catalogue *c, const struct progress_view *view,
		   const struct progress_wish *wish, bool *chosen, struct err *err)
{
	const char *rest = wish->measures.len ? wish->measures.s : "";
	struct str word;
	bool ok = true;
	if (view->series.n == 0)
		return err_set(
			err, ERR_MISSING,
			_("Nothing was measured in a signed session yet: {measure-add} writes a value down, {session-sign} signs the "
			  "note."));
	if (!wish->all && str_empty(rest))
		return err_set(
			err, ERR_INPUT,
			_("Say which measures the report tells: progress pain rotation, or progress all."));
	str_init(&word);
	for (size_t i = 0; i < view->series.n; i++)
		chosen[i] = wish->all;
	while (ok && str_next_word(&rest, &word))
		ok = mark_word(c, view, word.s, chosen, err);
	str_release(&word);
	return ok;
}

/* What is not signed may still change: it is not told to others. */
static bool signed_view_open(struct progress_view *view, struct app *app, struct err *err)
{
	progress_view_init(view);
	view->signed_only = true;
	return progress_view_open(view, app, err);
}

void progress_wish_say(struct app *app, const struct progress_wish *wish, struct str *out)
{
	const struct catalogue *c = app->catalogue;
	struct progress_view view;
	struct err err = ERR_INIT;
	if (!signed_view_open(&view, app, &err)) {
		str_add(out, err.text);
		progress_view_release(&view);
		return;
	}
	bool *chosen = mem_array(view.series.n + 1, sizeof *chosen);
	if (!choose(c, &view, wish, chosen, &err))
		str_add(out, err.text);
	else
		str_add(out, _("of signed sessions the report tells:"));
	for (size_t i = 0, n = 0; err.kind == ERR_NONE && i < view.series.n; i++)
		if (chosen[i]) {
			str_add(out, n++ ? "; " : " ");
			measure_short_name(c, &view.series.rows[i].what, out);
		}
	str_add(out, _("\nbeside them, when asked: course, goals, techniques; measures: "));
	measures_say(c, &view, out);
	free(chosen);
	progress_view_release(&view);
}

/* ---- the plots ---- */

struct picture {
	struct plot_series series[PLOT_SERIES_MAX];
	struct str names[PLOT_SERIES_MAX];
	size_t n;
};

static void picture_add(const struct catalogue *c, const struct progress_series *from,
			struct picture *picture)
{
	struct plot_point *points = mem_array(from->n, sizeof *points);
	struct str *name = &picture->names[picture->n];
	str_init(name);
	comparison_label(c, from, name);
	for (size_t i = 0; i < from->n; i++) {
		points[i] = (struct plot_point){ .before = from->points[i].before,
						 .after = from->points[i].after,
						 .has_after = from->points[i].has_after };
		memcpy(points[i].date, from->points[i].date, sizeof points[i].date);
	}
	picture->series[picture->n++] =
		(struct plot_series){ .name = name->s, .points = points, .n = from->n };
}

/* In signs that any printer has. */
static void picture_draw(const struct picture *picture, struct str *out)
{
	struct plot plot;
	struct grid grid = { .cols = 0 };
	plot_init(&plot);
	plot.series = picture->series;
	plot.n_series = picture->n;
	plot.ascii = true;
	grid_init(&grid, PRINT_COLS, PLOT_ROWS);
	grid.ascii = true;
	if (plot_draw(&plot, &grid, (struct rect){ 0, 0, PRINT_COLS, PLOT_ROWS }))
		grid_dump(&grid, false, out);
	grid_release(&grid);
}

static void plot_add(const struct catalogue *c, const struct progress_view *view, int group,
		     const bool *chosen, struct str *out)
{
	struct picture picture = { .n = 0 };
	for (size_t i = 0; i < view->series.n; i++)
		if (chosen[i] && view->group_of[i] == group && picture.n < PLOT_SERIES_MAX) {
			if (picture.n == 0) {
				comparison_title(c, &view->series.rows[i], out);
				str_addc(out, '\n');
			}
			picture_add(c, &view->series.rows[i], &picture);
		}
	if (picture.n > 0) {
		picture_draw(&picture, out);
		str_addc(out, '\n');
	}
	for (size_t i = 0; i < picture.n; i++) {
		free((struct plot_point *)picture.series[i].points);
		str_release(&picture.names[i]);
	}
}

/* ---- the report ---- */

static bool write(const struct app *app, const struct progress_view *view, const struct progress_wish *wish,
		  const bool *chosen, const struct print_record *record, struct str *out, struct err *err)
{
	struct progress_list told = { mem_array(view->series.n, sizeof *told.rows), 0 };
	struct attendance came;
	struct attendance_techniques used = { NULL, 0 };
	struct str plots;
	const struct course_row *course = view->courses.n > 0 ? &view->courses.rows[0] : NULL;
	str_init(&plots);
	for (size_t i = 0; i < view->series.n; i++)
		if (chosen[i])
			told.rows[told.n++] = view->series.rows[i]; /* borrowed */
	for (int group = 0; group < view->n_groups; group++)
		plot_add(app->catalogue, view, group, chosen, &plots);
	bool ok = attendance_load(app->store, view->client.id, NULL, view->day, true, &came, err) &&
		  (!wish->techniques || attendance_techniques_load(app->store, view->client.id, NULL,
								   view->day, true, &used, err));
	if (ok) {
		struct print_progress progress = { .series = &told,
						   .plots = plots.s,
						   .attendance = &came,
						   .course = wish->course ? course : NULL,
						   .goals = wish->goals ? view->goals.rows : NULL,
						   .n_goals = wish->goals ? view->goals.n : 0,
						   .techniques = wish->techniques ? &used : NULL };
		print_progress_report(record, &progress, out);
	}
	attendance_techniques_release(&used);
	str_release(&plots);
	free(told.rows);
	return ok;
}

bool progress_report(struct app *app, const struct progress_wish *wish, const struct print_record *record,
		     struct str *out, struct err *err)
{
	struct progress_view view;
	bool ok = signed_view_open(&view, app, err);
	if (ok) {
		bool *chosen = mem_array(view.series.n + 1, sizeof *chosen);
		ok = choose(app->catalogue, &view, wish, chosen, err) &&
		     write(app, &view, wish, chosen, record, out, err);
		free(chosen);
	}
	progress_view_release(&view);
	return ok;
}
