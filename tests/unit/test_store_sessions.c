/* SPDX-License-Identifier: MIT */
/* Sessions: booking, the day, drafts that are never written over unseen, signing in one transaction. */
#include "clinic.h"

#include "store/consents.h"

#include "base/date.h"

static void load(struct clinic *clinic, int64_t id, struct session *session)
{
	session_init(session);
	must(session_load(&clinic->store, id, session, err));
}

/* ---- booking ---- */

static void an_appointment_comes_back_as_booked(void **state)
{
	struct clinic *clinic = *state;
	struct session session;

	load(clinic, clinic->session, &session);
	assert_int_equal(session.client_id, clinic->client);
	assert_int_equal(session.practitioner_id, clinic->store.actor);
	assert_int_equal(session.service_id, clinic->service);
	assert_int_equal(session.status, SESSION_BOOKED);
	assert_string_equal(session.start, "2026-11-20T09:00");
	assert_string_equal(session.start_utc, "2026-11-20T09:00:00Z");
	assert_string_equal(session.zone, "UTC");
	assert_int_equal(session.version, 1);
	assert_string_equal(session.text[NOTE_PLAN], "");
	assert_null(session.response);
	assert_null(session.digest);

	session.service_id = 0;
	mem_replace(&session.start, "2026-11-20T10:00");
	must(session_save(&clinic->store, &session, err));
	assert_int_equal(session.version, 2);
	assert_string_equal(session.start_utc, "2026-11-20T10:00:00Z");
	session_release(&session);
	load(clinic, clinic->session, &session);
	assert_int_equal(session.service_id, 0);
	assert_string_equal(session.start, "2026-11-20T10:00");
	session_release(&session);
	must_fail(session_load(&clinic->store, 99, &session, err), ERR_MISSING);
	session_release(&session);
}

static void a_booking_that_makes_no_sense_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct session session;

	session_init(&session);
	session.client_id = clinic->client;
	session.practitioner_id = clinic->store.actor;
	must_fail(session_save(&clinic->store, &session, err), ERR_INPUT);
	session.start = mem_strdup("2026-11-20T09:00");
	session.end = mem_strdup("2026-11-20T09:45");
	session.client_id = 99;
	must_fail(session_save(&clinic->store, &session, err), ERR_MISSING);
	assert_int_equal(session.id, 0);
	session.client_id = clinic->client;
	session.status = SESSION_SIGNED;
	must_fail(session_save(&clinic->store, &session, err), ERR_REFUSED);
	session_release(&session);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM session"), 1);
}

static void stale_changes_of_a_session_are_refused(void **state)
{
	struct clinic *clinic = *state;
	struct session mine, theirs;

	load(clinic, clinic->session, &mine);
	load(clinic, clinic->session, &theirs);
	must(session_set_status(&clinic->store, &theirs, SESSION_ARRIVED, err));
	must_fail(session_save(&clinic->store, &mine, err), ERR_STALE);
	must_fail(session_set_status(&clinic->store, &mine, SESSION_CANCELLED, err), ERR_STALE);
	assert_int_equal(mine.status, SESSION_BOOKED);
	must_fail(session_set_outcome(&clinic->store, &mine, "released", NULL, err), ERR_STALE);
	assert_null(mine.response);
	must_fail(session_sign(&clinic->store, &mine, NULL, NULL, err), ERR_STALE);
	assert_int_equal(mine.version, 1);
	session_release(&mine);
	session_release(&theirs);
}

static void a_booking_screen_does_not_close_what_a_draft_opened(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct draft draft;

	load(clinic, clinic->session, &session);
	draft_init(&draft);
	draft.session_id = clinic->session;
	must(draft_save(&clinic->store, &draft, err));
	mem_replace(&session.start, "2026-11-20T11:00");
	must(session_save(&clinic->store, &session, err)); /* as booked, which it was when it was read */
	session_release(&session);
	load(clinic, clinic->session, &session);
	assert_int_equal(session.status, SESSION_OPEN);
	assert_string_equal(session.start, "2026-11-20T11:00");
	session_release(&session);
	draft_release(&draft);
}

/* ---- the day ---- */

