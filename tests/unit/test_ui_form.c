/* SPDX-License-Identifier: MIT */
/* Forms and the one-line editor: keys, scrolling, what is wrong beside the field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ui/form.h"

struct desk {
	struct kill_ring *ring;
	struct form form;
	struct grid grid;
};

static int desk_open(void **state)
{
	static struct desk desk;
	desk.ring = kill_ring_new();
	form_init(&desk.form, 3, desk.ring);
	form_set(&desk.form, 0, "Family name", "As on the card.", true, "Rossi");
	form_set(&desk.form, 1, "Birth date", NULL, false, NULL);
	form_set(&desk.form, 2, "Phone", "Digits and spaces.", false, "0400 000 000");
	grid_init(&desk.grid, 70, 6);
	*state = &desk;
	return 0;
}

static int desk_close(void **state)
{
	struct desk *desk = *state;
	form_release(&desk->form);
	kill_ring_free(desk->ring);
	grid_release(&desk->grid);
	return 0;
}

/* Returns the field that lost the focus. */
static int press(struct form *form, const char *name)
{
	struct key key;
	int left;
	assert_true(key_parse(name, &key));
	assert_true(form_key(form, &key, &left));
	return left;
}

static void expect_dump(const struct grid *grid, bool styles, const char *expected)
{
	struct str out;
	str_init(&out);
	grid_dump(grid, styles, &out);
	assert_string_equal(out.s, expected);
	str_release(&out);
}

static void typing_goes_into_the_focused_field(void **state)
{
	struct form *form = &((struct desk *)*state)->form;
	assert_int_equal(press(form, "!"), -1);
	assert_string_equal(form_value(form, 0), "Rossi!");
	assert_int_equal(press(form, "Tab"), 0);
	press(form, "é");
	press(form, "Space");
	assert_string_equal(form_value(form, 1), "é ");
	assert_string_equal(form_value(form, 0), "Rossi!");
}

static void tab_goes_round_and_arrows_stop(void **state)
{
	static const struct {
		const char *key;
		int left, focus;
	} steps[] = {
		{ "BackTab", 0, 2 }, { "Down", -1, 2 }, { "Tab", 2, 0 }, { "Up", -1, 0 },
		{ "Down", 0, 1 },    { "Down", 1, 2 },  { "Up", 2, 1 },
	};
	struct form *form = &((struct desk *)*state)->form;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		assert_int_equal(press(form, steps[i].key), steps[i].left);
		assert_int_equal(form->focus, steps[i].focus);
	}
}

static void the_line_takes_the_usual_keys(void **state)
{
	static const char *const steps[][2] = {
		{ "Home", "0400 000 000" },
		{ "Ctrl-d", "400 000 000" },
		{ "Alt-d", " 000 000" },
		{ "End", " 000 000" },
		{ "Ctrl-w", " 000 " },
		{ "Ctrl-y", " 000 000" },
		{ "Alt-y", " 000 400" },
		{ "Ctrl-_", " 000 000" },
		{ "Ctrl-_", " 000 " },
		{ "Alt-b", " 000 " },
		{ "Ctrl-k", " " },
		{ "Ctrl-u", "" },
		{ "Ctrl-y", " 000 " },
		{ "Ctrl-u", "" },
		{ "a", "a" },
		{ "b", "ab" },
		{ "Ctrl-t", "ba" },
		{ "Ctrl-a", "ba" },
		{ "Alt-u", "BA" },
		{ "Left", "BA" },
		{ "Delete", "B" },
		{ "Backspace", "" },
		{ "Backspace", "" },
		{ "Ctrl-e", "" },
	};
	struct form *form = &((struct desk *)*state)->form;
	form->focus = 2;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		press(form, steps[i][0]);
		assert_string_equal(form_value(form, 2), steps[i][1]);
	}
}

