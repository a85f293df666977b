/* SPDX-License-Identifier: MIT */
/* The SQLite driver: the file as a whole, checked, looked through and copied. */
#include "db/db_sqlite.h"

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

bool db_objects(struct db *db, struct db_stmt **stmt, struct err *err)
{
	return db_query(db, stmt, err,
			"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
			" AND substr(name, 1, 7) <> 'sqlite_' ORDER BY type, name",
			"");
}

/* ---- copy ---- */

/* All pages in one go: writers wait for that long, but cannot make the copy start over for ever. */
static bool copy_pages(sqlite3 *from, sqlite3 *copy, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(copy, "main", from, "main");
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

static bool write_copy(sqlite3 *from, const char *path, struct err *err)
{
	sqlite3 *copy = NULL;
	int rc = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	bool ok = rc == SQLITE_OK || db_fail(copy, rc, err);

	/* The draft file is synced as a whole afterwards and nobody else sees it before. */
	ok = ok && db_harden(copy, err) &&
	     sqlite3_exec(copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL) ==
		     SQLITE_OK &&
	     copy_pages(from, copy, err) && check_copy(copy, err);
	rc = sqlite3_close(copy);
	return ok && (rc == SQLITE_OK || db_fail(NULL, rc, err));
}

/* The engine copies nothing of a connection that has begun to write. Another one sees what stood there before. */
static bool copy_from_beside(struct db *db, const char *path, struct err *err)
{
	sqlite3 *beside = NULL;
	int rc = sqlite3_open_v2(sqlite3_db_filename(db->engine, "main"), &beside,
				 SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	bool ok = (rc == SQLITE_OK || db_fail(beside, rc, err)) && db_harden(beside, err) &&
		  write_copy(beside, path, err);
	sqlite3_close(beside);
	return ok;
}

bool db_copy_to(struct db *db, const char *path, struct err *err)
{
	struct file_draft draft = { 0 };

	if (!file_draft_open(&draft, path, false, err))
		return false;
	if (db_in_transaction(db) ? copy_from_beside(db, draft.draft_path, err)
				  : write_copy(db->engine, draft.draft_path, err))
		return file_draft_commit(&draft, false, err);
	file_draft_abandon(&draft);
	return err_prefix(err, "%s", path);
}
