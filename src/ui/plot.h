/* SPDX-License-Identifier: MIT */
/* Values over days as a picture in the grid: Braille dots for the lines where the terminal can, ASCII where not. A series
 * is told apart by its letter and the make of its line, never by colour alone; what was measured after treatment stands
 * as the small letter above or below the capital of before. Days are spread as they passed: a gap stays a gap, and
 * over a long one no line is drawn. */
#ifndef FASCICLE_UI_PLOT_H
#define FASCICLE_UI_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "ui/grid.h"

enum {
	PLOT_GAP_DAYS = 120, /* points further apart are not joined */
	PLOT_SERIES_MAX = 6,
	PLOT_COLS_MIN = 20, /* less is too small for a plot */
	PLOT_ROWS_MIN = 6,
};

struct plot_point {
	char date[DATE_SIZE];
	double before, after;
	bool has_after;
};

struct plot_series {
	const char *name;                /* for the legend, translated */
	const struct plot_point *points; /* oldest first */
	size_t n;
	char letter; /* 'A'..'Z'; 0: by its place */
};

struct plot {
	const struct plot_series *series;
	size_t n_series; /* at most PLOT_SERIES_MAX are drawn */
	double low,
		high; /* the scale where low < high; it grows to hold every value. Else fitted to the values */
	const char *from, *to; /* first and last day; NULL: of the points */
	bool has_reference;    /* a faint line, such as a normal value */
	double reference;
	int chosen_series, chosen_point; /* -1: none */
	bool ascii;                      /* no Braille, though the terminal might; grid->ascii says so too */
};

/* Empty, nothing chosen. */
void plot_init(struct plot *plot);

/* Draws legend, axes with values and days, lines and points. False where the area is too small or no point lies in the
 * days shown: then nothing is drawn. */
bool plot_draw(const struct plot *plot, struct grid *grid, struct rect area);

/* The column of a point; -1 when it is not shown. */
int plot_column(const struct plot *plot, struct rect area, int series, int point);
/* The point of a series nearest to a column (of several there the latest); -1 when it has none in the days shown. */
int plot_point_at(const struct plot *plot, struct rect area, int series, int column);

#endif