static void the_day_shows_its_sessions_and_what_was_left_unsigned(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct day_rows rows;
	struct draft draft;
	int64_t n;

	int64_t earlier = clinic_book(clinic, clinic->client, "2026-11-18T15:00");
	int64_t missed = clinic_book(clinic, clinic->client, "2026-11-18T16:00");
	int64_t late = clinic_book(clinic, clinic->client, "2026-11-20T23:59");
	clinic_book(clinic, clinic->client, "2026-11-21T00:00");
	load(clinic, missed, &session);
	must(session_set_status(&clinic->store, &session, SESSION_NO_SHOW, err));
	session_release(&session);
	draft_init(&draft);
	draft.session_id = earlier;
	must(draft_save(&clinic->store, &draft, err));
	draft_release(&draft);

	must(day_load(&clinic->store, "2026-11-20", 0, false, &rows, err));
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.rows[0].id, clinic->session);
	assert_string_equal(rows.rows[0].client, "Rossi, Maria");
	assert_string_equal(rows.rows[0].service, "FOLL45");
	assert_string_equal(rows.rows[0].start, "2026-11-20T09:00");
	assert_int_equal(rows.rows[1].id, late);
	day_rows_release(&rows);

	must(day_load(&clinic->store, "2026-11-20", clinic->store.actor, true, &rows, err));
	assert_int_equal(rows.n, 3);
	assert_int_equal(rows.rows[0].id, earlier);
	assert_true(rows.rows[0].earlier);
	assert_true(rows.rows[0].has_draft);
	assert_int_equal(rows.rows[0].status, SESSION_OPEN);
	assert_false(rows.rows[1].earlier);
	assert_false(rows.rows[1].has_draft);
	day_rows_release(&rows);

	must(day_load(&clinic->store, "2026-11-20", 99, true, &rows, err));
	assert_int_equal(rows.n, 0);
	day_rows_release(&rows);
	must(session_count_unsigned(&clinic->store, 0, "2026-11-20", &n, err));
	assert_int_equal(n, 1);
	must(session_count_unsigned(&clinic->store, 0, "2026-11-21", &n, err));
	assert_int_equal(n, 3);
	must(session_count_unsigned(&clinic->store, 99, "2026-11-21", &n, err));
	assert_int_equal(n, 0);
}

static void the_last_signed_session_is_the_previous_one(void **state)
{
	struct clinic *clinic = *state;
	struct session session, previous;
	struct marks marks;
	int64_t n;

	int64_t older = clinic_book(clinic, clinic->client, "2026-11-06T09:00");
	int64_t old = clinic_book(clinic, clinic->client, "2026-11-13T09:00");
	clinic_book(clinic, clinic->client, "2026-11-14T09:00"); /* never signed */
	int64_t next = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	clinic_add_mark(clinic, older, "PIR", SIDE_LEFT);
	clinic_add_mark(clinic, old, "TRU", SIDE_LEFT);
	clinic_sign(clinic, older);
	clinic_sign(clinic, old);
	clinic_sign(clinic, next);

	load(clinic, clinic->session, &session);
	session_init(&previous);
	must(session_load_previous(&clinic->store, &session, &previous, err));
	assert_int_equal(previous.id, old);
	assert_string_equal(previous.text[NOTE_PLAN], "Stretches twice a day.");
	must(marks_load_previous(&clinic->store, clinic->session, &marks, err));
	assert_int_equal(marks.n, 1);
	assert_string_equal(marks.rows[0].muscle, "TRU");
	marks_release(&marks);
	must(session_count_signed(&clinic->store, clinic->client, session.start, &n, err));
	assert_int_equal(n, 2);
	session_release(&session);
	load(clinic, older, &session);
	must(session_load_previous(&clinic->store, &session, &previous, err));
	assert_int_equal(previous.id, 0);
	must(marks_load_previous(&clinic->store, older, &marks, err));
	assert_int_equal(marks.n, 0);
	marks_release(&marks);
	session_release(&session);
	session_release(&previous);
}

/* ---- drafts ---- */

static void type(struct draft *draft, int64_t session, const char *words)
{
	draft->session_id = session;
	mem_replace(&draft->text[NOTE_SUBJECTIVE], words);
}

