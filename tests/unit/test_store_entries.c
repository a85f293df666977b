/* SPDX-License-Identifier: MIT */
/* Marks, the points they continue, applications with doses, charges. */
#include "clinic.h"

static void a_mark_comes_back_as_stored(void **state)
{
	struct clinic *clinic = *state;
	struct marks marks;
	struct mark bare;

	clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	mark_init(&bare);
	bare.session_id = clinic->session;
	bare.region = mem_strdup("LUM");
	must(mark_save(&clinic->store, &bare, err));
	mark_release(&bare);

	must(marks_load(&clinic->store, clinic->session, &marks, err));
	assert_int_equal(marks.n, 2);
	const struct mark *m = &marks.rows[0];
	assert_string_equal(m->muscle, "TRU");
	assert_string_equal(m->region, "TRP");
	assert_int_equal(m->side, SIDE_LEFT);
	assert_int_equal(m->type, MARK_ACTIVE);
	assert_int_equal(m->signs_yes, SIGN_TAUT_BAND);
	assert_int_equal(m->signs_no, SIGN_TWITCH);
	assert_int_equal(m->tender_before, 7);
	assert_int_equal(m->tender_after, 3);
	assert_string_equal(m->referral, "TMP.L");
	assert_int_equal(m->response, RESPONSE_RELEASED);
	assert_int_equal(m->sufficient, TRI_YES);
	assert_string_equal(m->note, "under the thumb");
	assert_int_equal(m->tissue, TISSUE_FASCIA);
	assert_int_equal(m->aware, TRI_NO);
	assert_string_equal(m->linked, "SCS");
	assert_true(m->point_id > 0);
	assert_true(m->ppt_before[0] == 2.5 && m->ppt_before[1] == 3 && m->ppt_before[2] < 0);
	assert_true(m->ppt_after[0] == 4.25 && m->ppt_after[1] < 0);
	assert_string_equal(m->ppt_unit, "kg/cm2");
	m = &marks.rows[1];
	assert_null(m->muscle);
	assert_null(m->ppt_unit);
	assert_true(m->ppt_before[0] < 0 && m->ppt_after[0] < 0);
	assert_int_equal(m->tissue, TISSUE_NONE);
	assert_int_equal(m->aware, TRI_UNSAID);
	assert_null(m->linked);
	assert_int_equal(m->side, SIDE_NONE);
	assert_int_equal(m->type, MARK_TYPE_NONE);
	assert_int_equal(m->tender_before, -1);
	assert_int_equal(m->tender_after, -1);
	assert_null(m->referral);
	assert_int_equal(m->response, RESPONSE_NONE);
	assert_int_equal(m->sufficient, TRI_UNSAID);
	marks_release(&marks);
}

/* Every value of every coded field, so that none is lost on its way. */
static void every_code_survives(void **state)
{
	struct clinic *clinic = *state;
	struct marks marks;
	struct mark mark;

	mark_init(&mark);
	mark.session_id = clinic->session;
	mark.muscle = mem_strdup("TRU");
	for (int i = 0; i < 40; i++) {
		mark.id = 0;
		mem_replace(&mark.uid, NULL);
		mark.type = (enum mark_type)(i % MARK_TYPE_COUNT);
		mark.response = (enum mark_response)(i % RESPONSE_COUNT);
		mark.sufficient = (enum tri)(i % 3);
		mark.side = (enum side)(i % SIDE_BOTH);
		mark.tender_before = i % 12 - 1;
		must(mark_save(&clinic->store, &mark, err));
	}
	mark.side = SIDE_BOTH;
	must_fail(mark_save(&clinic->store, &mark, err), ERR_INPUT);
	mark.side = SIDE_LEFT;
	mark.tender_before = 11;
	must_fail(mark_save(&clinic->store, &mark, err), ERR_REFUSED);
	mark_release(&mark);
	must(marks_load(&clinic->store, clinic->session, &marks, err));
	assert_int_equal(marks.n, 40);
	for (int i = 0; i < 40; i++) {
		assert_int_equal(marks.rows[i].type, i % MARK_TYPE_COUNT);
		assert_int_equal(marks.rows[i].response, i % RESPONSE_COUNT);
		assert_int_equal(marks.rows[i].sufficient, i % 3);
		assert_int_equal(marks.rows[i].side, i % SIDE_BOTH);
		assert_int_equal(marks.rows[i].tender_before, i % 12 - 1);
	}
	marks_release(&marks);
}

static int64_t point_of(struct clinic *clinic, int64_t mark)
{
	int64_t point;

	must(db_ask(clinic->store.db, &point, err, "SELECT point_id FROM mark WHERE id = $1", "i", mark));
	return point;
}

