/* SPDX-License-Identifier: MIT */
/* The tables: made whole or not at all, never older or newer than the program takes, and guarding what was signed. */
#include "clinic.h"

#include "store/audit.h"
#include "store/consents.h"

#include <sys/wait.h>

#include "base/digest.h"
#include "store/schema.h"
#include "store/schema_steps.h"

static void an_empty_file_becomes_the_newest_schema(void **state)
{
	struct clinic *clinic = *state;
	struct str findings;
	int64_t version;
	struct db *db;

	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(db_schema_version(db, &version, err));
	assert_int_equal(version, 0);
	must(schema_upgrade(db, true, NULL, NULL, err));
	must(db_schema_version(db, &version, err));
	assert_int_equal(version, schema_latest());
	must(schema_upgrade(db, true, NULL, NULL, err)); /* once more changes nothing */
	str_init(&findings);
	must(schema_check(db, schema_latest(), &findings, err));
	assert_string_equal(findings.s, "");
	str_release(&findings);
	db_close(db);
}

static void a_newer_schema_is_refused_by_a_sentence(void **state)
{
	struct clinic *clinic = *state;
	struct store store;
	struct err trouble = ERR_INIT;
	struct db *db;

	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(schema_upgrade(db, true, NULL, NULL, err));
	must(db_begin(db, err));
	must(db_set_schema_version(db, schema_latest() + 1, err));
	must(db_commit(db, err));
	db_close(db);
	assert_false(store_open(&store, clinic->path, false, &trouble));
	assert_int_equal(trouble.kind, ERR_REFUSED);
	assert_non_null(strstr(trouble.text, "newer Fascicle"));
	assert_non_null(strstr(trouble.text, clinic->path));
	must_fail(store_open(&store, clinic->path, true, err), ERR_REFUSED);
	must_fail(store_open_read_only(&store, clinic->path, err), ERR_REFUSED);
	store_close(&store); /* harmless after a refusal */
}

/* While it is open here: what reads goes on, what writes is refused, whatever family it is of, and nothing is changed. */
static void what_a_newer_program_brought_up_meanwhile_is_not_written_to(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct db *db;
	int64_t sessions = clinic_ask(clinic, "SELECT count(*) FROM session");
	session_init(&session);
	must(session_load(&clinic->store, clinic->session, &session, err));
	must(db_open(&db, clinic->path, DB_OPEN, err));
	for (int64_t number = schema_latest() + 1; number >= schema_latest() - 1; number -= 2) {
		must(db_begin(db, err));
		must(db_set_schema_version(db, number, err));
		must(db_script(db, "ALTER TABLE goal RENAME TO goal_of_another_program", err));
		must(db_commit(db, err));
		must_fail(session_save(&clinic->store, &session, err), ERR_NEWER);
		must_fail(audit_add(&clinic->store, "client-read", "client", 1, NULL, err), ERR_NEWER);
		must_fail(db_begin(clinic->store.db, err), ERR_NEWER);
		assert_false(db_in_transaction(clinic->store.db));
		must_fail(db_run(clinic->store.db, err, "SELECT count(*) FROM goal", ""), ERR_NEWER);
		assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM session"), sessions);
		/* Control: with the number that it knows it writes again. */
		must(db_begin(db, err));
		must(db_set_schema_version(db, schema_latest(), err));
		must(db_script(db, "ALTER TABLE goal_of_another_program RENAME TO goal", err));
		must(db_commit(db, err));
		must(audit_add(&clinic->store, "client-read", "client", 1, NULL, err));
	}
	db_close(db);
	session_release(&session);
}

static void an_older_schema_is_not_read_only_material(void **state)
{
	struct clinic *clinic = *state;
	struct store store;
	struct db *db;

	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(db_set_schema_version(db, 0, err));
	db_close(db);
	must_fail(store_open_read_only(&store, clinic->path, err), ERR_REFUSED);
	must(store_open(&store, clinic->path, false, err));
	store_close(&store);
	must(store_open_read_only(&store, clinic->path, err));
	store_close(&store);
}

