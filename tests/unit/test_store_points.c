/* SPDX-License-Identifier: MIT */
/* Points with their history as stored: which sessions count, what a mark adds, what was taken back. */
#include "clinic.h"

#include "store/points.h"

/* A mark by its tenderness; before < 0 is not said. */
static int64_t mark(struct clinic *clinic, int64_t session, const char *muscle, enum side side, int before,
		    int after)
{
	struct mark mark;

	mark_init(&mark);
	mark.session_id = session;
	mark.muscle = mem_strdup(muscle);
	mark.region = mem_strdup("STP");
	mark.side = side;
	mark.type = MARK_ACTIVE;
	mark.tender_before = before;
	mark.tender_after = after;
	must(mark_save(&clinic->store, &mark, err));
	int64_t id = mark.id;
	mark_release(&mark);
	return id;
}

static int64_t book(struct clinic *clinic, const char *date)
{
	char *start = str_format("%sT09:00", date);
	int64_t id = clinic_book(clinic, clinic->client, start);

	free(start);
	return id;
}

/* Signed sessions of the client, a week apart, in which the point was found as said; -1 for a session without it, -2 for
 * one that was missed. The clinic's own session of 20 November comes after them. */
static void past(struct clinic *clinic, const int *tenderness, size_t n)
{
	char date[DATE_SIZE];

	for (size_t i = 0; i < n; i++) {
		date_add_days("2026-11-20", -7 * (int)(n - i), date);
		int64_t id = book(clinic, date);
		if (tenderness[i] == -2) {
			struct session session;
			session_init(&session);
			must(session_load(&clinic->store, id, &session, err));
			must(session_set_status(&clinic->store, &session, SESSION_NO_SHOW, err));
			session_release(&session);
			continue;
		}
		if (tenderness[i] >= 0)
			mark(clinic, id, "TRU", SIDE_LEFT, tenderness[i], tenderness[i] / 2);
		clinic_sign(clinic, id);
	}
}

static void assert_course(const struct point_history *point, const char *wanted, enum point_status status)
{
	struct str course;

	str_init(&course);
	point_course(point, 0, true, &course);
	assert_string_equal(course.s, wanted);
	str_release(&course);
	assert_string_equal(point_status_code(point_status(point)), point_status_code(status));
}

static void a_client_without_marks_has_no_points(void **state)
{
	struct clinic *clinic = *state;
	struct points points;
	struct visits visits;

	must(points_load(&clinic->store, clinic->client, 0, &points, err));
	assert_int_equal(points.n, 0);
	points_release(&points);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 0);
	points_release(&points);
	must(visits_load(&clinic->store, clinic->client, 0, &visits, err));
	assert_int_equal(visits.n, 0); /* booked is not yet come */
	visits_release(&visits);
	must(visits_load(&clinic->store, clinic->client, clinic->session, &visits, err));
	assert_int_equal(visits.n, 1);
	assert_false(visits.rows[0].is_signed);
	visits_release(&visits);
}

static void a_point_has_its_sessions_in_order(void **state)
{
	static const int tenderness[] = { 7, 5, -1, 3 };
	struct clinic *clinic = *state;
	struct points points;

	past(clinic, tenderness, 4);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 1);
	const struct point_history *point = &points.rows[0];
	assert_string_equal(point->muscle, "TRU");
	assert_string_equal(point->region, "STP");
	assert_int_equal(point->side, SIDE_LEFT);
	assert_int_equal(point->n_entries, 3);
	assert_string_equal(point->entries[0].date, "2026-10-23");
	assert_string_equal(point->entries[2].date, "2026-11-13");
	assert_int_equal(point->entries[0].visit, 1);
	assert_int_equal(point->entries[2].visit, 4);
	assert_int_equal(point->entries[0].tender_after, 3);
	assert_int_equal(point->entries[0].type, MARK_ACTIVE);
	assert_int_equal(point->entries[0].presses, -1);
	assert_string_equal(point->entries[0].ppt_unit, "");
	assert_true(point->entries[0].ppt_before < 0);
	assert_int_equal(point->now, 5);
	assert_int_equal(point->missed, 0); /* the session in hand may still bring it */
	assert_course(point, "7 > 5 > 3", POINT_BETTER);
	points_release(&points);
}

