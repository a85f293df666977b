/* SPDX-License-Identifier: MIT */
/* Addenda: below signed notes only, never changed, checked with the signatures; and what a note has been through. */
#include "clinic.h"

#include "store/addenda.h"
#include "store/draft_copy.h"
#include "store/versions.h"

static void add(struct store *store, int64_t session, const char *reason, const char *text)
{
	struct addendum addendum;

	addendum_init(&addendum);
	addendum.session_id = session;
	addendum.reason = mem_strdup(reason);
	addendum.text = mem_strdup(text);
	must(addendum_add(store, &addendum, err));
	assert_true(addendum.id > 0);
	assert_non_null(addendum.uid);
	must_fail(addendum_add(store, &addendum, err), ERR_REFUSED); /* is there already */
	addendum_release(&addendum);
}

static void addenda_stand_below_a_signed_note_in_order(void **state)
{
	struct clinic *clinic = *state;
	struct addenda addenda;
	struct store ben;
	char before[65], after[65];

	must(store_open(&ben, clinic->path, false, err));
	must(store_enter(&ben, "ben", "Ben Okafor", true, err));
	clinic_sign(clinic, clinic->session);
	must(session_digest(&clinic->store, clinic->session, before, err));
	must(addenda_load(&clinic->store, clinic->session, &addenda, err));
	assert_int_equal(addenda.n, 0);
	addenda_release(&addenda);
	add(&clinic->store, clinic->session, "left out", "Also the left side.\nTwice.");
	setenv("FASCICLE_NOW", "2026-11-21T08:00:00Z", 1);
	add(&ben, clinic->session, "client phoned", "Sore for a day \xF0\x9F\x98\x80.");
	must(addenda_load(&clinic->store, clinic->session, &addenda, err));
	assert_int_equal(addenda.n, 2);
	assert_string_equal(addenda.rows[0].at, "2026-11-20T09:41:00Z");
	assert_string_equal(addenda.rows[0].author, "Anna Lindqvist");
	assert_int_equal(addenda.rows[0].author_id, clinic->store.actor);
	assert_string_equal(addenda.rows[0].reason, "left out");
	assert_string_equal(addenda.rows[0].text, "Also the left side.\nTwice.");
	assert_string_equal(addenda.rows[1].at, "2026-11-21T08:00:00Z");
	assert_string_equal(addenda.rows[1].author, "Ben Okafor");
	assert_string_equal(addenda.rows[1].text, "Sore for a day \xF0\x9F\x98\x80.");
	addenda_release(&addenda);
	must(session_digest(&clinic->store, clinic->session, after, err));
	assert_string_equal(before, after); /* the signed note is what it was */
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	store_close(&ben);
	clinic_clock();
}

static void what_lacks_something_or_has_no_signed_note_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct addendum addendum;
	struct addenda addenda;

	addendum_init(&addendum);
	addendum.session_id = clinic->session;
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_INPUT);
	addendum.text = mem_strdup("text");
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_INPUT);
	addendum.reason = mem_strdup("reason");
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_REFUSED); /* not signed yet */
	assert_int_equal(addendum.id, 0);
	addendum.session_id = 99;
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_REFUSED);
	addendum.session_id = clinic->session;
	clinic_sign(clinic, clinic->session);
	int64_t actor = clinic->store.actor;
	clinic->store.actor = 0;
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_REFUSED);
	clinic->store.actor = actor;
	must(addendum_add(&clinic->store, &addendum, err));
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'reception'", err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	addendum.id = 0;
	must_fail(addendum_add(&clinic->store, &addendum, err), ERR_REFUSED);
	must_fail(addenda_load(&clinic->store, clinic->session, &addenda, err), ERR_REFUSED);
	addendum_release(&addendum);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM addendum"), 1);
}