static void a_mark_at_an_old_place_continues_its_point(void **state)
{
	struct clinic *clinic = *state;
	struct marks marks;

	int64_t later = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t other_client = clinic_add_client(&clinic->store, "Chen", "David", NULL, NULL);
	int64_t elsewhere = clinic_book(clinic, other_client, "2026-11-27T10:00");
	int64_t first = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	int64_t again = clinic_add_mark(clinic, later, "TRU", SIDE_LEFT);
	int64_t right = clinic_add_mark(clinic, later, "TRU", SIDE_RIGHT);
	int64_t theirs = clinic_add_mark(clinic, elsewhere, "TRU", SIDE_LEFT);
	assert_int_equal(point_of(clinic, first), point_of(clinic, again));
	assert_int_not_equal(point_of(clinic, first), point_of(clinic, right));
	assert_int_not_equal(point_of(clinic, first), point_of(clinic, theirs));

	/* A mark that was put on the wrong side moves to that side's point. */
	must(marks_load(&clinic->store, later, &marks, err));
	marks.rows[0].side = SIDE_RIGHT;
	must(mark_save(&clinic->store, &marks.rows[0], err));
	marks_release(&marks);
	assert_int_equal(point_of(clinic, again), point_of(clinic, right));
}

/* A threshold is a pressure: its readings and its unit come back as they were read, whatever the gauge shows. */
static void readings_of_a_threshold_are_kept_as_read(void **state)
{
	static const struct {
		double value;
		const char *text, *unit;
	} readings[] = { { 3, "3", "kg/cm2" },      { 0.25, "0.25", "kg/cm2" },
			 { 34.3, "34.3", "N/cm2" }, { 343.2, "343.2", "kPa" },
			 { 100, "100", "kPa" },     { 11.0001, "11.0001", "lb/cm2" } };
	struct clinic *clinic = *state;
	struct marks marks;
	struct mark mark;
	int64_t n;

	mark_init(&mark);
	mark.session_id = clinic->session;
	mark.muscle = mem_strdup("TRU");
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		mark.ppt_before[0] = mark.ppt_after[2] = readings[i].value;
		mem_replace(&mark.ppt_unit, readings[i].unit);
		must(mark_save(&clinic->store, &mark, err));
		must(marks_load(&clinic->store, clinic->session, &marks, err));
		assert_int_equal(marks.n, 1);
		assert_true(marks.rows[0].ppt_before[0] == readings[i].value);
		assert_true(marks.rows[0].ppt_after[2] == readings[i].value);
		assert_true(marks.rows[0].ppt_after[0] < 0);
		assert_string_equal(marks.rows[0].ppt_unit, readings[i].unit);
		marks_release(&marks);
		must(db_ask(clinic->store.db, &n, err,
			    "SELECT count(*) FROM mark_pressure WHERE value = $1 AND unit = $2", "ss",
			    readings[i].text, readings[i].unit));
		assert_int_equal(n, 2);
		assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM mark_pressure"), 2);
	}
	mark.ppt_before[0] = mark.ppt_after[2] = -1;
	must(mark_save(&clinic->store, &mark, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM mark_pressure"), 0);
	mark.ppt_before[0] = 3;
	mem_replace(&mark.ppt_unit, NULL);
	must_fail(mark_save(&clinic->store, &mark, err), ERR_INPUT);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM mark_pressure"), 0);
	mark_release(&mark);
}

static void assert_lies(struct clinic *clinic, int64_t session, size_t i, const char *region, enum side side)
{
	struct applications applications;

	must(applications_load(&clinic->store, session, &applications, err));
	assert_string_equal(applications.rows[i].region, region);
	assert_int_equal(applications.rows[i].side, side);
	applications_release(&applications);
}

/* Put on the wrong side or region, mended, and the mending taken back. */
static void techniques_go_with_the_mark_they_were_used_on(void **state)
{
	struct clinic *clinic = *state;
	struct applications applications;
	struct marks marks;

	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, mark);
	clinic_add_application(clinic, clinic->session, 0); /* alone, at the same place */
	clinic_add_application(clinic, clinic->session, mark);
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	mem_replace(&applications.rows[2].region, "NKB"); /* said to lie elsewhere */
	must(application_save(&clinic->store, &applications.rows[2], err));
	applications_release(&applications);

	must(marks_load(&clinic->store, clinic->session, &marks, err));
	int64_t before = point_of(clinic, mark);
	marks.rows[0].side = SIDE_RIGHT;
	mem_replace(&marks.rows[0].region, "ANG");
	must(mark_save(&clinic->store, &marks.rows[0], err));
	assert_lies(clinic, clinic->session, 0, "ANG", SIDE_RIGHT);
	assert_lies(clinic, clinic->session, 1, "TRP", SIDE_LEFT);
	assert_lies(clinic, clinic->session, 2, "NKB", SIDE_LEFT);
	assert_int_not_equal(point_of(clinic, mark), before);

	marks.rows[0].side = SIDE_LEFT;
	mem_replace(&marks.rows[0].region, "TRP");
	must(mark_save(&clinic->store, &marks.rows[0], err));
	assert_lies(clinic, clinic->session, 0, "TRP", SIDE_LEFT);
	assert_lies(clinic, clinic->session, 2, "NKB", SIDE_LEFT);
	assert_int_equal(point_of(clinic, mark), before);

	clinic_sign(clinic, clinic->session);
	marks.rows[0].side = SIDE_RIGHT;
	must_fail(mark_save(&clinic->store, &marks.rows[0], err), ERR_REFUSED);
	assert_lies(clinic, clinic->session, 0, "TRP", SIDE_LEFT);
	assert_int_equal(point_of(clinic, mark), before);
	marks_release(&marks);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void what_is_taken_back_can_be_brought_back(void **state)
{
	struct clinic *clinic = *state;
	struct marks marks;
	struct applications applications;

	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, mark);
	int64_t alone = clinic_add_application(clinic, clinic->session, 0);
	must(mark_void(&clinic->store, mark, true, err));
	must(marks_load(&clinic->store, clinic->session, &marks, err));
	assert_int_equal(marks.n, 0);
	marks_release(&marks);
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	assert_int_equal(applications.n, 1); /* the one on the mark is out of sight with it */
	assert_int_equal(applications.rows[0].id, alone);
	applications_release(&applications);
	must(application_void(&clinic->store, alone, true, err));
	must(mark_void(&clinic->store, mark, false, err));
	must(marks_load(&clinic->store, clinic->session, &marks, err));
	assert_int_equal(marks.n, 1);
	marks_release(&marks);
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	assert_int_equal(applications.n, 1);
	assert_int_equal(applications.rows[0].mark_id, mark);
	applications_release(&applications);
	must(application_void(&clinic->store, alone, false, err));
	must_fail(mark_void(&clinic->store, 99, true, err), ERR_MISSING);
	must_fail(application_void(&clinic->store, 99, true, err), ERR_MISSING);
}

