/* SPDX-License-Identifier: MIT */
/* What a change means is told by the published figures, whichever way it goes; and a course knows where it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "catalogue/overlay.h"
#include "record/course.h"
#include "rule/helped.h"
#include "line/measure_line.h"
#include "rule/progress.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

/* The verdict on the only measure of a line: its value before is the baseline, after is now. */
static struct progress_change judge_in(const struct catalogue *in, const char *line)
{
	struct measure_reading reading;
	struct progress_rule rule;
	struct progress_change change;
	double before, after;
	measure_reading_init(&reading);
	measure_line_read(in, NULL, line, &reading);
	if (!reading.reading.ok || reading.n != 1)
		fail_msg("%s: %s", line, reading.reading.problem.text);
	assert_true(measure_mean(&reading.measures[0].before, &before));
	assert_true(measure_mean(&reading.measures[0].after, &after));
	progress_rule_of(in, &reading.measures[0], &rule);
	progress_change_of(&rule, before, after, &change);
	measure_reading_release(&reading);
	return change;
}

static void each_change_is_judged_by_its_own_threshold(void **state)
{
	static const struct {
		const char *line;
		double matters;
		enum progress_verdict verdict;
	} rows[] = {
		/* pain: 1 point from 1-4, 2 from 5-7, 3 from 8-10: every edge, and one point short of it */
		{ "pain 1>0", 1, PROGRESS_BETTER },
		{ "pain 1>1", 1, PROGRESS_SMALL },
		{ "pain 4>3", 1, PROGRESS_BETTER },
		{ "pain 4>4", 1, PROGRESS_SMALL },
		{ "pain 5>4", 2, PROGRESS_SMALL },
		{ "pain 5>3", 2, PROGRESS_BETTER },
		{ "pain 7>6", 2, PROGRESS_SMALL },
		{ "pain 7>5", 2, PROGRESS_BETTER },
		{ "pain 8>6", 3, PROGRESS_SMALL },
		{ "pain 8>5", 3, PROGRESS_BETTER },
		{ "pain 10>8", 3, PROGRESS_SMALL },
		{ "pain 10>7", 3, PROGRESS_BETTER },
		/* getting worse is never met */
		{ "pain 0>1", 1, PROGRESS_WORSE },
		{ "pain 4>5", 1, PROGRESS_WORSE },
		{ "pain 5>6", 2, PROGRESS_SMALL },
		{ "pain 5>7", 2, PROGRESS_WORSE },
		{ "pain 8>10", 3, PROGRESS_SMALL },
		{ "pain 7>10", 2, PROGRESS_WORSE },
		{ "pain worst 8>5", 3, PROGRESS_BETTER },
		/* one activity: 3 points, more is better */
		{ "psfs \"walk\" 3>5", 3, PROGRESS_SMALL },
		{ "psfs \"walk\" 3>6", 3, PROGRESS_BETTER },
		{ "psfs \"walk\" 6>3", 3, PROGRESS_WORSE },
		/* questionnaires by their own */
		{ "ndi 22>18", 5, PROGRESS_SMALL },
		{ "ndi 22>17", 5, PROGRESS_BETTER },
		{ "ndi 17>22", 5, PROGRESS_WORSE },
		{ "odi 40>29", 12, PROGRESS_SMALL },
		{ "odi 40>28", 12, PROGRESS_BETTER },
		{ "rmdq 12>9", 3.5, PROGRESS_SMALL },
		{ "rmdq 12>8", 3.5, PROGRESS_BETTER },
		{ "quickdash 50>41", 10, PROGRESS_SMALL },
		{ "quickdash 50>40", 10, PROGRESS_BETTER },
		{ "uefi 40>46", 6, PROGRESS_BETTER },
		{ "uefi 46>40", 6, PROGRESS_WORSE },
		{ "lefs 40>48", 9, PROGRESS_SMALL },
		{ "lefs 40>49", 9, PROGRESS_BETTER },
		{ "lefs 49>40", 9, PROGRESS_WORSE },
		/* ratings: 2 points */
		{ "tightness 6>5", 2, PROGRESS_SMALL },
		{ "tightness 6>4", 2, PROGRESS_BETTER },
		{ "stress 4>6", 2, PROGRESS_WORSE },
		{ "sleep 4>6", 2, PROGRESS_BETTER },
		{ "well 6>4", 2, PROGRESS_WORSE },
		{ "global 1>4", 0, PROGRESS_UNJUDGED },
		/* motion: below 5 degrees within error, from 10 it matters */
		{ "cx rot l 55>59", 10, PROGRESS_ERROR },
		{ "cx rot l 55>51", 10, PROGRESS_ERROR },
		{ "cx rot l 55>60", 10, PROGRESS_SMALL },
		{ "cx rot l 55>64", 10, PROGRESS_SMALL },
		{ "cx rot l 55>65", 10, PROGRESS_BETTER },
		{ "cx rot l 65>55", 10, PROGRESS_WORSE },
		{ "knee ext l -10>0", 10, PROGRESS_BETTER },
		{ "knee ext l 0>-10", 10, PROGRESS_WORSE },
		{ "lx flex 12cm>2cm", 0, PROGRESS_UNJUDGED },
		/* pressure: 1 kg/cm2, and in that unit alone */
		{ "ppt inf r 2.1 2.2 2.3>3.1 3.2 3.3 kg", 1, PROGRESS_BETTER },
		{ "ppt inf r 2.2>3.1 kg", 1, PROGRESS_SMALL },
		{ "ppt inf r 3.2>2.2 kg", 1, PROGRESS_WORSE },
		{ "ppt inf r 210>340 kpa", 0, PROGRESS_UNJUDGED },
		{ "strength hip abd l 3>5", 0, PROGRESS_UNJUDGED },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct progress_change change = judge_in(c, rows[i].line);
		if (change.verdict != rows[i].verdict || change.matters != rows[i].matters)
			fail_msg("%s: verdict %d by %g, not %d by %g", rows[i].line, change.verdict,
				 change.matters, rows[i].verdict, rows[i].matters);
	}
}

