/* SPDX-License-Identifier: MIT */
/* What a note lacks before it may be signed: each fact alone, and what no reason can override. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "rule/readiness.h"

struct note {
	struct session session;
	struct mark mark;
	struct application application;
	struct readiness_input input;
};

static int complete_note(void **state)
{
	struct note *note = mem_alloc(sizeof *note);
	session_init(&note->session);
	mark_init(&note->mark);
	application_init(&note->application);
	note->session.practitioner_id = 1;
	note->session.start = mem_strdup("2026-11-20T09:00");
	note->session.end = mem_strdup("2026-11-20T09:45");
	mem_replace(&note->session.text[NOTE_SUBJECTIVE], "neck");
	mem_replace(&note->session.text[NOTE_OBJECTIVE], "stiff");
	mem_replace(&note->session.text[NOTE_PLAN], "again");
	note->session.response = mem_strdup("released");
	note->session.adverse = mem_strdup("none");
	note->mark.muscle = mem_strdup("TRU");
	note->mark.region = mem_strdup("STP");
	note->mark.side = SIDE_LEFT;
	note->application.technique = mem_strdup("TPG");
	note->input = (struct readiness_input){
		.session = &note->session,
		.marks = &note->mark,
		.n_marks = 1,
		.applications = &note->application,
		.n_applications = 1,
		.consent = { [CONSENT_TREATMENT] = BASIS_SESSION },
		.catalogue = catalogue_builtin(),
	};
	*state = note;
	return 0;
}

static int forget_note(void **state)
{
	struct note *note = *state;
	session_release(&note->session);
	mark_release(&note->mark);
	application_release(&note->application);
	free(note);
	return 0;
}

static void assert_lacks(const struct note *note, const char *what, const char *command, bool hard)
{
	struct lack lacks[READINESS_MAX];
	size_t n = readiness_check(&note->input, lacks);
	if (n != 1 || strstr(lacks[0].what, what) == NULL)
		fail_msg("lacks %zu, first: %s", n, n ? lacks[0].what : "nothing");
	assert_string_equal(lacks[0].command, command);
	assert_int_equal(lacks[0].hard, hard);
}

static void assert_ready(const struct note *note)
{
	struct lack lacks[READINESS_MAX];
	size_t n = readiness_check(&note->input, lacks);
	if (n != 0)
		fail_msg("lacks %zu, first: %s", n, lacks[0].what);
}

static void a_complete_note_is_ready(void **state)
{
	assert_ready(*state);
}

static void what_came_after_the_last_treatment_is_asked_without_holding_up(void **state)
{
	struct note *note = *state;
	struct lack lacks[READINESS_MAX];
	struct finding effect = { .field = "effect", .value = "better", .grade = -1 };
	struct findings said = { &effect, 1 };
	note->input.follows = true;
	assert_lacks(note, "since the last treatment", "findings-show effect", false);
	assert_int_equal(readiness_check(&note->input, lacks), 1);
	assert_true(lacks[0].optional);
	note->input.findings = &said;
	assert_ready(note);
}

static void practitioner_and_times_are_asked_for(void **state)
{
	struct note *note = *state;
	note->session.practitioner_id = 0;
	assert_lacks(note, "practitioner", "session-practitioner", false);
	note->session.practitioner_id = 1;
	mem_replace(&note->session.start, NULL);
	assert_lacks(note, "start", "session-times", false);
	mem_replace(&note->session.start, "2026-11-20T09:00");
	mem_replace(&note->session.end, "");
	assert_lacks(note, "end", "session-times", false);
}

static void ending_before_the_start_cannot_be_overridden(void **state)
{
	struct note *note = *state;
	mem_replace(&note->session.end, "2026-11-20T08:59");
	assert_lacks(note, "before it begins", "session-times", true);
}

static void consent_is_asked_for_each_session(void **state)
{
	struct note *note = *state;
	note->input.consent[CONSENT_TREATMENT] = BASIS_NONE;
	assert_lacks(note, "Consent", "consent-add", false);
	/* One that stands is not yet one of today. */
	note->input.consent[CONSENT_TREATMENT] = BASIS_STANDING;
	assert_lacks(note, "Consent", "consent-add", false);
}

