/* SPDX-License-Identifier: MIT */
/* Timers: which dose is timed, what is shown wherever the clock stands, what is left in the dose, who comes first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "record/timer.h"

enum { START_MS = 1000000 };

static const struct technique *technique(const char *code)
{
	const struct catalogue *c = catalogue_builtin();
	int index = catalogue_technique(c, code);
	assert_true(index >= 0);
	return &c->techniques[index];
}

static struct timer timer_of(enum timer_kind kind, const char *code, const char *dose, int seconds)
{
	struct timer timer;
	timer_init(&timer);
	timer.kind = kind;
	timer.technique = mem_strdup(code);
	timer.dose = mem_strdup(dose);
	timer.seconds = seconds;
	timer.started_ms = START_MS;
	return timer;
}

static int64_t after(double seconds)
{
	return START_MS + (int64_t)(seconds * 1000);
}

static void expect_shown(const struct timer *timer, double seconds, const char *wanted)
{
	struct str shown;
	str_init(&shown);
	timer_show(timer, after(seconds), &shown);
	assert_string_equal(shown.s, wanted);
	str_release(&shown);
}

/* ---- what is timed ---- */

static void every_technique_is_timed_by_the_dose_that_a_watch_measures(void **state)
{
	static const struct {
		const char *code, *dose;
		enum timer_kind kind;
		int seconds;
	} wanted[] = {
		{ "TPG", "build", TIMER_BUILD, 60 },      { "TPA", "hold", TIMER_HOLD, 0 },
		{ "TPC", "hold", TIMER_HOLD, 0 },         { "DTM", "time", TIMER_HOLD, 0 },
		{ "CLM", "time", TIMER_HOLD, 0 },         { "STK", "time", TIMER_HOLD, 0 },
		{ "FRC", "time", TIMER_HOLD, 0 },         { "MFR", "hold", TIMER_HOLD, 0 },
		{ "IAS", "time", TIMER_HOLD, 0 },         { "PSS", "hold", TIMER_HOLD, 0 },
		{ "MST", "hold", TIMER_HOLD, 0 },         { "MET", "stretch", TIMER_HOLD, 0 },
		{ "PRT", "hold", TIMER_HOLD, 0 },         { "JMB", "time", TIMER_HOLD, 0 },
		{ "DNT", "retention", TIMER_DOWN, 1200 }, { "DNS", "retention", TIMER_DOWN, 30 },
		{ "EDN", "time", TIMER_DOWN, 600 },       { "TNC", "time", TIMER_DOWN, 1200 },
		{ "TNA", "time", TIMER_DOWN, 900 },       { "TNB", "time", TIMER_DOWN, 600 },
		{ "CPS", "time", TIMER_DOWN, 180 },       { "CPM", "time", TIMER_DOWN, 120 },
		{ "HOT", "time", TIMER_DOWN, 600 },       { "CLD", "time", TIMER_DOWN, 300 },
		{ "EXR", "hold", TIMER_HOLD, 0 },         { "BRE", "time", TIMER_DOWN, 120 },
		{ "EDU", "time", TIMER_HOLD, 0 },         { "JMT", NULL, TIMER_HOLD, 0 },
		{ "TAP", NULL, TIMER_HOLD, 0 },
	};
	struct timer_spec spec;

	(void)state;
	assert_int_equal(sizeof wanted / sizeof *wanted, catalogue_builtin()->n_techniques);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		bool timed = timer_spec_of(technique(wanted[i].code), NULL, &spec);
		if (timed != (wanted[i].dose != NULL))
			fail_msg("%s", wanted[i].code);
		if (!timed)
			continue;
		assert_string_equal(spec.dose->name, wanted[i].dose);
		if (spec.kind != wanted[i].kind || spec.seconds != wanted[i].seconds)
			fail_msg("%s: kind %d, %d s", wanted[i].code, (int)spec.kind, spec.seconds);
	}
}

