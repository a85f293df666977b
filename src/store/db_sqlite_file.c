/* SPDX-License-Identifier: MIT */
/* The SQLite driver: the file as a whole, checked, compared and copied. */
#include "store/db_sqlite.h"

#include <string.h>

#include "base/file.h"
#include "base/i18n.h"

/* Steps a statement and gives each row to `row`. */
static bool each_row(sqlite3 *engine, const char *sql, void (*row)(sqlite3_stmt *stmt, struct str *findings),
		     struct str *findings, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(engine, sql, -1, &stmt, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(stmt);
		if (rc == SQLITE_ROW)
			row(stmt, findings);
	}
	bool ok = rc == SQLITE_DONE || db_fail(engine, rc, err);
	sqlite3_finalize(stmt);
	return ok;
}

static const char *column(sqlite3_stmt *stmt, int i)
{
	const char *text = (const char *)sqlite3_column_text(stmt, i);

	return text != NULL ? text : "";
}

static void add_integrity(sqlite3_stmt *stmt, struct str *findings)
{
	if (strcmp(column(stmt, 0), "ok") == 0)
		return;
	str_addf(findings, _("The database file is damaged: %s"), column(stmt, 0));
	str_addc(findings, '\n');
}

static void add_reference(sqlite3_stmt *stmt, struct str *findings)
{
	str_addf(findings, _("Row %s of table %s refers to a row of table %s that does not exist."),
		 column(stmt, 1), column(stmt, 0), column(stmt, 2));
	str_addc(findings, '\n');
}

bool db_check(struct db *db, struct str *findings, struct err *err)
{
	return each_row(db->engine, "PRAGMA integrity_check(100)", add_integrity, findings, err) &&
	       each_row(db->engine, "PRAGMA foreign_key_check", add_reference, findings, err);
}

/* ---- schema ---- */

static const char object_sql[] = "SELECT sql FROM sqlite_schema WHERE type = $1 AND name = $2";
static const char objects_sql[] =
	"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'"
	" ORDER BY type, name";

/* Whether `other` has an object that was made by the same words. found is false when it has none at all. */
static bool same_object(struct db *other, sqlite3_stmt *object, bool *found, bool *same, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(other, &stmt, err, object_sql, "ss", column(object, 0), column(object, 1)))
		return false;
	enum db_step step = db_step(stmt, err);
	*found = step == DB_ROW;
	*same = *found && strcmp(column(stmt->run, 0), column(object, 2)) == 0;
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool compare_objects(struct db *from, struct db *with, const char *missing, const char *changed,
			    struct str *findings, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step = DB_FAILED;

	if (!db_query(from, &stmt, err, objects_sql, ""))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		bool found, same;
		if (!same_object(with, stmt->run, &found, &same, err)) {
			step = DB_FAILED;
			break;
		}
		const char *sentence = !found ? missing : !same ? changed : NULL;
		if (sentence == NULL)
			continue;
		str_add(findings, sentence);
		str_addf(findings, " (%s %s)\n", column(stmt->run, 0), column(stmt->run, 1));
	}
	db_reset(stmt);
	return step == DB_DONE;
}

bool db_compare_schema(struct db *db, struct db *model, struct str *findings, struct err *err)
{
	return compare_objects(model, db,
			       _("A part of the database that guards or holds records is missing."),
			       _("A part of the database that guards or holds records was changed."),
			       findings, err) &&
	       compare_objects(db, model, _("The database holds a part that Fascicle did not make."), NULL,
			       findings, err);
}

/* ---- copy ---- */

/* All pages in one go: writers wait for that long, but cannot make the copy start over for ever. */
static bool copy_pages(struct db *db, sqlite3 *copy, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db->engine, "main");
	if (backup == NULL)
		return db_fail(copy, sqlite3_errcode(copy), err);
	int rc = sqlite3_backup_step(backup, -1);
	for (int waited = 0; (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) && waited < 100; waited++) {
		sqlite3_sleep(50);
		rc = sqlite3_backup_step(backup, -1);
	}
	int finish = sqlite3_backup_finish(backup);
	if (rc == SQLITE_DONE && finish == SQLITE_OK)
		return true;
	return db_fail(NULL, rc == SQLITE_DONE ? finish : rc, err);
}

static bool check_copy(sqlite3 *copy, struct err *err)
{
	struct str findings;

	str_init(&findings);
	bool ok = each_row(copy, "PRAGMA integrity_check(1)", add_integrity, &findings, err);
	if (ok && findings.len > 0) {
		str_trim_end(&findings);
		ok = err_set(err, ERR_DAMAGED, "%s", findings.s);
	}
	str_release(&findings);
	return ok;
}

static bool write_copy(struct db *db, const char *path, struct err *err)
{
	sqlite3 *copy = NULL;
	int rc = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	bool ok = rc == SQLITE_OK || db_fail(copy, rc, err);

	/* The draft file is synced as a whole afterwards and nobody else sees it before. */
	ok = ok && db_harden(copy, err) &&
	     sqlite3_exec(copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL) ==
		     SQLITE_OK &&
	     copy_pages(db, copy, err) && check_copy(copy, err);
	rc = sqlite3_close(copy);
	return ok && (rc == SQLITE_OK || db_fail(NULL, rc, err));
}

bool db_copy_to(struct db *db, const char *path, struct err *err)
{
	struct file_draft draft = { 0 };

	if (!file_draft_open(&draft, path, false, err))
		return false;
	if (write_copy(db, draft.draft_path, err))
		return file_draft_commit(&draft, false, err);
	file_draft_abandon(&draft);
	return err_prefix(err, "%s", path);
}
