/* SPDX-License-Identifier: MIT */
/* Text as lines: where they break, and the way between offsets and places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/wrap.h"

/* The lines with / where a line goes on and ¶ where a paragraph ends. */
static void show(const struct wrap *wrap, const char *text, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < wrap->n_lines; i++) {
		str_addn(out, text + wrap->lines[i].from, wrap->lines[i].bytes);
		str_add(out, wrap->lines[i].ends_paragraph ? "¶" : "/");
	}
}

struct wrap_case {
	int width;
	const char *text, *lines;
};

static void expect_lines(const struct wrap_case *cases, size_t n)
{
	struct str shown;
	str_init(&shown);
	for (size_t i = 0; i < n; i++) {
		struct wrap wrap;
		wrap_init(&wrap);
		wrap_text(&wrap, cases[i].text, strlen(cases[i].text), cases[i].width);
		show(&wrap, cases[i].text, &shown);
		assert_string_equal(shown.s, cases[i].lines);
		wrap_release(&wrap);
	}
	str_release(&shown);
}

static void lines_break_between_words(void **state)
{
	(void)state;
	static const struct wrap_case cases[] = {
		{ 10, "", "¶" },
		{ 10, "\n", "¶¶" },
		{ 10, "neck\n\nleft\n", "neck¶¶left¶¶" },
		{ 10, "worse at the desk", "worse at /the desk¶" },
		{ 8, "worse at the desk", "worse at /the desk¶" },
		{ 7, "worse at the desk", "worse /at the /desk¶" },
		{ 6, "well-known", "well-/known¶" },
		{ 9, "(12 kg)", "(12 kg)¶" },
		{ 4, "(12 kg)", "(12 /kg)¶" },
	};
	expect_lines(cases, sizeof cases / sizeof cases[0]);
}

static void spaces_hang_over_the_edge(void **state)
{
	(void)state;
	static const struct wrap_case cases[] = {
		{ 5, "worse     at", "worse     /at¶" },
		{ 5, "worse     ", "worse     ¶" },
		{ 5, "        at", "        /at¶" },
	};
	expect_lines(cases, sizeof cases / sizeof cases[0]);
}

static void long_words_break_between_graphemes(void **state)
{
	(void)state;
	static const struct wrap_case cases[] = {
		{ 4, "sternocleido", "ster/nocl/eido¶" },
		{ 4, "a sternocleido", "a /ster/nocl/eido¶" },
		{ 1, "abc", "a/b/c¶" },
		{ 0, "ab", "a/b¶" },
		{ -5, "ab", "a/b¶" },
		{ 2, "e\u0301e\u0301e\u0301", "e\u0301e\u0301/e\u0301¶" },
		{ 1, "日本", "日/本¶" },
		{ 3, "日本語", "日/本/語¶" },
		{ 4, "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
		  "👩‍👩‍👧👩‍👩‍👧/👩‍👩‍👧¶" },
		{ 5, "\x1b[31m", "\x1b[/31m¶" },
	};
	expect_lines(cases, sizeof cases / sizeof cases[0]);
}

static void east_asian_text_breaks_by_its_rules(void **state)
{
	(void)state;
	static const struct wrap_case cases[] = {
		{ 6, "首が痛い。", "首が痛/い。¶" },
		{ 4, "首が痛い。", "首が/痛/い。¶" },
		{ 8, "首が痛い。", "首が痛/い。¶" },
	};
	expect_lines(cases, sizeof cases / sizeof cases[0]);
}

static void places_go_there_and_back(void **state)
{
	(void)state;
	static const struct {
		size_t at, line;
		int col;
	} places[] = {
		{ 0, 0, 0 },  { 3, 0, 3 },  { 8, 0, 8 },  { 9, 1, 0 },  { 17, 1, 8 },
		{ 18, 2, 0 }, { 21, 2, 2 }, { 24, 2, 4 }, { 25, 3, 0 },
	};
	const char *text = "worse at the desk\n日本\n";
	struct wrap wrap;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), 8);
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		size_t line;
		int col;
		wrap_place(&wrap, text, places[i].at, &line, &col);
		assert_int_equal(line, places[i].line);
		assert_int_equal(col, places[i].col);
		/* 8 hangs over the edge; a column on it means the last grapheme. */
		assert_int_equal(wrap_offset(&wrap, text, line, col), places[i].at);
	}
	wrap_release(&wrap);
}

static void an_offset_is_the_nearest_of_its_own_line(void **state)
{
	(void)state;
	static const struct {
		size_t line;
		int col;
		size_t at;
	} places[] = {
		{ 0, 99, 8 }, /* the line goes on: its end is the next one's start */
		{ 1, 99, 17 }, { 1, -3, 9 },  { 2, 1, 18 },  { 2, 2, 21 },
		{ 2, 3, 21 },  { 2, 99, 24 }, { 99, 0, 25 },
	};
	const char *text = "worse at the desk\n日本\n";
	struct wrap wrap;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), 8);
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		assert_int_equal(wrap_offset(&wrap, text, places[i].line, places[i].col), places[i].at);
	wrap_release(&wrap);
}

static void the_column_stays_at_the_edge_among_hanging_spaces(void **state)
{
	(void)state;
	struct wrap wrap;
	size_t line;
	int col;
	wrap_init(&wrap);
	wrap_text(&wrap, "worse     at", 12, 5);
	wrap_place(&wrap, "worse     at", 8, &line, &col);
	assert_int_equal(line, 0);
	assert_int_equal(col, 5);
	wrap_release(&wrap);
}