/* Written by the first Fascicle: a note that was begun. Every later one must still know it. */
static const char first_words[] =
	"INSERT INTO practitioner (id, uid, login, name, role, active) VALUES (1, 'p', 'anna', 'Anna', 'owner', 1);"
	"INSERT INTO client (id, uid, version, code, family, given, name_key, words)"
	" VALUES (1, 'c', 1, 'C1', 'Rossi', 'Maria', 'rossi', 'rossi');"
	"INSERT INTO session (id, uid, version, client_id, practitioner_id, status, start_wall, end_wall, zone,"
	" start_utc, subjective, objective, assessment, plan)"
	" VALUES (1, 's', 1, 1, 1, 'open', '2026-11-20T09:00', '2026-11-20T09:45', 'UTC', '2026-11-20T09:00:00Z',"
	" '', '', '', '');"
	"INSERT INTO session_consent (id, session_id, scope, given, recorded_at, recorded_by)"
	" VALUES (1, 1, 'treatment', 1, '2026-11-20T09:01:00Z', 1);"
	"INSERT INTO draft (session_id, base_version, revision, subjective, objective, assessment, plan, section, cursor,"
	" saved_at, holder) VALUES (1, 1, 1, '', '', '', 'typed before the new version came', 3, 0,"
	" '2026-11-20T09:40:00Z', 'anna');"
	"INSERT INTO application (id, uid, session_id, technique) VALUES (1, 'a', 1, 'DTM');"
	"INSERT INTO charge (id, uid, client_id, practitioner_id, day, code, label, quantity, unit_cents, total_cents, tax,"
	" tax_rate_bp, tax_cents) VALUES (1, 'h', 1, 1, '2026-11-13', 'FOLL45', 'Follow-up', 1, 9500, 9500, 'none', 0, 0);";

static void bring_up_from(struct clinic *clinic, int64_t step)
{
	char *path = str_format("%s/step-%d.db", clinic->folder, (int)step);
	struct charges charges;
	struct draft draft;
	struct store store;
	struct str findings;
	int64_t version;
	struct session_consents consent;
	struct db *db;

	must(db_open(&db, path, DB_CREATE, err));
	must(schema_build(db, step, err));
	must(db_script(db, first_words, err));
	str_init(&findings);
	must(schema_check(db, schema_latest(), &findings, err));
	assert_true(findings.len > 0); /* control: something was missing */
	str_release(&findings);
	db_close(db);

	must_fail(store_open_read_only(&store, path, err), ERR_REFUSED);
	must(store_open(&store, path, false, err));
	must(store_enter(&store, "anna", NULL, true, err));
	must(db_schema_version(store.db, &version, err));
	assert_int_equal(version, schema_latest());
	str_init(&findings);
	must(schema_check(store.db, schema_latest(), &findings, err));
	assert_string_equal(findings.s, "");
	str_release(&findings);
	draft_init(&draft);
	must(draft_load(&store, 1, &draft, err));
	assert_string_equal(draft.text[NOTE_PLAN], "typed before the new version came");
	draft_release(&draft);
	must(session_consents_load(&store, 1, &consent, err));
	assert_true(consent.scope[CONSENT_TREATMENT].given);
	session_consents_release(&consent);
	must(charges_of_session(&store, 1, &charges, err));
	charges_release(&charges);
	store_close(&store);
	unlink(path);
	free(path);
}

static void records_of_every_older_schema_are_kept_and_brought_up(void **state)
{
	for (int64_t step = 1; step < schema_latest(); step++)
		bring_up_from(*state, step);
}

