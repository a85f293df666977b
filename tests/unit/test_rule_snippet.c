/* SPDX-License-Identifier: MIT */
/* Snippets and templates: what is expanded, what stays as written, and what is refused with a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "record/snippet.h"
#include "record/template.h"

/* ---- A record to take values from ---------------------------------------------------------------------- */

static const char *const record[][2] = {
	{ "client", "Maria Rossi" },         { "age", "47" },
	{ "date", "20 Nov 2026" },           { "last.plan", "${client} ${1:x} $$ stretches" },
	{ "marks", "One.\r\nTwo.\rThree." }, { "measures", "" },
};

static const char *from_record(void *context, const char *name)
{
	(void)context;
	for (size_t i = 0; i < sizeof record / sizeof record[0]; i++)
		if (strcmp(record[i][0], name) == 0)
			return record[i][1];
	return NULL;
}

static const struct placeholder_source source = { from_record, NULL };

/* The expanded text, each stop as <number:hint> in front of "|". */
static char *expanded(const char *text)
{
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out, told;
	size_t n;
	str_init(&out);
	str_init(&told);
	assert_true(snippet_expand(text, &source, &out, stops, &n));
	for (size_t i = 0; i < n; i++)
		str_addf(&told, "<%d@%zu:%.*s>", stops[i].number, stops[i].at, (int)stops[i].bytes,
			 out.s + stops[i].at);
	str_addf(&told, "%s%s", n ? "|" : "", out.s);
	str_release(&out);
	return told.s;
}

struct pair {
	const char *text, *expected;
};

static void expect_expanded(const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *got = expanded(pairs[i].text);
		assert_string_equal(got, pairs[i].expected);
		free(got);
	}
}

/* ---- Expanding ----------------------------------------------------------------------------------------- */

static void values_come_from_the_record(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "Seen ${client}, ${age}.", "Seen Maria Rossi, 47." },
		{ "${client}${age}", "Maria Rossi47" },
		{ "[${measures}]", "[]" },
		{ "[${last.subjective}]", "[]" }, /* known, and nothing there */
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

