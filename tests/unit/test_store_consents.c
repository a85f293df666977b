/* SPDX-License-Identifier: MIT */
/* Consents as stored: never rewritten, withdrawn, voided and brought back, each with its audit row; and those of a
 * session. */
#include "clinic.h"

#include "line/consent_line.h"
#include "store/consents.h"

#define IN_A_CLINIC(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

static void fill(struct consent *consent, int64_t client, const char *line)
{
	consent_init(consent);
	assert_true(consent_line_read(line, "2026-11-20", consent, &(struct reading){ .ok = true }));
	if (!consent->given_on)
		consent->given_on = mem_strdup("2026-11-20");
	consent->client_id = client;
}

static int64_t add(struct clinic *clinic, int64_t client, const char *line)
{
	struct consent consent;
	fill(&consent, client, line);
	must(consent_add(&clinic->store, &consent, err));
	assert_non_null(consent.uid);
	int64_t id = consent.id;
	consent_release(&consent);
	return id;
}

static void refused(struct clinic *clinic, int64_t client, const char *line, enum err_kind kind)
{
	struct consent consent;
	fill(&consent, client, line);
	must_fail(consent_add(&clinic->store, &consent, err), kind);
	assert_int_equal(consent.id, 0);
	consent_release(&consent);
}

/* The client's consents, a line each. */
static void expect(struct clinic *clinic, const char *lines)
{
	struct consents consents;
	struct str shown;
	str_init(&shown);
	must(consents_load(&clinic->store, clinic->client, &consents, err));
	for (size_t i = 0; i < consents.n; i++) {
		consent_show(&consents.rows[i], &shown);
		if (consents.rows[i].withdrawn_on)
			str_addf(&shown, " until %s", consents.rows[i].withdrawn_on);
		str_addc(&shown, '\n');
	}
	assert_string_equal(shown.s, lines);
	consents_release(&consents);
	str_release(&shown);
}

static int64_t audited(struct clinic *clinic, const char *action)
{
	int64_t n = 0;
	must(db_ask(clinic->store.db, &n, err, "SELECT count(*) FROM audit WHERE action = $1", "s", action));
	return n;
}