static void keys_of_the_pane_are_left_to_it(void **state)
{
	static const char *const names[] = { "Enter",  "Esc",   "F1",       "PgUp",
					     "Ctrl-g", "Alt-m", "Shift-Up", "Ctrl-Tab" };
	struct form *form = &((struct desk *)*state)->form;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct key key;
		int left;
		assert_true(key_parse(names[i], &key));
		assert_false(form_key(form, &key, &left));
		assert_int_equal(left, -1);
	}
	assert_string_equal(form_value(form, 0), "Rossi");
}

static void a_pasted_text_stays_on_one_line(void **state)
{
	struct form *form = &((struct desk *)*state)->form;
	struct key key = key_of_kind(KEY_PASTE);
	int left;
	key.paste = "\n1\r\n2\t3";
	key.paste_bytes = 7;
	assert_true(form_key(form, &key, &left));
	assert_string_equal(form_value(form, 0), "Rossi 1 2 3");
}

static void a_value_put_in_can_be_undone(void **state)
{
	struct form *form = &((struct desk *)*state)->form;
	press(form, "Ctrl-_");
	assert_string_equal(form_value(form, 0), "Rossi");
	form_put(form, 0, "Bianchi");
	press(form, "!");
	assert_string_equal(form_value(form, 0), "Bianchi!");
	press(form, "Ctrl-_");
	press(form, "Ctrl-_");
	assert_string_equal(form_value(form, 0), "Rossi");
	form_put(form, 0, NULL);
	assert_string_equal(form_value(form, 0), "");
}

static void what_is_wrong_stands_beside_the_field(void **state)
{
	struct desk *desk = *state;
	struct rect area = { 0, 0, 70, 6 };
	form_put(&desk->form, 1, "30.2.1990");
	form_problem(&desk->form, 1, "February 1990 has 28 days; type a day from 1 to 28.");
	form_draw(&desk->form, &desk->grid, area, true);
	expect_dump(&desk->grid, true,
		    "▸   Family name * Rossi\n"
		    "  ! Birth date    30.2.1990                       February 1990 has 2…\n"
		    "    Phone         0400 000 000\n"
		    "\n"
		    "\n"
		    "As on the card.\n"
		    "styles:\n"
		    "b   bbbbbbbbbbbbb\n"
		    "  B                                               xxxxxxxxxxxxxxxxxxxx\n"
		    "\n\n\n\n");
	assert_int_equal(desk->grid.cursor_col, 23);
	assert_int_equal(desk->grid.cursor_row, 0);
	press(&desk->form, "Down");
	grid_clear(&desk->grid);
	form_draw(&desk->form, &desk->grid, area, true);
	expect_dump(&desk->grid, false,
		    "    Family name * Rossi\n"
		    "▸ ! Birth date    30.2.1990                       February 1990 has 2…\n"
		    "    Phone         0400 000 000\n"
		    "\n"
		    "\n"
		    "! February 1990 has 28 days; type a day from 1 to 28.\n");
	form_problem(&desk->form, 1, NULL);
	grid_clear(&desk->grid);
	form_draw(&desk->form, &desk->grid, area, false);
	expect_dump(&desk->grid, false,
		    "    Family name * Rossi\n"
		    "    Birth date    30.2.1990\n"
		    "    Phone         0400 000 000\n"
		    "\n\n\n");
	assert_int_equal(desk->grid.cursor_col, -1);
}