static void the_minutes_that_were_said_come_before_the_usual_ones(void **state)
{
	struct application application;
	struct timer_spec spec;

	(void)state;
	application_init(&application);
	application_set_dose(&application, "time", "min", "12.5");
	application_set_dose(&application, "rest", "min", "6");
	assert_true(timer_spec_of(technique("HOT"), &application, &spec));
	assert_int_equal(spec.seconds, 750);
	/* A massage with its minutes counts down to them. */
	assert_true(timer_spec_of(technique("DTM"), &application, &spec));
	assert_int_equal(spec.kind, TIMER_DOWN);
	assert_int_equal(spec.seconds, 750);
	assert_int_equal(timer_rest_seconds(technique("TPG"), &application), 360);
	application_set_dose(&application, "time", "min", "600");
	assert_true(timer_spec_of(technique("HOT"), &application, &spec));
	assert_int_equal(spec.seconds, TIMER_MOST_SECONDS);
	application_release(&application);
	assert_int_equal(timer_rest_seconds(technique("TPG"), NULL), 300);
	assert_int_equal(timer_rest_seconds(technique("TPC"), NULL), 0);
	assert_int_equal(timer_presses_usual(technique("TPG")), 4);
	assert_int_equal(timer_presses_usual(technique("TPC")), 0);
}

static void a_clinics_own_technique_is_timed_by_its_units(void **state)
{
	static const struct dose_spec seconds[] = { { "rest", "s", 1, 0, "", "rest" },
						    { "lean", "s", 5, 9, "", "lean" } };
	static const struct dose_spec minutes[] = { { "rest", "min", 1, 2, "", "rest" },
						    { "bath", "min", 8, 9, "", "bath" } };
	struct technique own = { .code = "OWN1", .category = "thermal", .doses = seconds, .n_doses = 2 };
	struct timer_spec spec;

	(void)state;
	assert_true(timer_spec_of(&own, NULL, &spec));
	assert_string_equal(spec.dose->name, "lean");
	assert_int_equal(spec.kind, TIMER_HOLD);
	own.doses = minutes;
	assert_true(timer_spec_of(&own, NULL, &spec));
	assert_string_equal(spec.dose->name, "bath");
	assert_int_equal(spec.seconds, 480);
	own.n_doses = 1;
	assert_false(timer_spec_of(&own, NULL, &spec));
}

/* ---- what is shown ---- */

static void a_hold_counts_up_and_stands_still_when_it_was_forgotten(void **state)
{
	struct timer timer = timer_of(TIMER_HOLD, "TPC", "hold", 0);

	(void)state;
	expect_shown(&timer, 0, " 0:00");
	expect_shown(&timer, 0.999, " 0:00");
	expect_shown(&timer, 23, " 0:23");
	expect_shown(&timer, 600, "10:00");
	assert_true(timer_ticks(&timer, after(7199)));
	assert_false(timer_ticks(&timer, after(7200)));
	expect_shown(&timer, 1e7, "120:00");
	assert_false(timer_rings(&timer, after(100)));
	timer_release(&timer);
}

static void a_countdown_ends_and_is_still(void **state)
{
	struct timer timer = timer_of(TIMER_DOWN, "TNC", "time", 1200),
		     rest = timer_of(TIMER_REST, "TPG", "rest", 300);

	(void)state;
	expect_shown(&timer, 0, "20:00");
	expect_shown(&timer, 1199, " 0:01");
	assert_false(timer_rings(&timer, after(1199.9)));
	assert_true(timer_ticks(&timer, after(1199.9)));
	assert_true(timer_rings(&timer, after(1200)));
	assert_false(timer_ticks(&timer, after(1200)));
	expect_shown(&timer, 5000, "over");
	expect_shown(&rest, 48, " 4:12");
	expect_shown(&rest, 300, "ready");
	assert_int_equal(timer_waits(&rest, after(299)), 0);
	assert_int_equal(timer_waits(&rest, after(330)), 30);
	assert_int_equal(timer_waits(&timer, after(5000)), 0);
	timer_release(&timer);
	timer_release(&rest);
}

static void a_press_rings_after_its_minute_and_counts_on(void **state)
{
	struct timer timer = timer_of(TIMER_BUILD, "TPG", "build", 60);

	(void)state;
	assert_false(timer_rings(&timer, after(59)));
	assert_true(timer_rings(&timer, after(60)));
	assert_true(timer_ticks(&timer, after(61)));
	expect_shown(&timer, 75, " 1:15");
	timer_release(&timer);
}