static void every_verdict_has_its_threshold_beside_it(void **state)
{
	static const struct {
		const char *line, *says;
	} rows[] = {
		{ "pain 7>3", "better by 4: 2 or more matter" },
		{ "pain 3>7", "worse by 4: 1 or more matter" },
		{ "pain 8>6", "2 better, not counted as a change below 3" },
		{ "pain 8>9", "1 worse, not counted as a change below 3" },
		{ "pain 6>6", "unchanged" },
		{ "cx rot l 55>58", "changed by 3: within the error of 5" },
		{ "global 1>4", "changed by 3" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct progress_change change = judge_in(c, rows[i].line);
		struct str out;
		str_init(&out);
		progress_change_say(&change, &out);
		assert_string_equal(out.s, rows[i].says);
		assert_non_null(change.source);
		str_release(&out);
	}
	assert_non_null(strstr(judge_in(c, "pain 7>3").source, "2 from 5-7"));
}

static void a_clinics_own_threshold_is_the_one_that_counts(void **state)
{
	static char *cells[] = { "NPRS", "Pain", "scale", "0", "10", "low", "4", "0", "our own rule" };
	struct overlay overlay;
	struct catalogue *own;
	struct err err;
	(void)state;
	overlay_init(&overlay);
	assert_true(overlay_add(&overlay, OVERLAY_SCORES, "scores.csv", 2, cells, 9, &err));
	assert_true(overlay_apply(c, &overlay, &own, NULL, &err));
	assert_int_equal(judge_in(own, "pain 7>4").verdict, PROGRESS_SMALL);
	assert_int_equal(judge_in(own, "pain 7>3").verdict, PROGRESS_BETTER);
	assert_string_equal(judge_in(own, "pain 7>3").source, "our own rule");
	assert_int_equal(judge_in(c, "pain 7>4").verdict, PROGRESS_BETTER);
	overlay_release(&overlay);
	catalogue_free(own);
}

static void sides_differ_by_degrees_and_percent(void **state)
{
	static const struct {
		double left, right;
		enum side affected;
		double difference, loss, symmetry;
		enum side worse;
		enum progress_asymmetry asymmetry;
	} rows[] = {
		{ 60, 80, SIDE_NONE, -20, 25, 75, SIDE_LEFT, SIDES_MARKED },
		{ 80, 60, SIDE_NONE, 20, 25, 75, SIDE_RIGHT, SIDES_MARKED },
		{ 80, 60, SIDE_LEFT, 20, 25, 100 * 80.0 / 60, SIDE_RIGHT, SIDES_MARKED },
		{ 80, 76, SIDE_NONE, 4, 5, 95, SIDE_RIGHT, SIDES_WITHIN_ERROR },
		{ 80, 75, SIDE_NONE, 5, 6.25, 93.75, SIDE_RIGHT, SIDES_DIFFER },
		{ 80, 71, SIDE_NONE, 9, 11.25, 88.75, SIDE_RIGHT, SIDES_DIFFER },
		{ 80, 70, SIDE_NONE, 10, 12.5, 87.5, SIDE_RIGHT, SIDES_MARKED },
		{ 40, 34, SIDE_NONE, 6, 15, 85, SIDE_RIGHT, SIDES_MARKED },
		{ 40, 35, SIDE_NONE, 5, 12.5, 87.5, SIDE_RIGHT, SIDES_DIFFER },
		{ 15, 12, SIDE_NONE, 3, 20, 80, SIDE_RIGHT, SIDES_WITHIN_ERROR },
		{ 50, 50, SIDE_NONE, 0, 0, 100, SIDE_NONE, SIDES_WITHIN_ERROR },
	};
	struct progress_sides sides;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		progress_sides_of(c, rows[i].left, rows[i].right, rows[i].affected, &sides);
		assert_true(sides.has_percent);
		assert_true(sides.difference == rows[i].difference);
		assert_true(sides.loss > rows[i].loss - 1e-9 && sides.loss < rows[i].loss + 1e-9);
		assert_true(sides.symmetry > rows[i].symmetry - 1e-9 &&
			    sides.symmetry < rows[i].symmetry + 1e-9);
		assert_int_equal(sides.worse, rows[i].worse);
		if (sides.asymmetry != rows[i].asymmetry)
			fail_msg("%g and %g: %d", rows[i].left, rows[i].right, sides.asymmetry);
		assert_true(sides.error == 5 && sides.marked_from == 10 && sides.marked_percent == 15);
	}
	progress_sides_of(c, -10, 5, SIDE_NONE, &sides); /* knee extension: no percent of nothing */
	assert_false(sides.has_percent);
	assert_int_equal(sides.asymmetry, SIDES_MARKED);
	assert_int_equal(sides.worse, SIDE_LEFT);
}