static void what_is_not_understood_stays_as_written(void **state)
{
	static const struct pair pairs[] = {
		{ "${clinet} ${}", "${clinet} ${}" },
		{ "${client", "${client" },
		{ "${client\n} ${age}", "${client\n} 47" },
		{ "${1:${age}}", "${1:47}" },
		{ "${0} ${100} ${1x} ${1 x}", "${0} ${100} ${1x} ${1 x}" },
		{ "${Client}", "${Client}" },
		{ "} { $ $5 a$", "} { $ $5 a$" },
		{ "${abcdefghijklmnopqrstuvwxyz0123456789}", "${abcdefghijklmnopqrstuvwxyz0123456789}" },
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

static void two_dollars_are_one(void **state)
{
	static const struct pair pairs[] = {
		{ "Paid $$20", "Paid $20" },
		{ "$${client}", "${client}" },
		{ "$$$${client}", "$${client}" },
		{ "$$${client}", "$Maria Rossi" },
		{ "$$$", "$$" },
		{ "${1:$$20}", "<1@0:$20>|$20" },
		{ "${1:$${x}y", "<1@0:${x>|${xy" },
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

static void a_value_is_never_expanded_again(void **state)
{
	static const struct pair pairs[] = {
		{ "Last: ${last.plan}", "Last: ${client} ${1:x} $$ stretches" },
		{ "${last.plan}${2:y}", "<2@29:y>|${client} ${1:x} $$ stretchesy" },
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

static void stops_are_visited_by_number_then_in_the_order_of_the_text(void **state)
{
	static const struct pair pairs[] = {
		{ "${1}", "<1@0:>|" },
		{ "${2:when} ${1:what}", "<1@5:what><2@0:when>|when what" },
		{ "${1:a}${10:b}${2:c}${1:d}", "<1@0:a><1@3:d><2@2:c><10@1:b>|abcd" },
		{ "${client}: ${3:\xE9\xA6\x96}${99}",
		  "<3@13:\xE9\xA6\x96><99@16:>|Maria Rossi: \xE9\xA6\x96" },
		{ "${1:a: b}", "<1@0:a: b>|a: b" },
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

/* As a text buffer takes it in, or the stops would stand at the wrong places there. */
static void what_comes_out_is_valid_with_line_feeds_only(void **state)
{
	static const struct pair pairs[] = {
		{ "${marks}${1:x}", "<1@16:x>|One.\nTwo.\nThree.x" },
		{ "a\r\nb\rc\r${1}", "<1@6:>|a\nb\nc\n" },
		{ "a\xFF"
		  "b${1}",
		  "<1@5:>|a\xEF\xBF\xBD"
		  "b" },
	};
	(void)state;
	expect_expanded(pairs, sizeof pairs / sizeof pairs[0]);
}

static void without_a_source_only_stops_are_filled(void **state)
{
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out;
	size_t n;
	(void)state;
	str_init(&out);
	assert_true(snippet_expand("${client}|${other}|${1:x}", NULL, &out, stops, &n));
	assert_string_equal(out.s, "|${other}|x");
	assert_int_equal(n, 1);
	str_release(&out);
}

/* ---- The size ------------------------------------------------------------------------------------------ */

static const char *from_context(void *context, const char *name)
{
	(void)name;
	return context;
}

static char *repeated(const char *piece, size_t bytes)
{
	struct str all;
	str_init(&all);
	while (all.len < bytes)
		str_add(&all, piece);
	return all.s;
}

static void check_cut(const char *piece, size_t longest)
{
	char *value = repeated(piece, 3 * SNIPPET_MAX_BYTES);
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out;
	size_t n;
	str_init(&out);
	assert_false(snippet_expand("a${1:b}${client}${2:c}",
				    &(struct placeholder_source){ from_context, value }, &out, stops, &n));
	assert_true(out.len <= SNIPPET_MAX_BYTES && out.len > SNIPPET_MAX_BYTES - longest);
	assert_true(utf8_valid(out.s, out.len));
	assert_int_equal((out.len - 2) % strlen(piece), 0);
	assert_int_equal(n, 1);
	assert_int_equal(stops[0].at, 1);
	free(value);
	str_release(&out);
}

static void a_text_that_grows_too_long_is_cut_between_graphemes(void **state)
{
	(void)state;
	check_cut("x", 1);
	check_cut("e\u0301", 3);
	check_cut("\U0001F469\u200D\U0001F52C", 11);
	check_cut("\u9996\u304C", 6);
}

static void a_text_of_just_the_size_is_whole(void **state)
{
	char *value = repeated("x", SNIPPET_MAX_BYTES);
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out;
	size_t n;
	(void)state;
	str_init(&out);
	assert_true(snippet_expand("${client}${1}", &(struct placeholder_source){ from_context, value }, &out,
				   stops, &n));
	assert_int_equal(out.len, SNIPPET_MAX_BYTES);
	assert_int_equal(n, 1);
	assert_false(snippet_expand("${client}.${1}", &(struct placeholder_source){ from_context, value },
				    &out, stops, &n));
	assert_int_equal(out.len, SNIPPET_MAX_BYTES);
	assert_int_equal(n, 0);
	/* The accent takes its letter along, and the stop behind that. */
	assert_false(snippet_expand("${client}${1}\u0301",
				    &(struct placeholder_source){ from_context, value }, &out, stops, &n));
	assert_int_equal(out.len, SNIPPET_MAX_BYTES - 1);
	assert_int_equal(n, 0);
	free(value);
	str_release(&out);
}

static void line_ends_that_shrink_do_not_hide_that_it_was_cut(void **state)
{
	char *value = repeated("\r\n", 4 * SNIPPET_MAX_BYTES);
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out;
	size_t n;
	(void)state;
	str_init(&out);
	assert_false(snippet_expand("${client}", &(struct placeholder_source){ from_context, value }, &out,
				    stops, &n));
	assert_int_equal(out.len, SNIPPET_MAX_BYTES);
	value[2 * SNIPPET_MAX_BYTES] = '\0';
	assert_true(snippet_expand("${client}", &(struct placeholder_source){ from_context, value }, &out,
				   stops, &n));
	assert_int_equal(out.len, SNIPPET_MAX_BYTES);
	free(value);
	str_release(&out);
}

static void more_stops_than_there_is_room_for_are_plain_hints(void **state)
{
	char *text = repeated("${1:ab}", 7 * (SNIPPET_STOPS_MAX + 3));
	struct snippet_stop stops[SNIPPET_STOPS_MAX];
	struct str out;
	size_t n;
	(void)state;
	str_init(&out);
	assert_true(snippet_expand(text, &source, &out, stops, &n));
	assert_int_equal(n, SNIPPET_STOPS_MAX);
	assert_int_equal(out.len, 2 * (SNIPPET_STOPS_MAX + 3));
	free(text);
	str_release(&out);
}

/* ---- The word before the cursor ------------------------------------------------------------------------ */

/* The cursor stands at "^". */
static void word_before_the_cursor(void **state)
{
	static const struct pair pairs[] = {
		{ ";neck^", "0 neck" },
		{ "Stiff ;neck^", "6 neck" },
		{ "Stiff\n;neck^ and more", "6 neck" },
		{ "(;neck^)", "1 neck" },
		{ "\u3002;neck^", "3 neck" },
		{ "\u00A0;neck^", "2 neck" },
		{ "ok;neck^", "-" },
		{ "7;neck^", "-" },
		{ "\u9996;neck^", "-" },
		{ "e\u0301;neck^", "-" },
		{ ";;neck^", "-" },
		{ "a;b;neck^", "-" },
		{ ";^", "-" },
		{ "neck^", "-" },
		{ "^", "-" },
		{ ";ne ck^", "-" },
		{ ";ne.ck^", "-" },
		{ ";ne^ck", "0 ne" },
		{ ";gr\u00F6\u00DFe-2^", "0 gr\u00F6\u00DFe-2" },
		{ ";\u9996^", "0 \u9996" },
		{ ";12345678901234567890^", "0 12345678901234567890" },
		{ ";123456789012345678901^", "-" },
	};
	struct str word;
	(void)state;
	str_init(&word);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		size_t cursor = strcspn(pairs[i].text, "^"), from = 99;
		char *got = snippet_word_before(pairs[i].text, cursor, &from, &word)
				    ? str_format("%zu %s", from, word.s)
				    : mem_strdup("-");
		assert_string_equal(got, pairs[i].expected);
		free(got);
	}
	str_release(&word);
}

static void nothing_behind_the_cursor_is_read(void **state)
{
	char *text = malloc(5);
	struct str word;
	size_t from;
	(void)state;
	str_init(&word);
	memcpy(text, ";neck", 5); /* no NUL: the address sanitizer sees a step too far */
	assert_true(snippet_word_before(text, 5, &from, &word));
	assert_string_equal(word.s, "neck");
	free(text);
	str_release(&word);
}

static void the_own_word_wins_and_letter_case_does_not_count(void **state)
{
	struct snippet list[] = {
		{ .id = 1, .owner = 0, .word = (char *)"neck" },
		{ .id = 2, .owner = 8, .word = (char *)"neck" },
		{ .id = 3, .owner = 7, .word = (char *)"Neck" },
		{ .id = 4, .owner = 0, .word = (char *)"gr\u00F6\u00DFe" },
		{ .id = 5, .owner = 8, .word = (char *)"other" },
	};
	(void)state;
	assert_int_equal(snippet_find(list, 5, "neck", 7)->id, 3);
	assert_int_equal(snippet_find(list, 5, "NECK", 8)->id, 2);
	assert_int_equal(snippet_find(list, 5, "nEck", 9)->id, 1);
	assert_int_equal(snippet_find(list, 5, "gro\u0308\u00DFe", 9)->id, 4);
	assert_null(snippet_find(list, 5, "other", 7)); /* of somebody else */
	assert_null(snippet_find(list, 5, "other", 0));
	assert_null(snippet_find(list, 5, "nec", 7));
	assert_null(snippet_find(NULL, 0, "neck", 7));
}

/* ---- Rules --------------------------------------------------------------------------------------------- */

static void expect_problem(const char *word, const char *text, const char *problem)
{
	struct snippet snippet;
	struct err err = ERR_INIT;
	snippet_init(&snippet);
	snippet.word = mem_strdup(word);
	snippet.text = mem_strdup(text);
	if (problem == NULL) {
		assert_true(snippet_check(&snippet, &err));
		assert_string_equal(err.text, "");
	} else {
		assert_false(snippet_check(&snippet, &err));
		assert_int_equal(err.kind, ERR_INPUT);
		if (strstr(err.text, problem) == NULL)
			fail_msg("\"%s\" does not say \"%s\"", err.text, problem);
	}
	snippet_release(&snippet);
}

static void words_are_short_and_of_letters(void **state)
{
	(void)state;
	expect_problem("neck", "x", NULL);
	expect_problem("a", "x", NULL);
	expect_problem("C5-c6", "x", NULL);
	expect_problem("gr\u00F6\u00DFe", "x", NULL);
	expect_problem("\u9996", "x", NULL);
	expect_problem("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "x", NULL);
	expect_problem("12345678901234567890", "x", NULL);
	expect_problem("123456789012345678901", "x", "at most 20 letters");
	expect_problem("", "x", "word is missing");
	expect_problem(NULL, "x", "word is missing");
	expect_problem(" ", "x", "word is missing");
	expect_problem("stiff neck", "x", "\" \" cannot be in the word");
	expect_problem("neck;", "x", "\";\" cannot");
	expect_problem("neck\u2026", "x", "\"\u2026\" cannot");
	expect_problem("\U0001F600", "x", "cannot be in the word");
	expect_problem("a\xFF", "x", "no text");
}

static void texts_are_there_and_their_placeholders_known(void **state)
{
	char *long_text = repeated("x", SNIPPET_TEXT_MAX_BYTES),
	     *longer = repeated("x", SNIPPET_TEXT_MAX_BYTES + 1);
	char *stops = repeated("${1}", 4 * SNIPPET_STOPS_MAX),
	     *more = repeated("${1}", 4 * (SNIPPET_STOPS_MAX + 1));
	(void)state;
	for (const struct snippet_name *name = snippet_names(); name->name; name++) {
		char *text = str_format("a ${%s} b", name->name);
		expect_problem("a", text, NULL);
		free(text);
	}
	expect_problem("a", "Paid $$20, $5 ${1:what} ${2} $${x}", NULL);
	expect_problem("a", "", "text is missing");
	expect_problem("a", NULL, "text is missing");
	expect_problem("a", " \n", "text is missing");
	expect_problem("a", "b\xFF", "no text");
	expect_problem("a", "x ${clinet} y",
		       "\"${clinet}\" is not known. There are: client, age, date, last.subjective");
	expect_problem("a", "x ${client y\nz}", "\"${client y\" is not closed");
	expect_problem("a", "${1:${age}}", "\"${1:${age}}\" is not closed");
	expect_problem("a", "${}", "\"${}\" is no placeholder");
	expect_problem("a", "${1 x}", "\"${1 x}\" is no placeholder");
	expect_problem("a", "${0}", "\"${0}\" is not known");
	expect_problem("a", long_text, NULL);
	expect_problem("a", longer, "too long: 16 kB");
	expect_problem("a", stops, NULL);
	expect_problem("a", more, "too many stops");
	free(long_text);
	free(longer);
	free(stops);
	free(more);
}

static void a_copy_stands_alone(void **state)
{
	struct snippet a, b;
	(void)state;
	snippet_init(&a);
	snippet_init(&b);
	a.owner = 7;
	a.word = mem_strdup("neck");
	a.text = mem_strdup("x");
	snippet_copy(&b, &a);
	snippet_copy(&b, &a);
	snippet_release(&a);
	assert_string_equal(b.word, "neck");
	assert_int_equal(b.owner, 7);
	snippet_release(&b);
}

/* ---- Templates ----------------------------------------------------------------------------------------- */

static void expect_template(const char *name, const char *service, const char *plan, const char *problem)
{
	struct template template;
	struct err err = ERR_INIT;
	template_init(&template);
	mem_replace(&template.name, name);
	mem_replace(&template.service, service);
	mem_replace(&template.text[NOTE_PLAN], plan);
	if (problem == NULL) {
		assert_true(template_check(&template, &err));
	} else {
		assert_false(template_check(&template, &err));
		if (strstr(err.text, problem) == NULL)
			fail_msg("\"%s\" does not say \"%s\"", err.text, problem);
	}
	template_release(&template);
}

static void templates_have_a_name_and_a_text(void **state)
{
	char *longest = repeated("x", TEMPLATE_NAME_MAX), *longer = repeated("x", TEMPLATE_NAME_MAX + 1);
	(void)state;
	expect_template("Initial", "INIT60", "${last.plan} ${1:what}", NULL);
	expect_template("Follow-up", "", "x", NULL);
	expect_template("", "", "x", "name is missing");
	expect_template("a\nb", "", "x", "on one line");
	expect_template(longest, "", "x", NULL);
	expect_template(longer, "", "x", "at most 40 letters");
	expect_template("a", "INIT 60", "x", "\"INIT 60\" is no code");
	expect_template("a", "", "", "template is empty");
	expect_template("a", "", "${clinet}", "Plan: \"${clinet}\" is not known");
	free(longest);
	free(longer);
}

static void a_note_begins_with_the_template_of_its_service(void **state)
{
	const struct template list[] = {
		{ .id = 1, .service = (char *)"INIT60" }, { .id = 2, .service = (char *)"" },
		{ .id = 3, .service = (char *)"FOLL45" }, { .id = 4, .service = (char *)"FOLL45" },
		{ .id = 5, .service = (char *)"" },
	};
	(void)state;
	assert_int_equal(template_find(list, 5, "FOLL45")->id, 3);
	assert_int_equal(template_find(list, 5, "init60")->id, 1);
	assert_int_equal(template_find(list, 5, "OTHER")->id, 2);
	assert_int_equal(template_find(list, 5, "")->id, 2);
	assert_int_equal(template_find(list, 5, NULL)->id, 2);
	assert_null(template_find(list, 1, "OTHER"));
	assert_null(template_find(NULL, 0, "FOLL45"));
}

static void a_template_is_copied_whole(void **state)
{
	struct template a, b;
	(void)state;
	template_init(&a);
	template_init(&b);
	mem_replace(&a.text[NOTE_OBJECTIVE], "x");
	template_copy(&b, &a);
	template_release(&a);
	assert_string_equal(b.text[NOTE_OBJECTIVE], "x");
	assert_string_equal(b.text[NOTE_PLAN], "");
	template_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_from_the_record),
		cmocka_unit_test(what_is_not_understood_stays_as_written),
		cmocka_unit_test(two_dollars_are_one),
		cmocka_unit_test(a_value_is_never_expanded_again),
		cmocka_unit_test(stops_are_visited_by_number_then_in_the_order_of_the_text),
		cmocka_unit_test(what_comes_out_is_valid_with_line_feeds_only),
		cmocka_unit_test(without_a_source_only_stops_are_filled),
		cmocka_unit_test(a_text_that_grows_too_long_is_cut_between_graphemes),
		cmocka_unit_test(a_text_of_just_the_size_is_whole),
		cmocka_unit_test(line_ends_that_shrink_do_not_hide_that_it_was_cut),
		cmocka_unit_test(more_stops_than_there_is_room_for_are_plain_hints),
		cmocka_unit_test(word_before_the_cursor),
		cmocka_unit_test(nothing_behind_the_cursor_is_read),
		cmocka_unit_test(the_own_word_wins_and_letter_case_does_not_count),
		cmocka_unit_test(words_are_short_and_of_letters),
		cmocka_unit_test(texts_are_there_and_their_placeholders_known),
		cmocka_unit_test(a_copy_stands_alone),
		cmocka_unit_test(templates_have_a_name_and_a_text),
		cmocka_unit_test(a_note_begins_with_the_template_of_its_service),
		cmocka_unit_test(a_template_is_copied_whole),
	};
	return cmocka_run_group_tests_name("model snippet", tests, NULL, NULL);
}