static void a_clock_that_was_set_back_shows_nothing_absurd(void **state)
{
	struct timer up = timer_of(TIMER_HOLD, "TPC", "hold", 0),
		     down = timer_of(TIMER_DOWN, "TNC", "time", 1200);

	(void)state;
	expect_shown(&up, -3600, " 0:00");
	expect_shown(&down, -3600, "20:00");
	assert_int_equal(timer_left(&down, after(-1e9)), 1200);
	assert_int_equal(timer_elapsed(&up, INT64_MAX / 2), TIMER_MOST_SECONDS);
	assert_int_equal(timer_elapsed(&up, 0), 0);
	down.stopped_ms = after(30);
	assert_int_equal(timer_elapsed(&down, after(900)), 30);
	assert_false(timer_ticks(&down, after(31)));
	timer_release(&up);
	timer_release(&down);
}

/* ---- what is left in the dose ---- */

static void expect_dose(const struct application *application, const char *name, const char *wanted)
{
	const char *value = application_dose(application, name);
	if (!str_eq(value, wanted))
		fail_msg("%s is %s, not %s", name, value ? value : "unsaid", wanted ? wanted : "unsaid");
}

static bool measure(const struct timer *timer, double seconds, struct application *application)
{
	return timer_measure(catalogue_builtin(), timer, after(seconds), application);
}

static void holds_are_recorded_as_their_mean_and_number(void **state)
{
	struct timer timer = timer_of(TIMER_HOLD, "TPC", "hold", 0);
	struct application application;

	(void)state;
	application_init(&application);
	application.technique = mem_strdup("TPC");
	/* What was said before the first one was measured was the plan. */
	application_set_dose(&application, "hold", "s", "60");
	assert_true(measure(&timer, 28.9, &application));
	expect_dose(&application, "hold", "28");
	expect_dose(&application, "reps", "1");
	assert_true(measure(&timer, 31, &application));
	expect_dose(&application, "hold", "30");
	expect_dose(&application, "reps", "2");
	assert_true(measure(&timer, 45, &application));
	expect_dose(&application, "hold", "35");
	expect_dose(&application, "reps", "3");
	/* In the order of the catalogue, whichever was said first. */
	assert_string_equal(application.doses[0].name, "hold");
	assert_false(measure(&timer, 0.9, &application));
	expect_dose(&application, "reps", "3");
	application_release(&application);
	timer_release(&timer);
}

static void a_technique_that_counts_nothing_keeps_its_latest_hold(void **state)
{
	struct timer timer = timer_of(TIMER_HOLD, "MFR", "hold", 0);
	struct application application;

	(void)state;
	application_init(&application);
	application.technique = mem_strdup("MFR");
	assert_true(measure(&timer, 95, &application));
	assert_true(measure(&timer, 120, &application));
	expect_dose(&application, "hold", "120");
	assert_int_equal(application.n_doses, 1);
	application_release(&application);
	timer_release(&timer);
}

static void presses_are_recorded_as_their_mean_and_number(void **state)
{
	struct timer timer = timer_of(TIMER_BUILD, "TPG", "build", 60);
	struct application application;

	(void)state;
	application_init(&application);
	application.technique = mem_strdup("TPG");
	application_set_dose(&application, "force", "kg", "12");
	assert_true(measure(&timer, 45, &application));
	expect_dose(&application, "build", "45");
	expect_dose(&application, "presses", "1");
	/* As long as it was, beyond the minute too. */
	assert_true(measure(&timer, 75, &application));
	expect_dose(&application, "build", "60");
	expect_dose(&application, "presses", "2");
	assert_true(measure(&timer, 90, &application));
	expect_dose(&application, "build", "70");
	expect_dose(&application, "presses", "3");
	expect_dose(&application, "force", "12");
	application_release(&application);
	timer_release(&timer);
}

