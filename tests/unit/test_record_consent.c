/* SPDX-License-Identifier: MIT */
/* Consents: the line that is typed, what may be kept, what stands on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "line/consent_line.h"

#define TODAY "2026-11-20"

static void a_line_is_read_in_any_order_and_cut_short(void **state)
{
	static const struct {
		const char *line, *shown;
	} lines[] = {
		{ "needling written", "needling, written" },
		{ "w n", "needling, written" },
		{ "sensitive areas written 12.11.2026", "sensitive, written, 12 Nov 2026" },
		{ "12 nov 2026 sens wri", "sensitive, written, 12 Nov 2026" },
		{ "wri on 12 nov sens", "sensitive, written, 12 Nov 2026" },
		{ "release written to Dr Ng", "release to Dr Ng, written" },
		{ "to Dr Ng verbal release", "release to Dr Ng, verbal" },
		{ "release written to \"Clinic 24\" -3", "release to Clinic 24, written, 17 Nov 2026" },
		{ "treatment verbal by Ana Rossi (mother)", "treatment, verbal, by Ana Rossi (mother)" },
		{ "by Ana Maria Rossi (foster mother) verbal treatment yesterday",
		  "treatment, verbal, 19 Nov 2026, by Ana Maria Rossi (foster mother)" },
		{ "by Ana (mother) r w to Dr Ng today",
		  "release to Dr Ng, written, 20 Nov 2026, by Ana (mother)" },
		{ "contact v \"by text message only\"", "contact, verbal, “by text message only”" },
		{ "PRIVACY Written", "privacy, written" },
		{ "", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct consent consent;
		struct reading reading;
		struct str shown;
		consent_init(&consent);
		str_init(&shown);
		if (!consent_line_read(lines[i].line, TODAY, &consent, &reading))
			fail_msg("%s: %s", lines[i].line, reading.problem.text);
		assert_int_equal(reading.problem.kind, ERR_NONE);
		consent_show(&consent, &shown);
		assert_string_equal(shown.s, lines[i].shown);
		str_release(&shown);
		consent_release(&consent);
	}
}

static void what_fits_nothing_is_named(void **state)
{
	static const struct {
		const char *line, *problem;
	} lines[] = {
		{ "cupping written", "“cupping” fits nothing here" },
		{ "needling written quickly", "“quickly”" },
		{ "needling privacy written", "“privacy” is a second scope" },
		{ "needling written verbal", "either verbal or written" },
		{ "needling written 31.2.2026", "has no day" },
		{ "needling written 1.11.2026 2.11.2026", "a second day" },
		{ "needling written on", "behind \"on\"" },
		{ "treatment verbal by", "who consents behind \"by\"" },
		{ "treatment verbal by (mother)", "who consents behind \"by\"" },
		{ "treatment verbal by Ana (mother", "brackets" },
		{ "treatment verbal by Ana (mother)x", "brackets" },
		{ "treatment verbal by Ana ()", "brackets" },
		{ "treatment by Ana (mother) by Tom (father)", "Ana is named already" },
		{ "release written to", "one receiver" },
		{ "release to Dr Ng to Dr Wu", "one receiver" },
		{ "needling - written", "“-” fits nothing" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct consent consent;
		struct reading reading;
		consent_init(&consent);
		if (consent_line_read(lines[i].line, TODAY, &consent, &reading))
			fail_msg("%s was read", lines[i].line);
		if (strstr(reading.problem.text, lines[i].problem) == NULL)
			fail_msg("%s: %s", lines[i].line, reading.problem.text);
		consent_release(&consent);
	}
}

static void a_line_of_many_words_is_refused(void **state)
{
	struct consent consent;
	struct reading reading;
	struct str line;
	(void)state;
	str_init(&line);
	for (int i = 0; i < 200; i++)
		str_add(&line, "areas ");
	consent_init(&consent);
	assert_false(consent_line_read(line.s, TODAY, &consent, &reading));
	assert_non_null(strstr(reading.problem.text, "too long"));
	consent_release(&consent);
	str_release(&line);
}

static void a_person_is_read_with_and_without_by(void **state)
{
	static const char *const lines[] = { "Ana Rossi (mother)", "by Ana Rossi (mother)",
					     "BY Ana Rossi ( mother )" };
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct consent consent;
		struct reading reading;
		consent_init(&consent);
		assert_true(consent_person_read(lines[i], TODAY, &consent, &reading));
		assert_string_equal(consent.by.name, "Ana Rossi");
		assert_string_equal(consent.by.relation, "mother");
		consent_release(&consent);
	}
}

static void check(const char *line, bool needs_person, const char *problem)
{
	struct consent consent;
	struct reading reading;
	struct err err = ERR_INIT;
	consent_init(&consent);
	if (!consent_line_read(line, TODAY, &consent, &reading))
		fail_msg("%s: %s", line, reading.problem.text);
	if (!consent.given_on)
		consent.given_on = mem_strdup(TODAY);
	bool ok = consent_check(&consent, needs_person, TODAY, &err);
	if (ok != (problem == NULL) || (problem && strstr(err.text, problem) == NULL))
		fail_msg("%s: %s", line, err.text);
	consent_release(&consent);
}

static void what_is_missing_is_asked_for(void **state)
{
	(void)state;
	check("needling written", false, NULL);
	check("needling written 20.11.2026", false, NULL);
	check("written", false, "what it is for");
	check("needling", false, "verbal or written");
	check("needling written 21.11.2026", false, "in the future");
	check("needling written +1", false, "in the future");
	check("needling written tomorrow", false, "in the future");
	check("release written", false, "who receives");
	check("needling written to Dr Ng", false, "Only a release");
	check("treatment verbal by Ana Rossi", false, "what Ana Rossi is to the client");
}

static void somebody_consents_for_who_cannot(void **state)
{
	(void)state;
	check("treatment verbal", true, "cannot consent alone");
	check("treatment verbal by Ana Rossi", true, "what Ana Rossi is to the client");
	check("treatment verbal by Ana Rossi (mother)", true, NULL);
	check("treatment verbal by Ana Rossi (mother)", false, NULL);
}

static void a_minor_is_under_eighteen(void **state)
{
	(void)state;
	assert_true(consent_is_minor("2008-11-21", TODAY));
	assert_false(consent_is_minor("2008-11-20", TODAY));
	assert_false(consent_is_minor(NULL, TODAY));
	assert_false(consent_is_minor("", TODAY));
	assert_true(consent_is_minor("2026-01-01", TODAY));
}

static void a_consent_is_withdrawn_between_its_day_and_today(void **state)
{
	struct consent consent = { .given_on = (char *)"2026-11-10" };
	struct err err = ERR_INIT;
	(void)state;
	assert_true(consent_withdrawal_check(&consent, "2026-11-10", TODAY, &err));
	assert_true(consent_withdrawal_check(&consent, TODAY, TODAY, &err));
	assert_false(consent_withdrawal_check(&consent, "2026-11-09", TODAY, &err));
	assert_non_null(strstr(err.text, "before that"));
	assert_false(consent_withdrawal_check(&consent, "2026-11-21", TODAY, &err));
	assert_non_null(strstr(err.text, "in the future"));
	assert_false(consent_withdrawal_check(&consent, "", TODAY, &err));
}

static struct consent row(enum consent_scope scope, enum consent_form form, const char *given,
			  const char *withdrawn)
{
	return (struct consent){
		.scope = scope, .form = form, .given_on = (char *)given, .withdrawn_on = (char *)withdrawn
	};
}

static void it_stands_from_its_day_until_it_is_withdrawn(void **state)
{
	const struct consent rows[] = {
		row(CONSENT_NEEDLING, CONSENT_VERBAL, "2026-11-01", "2026-11-10"),
		row(CONSENT_NEEDLING, CONSENT_VERBAL, "2026-11-12", NULL),
		row(CONSENT_NEEDLING, CONSENT_WRITTEN, "2026-11-14", "2026-11-16"),
	};
	static const struct {
		const char *day;
		int row; /* that stands; -1: none */
	} days[] = { { "2026-10-31", -1 }, { "2026-11-01", 0 }, { "2026-11-09", 0 }, { "2026-11-10", -1 },
		     { "2026-11-12", 1 },  { "2026-11-14", 2 }, { "2026-11-16", 1 } };
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		const struct consent *standing = consent_standing(rows, 3, CONSENT_NEEDLING, days[i].day);
		assert_ptr_equal(standing, days[i].row < 0 ? NULL : &rows[days[i].row]);
		assert_null(consent_standing(rows, 3, CONSENT_TREATMENT, days[i].day));
	}
}