static void a_draft_comes_back_with_its_cursor_and_opens_the_session(void **state)
{
	struct clinic *clinic = *state;
	struct draft draft, back;
	struct session session;

	draft_init(&draft);
	draft_init(&back);
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_int_equal(back.session_id, 0);
	type(&draft, clinic->session, "Neck stiff \xF0\x9F\x98\x80 since");
	mem_replace(&draft.text[NOTE_PLAN], "line\nline");
	draft.base_version = 1;
	draft.section = NOTE_PLAN;
	draft.cursor = 4;
	must(draft_save(&clinic->store, &draft, err));
	assert_string_equal(draft.saved_at, "2026-11-20T09:41:00Z");
	assert_string_equal(draft.holder, "anna");
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_int_equal(back.session_id, clinic->session);
	assert_string_equal(back.text[NOTE_SUBJECTIVE], draft.text[NOTE_SUBJECTIVE]);
	assert_string_equal(back.text[NOTE_PLAN], "line\nline");
	assert_int_equal(back.section, NOTE_PLAN);
	assert_int_equal(back.cursor, 4);
	assert_int_equal(back.base_version, 1);
	assert_int_equal(back.revision, draft.revision);
	load(clinic, clinic->session, &session);
	assert_int_equal(session.status, SESSION_OPEN);
	assert_int_equal(session.version, 1);
	assert_string_equal(session.text[NOTE_SUBJECTIVE], ""); /* a draft is not the note */
	session_release(&session);
	draft_release(&draft);
	draft_release(&back);
}

static void a_draft_of_a_closed_session_is_refused_and_kept_by_the_caller(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct draft draft;

	draft_init(&draft);
	type(&draft, clinic->session, "words");
	clinic_sign(clinic, clinic->session);
	must_fail(draft_save(&clinic->store, &draft, err), ERR_STALE);
	assert_string_equal(draft.text[NOTE_SUBJECTIVE], "words");
	assert_null(draft.saved_at);
	int64_t other = clinic_book(clinic, clinic->client, "2026-11-21T09:00");
	load(clinic, other, &session);
	must(session_set_status(&clinic->store, &session, SESSION_CANCELLED, err));
	session_release(&session);
	draft.session_id = other;
	must_fail(draft_save(&clinic->store, &draft, err), ERR_STALE);
	draft.session_id = 99;
	must_fail(draft_save(&clinic->store, &draft, err), ERR_MISSING);
	draft_release(&draft);
}

static void a_colleagues_words_are_not_written_over_unseen(void **state)
{
	struct clinic *clinic = *state;
	struct draft mine, theirs, back;
	struct session session;
	struct store other;

	must(store_open(&other, clinic->path, false, err));
	must(store_enter(&other, "ben", "Ben", true, err));
	draft_init(&mine);
	draft_init(&theirs);
	draft_init(&back);
	type(&mine, clinic->session, "anna's words");
	must(draft_save(&clinic->store, &mine, err));
	type(&theirs, clinic->session, "ben's words");
	must_fail(draft_save(&other, &theirs, err), ERR_STALE);
	must(draft_load(&other, clinic->session, &theirs, err)); /* seen now */
	mem_replace(&theirs.text[NOTE_SUBJECTIVE], "anna's words and ben's");
	must(draft_save(&other, &theirs, err));
	type(&mine, clinic->session, "anna's words go on");
	must_fail(draft_save(&clinic->store, &mine, err), ERR_STALE);

	/* Nor does a signature take them away. */
	load(clinic, clinic->session, &session);
	mem_replace(&session.text[NOTE_SUBJECTIVE], "anna's words go on");
	must_fail(session_sign(&clinic->store, &session, NULL, NULL, err), ERR_STALE);
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_string_equal(back.text[NOTE_SUBJECTIVE], "anna's words and ben's");
	mem_replace(&session.text[NOTE_SUBJECTIVE], back.text[NOTE_SUBJECTIVE]);
	must(session_sign(&clinic->store, &session, NULL, NULL, err));
	session_release(&session);
	draft_release(&mine);
	draft_release(&theirs);
	draft_release(&back);
	store_close(&other);
}