static void consents_are_listed_newest_first(void **state)
{
	struct clinic *clinic = *state;
	int64_t other = clinic_add_client(&clinic->store, "Chen", "David", "1973-01-01", "");
	expect(clinic, "");
	add(clinic, clinic->client, "privacy written 1.2.2026");
	add(clinic, clinic->client, "release written to Dr Ng \"neck films\"");
	add(clinic, clinic->client, "treatment verbal by Tom Rossi (husband) 3.2.2026");
	add(clinic, other, "needling written");
	expect(clinic, "release to Dr Ng, written, 20 Nov 2026, “neck films”\n"
		       "treatment, verbal, 3 Feb 2026, by Tom Rossi (husband)\n"
		       "privacy, written, 1 Feb 2026\n");
	assert_int_equal(audited(clinic, "consent-add"), 4);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void what_makes_no_sense_is_not_stored(void **state)
{
	struct clinic *clinic = *state;
	refused(clinic, clinic->client, "release written", ERR_INPUT);
	refused(clinic, clinic->client, "needling written 21.11.2026", ERR_INPUT);
	refused(clinic, clinic->client, "needling", ERR_INPUT);
	expect(clinic, "");
	assert_int_equal(audited(clinic, "consent-add"), 0);
}

static void a_minor_needs_a_person(void **state)
{
	struct clinic *clinic = *state;
	int64_t leo = clinic_add_client(&clinic->store, "Rossi", "Leo", "2012-03-12", "");
	refused(clinic, leo, "treatment written", ERR_INPUT);
	assert_true(add(clinic, leo, "treatment written by Ana Rossi (mother)") > 0);
}

static bool needs(struct clinic *clinic, const char *day)
{
	bool answer = false;
	must(consent_needs_person(&clinic->store, clinic->client, day, &answer, err));
	return answer;
}

static void a_flag_says_who_cannot_consent(void **state)
{
	struct clinic *clinic = *state;
	assert_false(needs(clinic, "2026-11-20"));
	assert_true(needs(clinic, "1990-11-20"));
	clinic_sql(clinic,
		   "INSERT INTO flag (uid, client_id, condition, regions, since, until, source, recorded_at)"
		   " VALUES ('u1', 1, 'COGNI', '', '2025', '2026-03', 'client', 'now'),"
		   " ('u2', 1, 'ALLRG', '', NULL, NULL, 'client', 'now')");
	assert_false(needs(clinic, "2024-12-31"));
	assert_true(needs(clinic, "2025-01-01"));
	assert_true(needs(clinic, "2026-03-31"));
	assert_false(needs(clinic, "2026-04-01"));
	clinic_sql(clinic, "UPDATE flag SET voided_at = 'now' WHERE uid = 'u1'");
	assert_false(needs(clinic, "2026-01-01"));
}

static void it_is_withdrawn_once_and_stands_again(void **state)
{
	struct clinic *clinic = *state;
	struct consent consent;
	fill(&consent, clinic->client, "needling written 10.11.2026");
	must(consent_add(&clinic->store, &consent, err));
	must_fail(consent_withdraw(&clinic->store, &consent, "2026-11-09", err), ERR_INPUT);
	must_fail(consent_withdraw(&clinic->store, &consent, "2026-11-21", err), ERR_INPUT);
	must(consent_withdraw(&clinic->store, &consent, "2026-11-15", err));
	expect(clinic, "needling, written, 10 Nov 2026 until 2026-11-15\n");
	must_fail(consent_withdraw(&clinic->store, &consent, "2026-11-16", err), ERR_STALE);
	must(consent_withdraw(&clinic->store, &consent, NULL, err));
	expect(clinic, "needling, written, 10 Nov 2026\n");
	assert_int_equal(audited(clinic, "consent-withdraw"), 1);
	assert_int_equal(audited(clinic, "consent-again"), 1);
	consent_release(&consent);
}

static void a_mistake_is_voided_and_comes_back(void **state)
{
	struct clinic *clinic = *state;
	int64_t id = add(clinic, clinic->client, "contact verbal");
	must(consent_void(&clinic->store, id, true, err));
	expect(clinic, "");
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM consent"), 1);
	must(consent_void(&clinic->store, id, false, err));
	expect(clinic, "contact, verbal, 20 Nov 2026\n");
	assert_int_equal(audited(clinic, "consent-void"), 1);
	assert_int_equal(audited(clinic, "consent-restore"), 1);
}

static void a_consent_is_never_rewritten_or_deleted(void **state)
{
	static const char *const changes[] = { "DELETE FROM consent", "UPDATE consent SET scope = 'privacy'",
					       "UPDATE consent SET given_on = '2020-01-01'",
					       "UPDATE consent SET by_name = 'Tom'" };
	struct clinic *clinic = *state;
	add(clinic, clinic->client, "needling written");
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct err refusal = ERR_INIT;
		assert_false(db_script(clinic->store.db, changes[i], &refusal));
	}
	expect(clinic, "needling, written, 20 Nov 2026\n");
}

static void reception_sees_privacy_and_contact_and_writes_nothing(void **state)
{
	struct clinic *clinic = *state;
	struct consents consents;
	int64_t id = add(clinic, clinic->client, "needling written");
	add(clinic, clinic->client, "contact verbal");
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, true, NULL, err));
	clinic->store.actor_role = ROLE_RECEPTION;
	must(consents_load(&clinic->store, clinic->client, &consents, err));
	assert_int_equal(consents.n, 1);
	assert_int_equal(consents.rows[0].scope, CONSENT_CONTACT);
	refused(clinic, clinic->client, "contact verbal", ERR_REFUSED);
	must_fail(consent_void(&clinic->store, id, true, err), ERR_REFUSED);
	must_fail(consent_withdraw(&clinic->store, &consents.rows[0], "2026-11-20", err), ERR_REFUSED);
	consents_release(&consents);
	struct session_consents session;
	must(session_consents_load(&clinic->store, clinic->session, &session, err));
	assert_false(session.scope[CONSENT_TREATMENT].given);
}

