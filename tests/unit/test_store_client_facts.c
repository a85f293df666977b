/* SPDX-License-Identifier: MIT */
/* What was told at intake: lines of each kind, ended and voided, never rewritten; and when it was gone through. */
#include "clinic.h"

#include "line/client_fact_line.h"
#include "store/client_facts.h"
#include "store/intake.h"

#define TODAY "2026-11-20"

static int64_t add(struct clinic *clinic, enum client_fact_kind kind, const char *line)
{
	struct client_fact fact;
	client_fact_init(&fact);
	fact.kind = kind;
	fact.client_id = clinic->client;
	assert_true(client_fact_line_read(&fact, line, TODAY, &(struct reading){ .ok = true }));
	must(client_fact_add(&clinic->store, &fact, err));
	assert_non_null(fact.uid);
	int64_t id = fact.id;
	client_fact_release(&fact);
	return id;
}

/* "medication:warfarin since 2023-05|..." of what lasts today. */
static void expect(struct clinic *clinic, const char *want)
{
	struct client_facts facts;
	struct str got;
	str_init(&got);
	must(client_facts_load(&clinic->store, clinic->client, &facts, err));
	for (size_t i = 0; i < facts.n; i++) {
		if (!client_fact_lasts(&facts.rows[i], TODAY))
			continue;
		str_addf(&got, "%s%s:", got.len ? "|" : "", client_fact_code(facts.rows[i].kind));
		client_fact_write(&facts.rows[i], &got);
	}
	assert_string_equal(got.s, want);
	client_facts_release(&facts);
	str_release(&got);
}

static void lines_come_back_by_kind(void **state)
{
	struct clinic *clinic = *state;
	expect(clinic, "");
	add(clinic, CLIENT_FACT_STRESS, "6");
	add(clinic, CLIENT_FACT_MEDICATION, "warfarin 5 mg since May 2023");
	add(clinic, CLIENT_FACT_ILLNESS, "shingles 2019");
	add(clinic, CLIENT_FACT_MEDICATION, "ramipril");
	expect(clinic,
	       "medication:warfarin 5 mg since 2023-05|medication:ramipril|illness:shingles since 2019|stress:6");
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void what_ended_or_was_taken_back_stays_readable(void **state)
{
	struct clinic *clinic = *state;
	struct client_facts facts;
	int64_t ended = add(clinic, CLIENT_FACT_MEDICATION, "warfarin since 2023-05");
	int64_t voided = add(clinic, CLIENT_FACT_MEDICATION, "wafarin");
	must_fail(client_fact_end(&clinic->store, ended, "2022", err), ERR_INPUT);
	must(client_fact_end(&clinic->store, ended, "2026-11-19", err));
	must(client_fact_void(&clinic->store, voided, true, err));
	expect(clinic, "");
	must(client_facts_load(&clinic->store, clinic->client, &facts, err));
	assert_int_equal(facts.n, 2);
	assert_string_equal(facts.rows[0].until, "2026-11-19");
	assert_non_null(facts.rows[1].voided_at);
	client_facts_release(&facts);
	must(client_fact_end(&clinic->store, ended, NULL, err));
	must(client_fact_void(&clinic->store, voided, false, err));
	expect(clinic, "medication:warfarin since 2023-05|medication:wafarin");
	must_fail(client_fact_void(&clinic->store, 99, true, err), ERR_MISSING);
	must_fail(db_script(clinic->store.db, "UPDATE client_fact SET text = 'x'", err), ERR_REFUSED);
	must_fail(db_script(clinic->store.db, "DELETE FROM client_fact", err), ERR_REFUSED);
}

static const struct {
	enum client_fact_kind kind;
	const char *line, *sentence; /* NULL: fine */
} lines[] = {
	{ CLIENT_FACT_STRESS, "0", NULL },
	{ CLIENT_FACT_STRESS, "10 since 2024", NULL },
	{ CLIENT_FACT_STRESS, "11", "number from 0 to 10" },
	{ CLIENT_FACT_STRESS, "-1", "number from 0 to 10" },
	{ CLIENT_FACT_STRESS, "much", "number from 0 to 10" },
	{ CLIENT_FACT_ACTIVITY, "running", "how many times a week" },
	{ CLIENT_FACT_ACTIVITY, "running 3 a week", NULL },
	{ CLIENT_FACT_SURGERY, "2019", NULL },
	{ CLIENT_FACT_SURGERY, "since 2019", "Write what it is" },
	{ CLIENT_FACT_SURGERY, "knee since 2030", "lies in the future" },
	{ CLIENT_FACT_SURGERY, "hip replacement r 2035", "lies in the future" },
	{ CLIENT_FACT_ILLNESS, "shingles 2019 until 2018", "cannot end" },
	{ CLIENT_FACT_MEDICATION, "aspirin -5 mg", "is no dose" },
	{ CLIENT_FACT_SURGERY, "knee since 2020 until 2019", "cannot end" },
};

static void each_kind_asks_for_what_it_needs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct client_fact fact;
		struct reading reading;
		client_fact_init(&fact);
		fact.kind = lines[i].kind;
		bool ok = client_fact_line_read(&fact, lines[i].line, TODAY, &reading);
		if (ok != (lines[i].sentence == NULL) ||
		    (!ok && strstr(reading.problem.text, lines[i].sentence) == NULL))
			fail_msg("%s: %s", lines[i].line, reading.problem.text);
		client_fact_release(&fact);
	}
}

static void the_last_review_counts(void **state)
{
	struct clinic *clinic = *state;
	char day[DATE_SIZE];
	must(intake_reviewed(&clinic->store, clinic->client, day, err));
	assert_string_equal(day, "");
	must(intake_review(&clinic->store, clinic->client, 0, "2026-05-01", false, err));
	must(intake_review(&clinic->store, clinic->client, clinic->session, TODAY, true, err));
	must(intake_reviewed(&clinic->store, clinic->client, day, err));
	assert_string_equal(day, TODAY);
	must_fail(intake_review(&clinic->store, clinic->client, 0, "soon", true, err), ERR_INPUT);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'intake-same'"), 1);
	must_fail(db_script(clinic->store.db, "UPDATE intake_review SET day = '2020-01-01'", err),
		  ERR_REFUSED);
}

static void reception_reads_no_intake(void **state)
{
	struct clinic *clinic = *state;
	struct client_facts facts;
	char day[DATE_SIZE];
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(client_facts_load(&clinic->store, clinic->client, &facts, err), ERR_REFUSED);
	must_fail(intake_reviewed(&clinic->store, clinic->client, day, err), ERR_REFUSED);
	must_fail(intake_review(&clinic->store, clinic->client, 0, TODAY, true, err), ERR_REFUSED);
	clinic->store.actor_role = ROLE_OWNER;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_come_back_by_kind),
		TEST(what_ended_or_was_taken_back_stays_readable),
		cmocka_unit_test(each_kind_asks_for_what_it_needs),
		TEST(the_last_review_counts),
		TEST(reception_reads_no_intake),
	};
	return cmocka_run_group_tests_name("stored intake", tests, NULL, NULL);
}