static void an_application_comes_back_with_its_doses_in_order(void **state)
{
	struct clinic *clinic = *state;
	struct applications applications;

	clinic_add_application(clinic, clinic->session,
			       clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT));
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	assert_int_equal(applications.n, 1);
	struct application *a = &applications.rows[0];
	assert_string_equal(a->technique, "TPG");
	assert_string_equal(a->region, "TRP");
	assert_int_equal(a->side, SIDE_LEFT);
	assert_string_equal(a->note, "slowly");
	assert_int_equal(a->n_doses, 2);
	assert_string_equal(a->doses[0].name, "force");
	assert_string_equal(a->doses[0].unit, "kg");
	assert_string_equal(a->doses[0].value, "12");
	assert_string_equal(a->doses[1].name, "presses");

	application_set_dose(a, "force", "kg", NULL);
	application_set_dose(a, "hold", "s", "60");
	must(application_save(&clinic->store, a, err));
	applications_release(&applications);
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	assert_int_equal(applications.rows[0].n_doses, 2);
	assert_null(application_dose(&applications.rows[0], "force"));
	assert_string_equal(application_dose(&applications.rows[0], "hold"), "60");
	applications_release(&applications);
}

static void an_application_needs_a_technique_and_a_mark_of_its_session(void **state)
{
	struct clinic *clinic = *state;
	struct application application;

	int64_t other = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t mark = clinic_add_mark(clinic, other, "TRU", SIDE_LEFT);
	application_init(&application);
	application.session_id = clinic->session;
	must_fail(application_save(&clinic->store, &application, err), ERR_INPUT);
	application.technique = mem_strdup("TPG");
	application.mark_id = mark;
	must_fail(application_save(&clinic->store, &application, err), ERR_MISSING);
	assert_int_equal(application.id, 0);
	application.mark_id = 0;
	application.session_id = 99;
	must_fail(application_save(&clinic->store, &application, err), ERR_MISSING);
	application_release(&application);
}