/* A step that breaks off must leave the number and the tables of before. */
static void a_step_that_fails_leaves_nothing_behind(void **state)
{
	struct clinic *clinic = *state;
	struct db *db;
	int64_t tables, version;

	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(db_script(db, "CREATE TABLE dose (oops INTEGER)", err)); /* in the way of the third script */
	must_fail(schema_upgrade(db, true, NULL, NULL, err), ERR_SYSTEM);
	must(db_ask(db, &tables, err, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'", ""));
	assert_int_equal(tables, 1);
	must(db_schema_version(db, &version, err));
	assert_int_equal(version, 0);
	db_close(db);
}

static void many_first_starts_make_one_database(void **state)
{
	struct clinic *clinic = *state;
	enum { STARTS = 8 };

	for (int i = 0; i < STARTS; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct store store;
			struct err err = ERR_INIT;
			char *login = str_format("person%d", i);
			bool ok = store_open(&store, clinic->path, true, &err) &&
				  store_enter(&store, login, NULL, true, &err);
			if (!ok)
				fprintf(stderr, "%s\n", err.text);
			store_close(&store);
			_exit(ok ? 0 : 1);
		}
	}
	for (int i = 0; i < STARTS; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	must(store_open(&clinic->store, clinic->path, false, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM practitioner"), STARTS);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM practitioner WHERE role = 'owner'"), 1);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* Databases keep the words of the steps that made them: one that landed never changes by a byte. A new step adds its line. */
static void steps_that_landed_are_the_same_to_the_byte(void **state)
{
	static const char *const digests[] = {
		"34e4f46b8f8887ba2278ecf788d7a75b717147b0c792ce51da7a2f1f83e2b9c7",
		"f8cefe2708d4d2ce1e4143c10abdc3b114257926e11ba03029944a970fd40453",
		"5b0f106c742a37e45cb5aaec43daa0f712c3e4cb930bf5f007f4191d80b3e390",
		"d33214ac7e51a751e134de4c8976d4b5948adc110fd2bad5e3856ac89afbf775",
		"ab1bd240a871b90d8342a32d47aad8d48830f121ab7aeb91b2e5362637a84cf9",
		"c06c7b555d3143bc7906c726be323647b0becffbb81df39a9b90dbc490ab7237",
		"793a99a90dcef4caacae0f007243bd518aa2f54ab2449abbab37387062453cce",
	};

	(void)state;
	assert_int_equal(schema_step_count, sizeof digests / sizeof *digests);
	for (int i = 0; i < schema_step_count; i++) {
		char digest[DIGEST_SIZE];
		digest_bytes(schema_steps[i], strlen(schema_steps[i]), digest);
		if (strcmp(digest, digests[i]) != 0)
			fail_msg("step %d is %s", i + 1, digest);
	}
}

static void what_was_taken_changed_or_added_is_told(void **state)
{
	struct clinic *clinic = *state;
	struct db *db;
	struct str findings;

	str_init(&findings);
	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(schema_upgrade(db, true, NULL, NULL, err));
	must(db_script(db,
		       "CREATE TABLE aaa (x TEXT); DROP TRIGGER mark_keep; DROP INDEX mark_by_point;"
		       "CREATE INDEX mark_by_point ON mark (uid); CREATE VIEW zzz AS SELECT 1",
		       err));
	must(schema_check(db, schema_latest(), &findings, err));
	assert_string_equal(
		findings.s,
		"A part of the database that guards or holds records was changed. (index mark_by_point)\n"
		"A part of the database that guards or holds records is missing. (trigger mark_keep)\n"
		"The database holds a part that Fascicle did not make. (table aaa)\n"
		"The database holds a part that Fascicle did not make. (view zzz)\n");
	db_close(db);
	str_release(&findings);
}

/* ---- guards ---- */

static void refused(struct clinic *clinic, const char *sql)
{
	struct err trouble = ERR_INIT;

	if (db_script(clinic->store.db, sql, &trouble))
		fail_msg("not refused: %s", sql);
	if (trouble.kind != ERR_REFUSED)
		fail_msg("%s: %s", sql, trouble.text);
}

static void what_was_signed_cannot_be_changed_or_deleted(void **state)
{
	static const char *const attempts[] = {
		"UPDATE session SET plan = 'other' WHERE id = 1",
		"UPDATE session SET status = 'open', signed_at = NULL, signed_by = NULL, digest = NULL WHERE id = 1",
		"UPDATE session SET digest = 'x' WHERE id = 1",
		"UPDATE session SET client_id = client_id WHERE id = 1",
		"DELETE FROM session WHERE id = 1",
		"INSERT OR REPLACE INTO session SELECT * FROM session WHERE id = 1",
		"UPDATE mark SET tender_after = 0",
		"UPDATE mark SET voided_at = '2026-11-20T00:00:00Z'",
		"UPDATE mark SET session_id = 2 WHERE session_id = 1",
		"UPDATE mark SET session_id = 1 WHERE session_id = 2",
		"DELETE FROM mark",
		"INSERT INTO mark (uid, point_id, session_id, signs_yes, signs_no) VALUES ('u', 1, 1, 0, 0)",
		"UPDATE application SET technique = 'DNT' WHERE session_id = 1",
		"UPDATE application SET session_id = 1 WHERE session_id = 2",
		"DELETE FROM application",
		"INSERT INTO application (uid, session_id, technique) VALUES ('u', 1, 'DNT')",
		"UPDATE dose SET value = '15' WHERE application_id = 1",
		"UPDATE dose SET application_id = 1, position = 9 WHERE application_id = 2",
		"DELETE FROM dose WHERE application_id = 1",
		"INSERT INTO dose (application_id, position, name, unit, value) VALUES (1, 9, 'hold', 's', '60')",
		"INSERT INTO mark_pressure (mark_id, stage, position, value, unit) VALUES (1, 'after', 3, '9', 'kPa')",
		"UPDATE mark_pressure SET value = '9' WHERE mark_id = 1",
		"UPDATE mark_pressure SET mark_id = 1, position = 3 WHERE mark_id = 2",
		"DELETE FROM mark_pressure WHERE mark_id = 1",
		"INSERT INTO session_consent (session_id, given, recorded_at) VALUES (1, 0, 'now')",
		"UPDATE session_consent SET given = 0",
		"DELETE FROM session_consent",
		("INSERT INTO draft (session_id, base_version, revision, subjective, objective, assessment, plan,"
		 " section, cursor, saved_at, holder) VALUES (1, 1, 1, '', '', '', '', 0, 0, 'now', 'eve')"),
		"UPDATE point SET muscle = 'MAS'",
		"DELETE FROM point",
		"UPDATE audit SET login = 'eve'",
		"DELETE FROM audit WHERE seq = 2",
		"INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
		"INSERT INTO audit (seq, at, login, action, entity, entity_id, hash) VALUES (900, 'a', 'b', 'c', 'd', 1, 'h')",
		"UPDATE audit_row SET login = 1",
		"DELETE FROM audit_row WHERE seq = 2",
		"INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row WHERE seq = 2",
		"INSERT INTO audit_row (seq, at, login, action, entity, entity_id, hash) VALUES (900, 1, 1, 1, 1, 1, zeroblob(32))",
		"UPDATE audit_value SET words = NULL, salt = NULL",
		"DELETE FROM audit_value",
		"INSERT OR REPLACE INTO audit_value SELECT * FROM audit_value",
		"INSERT INTO audit_value VALUES (1, NULL, 'more')",
		"UPDATE audit_word SET word = 'other' WHERE id = 1",
		"DELETE FROM audit_word",
		"INSERT OR REPLACE INTO audit_word VALUES (1, 'other')",
		"INSERT OR REPLACE INTO audit_word VALUES (900, 'charge-add')",
		"UPDATE charge SET unit_cents = 1, total_cents = 1",
		"UPDATE charge SET voided_at = '2026-11-20T00:00:00Z', label = 'cheaper'",
		"DELETE FROM charge",
		"INSERT OR REPLACE INTO charge SELECT * FROM charge",
		"DELETE FROM client",
		"UPDATE client SET uid = 'other'",
		"DELETE FROM practitioner",
		"UPDATE practitioner SET uid = 'other'",
		"DELETE FROM service",
	};
	struct clinic *clinic = *state;

	must(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, true, NULL, err));
	clinic_add_application(clinic, clinic->session,
			       clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT));
	clinic_sign(clinic, clinic->session);
	int64_t open = clinic_book(clinic, clinic->client, "2026-11-27T09:00");
	clinic_add_application(clinic, open, clinic_add_mark(clinic, open, "TRU", SIDE_LEFT));
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		refused(clinic, attempts[i]);
	assert_int_equal(clinic_faults(clinic, NULL), 0);

	/* What is still open may be changed, and a charge may be voided once. */
	must(db_script(clinic->store.db, "UPDATE mark SET tender_after = 0 WHERE session_id = 2", err));
	must(db_script(clinic->store.db, "UPDATE dose SET value = '10' WHERE application_id = 2", err));
	must(db_script(clinic->store.db, "UPDATE charge SET voided_at = '2026-11-20T00:00:00Z'", err));
	refused(clinic, "UPDATE charge SET voided_at = '2026-11-21T00:00:00Z'");
	refused(clinic, "UPDATE charge SET voided_at = NULL");
}

static void a_missing_or_changed_guard_is_found(void **state)
{
	struct clinic *clinic = *state;
	struct str findings;

	str_init(&findings);
	assert_int_equal(clinic_faults(clinic, &findings), 0);
	clinic_sql(clinic, "DROP TRIGGER mark_keep");
	assert_int_equal(clinic_faults(clinic, &findings), 1);
	assert_non_null(strstr(findings.s, "mark_keep"));
	clinic_sql(
		clinic,
		"CREATE TRIGGER mark_keep BEFORE DELETE ON mark WHEN 0 BEGIN SELECT RAISE(ABORT, 'kept'); END");
	assert_int_equal(clinic_faults(clinic, NULL), 1);
	clinic_sql(clinic, "CREATE TRIGGER sneaky AFTER INSERT ON mark BEGIN SELECT 1; END");
	assert_int_equal(clinic_faults(clinic, &findings), 2);
	assert_non_null(strstr(findings.s, "sneaky"));
	str_release(&findings);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)
#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(an_empty_file_becomes_the_newest_schema),
		IN_A_FOLDER(a_newer_schema_is_refused_by_a_sentence),
		cmocka_unit_test(steps_that_landed_are_the_same_to_the_byte),
		IN_A_FOLDER(what_was_taken_changed_or_added_is_told),
		IN_A_CLINIC(what_a_newer_program_brought_up_meanwhile_is_not_written_to),
		IN_A_FOLDER(an_older_schema_is_not_read_only_material),
		IN_A_CLINIC(records_of_every_older_schema_are_kept_and_brought_up),
		IN_A_FOLDER(a_step_that_fails_leaves_nothing_behind),
		IN_A_FOLDER(many_first_starts_make_one_database),
		IN_A_CLINIC(what_was_signed_cannot_be_changed_or_deleted),
		IN_A_CLINIC(a_missing_or_changed_guard_is_found),
	};

	return cmocka_run_group_tests_name("store schema", tests, NULL, NULL);
}
