/* SPDX-License-Identifier: MIT */
/* The entry line: what therapists type is understood as they meant it, or the word to mend is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entry_told.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

static void read_as(const char *how, const char *line, struct entry_reading *reading)
{
	if (strcmp(how, "mark") == 0)
		entry_read_marks(c, line, reading);
	else
		entry_read_technique(
			c,
			catalogue_technique(c, how + strlen("technique") + (how[strlen("technique")] == ' ')),
			line, reading);
}

/* Calls `row` for each line of the table; returns how many there are. */
typedef void row_check(const char *how, const char *line, const char *told, void *context);

static size_t each_row(row_check *row, void *context)
{
	char path[4096], text[4096];
	const char *folder = getenv("FASCICLE_SRCDIR");
	size_t n = 0;
	snprintf(path, sizeof path, "%s/tests/unit/entry_lines.tsv", folder ? folder : ".");
	FILE *table = fopen(path, "r");
	if (!table)
		fail_msg("cannot open %s", path);
	while (fgets(text, sizeof text, table)) {
		text[strcspn(text, "\n")] = '\0';
		char *line = strchr(text, '\t'), *told = line ? strchr(line + 1, '\t') : NULL;
		if (text[0] == '#' || !told)
			continue;
		*line++ = '\0';
		*told++ = '\0';
		row(text, line, told, context);
		n++;
	}
	fclose(table);
	return n;
}

static void compare_row(const char *how, const char *line, const char *told, void *context)
{
	struct entry_reading reading;
	struct str got;
	str_init(&got);
	entry_reading_init(&reading);
	read_as(how, line, &reading);
	tell_reading(&got, c, line, &reading);
	if (strcmp(got.s, told) != 0) {
		print_error("%s: %s\n  is    %s\n  wants %s\n", how, line, got.s, told);
		++*(int *)context;
	}
	entry_reading_release(&reading);
	str_release(&got);
}

static void every_line_of_the_table_is_understood_as_it_says(void **state)
{
	int wrong = 0;
	(void)state;
	assert_true(each_row(compare_row, &wrong) >= 300);
	assert_int_equal(wrong, 0);
}

/* The comparison itself must be able to fail. */
static void a_wrong_row_would_be_noticed(void **state)
{
	struct entry_reading reading;
	struct str got;
	(void)state;
	str_init(&got);
	entry_reading_init(&reading);
	entry_read_marks(c, "l up trap a7", &reading);
	tell_reading(&got, c, "l up trap a7", &reading);
	assert_string_not_equal(got.s, "R TRU STP active 7");
	assert_string_equal(got.s, "L TRU STP active 7");
	entry_reading_release(&reading);
	str_release(&got);
}

static void type_letter_by_letter(const char *how, const char *line, const char *told, void *context)
{
	struct entry_reading reading;
	size_t n = strlen(line);
	(void)told;
	(void)context;
	entry_reading_init(&reading);
	for (size_t typed = 0; typed <= n; typed++) {
		char *so_far = mem_strndup(line, typed);
		read_as(how, so_far, &reading);
		if (!reading.reading.ok) {
			assert_string_not_equal(reading.reading.problem.text, "");
			assert_true(reading.reading.bad_at + reading.reading.bad_bytes <= typed);
		}
		free(so_far);
	}
	entry_reading_release(&reading);
}

static void every_beginning_of_every_line_is_read_or_has_a_sentence(void **state)
{
	(void)state;
	each_row(type_letter_by_letter, NULL);
}

static void assert_told(const char *line, const char *wanted)
{
	struct entry_reading reading;
	struct str got;
	str_init(&got);
	entry_reading_init(&reading);
	entry_read_marks(c, line, &reading);
	tell_reading(&got, c, line, &reading);
	if (strcmp(got.s, wanted) != 0)
		fail_msg("\"%s\" is understood as \"%s\", not \"%s\"", line, got.s, wanted);
	entry_reading_release(&reading);
	str_release(&got);
}

/* Puts the parts into every order. */
static size_t each_order(const char *parts[], size_t n, size_t fixed, const char *wanted)
{
	size_t orders = 0;
	if (fixed == n) {
		char line[256] = "";
		for (size_t i = 0; i < n; i++) {
			strcat(line, parts[i]);
			strcat(line, " ");
		}
		assert_told(line, wanted);
		return 1;
	}
	for (size_t i = fixed; i < n; i++) {
		const char *moved = parts[i];
		parts[i] = parts[fixed];
		parts[fixed] = moved;
		orders += each_order(parts, n, fixed + 1, wanted);
		parts[fixed] = parts[i];
		parts[i] = moved;
	}
	return orders;
}