static void withdrawn_consent_is_named(void **state)
{
	struct note *note = *state;
	note->input.consent[CONSENT_TREATMENT] = BASIS_WITHDRAWN;
	assert_lacks(note, "treatment was withdrawn", "consents-show", false);
	note->input.n_applications = 0;
	mem_replace(&note->session.text[NOTE_PLAN], "No treatment given: consent withdrawn.");
	assert_ready(note);
}

static void consent_given_and_withdrawn_on_one_day_cannot_be_signed(void **state)
{
	struct note *note = *state;
	note->input.consent[CONSENT_SENSITIVE] = BASIS_CONTRADICTED;
	assert_lacks(note, "take one of", "consents-show", true);
}

static void needling_asks_for_its_consent(void **state)
{
	struct note *note = *state;
	mem_replace(&note->application.technique, "DNT");
	application_set_dose(&note->application, "needles_in", "n", "3");
	application_set_dose(&note->application, "needles_out", "n", "3");
	assert_lacks(note, "consent to needling", "consent-add needling", false);
	note->input.consent[CONSENT_NEEDLING] = BASIS_WITHDRAWN;
	assert_lacks(note, "needling was withdrawn", "consents-show", false);
	note->input.consent[CONSENT_NEEDLING] = BASIS_STANDING;
	assert_ready(note);
	note->input.consent[CONSENT_NEEDLING] = BASIS_SESSION;
	assert_ready(note);
	/* Without needles nobody asks. */
	mem_replace(&note->application.technique, "DTM");
	note->input.consent[CONSENT_NEEDLING] = BASIS_WITHDRAWN;
	assert_ready(note);
}

static void somebody_consents_for_who_cannot(void **state)
{
	struct note *note = *state;
	note->input.needs_person = true;
	assert_lacks(note, "nobody is named", "consent-by", false);
	note->input.person_named = true;
	assert_ready(note);
}

static void a_caution_without_an_answer_is_asked_for(void **state)
{
	struct note *note = *state;
	note->input.caution_open = CAUTION_CAUTION;
	assert_lacks(note, "not noted", "cautions-show open", false);
	note->input.caution_open = CAUTION_ABSOLUTE;
	assert_lacks(note, "no reason", "cautions-show open", false);
}

static void the_sections_of_the_note_are_asked_for(void **state)
{
	struct note *note = *state;
	mem_replace(&note->session.text[NOTE_SUBJECTIVE], " \n");
	assert_lacks(note, "reason", "note-section s", false);
	mem_replace(&note->session.text[NOTE_SUBJECTIVE], "neck");
	mem_replace(&note->session.text[NOTE_PLAN], "");
	assert_lacks(note, "plan", "note-section p", false);
}

static void a_finding_is_a_mark_or_words(void **state)
{
	struct note *note = *state;
	mem_replace(&note->session.text[NOTE_OBJECTIVE], "");
	assert_ready(note);
	note->input.n_marks = 0;
	assert_lacks(note, "finding", "note-section o", false);
	mem_replace(&note->session.text[NOTE_OBJECTIVE], "no change");
	assert_ready(note);
}

/* What is recorded in a field of the note needs not be said again in its text. */
static void a_field_counts_as_said(void **state)
{
	struct note *note = *state;
	struct finding rows[] = {
		{ .field = (char *)"reason", .value = (char *)"back_pain", .grade = -1 },
		{ .field = (char *)"posture", .value = (char *)"unremarkable", .grade = -1 },
		{ .field = (char *)"next", .value = (char *)"in_1_week", .grade = -1 },
	};
	struct findings findings = { rows, 3 };
	mem_replace(&note->session.text[NOTE_SUBJECTIVE], "");
	mem_replace(&note->session.text[NOTE_OBJECTIVE], "");
	mem_replace(&note->session.text[NOTE_PLAN], "");
	note->input.n_marks = 0;
	note->input.findings = &findings;
	assert_ready(note);
	findings.n = 2;
	assert_lacks(note, "plan", "note-section p", false);
}

static void a_reaction_that_was_seen_is_explained(void **state)
{
	struct note *note = *state;
	struct finding rows[] = {
		{ .field = (char *)"severity", .value = (char *)"2", .grade = -1 },
		{ .field = (char *)"action", .value = (char *)"lay down", .grade = -1 },
	};
	struct findings findings = { rows, 1 };
	mem_replace(&note->session.adverse, "nausea");
	note->input.findings = &findings;
	assert_lacks(note, "What was done about", "findings-show action", false);
	findings.rows = rows + 1;
	assert_lacks(note, "How severe the adverse reaction was is not said", "findings-show severity",
		     false);
	findings.n = 0;
	assert_lacks(note, "or what was done about it", "findings-show severity", false);
	findings = (struct findings){ rows, 2 };
	assert_ready(note);
}

