/* SPDX-License-Identifier: MIT */
/* Measures and courses as stored: kept, sealed with their session, found again over time, and counted. */
#include "clinic.h"

#include "catalogue/catalogue.h"
#include "line/measure_line.h"
#include "store/courses.h"
#include "store/measures.h"

/* Types a line into a session; returns the first id. */
static int64_t measure_in(struct clinic *clinic, int64_t session, const char *line)
{
	struct measure_reading reading;

	measure_reading_init(&reading);
	measure_line_read(catalogue_builtin(), NULL, line, &reading);
	assert_true(reading.reading.ok);
	for (size_t i = 0; i < reading.n; i++)
		reading.measures[i].session_id = session;
	must(measures_save(&clinic->store, reading.measures, reading.n, err));
	int64_t id = reading.measures[0].id;
	assert_int_equal(reading.measures[0].client_id,
			 clinic_ask(clinic, "SELECT client_id FROM session WHERE id = 1"));
	measure_reading_release(&reading);
	return id;
}

static void composed(const struct measure *measure, struct str *out)
{
	str_add(out, out->len > 0 ? "; " : "");
	measure_compose(measure, out);
}

static void what_is_stored_is_what_was_typed(void **state)
{
	static const char line[] =
		"CXR l active 55 > 70 pain 4>2 firm goniometer; KNX r from 10 120.5; pain now 6 > 2;"
		" NDI 22 > 18; psfs \"carry shopping\" 3; ppt INF r 2.1 2.3 2.2 > 3 kg/cm2;"
		" strength SHB r 4+; GLOBAL -2; SHI r T7; KNE l -10";
	struct clinic *clinic = *state;
	struct measures measures;
	struct str told;

	measure_in(clinic, clinic->session, line);
	str_init(&told);
	must(measures_load(&clinic->store, clinic->session, &measures, err));
	assert_int_equal(measures.n, 10);
	for (size_t i = 0; i < measures.n; i++)
		composed(&measures.rows[i], &told);
	assert_string_equal(
		told.s, "CXR l active 55 > 70 pain 4>2 firm goniometer; KNX r from 10 120.5; pain now 6 > 2; "
			"NDI 22 > 18; psfs \"carry shopping\" 3; ppt INF r 2.1 2.3 2.2 > 3 kg/cm2; "
			"strength SHB r 4+; GLOBAL -2; SHI r T7; KNE l -10");
	assert_true(measures.rows[3].maximum == 50 && !measures.rows[3].high_is_good);
	assert_true(measures.rows[7].high_is_good);
	measures_release(&measures);
	str_release(&told);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'measure-add'"), 10);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_measure_is_changed_taken_back_and_brought_back(void **state)
{
	struct clinic *clinic = *state;
	struct measures measures;

	int64_t id = measure_in(clinic, clinic->session, "pain 6");
	must(measures_load(&clinic->store, clinic->session, &measures, err));
	measures.rows[0].after = (struct measure_value){ { 2 }, 1 };
	must(measure_save(&clinic->store, &measures.rows[0], err));
	measures_release(&measures);
	must(measure_void(&clinic->store, id, true, err));
	must(measures_load(&clinic->store, clinic->session, &measures, err));
	assert_int_equal(measures.n, 0);
	measures_release(&measures);
	must(measure_void(&clinic->store, id, false, err));
	must(measures_load(&clinic->store, clinic->session, &measures, err));
	assert_true(measures.n == 1 && measures.rows[0].after.n == 1 &&
		    measures.rows[0].after.reading[0] == 2);
	measures_release(&measures);
	must_fail(measure_void(&clinic->store, 99, true, err), ERR_MISSING);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action IN"
					    " ('measure-edit', 'measure-void', 'measure-restore')"),
			 3);
}