static void an_addendum_cannot_be_changed_or_deleted(void **state)
{
	static const char *const attempts[] = {
		"UPDATE addendum SET text = 'other'",
		"UPDATE addendum SET session_id = session_id",
		"DELETE FROM addendum",
		"INSERT OR REPLACE INTO addendum SELECT * FROM addendum",
		"INSERT OR REPLACE INTO addendum SELECT id + 10, uid, session_id, at, author_id, author, reason, 'x'"
		" FROM addendum",
		"INSERT INTO addendum (uid, session_id, at, author_id, author, reason, text)"
		" VALUES ('u', 2, 'now', 1, 'eve', 'below an open note', 'x')",
	};
	struct clinic *clinic = *state;

	clinic_sign(clinic, clinic->session);
	clinic_book(clinic, clinic->client, "2026-11-21T09:00");
	add(&clinic->store, clinic->session, "left out", "Also the left side.");
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		must_fail(db_script(clinic->store.db, attempts[i], err), ERR_REFUSED);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* ---- tampering ---- */

/* The guards of both tables as they stand, so that they can be put back. */
static char *guards(struct clinic *clinic, bool drop)
{
	struct str text;
	struct db_stmt *stmt;

	str_init(&text);
	must(db_query(clinic->store.db, &stmt, err,
		      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
		      " AND tbl_name IN ('addendum', 'draft_copy', 'audit')",
		      ""));
	while (db_step(stmt, NULL) == DB_ROW) {
		if (drop)
			str_addf(&text, "DROP TRIGGER %s;", db_text(stmt, 0));
		else
			str_addf(&text, "%s;", db_text(stmt, 1));
	}
	db_reset(stmt);
	char *copy = str_take(&text);
	str_release(&text);
	return copy;
}

/* The faults after somebody who knows the guards has changed something; `undo` brings it back. */
static int64_t tamper(struct clinic *clinic, const char *sql, const char *undo, struct str *findings)
{
	char *drop = guards(clinic, true), *restore = guards(clinic, false);
	const char *const changes[] = { sql, undo };
	int64_t faults[2];

	for (int i = 0; i < 2; i++) {
		char *all = str_format("PRAGMA foreign_keys = OFF; %s%s;%s", drop, changes[i], restore);
		clinic_sql(clinic, all);
		free(all);
		faults[i] = clinic_faults(clinic, i == 0 ? findings : NULL);
	}
	free(drop);
	free(restore);
	assert_int_equal(faults[1], 0); /* control: only the change was found */
	return faults[0];
}

/* Changes one column of the table's only row and back. */
static void change_column(struct clinic *clinic, const char *table, const char *column, bool is_text,
			  const char *finding)
{
	struct str findings;
	char *sql = str_format(is_text ? "UPDATE %s SET %s = %s || 'x'" : "UPDATE %s SET %s = %s + 1000",
			       table, column, column);
	char *undo =
		str_format(is_text ? "UPDATE %s SET %s = rtrim(%s, 'x')" : "UPDATE %s SET %s = %s - 1000",
			   table, column, column);

	str_init(&findings);
	if (tamper(clinic, sql, undo, &findings) == 0)
		fail_msg("not found: %s", sql);
	if (strstr(findings.s, finding) == NULL)
		fail_msg("%s: %s", sql, findings.s);
	str_release(&findings);
	free(sql);
	free(undo);
}

/* All columns, as the database itself lists them, so that a new one cannot be forgotten here. */
static int change_columns(struct clinic *clinic, const char *table, const char *finding)
{
	enum { COLUMNS_MAX = 20 };
	struct db_stmt *stmt;
	char *names[COLUMNS_MAX];
	bool is_text[COLUMNS_MAX];
	int n = 0;

	must(db_query(clinic->store.db, &stmt, err, "SELECT name, type FROM pragma_table_info($1)", "s",
		      table));
	for (; db_step(stmt, NULL) == DB_ROW && n < COLUMNS_MAX; n++) {
		names[n] = db_text_dup(stmt, 0);
		is_text[n] = strcmp(db_text(stmt, 1), "TEXT") == 0;
	}
	db_reset(stmt);
	for (int i = 0; i < n; i++) {
		change_column(clinic, table, names[i], is_text[i], finding);
		free(names[i]);
	}
	return n;
}

static void put_aside(struct clinic *clinic)
{
	struct draft draft;

	draft_init(&draft);
	draft.session_id = clinic->session;
	mem_replace(&draft.text[NOTE_PLAN], "refused words");
	must(draft_keep_copy(&clinic->store, &draft, "why", err));
	draft_release(&draft);
}

static void any_changed_column_is_found(void **state)
{
	struct clinic *clinic = *state;

	put_aside(clinic);
	clinic_sign(clinic, clinic->session);
	add(&clinic->store, clinic->session, "left out", "Also the left side.");
	assert_int_equal(change_columns(clinic, "addendum", "Addendum 1"), 8);
	assert_int_equal(change_columns(clinic, "draft_copy", "The copy 1"), 10);
}

static void what_is_gone_or_made_up_is_found(void **state)
{
	static const struct {
		const char *sql, *undo, *finding;
	} ways[] = {
		{ "CREATE TABLE aside AS SELECT * FROM addendum WHERE id = 1; DELETE FROM addendum WHERE id = 1",
		  "INSERT INTO addendum SELECT * FROM aside; DROP TABLE aside",
		  "Addendum 1 stands in the audit, but is gone" },
		{ "INSERT INTO addendum SELECT 9, 'u', session_id, at, author_id, author, reason, text"
		  " FROM addendum WHERE id = 1",
		  "DELETE FROM addendum WHERE id = 9", "Addendum 9 is not what the audit says" },
		{ "CREATE TABLE aside AS SELECT * FROM draft_copy; DELETE FROM draft_copy",
		  "INSERT INTO draft_copy SELECT * FROM aside; DROP TABLE aside",
		  "The copy 1 of a draft stands in the audit, but is gone" },
		{ "INSERT INTO draft_copy SELECT 9, 'u', session_id, login, saved_at, why, subjective, objective,"
		  " assessment, plan FROM draft_copy",
		  "DELETE FROM draft_copy WHERE id = 9", "The copy 9 of a draft is not what the audit says" },
	};
	struct clinic *clinic = *state;
	struct str findings;

	put_aside(clinic);
	clinic_sign(clinic, clinic->session);
	add(&clinic->store, clinic->session, "left out", "Also the left side.");
	add(&clinic->store, clinic->session, "wrong side", "The right side.");
	str_init(&findings);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		str_clear(&findings);
		tamper(clinic, ways[i].sql, ways[i].undo, &findings);
		if (strstr(findings.s, ways[i].finding) == NULL)
			fail_msg("%s: %s", ways[i].sql, findings.s);
	}
	str_release(&findings);
}