static void what_was_regained_is_a_part_of_what_was_lost(void **state)
{
	double percent;
	(void)state;
	assert_true(progress_regained(40, 60, 80, &percent) && percent == 50);
	assert_true(progress_regained(40, 80, 80, &percent) && percent == 100);
	assert_true(progress_regained(40, 90, 80, &percent) && percent == 125);
	assert_true(progress_regained(40, 30, 80, &percent) && percent == -25);
	assert_true(progress_regained(-10, -5, 0, &percent) && percent == 50);
	assert_false(progress_regained(80, 85, 80, &percent));
	assert_false(progress_regained(85, 80, 80, &percent));
}

/* ---- series ---- */

struct typed {
	int64_t session;
	const char *date, *line;
};

static size_t entries_of(const struct typed *rows, size_t n, struct progress_entry *out, size_t max)
{
	size_t made = 0;
	for (size_t i = 0; i < n; i++) {
		struct measure_reading reading;
		measure_reading_init(&reading);
		measure_line_read(c, NULL, rows[i].line, &reading);
		assert_true(reading.reading.ok);
		for (size_t k = 0; k < reading.n; k++, made++) {
			assert_true(made < max);
			out[made] = (struct progress_entry){ .measure = { .id = 0 } };
			measure_copy(&out[made].measure, &reading.measures[k]);
			out[made].measure.session_id = rows[i].session;
			snprintf(out[made].date, sizeof out[made].date, "%s", rows[i].date);
		}
		measure_reading_release(&reading);
	}
	return made;
}