static void a_line_is_stored_whole_or_not_at_all(void **state)
{
	struct clinic *clinic = *state;
	struct measure rows[2];

	for (int i = 0; i < 2; i++) {
		measure_init(&rows[i]);
		rows[i].kind = MEASURE_PAIN;
		mem_replace(&rows[i].code, "now");
		rows[i].session_id = clinic->session;
		rows[i].before = (struct measure_value){ { 5 }, i == 0 };
	}
	must_fail(measures_save(&clinic->store, rows, 2, err), ERR_INPUT);
	assert_true(rows[0].id == 0 && rows[1].id == 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM measure"), 0);
	measure_release(&rows[0]);
	measure_release(&rows[1]);
}

static void what_was_signed_is_sealed(void **state)
{
	struct clinic *clinic = *state;
	struct measures measures;

	int64_t id = measure_in(clinic, clinic->session, "pain 6>2; cx rot l 55");
	clinic_sign(clinic, clinic->session);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	must(measures_load(&clinic->store, clinic->session, &measures, err));
	must_fail(measure_save(&clinic->store, &measures.rows[0], err), ERR_REFUSED);
	measures.rows[0].id = 0;
	mem_replace(&measures.rows[0].uid, NULL);
	must_fail(measure_save(&clinic->store, &measures.rows[0], err), ERR_REFUSED);
	must_fail(measure_void(&clinic->store, id, true, err), ERR_REFUSED);
	measures_release(&measures);
	must_fail(db_run(clinic->store.db, err, "DELETE FROM measure", ""), ERR_REFUSED);
	/* past the guards: every column is in the seal */
	static const char *const changes[] = {
		"before = '5'",      "after = '1'",      "code = 'worst'",     "kind = 'rom'",
		"side = 'L'",        "mode = 'active'",  "start = '1'",        "unit = 'deg'",
		"maximum = '9'",     "high_is_good = 1", "pain_before = 1",    "pain_after = 1",
		"end_feel = 'firm'", "method = 'app'",   "recorded_at = 'x'",  "voided_at = 'x'",
		"activity = 'x'",    "uid = 'x'",        "recorded_by = NULL",
	};
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		char *sql = str_format("DROP TRIGGER IF EXISTS measure_signed_update; SAVEPOINT a;"
				       " UPDATE measure SET %s WHERE id = 1",
				       changes[i]);
		must(db_script(clinic->store.db, sql, err));
		if (clinic_faults(clinic, NULL) < 2) /* the missing guard is one */
			fail_msg("not found: %s", changes[i]);
		must(db_script(clinic->store.db, "ROLLBACK TO a; RELEASE a", err));
		free(sql);
	}
	assert_int_equal(clinic_faults(clinic, NULL), 1);
}

static void a_measure_is_that_of_its_sessions_client(void **state)
{
	struct clinic *clinic = *state;

	measure_in(clinic, clinic->session, "pain 6");
	int64_t other = clinic_add_client(&clinic->store, "Okafor", "Ben", "1980-01-01", "1");
	char *sql = str_format("UPDATE measure SET client_id = %d", (int)other);
	must_fail(db_script(clinic->store.db, sql, err), ERR_REFUSED);
	free(sql);
}

static void reception_sees_no_measures(void **state)
{
	struct clinic *clinic = *state;
	struct measures measures;
	struct measure_history history;
	struct activities activities;
	struct courses courses;

	int64_t id = measure_in(clinic, clinic->session, "pain 6");
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(measures_load(&clinic->store, clinic->session, &measures, err), ERR_REFUSED);
	must_fail(measure_history_load(&clinic->store, clinic->client, 0, &history, err), ERR_REFUSED);
	must_fail(activities_load(&clinic->store, clinic->client, &activities, err), ERR_REFUSED);
	must_fail(measure_void(&clinic->store, id, true, err), ERR_REFUSED);
	must_fail(courses_load(&clinic->store, clinic->client, &courses, err), ERR_REFUSED);
}

