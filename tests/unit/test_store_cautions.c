/* SPDX-License-Identifier: MIT */
/* Answers to cautions: kept with who and when, in the audit, sealed with the note, never changed. */
#include "clinic.h"

#include "store/cautions.h"
#include "db/db.h"

static int64_t add(struct clinic *clinic, const char *technique, const char *cause, enum caution_level level,
		   const char *reason)
{
	struct caution_answer answer;

	caution_answer_init(&answer);
	answer.session_id = clinic->session;
	answer.technique = mem_strdup(technique);
	answer.cause = mem_strdup(cause);
	answer.level = level;
	answer.reason = reason ? mem_strdup(reason) : NULL;
	must(caution_answer_add(&clinic->store, &answer, err));
	int64_t id = answer.id;
	caution_answer_release(&answer);
	return id;
}

static void an_answer_comes_back_as_it_was_given(void **state)
{
	struct clinic *clinic = *state;
	struct caution_answers answers;

	int64_t noted = add(clinic, "DNT", "region STP", CAUTION_CAUTION, NULL);
	add(clinic, "", "RFCAD", CAUTION_ABSOLUTE, "seen by her doctor yesterday");
	must(caution_answers_load(&clinic->store, clinic->session, &answers, err));
	assert_int_equal(answers.n, 2);
	assert_string_equal(answers.rows[0].technique, "DNT");
	assert_string_equal(answers.rows[0].cause, "region STP");
	assert_int_equal(answers.rows[0].level, CAUTION_CAUTION);
	assert_null(answers.rows[0].reason);
	assert_string_equal(answers.rows[0].at, "2026-11-20T09:41:00Z");
	assert_int_equal(answers.rows[0].by, clinic->store.actor);
	assert_string_equal(answers.rows[1].technique, "");
	assert_int_equal(answers.rows[1].level, CAUTION_ABSOLUTE);
	assert_string_equal(answers.rows[1].reason, "seen by her doctor yesterday");
	caution_answers_release(&answers);

	must(caution_answer_void(&clinic->store, noted, true, err));
	must(caution_answers_load(&clinic->store, clinic->session, &answers, err));
	assert_int_equal(answers.n, 1);
	caution_answers_release(&answers);
	must(caution_answer_void(&clinic->store, noted, false, err));
	must(caution_answers_load(&clinic->store, clinic->session, &answers, err));
	assert_int_equal(answers.n, 2);
	caution_answers_release(&answers);
	must_fail(caution_answer_void(&clinic->store, 99, true, err), ERR_MISSING);
}

static void the_audit_says_what_was_gone_against_and_why(void **state)
{
	struct clinic *clinic = *state;

	add(clinic, "DNT", "ANTIC", CAUTION_CAUTION, NULL);
	add(clinic, "STK", "SKINF", CAUTION_ABSOLUTE, "well away from it");
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'caution-note'"
					    " AND detail = 'DNT ANTIC'"),
			 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'caution-override'"
					    " AND detail = 'STK SKINF: well away from it'"),
			 1);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void an_absolute_one_needs_a_reason(void **state)
{
	struct clinic *clinic = *state;
	struct caution_answer answer;

	caution_answer_init(&answer);
	answer.session_id = clinic->session;
	answer.technique = mem_strdup("STK");
	answer.cause = mem_strdup("DVT");
	answer.level = CAUTION_ABSOLUTE;
	must_fail(caution_answer_add(&clinic->store, &answer, err), ERR_INPUT);
	mem_replace(&answer.reason, "  ");
	must_fail(caution_answer_add(&clinic->store, &answer, err), ERR_INPUT);
	mem_replace(&answer.reason, "hands kept off the leg");
	mem_replace(&answer.cause, "");
	must_fail(caution_answer_add(&clinic->store, &answer, err), ERR_INPUT);
	caution_answer_release(&answer);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM caution_answer"), 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action LIKE 'caution-%'"), 0);
}

static void an_answer_is_sealed_with_the_note(void **state)
{
	struct clinic *clinic = *state;
	struct caution_answer answer;
	struct db *db;

	int64_t id = add(clinic, "DNT", "ANTIC", CAUTION_CAUTION, NULL);
	clinic_sign(clinic, clinic->session);
	must_fail(caution_answer_void(&clinic->store, id, true, err), ERR_REFUSED);
	caution_answer_init(&answer);
	answer.session_id = clinic->session;
	answer.cause = mem_strdup("ANTIC");
	answer.level = CAUTION_CAUTION;
	must_fail(caution_answer_add(&clinic->store, &answer, err), ERR_REFUSED);
	caution_answer_release(&answer);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	/* Past the program the seal shows it. */
	must(db_open(&db, clinic->path, DB_OPEN, err));
	must(db_script(db,
		       "DROP TRIGGER caution_answer_signed_update; DROP TRIGGER caution_answer_same;"
		       "UPDATE caution_answer SET cause = 'HEART'",
		       err));
	db_close(db);
	assert_true(clinic_faults(clinic, NULL) > 0);
}

static void an_answer_is_never_changed(void **state)
{
	struct clinic *clinic = *state;

	add(clinic, "STK", "SKINF", CAUTION_ABSOLUTE, "well away from it");
	must_fail(db_run(clinic->store.db, err, "UPDATE caution_answer SET reason = 'another'", ""),
		  ERR_REFUSED);
	must_fail(db_run(clinic->store.db, err, "UPDATE caution_answer SET level = 'caution'", ""),
		  ERR_REFUSED);
	must_fail(db_run(clinic->store.db, err, "DELETE FROM caution_answer", ""), ERR_REFUSED);
}

static void reception_neither_reads_nor_writes_them(void **state)
{
	struct clinic *clinic = *state;
	struct caution_answers answers;

	int64_t id = add(clinic, "DNT", "ANTIC", CAUTION_CAUTION, NULL);
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(caution_answers_load(&clinic->store, clinic->session, &answers, err), ERR_REFUSED);
	must_fail(caution_answer_void(&clinic->store, id, true, err), ERR_REFUSED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_answer_comes_back_as_it_was_given),
		TEST(the_audit_says_what_was_gone_against_and_why),
		TEST(an_absolute_one_needs_a_reason),
		TEST(an_answer_is_sealed_with_the_note),
		TEST(an_answer_is_never_changed),
		TEST(reception_neither_reads_nor_writes_them),
	};
	return cmocka_run_group_tests_name("store_cautions", tests, NULL, NULL);
}