static void the_history_can_be_looked_at_from_any_session(void **state)
{
	static const int tenderness[] = { 7, 0, 6, 4 };
	static const struct {
		const char *course;
		enum point_status status;
	} then[] = { { "7", POINT_NEW },
		     { "7 > 0", POINT_RESOLVED },
		     { "7 > 0 > 6", POINT_RECURRING },
		     { "7 > 0 > 6 > 4", POINT_BETTER } };
	struct clinic *clinic = *state;
	struct points points;
	struct visits visits;
	struct marks marks;

	past(clinic, tenderness, 4);
	must(visits_load(&clinic->store, clinic->client, clinic->session, &visits, err));
	assert_int_equal(visits.n, 5);
	for (size_t i = 0; i < 4; i++) {
		assert_true(visits.rows[i].is_signed);
		assert_int_equal(visits.rows[i].n_marks, 1);
		must(points_load(&clinic->store, clinic->client, visits.rows[i].session_id, &points, err));
		assert_int_equal(points.n, 1);
		assert_course(&points.rows[0], then[i].course, then[i].status);
		points_release(&points);
		must(marks_load(&clinic->store, visits.rows[i].session_id, &marks, err));
		assert_int_equal(marks.rows[0].tender_before, tenderness[i]);
		marks_release(&marks);
	}
	assert_int_equal(visits.rows[4].session_id, clinic->session);
	assert_string_equal(visits.rows[4].start, "2026-11-20T09:00");
	visits_release(&visits);
}

static void sessions_without_the_point_resolve_it_when_they_are_over(void **state)
{
	static const int tenderness[] = { 7, -1, -2, -1 };
	struct clinic *clinic = *state;
	struct points points;

	past(clinic, tenderness, 4);
	/* two are over, one was missed, and today's has not said anything yet */
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.rows[0].missed, 2);
	assert_int_equal(points.rows[0].now, 4);
	assert_course(&points.rows[0], "7", POINT_SAME);
	points_release(&points);
	mark(clinic, clinic->session, "LVS", SIDE_LEFT, 5, 3);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_course(&points.rows[1], "7", POINT_SAME);
	points_release(&points);
	clinic_sign(clinic, clinic->session);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 2);
	assert_string_equal(points.rows[0].muscle, "LVS"); /* the last that was marked is on top */
	assert_course(&points.rows[0], "5", POINT_NEW);
	assert_int_equal(points.rows[1].missed, 3);
	assert_course(&points.rows[1], "7", POINT_RESOLVED);
	points_release(&points);

	int64_t later = book(clinic, "2026-11-27");
	mark(clinic, later, "TRU", SIDE_LEFT, 6, 4);
	must(points_load(&clinic->store, clinic->client, later, &points, err));
	assert_string_equal(points.rows[0].muscle, "TRU");
	assert_course(&points.rows[0], "7 > 6", POINT_RECURRING);
	points_release(&points);
}

static void what_was_taken_back_is_no_history(void **state)
{
	static const int tenderness[] = { 7 };
	struct clinic *clinic = *state;
	struct points points;

	past(clinic, tenderness, 1);
	int64_t today = mark(clinic, clinic->session, "TRU", SIDE_LEFT, 3, 1);
	int64_t other = mark(clinic, clinic->session, "LVS", SIDE_LEFT, 3, 1);
	must(mark_void(&clinic->store, today, true, err));
	must(mark_void(&clinic->store, other, true, err));
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 1);
	assert_course(&points.rows[0], "7", POINT_SAME);
	points_release(&points);
	must(mark_void(&clinic->store, today, false, err));
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_course(&points.rows[0], "7 > 3", POINT_BETTER);
	points_release(&points);
}