static void the_history_is_oldest_first_and_ends_where_it_is_asked_to(void **state)
{
	struct clinic *clinic = *state;
	struct measure_history history;
	struct activities activities;

	int64_t old = clinic_book(clinic, clinic->client, "2019-02-01T09:00");
	int64_t missed = clinic_book(clinic, clinic->client, "2020-02-01T09:00");
	int64_t later = clinic_book(clinic, clinic->client, "2026-12-01T09:00");
	measure_in(clinic, later, "pain 2; psfs \"carry\" 7");
	measure_in(clinic, clinic->session, "pain 4; psfs \"sleep\" 5");
	measure_in(clinic, old, "pain 8; psfs \"carry\" 1");
	int64_t wrong = measure_in(clinic, old, "pain worst 9");
	must(measure_void(&clinic->store, wrong, true, err));
	measure_in(clinic, missed, "pain 1");
	must(db_run(clinic->store.db, err, "UPDATE session SET status = 'no-show' WHERE id = $1", "i",
		    missed));
	must(measure_history_load(&clinic->store, clinic->client, 0, &history, err));
	assert_int_equal(history.n, 6);
	assert_string_equal(history.rows[0].date, "2019-02-01");
	assert_true(history.rows[0].measure.before.reading[0] == 8);
	assert_string_equal(history.rows[5].date, "2026-12-01");
	measure_history_release(&history);
	must(measure_history_load(&clinic->store, clinic->client, clinic->session, &history, err));
	assert_int_equal(history.n, 4);
	measure_history_release(&history);
	must(activities_load(&clinic->store, clinic->client, &activities, err));
	assert_int_equal(activities.n, 2);
	assert_string_equal(activities.rows[0], "carry");
	activities_release(&activities);
}

static enum measure_mode mode_last(struct clinic *clinic, int64_t session, enum side side)
{
	struct measure measure = { .kind = MEASURE_ROM, .code = (char[]){ "CXR" }, .side = side };
	enum measure_mode mode;
	must(measure_mode_last(&clinic->store, session, &measure, &mode, err));
	return mode;
}

static void how_a_movement_was_measured_last_is_known(void **state)
{
	struct clinic *clinic = *state;

	int64_t old = clinic_book(clinic, clinic->client, "2019-02-01T09:00");
	int64_t older = clinic_book(clinic, clinic->client, "2018-02-01T09:00");
	assert_int_equal(mode_last(clinic, clinic->session, SIDE_LEFT), MODE_UNSAID);
	measure_in(clinic, old, "cx rot l passive 50; cx rot r active 60; cx flex passive 40");
	assert_int_equal(mode_last(clinic, clinic->session, SIDE_LEFT), MODE_PASSIVE);
	assert_int_equal(mode_last(clinic, clinic->session, SIDE_RIGHT), MODE_ACTIVE);
	assert_int_equal(mode_last(clinic, older, SIDE_LEFT), MODE_UNSAID);
	int64_t wrong = measure_in(clinic, clinic->session, "cx rot l 55");
	assert_int_equal(mode_last(clinic, clinic->session, SIDE_LEFT),
			 MODE_ACTIVE); /* as one that was not said */
	must(measure_void(&clinic->store, wrong, true, err));
	assert_int_equal(mode_last(clinic, clinic->session, SIDE_LEFT), MODE_PASSIVE);
}

static void the_history_is_read_by_an_index(void **state)
{
	struct clinic *clinic = *state;
	struct db_stmt *stmt;
	struct str plan, sql;

	str_init(&plan);
	str_init(&sql);
	str_add(&sql, "EXPLAIN QUERY PLAN ");
	measure_history_statement(&sql);
	must(db_query(clinic->store.db, &stmt, err, sql.s, "ii", clinic->client, (int64_t)0));
	while (db_step(stmt, NULL) == DB_ROW)
		str_addf(&plan, "%s\n", db_text(stmt, 3));
	db_reset(stmt);
	if (!strstr(plan.s, "SEARCH m USING INDEX measure_by_client (client_id=?)") ||
	    !strstr(plan.s, "SEARCH s USING INTEGER PRIMARY KEY") || strstr(plan.s, "SCAN"))
		fail_msg("%s", plan.s);
	str_release(&plan);
	store_close(&clinic->store); /* the statement goes before its text */
	str_release(&sql);
}

/* ---- courses ---- */

