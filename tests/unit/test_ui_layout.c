/* SPDX-License-Identifier: MIT */
/* Dividing the screen: nothing overlaps or sticks out at any size, and the sizes that count look as they
 * should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ui/layout.h"

static const char *const names[SLOT_COUNT] = { "Body", "Note", "Marks", "Techniques", "History" };

/* A screen with a letter for each slot's corner. */
static void expect_chart(int cols, int rows, enum slot focus, bool zoom, const char *expected)
{
	struct layout layout;
	struct grid grid;
	struct str out;
	str_init(&out);
	grid_init(&grid, cols, rows);
	layout_chart(&layout, cols, rows, focus, zoom);
	layout_frame(&layout, &grid);
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct rect slot = layout.slot[i];
		grid_text_cut(&grid, layout.title[i], layout.title[i].col + 2, layout.title[i].row,
			      layout.title[i].cols - 3, names[i], 0);
		grid_textn(&grid, slot, slot.col, slot.row, names[i], 1, 0);
		grid_textn(&grid, slot, slot.col + slot.cols - 1, slot.row + slot.rows - 1, names[i], 1, 0);
	}
	grid_text(&grid, layout.header, 0, layout.header.row, "header", 0);
	grid_text(&grid, layout.message, 0, layout.message.row, "message", 0);
	grid_dump(&grid, false, &out);
	assert_string_equal(out.s, expected);
	grid_release(&grid);
	str_release(&out);
}

static void a_vt100_shows_body_note_marks_and_techniques(void **state)
{
	(void)state;
	expect_chart(80, 24, SLOT_MARKS, false,
		     "header\n"
		     "──Body────────────────────┬──Note───────────────────────────────────────────────\n"
		     "B                         │N\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │\n"
		     "                          │                                                    N\n"
		     "                          ├──Marks────────────────────┬──Techniques─────────────\n"
		     "                          │M                          │T\n"
		     "                          │                           │\n"
		     "                          │                           │\n"
		     "                          │                           │\n"
		     "                          │                           │\n"
		     "                          │                           │\n"
		     "                          │                           │\n"
		     "                         B│                          M│                        T\n"
		     "message\n");
}

static void the_body_in_focus_shows_both_views(void **state)
{
	(void)state;
	struct layout layout;
	layout_chart(&layout, 80, 24, SLOT_BODY, false);
	assert_int_equal(layout.body_views, 2);
	expect_chart(80, 24, SLOT_BODY, false,
		     "header\n"
		     "──Body─────────────────────────────────────────────┬──Note──────────────────────\n"
		     "B                                                  │N\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │                           N\n"
		     "                                                   ├──Marks─────────────────────\n"
		     "                                                   │M\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │                           M\n"
		     "                                                   ├──Techniques────────────────\n"
		     "                                                   │T\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                   │\n"
		     "                                                  B│                           T\n"
		     "message\n");
}

static void a_small_screen_shows_the_focused_pane(void **state)
{
	(void)state;
	expect_chart(40, 10, SLOT_MARKS, false,
		     "header\n"
		     "──Marks─────────────────────────────────\n"
		     "M\n\n\n\n\n\n"
		     "                                       M\n"
		     "message\n");
	expect_chart(12, 3, SLOT_NOTE, false, "header\nN          N\nmessage\n");
	expect_chart(9, 2, SLOT_NOTE, false, "N       N\nmessage\n");
	expect_chart(9, 1, SLOT_NOTE, false, "N       N\n");
}

static void a_wide_screen_shows_everything_at_once(void **state)
{
	(void)state;
	for (enum slot focus = 0; focus < SLOT_COUNT; focus++) {
		struct layout layout;
		layout_chart(&layout, 132, 43, focus, false);
		for (int i = 0; i < SLOT_COUNT; i++) {
			assert_true(layout.slot[i].cols >= 28);
			assert_true(layout.slot[i].rows >= 12);
		}
		assert_int_equal(layout.body_views, 2);
	}
}

/* The figure is 24 by 20, with its name and a margin. */
static void the_figure_fits_wherever_the_body_shows(void **state)
{
	(void)state;
	for (int cols = LAYOUT_FULL_COLS; cols <= 200; cols++) {
		for (int rows = LAYOUT_FULL_ROWS; rows <= 60; rows++) {
			for (enum slot focus = 0; focus < SLOT_COUNT; focus++) {
				struct layout layout;
				layout_chart(&layout, cols, rows, focus, false);
				assert_true(layout.slot[SLOT_BODY].cols >=
					    (layout.body_views == 2 ? 50 : 26));
				assert_true(layout.slot[SLOT_BODY].rows >= 21);
				assert_true(layout.body_views == 2 || (focus != SLOT_BODY && cols < 132));
			}
		}
	}
}

static void the_last_session_stands_beside_the_note_while_typing(void **state)
{
	(void)state;
	struct layout layout, before;
	layout_chart(&before, 80, 24, SLOT_MARKS, false);
	layout_chart(&layout, 80, 24, SLOT_HISTORY, false);
	assert_memory_equal(&layout.slot[SLOT_NOTE], &before.slot[SLOT_NOTE], sizeof layout.slot[SLOT_NOTE]);
	assert_int_equal(layout.slot[SLOT_HISTORY].cols, 53);
	assert_int_equal(layout.slot[SLOT_HISTORY].rows, 8);
	assert_true(rect_empty(layout.slot[SLOT_MARKS]));
}

