/* SPDX-License-Identifier: MIT */
/* A list with a cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "ui/grid.h"
#include "ui/list.h"

static void expect_dump(const struct grid *grid, bool styles, const char *expected)
{
	struct str out;
	str_init(&out);
	grid_dump(grid, styles, &out);
	assert_string_equal(out.s, expected);
	str_release(&out);
}

static void draw_number(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	char text[16] = { (char)('0' + index / 10), (char)('0' + index % 10), '\0' };
	(void)context;
	grid_text(grid, area, area.col, area.row, text, style);
}

static bool press(struct list *list, const char *name, int page)
{
	struct key key;
	assert_true(key_parse(name, &key));
	return list_key(list, &key, page);
}

static void a_list_goes_by_letters_and_arrows(void **state)
{
	(void)state;
	static const struct {
		const char *key;
		int chosen, top;
	} steps[] = {
		{ "j", 1, 0 },    { "Down", 2, 0 }, { "Down", 3, 1 },   { "k", 2, 1 },
		{ "PgDn", 5, 3 }, { "G", 19, 17 },  { "Down", 19, 17 }, { "PgUp", 16, 16 },
		{ "g", 0, 0 },    { "Up", 0, 0 },   { "End", 19, 17 },  { "Home", 0, 0 },
	};
	struct list list = { 0 };
	list_set_count(&list, 20);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		assert_true(press(&list, steps[i].key, 3));
		assert_int_equal(list.chosen, steps[i].chosen);
		assert_int_equal(list.top, steps[i].top);
	}
	assert_false(press(&list, "x", 3));
	assert_false(press(&list, "Alt-j", 3));
	assert_false(press(&list, "Enter", 3));
}

static void a_list_keeps_its_choice_inside(void **state)
{
	(void)state;
	struct list list = { 0 };
	list_set_count(&list, 0);
	assert_int_equal(list.chosen, -1);
	assert_true(press(&list, "j", 3));
	assert_int_equal(list.chosen, -1);
	list_set_count(&list, 5);
	assert_int_equal(list.chosen, 0);
	list.chosen = 4;
	list_scroll(&list, 2);
	assert_int_equal(list.top, 3);
	list_set_count(&list, 2);
	assert_int_equal(list.chosen, 1);
	list_scroll(&list, 4);
	assert_int_equal(list.top, 0);
}

static void a_list_marks_its_choice_by_sign_and_bold(void **state)
{
	(void)state;
	struct grid grid;
	struct list list = { 0 };
	grid_init(&grid, 6, 3);
	list_set_count(&list, 12);
	list.chosen = 7;
	list_draw(&list, &grid, (struct rect){ 1, 0, 5, 3 }, true, draw_number, NULL);
	expect_dump(&grid, true, "   05\n   06\n ▸ 07\nstyles:\n\n\n b bb\n");
	assert_int_equal(grid.cursor_col, 1);
	assert_int_equal(grid.cursor_row, 2);
	grid_clear(&grid);
	list_draw(&list, &grid, (struct rect){ 1, 0, 5, 3 }, false, draw_number, NULL);
	expect_dump(&grid, true, "   05\n   06\n · 07\nstyles:\n\n\n\n");
	assert_int_equal(grid.cursor_col, -1);
	list_draw(&list, &grid, (struct rect){ 0, 0, 1, 0 }, true, draw_number, NULL);
	grid_release(&grid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_goes_by_letters_and_arrows),
		cmocka_unit_test(a_list_keeps_its_choice_inside),
		cmocka_unit_test(a_list_marks_its_choice_by_sign_and_bold),
	};

	return cmocka_run_group_tests_name("ui list", tests, NULL, NULL);
}
