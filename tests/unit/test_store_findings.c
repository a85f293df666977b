/* SPDX-License-Identifier: MIT */
/* Findings of a session as stored: whole fields, in order, sealed with the session. */
#include "clinic.h"

#include "line/finding_line.h"
#include "store/findings.h"

static void add(struct findings *all, const char *line)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	if (!finding_read(catalogue_builtin(), line, &reading))
		fail_msg("%s: %s", line, reading.reading.problem.text);
	for (size_t i = 0; i < reading.findings.n; i++)
		findings_add(all, &reading.findings.rows[i]);
	finding_reading_release(&reading);
}

static void save(struct clinic *clinic, const char *field, const char *line)
{
	struct findings all = { NULL, 0 };
	add(&all, line);
	must(findings_save(&clinic->store, clinic->session, field, &all, err));
	findings_release(&all);
}

static void a_field_comes_back_as_it_was_said(void **state)
{
	struct clinic *clinic = *state;
	struct findings all, wanted = { NULL, 0 };

	save(clinic, "agg", "agg driving, my own words, bending");
	save(clinic, "restriction", "restriction fascia stp l 0");
	save(clinic, "source", "source l up trap");
	add(&wanted, "agg driving, my own words, bending");
	add(&wanted, "restriction fascia stp l 0");
	add(&wanted, "source l up trap");
	must(findings_load(&clinic->store, clinic->session, &all, err));
	assert_int_equal(all.n, wanted.n);
	for (size_t i = 0; i < all.n; i++)
		if (!finding_equal(&all.rows[i], &wanted.rows[i]))
			fail_msg("row %zu came back as %s=%s", i, all.rows[i].field, all.rows[i].value);
	findings_release(&all);
	findings_release(&wanted);
}

static void a_field_is_replaced_whole_and_the_others_stay(void **state)
{
	struct clinic *clinic = *state;
	struct findings all, none = { NULL, 0 };

	save(clinic, "agg", "agg driving, bending");
	save(clinic, "pattern", "pattern constant");
	save(clinic, "agg", "agg sitting");
	must(findings_load(&clinic->store, clinic->session, &all, err));
	assert_int_equal(all.n, 2);
	assert_string_equal(all.rows[0].value, "sitting");
	findings_release(&all);
	must(findings_save(&clinic->store, clinic->session, "agg", &none, err));
	must(findings_load(&clinic->store, clinic->session, &all, err));
	assert_int_equal(all.n, 1);
	assert_string_equal(all.rows[0].field, "pattern");
	findings_release(&all);
	must_fail(findings_save(&clinic->store, clinic->session, "nonsense", &none, err), ERR_INPUT);
}

static void each_change_is_in_the_audit(void **state)
{
	struct clinic *clinic = *state;
	struct findings none = { NULL, 0 };

	save(clinic, "pattern", "pattern constant");
	must(findings_save(&clinic->store, clinic->session, "pattern", &none, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'finding-set'"), 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'finding-clear'"), 1);
}

static void a_signed_session_keeps_its_findings(void **state)
{
	struct clinic *clinic = *state;
	struct findings all, none = { NULL, 0 };

	save(clinic, "pattern", "pattern constant");
	clinic_sign(clinic, clinic->session);
	must_fail(findings_save(&clinic->store, clinic->session, "pattern", &none, err), ERR_REFUSED);
	must(findings_load(&clinic->store, clinic->session, &all, err));
	assert_int_equal(all.n, 1);
	findings_release(&all);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* So do the parts of a mark that came later. */
static void what_was_added_to_marks_is_sealed_with_them(void **state)
{
	struct clinic *clinic = *state;

	clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_sign(clinic, clinic->session);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	clinic_sql(clinic, "DROP TRIGGER mark_signed_update; UPDATE mark SET tissue = 'tendon'");
	assert_true(clinic_faults(clinic, NULL) > 1);
}

/* Somebody with the database's own tools and the guards taken off is found out. */
static void a_finding_changed_behind_the_program_breaks_the_seal(void **state)
{
	struct clinic *clinic = *state;

	save(clinic, "restriction", "restriction fascia stp l 2");
	clinic_sign(clinic, clinic->session);
	clinic_sql(clinic, "DROP TRIGGER session_fact_signed_update;"
			   "UPDATE session_fact SET grade = 1");
	assert_true(clinic_faults(clinic, NULL) > 1);
}

static void reception_neither_reads_nor_writes_them(void **state)
{
	struct clinic *clinic = *state;
	struct findings all, none = { NULL, 0 };

	save(clinic, "pattern", "pattern constant");
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(findings_load(&clinic->store, clinic->session, &all, err), ERR_REFUSED);
	must_fail(findings_save(&clinic->store, clinic->session, "pattern", &none, err), ERR_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_field_comes_back_as_it_was_said, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(a_field_is_replaced_whole_and_the_others_stay, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(each_change_is_in_the_audit, clinic_setup, clinic_teardown),
		cmocka_unit_test_setup_teardown(a_signed_session_keeps_its_findings, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(a_finding_changed_behind_the_program_breaks_the_seal,
						clinic_setup, clinic_teardown),
		cmocka_unit_test_setup_teardown(what_was_added_to_marks_is_sealed_with_them, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(reception_neither_reads_nor_writes_them, clinic_setup,
						clinic_teardown),
	};
	return cmocka_run_group_tests_name("store findings", tests, NULL, NULL);
}