static void a_zoomed_pane_has_the_screen(void **state)
{
	(void)state;
	struct layout layout;
	layout_chart(&layout, 80, 24, SLOT_TECHNIQUES, true);
	assert_int_equal(layout.slot[SLOT_TECHNIQUES].cols, 80);
	assert_int_equal(layout.slot[SLOT_TECHNIQUES].rows, 21);
	assert_true(rect_empty(layout.slot[SLOT_NOTE]));
	layout_chart(&layout, 80, 24, SLOT_BODY, true);
	assert_int_equal(layout.body_views, 2);
}

/* ---- Any size ------------------------------------------------------------------------------------------ */

enum { MAX_COLS = 200, MAX_ROWS = 60 };
static unsigned char taken[MAX_ROWS][MAX_COLS];

static void take(struct rect r, int cols, int rows)
{
	assert_true(r.col >= 0 && r.row >= 0 && r.cols >= 0 && r.rows >= 0);
	assert_true(r.col + r.cols <= cols && r.row + r.rows <= rows);
	for (int row = r.row; row < r.row + r.rows; row++) {
		for (int col = r.col; col < r.col + r.cols; col++) {
			assert_int_equal(taken[row][col], 0);
			taken[row][col] = 1;
		}
	}
}

/* What no pane has is the line between two: no cell of the screen is wasted. */
static void expect_all_used(const struct layout *layout, int cols, int rows)
{
	struct grid grid;
	grid_init(&grid, cols, rows);
	layout_frame(layout, &grid);
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++)
			assert_true(taken[row][col] || grid.cells[row * cols + col].line != 0);
	grid_release(&grid);
}

static void check_chart(int cols, int rows, enum slot focus, bool zoom)
{
	struct layout layout;
	layout_chart(&layout, cols, rows, focus, zoom);
	memset(taken, 0, sizeof taken);
	take(layout.header, cols, rows);
	take(layout.message, cols, rows);
	for (int i = 0; i < SLOT_COUNT; i++) {
		take(layout.slot[i], cols, rows);
		take(layout.title[i], cols, rows);
		assert_true(rect_empty(layout.title[i]) || layout.title[i].rows == 1);
		assert_true(rect_empty(layout.title[i]) || !rect_empty(layout.slot[i]));
		assert_true(rect_empty(layout.slot[i]) || layout.slot[i].cols >= 10 ||
			    cols < LAYOUT_FULL_COLS);
	}
	assert_false(rect_empty(layout.slot[focus]));
	assert_true(layout.body_views == 1 || layout.slot[SLOT_BODY].cols >= 50);
	if (!zoom)
		expect_all_used(&layout, cols, rows);
}

static void panes_never_overlap_nor_leave_the_screen(void **state)
{
	(void)state;
	for (int cols = 1; cols <= MAX_COLS; cols++) {
		for (int rows = 1; rows <= MAX_ROWS; rows++) {
			for (enum slot focus = 0; focus < SLOT_COUNT; focus++) {
				check_chart(cols, rows, focus, true);
				check_chart(cols, rows, focus, false);
			}
		}
	}
}

static void no_screen_at_all_is_taken(void **state)
{
	(void)state;
	struct layout layout;
	layout_chart(&layout, 0, 24, SLOT_NOTE, false);
	assert_true(rect_empty(layout.slot[SLOT_NOTE]));
	layout_chart(&layout, 80, -1, SLOT_NOTE, false);
	assert_true(rect_empty(layout.header));
}

static void lists_never_overlap_nor_leave_the_screen(void **state)
{
	(void)state;
	for (int cols = 1; cols <= MAX_COLS; cols++) {
		for (int rows = 1; rows <= MAX_ROWS; rows++) {
			struct rect header, left, right, message;
			layout_list(cols, rows, &header, &left, &right, &message);
			memset(taken, 0, sizeof taken);
			take(header, cols, rows);
			take(left, cols, rows);
			take(right, cols, rows);
			take(message, cols, rows);
			assert_false(rect_empty(left));
			assert_int_equal(rect_empty(right), cols < 80 || rows < 4);
		}
	}
}

static void a_list_and_its_preview_are_framed(void **state)
{
	(void)state;
	struct rect header, left, right, message;
	struct grid grid;
	struct str out;
	str_init(&out);
	grid_init(&grid, 80, 6);
	layout_list(80, 6, &header, &left, &right, &message);
	layout_list_frame(left, right, &grid);
	grid_dump(&grid, false, &out);
	assert_string_equal(
		out.s, "\n"
		       "────────────────────────────────────┬───────────────────────────────────────────\n"
		       "                                    │\n"
		       "                                    │\n"
		       "                                    │\n"
		       "\n");
	grid_release(&grid);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vt100_shows_body_note_marks_and_techniques),
		cmocka_unit_test(the_body_in_focus_shows_both_views),
		cmocka_unit_test(a_small_screen_shows_the_focused_pane),
		cmocka_unit_test(a_wide_screen_shows_everything_at_once),
		cmocka_unit_test(the_figure_fits_wherever_the_body_shows),
		cmocka_unit_test(the_last_session_stands_beside_the_note_while_typing),
		cmocka_unit_test(a_zoomed_pane_has_the_screen),
		cmocka_unit_test(panes_never_overlap_nor_leave_the_screen),
		cmocka_unit_test(no_screen_at_all_is_taken),
		cmocka_unit_test(lists_never_overlap_nor_leave_the_screen),
		cmocka_unit_test(a_list_and_its_preview_are_framed),
	};

	return cmocka_run_group_tests_name("ui layout", tests, NULL, NULL);
}
