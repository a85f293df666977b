/* SPDX-License-Identifier: MIT */
/* Referrals as stored: of their session, voided and brought back, sealed when it is signed. */
#include "clinic.h"

#include "line/referral_line.h"
#include "store/referrals.h"

static int64_t refer(struct clinic *clinic, int64_t session, const char *line)
{
	struct referral referral;
	struct reading reading;

	referral_init(&referral);
	assert_true(referral_line_read(line, &referral, &reading));
	referral.session_id = session;
	must(referral_add(&clinic->store, &referral, err));
	int64_t id = referral.id;
	referral_release(&referral);
	return id;
}

static size_t count(struct clinic *clinic, int64_t session)
{
	struct referrals rows;

	must(referrals_load(&clinic->store, session, &rows, err));
	size_t n = rows.n;
	referrals_release(&rows);
	return n;
}

static void a_referral_is_kept_with_all_that_was_said(void **state)
{
	struct clinic *clinic = *state;
	struct referrals rows;
	int64_t other = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	int64_t id = refer(clinic, clinic->session, "GP \"Dr Lee\" same-day night pain and weight loss");

	refer(clinic, clinic->session, "emergency chest pain");
	assert_int_equal(count(clinic, other), 0);
	must(referrals_load(&clinic->store, clinic->session, &rows, err));
	assert_int_equal(rows.n, 2);
	assert_string_equal(rows.rows[0].profession, "gp");
	assert_string_equal(rows.rows[0].name, "Dr Lee");
	assert_string_equal(rows.rows[0].urgency, "same-day");
	assert_string_equal(rows.rows[0].reason, "night pain and weight loss");
	assert_string_equal(rows.rows[0].recorded_at, "2026-11-20T09:41:00Z");
	assert_int_equal(rows.rows[0].recorded_by, clinic->store.actor);
	assert_null(rows.rows[1].name);
	referrals_release(&rows);
	must(referral_void(&clinic->store, id, true, err));
	assert_int_equal(count(clinic, clinic->session), 1);
	must(referral_void(&clinic->store, id, false, err));
	assert_int_equal(count(clinic, clinic->session), 2);
	must_fail(referral_void(&clinic->store, 4711, true, err), ERR_MISSING);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action LIKE 'referral-%'"), 4);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_signed_session_keeps_its_referrals(void **state)
{
	struct clinic *clinic = *state;
	struct err trouble = ERR_INIT;
	int64_t id = refer(clinic, clinic->session, "GP routine shoulder");
	struct referral late;

	clinic_sign(clinic, clinic->session);
	assert_false(referral_void(&clinic->store, id, true, &trouble));
	referral_init(&late);
	late.session_id = clinic->session;
	late.profession = mem_strdup("gp");
	late.urgency = mem_strdup("days");
	late.reason = mem_strdup("too late");
	assert_false(referral_add(&clinic->store, &late, &trouble));
	assert_int_equal(late.id, 0);
	referral_release(&late);
	assert_int_equal(count(clinic, clinic->session), 1);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	/* Past the program it shows. */
	clinic_sql(clinic,
		   "DROP TRIGGER referral_out_signed_update; UPDATE referral_out SET reason = 'other'");
	assert_true(clinic_faults(clinic, NULL) > 0);
}

static void reception_neither_reads_nor_writes_them(void **state)
{
	struct clinic *clinic = *state;
	struct referrals rows;
	int64_t id = refer(clinic, clinic->session, "GP routine shoulder");

	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(referrals_load(&clinic->store, clinic->session, &rows, err), ERR_REFUSED);
	must_fail(referral_void(&clinic->store, id, true, err), ERR_REFUSED);
	clinic->store.actor_role = ROLE_OWNER;
}

int main(void)
{
#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_referral_is_kept_with_all_that_was_said),
		IN_A_CLINIC(a_signed_session_keeps_its_referrals),
		IN_A_CLINIC(reception_neither_reads_nor_writes_them),
	};
	return cmocka_run_group_tests_name("store: referrals", tests, NULL, NULL);
}