static void the_order_of_the_words_does_not_matter(void **state)
{
	const char *parts[] = { "l", "up trap", "a7>3", "tb", "ref:tmp", "tpg 12kg x3", "ok" };
	(void)state;
	assert_int_equal(
		each_order(
			parts, 7, 0,
			"L TRU STP active 7>3 +taut_band +referred ref=TMP.L sufficient TPG(force=12 presses=3)"),
		5040);
}

static void every_muscle_is_marked_by_code_and_by_name(void **state)
{
	struct str line, phrase, wanted;
	(void)state;
	str_init(&line);
	str_init(&phrase);
	str_init(&wanted);
	for (size_t m = 0; m < c->n_muscles; m++) {
		const struct muscle *muscle = &c->muscles[m];
		bool midline = catalogue_is_midline(c, (int)m);
		int region = muscle->home[0];
		for (const short *home = muscle->home; !midline && !c->regions[region].paired; home++)
			region = *home;
		str_clear(&phrase);
		catalogue_muscle_phrase(c, (int)m, &phrase);
		str_clear(&wanted);
		str_addf(&wanted, "%s %s %s active 7>3", midline ? "M" : "R", muscle->code,
			 c->regions[region].code);
		const char *names[] = { muscle->code, muscle->name, phrase.s };
		for (int i = 0; i < 3; i++) {
			str_clear(&line);
			str_addf(&line, "%s %s a 7>3", midline ? "" : "r", names[i]);
			assert_told(line.s, wanted.s);
		}
	}
	str_release(&line);
	str_release(&phrase);
	str_release(&wanted);
}

static void compose_again(const char *how, const char *line, const char *told, void *context)
{
	struct entry_reading reading, again;
	struct str composed, first, second;
	(void)told;
	if (strcmp(how, "mark") != 0)
		return;
	entry_reading_init(&reading);
	entry_reading_init(&again);
	str_init(&composed);
	str_init(&first);
	str_init(&second);
	entry_read_marks(c, line, &reading);
	for (size_t i = 0; reading.reading.ok && i < reading.n_entries; i++) {
		str_clear(&composed);
		str_clear(&first);
		str_clear(&second);
		entry_compose_mark(&reading.entries[i].mark, &composed);
		entry_read_marks(c, composed.s, &again);
		tell_mark(&first, &reading.entries[i].mark);
		tell_reading(&second, c, composed.s, &again);
		if (strcmp(first.s, second.s) != 0) {
			print_error("%s\n  composed as %s\n  reads back  %s\n  instead of  %s\n", line,
				    composed.s, second.s, first.s);
			++*(int *)context;
		}
	}
	entry_reading_release(&reading);
	entry_reading_release(&again);
	str_release(&composed);
	str_release(&first);
	str_release(&second);
}

static void a_mark_composed_as_a_line_reads_back_the_same(void **state)
{
	int wrong = 0;
	(void)state;
	each_row(compose_again, &wrong);
	assert_int_equal(wrong, 0);
}

static void what_was_understood_is_described(void **state)
{
	static const char *const pairs[][2] = {
		{ "l up trap a 7>3 tpg 12kg x3 ok",
		  "L upper trapezius · active · 7 > 3 · graded press 12 kg ×3 · sufficient" },
		{ "r inf 4 -js ref:sha rel",
		  "R infraspinatus · 4 · referred sensation · no jump sign · refers to Front of shoulder "
		  "(anterior deltoid) R · released" },
		{ "l up trap ang 5", "L upper trapezius · Angle of neck (neck-shoulder junction) · 5" },
		{ "l inf 2.0/3.0>4.0kg/cm2", "L infraspinatus · threshold 2.5 > 4.0 kg/cm2" },
		{ "sternalis 4 dnt 3in 3out gauge 0.25mm",
		  "M sternalis · 4 · dry needling 3 in 3 out gauge 0.25 mm" },
	};
	struct entry_reading reading;
	struct str out;
	(void)state;
	entry_reading_init(&reading);
	str_init(&out);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		entry_read_marks(c, pairs[i][0], &reading);
		assert_true(reading.reading.ok);
		str_clear(&out);
		entry_describe(c, &reading.entries[0], &out);
		assert_string_equal(out.s, pairs[i][1]);
	}
	entry_reading_release(&reading);
	str_release(&out);
}