static void a_session_rests_on_its_own_consent_or_one_that_stands(void **state)
{
	const struct consent none[1] = { { 0 } };
	const struct consent written[] = { row(CONSENT_SENSITIVE, CONSENT_WRITTEN, "2026-11-01", NULL) };
	const struct consent verbal[] = { row(CONSENT_SENSITIVE, CONSENT_VERBAL, "2026-11-01", NULL) };
	const struct consent before[] = { row(CONSENT_SENSITIVE, CONSENT_WRITTEN, "2026-11-01",
					      "2026-11-19") };
	const struct consent that_day[] = { row(CONSENT_SENSITIVE, CONSENT_WRITTEN, "2026-11-01", TODAY) };
	const struct consent anew[] = { row(CONSENT_SENSITIVE, CONSENT_WRITTEN, "2026-11-01", TODAY),
					row(CONSENT_SENSITIVE, CONSENT_WRITTEN, TODAY, NULL) };
	const struct consent needling[] = { row(CONSENT_NEEDLING, CONSENT_VERBAL, "2026-11-01", NULL) };
	const enum consent_scope s = CONSENT_SENSITIVE;
	(void)state;
	assert_int_equal(consent_basis_of(none, 0, s, false, TODAY), BASIS_NONE);
	assert_int_equal(consent_basis_of(none, 0, s, true, TODAY), BASIS_SESSION);
	assert_int_equal(consent_basis_of(written, 1, s, false, TODAY), BASIS_STANDING);
	assert_int_equal(consent_basis_of(written, 1, CONSENT_NEEDLING, false, TODAY), BASIS_NONE);
	assert_int_equal(consent_basis_of(verbal, 1, s, false, TODAY), BASIS_NONE);
	assert_int_equal(consent_basis_of(needling, 1, CONSENT_NEEDLING, false, TODAY), BASIS_STANDING);
	assert_int_equal(consent_basis_of(before, 1, s, false, TODAY), BASIS_WITHDRAWN);
	assert_int_equal(consent_basis_of(before, 1, s, true, TODAY), BASIS_SESSION);
	assert_int_equal(consent_basis_of(that_day, 1, s, false, TODAY), BASIS_WITHDRAWN);
	assert_int_equal(consent_basis_of(that_day, 1, s, true, TODAY), BASIS_CONTRADICTED);
	assert_int_equal(consent_basis_of(that_day, 1, s, true, "2026-11-19"), BASIS_SESSION);
	assert_int_equal(consent_basis_of(anew, 2, s, true, TODAY), BASIS_SESSION);
	assert_int_equal(consent_basis_of(anew, 2, s, false, TODAY), BASIS_STANDING);
}

