/* SPDX-License-Identifier: MIT */
/* The screen in memory: text is clipped and made harmless, wide letters stay whole, lines join. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/grid.h"

static const struct rect wide_open = { 0, 0, 1000, 1000 };

static void expect_dump(const struct grid *grid, bool styles, const char *expected)
{
	struct str out;
	str_init(&out);
	grid_dump(grid, styles, &out);
	assert_string_equal(out.s, expected);
	str_release(&out);
}

/* A wide letter is followed by its right half; nothing else has none of its own. */
static void expect_whole(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++) {
		for (int col = 0; col < grid->cols; col++) {
			const struct grid_cell *cell = &grid->cells[row * grid->cols + col];
			bool after_wide = col > 0 && cell[-1].cols == 2;
			assert_int_equal(cell->cols == 0, after_wide);
			assert_int_equal(cell->text[0] == '\0', after_wide);
			assert_true(cell->cols != 2 || col + 1 < grid->cols);
			assert_true(utf8_is_plain(cell->text, strlen(cell->text)));
			if (cell->cols > 0)
				assert_int_equal(utf8_cols(cell->text, strlen(cell->text)), cell->cols);
		}
	}
}

static void text_is_clipped_at_every_edge(void **state)
{
	(void)state;
	struct grid grid;
	struct rect clip = { 2, 1, 5, 2 };
	grid_init(&grid, 10, 4);
	assert_int_equal(grid_text(&grid, clip, 2, 0, "above", 0), 0);
	assert_int_equal(grid_text(&grid, clip, 0, 1, "abcdefghij", 0), 7);
	assert_int_equal(grid_text(&grid, clip, 5, 2, "xyz", 0), 2);
	assert_int_equal(grid_text(&grid, clip, 9, 2, "xyz", 0), 0);
	assert_int_equal(grid_text(&grid, clip, 2, 3, "below", 0), 0);
	assert_int_equal(grid_text(&grid, clip, 2, -1, "off", 0), 0);
	assert_int_equal(grid_text(&grid, wide_open, -2, 3, "abc", 0), 3);
	assert_int_equal(grid_text(&grid, wide_open, 0, 0, NULL, 0), 0);
	expect_dump(&grid, false, "\n  cdefg\n     xy\nc\n");
	grid_release(&grid);
}

static void text_says_how_many_columns_it_took(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 20, 1);
	assert_int_equal(grid_text(&grid, wide_open, 0, 0, "日本e\u0301", 0), 5);
	assert_int_equal(grid_text(&grid, wide_open, 5, 0,
				   "a\x1b"
				   "b",
				   0),
			 6);
	assert_int_equal(grid_textn(&grid, wide_open, 11, 0, "xyz", 2, 0), 2);
	expect_dump(&grid, false, "日本e\u0301a<1B>bxy\n");
	expect_whole(&grid);
	grid_release(&grid);
}

static void nothing_in_a_text_steers_the_terminal(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 60, 1);
	grid_text(&grid, wide_open, 0, 0, "a\nb\tc\x9b\u202Ed\u200B\xC2\x85\x07", 0);
	expect_dump(&grid, false, "a<0A>b<09>c<9B><U+202E>d<U+200B><85><07>\n");
	expect_whole(&grid);
	grid_release(&grid);
}

static void wide_letters_are_whole_or_a_space(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 6, 3);
	grid_text(&grid, (struct rect){ 1, 0, 4, 1 }, 0, 0, "日本語", 0);
	expect_dump(&grid, false, "  本\n\n\n");
	grid_text(&grid, wide_open, 0, 1, "日本語", 0);
	grid_text(&grid, wide_open, 1, 1, "x", 0);
	expect_dump(&grid, false, "  本\n x本語\n\n");
	grid_text(&grid, wide_open, 2, 1, "y", 0);
	expect_dump(&grid, false, "  本\n xy 語\n\n");
	grid_text(&grid, wide_open, 3, 1, "日", 0);
	expect_dump(&grid, false, "  本\n xy日\n\n");
	grid_text(&grid, wide_open, 5, 2, "日", 0);
	grid_text(&grid, wide_open, 0, 2, "日", 0);
	grid_fill(&grid, (struct rect){ 1, 2, 1, 1 }, '#', 0);
	expect_dump(&grid, false, "  本\n xy日\n #\n");
	expect_whole(&grid);
	grid_release(&grid);
}

