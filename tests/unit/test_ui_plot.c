/* SPDX-License-Identifier: MIT */
/* A plot tells the truth: days and values lie where they should, pairs and series are told apart, gaps stay gaps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/plot.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Draws into a grid of that size and compares. */
static void expect(const struct plot *plot, int cols, int rows, bool styles, const char *screen)
{
	struct rect area = { 0, 0, cols, rows };
	struct grid grid = { 0 };
	struct str out;
	grid_init(&grid, cols, rows);
	grid.ascii = plot->ascii;
	str_init(&out);
	assert_true(plot_draw(plot, &grid, area));
	grid_dump(&grid, styles, &out);
	if (strcmp(out.s, screen) != 0)
		fail_msg("is\n%swants\n%s", out.s, screen);
	str_release(&out);
	grid_release(&grid);
}

static struct plot plot_of(const struct plot_series *series, size_t n, bool ascii)
{
	struct plot plot;
	plot_init(&plot);
	plot.series = series;
	plot.n_series = n;
	plot.ascii = ascii;
	return plot;
}

/* From 10 down to 0 in eleven days over eleven rows: a diagonal that can be drawn by hand. */
static const struct plot_point falling[] = { { "2026-03-01", 10, 0, false }, { "2026-03-11", 0, 0, false } };
static const struct plot_point rising[] = { { "2026-03-01", 0, 0, false }, { "2026-03-11", 10, 0, false } };

static void a_falling_line_in_ascii(void **state)
{
	const struct plot_series series = { "pain", falling, COUNT(falling), 0 };
	struct plot plot = plot_of(&series, 1, true);
	(void)state;
	expect(&plot, 29, 14, false,
	       "A pain\n"
	       "10 |A.\n"
	       "   |  ..\n"
	       " 8 |    ..\n"
	       "   |      ...\n"
	       " 6 |         ..\n"
	       "   |           ...\n"
	       " 4 |              ..\n"
	       "   |                ..\n"
	       " 2 |                  ...\n"
	       "   |                     ..\n"
	       " 0 |                       .A\n"
	       "   +-------------------------\n"
	       "    1 Mar 2026    11 Mar 2026\n");
}

static void crossing_series_meet_in_a_star(void **state)
{
	const struct plot_point flat[] = { { "2026-03-01", 10, 0, false }, { "2026-03-11", 0, 0, false } };
	const struct plot_series series[] = { { "pain", falling, COUNT(falling), 0 },
					      { "same", flat, COUNT(flat), 0 },
					      { "walk", rising, COUNT(rising), 'W' } };
	struct plot plot = plot_of(series, 3, true);
	struct grid grid = { 0 };
	struct str out;
	(void)state;
	grid_init(&grid, 40, 14);
	grid.ascii = true;
	str_init(&out);
	assert_true(plot_draw(&plot, &grid, (struct rect){ 0, 0, 40, 14 }));
	grid_dump(&grid, false, &out);
	assert_non_null(strstr(out.s, "A pain  B same  W walk\n10 |*"));
	assert_non_null(strstr(out.s, " 0 |W"));
	str_release(&out);
	grid_release(&grid);
}

static const struct plot_point pain[] = { { "2026-01-05", 8, 4, true },
					  { "2026-01-19", 6, 2, true },
					  { "2026-02-02", 4, 0, true } };

static void before_and_after_stand_above_each_other(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, true);
	(void)state;
	plot.low = 0;
	plot.high = 8;
	expect(&plot, 28, 12, false,
	       "A pain\n"
	       "8 |A..\n"
	       "  ||  ......\n"
	       "6 ||        ...A..\n"
	       "  ||           |  ......\n"
	       "4 |a           |        ...A\n"
	       "  |            |           |\n"
	       "2 |            a           |\n"
	       "  |                        |\n"
	       "0 |                        a\n"
	       "  +-------------------------\n"
	       "   5 Jan 2026     2 Feb 2026\n");
}

