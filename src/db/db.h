/* SPDX-License-Identifier: MIT */
/* The database driver: what the record families need of an engine and nothing more. One engine is built in
 * (SQLite); another one would stand behind the same calls. SQL is written once, with $1 parameters, in the subset
 * that SQLite and PostgreSQL share. */
#ifndef FASCICLE_DB_DB_H
#define FASCICLE_DB_DB_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct db;
struct db_stmt;

enum db_mode { DB_CREATE, DB_OPEN, DB_READ_ONLY };
enum db_step { DB_FAILED, DB_ROW, DB_DONE };

/* Opens (with DB_CREATE makes, 0600) a database. Refuses files that are not ours (ERR_DAMAGED), network disks, and
 * whatever is no regular file. Waits for others' locks as db_set_patience says. */
bool db_open(struct db **db, const char *path, enum db_mode mode, struct err *err);
void db_close(struct db *db); /* NULL is fine */
bool db_is_read_only(const struct db *db);
/* An empty database in memory, to try something in. */
bool db_open_scratch(struct db **db, struct err *err);

/* The sentence for the word that a trigger of the schema raised; NULL when it is no such word. */
typedef const char *db_refusal(const char *word);
/* Has what triggers refuse told by the sentences of those who wrote them; else it is told in general. */
void db_tell_refusals(struct db *db, db_refusal *sentence);

/* For how many milliseconds a statement waits while another program has the lock, before it fails with ERR_BUSY. A minute
 * unless it is set: another program may be bringing up the schema. */
void db_set_patience(struct db *db, int ms);

/* Prepared once per text (`sql` must be a literal: its address is the key) and kept until close. */
bool db_prepare(struct db *db, const char *sql, struct db_stmt **stmt, struct err *err);
/* The same for a statement that is made from a table of columns: `make` writes it from `text` when it is prepared. The
 * addresses of both are the key. */
typedef void db_make(struct str *sql, const char *text, const void *table);
bool db_prepare_made(struct db *db, const char *text, const void *table, db_make *make, struct db_stmt **stmt,
		     struct err *err);
bool db_takes(const struct db_stmt *stmt, int parameter); /* whether its text has the parameter */
void db_bind_int(struct db_stmt *stmt, int parameter, int64_t value);
void db_bind_text(struct db_stmt *stmt, int parameter, const char *text); /* NULL binds NULL; copied */
void db_bind_blob(struct db_stmt *stmt, int parameter, const void *bytes,
		  size_t n); /* NULL binds NULL; copied */
void db_bind_null(struct db_stmt *stmt, int parameter);
/* $1, $2 ...: `types` has a letter a parameter: i (int64_t), r (int64_t, 0 binds NULL), s (const char *). */
void db_bind_values(struct db_stmt *stmt, const char *types, va_list values);
enum db_step db_step(struct db_stmt *stmt, struct err *err);
/* Ends a statement's run, gives its lock back and clears its parameters. Always call it, also after DB_DONE. */
void db_reset(struct db_stmt *stmt);

int64_t db_int(struct db_stmt *stmt, int column);
const char *db_text(struct db_stmt *stmt, int column); /* NULL for NULL; valid until the next step */
/* NULL for NULL and for no bytes; valid until the next step. Never ask for the same column as text. */
const void *db_blob(struct db_stmt *stmt, int column, size_t *n);
char *db_text_dup(struct db_stmt *stmt, int column);
bool db_is_null(struct db_stmt *stmt, int column);
/* Bytes of the column's text: more than strlen where somebody has hidden a NUL in it. */
size_t db_bytes(struct db_stmt *stmt, int column);
int db_columns(const struct db_stmt *stmt);
/* Where the column of this name, a literal, is; the search begins at `from`. The program ends where there is none. */
int db_column(struct db_stmt *stmt, const char *name, int from);
int64_t db_int_of(struct db_stmt *stmt, const char *name);
const char *db_text_of(struct db_stmt *stmt, const char *name); /* NULL for NULL; valid until the next step */
char *db_text_dup_of(struct db_stmt *stmt, const char *name);

/* Prepares, binds the values as db_bind_values does, and steps to the end. */
bool db_run(struct db *db, struct err *err, const char *sql, const char *types, ...);
/* As db_run for a statement that gives one row with one whole number (RETURNING id, count(*)). ERR_MISSING when there
 * is no row. */
bool db_ask(struct db *db, int64_t *answer, struct err *err, const char *sql, const char *types, ...);
/* The same with one text, which replaces *text; NULL where there is no row. */
bool db_ask_text(struct db *db, char **text, struct err *err, const char *sql, const char *types, ...);
/* Prepares and binds for stepping by the caller, who must db_reset. */
bool db_query(struct db *db, struct db_stmt **stmt, struct err *err, const char *sql, const char *types, ...);

/* Write transactions take the lock at once and may nest: only the outermost commits; a rollback inside spoils the
 * whole. */
bool db_begin(struct db *db, struct err *err);
bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);
int64_t db_changes(const struct db *db); /* rows the last statement changed */

/* Whether another connection has committed since the last call (or since opening). Cheap. */
bool db_changed_outside(struct db *db);

/* The number of the schema that the file was written with; 0 for an empty one. Setting belongs into the transaction that
 * brings the schema there, and marks the file as ours. */
bool db_schema_version(struct db *db, int64_t *version, struct err *err);
bool db_set_schema_version(struct db *db, int64_t version, struct err *err);
/* From here on the file must keep this number. Where it has another one, because a newer program brought it up meanwhile, no
 * transaction begins, and `newer` says so in its err and returns false; the same for a statement that fails there. */
typedef bool db_newer(int64_t version, struct err *err);
void db_hold_schema(struct db *db, int64_t version, db_newer *newer);
/* For stepping by the caller over the tables, indexes and triggers: type, name, and the words it was made by. In the order
 * of their bytes. */
bool db_objects(struct db *db, struct db_stmt **stmt, struct err *err);

/* A part of the schema as an earlier program made it: its name and the first digits of its words' fingerprint (digest_bytes);
 * "" where that program did not make it at all. */
enum { DB_EARLIER_DIGITS = 16 };
struct db_earlier {
	const char *name, *words;
};
/* What a column holds that was not there then, or not so: SQL over the columns of the old row. With column NULL a whole
 * statement, to be run while the old rows can still be read from temp.mended. */
struct db_fill {
	const char *table, *column, *sql;
};
/* Makes the parts that are listed in `earlier` as `model` has them; the rows of tables stay. What differs and is not listed
 * is left as it is. Within a transaction. Both lists end with a NULL. */
bool db_mend_schema(struct db *db, struct db *model, const struct db_earlier *earlier,
		    const struct db_fill *fills, struct err *err);

/* Several statements of the schema at once; no parameters. */
bool db_script(struct db *db, const char *sql, struct err *err);
/* What only the engine knows: its own check of the file; each finding is a line in `findings`. */
bool db_check(struct db *db, struct str *findings, struct err *err);
/* Copies a consistent picture of the database to a new file, 0600, synced and checked. Within a transaction: as it was
 * before it. */
bool db_copy_to(struct db *db, const char *path, struct err *err);

#endif