static void series_hold_what_was_measured_a_point_a_session(void **state)
{
	static const struct typed rows[] = {
		{ 1, "2026-01-05", "pain 7>5; cx rot l 40 r 80; psfs \"carry\" 2; psfs \"sleep\" 4" },
		{ 2, "2026-01-12", "pain 6; cx rot l 50>60; psfs \"carry\" 3" },
		{ 2, "2026-01-12", "pain 3" },
		{ 3, "2026-02-02", "pain 4>2; cx rot l active 62; psfs \"carry\" 5>6; psfs \"sleep\" 7>7" },
	};
	struct progress_entry entries[24];
	struct progress_list list;
	struct progress_summary summary;
	(void)state;
	size_t n = entries_of(rows, sizeof rows / sizeof *rows, entries, 24);
	progress_collect(entries, n, &list);
	assert_int_equal(list.n, 6); /* pain, left, right, carry, sleep, mean */
	const struct progress_series *pain = &list.rows[0], *left = &list.rows[1], *mean = &list.rows[5];
	assert_int_equal(pain->n, 3);
	assert_true(pain->points[1].before == 6 && pain->points[1].has_after && pain->points[1].after == 3);
	assert_string_equal(pain->points[2].date, "2026-02-02");
	assert_true(progress_summarise(c, pain, &summary));
	assert_true(summary.has_first && summary.has_previous && summary.has_session);
	assert_true(summary.since_first.difference == -3 && summary.since_first.matters == 2);
	assert_int_equal(summary.since_first.verdict, PROGRESS_BETTER);
	assert_true(summary.since_previous.difference == -2 && summary.in_session.difference == -2);
	assert_ptr_equal(progress_other_side(&list, left), &list.rows[2]);
	assert_null(progress_other_side(&list, pain));
	assert_int_equal(left->n, 3); /* a range of which it was not said is an active one */
	assert_int_equal(left->what.mode, MODE_ACTIVE);
	assert_true(mean->is_mean && mean->n == 2);
	assert_true(mean->points[0].before == 3 && !mean->points[0].has_after);
	assert_true(mean->points[1].before == 6 && mean->points[1].after == 6.5);
	assert_true(progress_summarise(c, mean, &summary));
	assert_true(summary.since_first.matters == 2 && summary.since_first.verdict == PROGRESS_BETTER);
	assert_true(progress_summarise(c, &list.rows[2], &summary)); /* one session alone */
	assert_false(summary.has_first || summary.has_previous || summary.has_session);
	progress_list_release(&list);
	for (size_t i = 0; i < n; i++)
		measure_release(&entries[i].measure);
}

static void targets_are_reached_in_the_right_direction(void **state)
{
	struct progress_rule low = { NULL, true, false }, high = { NULL, true, true },
			     none = { NULL, false, false };
	(void)state;
	assert_true(progress_target_met(&low, 3, 3) && progress_target_met(&low, 3, 2));
	assert_false(progress_target_met(&low, 3, 4));
	assert_true(progress_target_met(&high, 70, 70));
	assert_false(progress_target_met(&high, 70, 69));
	assert_false(progress_target_met(&none, 3, 3));
}

/* ---- courses ---- */

