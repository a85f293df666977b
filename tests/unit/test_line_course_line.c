/* SPDX-License-Identifier: MIT */
/* A course and its goals by line: what was meant, what is refused, and that a composed line reads back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "rule/comparison.h"
#include "line/course_line.h"
#include "rule/course_say.h"

static const char today[] = "2026-11-20";

static void read_as(const char *line, const char *wanted)
{
	struct course course;
	struct str told;
	struct reading reading;
	course_init(&course);
	str_init(&told);
	if (course_line_read(line, today, &course, &reading))
		course_line_compose(&course, &told);
	else
		str_addf(&told, "! %s", reading.problem.text);
	assert_string_equal(told.s, wanted);
	str_release(&told);
	course_release(&course);
}

static void commas_part_what_is_said(void **state)
{
	(void)state;
	read_as("Neck pain, 6 sessions, review every 5", "Neck pain, 6 sessions, review every 5");
	read_as("6, Neck pain and headache , rev 4", "Neck pain and headache, 6 sessions, review every 4");
	read_as("Neck pain, headache, 6 s", "Neck pain, headache, 6 sessions");
	read_as("Low back, review 4 dec 2026", "Low back, review 2026-12-04");
	read_as("Review of posture",
		"! “of posture” is no number of sessions and no day: review every 5, or review 4 dec.");
	read_as("Low back", "Low back");
}

static void what_cannot_be_is_said(void **state)
{
	(void)state;
	read_as("6 sessions", "! Say why the client comes: Neck pain, 6 sessions, review every 5");
	read_as("Neck, 201", "! A course has 1 to 200 sessions, not 201.");
	read_as("Neck, 0", "! A course has 1 to 200 sessions, not 0.");
	read_as("Neck, review every 51", "! A review comes every 1 to 50 sessions, not 51.");
}

static void an_edited_line_forgets_what_it_no_longer_says(void **state)
{
	struct course course;
	struct reading reading;
	(void)state;
	course_init(&course);
	assert_true(course_line_read("Neck, 6, review every 5, review 4 dec 2026", today, &course, &reading));
	mem_replace(&course.begun_on, "2026-01-05");
	assert_true(course_line_read("Neck", today, &course, &reading));
	assert_int_equal(course.planned, -1);
	assert_int_equal(course.review_every, -1);
	assert_null(course.review_on);
	assert_string_equal(course.begun_on, "2026-01-05");
	course_release(&course);
}

static void a_course_ends_in_one_of_its_ways(void **state)
{
	struct course course;
	struct reading reading;
	(void)state;
	course_init(&course);
	assert_true(course_end_read("rea goes on alone", &course, &reading));
	assert_int_equal(course.outcome, OUTCOME_REACHED);
	assert_string_equal(course.outcome_note, "goes on alone");
	assert_false(course_end_read("happy", &course, &reading));
	assert_non_null(strstr(reading.problem.text, "reached, better, unchanged, worse, stopped, referred"));
	course_release(&course);
}

static void goal_as(const char *line, const char *wanted)
{
	struct goal goal;
	struct str told;
	struct reading reading;
	goal_init(&goal);
	str_init(&told);
	if (goal_line_read(catalogue_builtin(), NULL, line, &goal, &reading))
		goal_line_compose(&goal, &told);
	else
		str_addf(&told, "! %s", reading.problem.text);
	assert_string_equal(told.s, wanted);
	str_release(&told);
	goal_release(&goal);
}

static void behind_the_sign_stands_what_is_measured(void **state)
{
	(void)state;
	goal_as("turn my head = cx rot l 75", "turn my head = CXR l 75");
	goal_as("shopping = psfs \"carry shopping\" 8", "shopping = psfs \"carry shopping\" 8");
	goal_as("sleep through", "sleep through");
	goal_as("= cx rot l 75",
		"! Say the goal in the client's words: turn my head when I park = cx rot l 75");
	goal_as("head = cx rot l 70>75", "! Say the value that is aimed at, without “>”.");
	goal_as("head = cx rot l 70 r 75", "! A goal has one measure: one side, no “;”.");
}

static void a_header_says_when_a_review_is_due(void **state)
{
	static const struct {
		const char *line, *day;
		struct course_count count;
		const char *wanted;
	} rows[] = {
		{ "Neck, 6, review every 3", "2026-11-20", { 2, 0, 2, false, "" }, "2 of 6" },
		{ "Neck, 6, review every 3", "2026-11-20", { 3, 0, 3, false, "" }, "3 of 6, review due" },
		{ "Neck, review 4 dec 2026", "2026-11-20", { 3, 0, 3, false, "" }, "3, review due 4 Dec" },
		{ "Neck, review 4 dec 2026", "2026-12-05", { 3, 0, 3, false, "" }, "3, review due" },
		{ "Neck, review 4 dec 2026", "2026-12-05", { 3, 0, 0, true, "2026-12-04" }, "3" },
	};
	(void)state;
	utf8_set_terminal(false);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct course course;
		struct str told;
		struct reading reading;
		course_init(&course);
		str_init(&told);
		assert_true(course_line_read(rows[i].line, today, &course, &reading));
		course_brief(&course, &rows[i].count, rows[i].day, &told);
		assert_string_equal(told.s, rows[i].wanted);
		str_release(&told);
		course_release(&course);
	}
}

/* ---- side by side ---- */

