/* SPDX-License-Identifier: MIT */
/* The growing string and the questions about plain ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static void it_grows_and_stays_closed(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	assert_string_equal(str.s, "");
	for (int i = 0; i < 1000; i++)
		str_addf(&str, "%d,", i);
	assert_int_equal(str.len, strlen(str.s));
	assert_true(str.cap > str.len);
	assert_memory_equal(str.s + str.len - 8, "998,999,", 8);
	str_release(&str);
	assert_null(str.s);
}

static void bytes_with_nul_are_kept(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	str_addn(&str, "a\0b", 3);
	str_addc(&str, 'c');
	assert_int_equal(str.len, 4);
	assert_memory_equal(str.s, "a\0bc", 5);
	str_release(&str);
}

static void a_released_string_can_be_filled_again(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	str_release(&str);
	str_clear(&str);
	str_add(&str, "again");
	assert_string_equal(str.s, "again");
	str_release(&str);
}

static void null_and_nothing_add_nothing(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	str_add(&str, NULL);
	str_addn(&str, NULL, 0);
	str_pad(&str, 0);
	assert_int_equal(str.len, 0);
	str_pad(&str, 3);
	assert_string_equal(str.s, "   ");
	str_release(&str);
}

static void cut_and_trim_shorten_only(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	str_add(&str, "neck \t\n");
	str_cut(&str, 100);
	assert_int_equal(str.len, 7);
	str_trim_end(&str);
	assert_string_equal(str.s, "neck");
	str_cut(&str, 2);
	assert_string_equal(str.s, "ne");
	str_release(&str);
}

static void taking_leaves_an_empty_string(void **state)
{
	struct str str;
	char *taken;

	(void)state;
	str_init(&str);
	str_add(&str, "mine");
	taken = str_take(&str);
	str_add(&str, "yours");
	assert_string_equal(taken, "mine");
	assert_string_equal(str.s, "yours");
	free(taken);
	str_release(&str);
}

static void questions_take_null(void **state)
{
	(void)state;
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_true(str_eq("a", "a"));
	assert_true(str_empty(NULL));
	assert_true(str_empty(" \t\r\n"));
	assert_false(str_empty(" x "));
	assert_true(str_starts("press 15s", "press"));
	assert_false(str_starts("pre", "press"));
	assert_false(str_starts(NULL, ""));
}

static void trimming_copies_the_middle(void **state)
{
	char *trimmed = str_trimmed("\t upper trapezius \n");

	(void)state;
	assert_string_equal(trimmed, "upper trapezius");
	free(trimmed);
	trimmed = str_trimmed(NULL);
	assert_string_equal(trimmed, "");
	free(trimmed);
	trimmed = str_format("%s-%d", "x", 7);
	assert_string_equal(trimmed, "x-7");
	free(trimmed);
}

static void whole_numbers_are_strict(void **state)
{
	static const struct {
		const char *text;
		bool good;
		long long value;
	} cases[] = {
		{ "0", true, 0 },
		{ "-7", true, -7 },
		{ "+7", true, 7 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+-1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1.0", false, 0 },
		{ "0x10", false, 0 },
		{ "1e3", false, 0 },
		{ NULL, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		long long value = 0;

		assert_int_equal(str_to_int(cases[i].text, &value), cases[i].good);
		assert_true(value == cases[i].value);
	}
}

static void expect_words(const char *line, const char *const *words)
{
	struct str word;

	str_init(&word);
	for (; *words != NULL; words++) {
		assert_true(str_next_word(&line, &word));
		assert_string_equal(word.s, *words);
	}
	assert_false(str_next_word(&line, &word));
	assert_false(str_next_word(&line, &word));
	str_release(&word);
}

static void words_are_split_at_spaces_outside_quotes(void **state)
{
	static const char *const plain[] = { "tp", "upper", "trap", NULL };
	static const char *const quoted[] = { "find", "Mc Kay", "", "a b", NULL };
	static const char *const open[] = { "say", "no end", NULL };
	static const char *const none[] = { NULL };

	(void)state;
	expect_words("tp  upper\ttrap ", plain);
	expect_words("find \"Mc Kay\" \"\" a\" \"b", quoted);
	expect_words("say \"no end", open);
	expect_words(" \t ", none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_grows_and_stays_closed),
		cmocka_unit_test(bytes_with_nul_are_kept),
		cmocka_unit_test(a_released_string_can_be_filled_again),
		cmocka_unit_test(null_and_nothing_add_nothing),
		cmocka_unit_test(cut_and_trim_shorten_only),
		cmocka_unit_test(taking_leaves_an_empty_string),
		cmocka_unit_test(questions_take_null),
		cmocka_unit_test(trimming_copies_the_middle),
		cmocka_unit_test(whole_numbers_are_strict),
		cmocka_unit_test(words_are_split_at_spaces_outside_quotes),
	};

	return cmocka_run_group_tests_name("base str", tests, NULL, NULL);
}