static void a_draft_that_cannot_be_stored_says_so_and_leaves_the_last_one(void **state)
{
	struct clinic *clinic = *state;
	struct draft draft, back;

	draft_init(&draft);
	draft_init(&back);
	type(&draft, clinic->session, "short");
	must(draft_save(&clinic->store, &draft, err));
	int64_t revision = draft.revision;
	char *long_text = mem_alloc(400001);
	memset(long_text, 'x', 400000);
	mem_replace(&draft.text[NOTE_PLAN], long_text);
	must(db_script(clinic->store.db, "PRAGMA max_page_count = 1", err)); /* no page more */
	must_fail(draft_save(&clinic->store, &draft, err), ERR_FULL);
	assert_int_equal(draft.revision, revision);
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_string_equal(back.text[NOTE_SUBJECTIVE], "short");
	assert_string_equal(back.text[NOTE_PLAN], "");
	must(db_script(clinic->store.db, "PRAGMA max_page_count = 100000", err));
	must(draft_save(&clinic->store, &draft, err));
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_string_equal(back.text[NOTE_PLAN], long_text);
	free(long_text);
	draft_release(&draft);
	draft_release(&back);
}

/* ---- signing ---- */

static void a_signature_keeps_note_charge_and_digest_and_takes_the_draft(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct charges charges;
	struct draft draft;
	char digest[65];

	draft_init(&draft);
	type(&draft, clinic->session, "half a");
	must(draft_save(&clinic->store, &draft, err));
	clinic_sign(clinic, clinic->session);
	must(draft_load(&clinic->store, clinic->session, &draft, err));
	assert_int_equal(draft.session_id, 0);
	draft_release(&draft);
	load(clinic, clinic->session, &session);
	assert_int_equal(session.status, SESSION_SIGNED);
	assert_int_equal(session.signed_by, clinic->store.actor);
	assert_string_equal(session.signed_at, "2026-11-20T09:41:00Z");
	assert_string_equal(session.text[NOTE_OBJECTIVE], "Rotation L limited.");
	assert_string_equal(session.response, "released");
	assert_string_equal(session.adverse, "none");
	must(session_digest(&clinic->store, clinic->session, digest, err));
	assert_string_equal(session.digest, digest);
	session_release(&session);
	must(charges_of_session(&clinic->store, clinic->session, &charges, err));
	assert_int_equal(charges.n, 1);
	assert_int_equal(charges.rows[0].total_cents, 9500);
	assert_int_equal(charges.rows[0].tax_cents, 864);
	assert_int_equal(charges.rows[0].client_id, clinic->client);
	assert_string_equal(charges.rows[0].date, "2026-11-20");
	assert_null(charges.rows[0].voided_at);
	charges_release(&charges);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_signed_session_is_refused_to_be_signed_or_moved(void **state)
{
	struct clinic *clinic = *state;
	struct session before, now;

	load(clinic, clinic->session, &before);
	clinic_sign(clinic, clinic->session);
	load(clinic, clinic->session, &now);
	must_fail(session_sign(&clinic->store, &before, NULL, NULL, err), ERR_STALE);
	must_fail(session_sign(&clinic->store, &now, NULL, NULL, err), ERR_STALE);
	must_fail(session_save(&clinic->store, &before, err), ERR_STALE);
	must_fail(session_set_status(&clinic->store, &now, SESSION_OPEN, err), ERR_STALE);
	must_fail(session_set_outcome(&clinic->store, &now, NULL, "soreness", err), ERR_STALE);
	must_fail(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, false, NULL, err),
		  ERR_REFUSED);
	session_release(&before);
	session_release(&now);
}

static void a_signature_that_does_not_fit_leaves_all_as_it_was(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct draft draft;

	draft_init(&draft);
	type(&draft, clinic->session, "half a");
	must(draft_save(&clinic->store, &draft, err));
	int64_t audit = clinic_ask(clinic, "SELECT count(*) FROM audit");
	load(clinic, clinic->session, &session);
	char *long_text = mem_alloc(400001);
	memset(long_text, 'x', 400000);
	mem_replace(&session.text[NOTE_PLAN], long_text);
	must(db_script(clinic->store.db, "PRAGMA max_page_count = 1", err));
	must_fail(session_sign(&clinic->store, &session, NULL, NULL, err), ERR_FULL);
	assert_int_equal(session.status, SESSION_OPEN);
	assert_int_equal(session.version, 1);
	session_release(&session);
	load(clinic, clinic->session, &session);
	assert_int_equal(session.status, SESSION_OPEN);
	assert_string_equal(session.text[NOTE_PLAN], "");
	session_release(&session);
	must(draft_load(&clinic->store, clinic->session, &draft, err));
	assert_string_equal(draft.text[NOTE_SUBJECTIVE], "half a");
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit"), audit);
	draft_release(&draft);
	free(long_text);
}