/* ---- versions ---- */

static void every_version_shows_who_and_when(void **state)
{
	struct clinic *clinic = *state;
	struct session_versions versions;
	struct draft draft;
	struct store ben;

	must(session_versions_load(&clinic->store, clinic->session, &versions, err));
	assert_int_equal(versions.n, 0);
	session_versions_release(&versions);
	must(store_open(&ben, clinic->path, false, err));
	must(store_enter(&ben, "ben", "Ben Okafor", true, err));
	draft_init(&draft);
	draft.session_id = clinic->session;
	mem_replace(&draft.text[NOTE_SUBJECTIVE], "ben's words");
	mem_replace(&draft.text[NOTE_PLAN], "ben's plan");
	setenv("FASCICLE_NOW", "2026-11-20T09:40:00Z", 1);
	must(draft_keep_copy(&ben, &draft, "why", err));
	clinic_clock();
	must(draft_save(&clinic->store, &draft, err)); /* not what is signed: put aside in the same second */
	clinic_sign(clinic, clinic->session);
	add(&clinic->store, clinic->session, "left out", "first");
	add(&ben, clinic->session, "also", "second");
	setenv("FASCICLE_NOW", "2026-11-22T09:00:00Z", 1);
	mem_replace(&draft.text[NOTE_PLAN], "typed on a frozen line");
	must(draft_keep_copy(&ben, &draft, "why", err));

	must(session_versions_load(&clinic->store, clinic->session, &versions, err));
	assert_int_equal(versions.n, 6);
	assert_int_equal(versions.rows[0].what, VERSION_COPY);
	assert_string_equal(versions.rows[0].who, "Ben Okafor");
	assert_string_equal(versions.rows[0].when, "2026-11-20T09:40:00Z");
	assert_string_equal(versions.rows[0].text, "Subjective\nben's words\n\nPlan\nben's plan");
	assert_int_equal(versions.rows[1].what, VERSION_COPY);
	assert_string_equal(versions.rows[1].who, "Anna Lindqvist");
	assert_int_equal(versions.rows[2].what, VERSION_SIGNED);
	assert_string_equal(versions.rows[2].who, "Anna Lindqvist");
	assert_string_equal(versions.rows[2].when, "2026-11-20T09:41:00Z");
	assert_string_equal(versions.rows[2].text,
			    "Subjective\nNeck stiff again.\n\nObjective\nRotation L limited.\n\nAssessment\n"
			    "Upper trapezius.\n\nPlan\nStretches twice a day.\n\n"
			    "Signed although something was missing: the plan was told by phone");
	assert_int_equal(versions.rows[3].what, VERSION_ADDENDUM);
	assert_string_equal(versions.rows[3].text, "Reason: left out\n\nfirst");
	assert_string_equal(versions.rows[4].who, "Ben Okafor");
	assert_string_equal(versions.rows[4].text, "Reason: also\n\nsecond");
	assert_int_equal(versions.rows[5].what, VERSION_COPY);
	assert_string_equal(versions.rows[5].when, "2026-11-22T09:00:00Z");
	for (int i = 0; i < VERSION_KINDS; i++)
		assert_true(*version_word((enum version_kind)i) != '\0');
	session_versions_release(&versions);
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'bookkeeper' WHERE login = 'ben'",
		       err));
	must(store_enter(&ben, "ben", NULL, true, err));
	must_fail(session_versions_load(&ben, clinic->session, &versions, err), ERR_REFUSED);
	draft_release(&draft);
	store_close(&ben);
	clinic_clock();
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(addenda_stand_below_a_signed_note_in_order),
		IN_A_CLINIC(what_lacks_something_or_has_no_signed_note_is_refused),
		IN_A_CLINIC(an_addendum_cannot_be_changed_or_deleted),
		IN_A_CLINIC(any_changed_column_is_found),
		IN_A_CLINIC(what_is_gone_or_made_up_is_found),
		IN_A_CLINIC(every_version_shows_who_and_when),
	};

	return cmocka_run_group_tests_name("store addenda", tests, NULL, NULL);
}