static void the_same_in_braille(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, false);
	(void)state;
	plot.low = 0;
	plot.high = 8;
	expect(&plot, 28, 12, false,
	       "A pain\n"
	       "8 │A⠒⠢⢄⣀\n"
	       "  │⡇    ⠉⠑⠒⠤⢄⡀\n"
	       "6 │⡇         ⠈⠉A⠢⢄⣀\n"
	       "  │⡇           ⢸   ⠉⠑⠢⠤⣀⡀\n"
	       "4 │a           ⢸        ⠈⠑⠒A\n"
	       "  │            ⢸           ⢸\n"
	       "2 │            a           ⢸\n"
	       "  │                        ⢸\n"
	       "0 │                        a\n"
	       "  └─────────────────────────\n"
	       "   5 Jan 2026     2 Feb 2026\n");
}

static void one_session_stands_alone(void **state)
{
	const struct plot_point once[] = { { "2026-01-05", 7, 3, true } };
	const struct plot_series series = { "pain", once, 1, 0 };
	struct plot plot = plot_of(&series, 1, true);
	(void)state;
	plot.low = 0;
	plot.high = 10;
	expect(&plot, 24, 9, false,
	       "A pain\n"
	       "10 |\n"
	       "   |\n"
	       "   |          A\n"
	       " 5 |          |\n"
	       "   |          a\n"
	       " 0 |\n"
	       "   +--------------------\n"
	       "         5 Jan 2026\n");
}

static void a_gap_of_years_stays_a_gap(void **state)
{
	const struct plot_point rows[] = { { "2018-01-01", 6, 0, false },
					   { "2018-02-01", 6, 0, false },
					   { "2026-01-01", 6, 0, false } };
	const struct plot_series series = { "pain", rows, COUNT(rows), 0 };
	struct plot plot = plot_of(&series, 1, true);
	(void)state;
	plot.low = 0;
	plot.high = 10;
	expect(&plot, 50, 8, false,
	       "A pain\n"
	       "10 |\n"
	       "   |\n"
	       " 5 |A                                            A\n"
	       "   |\n"
	       " 0 |\n"
	       "   +----------------------------------------------\n"
	       "    1 Jan 2018        1 Jan 2022        1 Jan 2026\n");
}

static void the_chosen_point_is_marked_without_its_style(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, true);
	(void)state;
	plot.chosen_series = 0;
	plot.chosen_point = 1;
	plot.has_reference = true;
	plot.reference = 3;
	expect(&plot, 28, 9, true,
	       "A pain\n"
	       "10 |\n"
	       "   |A.....\n"
	       "   ||     ......A.....\n"
	       " 5 |a           |     .....A\n"
	       "   | - - - - - -a- - - - - |\n"
	       " 0 |                       a\n"
	       "   +------------^-----------\n"
	       "    5 Jan 2026    2 Feb 2026\n"
	       "styles:\n"
	       "bb\n"
	       "\n"
	       "    b\n"
	       "                R\n"
	       "    b                      b\n"
	       "     d d d d d dRd d d d d\n"
	       "                           b\n"
	       "                b\n"
	       "\n");
}

static void a_span_shows_what_lies_in_it(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, true);
	struct rect area = { 0, 0, 40, 10 };
	struct grid grid = { 0 };
	(void)state;
	plot.from = "2026-01-10";
	plot.to = "2026-02-02";
	assert_int_equal(plot_column(&plot, area, 0, 0), -1);
	assert_int_equal(plot_column(&plot, area, 0, 2), 39);
	assert_true(plot_column(&plot, area, 0, 1) > 10);
	plot.from = "2027-01-01";
	plot.to = NULL;
	grid_init(&grid, 40, 10);
	assert_false(plot_draw(&plot, &grid, area));
	assert_int_equal(plot_point_at(&plot, area, 0, 20), -1);
	grid_release(&grid);
}

