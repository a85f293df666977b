/* SPDX-License-Identifier: MIT */
/* The measure line: what therapists type is understood as they meant it, or the word to mend is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "measure_told.h"

static const char *const known_words[] = { "carry shopping", "carry the child", "Sit at the desk" };
static const struct measure_known known = { known_words, 3 };
static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

typedef void row_check(const char *line, const char *told, void *context);

static size_t each_row(row_check *row, void *context)
{
	char path[4096], text[4096];
	const char *folder = getenv("FASCICLE_SRCDIR");
	size_t n = 0;
	snprintf(path, sizeof path, "%s/tests/unit/measure_lines.tsv", folder ? folder : ".");
	FILE *table = fopen(path, "r");
	if (!table)
		fail_msg("cannot open %s", path);
	while (fgets(text, sizeof text, table)) {
		text[strcspn(text, "\n")] = '\0';
		char *told = strchr(text, '\t');
		if (text[0] == '#' || !told)
			continue;
		*told++ = '\0';
		row(text, told, context);
		n++;
	}
	fclose(table);
	return n;
}

static void compare_row(const char *line, const char *told, void *context)
{
	struct measure_reading reading;
	struct str got;
	str_init(&got);
	measure_reading_init(&reading);
	measure_line_read(c, &known, line, &reading);
	tell_measures(&got, c, line, &reading);
	if (strcmp(got.s, told) != 0) {
		print_error("%s\n  is    %s\n  wants %s\n", line, got.s, told);
		++*(int *)context;
	}
	measure_reading_release(&reading);
	str_release(&got);
}

static void every_line_of_the_table_is_understood_as_it_says(void **state)
{
	int wrong = 0;
	(void)state;
	assert_true(each_row(compare_row, &wrong) >= 120);
	assert_int_equal(wrong, 0);
}

/* The comparison itself must be able to fail. */
static void a_wrong_row_would_be_noticed(void **state)
{
	struct measure_reading reading;
	struct str got;
	(void)state;
	str_init(&got);
	measure_reading_init(&reading);
	measure_line_read(c, NULL, "pain 6", &reading);
	tell_measures(&got, c, "pain 6", &reading);
	assert_string_not_equal(got.s, "pain now 7 points");
	assert_string_equal(got.s, "pain now 6 points");
	measure_reading_release(&reading);
	str_release(&got);
}

static void type_letter_by_letter(const char *line, const char *told, void *context)
{
	struct measure_reading reading;
	(void)told;
	(void)context;
	measure_reading_init(&reading);
	for (size_t typed = 0; typed <= strlen(line); typed++) {
		char *so_far = mem_strndup(line, typed);
		measure_line_read(c, &known, so_far, &reading);
		if (!reading.reading.ok) {
			assert_string_not_equal(reading.reading.problem.text, "");
			assert_true(reading.reading.bad_at + reading.reading.bad_bytes <= typed);
		}
		free(so_far);
	}
	measure_reading_release(&reading);
}

static void every_beginning_of_every_line_is_read_or_has_a_sentence(void **state)
{
	(void)state;
	each_row(type_letter_by_letter, NULL);
}

static void read_again(const char *line, const char *told, void *context)
{
	struct measure_reading reading, again;
	struct str composed, first, second;
	(void)told;
	measure_reading_init(&reading);
	measure_reading_init(&again);
	measure_line_read(c, &known, line, &reading);
	for (size_t i = 0; i < reading.n; i++) {
		str_init(&composed);
		str_init(&first);
		str_init(&second);
		measure_compose(&reading.measures[i], &composed);
		measure_line_read(c, NULL, composed.s, &again);
		tell_measure(&first, &reading.measures[i]);
		tell_measures(&second, c, composed.s, &again);
		if (strcmp(first.s, second.s) != 0)
			fail_msg("\"%s\" is composed as \"%s\" and read as %s", line, composed.s, second.s);
		assert_true(measure_same(&reading.measures[i], &again.measures[0]));
		++*(int *)context;
		str_release(&composed);
		str_release(&first);
		str_release(&second);
	}
	measure_reading_release(&reading);
	measure_reading_release(&again);
}