static void a_review_is_due_by_count_or_by_day(void **state)
{
	static const struct {
		int every;
		const char *on, *ended;
		int since;
		const char *last, *today;
		enum course_review wanted;
	} rows[] = {
		{ -1, NULL, NULL, 30, "", "2026-11-20", REVIEW_NONE },
		{ 5, NULL, NULL, 4, "", "2026-11-20", REVIEW_NONE },
		{ 5, NULL, NULL, 5, "", "2026-11-20", REVIEW_DUE },
		{ 5, NULL, NULL, 6, "", "2026-11-20", REVIEW_OVERDUE },
		{ 5, NULL, "2026-11-19", 6, "", "2026-11-20", REVIEW_NONE },
		{ -1, "2026-11-21", NULL, 9, "", "2026-11-20", REVIEW_NONE },
		{ -1, "2026-11-20", NULL, 0, "", "2026-11-20", REVIEW_DUE },
		{ -1, "2026-11-19", NULL, 0, "", "2026-11-20", REVIEW_OVERDUE },
		{ -1, "2026-11-19", NULL, 0, "2026-11-18", "2026-11-20", REVIEW_OVERDUE },
		{ -1, "2026-11-19", NULL, 0, "2026-11-19", "2026-11-20", REVIEW_NONE },
		{ 5, "2026-11-20", NULL, 6, "", "2026-11-20", REVIEW_OVERDUE },
		{ 5, "2026-11-19", NULL, 5, "", "2026-11-20", REVIEW_OVERDUE },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct course course;
		struct course_count count = { .since_review = rows[i].since };
		course_init(&course);
		course.review_every = rows[i].every;
		course.review_on = mem_strdup(rows[i].on);
		course.ended_on = mem_strdup(rows[i].ended);
		snprintf(count.last_review, sizeof count.last_review, "%s", rows[i].last);
		if (course_review_state(&course, &count, rows[i].today) != rows[i].wanted)
			fail_msg("row %zu is not %d", i, rows[i].wanted);
		course_release(&course);
	}
}

static void sessions_are_counted_against_the_plan(void **state)
{
	struct course course;
	struct course_count count = { .done = 3 };
	struct str out;
	(void)state;
	course_init(&course);
	str_init(&out);
	course_count_say(&course, &count, &out);
	assert_string_equal(out.s, "3");
	str_clear(&out);
	course.planned = 6;
	course_count_say(&course, &count, &out);
	assert_string_equal(out.s, "3 of 6");
	str_release(&out);
	course_release(&course);
}

static void a_course_that_makes_no_sense_is_refused_by_a_sentence(void **state)
{
	struct course course;
	struct err err;
	(void)state;
	course_init(&course);
	course.begun_on = mem_strdup("2026-11-01");
	assert_false(course_check(&course, &err));
	course.reason = mem_strdup("neck pain");
	assert_true(course_check(&course, &err));
	course.planned = 0;
	assert_false(course_check(&course, &err));
	course.planned = 6;
	course.review_every = 51;
	assert_false(course_check(&course, &err));
	course.review_every = 5;
	course.outcome = OUTCOME_REACHED;
	assert_false(course_check(&course, &err));
	course.ended_on = mem_strdup("2026-10-31");
	assert_false(course_check(&course, &err));
	mem_replace(&course.ended_on, "2026-11-30");
	assert_true(course_check(&course, &err));
	course_release(&course);
}

/* ---- what followed ---- */

static struct application applied(const char *technique, int64_t mark, const char *force)
{
	struct application application;
	application_init(&application);
	mem_replace(&application.technique, technique);
	application.mark_id = mark;
	if (force)
		application_set_dose(&application, "force", "kg", force);
	return application;
}

static const struct helped_row *found(const struct helped *helped, const char *technique, const char *dose,
				      enum helped_what what)
{
	for (size_t i = 0; i < helped->n; i++)
		if (str_eq(helped->rows[i].technique, technique) && str_eq(helped->rows[i].dose, dose) &&
		    helped->rows[i].what == what)
			return &helped->rows[i];
	return NULL;
}

