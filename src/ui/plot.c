/* SPDX-License-Identifier: MIT */
/* Values over days as a picture in the grid. */
#include "ui/plot.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { LABEL_BYTES = 24 };

/* Where everything lies; days count from the first one shown. */
struct frame {
	struct rect inside; /* the cells between the axes */
	int axis_col, axis_row;
	char first[DATE_SIZE], last[DATE_SIZE];
	int span; /* days from first to last */
	double low, high, step;
	int across, down; /* dots in a cell */
	bool ascii;
};

void plot_init(struct plot *plot)
{
	*plot = (struct plot){ .chosen_series = -1, .chosen_point = -1 };
}

/* ---- the frame ---- */

static size_t series_of(const struct plot *plot)
{
	return plot->n_series < PLOT_SERIES_MAX ? plot->n_series : PLOT_SERIES_MAX;
}

static bool is_shown(const struct plot *plot, const struct plot_point *point)
{
	return (plot->from == NULL || strcmp(point->date, plot->from) >= 0) &&
	       (plot->to == NULL || strcmp(point->date, plot->to) <= 0);
}

/* First and last day and the values between; false when there are none. */
static bool extent(const struct plot *plot, struct frame *frame)
{
	bool any = false;
	for (size_t s = 0; s < series_of(plot); s++)
		for (size_t i = 0; i < plot->series[s].n; i++) {
			const struct plot_point *p = &plot->series[s].points[i];
			if (!is_shown(plot, p))
				continue;
			double low = p->has_after ? fmin(p->before, p->after) : p->before;
			double high = p->has_after ? fmax(p->before, p->after) : p->before;
			if (!any || strcmp(p->date, frame->first) < 0)
				memcpy(frame->first, p->date, sizeof frame->first);
			if (!any || strcmp(p->date, frame->last) > 0)
				memcpy(frame->last, p->date, sizeof frame->last);
			frame->low = any ? fmin(frame->low, low) : low;
			frame->high = any ? fmax(frame->high, high) : high;
			any = true;
		}
	if (any && plot->from != NULL)
		snprintf(frame->first, sizeof frame->first, "%s", plot->from);
	if (any && plot->to != NULL)
		snprintf(frame->last, sizeof frame->last, "%s", plot->to);
	return any;
}

/* 1, 2 or 5 times a power of ten, so that about as many steps as wanted fit. */
static double nice_step(double range, int wanted)
{
	double raw = range / (wanted > 1 ? wanted : 1), power = pow(10, floor(log10(raw)));
	double part = raw / power;
	return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
}

static void set_scale(const struct plot *plot, struct frame *frame)
{
	if (plot->has_reference) {
		frame->low = fmin(frame->low, plot->reference);
		frame->high = fmax(frame->high, plot->reference);
	}
	if (plot->low < plot->high) {
		frame->low = fmin(frame->low, plot->low);
		frame->high = fmax(frame->high, plot->high);
	}
	if (frame->high - frame->low < 1e-9) {
		frame->low -= 1;
		frame->high += 1;
	}
	frame->step = nice_step(frame->high - frame->low, frame->inside.rows / 2);
	frame->low = floor(frame->low / frame->step + 1e-9) * frame->step;
	frame->high = ceil(frame->high / frame->step - 1e-9) * frame->step;
}

static int label(double value, char out[LABEL_BYTES])
{
	if (fabs(value) < 1e-9)
		value = 0;
	return snprintf(out, LABEL_BYTES, "%g", value);
}

static int steps_of(const struct frame *frame)
{
	return (int)lround((frame->high - frame->low) / frame->step);
}

static int label_cols(const struct frame *frame)
{
	char text[LABEL_BYTES];
	int cols = 0;
	for (int i = 0; i <= steps_of(frame); i++) {
		int n = label(frame->low + i * frame->step, text);
		cols = n > cols ? n : cols;
	}
	return cols;
}