static void every_measure_is_composed_into_a_line_that_reads_the_same(void **state)
{
	int n = 0;
	(void)state;
	each_row(read_again, &n);
	assert_true(n >= 100);
}

static void every_movement_is_found_by_its_code_and_by_its_words(void **state)
{
	struct measure_reading reading;
	(void)state;
	measure_reading_init(&reading);
	for (size_t i = 0; i < c->n_movements; i++) {
		const struct movement *m = &c->movements[i];
		char *lines[2] = { str_format("%s %s 10", m->code, m->sided ? "l" : ""),
				   str_format("%s %.*s %s 10", m->joint, (int)strcspn(m->movement, "("),
					      m->movement, m->sided ? "l" : "") };
		for (int k = 0; k < 2; k++) {
			measure_line_read(c, NULL, lines[k], &reading);
			if (!reading.reading.ok || strcmp(reading.measures[0].code, m->code) != 0)
				fail_msg("\"%s\": %s", lines[k],
					 reading.reading.ok ? reading.measures[0].code
							    : reading.reading.problem.text);
			free(lines[k]);
		}
	}
	measure_reading_release(&reading);
}

static void assert_described(const char *line, const char *wanted)
{
	struct measure_reading reading;
	struct str got;
	measure_reading_init(&reading);
	str_init(&got);
	measure_line_read(c, NULL, line, &reading);
	assert_true(reading.reading.ok);
	measure_describe(c, &reading.measures[0], &got);
	assert_string_equal(got.s, wanted);
	measure_reading_release(&reading);
	str_release(&got);
}

static void a_measure_is_described_in_words(void **state)
{
	(void)state;
	assert_described("cx rot l 55>70 active firm gonio p4>2",
			 "L Cervical spine: Rotation · active · 55 > 70 deg · pain 4>2 · firm · goniometer");
	assert_described("pain worst 8", "Pain at its worst · 8");
	assert_described("psfs \"carry shopping\" 3>6", "carry shopping · 3 > 6");
	assert_described("ndi 22/50", "Neck Disability Index · 22 / 50");
	assert_described("strength shoulder abd r 4- > 4+", "Strength R Shoulder: Abduction · 4- > 4+");
	assert_described("knee flex r from 10 120", "R Knee: Flexion · 10 .. 120 deg");
	assert_described("ppt inf r 2.1 2.3 2.2 kg",
			 "Pressure pain threshold R Infraspinatus · 2.1/2.3/2.2 kg/cm2");
	assert_described("shoulder int rot r t7>t5",
			 "R Shoulder: Internal rotation (at 90 abduction) · T7 > T5");
}

static void values_are_written_and_read_as_plain_decimals(void **state)
{
	static const char *const good[] = { "55", "2.1 2.3 2.2", "-10", "0", "0.25" };
	static const char *const bad[] = { "x", "1 2 3 4", "1.", ".5", "1e5", "--1", "1234567", "1.23456" };
	struct measure_value value;
	double mean;
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct str text;
		str_init(&text);
		assert_true(measure_value_read(good[i], &value));
		measure_value_text(&value, &text);
		assert_string_equal(text.s, good[i]);
		str_release(&text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(measure_value_read(bad[i], &value));
	assert_true(measure_value_read(NULL, &value) && value.n == 0 && !measure_mean(&value, &mean));
	assert_true(measure_value_read("2 3 4", &value) && measure_mean(&value, &mean) && mean == 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_of_the_table_is_understood_as_it_says),
		cmocka_unit_test(a_wrong_row_would_be_noticed),
		cmocka_unit_test(every_beginning_of_every_line_is_read_or_has_a_sentence),
		cmocka_unit_test(every_measure_is_composed_into_a_line_that_reads_the_same),
		cmocka_unit_test(every_movement_is_found_by_its_code_and_by_its_words),
		cmocka_unit_test(a_measure_is_described_in_words),
		cmocka_unit_test(values_are_written_and_read_as_plain_decimals),
	};
	return cmocka_run_group_tests_name("the measure line", tests, open_tables, NULL);
}