static void entry_add(struct progress_entry *entries, size_t *n, const char *date, int64_t session,
		      const char *line)
{
	struct measure_reading reading;
	measure_reading_init(&reading);
	measure_line_read(catalogue_builtin(), NULL, line, &reading);
	assert_true(reading.reading.ok);
	for (size_t i = 0; i < reading.n; i++) {
		struct progress_entry *entry = &entries[(*n)++];
		measure_init(&entry->measure);
		measure_copy(&entry->measure, &reading.measures[i]);
		entry->measure.session_id = session;
		memcpy(entry->date, date, DATE_SIZE);
	}
	measure_reading_release(&reading);
}

static void what_was_not_measured_now_has_no_value_under_now(void **state)
{
	struct progress_entry entries[16];
	struct progress_list list;
	struct str told;
	size_t n = 0;
	(void)state;
	entry_add(entries, &n, "2024-01-05", 1, "cx rot l 40; pain 8");
	entry_add(entries, &n, "2026-11-01", 2, "pain 6; tightness 5");
	entry_add(entries, &n, "2026-11-20", 3, "pain 7; cx rot l 30");
	progress_collect(entries, n, &list);
	str_init(&told);
	comparison_table(catalogue_builtin(), &list, "2026-01-01", today, 72, &told);
	/* The course began in 2026: the rotation of two years before is not its baseline, and worse is not better. */
	assert_string_equal(told.s,
			    "before treatment                           first    last     now  change\n"
			    "L Rotation, Cervical spine, active             -       -      30        \n"
			    "  once only, on 20 Nov 2026\n"
			    "Pain now                                       6       -       7      +1\n"
			    "  1 worse, not counted as a change below 2 (since 1 Nov 2026)\n"
			    "Tightness                                      5       -       -        \n"
			    "  once only, on 1 Nov 2026\n");
	str_release(&told);
	progress_list_release(&list);
	for (size_t i = 0; i < n; i++)
		measure_release(&entries[i].measure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_part_what_is_said),
		cmocka_unit_test(what_cannot_be_is_said),
		cmocka_unit_test(an_edited_line_forgets_what_it_no_longer_says),
		cmocka_unit_test(a_course_ends_in_one_of_its_ways),
		cmocka_unit_test(behind_the_sign_stands_what_is_measured),
		cmocka_unit_test(a_header_says_when_a_review_is_due),
		cmocka_unit_test(what_was_not_measured_now_has_no_value_under_now),
	};
	return cmocka_run_group_tests_name("a course by line", tests, NULL, NULL);
}