/* Mended from the wrong side, a mark leaves the one point and continues the other. */
static void a_mended_mark_changes_point(void **state)
{
	static const int tenderness[] = { 7, 5 };
	struct clinic *clinic = *state;
	struct points points;
	struct marks marks;

	past(clinic, tenderness, 2);
	mark(clinic, clinic->session, "TRU", SIDE_RIGHT, 4, 2);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 2);
	assert_int_equal(points.rows[0].side, SIDE_RIGHT);
	assert_course(&points.rows[0], "4", POINT_NEW);
	points_release(&points);
	must(marks_load(&clinic->store, clinic->session, &marks, err));
	marks.rows[0].side = SIDE_LEFT;
	must(mark_save(&clinic->store, &marks.rows[0], err));
	marks_release(&marks);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_int_equal(points.n, 1);
	assert_int_equal(points.rows[0].side, SIDE_LEFT);
	assert_course(&points.rows[0], "7 > 5 > 4", POINT_BETTER);
	points_release(&points);
}

static void presses_and_thresholds_are_part_of_it(void **state)
{
	struct clinic *clinic = *state;
	struct points points;
	struct application application;

	int64_t id = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, id); /* three presses */
	int64_t voided = clinic_add_application(clinic, clinic->session, id);
	must(application_void(&clinic->store, voided, true, err));
	application_init(&application);
	application.session_id = clinic->session;
	application.mark_id = id;
	application.technique = mem_strdup("TPA");
	application_set_dose(&application, "reps", "n", "5");
	must(application_save(&clinic->store, &application, err));
	application_release(&application);

	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	const struct point_entry *entry = &points.rows[0].entries[0];
	assert_int_equal(entry->presses, 3);
	assert_int_equal(entry->response, RESPONSE_RELEASED);
	assert_int_equal(entry->sufficient, TRI_YES);
	assert_true(entry->ppt_before == 2.75);
	assert_true(entry->ppt_after == 4.25);
	assert_string_equal(entry->ppt_unit, "kg/cm2");
	points_release(&points);
}

static void other_clients_and_reception_see_none_of_it(void **state)
{
	static const int tenderness[] = { 7, 5 };
	struct clinic *clinic = *state;
	struct points points;
	struct visits visits;

	past(clinic, tenderness, 2);
	int64_t other = clinic_add_client(&clinic->store, "Chen", "David", NULL, NULL);
	int64_t theirs = clinic_book(clinic, other, "2026-11-20T10:00");
	mark(clinic, theirs, "TRU", SIDE_LEFT, 9, 9);
	must(points_load(&clinic->store, clinic->client, 0, &points, err));
	assert_int_equal(points.n, 1);
	assert_course(&points.rows[0], "7 > 5", POINT_BETTER);
	points_release(&points);
	must(points_load(&clinic->store, other, theirs, &points, err));
	assert_course(&points.rows[0], "9", POINT_NEW);
	points_release(&points);

	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(points_load(&clinic->store, clinic->client, 0, &points, err), ERR_REFUSED);
	must_fail(visits_load(&clinic->store, clinic->client, 0, &visits, err), ERR_REFUSED);
	assert_int_equal(points.n, 0);
	assert_int_equal(visits.n, 0);
}

/* Sessions that begin at the same minute are told apart by their numbers. */
static void two_sessions_at_one_time_have_an_order(void **state)
{
	struct clinic *clinic = *state;
	struct points points;

	int64_t second = book(clinic, "2026-11-20");
	mark(clinic, clinic->session, "TRU", SIDE_LEFT, 8, 6);
	mark(clinic, second, "TRU", SIDE_LEFT, 6, 4);
	must(points_load(&clinic->store, clinic->client, clinic->session, &points, err));
	assert_course(&points.rows[0], "8", POINT_NEW);
	points_release(&points);
	must(points_load(&clinic->store, clinic->client, second, &points, err));
	assert_course(&points.rows[0], "8 > 6", POINT_BETTER);
	points_release(&points);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_client_without_marks_has_no_points),
		IN_A_CLINIC(a_point_has_its_sessions_in_order),
		IN_A_CLINIC(the_history_can_be_looked_at_from_any_session),
		IN_A_CLINIC(sessions_without_the_point_resolve_it_when_they_are_over),
		IN_A_CLINIC(what_was_taken_back_is_no_history),
		IN_A_CLINIC(a_mended_mark_changes_point),
		IN_A_CLINIC(presses_and_thresholds_are_part_of_it),
		IN_A_CLINIC(other_clients_and_reception_see_none_of_it),
		IN_A_CLINIC(two_sessions_at_one_time_have_an_order),
	};

	return cmocka_run_group_tests_name("store points", tests, NULL, NULL);
}
