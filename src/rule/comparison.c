/* SPDX-License-Identifier: MIT */
/* Rows of measures; the threshold always stands beside what is said of a change. */
#include "rule/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum {
	VALUE_COLS = 8,
};

/* ---- what belongs together ---- */

bool comparison_is_together(const struct progress_series *a, const struct progress_series *b)
{
	const struct measure *m = &a->what, *n = &b->what;
	if (m->kind != n->kind)
		return false;
	if (m->kind == MEASURE_PAIN || m->kind == MEASURE_PSFS)
		return true;
	return str_eq(m->code, n->code) && m->mode == n->mode && str_eq(m->unit, n->unit);
}

void comparison_title(const struct catalogue *c, const struct progress_series *series, struct str *out)
{
	struct measure bare;
	if (series->what.kind == MEASURE_PAIN)
		str_add(out, _("Pain"));
	else if (series->what.kind == MEASURE_PSFS)
		str_add(out, _("Activities"));
	else {
		bare = series->what; /* not owned: only to be named without its side */
		bare.side = SIDE_NONE;
		measure_short_name(c, &bare, out);
	}
	if (series->what.mode != MODE_UNSAID)
		str_addf(out, ", %s", measure_mode_word(series->what.mode));
}

void comparison_label(const struct catalogue *c, const struct progress_series *series, struct str *out)
{
	if (series->is_mean)
		str_add(out, _("mean"));
	else if (series->what.kind == MEASURE_PAIN || series->what.kind == MEASURE_PSFS)
		measure_name(c, &series->what, out);
	else if (series->what.side != SIDE_NONE)
		str_add(out, side_word(series->what.side));
	else
		comparison_title(c, series, out);
}

/* How a series is judged; that of the mean where it is one. */
static void comparison_rule(const struct catalogue *c, const struct progress_series *series,
			    struct progress_rule *rule)
{
	if (series->is_mean)
		progress_rule_psfs_mean(c, rule);
	else
		progress_rule_of(c, &series->what, rule);
}

/* ---- the table ---- */

static void cell(struct str *out, const char *text, int cols)
{
	int room = cols - utf8_cols(text, strlen(text));
	str_pad(out, room > 0 ? (size_t)room : 0);
	utf8_show_cols(out, text, cols);
}

static void value_cell(const struct progress_series *series, const double *value, struct str *out)
{
	struct str text;
	str_init(&text);
	if (value)
		measure_number(series->what.unit, *value, &text);
	else
		str_addc(&text, '-');
	cell(out, text.s, VALUE_COLS);
	str_release(&text);
}

static void name_cell(const struct catalogue *c, const struct progress_series *series, int cols,
		      struct str *out)
{
	struct str name;
	str_init(&name);
	if (series->is_mean)
		str_add(&name, _("Activities, mean"));
	else
		measure_short_name(c, &series->what, &name);
	if (series->what.mode != MODE_UNSAID)
		str_addf(&name, ", %s", measure_mode_word(series->what.mode));
	utf8_show_in(out, name.s, cols);
	str_release(&name);
}

static void row_say(const struct catalogue *c, const struct progress_series *series, size_t from,
		    const char *now, int cols, struct str *out)
{
	const struct progress_point *first = &series->points[from], *latest = &series->points[series->n - 1];
	bool is_now = strcmp(latest->date, now) >= 0;
	const struct progress_point *last = !is_now ? latest : latest - first >= 1 ? latest - 1 : NULL;
	struct progress_rule rule;
	struct progress_change change;
	comparison_rule(c, series, &rule);
	name_cell(c, series, cols - 4 * VALUE_COLS, out);
	bool is_first_now = is_now && latest == first;
	value_cell(series, is_first_now ? NULL : &first->before, out);
	value_cell(series, last && last != first ? &last->before : NULL, out);
	value_cell(series, is_now ? &latest->before : NULL, out);
	if (latest == first) {
		cell(out, "", VALUE_COLS);
		str_addf(out, _("\n  once only, on %s\n"), date_medium(first->date));
		return;
	}
	progress_change_of(&rule, first->before, latest->before, &change);
	char *difference = str_format("%+g", change.difference);
	cell(out, difference, VALUE_COLS);
	free(difference);
	str_add(out, "\n  ");
	progress_change_say(&change, out);
	str_addf(out, _(" (since %s)\n"), date_medium(first->date));
}

/* The first point that counts; n when none does. */
static size_t first_of(const struct progress_series *series, const char *first)
{
	size_t i = 0;
	while (first && i < series->n && strcmp(series->points[i].date, first) < 0)
		i++;
	return i;
}

void comparison_table(const struct catalogue *c, const struct progress_list *list, const char *first,
		      const char *now, int cols, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < list->n; i++) {
		const struct progress_series *series = &list->rows[i];
		size_t from = first_of(series, first);
		if (from == series->n)
			continue;
		if (!any) {
			utf8_show_in(out, _("before treatment"), cols - 4 * VALUE_COLS);
			cell(out, _("first"), VALUE_COLS);
			cell(out, _("last"), VALUE_COLS);
			cell(out, _("now"), VALUE_COLS);
			cell(out, _("change"), VALUE_COLS);
			str_addc(out, '\n');
		}
		any = true;
		row_say(c, series, from, now, cols, out);
	}
}