static void entries_of_a_signed_session_are_refused(void **state)
{
	struct clinic *clinic = *state;
	struct marks marks;
	struct applications applications;

	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	int64_t application = clinic_add_application(clinic, clinic->session, mark);
	must(marks_load(&clinic->store, clinic->session, &marks, err));
	must(applications_load(&clinic->store, clinic->session, &applications, err));
	clinic_sign(clinic, clinic->session);
	must_fail(mark_save(&clinic->store, &marks.rows[0], err), ERR_REFUSED);
	marks.rows[0].id = 0;
	mem_replace(&marks.rows[0].uid, NULL);
	must_fail(mark_save(&clinic->store, &marks.rows[0], err), ERR_REFUSED);
	assert_int_equal(marks.rows[0].id, 0);
	must_fail(mark_void(&clinic->store, mark, true, err), ERR_REFUSED);
	must_fail(application_save(&clinic->store, &applications.rows[0], err), ERR_REFUSED);
	must_fail(application_void(&clinic->store, application, true, err), ERR_REFUSED);
	marks_release(&marks);
	applications_release(&applications);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* ---- charges ---- */

static void a_charge_is_voided_once_and_with_a_reason(void **state)
{
	struct clinic *clinic = *state;
	struct charges charges;

	clinic_sign(clinic, clinic->session);
	must(charges_of_session(&clinic->store, clinic->session, &charges, err));
	int64_t id = charges.rows[0].id;
	must_fail(charge_add(&clinic->store, &charges.rows[0], err), ERR_REFUSED);
	charges_release(&charges);
	must_fail(charge_void(&clinic->store, id, " ", err), ERR_INPUT);
	must(charge_void(&clinic->store, id, "wrong client", err));
	must_fail(charge_void(&clinic->store, id, "again", err), ERR_MISSING);
	must_fail(charge_void(&clinic->store, 99, "none", err), ERR_MISSING);
	must(charges_of_session(&clinic->store, clinic->session, &charges, err));
	assert_string_equal(charges.rows[0].voided_at, "2026-11-20T09:41:00Z");
	charges_release(&charges);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_charge_that_does_not_add_up_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct charge charge;

	charge_init(&charge);
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.code = mem_strdup("PROD");
	charge.label = mem_strdup("Tape");
	charge.unit_cents = 1250;
	charge.quantity = 2;
	charge.total_cents = 1250;
	must_fail(charge_add(&clinic->store, &charge, err), ERR_INPUT); /* no date */
	charge.date = mem_strdup("2026-11-20");
	must_fail(charge_add(&clinic->store, &charge, err), ERR_REFUSED);
	charge.total_cents = 2500;
	must(charge_add(&clinic->store, &charge, err));
	charge_release(&charge);
}

struct seen {
	int n;
	int64_t cents;
	int stop_at;
};

static bool see(void *context, const struct charge_row *row, struct err *err)
{
	struct seen *seen = context;

	assert_string_equal(row->client_name, "Rossi, Maria");
	assert_string_equal(row->client_code, "C0001");
	assert_string_equal(row->practitioner, "Anna Lindqvist");
	assert_int_equal(strlen(row->session_uid), 36);
	seen->cents += row->charge.total_cents;
	return ++seen->n != seen->stop_at || err_set(err, ERR_FULL, "stop");
}

static void charges_are_walked_by_day(void **state)
{
	struct clinic *clinic = *state;
	struct seen seen = { 0, 0, 0 };

	for (int i = 0; i < 3; i++)
		clinic_sign(clinic, clinic_book(clinic, clinic->client, "2026-11-13T09:00"));
	must(charges_each(&clinic->store, NULL, NULL, see, &seen, err));
	assert_int_equal(seen.n, 3);
	assert_int_equal(seen.cents, 28500);
	seen.n = 0;
	must(charges_each(&clinic->store, "2026-11-20", "2026-11-20", see, &seen, err));
	assert_int_equal(seen.n, 3);
	seen.n = 0;
	must(charges_each(&clinic->store, "2026-11-21", NULL, see, &seen, err));
	must(charges_each(&clinic->store, NULL, "2026-11-19", see, &seen, err));
	assert_int_equal(seen.n, 0);
	seen.stop_at = 2;
	must_fail(charges_each(&clinic->store, NULL, NULL, see, &seen, err), ERR_FULL);
	assert_int_equal(seen.n, 2);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_mark_comes_back_as_stored),
		IN_A_CLINIC(every_code_survives),
		IN_A_CLINIC(a_mark_at_an_old_place_continues_its_point),
		IN_A_CLINIC(readings_of_a_threshold_are_kept_as_read),
		IN_A_CLINIC(techniques_go_with_the_mark_they_were_used_on),
		IN_A_CLINIC(what_is_taken_back_can_be_brought_back),
		IN_A_CLINIC(an_application_comes_back_with_its_doses_in_order),
		IN_A_CLINIC(an_application_needs_a_technique_and_a_mark_of_its_session),
		IN_A_CLINIC(entries_of_a_signed_session_are_refused),
		IN_A_CLINIC(a_charge_is_voided_once_and_with_a_reason),
		IN_A_CLINIC(a_charge_that_does_not_add_up_is_refused),
		IN_A_CLINIC(charges_are_walked_by_day),
	};

	return cmocka_run_group_tests_name("store entries", tests, NULL, NULL);
}
