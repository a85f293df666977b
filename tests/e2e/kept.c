/* SPDX-License-Identifier: MIT */
/* Reads drafts past the program, so that it cannot flatter itself. */
#include "kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "scratch.h"

static const char database[] = "clinic.db"; /* as clinic_make names it */

/* The first row; NULL when there is none. close_row() it. */
static sqlite3_stmt *open_row(const char *sql, long long number, const char *text)
{
	sqlite3 *db;
	sqlite3_stmt *row;

	assert_int_equal(sqlite3_open_v2(scratch_path(database), &db, SQLITE_OPEN_READWRITE, NULL),
			 SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	if (number)
		sqlite3_bind_int64(row, 1, number);
	if (text)
		sqlite3_bind_text(row, 2, text, -1, SQLITE_TRANSIENT);
	switch (sqlite3_step(row)) {
	case SQLITE_ROW:
		return row;
	case SQLITE_DONE:
		break;
	default:
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	}
	sqlite3_finalize(row);
	sqlite3_close(db);
	return NULL;
}

static void close_row(sqlite3_stmt *row)
{
	sqlite3 *db = sqlite3_db_handle(row);

	sqlite3_finalize(row);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

long long kept_session(const char *ending)
{
	sqlite3_stmt *row = open_row("SELECT session_id FROM draft WHERE ?1 = 1"
				     " AND substr(plan, -length(?2)) = ?2",
				     1, ending);
	long long session;

	assert_non_null(row);
	session = sqlite3_column_int64(row, 0);
	close_row(row);
	return session;
}

void kept_load(long long session, struct kept *kept)
{
	sqlite3_stmt *row = open_row("SELECT subjective, objective, assessment, plan, section, cursor"
				     " FROM draft WHERE session_id = ?1",
				     session, NULL);

	assert_non_null(row);
	for (int i = 0; i < KEPT_SECTIONS; i++) {
		kept->text[i] = strdup((const char *)sqlite3_column_text(row, i));
		assert_non_null(kept->text[i]);
	}
	kept->section = sqlite3_column_int(row, KEPT_SECTIONS);
	kept->cursor = sqlite3_column_int64(row, KEPT_SECTIONS + 1);
	close_row(row);
}

void kept_release(struct kept *kept)
{
	for (int i = 0; i < KEPT_SECTIONS; i++)
		free(kept->text[i]);
	*kept = (struct kept){ .section = 0 };
}

bool kept_aside(long long session, const char *ending)
{
	sqlite3_stmt *row = open_row("SELECT 1 FROM draft_copy WHERE session_id = ?1 AND ?2 IN"
				     " (substr(subjective, -length(?2)), substr(objective, -length(?2)),"
				     " substr(assessment, -length(?2)), substr(plan, -length(?2)))",
				     session, ending);
	bool found = row != NULL;

	if (row)
		close_row(row);
	return found;
}

bool kept_rescued(long long session)
{
	char name[64];

	snprintf(name, sizeof name, "%s.rescue-%lld", database, session);
	return access(scratch_path(name), F_OK) == 0;
}
