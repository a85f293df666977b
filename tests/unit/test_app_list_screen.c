/* SPDX-License-Identifier: MIT */
/* Where the cursor of a list goes when its records change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/list_screen.h"

static int begin(void **state)
{
	static struct list_screen list;
	list = (struct list_screen){ .n_rows = 0 };
	list_screen_init(&list.screen, NULL);
	*state = &list;
	return 0;
}

static int end(void **state)
{
	list_screen_release(*state);
	return 0;
}

/* A row for each letter, whose record it is; a dot is a row of none. */
static void fill(struct list_screen *list, const char *records)
{
	list_begin(list);
	for (; *records; records++)
		str_addf(list_row(list, *records == '.' ? 0 : *records), "row %c", *records);
	list_end(list, "nothing");
}

static void the_cursor_stays_on_its_record(void **state)
{
	struct list_screen *list = *state;
	fill(list, "abcd");
	assert_true(list_choose(list, 'c'));
	fill(list, "xabcd");
	assert_int_equal(list_chosen(list), 'c');
	fill(list, "dc");
	assert_int_equal(list_chosen(list), 'c');
	assert_string_equal(list->lines->lines[1], "row c");
}

static void the_next_record_takes_the_place_of_one_that_left(void **state)
{
	struct list_screen *list = *state;
	fill(list, "abcd");
	list_choose(list, 'b');
	fill(list, "acd");
	assert_int_equal(list_chosen(list), 'c');
	fill(list, "ad");
	assert_int_equal(list_chosen(list), 'd');
}

static void behind_the_last_the_one_before_is_next(void **state)
{
	struct list_screen *list = *state;
	fill(list, "abc");
	list_choose(list, 'c');
	fill(list, "ab");
	assert_int_equal(list_chosen(list), 'b');
	fill(list, "xy");
	assert_int_equal(list_chosen(list), 'x');
}

static void a_record_of_several_rows_is_chosen_on_each(void **state)
{
	struct list_screen *list = *state;
	const struct key down = { .kind = KEY_DOWN };
	fill(list, "aabb.");
	assert_int_equal(list_chosen(list), 'a');
	for (int i = 0; i < 3; i++)
		list->lines->pane.class->key(&list->lines->pane, &down);
	assert_int_equal(list_chosen(list), 'b');
	list->lines->pane.class->key(&list->lines->pane, &down);
	assert_int_equal(list_chosen(list), 0);
}

static void the_cursor_stays_in_its_row_of_a_record(void **state)
{
	struct list_screen *list = *state;
	fill(list, "abbb");
	list->lines->list.chosen = 2;
	fill(list, "abbbc");
	assert_int_equal(list->lines->list.chosen, 2);
	fill(list, "cabbb");
	assert_int_equal(list->lines->list.chosen, 2);
	fill(list, "ccabbb");
	assert_int_equal(list_chosen(list), 'b');
	assert_int_equal(list->lines->list.chosen, 3);
}

static void an_empty_list_says_so_and_has_no_record(void **state)
{
	struct list_screen *list = *state;
	fill(list, "");
	assert_string_equal(list->lines->lines[0], "nothing");
	assert_int_equal(list_chosen(list), 0);
	assert_false(list_choose(list, 'a'));
	fill(list, "ab");
	assert_int_equal(list_chosen(list), 'a');
}

static void another_list_begins_at_the_top(void **state)
{
	struct list_screen *list = *state;
	fill(list, "abc");
	list_choose(list, 'b');
	list_forget(list);
	fill(list, "abc");
	assert_int_equal(list_chosen(list), 'a');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_cursor_stays_on_its_record, begin, end),
		cmocka_unit_test_setup_teardown(the_next_record_takes_the_place_of_one_that_left, begin, end),
		cmocka_unit_test_setup_teardown(behind_the_last_the_one_before_is_next, begin, end),
		cmocka_unit_test_setup_teardown(a_record_of_several_rows_is_chosen_on_each, begin, end),
		cmocka_unit_test_setup_teardown(the_cursor_stays_in_its_row_of_a_record, begin, end),
		cmocka_unit_test_setup_teardown(an_empty_list_says_so_and_has_no_record, begin, end),
		cmocka_unit_test_setup_teardown(another_list_begins_at_the_top, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