static bool make_frame(const struct plot *plot, struct rect area, bool ascii, struct frame *frame)
{
	*frame = (struct frame){ .ascii = ascii, .across = ascii ? 1 : 2, .down = ascii ? 1 : 4 };
	if (area.cols < PLOT_COLS_MIN || area.rows < PLOT_ROWS_MIN || !extent(plot, frame))
		return false;
	/* legend above, axis and days below */
	frame->inside.row = area.row + 1;
	frame->inside.rows = area.rows - 3;
	set_scale(plot, frame);
	frame->axis_col = area.col + label_cols(frame) + 1;
	frame->axis_row = area.row + area.rows - 2;
	frame->inside.col = frame->axis_col + 1;
	frame->inside.cols = area.col + area.cols - frame->inside.col;
	frame->span = date_days_between(frame->first, frame->last);
	return frame->inside.cols >= 4;
}

/* ---- dots ---- */

/* Rounded to halves of a column in any case, so that a point has the same column with Braille and without. */
static int dot_x(const struct frame *frame, const struct plot_point *point)
{
	int halves = 2 * frame->inside.cols, days = date_days_between(frame->first, point->date);
	int x = frame->span <= 0 ? halves / 2 : (int)lround((double)days / frame->span * (halves - 1));
	return frame->across == 2 ? x : x / 2;
}

static int dot_y(const struct frame *frame, double value)
{
	int dots = frame->inside.rows * frame->down;
	return (int)lround((frame->high - value) / (frame->high - frame->low) * (dots - 1));
}

/* What the lines leave in each cell: Braille dots, or the character of a line. */
struct canvas {
	const struct frame *frame;
	unsigned char *cells;
};

static void set_dot(const struct canvas *canvas, int x, int y, char drawn)
{
	static const unsigned char bits[4][2] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	const struct frame *f = canvas->frame;
	int col = x / f->across, row = y / f->down;
	if (x < 0 || y < 0 || col >= f->inside.cols || row >= f->inside.rows)
		return;
	unsigned char *cell = &canvas->cells[row * f->inside.cols + col];
	if (!f->ascii)
		*cell |= bits[y % 4][x % 2];
	else if (*cell == 0 || drawn == '|')
		*cell = (unsigned char)drawn;
}

/* The make of a line tells the series: every dot, every second, every third. */
static void draw_line(const struct canvas *canvas, int x0, int y0, int x1, int y1, size_t series)
{
	static const char drawn[] = { '.', ':', ',' };
	int dx = abs(x1 - x0), dy = abs(y1 - y0), most = dx > dy ? dx : dy;
	for (int i = 0; i <= most; i++) {
		int x = most > 0 ? x0 + (int)lround((double)(x1 - x0) * i / most) : x0;
		int y = most > 0 ? y0 + (int)lround((double)(y1 - y0) * i / most) : y0;
		if (canvas->frame->ascii || (size_t)(x + y) % (series % 3 + 1) == 0)
			set_dot(canvas, x, y, drawn[series % 3]);
	}
}

static void draw_pair(const struct canvas *canvas, const struct plot_point *point)
{
	int x = dot_x(canvas->frame, point), y = dot_y(canvas->frame, point->before);
	int end = dot_y(canvas->frame, point->after), step = end < y ? -1 : 1;
	for (; y != end + step; y += step)
		set_dot(canvas, x, y, '|');
}

static void draw_lines(const struct plot *plot, const struct canvas *canvas, size_t s)
{
	const struct plot_point *last = NULL;
	for (size_t i = 0; i < plot->series[s].n; i++) {
		const struct plot_point *p = &plot->series[s].points[i];
		if (!is_shown(plot, p))
			continue;
		if (last != NULL && date_days_between(last->date, p->date) <= PLOT_GAP_DAYS)
			draw_line(canvas, dot_x(canvas->frame, last), dot_y(canvas->frame, last->before),
				  dot_x(canvas->frame, p), dot_y(canvas->frame, p->before), s);
		if (p->has_after)
			draw_pair(canvas, p);
		last = p;
	}
}

