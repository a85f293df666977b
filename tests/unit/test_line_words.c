/* SPDX-License-Identifier: MIT */
/* A line as words, a word as parts, and what several lines take alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "line/take.h"

/* "[word] (quoted) key: ,word _glued": as they were parted. */
static void told(const char *line, const char *wanted)
{
	struct words words;
	struct str got;
	str_init(&got);
	words_split(&words, line, 0, strlen(line));
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.word[i];
		str_addf(&got, "%s", i ? " " : "");
		if (word->parted)
			str_addc(&got, word->parted);
		str_addf(&got, word->quoted ? "%s(%s)" : "%s%s", word->glued ? "_" : "", word->text);
		str_add(&got, word->is_key ? ":" : "");
		assert_true(word->at + word->bytes <= strlen(line));
	}
	if (strcmp(got.s, wanted) != 0)
		fail_msg("%s\n  is    %s\n  wants %s", line, got.s, wanted);
	words_release(&words);
	str_release(&got);
}

static void a_line_is_parted_into_words(void **state)
{
	(void)state;
	told("", "");
	told("  \t ", "");
	told("l Up trap a7>3", "l up trap a7>3");
	told("l, up trap; r", "l ,up trap ;r");
	told("dtm 12,5 min", "dtm 12,5 min");
	told("1,2,3", "1,2,3");
	told("a,b", "a ,_b");
	told("x \"Own, words; here\" y", "x (Own, words; here) y");
	told("\"open to the end", "(open to the end)");
	told("\"\"", "()");
	told("ref:tmp,eye", "ref: _tmp ,_eye");
	told("ref: tmp", "ref: tmp");
	told("stop:\"it tingles\" b", "stop: _(it tingles) b");
	told("@stp", "@: _stp");
	told("10:30 FOLL45", "10:30 foll45");
	told(";; ,", "");
	told("l;r", "l ;_r");
}

static void a_quote_that_is_not_closed_ends_with_the_line(void **state)
{
	(void)state;
	told("note \"", "note ()");
	told("a\"b\"c", "a _(b) _c");
}

static void a_line_has_an_end_of_words(void **state)
{
	struct words words;
	struct str line;
	(void)state;
	str_init(&line);
	for (int i = 0; i < WORDS_MAX + 1; i++)
		str_add(&line, "w ");
	words_split(&words, line.s, 0, line.len);
	assert_int_equal(words.n, WORDS_MAX + 1);
	assert_true(words.is_full);
	words_release(&words);
	words_split(&words, line.s, 0, 2 * WORDS_MAX);
	assert_false(words.is_full);
	words_release(&words);
	str_release(&line);
}

static void what_was_typed_is_given_back(void **state)
{
	const char *line = "by  Ana \"Maria, the\"   Rossi 12,5";
	struct words words;
	(void)state;
	words_split(&words, line, 0, strlen(line));
	char *text = words_text(&words, 1, 4), *rest = words_rest(&words, 3), *none = words_rest(&words, 9);
	assert_string_equal(text, "Ana Maria, the Rossi");
	assert_string_equal(rest, "Rossi 12,5");
	assert_string_equal(none, "");
	free(none);
	free(rest);
	free(text);
	words_release(&words);
}

