/* SPDX-License-Identifier: MIT */
/* How long a plot of 500 sessions with two series takes to draw: prints milliseconds, the mean of a hundred. */
#include <stdio.h>
#include <time.h>

#include "ui/plot.h"

enum { SESSIONS = 500, ROUNDS = 100 };

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(void)
{
	static struct plot_point left[SESSIONS], right[SESSIONS];
	const struct plot_series series[] = { { "left", left, SESSIONS, 0 },
					      { "right", right, SESSIONS, 0 } };
	struct plot plot;
	struct grid grid = { 0 };
	for (int i = 0; i < SESSIONS; i++) {
		date_add_days("2016-01-04", 7 * i, left[i].date);
		right[i] = left[i];
		left[i].before = 40 + i * 7 % 31;
		left[i].after = left[i].before + 5;
		left[i].has_after = true;
		right[i].before = 70 + i * 5 % 11;
	}
	plot_init(&plot);
	plot.series = series;
	plot.n_series = 2;
	grid_init(&grid, 80, 24);
	double start = now_ms();
	for (int i = 0; i < ROUNDS; i++)
		plot_draw(&plot, &grid, (struct rect){ 0, 0, 80, 24 });
	printf("500 sessions, two series, 80x24: %.2f ms\n", (now_ms() - start) / ROUNDS);
	grid_release(&grid);
	return 0;
}