static void signing_needs_a_person(void **state)
{
	struct clinic *clinic = *state;
	struct session session;

	load(clinic, clinic->session, &session);
	clinic->store.actor = 0;
	must_fail(session_sign(&clinic->store, &session, NULL, NULL, err), ERR_REFUSED);
	session_release(&session);
}

/* ---- roles ---- */

static void reception_sees_no_clinical_text(void **state)
{
	struct clinic *clinic = *state;
	struct practitioner p;
	struct session session, previous;
	struct day_rows rows;
	struct draft draft;
	struct marks marks;
	struct applications applications;
	struct mark mark;

	clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_sign(clinic, clinic->session);
	practitioner_init(&p);
	p.login = mem_strdup("rita");
	p.name = mem_strdup("Rita");
	p.role = ROLE_RECEPTION;
	must(practitioner_save(&clinic->store, &p, err));
	practitioner_release(&p);
	int64_t next = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	must(store_enter(&clinic->store, "rita", "Rita", false, err));

	load(clinic, clinic->session, &session);
	assert_string_equal(session.text[NOTE_SUBJECTIVE], "");
	assert_null(session.response);
	assert_null(session.adverse);
	assert_string_equal(session.start, "2026-11-20T09:00");
	session_release(&session);
	load(clinic, next, &session);
	session_init(&previous);
	must(session_load_previous(&clinic->store, &session, &previous, err));
	assert_string_equal(previous.text[NOTE_PLAN], "");
	must_fail(session_sign(&clinic->store, &session, NULL, NULL, err), ERR_REFUSED);
	must_fail(session_set_outcome(&clinic->store, &session, "released", NULL, err), ERR_REFUSED);
	must(session_set_status(&clinic->store, &session, SESSION_ARRIVED,
				err)); /* that is reception's work */
	draft_init(&draft);
	draft.session_id = next;
	must_fail(draft_save(&clinic->store, &draft, err), ERR_REFUSED);
	must_fail(draft_load(&clinic->store, next, &draft, err), ERR_REFUSED);
	must_fail(marks_load(&clinic->store, clinic->session, &marks, err), ERR_REFUSED);
	must_fail(marks_load_previous(&clinic->store, next, &marks, err), ERR_REFUSED);
	must_fail(applications_load(&clinic->store, clinic->session, &applications, err), ERR_REFUSED);
	must_fail(session_consent_save(&clinic->store, next, CONSENT_TREATMENT, true, NULL, err),
		  ERR_REFUSED);
	mark_init(&mark);
	mark.session_id = next;
	must_fail(mark_save(&clinic->store, &mark, err), ERR_REFUSED);
	mark_release(&mark);
	must(day_load(&clinic->store, "2026-11-20", 0, true, &rows, err));
	assert_int_equal(rows.n, 1);
	day_rows_release(&rows);
	draft_release(&draft);
	session_release(&session);
	session_release(&previous);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(an_appointment_comes_back_as_booked),
		IN_A_CLINIC(a_booking_that_makes_no_sense_is_refused),
		IN_A_CLINIC(stale_changes_of_a_session_are_refused),
		IN_A_CLINIC(a_booking_screen_does_not_close_what_a_draft_opened),
		IN_A_CLINIC(the_day_shows_its_sessions_and_what_was_left_unsigned),
		IN_A_CLINIC(the_last_signed_session_is_the_previous_one),
		IN_A_CLINIC(a_draft_comes_back_with_its_cursor_and_opens_the_session),
		IN_A_CLINIC(a_draft_of_a_closed_session_is_refused_and_kept_by_the_caller),
		IN_A_CLINIC(a_colleagues_words_are_not_written_over_unseen),
		IN_A_CLINIC(a_draft_that_cannot_be_stored_says_so_and_leaves_the_last_one),
		IN_A_CLINIC(a_signature_keeps_note_charge_and_digest_and_takes_the_draft),
		IN_A_CLINIC(a_signed_session_is_refused_to_be_signed_or_moved),
		IN_A_CLINIC(a_signature_that_does_not_fit_leaves_all_as_it_was),
		IN_A_CLINIC(signing_needs_a_person),
		IN_A_CLINIC(reception_sees_no_clinical_text),
	};

	return cmocka_run_group_tests_name("store sessions", tests, NULL, NULL);
}