static void show_canvas(const struct canvas *canvas, struct grid *grid)
{
	const struct rect in = canvas->frame->inside;
	for (int row = 0; row < in.rows; row++)
		for (int col = 0; col < in.cols; col++) {
			unsigned char cell = canvas->cells[row * in.cols + col];
			char text[4] = { (char)cell, '\0' };
			if (cell == 0)
				continue;
			if (!canvas->frame->ascii) /* U+2800 and the dots */
				snprintf(text, sizeof text, "\xe2%c%c", (char)(0xa0 + (cell >> 6)),
					 (char)(0x80 + (cell & 0x3f)));
			grid_text(grid, in, in.col + col, in.row + row, text, STYLE_PLAIN);
		}
}

/* ---- points ---- */

static char letter_of(const struct plot *plot, size_t s)
{
	return plot->series[s].letter ? plot->series[s].letter : (char)('A' + s);
}

/* A letter in its cell; where two series meet, a star. */
static void put_letter(const struct frame *frame, struct grid *grid, unsigned char *owner, size_t s, int x,
		       int y, char letter, unsigned style)
{
	int col = x / frame->across, row = y / frame->down;
	unsigned char *cell = &owner[row * frame->inside.cols + col];
	char text[2] = { *cell != 0 && *cell != s + 1 ? '*' : letter, '\0' };
	*cell = *cell == 0 || *cell == s + 1 ? (unsigned char)(s + 1) : PLOT_SERIES_MAX + 1;
	grid_text(grid, frame->inside, frame->inside.col + col, frame->inside.row + row, text, style);
}

static void put_point(const struct plot *plot, const struct frame *frame, struct grid *grid,
		      unsigned char *owner, size_t s, size_t i)
{
	const struct plot_point *p = &plot->series[s].points[i];
	bool chosen = plot->chosen_series == (int)s && plot->chosen_point == (int)i;
	unsigned style = chosen ? STYLE_BOLD | STYLE_REVERSE : STYLE_BOLD;
	int x = dot_x(frame, p);
	char letter = letter_of(plot, s);
	if (!is_shown(plot, p))
		return;
	if (p->has_after)
		put_letter(frame, grid, owner, s, x, dot_y(frame, p->after),
			   (char)tolower((unsigned char)letter), style);
	put_letter(frame, grid, owner, s, x, dot_y(frame, p->before), letter, style);
	if (chosen)
		grid_text(grid, (struct rect){ 0, 0, grid->cols, grid->rows },
			  frame->inside.col + x / frame->across, frame->axis_row, "^", STYLE_BOLD);
}

/* Whether a later point of the series has the same column: of many in one, the line shows them and the last the letter. */
static bool is_hidden(const struct plot *plot, const struct frame *frame, size_t s, size_t i)
{
	const struct plot_series *series = &plot->series[s];
	return i + 1 < series->n && is_shown(plot, &series->points[i + 1]) &&
	       dot_x(frame, &series->points[i]) / frame->across ==
		       dot_x(frame, &series->points[i + 1]) / frame->across;
}

static void draw_points(const struct plot *plot, const struct frame *frame, struct grid *grid)
{
	unsigned char *owner = mem_array((size_t)frame->inside.cols * (size_t)frame->inside.rows, 1);
	for (size_t s = 0; s < series_of(plot); s++)
		for (size_t i = 0; i < plot->series[s].n; i++)
			if (!is_hidden(plot, frame, s, i))
				put_point(plot, frame, grid, owner, s, i);
	int s = plot->chosen_series, i = plot->chosen_point;
	if (s >= 0 && i >= 0 && s < (int)series_of(plot) && i < (int)plot->series[s].n)
		put_point(plot, frame, grid, owner, (size_t)s, (size_t)i);
	free(owner);
}

/* ---- around it ---- */

static void draw_days(const struct frame *frame, struct grid *grid, struct rect area)
{
	enum { MIDDLE_FROM = 44 };
	int row = frame->axis_row + 1;
	const char *last = date_medium(frame->last);
	int cols = utf8_cols(last, strlen(last)), right = area.col + area.cols - cols;
	grid_text(grid, area,
		  frame->span > 0 ? frame->inside.col : frame->inside.col + frame->inside.cols / 2 - cols / 2,
		  row, date_medium(frame->first), STYLE_PLAIN);
	if (frame->span <= 0)
		return;
	grid_text(grid, area, right, row, last, STYLE_PLAIN);
	if (frame->inside.cols < MIDDLE_FROM || frame->span < 2)
		return;
	char middle[DATE_SIZE];
	date_add_days(frame->first, frame->span / 2, middle);
	grid_text(grid, area, frame->inside.col + frame->inside.cols / 2 - cols / 2, row, date_medium(middle),
		  STYLE_PLAIN);
}

