/* SPDX-License-Identifier: MIT */
/* Self-care as stored: it stands over the sessions, answers belong to the session that asked, and what a signature covers
 * is only ever ended. */
#include "clinic.h"

#include "line/selfcare_line.h"
#include "store/selfcares.h"

static int64_t teach(struct clinic *clinic, int64_t session, const char *line)
{
	struct selfcare_reading reading;

	selfcare_reading_init(&reading);
	selfcare_read(catalogue_builtin(), line, "2026-11-20", &reading);
	assert_true(reading.reading.ok);
	reading.selfcare.session_id = session;
	must(selfcare_save(&clinic->store, &reading.selfcare, err));
	int64_t id = reading.selfcare.id;
	assert_int_equal(reading.selfcare.client_id, clinic->client);
	selfcare_reading_release(&reading);
	return id;
}

static size_t standing(struct clinic *clinic, int64_t session)
{
	struct selfcares rows;

	must(selfcares_load(&clinic->store, clinic->client, session, &rows, err));
	size_t n = rows.n;
	selfcares_release(&rows);
	return n;
}

static void what_was_taught_stands_until_it_is_ended(void **state)
{
	struct clinic *clinic = *state;
	int64_t later = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t last = clinic_book(clinic, clinic->client, "2026-12-04T09:00");
	struct selfcares rows;

	int64_t id = teach(
		clinic, clinic->session,
		"ball on the wall spm.l 20s x3 partner trained 2026-11-13 review +14 stop \"numb\" shown prevent");
	assert_int_equal(standing(clinic, later), 1);
	teach(clinic, later, "exercise \"Rolls\" x10");
	assert_int_equal(standing(clinic, clinic->session), 1); /* what comes later is not known yet */
	assert_int_equal(standing(clinic, later), 2);

	must(selfcares_load(&clinic->store, clinic->client, later, &rows, err));
	const struct selfcare *ball = &rows.rows[0];
	assert_string_equal(ball->item, "PBAL");
	assert_string_equal(ball->kind, "self_pressure");
	assert_string_equal(ball->regions, "SPM.L");
	assert_string_equal(ball->dose, "reps 3 hold 20s");
	assert_string_equal(ball->helper, "partner");
	assert_string_equal(ball->helper_trained_on, "2026-11-13");
	assert_string_equal(ball->review_on, "2026-12-04");
	assert_string_equal(ball->stop_if, "numb");
	assert_string_equal(ball->taught, "shown");
	assert_string_equal(ball->purpose, "prevent");
	assert_null(ball->ended_on);
	assert_null(rows.rows[1].item);
	assert_string_equal(rows.rows[1].text, "Rolls");
	selfcares_release(&rows);

	must_fail(selfcare_end(&clinic->store, id, "2026-11-19", err), ERR_INPUT);
	must(selfcare_end(&clinic->store, id, "2026-11-27", err));
	assert_int_equal(standing(clinic, later), 2); /* on that day it is still shown, as ended */
	assert_int_equal(standing(clinic, last), 1);
	must(selfcares_load(&clinic->store, clinic->client, clinic->session, &rows, err));
	assert_null(rows.rows[0].ended_on); /* then it stood */
	selfcares_release(&rows);
	must(selfcares_load(&clinic->store, clinic->client, later, &rows, err));
	assert_string_equal(rows.rows[0].ended_on, "2026-11-27");
	selfcares_release(&rows);
	must(selfcare_end(&clinic->store, id, NULL, err));
	assert_int_equal(standing(clinic, last), 2);
	must(selfcare_void(&clinic->store, id, true, err));
	assert_int_equal(standing(clinic, last), 1);
	must(selfcare_void(&clinic->store, id, false, err));
	must_fail(selfcare_void(&clinic->store, 4711, true, err), ERR_MISSING);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void an_answer_belongs_to_the_session_that_asked(void **state)
{
	struct clinic *clinic = *state;
	int64_t later = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t last = clinic_book(clinic, clinic->client, "2026-12-04T09:00");
	int64_t stranger = clinic_add_client(&clinic->store, "Chen", "David", "1980-01-01", "1");
	int64_t elsewhere = clinic_book(clinic, stranger, "2026-12-04T10:00");
	int64_t id = teach(clinic, clinic->session, "neck stretch l 30s");
	struct selfcares rows;

	must(selfcare_answer(&clinic->store, later, id, "5", NULL, err));
	must(selfcare_answer(&clinic->store, later, id, "6", "better", err));
	must(selfcare_answer(&clinic->store, last, id, NULL, "same", err));
	must_fail(selfcare_answer(&clinic->store, last, id, "9", NULL, err), ERR_REFUSED);
	must_fail(selfcare_answer(&clinic->store, elsewhere, id, "3", NULL, err), ERR_MISSING);
	must(selfcares_load(&clinic->store, clinic->client, last, &rows, err));
	assert_null(rows.rows[0].adherence);
	assert_string_equal(rows.rows[0].effect, "same");
	assert_string_equal(rows.rows[0].last_adherence, "6");
	assert_string_equal(rows.rows[0].last_effect, "better");
	selfcares_release(&rows);
	must(selfcare_answer(&clinic->store, later, id, NULL, NULL, err));
	must(selfcares_load(&clinic->store, clinic->client, last, &rows, err));
	assert_null(rows.rows[0].last_adherence);
	selfcares_release(&rows);
}

static void a_signed_session_keeps_what_it_taught(void **state)
{
	struct clinic *clinic = *state;
	int64_t later = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t id = teach(clinic, clinic->session, "neck stretch l 30s");
	struct selfcares rows;
	struct err signed_err = ERR_INIT;

	clinic_sign(clinic, clinic->session);
	must(selfcares_load(&clinic->store, clinic->client, later, &rows, err));
	mem_replace(&rows.rows[0].dose, "hold 60s");
	assert_false(selfcare_save(&clinic->store, &rows.rows[0], &signed_err));
	selfcares_release(&rows);
	assert_false(selfcare_void(&clinic->store, id, true, &signed_err));
	assert_false(selfcare_answer(&clinic->store, clinic->session, id, "3", NULL, &signed_err));
	must(selfcare_end(&clinic->store, id, "2026-11-27", err));
	must(selfcare_answer(&clinic->store, later, id, "3", "worse", err));
	/* nor is anything of another session put into it */
	teach(clinic, later, "neck stretch r 30s");
	must_fail(
		db_script(clinic->store.db,
			  "UPDATE selfcare SET session_id = (SELECT id FROM session WHERE status = 'signed')"
			  " WHERE side = 'R'",
			  err),
		ERR_REFUSED);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void reception_neither_reads_nor_writes_it(void **state)
{
	struct clinic *clinic = *state;
	struct selfcares rows;
	int64_t id = teach(clinic, clinic->session, "neck stretch l 30s");

	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(selfcares_load(&clinic->store, clinic->client, clinic->session, &rows, err), ERR_REFUSED);
	must_fail(selfcare_void(&clinic->store, id, true, err), ERR_REFUSED);
	must_fail(selfcare_end(&clinic->store, id, "2026-11-27", err), ERR_REFUSED);
	must_fail(selfcare_answer(&clinic->store, clinic->session, id, "3", NULL, err), ERR_REFUSED);
	clinic->store.actor_role = ROLE_OWNER;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_taught_stands_until_it_is_ended, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(an_answer_belongs_to_the_session_that_asked, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(a_signed_session_keeps_what_it_taught, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(reception_neither_reads_nor_writes_it, clinic_setup,
						clinic_teardown),
	};
	return cmocka_run_group_tests_name("store: self-care", tests, NULL, NULL);
}