static struct course neck_course(const struct clinic *clinic)
{
	struct course course;

	course_init(&course);
	course.client_id = clinic->client;
	course.reason = mem_strdup("neck pain at the desk");
	course.planned = 6;
	course.review_every = 2;
	course.begun_on = mem_strdup("2026-11-01");
	return course;
}

static struct course_row only_course(struct clinic *clinic)
{
	struct courses courses;

	must(courses_load(&clinic->store, clinic->client, &courses, err));
	assert_int_equal(courses.n, 1);
	struct course_row row = courses.rows[0];
	free(courses.rows);
	return row;
}

static void a_course_counts_what_was_signed_and_missed(void **state)
{
	struct clinic *clinic = *state;
	struct course course = neck_course(clinic);
	struct courses due;

	must(course_save(&clinic->store, &course, err));
	int64_t before = clinic_book(clinic, clinic->client, "2026-10-01T09:00");
	int64_t missed = clinic_book(clinic, clinic->client, "2026-11-10T09:00");
	int64_t second = clinic_book(clinic, clinic->client, "2026-11-20T15:00");
	must(db_run(clinic->store.db, err, "UPDATE session SET status = 'no-show' WHERE id = $1", "i",
		    missed));
	clinic_sign(clinic, before);
	clinic_sign(clinic, clinic->session);
	struct course_row row = only_course(clinic);
	assert_true(row.count.done == 1 && row.count.missed == 1 && row.count.since_review == 1);
	assert_false(row.count.reviewed);
	assert_int_equal(course_review_state(&row.course, &row.count, "2026-11-20"), REVIEW_NONE);
	course_release(&row.course);

	clinic_sign(clinic, second);
	must(courses_load_running(&clinic->store, &due, err));
	assert_int_equal(due.n, 1);
	assert_int_equal(due.rows[0].count.since_review, 2);
	assert_int_equal(course_review_state(&due.rows[0].course, &due.rows[0].count, "2026-11-20"),
			 REVIEW_DUE);
	courses_release(&due);

	must(course_review_add(&clinic->store, course.id, clinic->session, err));
	must(course_review_add(&clinic->store, course.id, clinic->session, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM course_review"), 1);
	row = only_course(clinic);
	assert_true(row.count.reviewed && row.count.since_review == 1 && row.count.done == 2);
	assert_string_equal(row.count.last_review, "2026-11-20");
	course_release(&row.course);
	must(course_review_void(&clinic->store, course.id, clinic->session, err));
	row = only_course(clinic);
	assert_int_equal(row.count.since_review, 2);
	course_release(&row.course);
	must_fail(course_review_void(&clinic->store, course.id, clinic->session, err), ERR_MISSING);
	course_release(&course);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_client_has_one_running_course(void **state)
{
	struct clinic *clinic = *state;
	struct course first = neck_course(clinic), second = neck_course(clinic), stale;
	struct courses courses;

	must(course_save(&clinic->store, &first, err));
	must_fail(course_save(&clinic->store, &second, err), ERR_REFUSED);
	assert_int_equal(second.id, 0);
	course_init(&stale);
	course_copy(&stale, &first);
	first.outcome = OUTCOME_BETTER;
	first.ended_on = mem_strdup("2026-11-20");
	must(course_save(&clinic->store, &first, err));
	must_fail(course_save(&clinic->store, &stale, err), ERR_STALE);
	must(course_save(&clinic->store, &second, err));
	must(courses_load(&clinic->store, clinic->client, &courses, err));
	assert_int_equal(courses.n, 2);
	assert_int_equal(courses.rows[0].course.id, second.id); /* the running one on top */
	assert_int_equal(courses.rows[1].course.outcome, OUTCOME_BETTER);
	courses_release(&courses);
	must(course_void(&clinic->store, second.id, true, err));
	struct course third = neck_course(clinic);
	must(course_save(&clinic->store, &third, err));
	must_fail(course_void(&clinic->store, second.id, false, err), ERR_REFUSED);
	must_fail(db_run(clinic->store.db, err, "DELETE FROM course", ""), ERR_REFUSED);
	course_release(&first);
	course_release(&second);
	course_release(&third);
	course_release(&stale);
}

static void goals_keep_their_measure_and_target(void **state)
{
	struct clinic *clinic = *state;
	struct course course = neck_course(clinic);
	struct measure_reading reading;
	struct goal goal;
	struct goals goals;

	must(course_save(&clinic->store, &course, err));
	measure_reading_init(&reading);
	measure_line_read(catalogue_builtin(), NULL, "psfs \"carry shopping\" 8", &reading);
	goal_init(&goal);
	goal.course_id = course.id;
	must_fail(goal_save(&clinic->store, &goal, err), ERR_INPUT);
	goal.text = mem_strdup("carry both bags home");
	goal.has_measure = true;
	measure_copy(&goal.measure, &reading.measures[0]);
	goal.target = reading.measures[0].before;
	must(goal_save(&clinic->store, &goal, err));
	goal.met_on = mem_strdup("2026-11-20");
	must(goal_save(&clinic->store, &goal, err));
	must(goals_load(&clinic->store, course.id, &goals, err));
	assert_int_equal(goals.n, 1);
	assert_true(goals.rows[0].has_measure && goals.rows[0].target.reading[0] == 8);
	assert_true(measure_same(&goals.rows[0].measure, &reading.measures[0]));
	assert_string_equal(goals.rows[0].met_on, "2026-11-20");
	goals_release(&goals);
	must(goal_void(&clinic->store, goal.id, true, err));
	must(goals_load(&clinic->store, course.id, &goals, err));
	assert_int_equal(goals.n, 0);
	goals_release(&goals);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM goal WHERE recorded_by IS NOT NULL"), 1);
	measure_reading_release(&reading);
	goal_release(&goal);
	course_release(&course);
}

static void what_followed_is_read_for_a_client_or_the_practice(void **state)
{
	struct clinic *clinic = *state;
	struct helped helped;

	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, mark);
	measure_in(clinic, clinic->session, "pain 6>2");
	helped_init(&helped, true);
	must(helped_load(&clinic->store, catalogue_builtin(), clinic->client, NULL, &helped, err));
	assert_int_equal(helped.n, 2);
	assert_true(helped.rows[0].n == 1 && helped.rows[0].sum == 4 && helped.rows[0].better == 1);
	helped_release(&helped);
	helped_init(&helped, false);
	must(helped_load(&clinic->store, catalogue_builtin(), 0, "2026-01-01", &helped, err));
	assert_int_equal(helped.n, 2);
	helped_release(&helped);
	must(helped_load(&clinic->store, catalogue_builtin(), 0, "2026-12-01", &helped, err));
	assert_int_equal(helped.n, 0);
	clinic->store.actor_role = ROLE_THERAPIST;
	must_fail(helped_load(&clinic->store, catalogue_builtin(), 0, NULL, &helped, err), ERR_REFUSED);
	helped_release(&helped);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)
		IN_A_CLINIC(what_is_stored_is_what_was_typed),
		IN_A_CLINIC(a_measure_is_changed_taken_back_and_brought_back),
		IN_A_CLINIC(a_line_is_stored_whole_or_not_at_all),
		IN_A_CLINIC(what_was_signed_is_sealed),
		IN_A_CLINIC(a_measure_is_that_of_its_sessions_client),
		IN_A_CLINIC(reception_sees_no_measures),
		IN_A_CLINIC(the_history_is_oldest_first_and_ends_where_it_is_asked_to),
		IN_A_CLINIC(how_a_movement_was_measured_last_is_known),
		IN_A_CLINIC(the_history_is_read_by_an_index),
		IN_A_CLINIC(a_course_counts_what_was_signed_and_missed),
		IN_A_CLINIC(a_client_has_one_running_course),
		IN_A_CLINIC(goals_keep_their_measure_and_target),
		IN_A_CLINIC(what_followed_is_read_for_a_client_or_the_practice),
	};
	return cmocka_run_group_tests_name("measures and courses", tests, NULL, NULL);
}