static void draw_axes(const struct plot *plot, const struct frame *frame, struct grid *grid, struct rect area)
{
	char text[LABEL_BYTES];
	int taken = -1;
	grid_line_down(grid, frame->axis_col, frame->inside.row, frame->inside.rows + 1);
	grid_line_across(grid, frame->axis_col, frame->axis_row, frame->inside.cols + 1);
	for (int i = steps_of(frame); i >= 0; i--) {
		double value = frame->low + i * frame->step;
		int row = dot_y(frame, value) / frame->down, n = label(value, text);
		if (row == taken)
			continue;
		grid_text(grid, area, frame->axis_col - 1 - n, frame->inside.row + row, text, STYLE_PLAIN);
		taken = row;
	}
	int row = plot->has_reference ? dot_y(frame, plot->reference) / frame->down : -1;
	for (int col = 1; row >= 0 && col < frame->inside.cols; col += 2)
		grid_text(grid, area, frame->inside.col + col, frame->inside.row + row, "-", STYLE_DIM);
}

static void draw_legend(const struct plot *plot, struct grid *grid, struct rect area)
{
	int col = area.col, right = area.col + area.cols;
	for (size_t s = 0; s < series_of(plot) && col < right; s++) {
		char text[3] = { letter_of(plot, s), ' ', '\0' };
		col += grid_text(grid, area, col, area.row, text, STYLE_BOLD);
		col += grid_text_cut(grid, area, col, area.row, right - col, plot->series[s].name,
				     STYLE_PLAIN);
		col += 2;
	}
}

bool plot_draw(const struct plot *plot, struct grid *grid, struct rect area)
{
	struct frame frame;
	area = rect_intersect(area, (struct rect){ 0, 0, grid->cols, grid->rows });
	if (!make_frame(plot, area, plot->ascii || grid->ascii || !utf8_terminal(), &frame))
		return false;
	struct canvas canvas = { &frame,
				 mem_array((size_t)frame.inside.cols * (size_t)frame.inside.rows, 1) };
	draw_legend(plot, grid, area);
	draw_axes(plot, &frame, grid, area);
	for (size_t s = 0; s < series_of(plot); s++)
		draw_lines(plot, &canvas, s);
	show_canvas(&canvas, grid);
	draw_points(plot, &frame, grid);
	draw_days(&frame, grid, area);
	free(canvas.cells);
	return true;
}

/* ---- columns and points ---- */

static int column_in(const struct frame *frame, const struct plot_point *point)
{
	return frame->inside.col + dot_x(frame, point) / frame->across;
}

static bool frame_for(const struct plot *plot, struct rect area, int series, struct frame *frame)
{
	return series >= 0 && series < (int)series_of(plot) && make_frame(plot, area, plot->ascii, frame);
}

int plot_column(const struct plot *plot, struct rect area, int series, int point)
{
	struct frame frame;
	if (!frame_for(plot, area, series, &frame) || point < 0 || point >= (int)plot->series[series].n ||
	    !is_shown(plot, &plot->series[series].points[point]))
		return -1;
	return column_in(&frame, &plot->series[series].points[point]);
}

int plot_point_at(const struct plot *plot, struct rect area, int series, int column)
{
	struct frame frame;
	int best = -1, distance = 0;
	if (!frame_for(plot, area, series, &frame))
		return -1;
	for (size_t i = 0; i < plot->series[series].n; i++) {
		if (!is_shown(plot, &plot->series[series].points[i]))
			continue;
		int away = abs(column_in(&frame, &plot->series[series].points[i]) - column);
		if (best < 0 || away <= distance) {
			best = (int)i;
			distance = away;
		}
	}
	return best;
}