static void no_treatment_must_be_said(void **state)
{
	struct note *note = *state;
	note->input.n_applications = 0;
	assert_lacks(note, "technique", "technique-add", false);
	mem_replace(&note->session.text[NOTE_PLAN], "No treatment given: fever. Come again.");
	assert_ready(note);
	mem_replace(&note->session.response, NULL); /* nothing was done, so there is nothing to respond to */
	assert_ready(note);
}

static void response_and_adverse_reaction_are_values(void **state)
{
	struct note *note = *state;
	mem_replace(&note->session.response, NULL);
	assert_lacks(note, "took the treatment", "session-response", false);
	mem_replace(&note->session.response, "partly");
	mem_replace(&note->session.adverse, NULL);
	assert_lacks(note, "Adverse", "session-adverse", false);
}

static void needles_left_in_cannot_be_overridden(void **state)
{
	struct note *note = *state;
	note->input.consent[CONSENT_NEEDLING] = BASIS_STANDING;
	mem_replace(&note->application.technique, "DNT");
	assert_lacks(note, "number of needles", "technique-edit", false);
	application_set_dose(&note->application, "needles_in", "n", "3");
	assert_lacks(note, "Needles in", "technique-edit", true);
	application_set_dose(&note->application, "needles_out", "n", "2");
	assert_lacks(note, "Needles in", "technique-edit", true);
	application_set_dose(&note->application, "needles_out", "n", "3");
	assert_ready(note);
	application_set_dose(&note->application, "needles_out", "n", "4");
	assert_lacks(note, "Needles in", "technique-edit", true);
}

static void a_sensitive_area_asks_for_its_consent(void **state)
{
	struct note *note = *state;
	mem_replace(&note->mark.region, "BTU");
	assert_lacks(note, "sensitive", "consent-add sensitive", false);
	note->input.consent[CONSENT_SENSITIVE] = BASIS_STANDING;
	assert_ready(note);
	note->input.consent[CONSENT_SENSITIVE] = BASIS_NONE;
	mem_replace(&note->mark.region, "STP");
	mem_replace(&note->application.region, "GRN");
	assert_lacks(note, "sensitive", "consent-add sensitive", false);
	note->input.catalogue = NULL;
	assert_ready(note);
}

static void a_red_flag_asks_what_was_done(void **state)
{
	struct note *note = *state;
	struct flag flag;
	flag_init(&flag);
	flag.condition = mem_strdup("RFCAN");
	flag.since = mem_strdup("2020");
	note->input.flags = &flag;
	note->input.n_flags = 1;
	note->input.n_referrals = 1;
	assert_lacks(note, "red flag", "flag-act", false);
	flag.action = mem_strdup("letter to the GP");
	flag.action_at = mem_strdup("2026-11-20T09:10:00Z");
	assert_ready(note);
	mem_replace(&flag.action, NULL);
	flag.until = mem_strdup("2021");
	assert_ready(note);
	flag_release(&flag);
	note->input.flags = NULL;
	note->input.n_flags = note->input.n_referrals = 0;
}

static void a_red_flag_of_today_wants_a_referral(void **state)
{
	struct note *note = *state;
	struct flag flag;
	flag_init(&flag);
	flag.condition = mem_strdup("RFCAN");
	flag.action = mem_strdup("told the client");
	flag.action_at = mem_strdup("2026-11-20T09:10:00Z");
	note->input.flags = &flag;
	note->input.n_flags = 1;
	assert_lacks(note, "no referral", "referral-add", false);
	note->input.n_referrals = 1;
	assert_ready(note);
	note->input.n_referrals = 0;
	mem_replace(&flag.action_at, "2026-11-13T09:10:00Z"); /* seen to in an earlier session */
	assert_ready(note);
	mem_replace(&flag.action_at, "2026-11-20T09:10:00Z");
	mem_replace(&flag.condition, "HEART");
	assert_ready(note);
	flag_release(&flag);
	note->input.flags = NULL;
	note->input.n_flags = 0;
}