static void a_column_finds_its_point_and_a_point_its_column(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, true);
	struct rect area = { 3, 2, 50, 12 };
	(void)state;
	for (int i = 0; i < 3; i++) {
		int column = plot_column(&plot, area, 0, i);
		assert_int_equal(plot_point_at(&plot, area, 0, column), i);
		plot.ascii = false;
		assert_int_equal(plot_column(&plot, area, 0, i), column); /* Braille moves nothing */
		plot.ascii = true;
	}
	assert_int_equal(plot_point_at(&plot, area, 0, 0), 0);
	assert_int_equal(plot_point_at(&plot, area, 0, 999), 2);
	assert_int_equal(plot_column(&plot, area, 1, 0), -1);
	assert_int_equal(plot_column(&plot, area, 0, 3), -1);
	assert_int_equal(plot_point_at(&plot, area, -1, 5), -1);
}

static void nothing_is_drawn_where_there_is_no_room(void **state)
{
	const struct plot_series series = { "pain", pain, COUNT(pain), 0 };
	struct plot plot = plot_of(&series, 1, false);
	(void)state;
	for (int cols = 1; cols < 60; cols += 3)
		for (int rows = 1; rows < 14; rows++) {
			struct grid grid = { 0 };
			struct str out;
			grid_init(&grid, cols, rows);
			str_init(&out);
			bool drawn = plot_draw(&plot, &grid, (struct rect){ 0, 0, cols, rows });
			assert_int_equal(drawn, cols >= PLOT_COLS_MIN && rows >= PLOT_ROWS_MIN);
			grid_dump(&grid, false, &out);
			assert_int_equal(strspn(out.s, "\n") == out.len, !drawn);
			str_release(&out);
			grid_release(&grid);
		}
	plot.n_series = 0;
	assert_int_equal(plot_column(&plot, (struct rect){ 0, 0, 50, 12 }, 0, 0), -1);
}

/* Every one of 500 sessions leaves its dot: no column that had one is empty, and nothing lies outside the axes. */
static void five_hundred_sessions_all_leave_their_trace(void **state)
{
	enum { SESSIONS = 500 };
	static struct plot_point rows[SESSIONS];
	const struct plot_series series = { "rotation", rows, SESSIONS, 0 };
	(void)state;
	for (int i = 0; i < SESSIONS; i++) {
		date_add_days("2016-01-04", 5 * i + (i > 250 ? 900 : 0), rows[i].date);
		rows[i].before = 40 + i / 12.0 + i * 7 % 5 * 3;
	}
	for (int ascii = 0; ascii < 2; ascii++) {
		struct plot plot = plot_of(&series, 1, ascii);
		struct rect area = { 0, 0, 72, 16 };
		struct grid grid = { 0 };
		bool wanted[72] = { false };
		grid_init(&grid, 72, 16);
		assert_true(plot_draw(&plot, &grid, area));
		for (int i = 0; i < SESSIONS; i++)
			wanted[plot_column(&plot, area, 0, i)] = true;
		int empty = 0;
		for (int col = 5; col < 72; col++) {
			bool found = false;
			for (int row = 1; row < 14; row++)
				found = found || strcmp(grid.cells[row * 72 + col].text, " ") != 0;
			assert_int_equal(found, wanted[col]);
			empty += !found;
		}
		assert_in_range(empty, 8, 30); /* the two and a half years without any */
		grid_release(&grid);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_falling_line_in_ascii),
		cmocka_unit_test(crossing_series_meet_in_a_star),
		cmocka_unit_test(before_and_after_stand_above_each_other),
		cmocka_unit_test(the_same_in_braille),
		cmocka_unit_test(one_session_stands_alone),
		cmocka_unit_test(a_gap_of_years_stays_a_gap),
		cmocka_unit_test(the_chosen_point_is_marked_without_its_style),
		cmocka_unit_test(a_span_shows_what_lies_in_it),
		cmocka_unit_test(a_column_finds_its_point_and_a_point_its_column),
		cmocka_unit_test(nothing_is_drawn_where_there_is_no_room),
		cmocka_unit_test(five_hundred_sessions_all_leave_their_trace),
	};
	return cmocka_run_group_tests_name("the plot", tests, NULL, NULL);
}
