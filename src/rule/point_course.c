/* SPDX-License-Identifier: MIT */
/* What the history of points shows: the course of one, and where and in which muscles they were. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "record/point.h"

/* --- the course --- */

/* A point that was not there had no tenderness, whatever was said of it. */
static int tenderness(const struct point_entry *entry)
{
	return point_entry_found(entry) ? entry->tender_before : 0;
}

static void add_value(struct str *out, const struct point_entry *entry)
{
	int value = tenderness(entry);
	if (value < 0)
		str_add(out, "?");
	else
		str_addf(out, "%d", value);
}

/* The whole with the entries from..n; the first stands before them in any case. */
static void course_from(const struct point_history *history, size_t from, bool ascii, struct str *out)
{
	const char *arrow = ascii ? " > " : " → ";
	add_value(out, &history->entries[0]);
	if (from > 1)
		str_addf(out, "%s%s", arrow, ascii ? ".." : "…");
	for (size_t i = from; i < history->n_entries; i++) {
		str_add(out, arrow);
		add_value(out, &history->entries[i]);
	}
}

void point_course(const struct point_history *history, int cols, bool ascii, struct str *out)
{
	size_t start = out->len;
	if (history->n_entries == 0)
		return;
	for (size_t from = 1; from <= history->n_entries; from++) {
		str_cut(out, start);
		course_from(history, from, ascii, out);
		bool is_shortest = from + 1 >= history->n_entries;
		if (cols <= 0 || is_shortest || utf8_cols(out->s + start, out->len - start) <= cols)
			return;
	}
}

enum { TENDER_MOST = 10 };

void point_sparkline(const struct point_history *history, int cols, bool ascii, struct str *out)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const dots[] = { "_", ".", "-", "'", "\"" };
	const char *const *heights = ascii ? dots : blocks;
	int most =
		(ascii ? (int)(sizeof dots / sizeof dots[0]) : (int)(sizeof blocks / sizeof blocks[0])) - 1;
	size_t n = history->n_entries, shown = cols > 0 && (size_t)cols < n ? (size_t)cols : n;
	for (size_t i = n - shown; i < n; i++) {
		int value = tenderness(&history->entries[i]);
		str_add(out, value < 0 ? " " : heights[(value * most + TENDER_MOST / 2) / TENDER_MOST]);
	}
}

/* --- the figure --- */

static int found_since(const struct point_history *point, const char *from)
{
	int n = 0;
	for (size_t i = 0; i < point->n_entries; i++)
		n += point_entry_found(&point->entries[i]) &&
		     (!from || strcmp(point->entries[i].date, from) >= 0);
	return n;
}

void point_heat(const struct catalogue *c, const struct point_history *points, size_t n, const char *from,
		int *counts)
{
	memset(counts, 0, c->n_cells * sizeof *counts);
	for (size_t i = 0; i < n; i++) {
		int region = catalogue_region(c, points[i].region);
		int cell = region < 0 ? -1 : catalogue_cell(c, region, points[i].side);
		if (cell >= 0)
			counts[cell] += found_since(&points[i], from);
	}
}

static bool counts_for(enum side point, enum side asked)
{
	return asked == SIDE_NONE || asked == SIDE_BOTH || point == asked || point == SIDE_MIDLINE;
}

void point_weights(const struct catalogue *c, const struct point_history *points, size_t n, enum side side,
		   int *weights)
{
	memset(weights, 0, c->n_muscles * sizeof *weights);
	for (size_t i = 0; i < n; i++) {
		int muscle = catalogue_muscle(c, points[i].muscle);
		if (muscle >= 0 && counts_for(points[i].side, side))
			weights[muscle] += found_since(&points[i], NULL);
	}
}
