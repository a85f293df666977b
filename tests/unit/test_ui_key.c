/* SPDX-License-Identifier: MIT */
/* Keys and their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/key.h"

static void expect_name(const char *name, const char *shown)
{
	struct key key;
	struct str out;
	str_init(&out);
	if (key_parse(name, &key))
		key_name(&key, &out);
	assert_string_equal(out.s, shown);
	str_release(&out);
}

static void names_as_shown_are_read_back_the_same(void **state)
{
	(void)state;
	static const char *const names[] = {
		"m",
		"M",
		"?",
		"/",
		"-",
		"^",
		"+",
		"é",
		"日",
		"Space",
		"Enter",
		"Esc",
		"Tab",
		"BackTab",
		"Backspace",
		"Delete",
		"Insert",
		"Up",
		"Down",
		"Left",
		"Right",
		"Home",
		"End",
		"PgUp",
		"PgDn",
		"F1",
		"F9",
		"F12",
		"Ctrl-g",
		"Ctrl-Space",
		"Ctrl-_",
		"Ctrl--",
		"Alt-m",
		"Alt-M",
		"Alt--",
		"Alt-.",
		"Alt-Enter",
		"Alt-é",
		"Shift-Up",
		"Ctrl-Left",
		"Ctrl-Alt-Shift-PgDn",
		"Ctrl-Alt-x",
		"Alt-Esc",
		"Paste",
		"Resize",
		"Tick",
		"Gone",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		expect_name(names[i], names[i]);
}

static void other_ways_to_write_a_key_mean_the_same(void **state)
{
	(void)state;
	static const char *const names[][2] = {
		{ "C-g", "Ctrl-g" },
		{ "^G", "Ctrl-g" },
		{ "Ctrl-G", "Ctrl-g" },
		{ "ctrl-g", "Ctrl-g" },
		{ "control-g", "Ctrl-g" },
		{ "M-m", "Alt-m" },
		{ "Meta-m", "Alt-m" },
		{ "Esc m", "Alt-m" },
		{ "esc M", "Alt-M" },
		{ "C-M-x", "Ctrl-Alt-x" },
		{ "M-C-x", "Ctrl-Alt-x" },
		{ "f9", "F9" },
		{ "pgup", "PgUp" },
		{ "PageDown", "PgDn" },
		{ "Return", "Enter" },
		{ "escape", "Esc" },
		{ "del", "Delete" },
		{ "Shift-Tab", "BackTab" },
		{ "S-Up", "Shift-Up" },
		{ "Shift-a", "A" },
		{ " ", "Space" },
		{ "^@", "Ctrl-Space" },
		{ "M-Space", "Alt-Space" },
		{ "Esc Enter", "Alt-Enter" },
		{ "C-", "" },
		{ "^^", "Ctrl-^" },
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		expect_name(names[i][0], names[i][1]);
}

/* On the wire these are one byte; a binding to the one would never be met. */
static void keys_that_a_terminal_cannot_tell_apart_are_one(void **state)
{
	(void)state;
	expect_name("Ctrl-i", "Tab");
	expect_name("^M", "Enter");
	expect_name("C-[", "Esc");
	expect_name("^?", "Backspace");
	expect_name("Alt-Ctrl-m", "Alt-Enter");
}

static void what_is_no_key_is_refused(void **state)
{
	(void)state;
	static const char *const names[] = { "",        "mm",   "F13",  "F0",   "Ctrl-",
					     "Alt-Alt", "\x01", "\xff", "\xc3", "Hyper-x" };
	struct key key;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		assert_false(key_parse(names[i], &key));
		assert_int_equal(key.kind, KEY_NONE);
	}
	assert_false(key_parse(NULL, &key));
}

static void equal_means_the_same_key_with_the_same_modifiers(void **state)
{
	(void)state;
	struct key a = key_of_text("m"), b = key_of_text("m");
	assert_true(key_equal(&a, &b));
	b.alt = true;
	assert_false(key_equal(&a, &b));
	b = key_of_text("M");
	assert_false(key_equal(&a, &b));
	a = key_of_kind(KEY_UP);
	b = key_of_kind(KEY_UP);
	assert_true(key_equal(&a, &b));
	b.shift = true;
	assert_false(key_equal(&a, &b));
	b = key_of_kind(KEY_DOWN);
	assert_false(key_equal(&a, &b));
}

static void a_text_key_holds_whole_characters_only(void **state)
{
	(void)state;
	struct key key = key_of_text("日本語");
	assert_string_equal(key.text, "日本");
	key = key_of_text("");
	assert_string_equal(key.text, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_as_shown_are_read_back_the_same),
		cmocka_unit_test(other_ways_to_write_a_key_mean_the_same),
		cmocka_unit_test(keys_that_a_terminal_cannot_tell_apart_are_one),
		cmocka_unit_test(what_is_no_key_is_refused),
		cmocka_unit_test(equal_means_the_same_key_with_the_same_modifiers),
		cmocka_unit_test(a_text_key_holds_whole_characters_only),
	};

	return cmocka_run_group_tests_name("ui key", tests, NULL, NULL);
}