static void applications_of_a_mark_lie_where_the_mark_lies(void **state)
{
	struct entry_reading reading;
	(void)state;
	entry_reading_init(&reading);
	entry_read_marks(c, "b up trap a7 tpg 12kg", &reading);
	assert_int_equal(reading.n_entries, 2);
	assert_int_equal(reading.entries[0].applications[0].side, SIDE_LEFT);
	assert_int_equal(reading.entries[1].applications[0].side, SIDE_RIGHT);
	assert_string_equal(reading.entries[1].applications[0].region, "STP");
	entry_reading_release(&reading);
}

static void hostile_lines_leave_a_sentence(void **state)
{
	static const char *const lines[] = { "\xff\xfe",
					     "l \xc3",
					     "l up trap \x1b[2J",
					     "\"",
					     "\"\"\"",
					     ";;;\";",
					     "ref:",
					     "ref:,,,",
					     "at:",
					     "@",
					     "@@@",
					     "=:",
					     ":=",
					     "ppt",
					     "ppt:",
					     "ppt:>",
					     ">",
					     "->",
					     "→",
					     "x",
					     "xx3x",
					     "999999999999999999kg",
					     "0.00000001mm",
					     "1x2x3",
					     "-",
					     "--",
					     "-tb-",
					     "no no no",
					     "%n%s",
					     "l up trap tpg tool",
					     "l up trap tpg \"",
					     "stp.",
					     ".l",
					     "l.l",
					     "7>>3",
					     "a>3",
					     "7/10>3/10",
					     "lll",
					     "l\tup\ttrap",
					     "12kg13kg",
					     "no",
					     "not",
					     "ok ok",
					     "l l l l l",
					     "note:\"" };
	struct entry_reading reading;
	struct str out;
	(void)state;
	entry_reading_init(&reading);
	str_init(&out);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		for (int how = 0; how < 2; how++) {
			if (how)
				entry_read_technique(c, -1, lines[i], &reading);
			else
				entry_read_marks(c, lines[i], &reading);
			assert_true(reading.reading.ok || reading.reading.problem.text[0]);
			assert_true(reading.reading.bad_at + reading.reading.bad_bytes <= strlen(lines[i]));
			for (size_t e = 0; e < reading.n_entries; e++)
				entry_describe(c, &reading.entries[e], &out);
		}
	entry_reading_release(&reading);
	str_release(&out);
}

static void a_line_beyond_all_measure_is_refused_not_read(void **state)
{
	struct entry_reading reading;
	struct str line;
	(void)state;
	str_init(&line);
	while (line.len < 100000)
		str_add(&line, "l up trap a7;");
	entry_reading_init(&reading);
	entry_read_marks(c, line.s, &reading);
	assert_false(reading.reading.ok);
	assert_int_equal(reading.n_entries, 0);
	str_cut(&line, 130);
	entry_read_marks(c, line.s, &reading);
	assert_true(reading.reading.ok);
	assert_int_equal(reading.n_entries, 10);
	/* nor is any word at its end dropped unsaid */
	str_clear(&line);
	str_add(&line, "dtm 20min lubricant");
	for (int i = 0; i < 200; i++)
		str_add(&line, " oil");
	entry_read_technique(c, -1, line.s, &reading);
	assert_false(reading.reading.ok);
	assert_non_null(strstr(reading.reading.problem.text, "too long"));
	entry_reading_release(&reading);
	str_release(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_of_the_table_is_understood_as_it_says),
		cmocka_unit_test(a_wrong_row_would_be_noticed),
		cmocka_unit_test(every_beginning_of_every_line_is_read_or_has_a_sentence),
		cmocka_unit_test(the_order_of_the_words_does_not_matter),
		cmocka_unit_test(every_muscle_is_marked_by_code_and_by_name),
		cmocka_unit_test(a_mark_composed_as_a_line_reads_back_the_same),
		cmocka_unit_test(what_was_understood_is_described),
		cmocka_unit_test(applications_of_a_mark_lie_where_the_mark_lies),
		cmocka_unit_test(hostile_lines_leave_a_sentence),
		cmocka_unit_test(a_line_beyond_all_measure_is_refused_not_read),
	};
	return cmocka_run_group_tests_name("model entry", tests, open_tables, NULL);
}
