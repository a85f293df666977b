/* SPDX-License-Identifier: MIT */
/* What the two halves of the SQLite driver share. Nobody else includes it. */
#ifndef FASCICLE_DB_DB_SQLITE_H
#define FASCICLE_DB_DB_SQLITE_H

#include <sqlite3.h>

#include "db/db.h"

enum { DB_BUCKETS = 64, DB_PARAMETERS = 40 };

struct db {
	sqlite3 *engine;
	enum db_mode mode;
	struct db_stmt *kept[DB_BUCKETS]; /* by the address of the text */
	int depth;                        /* of nested transactions */
	bool spoiled;                     /* an inner one was rolled back */
	int64_t seen;                     /* the engine's count of others' commits at the last look */
	int64_t waiting_since;            /* for a lock, on the monotonic clock in ms */
	int patience_ms;                  /* how long it waits for one */
	db_refusal *refusal;              /* NULL: nobody has sentences for what triggers raise */
	int64_t held;                     /* the number that the schema must keep */
	db_newer *newer;                  /* NULL: it may be any */
};

struct db_stmt {
	struct db *db;
	sqlite3_stmt *run;
	const char *sql;   /* its key, with the table that it was made from */
	const void *table; /* NULL: it stands as it is */
	bool in_use;
	struct db_stmt *next;
	int n_columns;
	const char *
		*asked; /* by which name each column was asked for the last time: most rows are read alike */
	int place[DB_PARAMETERS + 1]; /* place[n] is the engine's index of $n, 0 when the text has none */
};

/* Turns a result code into a sentence. Returns false. */
bool db_fail(sqlite3 *engine, int rc, struct err *err);
/* The pragmas and limits that every connection gets before the first statement. */
bool db_harden(sqlite3 *engine, struct err *err);

#endif