static void a_grapheme_too_long_for_a_cell_keeps_its_columns(void **state)
{
	(void)state;
	/* Five people with skin tones: 52 bytes. */
	const char *crowd = "👩🏽‍👩🏽‍👩🏽‍👩🏽‍👩🏽";
	struct grid grid;
	grid_init(&grid, 10, 1);
	assert_true(strlen(crowd) >= GRID_CELL_BYTES);
	assert_int_equal(grid_text(&grid, wide_open, 0, 0, crowd, 0), utf8_cols(crowd, strlen(crowd)));
	assert_string_equal(grid.cells[0].text, "\xEF\xBF\xBD");
	expect_whole(&grid);
	grid_release(&grid);
}

static void cutting_leaves_an_ellipsis(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 12, 4);
	assert_int_equal(grid_text_cut(&grid, wide_open, 0, 0, 8, "upper trapezius", 0), 8);
	assert_int_equal(grid_text_cut(&grid, wide_open, 0, 1, 8, "trapeziu", 0), 8);
	assert_int_equal(grid_text_cut(&grid, wide_open, 0, 2, 4, "日本語", 0), 3);
	assert_int_equal(grid_text_cut(&grid, wide_open, 0, 3, 0, "none", 0), 0);
	expect_dump(&grid, false, "upper t…\ntrapeziu\n日…\n\n");
	grid.ascii = true;
	grid_text_cut(&grid, wide_open, 0, 3, 3, "none", 0);
	expect_dump(&grid, false, "upper t…\ntrapeziu\n日…\nno~\n");
	grid_release(&grid);
}

static void a_terminal_without_utf8_gets_ascii_of_the_same_width(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 20, 2);
	utf8_set_terminal(false);
	int took = grid_text(&grid, wide_open, 0, 0, "Zoë 日本 → …", 0);
	grid_text_cut(&grid, wide_open, 0, 1, 4, "Zoë Ono", 0);
	expect_dump(&grid, false, "Zoe ???? > .\nZoe~\n");
	utf8_set_terminal(true);
	assert_int_equal(took, utf8_cols("Zoë 日本 → …", strlen("Zoë 日本 → …")));
	grid_release(&grid);
}

static void lines_join_where_they_meet(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 7, 5);
	grid_line_across(&grid, 0, 0, 7);
	grid_line_across(&grid, 0, 4, 7);
	grid_line_down(&grid, 0, 0, 5);
	grid_line_down(&grid, 6, 0, 5);
	grid_line_down(&grid, 3, 0, 5);
	grid_line_across(&grid, 0, 2, 7);
	grid_text(&grid, wide_open, 1, 0, "ab", 0);
	expect_dump(&grid, false, "┌ab┬──┐\n│  │  │\n├──┼──┤\n│  │  │\n└──┴──┘\n");
	grid.ascii = true;
	expect_dump(&grid, false, "+ab+--+\n|  |  |\n+--+--+\n|  |  |\n+--+--+\n");
	grid_line_across(&grid, 5, 1, 100);
	grid_line_down(&grid, 5, 3, 100);
	grid_line_across(&grid, -3, 3, 2);
	grid_line_down(&grid, 90, 0, 2);
	grid_release(&grid);
}

static void a_line_alone_is_a_whole_line(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 5, 3);
	grid_line_across(&grid, 0, 0, 3);
	grid_line_down(&grid, 4, 0, 3);
	grid_line_across(&grid, 0, 2, 1);
	expect_dump(&grid, false, "─── │\n    │\n─   │\n");
	assert_string_equal(grid_line_text(LINE_UP | LINE_RIGHT, false), "└");
	assert_string_equal(grid_line_text(LINE_UP | LINE_RIGHT, true), "+");
	grid_release(&grid);
}

static void styles_show_in_the_second_block(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 8, 2);
	grid_text(&grid, wide_open, 0, 0, "ab", STYLE_BOLD);
	grid_text(&grid, wide_open, 2, 0, "cd", STYLE_PLAIN);
	grid_style(&grid, (struct rect){ 1, 0, 2, 1 }, STYLE_REVERSE);
	grid_text(&grid, wide_open, 0, 1, "日u", STYLE_UNDERLINE);
	grid_text(&grid, wide_open, 4, 1, "d!a", STYLE_DIM);
	grid_style(&grid, (struct rect){ 5, 1, 1, 1 }, STYLE_ALARM);
	grid_style(&grid, (struct rect){ 7, 1, 10, 10 }, STYLE_ACCENT);
	expect_dump(&grid, true, "abcd\n日u d!a\nstyles:\nbRr\nuuu dDda\n");
	grid_release(&grid);
}