static void a_word_is_parted_into_numbers_and_what_is_between(void **state)
{
	static const struct {
		const char *word, *parts;
	} cases[] = {
		{ "7>3", "7 > 3" },
		{ "a7->3", "[a] 7 > 3" },
		{ "3x30s", "3 x 30 [s]" },
		{ "x3", "x 3" },
		{ "3×", "3 x" },
		{ "12,50kg", "12.5 [kg]" },
		{ "0,25x40mm", "0.25 x 40 [mm]" },
		{ "2/day", "2 / [day]" },
		{ "007", "7" },
		{ ".5", "0.5" },
		{ "xray", "[xray]" },
		{ "2.1/2.4", "2.1 / 2.4" },
		{ "1234567", "?" },
		{ "5.12345", "?" },
		{ "20%", "20 ?" },
		{ "", "" },
		{ "depth4", "[depth] 4" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got;
		struct part part;
		str_init(&got);
		for (const char *s = cases[i].word;; s += part.bytes) {
			part_next(s, &part);
			if (part.kind == PART_END)
				break;
			str_add(&got, got.len ? " " : "");
			if (part.kind == PART_NUMBER)
				str_add(&got, part.number);
			else if (part.kind == PART_LETTERS)
				str_addf(&got, "[%.*s]", (int)part.bytes, part.at);
			else
				str_addc(&got, part.kind == PART_ARROW   ? '>'
					       : part.kind == PART_TIMES ? 'x'
					       : part.kind == PART_SLASH ? '/'
									 : '?');
			if (part.kind == PART_OTHER && part.bytes > 1)
				break;
		}
		if (strcmp(got.s, cases[i].parts) != 0 && strcmp(cases[i].parts, "?") != 0)
			fail_msg("%s\n  is    %s\n  wants %s", cases[i].word, got.s, cases[i].parts);
		if (strcmp(cases[i].parts, "?") == 0)
			assert_int_equal(got.s[0], '?');
		str_release(&got);
	}
}

static void a_word_is_found_by_enough_of_it_and_no_less(void **state)
{
	(void)state;
	assert_int_equal(side_typed("l"), SIDE_LEFT);
	assert_int_equal(side_typed("LEFT"), SIDE_LEFT);
	assert_int_equal(side_typed("le"), SIDE_LEFT);
	assert_int_equal(side_typed("lef"), SIDE_LEFT);
	assert_int_equal(side_typed("lt"), SIDE_LEFT);
	assert_int_equal(side_typed("leftish"), SIDE_NONE);
	assert_int_equal(side_typed("bi"), SIDE_NONE);
	assert_int_equal(side_typed(""), SIDE_NONE);
	assert_non_null(vocabulary_find("writ", MEANS(MEANS_FORM)));
	assert_null(vocabulary_whole("writ", MEANS(MEANS_FORM)));
	assert_non_null(vocabulary_whole("Written", MEANS(MEANS_FORM)));
	assert_null(vocabulary_find("written", MEANS(MEANS_SCOPE)));
	assert_null(vocabulary_find("12", MEANS(MEANS_SCOPE)));
	assert_true(vocabulary_joins("by", JOINT_BY));
	assert_false(vocabulary_joins("by", JOINT_TO));
	assert_non_null(vocabulary_find("same day", MEANS(MEANS_URGENCY)));
	assert_non_null(vocabulary_find("kg/cm\u00B2", MEANS(MEANS_PRESSURE)));
}

static void denied(const char *line, size_t words_taken, bool is_denied)
{
	struct words words;
	const struct meaning *meaning;
	bool no = !is_denied;
	words_split(&words, line, 0, strlen(line));
	size_t n = take_meaning(&words, 0, MEANS(MEANS_SIGN), &meaning, &no);
	assert_int_equal(n, words_taken);
	if (n > 0) {
		assert_int_equal(meaning->value, 1);
		assert_int_equal(no, is_denied);
	}
	words_release(&words);
}

static void a_sign_may_be_denied_before_and_behind(void **state)
{
	(void)state;
	denied("tb", 1, false);
	denied("+tb", 1, false);
	denied("-tb", 1, true);
	denied("tb-", 1, true);
	denied("no-tb", 1, true);
	denied("no tb", 2, true);
	denied("not tb", 2, true);
	denied("no xyz", 0, false);
	denied("no", 0, false);
	denied("\"tb\"", 0, false);
	denied("no \"tb\"", 0, false);
}

static void day(const char *line, size_t words_taken, const char *wanted)
{
	struct words words;
	struct err err = ERR_INIT;
	char out[DATE_SIZE];
	words_split(&words, line, 0, strlen(line));
	assert_int_equal(take_day(&words, 0, "2026-11-20", out, &err), words_taken);
	if (words_taken > 0)
		assert_string_equal(out, wanted);
	if (words_taken > 0 && !wanted[0])
		assert_string_not_equal(err.text, "");
	words_release(&words);
}

static void a_day_is_as_many_words_as_it_has(void **state)
{
	(void)state;
	day("12.11.2026 l", 1, "2026-11-12");
	day("12 nov 2026 l", 3, "2026-11-12");
	day("12 nov sens", 2, "2026-11-12");
	day("12 nov, 2026", 2, "2026-11-12");
	day("yesterday", 1, "2026-11-19");
	day("+7 x", 1, "2026-11-27");
	day("31.2.2026", 1, "");
	day("written", 0, "");
	day("", 0, "");
}

static void an_amount_has_its_unit_behind_it(void **state)
{
	static const struct {
		const char *line;
		size_t words;
		const char *number, *unit;
	} cases[] = {
		{ "12.5kg", 1, "12.5", "kg" },    { "12,5 kg x", 2, "12.5", "kg" },
		{ "20 minutes", 2, "20", "min" }, { "20", 1, "20", NULL },
		{ "20 oil", 1, "20", NULL },      { "20oil", 0, "", NULL },
		{ "oil", 0, "", NULL },           { "40 %", 2, "40", "%" },
		{ "6/min", 1, "6", "/min" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct words words;
		struct part number = { .number = "" };
		const char *unit;
		words_split(&words, cases[i].line, 0, strlen(cases[i].line));
		assert_int_equal(take_amount(&words, 0, MEANS(MEANS_UNIT), &number, &unit), cases[i].words);
		if (cases[i].words > 0)
			assert_string_equal(number.number, cases[i].number);
		assert_true(str_eq(unit, cases[i].unit));
		words_release(&words);
	}
}

static void a_place_is_a_code_or_a_cell(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	int region;
	enum side side;
	(void)state;
	assert_true(place_typed(c, "stp", &region, &side));
	assert_int_equal(side, SIDE_NONE);
	assert_true(place_typed(c, "STP.L", &region, &side));
	assert_int_equal(side, SIDE_LEFT);
	assert_true(place_typed(c, "stp.left", &region, &side));
	assert_int_equal(side, SIDE_LEFT);
	assert_false(place_typed(c, "stp.x", &region, &side));
	assert_false(place_typed(c, "zzz", &region, &side));
	assert_false(place_typed(c, "", &region, &side));
}

static void only_the_first_problem_counts(void **state)
{
	struct reading reading;
	struct words words;
	struct candidate found[1] = { { .index = 3, .score = 500 } };
	(void)state;
	reading_init(&reading);
	words_split(&words, "one two three", 0, 13);
	reading_offer(&reading, NEAR_REGIONS, found, 1);
	assert_false(reading_problem(&reading, &words, 1, 2, "first %d", 1));
	reading_offer(&reading, NEAR_MUSCLES, found, 1);
	assert_false(reading_problem(&reading, &words, 0, 0, "second"));
	assert_string_equal(reading.problem.text, "first 1");
	assert_int_equal(reading.bad_at, 4);
	assert_int_equal(reading.bad_bytes, 9);
	assert_int_equal(reading.what, NEAR_REGIONS);
	reading_init(&reading);
	reading_problem(&reading, &words, words.n, 0, "at the end");
	assert_int_equal(reading.bad_at, 13);
	assert_int_equal(reading.bad_bytes, 0);
	reading_warn(&reading, "much");
	reading_warn(&reading, "more");
	assert_string_equal(reading.warning.text, "much");
	words_release(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_parted_into_words),
		cmocka_unit_test(a_quote_that_is_not_closed_ends_with_the_line),
		cmocka_unit_test(a_line_has_an_end_of_words),
		cmocka_unit_test(what_was_typed_is_given_back),
		cmocka_unit_test(a_word_is_parted_into_numbers_and_what_is_between),
		cmocka_unit_test(a_word_is_found_by_enough_of_it_and_no_less),
		cmocka_unit_test(a_sign_may_be_denied_before_and_behind),
		cmocka_unit_test(a_day_is_as_many_words_as_it_has),
		cmocka_unit_test(an_amount_has_its_unit_behind_it),
		cmocka_unit_test(a_place_is_a_code_or_a_cell),
		cmocka_unit_test(only_the_first_problem_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