static void minutes_are_those_it_ran_and_no_more_than_it_was_to(void **state)
{
	struct timer timer = timer_of(TIMER_DOWN, "TNC", "time", 1200);
	struct application application;

	(void)state;
	application_init(&application);
	application.technique = mem_strdup("TNC");
	assert_false(measure(&timer, 10, &application));
	assert_null(application_dose(&application, "time"));
	assert_true(measure(&timer, 20, &application));
	expect_dose(&application, "time", "0.5");
	assert_true(measure(&timer, 870, &application));
	expect_dose(&application, "time", "14.5");
	assert_true(measure(&timer, 1500, &application));
	expect_dose(&application, "time", "20");
	timer.kind = TIMER_REST;
	assert_false(measure(&timer, 500, &application));
	application_release(&application);
	timer_release(&timer);
}

static void needles_left_are_those_in_more_than_out(void **state)
{
	struct application two[2];

	(void)state;
	for (int i = 0; i < 2; i++)
		application_init(&two[i]);
	assert_int_equal(applications_needles_left(two, 2), 0);
	application_set_dose(&two[0], "needles_in", "n", "5");
	application_set_dose(&two[0], "needles_out", "n", "3");
	application_set_dose(&two[1], "needles_in", "n", "1");
	application_set_dose(&two[1], "needles_out", "n", "4"); /* a slip there does not hide two here */
	assert_int_equal(application_needles_left(&two[0]), 2);
	assert_int_equal(application_needles_left(&two[1]), -3);
	assert_int_equal(applications_needles_left(two, 2), 2);
	for (int i = 0; i < 2; i++)
		application_release(&two[i]);
}

/* ---- the list ---- */

static void the_point_that_waits_longest_is_on_top(void **state)
{
	struct timer rows[] = { timer_of(TIMER_HOLD, "TPC", "hold", 0),
				timer_of(TIMER_DOWN, "TNC", "time", 1200),
				timer_of(TIMER_REST, "TPG", "rest", 300),
				timer_of(TIMER_REST, "TPG", "rest", 360),
				timer_of(TIMER_DOWN, "HOT", "time", 600) };
	static const int order[] = { 2, 3, 4, 1, 0 };

	(void)state;
	for (int i = 0; i + 1 < 5; i++) {
		assert_true(timer_order(&rows[order[i]], &rows[order[i + 1]], after(400)) < 0);
		assert_true(timer_order(&rows[order[i + 1]], &rows[order[i]], after(400)) > 0);
	}
	/* While both rest, the one that is ready sooner comes first, among what counts down. */
	assert_true(timer_order(&rows[2], &rows[3], after(10)) < 0);
	for (int i = 0; i < 5; i++)
		timer_release(&rows[i]);
}

static void kinds_are_stored_by_their_codes(void **state)
{
	enum timer_kind kind;

	(void)state;
	for (int i = 0; i < TIMER_KINDS; i++) {
		assert_true(timer_kind_from_code(timer_kind_code((enum timer_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(timer_kind_from_code("nap", &kind));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_technique_is_timed_by_the_dose_that_a_watch_measures),
		cmocka_unit_test(the_minutes_that_were_said_come_before_the_usual_ones),
		cmocka_unit_test(a_clinics_own_technique_is_timed_by_its_units),
		cmocka_unit_test(a_hold_counts_up_and_stands_still_when_it_was_forgotten),
		cmocka_unit_test(a_countdown_ends_and_is_still),
		cmocka_unit_test(a_press_rings_after_its_minute_and_counts_on),
		cmocka_unit_test(a_clock_that_was_set_back_shows_nothing_absurd),
		cmocka_unit_test(holds_are_recorded_as_their_mean_and_number),
		cmocka_unit_test(a_technique_that_counts_nothing_keeps_its_latest_hold),
		cmocka_unit_test(presses_are_recorded_as_their_mean_and_number),
		cmocka_unit_test(minutes_are_those_it_ran_and_no_more_than_it_was_to),
		cmocka_unit_test(needles_left_are_those_in_more_than_out),
		cmocka_unit_test(the_point_that_waits_longest_is_on_top),
		cmocka_unit_test(kinds_are_stored_by_their_codes),
	};

	return cmocka_run_group_tests_name("timers", tests, NULL, NULL);
}
