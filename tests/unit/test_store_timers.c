/* SPDX-License-Identifier: MIT */
/* Timers as stored: the start outlives the program, the end is written once, and whose they are. */
#include "clinic.h"

#include "store/timers.h"

static const int64_t now_ms = INT64_C(1795167660250); /* 2026-11-20T09:41:00.250Z */

static int64_t start(struct clinic *clinic, int64_t session, int64_t mark, int64_t application, int64_t at)
{
	struct timer timer;

	timer_init(&timer);
	timer.session_id = session;
	timer.kind = TIMER_DOWN;
	timer.technique = mem_strdup("TNC");
	timer.mark_id = mark;
	timer.application_id = application;
	timer.dose = mem_strdup("time");
	timer.seconds = 1200;
	timer.started_ms = at;
	must(timer_start(&clinic->store, &timer, err));
	int64_t id = timer.id;
	assert_true(id > 0);
	timer_release(&timer);
	return id;
}

static size_t count(struct store *store, int64_t open, int64_t now)
{
	struct timers timers;

	must(timers_load(store, open, now, &timers, err));
	size_t n = timers.n;
	timers_release(&timers);
	return n;
}

static void a_start_is_kept_to_the_millisecond(void **state)
{
	struct clinic *clinic = *state;
	struct timers timers;
	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	int64_t application = clinic_add_application(clinic, clinic->session, mark);
	int64_t id = start(clinic, clinic->session, mark, application, now_ms);

	store_close(&clinic->store); /* the line drops, the machine is switched off */
	must(store_open(&clinic->store, clinic->path, false, err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	must(timers_load(&clinic->store, clinic->session, now_ms + 90000, &timers, err));
	assert_int_equal(timers.n, 1);
	assert_int_equal(timers.rows[0].id, id);
	assert_true(timers.rows[0].started_ms == now_ms);
	assert_true(timers.rows[0].stopped_ms == 0);
	assert_int_equal(timers.rows[0].kind, TIMER_DOWN);
	assert_string_equal(timers.rows[0].technique, "TNC");
	assert_string_equal(timers.rows[0].dose, "time");
	assert_int_equal(timers.rows[0].mark_id, mark);
	assert_int_equal(timers.rows[0].application_id, application);
	assert_string_equal(timers.rows[0].client, "Rossi");
	assert_int_equal(timer_left(&timers.rows[0], now_ms + 90000), 1110);
	timers_release(&timers);
	assert_int_equal(
		clinic_ask(clinic,
			   "SELECT count(*) FROM timer WHERE started_at = '2026-11-20T09:41:00.250Z'"),
		1);
}

static void an_end_is_written_once_and_both_are_in_the_audit(void **state)
{
	struct clinic *clinic = *state;
	int64_t id = start(clinic, clinic->session, 0, 0, now_ms);

	must(timer_stop(&clinic->store, id, now_ms + 5000, err));
	must_fail(timer_stop(&clinic->store, id, now_ms + 6000, err), ERR_MISSING);
	assert_int_equal(count(&clinic->store, clinic->session, now_ms + 7000), 0);
	assert_int_equal(
		clinic_ask(clinic,
			   "SELECT count(*) FROM timer WHERE stopped_at = '2026-11-20T09:41:05.250Z'"),
		1);
	assert_int_equal(
		clinic_ask(clinic,
			   "SELECT count(*) FROM audit WHERE action IN ('timer-start', 'timer-stop')"),
		2);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void what_was_taken_back_signed_or_forgotten_does_not_run(void **state)
{
	struct clinic *clinic = *state;
	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	int64_t application = clinic_add_application(clinic, clinic->session, mark);

	start(clinic, clinic->session, mark, application, now_ms);
	assert_int_equal(count(&clinic->store, 0, now_ms), 1);
	must(application_void(&clinic->store, application, true, err));
	assert_int_equal(count(&clinic->store, 0, now_ms), 0);
	must(application_void(&clinic->store, application, false, err));
	must(mark_void(&clinic->store, mark, true, err));
	assert_int_equal(count(&clinic->store, 0, now_ms), 0);
	must(mark_void(&clinic->store, mark, false, err));
	assert_int_equal(count(&clinic->store, 0, now_ms), 1);
	assert_int_equal(count(&clinic->store, 0, now_ms + TIMER_STALE_MS), 0);
	clinic_sign(clinic, clinic->session);
	assert_int_equal(count(&clinic->store, clinic->session, now_ms), 0);
}

static void nothing_starts_in_a_signed_session(void **state)
{
	struct clinic *clinic = *state;
	struct timer timer;

	clinic_sign(clinic, clinic->session);
	timer_init(&timer);
	timer.session_id = clinic->session;
	timer.started_ms = now_ms;
	must_fail(timer_start(&clinic->store, &timer, err), ERR_REFUSED);
	assert_int_equal(timer.id, 0);
	timer_release(&timer);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM timer"), 0);
}

static void a_colleagues_timers_are_seen_in_the_open_chart_only(void **state)
{
	struct clinic *clinic = *state;
	struct store ben;

	start(clinic, clinic->session, 0, 0, now_ms);
	must(store_open(&ben, clinic->path, false, err));
	must(store_enter(&ben, "ben", "Ben Okafor", true, err));
	assert_int_equal(count(&ben, 0, now_ms), 0);
	assert_int_equal(count(&ben, clinic->session, now_ms), 1);
	ben.actor_role = ROLE_RECEPTION;
	assert_int_equal(count(&ben, clinic->session, now_ms), 0);
	store_close(&ben);
}

static void needles_left_are_counted_over_the_sessions_that_are_open(void **state)
{
	struct clinic *clinic = *state;
	struct application needling;
	char *client;
	int64_t n;

	application_init(&needling);
	needling.session_id = clinic->session;
	needling.technique = mem_strdup("DNT");
	application_set_dose(&needling, "needles_in", "n", "12");
	application_set_dose(&needling, "needles_out", "n", "9");
	must(application_save(&clinic->store, &needling, err));
	must(needles_left(&clinic->store, 0, "2026-11-19", &n, &client, err));
	assert_int_equal(n, 3);
	assert_string_equal(client, "Rossi");
	free(client);
	/* The open chart counts its own; those of last week are a question of the record. */
	must(needles_left(&clinic->store, clinic->session, "2026-11-19", &n, &client, err));
	assert_int_equal(n, 0);
	assert_null(client);
	must(needles_left(&clinic->store, 0, "2026-11-21", &n, &client, err));
	assert_int_equal(n, 0);
	must(application_void(&clinic->store, needling.id, true, err));
	must(needles_left(&clinic->store, 0, "2026-11-19", &n, &client, err));
	assert_int_equal(n, 0);
	application_release(&needling);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_start_is_kept_to_the_millisecond),
		TEST(an_end_is_written_once_and_both_are_in_the_audit),
		TEST(what_was_taken_back_signed_or_forgotten_does_not_run),
		TEST(nothing_starts_in_a_signed_session),
		TEST(a_colleagues_timers_are_seen_in_the_open_chart_only),
		TEST(needles_left_are_counted_over_the_sessions_that_are_open),
	};

	return cmocka_run_group_tests_name("stored timers", tests, NULL, NULL);
}