static void the_guardian_is_known_from_the_consent_to_treatment(void **state)
{
	struct consent rows[] = { row(CONSENT_PRIVACY, CONSENT_WRITTEN, "2026-11-01", NULL),
				  row(CONSENT_TREATMENT, CONSENT_WRITTEN, "2026-11-01", "2026-11-18") };
	(void)state;
	rows[0].by.name = (char *)"Tom Rossi";
	assert_null(consent_guardian(rows, 2, "2026-11-17"));
	rows[1].by.name = (char *)"Ana Rossi";
	assert_string_equal(consent_guardian(rows, 2, "2026-11-17")->name, "Ana Rossi");
	assert_null(consent_guardian(rows, 2, "2026-11-18"));
}

static void codes_and_words_go_both_ways(void **state)
{
	enum consent_scope scope;
	enum consent_form form;
	(void)state;
	for (int i = 0; i < CONSENT_SCOPES; i++) {
		assert_true(consent_scope_from_code(consent_scope_code(i), &scope));
		assert_int_equal(scope, i);
	}
	for (int i = CONSENT_VERBAL; i < CONSENT_FORMS; i++) {
		assert_true(consent_form_from_code(consent_form_code(i), &form));
		assert_int_equal(form, i);
	}
	assert_false(consent_scope_from_code("", &scope));
	assert_false(consent_form_from_code("", &form));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_read_in_any_order_and_cut_short),
		cmocka_unit_test(what_fits_nothing_is_named),
		cmocka_unit_test(a_line_of_many_words_is_refused),
		cmocka_unit_test(a_person_is_read_with_and_without_by),
		cmocka_unit_test(what_is_missing_is_asked_for),
		cmocka_unit_test(somebody_consents_for_who_cannot),
		cmocka_unit_test(a_minor_is_under_eighteen),
		cmocka_unit_test(a_consent_is_withdrawn_between_its_day_and_today),
		cmocka_unit_test(it_stands_from_its_day_until_it_is_withdrawn),
		cmocka_unit_test(a_session_rests_on_its_own_consent_or_one_that_stands),
		cmocka_unit_test(the_guardian_is_known_from_the_consent_to_treatment),
		cmocka_unit_test(codes_and_words_go_both_ways),
	};
	return cmocka_run_group_tests_name("model consent", tests, NULL, NULL);
}