static void a_timer_that_was_not_stopped_is_named(void **state)
{
	struct note *note = *state;
	note->input.timer_runs = true;
	assert_lacks(note, "timer was not stopped", "timers-show", false);
}

/* Of several the one whose needles differ, also when more came out than went in. */
static void the_needles_that_differ_are_found(void **state)
{
	struct application all[3];
	(void)state;
	for (int i = 0; i < 3; i++)
		application_init(&all[i]);
	assert_null(readiness_needles(all, 3));
	application_set_dose(&all[0], "needles_in", "n", "3");
	application_set_dose(&all[0], "needles_out", "n", "3");
	assert_null(readiness_needles(all, 3));
	application_set_dose(&all[2], "needles_out", "n", "1");
	assert_ptr_equal(readiness_needles(all, 3), &all[2]);
	for (int i = 0; i < 3; i++)
		application_release(&all[i]);
}

static void a_mark_without_a_side_is_named(void **state)
{
	struct note *note = *state;
	note->mark.side = SIDE_NONE;
	assert_lacks(note, "no side", "mark-edit", false);
}

static void an_empty_note_lacks_much_and_the_worst_comes_first(void **state)
{
	struct note *note = *state;
	struct lack lacks[READINESS_MAX];
	struct session empty;
	session_init(&empty);
	empty.start = mem_strdup("2026-11-20T09:00");
	empty.end = mem_strdup("2026-11-20T08:00");
	note->input.session = &empty;
	note->input.n_marks = note->input.n_applications = 0;
	note->input.consent[CONSENT_TREATMENT] = BASIS_NONE;
	size_t n = readiness_check(&note->input, lacks);
	assert_true(n >= 8 && n <= READINESS_MAX);
	assert_true(lacks[0].hard);
	for (size_t i = 1; i < n; i++)
		assert_true(lacks[i - 1].hard || !lacks[i].hard);
	session_release(&empty);
}

#define NOTE_TEST(name) cmocka_unit_test_setup_teardown(name, complete_note, forget_note)

static void an_intake_that_was_never_taken_is_named_and_holds_nothing_up(void **state)
{
	struct note *note = *state;
	struct lack lacks[READINESS_MAX];
	note->input.intake_missing = true;
	assert_int_equal(readiness_check(&note->input, lacks), 1);
	assert_string_equal(lacks[0].command, "intake-show");
	assert_true(lacks[0].optional && !lacks[0].hard);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		NOTE_TEST(a_complete_note_is_ready),
		NOTE_TEST(what_came_after_the_last_treatment_is_asked_without_holding_up),
		NOTE_TEST(practitioner_and_times_are_asked_for),
		NOTE_TEST(ending_before_the_start_cannot_be_overridden),
		NOTE_TEST(consent_is_asked_for_each_session),
		NOTE_TEST(withdrawn_consent_is_named),
		NOTE_TEST(consent_given_and_withdrawn_on_one_day_cannot_be_signed),
		NOTE_TEST(needling_asks_for_its_consent),
		NOTE_TEST(somebody_consents_for_who_cannot),
		NOTE_TEST(a_caution_without_an_answer_is_asked_for),
		NOTE_TEST(the_sections_of_the_note_are_asked_for),
		NOTE_TEST(a_finding_is_a_mark_or_words),
		NOTE_TEST(a_field_counts_as_said),
		NOTE_TEST(a_reaction_that_was_seen_is_explained),
		NOTE_TEST(no_treatment_must_be_said),
		NOTE_TEST(response_and_adverse_reaction_are_values),
		NOTE_TEST(needles_left_in_cannot_be_overridden),
		NOTE_TEST(a_sensitive_area_asks_for_its_consent),
		NOTE_TEST(a_red_flag_asks_what_was_done),
		NOTE_TEST(a_red_flag_of_today_wants_a_referral),
		NOTE_TEST(a_timer_that_was_not_stopped_is_named),
		NOTE_TEST(the_needles_that_differ_are_found),
		NOTE_TEST(a_mark_without_a_side_is_named),
		NOTE_TEST(an_empty_note_lacks_much_and_the_worst_comes_first),
		NOTE_TEST(an_intake_that_was_never_taken_is_named_and_holds_nothing_up),
	};
	return cmocka_run_group_tests_name("model readiness", tests, NULL, NULL);
}