static void right_to_left_text_counts_its_columns(void **state)
{
	(void)state;
	const char *text = "כאב בצוואר";
	struct wrap wrap;
	size_t line;
	int col;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), 6);
	assert_int_equal(wrap.n_lines, 2);
	wrap_place(&wrap, text, 6, &line, &col);
	assert_int_equal(col, 3);
	wrap_place(&wrap, text, strlen(text), &line, &col);
	assert_int_equal(line, 1);
	assert_int_equal(col, 6);
	wrap_release(&wrap);
}

static void expect_same(const struct wrap *a, const struct wrap *b)
{
	assert_int_equal(a->n_lines, b->n_lines);
	for (size_t i = 0; i < a->n_lines; i++) {
		assert_int_equal(a->lines[i].from, b->lines[i].from);
		assert_int_equal(a->lines[i].bytes, b->lines[i].bytes);
		assert_int_equal(a->lines[i].ends_paragraph, b->lines[i].ends_paragraph);
	}
}

/* Nothing lost, nothing twice, nothing wider than the pane but what cannot be narrower. */
static void expect_sound(const struct wrap *wrap, const char *text, size_t n)
{
	size_t at = 0;
	for (size_t i = 0; i < wrap->n_lines; i++) {
		const struct wrap_line *line = &wrap->lines[i];
		const char *s = text + line->from;
		size_t bytes = line->bytes;
		assert_int_equal(line->from, at);
		at += bytes;
		while (bytes > 0 && s[bytes - 1] == ' ')
			bytes--;
		if (utf8_cols(s, bytes) > wrap->width)
			assert_int_equal(utf8_next(s, bytes, 0), bytes);
		if (line->ends_paragraph && i + 1 < wrap->n_lines)
			assert_int_equal(text[at++], '\n');
		assert_null(memchr(s, '\n', line->bytes));
	}
	assert_int_equal(at, n);
	assert_true(wrap->lines[wrap->n_lines - 1].ends_paragraph);
}

static void a_change_lays_out_as_a_fresh_text_does(void **state)
{
	(void)state;
	static const char *const pieces[] = { "a",       "word ", "\n",          "日本",      " ",
					      "e\u0301", "\n\n",  "👩‍👧", "long-word", "\x1b" };
	uint32_t random = 99;
	struct wrap kept;
	struct str text;
	int width = 10;
	wrap_init(&kept);
	str_init(&text);
	for (int step = 0; step < 20000; step++) {
		random = random * 1664525u + 1013904223u;
		unsigned what = random >> 8;
		size_t at = text.len ? what / 64 % text.len : 0;
		while (at > 0 && ((unsigned char)text.s[at] & 0xC0) == 0x80)
			at--;
		if (text.len > 200 || what % 4 == 0) {
			size_t gone = text.len > 200 ? utf8_fit(text.s + at, text.len - at, 30)
						     : utf8_next(text.s, text.len, at) - at;
			memmove(text.s + at, text.s + at + gone, text.len - at - gone);
			str_cut(&text, text.len - gone);
		} else {
			char *tail = strdup(text.s + at);
			str_cut(&text, at);
			str_add(&text, pieces[what % 10]);
			str_add(&text, tail);
			free(tail);
		}
		if (what % 97 == 0)
			width = 1 + (int)(what / 97 % 30);
		struct wrap fresh;
		wrap_init(&fresh);
		wrap_text(&fresh, text.s, text.len, width);
		wrap_text(&kept, text.s, text.len, width);
		expect_same(&kept, &fresh);
		expect_sound(&kept, text.s, text.len);
		wrap_release(&fresh);
	}
	str_release(&text);
	wrap_release(&kept);
}

/* Each row of a megabyte, forth and back: a step that walked the text anew would take minutes. */
static void a_large_text_is_walked_in_one_pass(void **state)
{
	(void)state;
	struct str text;
	struct wrap wrap;
	str_init(&text);
	wrap_init(&wrap);
	while (text.len < 1000000)
		str_add(&text, text.len % 7 == 0 ? "Neck stiff since Tuesday.\n"
						 : "Rotation limited, slept badly. ");
	wrap_text(&wrap, text.s, text.len, 53);
	expect_sound(&wrap, text.s, text.len);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		size_t line;
		int col;
		wrap_place(&wrap, text.s, wrap.lines[i].from, &line, &col);
		assert_int_equal(line, i);
		assert_int_equal(col, 0);
	}
	wrap_release(&wrap);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(spaces_hang_over_the_edge),
		cmocka_unit_test(long_words_break_between_graphemes),
		cmocka_unit_test(east_asian_text_breaks_by_its_rules),
		cmocka_unit_test(places_go_there_and_back),
		cmocka_unit_test(an_offset_is_the_nearest_of_its_own_line),
		cmocka_unit_test(the_column_stays_at_the_edge_among_hanging_spaces),
		cmocka_unit_test(right_to_left_text_counts_its_columns),
		cmocka_unit_test(a_change_lays_out_as_a_fresh_text_does),
		cmocka_unit_test(a_large_text_is_walked_in_one_pass),
	};

	return cmocka_run_group_tests_name("text wrap", tests, NULL, NULL);
}