static void what_was_said_last_in_a_session_counts(void **state)
{
	struct clinic *clinic = *state;
	struct consent_person ana = { (char *)"Ana Rossi", (char *)"mother" };
	struct session_consents said;

	must(session_consents_load(&clinic->store, clinic->session, &said, err));
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		assert_false(said.scope[i].given);
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, true, NULL, err));
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_NEEDLING, true, &ana, err));
	must(session_consents_load(&clinic->store, clinic->session, &said, err));
	assert_true(said.scope[CONSENT_TREATMENT].given);
	assert_null(said.scope[CONSENT_TREATMENT].by.name);
	assert_true(said.scope[CONSENT_NEEDLING].given);
	assert_string_equal(said.scope[CONSENT_NEEDLING].by.name, "Ana Rossi");
	assert_string_equal(said.scope[CONSENT_NEEDLING].by.relation, "mother");
	assert_false(said.scope[CONSENT_SENSITIVE].given);
	session_consents_release(&said);
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_NEEDLING, false, NULL, err));
	must(session_consents_load(&clinic->store, clinic->session, &said, err));
	assert_false(said.scope[CONSENT_NEEDLING].given);
	assert_null(said.scope[CONSENT_NEEDLING].by.name);
	session_consents_release(&said);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM session_consent"), 3);
	assert_int_equal(audited(clinic, "consent-give"), 2);
}

static void who_consented_is_sealed_with_the_session(void **state)
{
	struct clinic *clinic = *state;
	struct consent_person ana = { (char *)"Ana Rossi", (char *)"mother" };
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, true, &ana, err));
	clinic_sign(clinic, clinic->session);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	must_fail(session_consent_save(&clinic->store, clinic->session, CONSENT_NEEDLING, true, NULL, err),
		  ERR_REFUSED);
}

static void the_techniques_of_all_sessions_are_told(void **state)
{
	struct clinic *clinic = *state;
	struct str codes;
	str_init(&codes);
	must(client_techniques(&clinic->store, clinic->client, &codes, err));
	assert_string_equal(codes.s, "");
	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, mark);
	clinic_add_application(clinic, clinic->session, mark);
	must(client_techniques(&clinic->store, clinic->client, &codes, err));
	assert_string_equal(codes.s, "TPG");
	str_release(&codes);
}

static void those_who_give_sessions_are_listed(void **state)
{
	struct clinic *clinic = *state;
	struct practitioners all;
	struct practitioner desk;
	practitioner_init(&desk);
	desk.login = mem_strdup("desk");
	desk.name = mem_strdup("Front Desk");
	desk.role = ROLE_RECEPTION;
	desk.active = true;
	must(practitioner_save(&clinic->store, &desk, err));
	practitioner_release(&desk);
	must(practitioner_list(&clinic->store, &all, err));
	assert_int_equal(all.n, 1);
	assert_string_equal(all.rows[0].login, "anna");
	practitioners_release(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(consents_are_listed_newest_first),
		IN_A_CLINIC(what_makes_no_sense_is_not_stored),
		IN_A_CLINIC(a_minor_needs_a_person),
		IN_A_CLINIC(a_flag_says_who_cannot_consent),
		IN_A_CLINIC(it_is_withdrawn_once_and_stands_again),
		IN_A_CLINIC(a_mistake_is_voided_and_comes_back),
		IN_A_CLINIC(a_consent_is_never_rewritten_or_deleted),
		IN_A_CLINIC(reception_sees_privacy_and_contact_and_writes_nothing),
		IN_A_CLINIC(what_was_said_last_in_a_session_counts),
		IN_A_CLINIC(who_consented_is_sealed_with_the_session),
		IN_A_CLINIC(the_techniques_of_all_sessions_are_told),
		IN_A_CLINIC(those_who_give_sessions_are_listed),
	};
	return cmocka_run_group_tests_name("store consents", tests, NULL, NULL);
}