static void clearing_and_resizing_start_anew(void **state)
{
	(void)state;
	struct grid grid;
	grid_init(&grid, 3, 1);
	grid_text(&grid, wide_open, 0, 0, "abc", STYLE_BOLD);
	grid.cursor_col = grid.cursor_row = 0;
	grid_clear(&grid);
	assert_int_equal(grid.cursor_col, -1);
	expect_dump(&grid, true, "\nstyles:\n\n");
	grid_resize(&grid, 0, -4);
	assert_int_equal(grid.cols, 1);
	assert_int_equal(grid.rows, 1);
	grid_resize(&grid, 2, 2);
	expect_dump(&grid, false, "\n\n");
	grid_release(&grid);
}

static void rects_meet_in_what_they_share(void **state)
{
	(void)state;
	struct rect a = { 1, 1, 4, 4 }, both = rect_intersect(a, (struct rect){ 3, 0, 9, 3 });
	assert_int_equal(both.col, 3);
	assert_int_equal(both.row, 1);
	assert_int_equal(both.cols, 2);
	assert_int_equal(both.rows, 2);
	assert_true(rect_empty(rect_intersect(a, (struct rect){ 5, 1, 2, 2 })));
	assert_true(rect_empty(rect_intersect(a, (struct rect){ 2, 2, 0, 2 })));
	assert_true(rect_empty(rect_intersect(a, (struct rect){ 2, 2, -1, 2 })));
}

/* Anything drawn anywhere leaves whole cells, and takes the columns that counting says. */
static void random_drawing_leaves_whole_cells(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"a",        "日本語", "e\u0301", "\x1b[2J", "👩‍👩‍👧",
		"\u0301x",  "ש",      "\u202E",  "🇦🇺",      "a\u0301\u0301\u0301\u0301\u0301\u0301",
		"\xff\xfe", "한"
	};
	struct grid grid;
	uint32_t random = 4711;
	grid_init(&grid, 17, 6);
	for (int step = 0; step < 20000; step++) {
		random = random * 1664525u + 1013904223u;
		unsigned what = random >> 8;
		int col = (int)(what % 25) - 4, row = (int)(what / 25 % 8) - 1;
		struct rect area = { col, row, (int)(what / 200 % 9), (int)(what / 1800 % 4) };
		const char *text = texts[what / 7 % 12];
		switch (what / 3 % 6) {
		case 0:
			grid_fill(&grid, area, '.', what % 64);
			break;
		case 1:
			grid_line_across(&grid, col < 0 ? 0 : col, row, area.cols);
			break;
		case 2:
			grid_line_down(&grid, col, row < 0 ? 0 : row, area.rows);
			break;
		case 3:
			grid_text_cut(&grid, area, col, row, area.cols, text, 0);
			break;
		default:
			assert_true(grid_text(&grid, wide_open, col, row, text, 0) <=
				    utf8_cols(text, strlen(text)));
			break;
		}
		expect_whole(&grid);
	}
	grid_release(&grid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_at_every_edge),
		cmocka_unit_test(text_says_how_many_columns_it_took),
		cmocka_unit_test(nothing_in_a_text_steers_the_terminal),
		cmocka_unit_test(wide_letters_are_whole_or_a_space),
		cmocka_unit_test(a_grapheme_too_long_for_a_cell_keeps_its_columns),
		cmocka_unit_test(cutting_leaves_an_ellipsis),
		cmocka_unit_test(a_terminal_without_utf8_gets_ascii_of_the_same_width),
		cmocka_unit_test(lines_join_where_they_meet),
		cmocka_unit_test(a_line_alone_is_a_whole_line),
		cmocka_unit_test(styles_show_in_the_second_block),
		cmocka_unit_test(clearing_and_resizing_start_anew),
		cmocka_unit_test(rects_meet_in_what_they_share),
		cmocka_unit_test(random_drawing_leaves_whole_cells),
	};

	return cmocka_run_group_tests_name("ui grid", tests, NULL, NULL);
}
