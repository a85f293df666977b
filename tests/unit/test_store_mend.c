/* SPDX-License-Identifier: MIT */
/* Parts of the tables that earlier programs made by other words, or not at all (tests/fixtures/earlier.sql): each is made as
 * its step has it now, with its rows; what nobody listed is left for the check to find. */
#include "clinic.h"

#include <sqlite3.h>

#include "../fixture.h"
#include "store/schema.h"
#include "store/schema_earlier.h"

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	return raw;
}

static void run_raw(sqlite3 *raw, const char *sql)
{
	if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
}

/* The word of an object that a query for it gives; caller frees. */
static char *ask_raw(sqlite3 *raw, const char *sql, const char *name)
{
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
	char *text = NULL;
	if (sqlite3_step(stmt) == SQLITE_ROW)
		text = mem_strdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return text;
}

static void build(struct clinic *clinic, int64_t step)
{
	struct db *db;
	unlink(clinic->path);
	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(schema_build(db, step, err));
	db_close(db);
}

/* Takes the object away and makes it by other words, "" for not at all. What stood on a table stands on it again where it
 * still can. */
static void make_otherwise(const char *path, const char *name, const char *words)
{
	sqlite3 *raw = open_raw(path);
	char *type = ask_raw(raw, "SELECT type FROM sqlite_schema WHERE name = ?", name);
	char *others = ask_raw(raw,
			       "SELECT group_concat(sql, ';') FROM sqlite_schema"
			       " WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL",
			       name);
	if (!type)
		fail_msg("there is no %s", name);
	char *drop = str_format("DROP %s %s", type, name);
	run_raw(raw, drop);
	run_raw(raw, words);
	/* Triggers hold semicolons of their own: one after the other, as far as each goes. */
	for (const char *at = *words ? others : NULL; at && *at;) {
		sqlite3_stmt *stmt = NULL;
		const char *next = at;
		if (sqlite3_prepare_v2(raw, at, -1, &stmt, &next) == SQLITE_OK) {
			sqlite3_step(stmt);
			at = next;
		} else {
			const char *more = strstr(at + 1, ";CREATE");
			at = more ? more + 1 : NULL;
		}
		sqlite3_finalize(stmt);
	}
	free(drop);
	free(type);
	free(others);
	sqlite3_close(raw);
}

/* What still differs from the tables of that step once what is known has been mended. */
static void mended(struct clinic *clinic, int64_t step, struct str *findings)
{
	struct db *db, *model;
	must(db_open(&db, clinic->path, DB_OPEN, err));
	must(db_open_scratch(&model, err));
	must(schema_build(model, step, err));
	must(db_begin(db, err));
	must(db_mend_schema(db, model, schema_earlier, schema_fills, err));
	must(db_commit(db, err));
	must(schema_check(db, step, findings, err));
	must(db_check(db, findings, err));
	db_close(model);
	db_close(db);
}

static bool differs(struct clinic *clinic, int64_t step)
{
	struct str findings;
	struct db *db;
	str_init(&findings);
	must(db_open(&db, clinic->path, DB_OPEN, err));
	must(schema_check(db, step, &findings, err));
	db_close(db);
	bool found = findings.len > 0;
	str_release(&findings);
	return found;
}

struct part {
	long long step;
	char name[64];
	const char *words;
	bool on_last; /* it stands on the part before it */
};

/* The next part of the file; false at its end. A line "-- step name", then its words unless it was not made. */
static bool next_part(char **at, struct part *part)
{
	char *rest = *at;
	while (*rest && sscanf(rest, "-- %lld %63[a-z_]", &part->step, part->name) != 2)
		rest += strcspn(rest, "\n") + 1;
	if (!*rest)
		return false;
	char *end = rest + strcspn(rest, "\n");
	*end = '\0';
	part->on_last = strstr(rest, "on the one before") != NULL;
	part->words = "";
	*at = end + 1;
	if (**at && strncmp(*at, "--", 2) != 0) {
		part->words = *at;
		*at += strcspn(*at, "\n");
		*(*at)++ = '\0';
	}
	return true;
}

static void every_part_that_was_made_otherwise_becomes_what_its_step_says(void **state)
{
	struct clinic *clinic = *state;
	struct str file, findings;
	struct part part, last = { .step = 0 };
	int parts = 0, listed = 0;
	str_init(&file);
	str_init(&findings);
	must(fixture_read("earlier.sql", &file, err));
	for (char *at = file.s; next_part(&at, &part); last = part, parts++) {
		build(clinic, part.step);
		if (part.on_last)
			make_otherwise(clinic->path, last.name, last.words);
		make_otherwise(clinic->path, part.name, part.words);
		assert_true(differs(clinic, part.step));
		mended(clinic, part.step, &findings);
		if (findings.len > 0)
			fail_msg("step %lld, %s: %s", part.step, part.name, findings.s);
	}
	while (schema_earlier[listed].name)
		listed++;
	assert_int_equal(parts, listed);
	str_release(&file);
	str_release(&findings);
}

static void what_nobody_listed_is_left_to_be_found(void **state)
{
	static const struct {
		const char *name, *words, *found;
	} changes[] = {
		{ "mark_keep", "", "mark_keep" },
		{ "session_consent_keep_update",
		  "CREATE TRIGGER session_consent_keep_update BEFORE UPDATE ON session_consent"
		  " BEGIN SELECT RAISE(IGNORE); END",
		  "session_consent_keep_update" },
		{ "session_consent",
		  "CREATE TABLE session_consent (id INTEGER PRIMARY KEY, session_id INTEGER, scope TEXT)",
		  "session_consent" },
	};
	static const char unscoped[] =
		"CREATE TABLE session_consent ( id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session (id),"
		" given INTEGER NOT NULL CHECK (given IN (0, 1)), recorded_at TEXT NOT NULL,"
		" recorded_by INTEGER REFERENCES practitioner (id)) STRICT";
	struct clinic *clinic = *state;
	/* Once on a table that stays, once on one that is made anew: what stood on it comes back as it stood. */
	for (size_t i = 0; i < 2 * (sizeof changes / sizeof *changes) - 1; i++) {
		size_t c = i % (sizeof changes / sizeof *changes);
		struct str findings;
		str_init(&findings);
		build(clinic, 1);
		if (i >= sizeof changes / sizeof *changes)
			make_otherwise(clinic->path, "session_consent", unscoped);
		make_otherwise(clinic->path, changes[c].name, changes[c].words);
		mended(clinic, 1, &findings);
		if (!strstr(findings.s, changes[c].found))
			fail_msg("%s is not found: %s", changes[c].found, findings.s);
		str_release(&findings);
	}
}

static void a_stranger_on_a_table_made_anew_is_still_found(void **state)
{
	struct clinic *clinic = *state;
	struct str findings;
	str_init(&findings);
	must(fixture_place("schema-1", clinic->path, err));
	sqlite3 *raw = open_raw(clinic->path);
	run_raw(raw, "CREATE TRIGGER sneaky AFTER INSERT ON session_consent BEGIN SELECT 1; END");
	sqlite3_close(raw);
	mended(clinic, 1, &findings);
	assert_non_null(strstr(findings.s, "sneaky"));
	str_release(&findings);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(every_part_that_was_made_otherwise_becomes_what_its_step_says),
		IN_A_FOLDER(what_nobody_listed_is_left_to_be_found),
		IN_A_FOLDER(a_stranger_on_a_table_made_anew_is_still_found),
	};
	return cmocka_run_group_tests_name("store mend", tests, NULL, NULL);
}