static void what_followed_is_counted_case_by_case(void **state)
{
	static const struct typed rows[] = {
		{ 1, "2026-01-05", "pain 7>4; pain worst 9>2; cx rot l 50>53; lx flex 9cm>3cm" }
	};
	struct progress_entry entries[8];
	struct measure measures[8];
	struct mark marks[3];
	struct application applications[4] = { applied("TPG", 1, "12"), applied("TPG", 2, "15"),
					       applied("DTM", 0, NULL), applied("TPG", 3, "12") };
	struct helped all, dosed;
	struct str said;
	(void)state;
	for (int i = 0; i < 3; i++) {
		mark_init(&marks[i]);
		marks[i].id = i + 1;
		marks[i].tender_before = 7;
		marks[i].tender_after = i == 0 ? 3 : i == 1 ? 9 : -1;
	}
	size_t n = entries_of(rows, 1, entries, 8);
	for (size_t i = 0; i < n; i++)
		measures[i] = entries[i].measure;
	helped_init(&all, false);
	helped_init(&dosed, true);
	helped_add_session(&all, c, marks, 3, applications, 4, measures, n);
	helped_add_session(&dosed, c, marks, 3, applications, 4, measures, n);
	helped_sort(&all);
	const struct helped_row *row = found(&all, "TPG", "", HELPED_TENDERNESS);
	assert_true(row && row->n == 2 && row->better == 1 && row->worse == 1 && row->sum == 2);
	assert_ptr_equal(row, &all.rows[0]); /* most cases first */
	row = found(&all, "TPG", "", HELPED_PAIN);
	assert_true(row && row->n == 1 && row->better == 1 && row->sum == 3); /* once a session */
	row = found(&all, "DTM", "", HELPED_MOTION);
	assert_true(row && row->n == 1 &&
		    row->small == 1); /* within error is no gain; centimetres do not count */
	assert_null(found(&all, "DTM", "", HELPED_TENDERNESS));
	row = found(&dosed, "TPG", "force 12 kg", HELPED_TENDERNESS);
	assert_true(row && row->n == 1 && row->better == 1);
	row = found(&dosed, "TPG", "force 12 kg", HELPED_PAIN);
	assert_true(row && row->n == 1);
	str_init(&said);
	helped_say(c, found(&all, "TPG", "", HELPED_TENDERNESS), &said);
	assert_string_equal(
		said.s,
		"graded press · tenderness -1.0 on average after it, 2 times (1 better, 0 small, 1 worse)");
	str_release(&said);
	helped_release(&all);
	helped_release(&dosed);
	for (size_t i = 0; i < n; i++)
		measure_release(&entries[i].measure);
	for (int i = 0; i < 4; i++)
		application_release(&applications[i]);
	for (int i = 0; i < 3; i++)
		mark_release(&marks[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_change_is_judged_by_its_own_threshold),
		cmocka_unit_test(every_verdict_has_its_threshold_beside_it),
		cmocka_unit_test(a_clinics_own_threshold_is_the_one_that_counts),
		cmocka_unit_test(sides_differ_by_degrees_and_percent),
		cmocka_unit_test(what_was_regained_is_a_part_of_what_was_lost),
		cmocka_unit_test(series_hold_what_was_measured_a_point_a_session),
		cmocka_unit_test(targets_are_reached_in_the_right_direction),
		cmocka_unit_test(a_review_is_due_by_count_or_by_day),
		cmocka_unit_test(sessions_are_counted_against_the_plan),
		cmocka_unit_test(a_course_that_makes_no_sense_is_refused_by_a_sentence),
		cmocka_unit_test(what_followed_is_counted_case_by_case),
	};
	return cmocka_run_group_tests_name("progress", tests, open_tables, NULL);
}