static void a_low_form_scrolls_to_its_focus(void **state)
{
	struct desk *desk = *state;
	struct rect area = { 2, 1, 40, 3 };
	desk->form.focus = 2;
	form_draw(&desk->form, &desk->grid, area, true);
	expect_dump(&desk->grid, false,
		    "\n"
		    "      Birth date\n"
		    "  ▸   Phone         0400 000 000\n"
		    "  Digits and spaces.\n"
		    "\n\n");
	grid_clear(&desk->grid);
	area.rows = 1;
	form_draw(&desk->form, &desk->grid, area, true);
	expect_dump(&desk->grid, false, "\n  ▸   Phone         0400 000 000\n\n\n\n\n");
	desk->form.focus = 0;
	grid_clear(&desk->grid);
	form_draw(&desk->form, &desk->grid, area, true);
	expect_dump(&desk->grid, false, "\n  ▸   Family name * Rossi\n\n\n\n\n");
	for (area.cols = 0; area.cols < 40; area.cols++)
		for (area.rows = 0; area.rows < 6; area.rows++)
			form_draw(&desk->form, &desk->grid, area, true);
}

/* Twelve columns; the cursor stays in sight and never on a sign. */
static void a_long_line_scrolls_by_thirds(void **state)
{
	struct desk *desk = *state;
	struct rect area = { 0, 0, 12, 1 };
	struct buffer *buffer = buffer_new("abcdefghijk");
	struct edit edit;
	int left = 0;
	form_line_init(&edit, buffer, NULL);
	form_line_draw(&edit, &left, &desk->grid, area, true, 0);
	expect_dump(&desk->grid, false, "abcdefghijk\n\n\n\n\n\n");
	assert_int_equal(desk->grid.cursor_col, 11);
	edit_type(&edit, "lmnopqr", 7);
	form_line_draw(&edit, &left, &desk->grid, area, true, 0);
	expect_dump(&desk->grid, false, "<ijklmnopqr\n\n\n\n\n\n");
	assert_int_equal(desk->grid.cursor_col, 11);
	for (size_t at = 18; at > 0; at--) {
		edit_move(&edit, EDIT_LEFT, 1);
		grid_clear(&desk->grid);
		form_line_draw(&edit, &left, &desk->grid, area, true, 0);
		int col = desk->grid.cursor_col;
		assert_int_equal(desk->grid.cells[col].text[0], 'a' + at - 1);
	}
	expect_dump(&desk->grid, false, "abcdefghijk>\n\n\n\n\n\n");
	assert_int_equal(left, 0);
	for (size_t at = 0; at < 17; at++) {
		edit_move(&edit, EDIT_RIGHT, 1);
		grid_clear(&desk->grid);
		form_line_draw(&edit, &left, &desk->grid, area, true, 0);
		int col = desk->grid.cursor_col;
		assert_int_equal(desk->grid.cells[col].text[0], 'b' + at);
	}
	buffer_free(buffer);
}

static void a_selection_shows_reversed(void **state)
{
	struct desk *desk = *state;
	struct buffer *buffer = buffer_new("日本 neck");
	struct edit edit;
	int left = 0;
	form_line_init(&edit, buffer, NULL);
	edit_go(&edit, 3);
	edit_select_start(&edit);
	edit_move(&edit, EDIT_WORD_RIGHT, 1);
	edit_move(&edit, EDIT_RIGHT, 1);
	form_line_draw(&edit, &left, &desk->grid, (struct rect){ 1, 0, 20, 1 }, true, 0);
	expect_dump(&desk->grid, true, " 日本 neck\n\n\n\n\n\nstyles:\n   rrr\n\n\n\n\n\n");
	buffer_free(buffer);
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_open, desk_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_DESK(typing_goes_into_the_focused_field),    AT_DESK(tab_goes_round_and_arrows_stop),
		AT_DESK(the_line_takes_the_usual_keys),         AT_DESK(keys_of_the_pane_are_left_to_it),
		AT_DESK(a_pasted_text_stays_on_one_line),       AT_DESK(a_value_put_in_can_be_undone),
		AT_DESK(what_is_wrong_stands_beside_the_field), AT_DESK(a_low_form_scrolls_to_its_focus),
		AT_DESK(a_long_line_scrolls_by_thirds),         AT_DESK(a_selection_shows_reversed),
	};

	return cmocka_run_group_tests_name("ui form", tests, NULL, NULL);
}
