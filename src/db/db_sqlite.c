/* SPDX-License-Identifier: MIT */
/* The SQLite driver: opening, statements, transactions. */
#include "db/db_sqlite.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

#define OUR_APPLICATION_ID 0x46617363 /* "Fasc" */
enum { PATIENCE_MS = 60000, FIRST_NAP_MS = 8, LAST_NAP_MS = 2 };

/* ---- sentences ---- */

struct sentence {
	int code; /* extended code, or primary code for all of its kind */
	enum err_kind kind;
	const char *text;
};

static const struct sentence sentences[] = {
	{ SQLITE_BUSY, ERR_BUSY,
	  N_("The records are being written to by somebody else. Nothing was changed; try again in a moment.") },
	{ SQLITE_LOCKED, ERR_BUSY,
	  N_("The records are being written to by somebody else. Nothing was changed; try again in a moment.") },
	{ SQLITE_FULL, ERR_FULL, N_("The disk is full. Nothing was changed; make room and try again.") },
	{ SQLITE_IOERR_NOMEM, ERR_SYSTEM, N_("There is not enough memory.") },
	{ SQLITE_IOERR_CORRUPTFS, ERR_DAMAGED,
	  N_("The disk reports that the file system is damaged. Restore the last backup on a sound disk.") },
	{ SQLITE_IOERR, ERR_FULL,
	  N_("The disk could not be read or written. Nothing was changed; check for free space and a sound disk.") },
	{ SQLITE_READONLY_DBMOVED, ERR_FULL,
	  N_("The database file was moved away or deleted while it was in use. Nothing was changed; put it back.") },
	{ SQLITE_READONLY, ERR_FULL,
	  N_("The records can be read but not written. Check who owns the database file and its folder.") },
	{ SQLITE_CANTOPEN, ERR_FULL,
	  N_("A file beside the database cannot be written. Check its folder for free space and who owns it.") },
	{ SQLITE_PERM, ERR_SYSTEM, N_("The database may not be opened by this account.") },
	{ SQLITE_NOTADB, ERR_DAMAGED, N_("This file is not a Fascicle database. It was left as it is.") },
	{ SQLITE_CORRUPT, ERR_DAMAGED,
	  N_("The database file is damaged. Keep it as it is, and restore the last backup.") },
	{ SQLITE_TOOBIG, ERR_INPUT, N_("The text is too long to be stored. Shorten it.") },
	{ SQLITE_CONSTRAINT_FOREIGNKEY, ERR_MISSING,
	  N_("The change refers to a record that does not exist. Nothing was changed.") },
	{ SQLITE_CONSTRAINT_UNIQUE, ERR_REFUSED,
	  N_("There is one with this code or name already. Choose another.") },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, ERR_REFUSED,
	  N_("There is one with this code or name already. Choose another.") },
	{ SQLITE_CONSTRAINT_NOTNULL, ERR_INPUT, N_("Something that every record needs is missing.") },
	{ SQLITE_CONSTRAINT, ERR_REFUSED, N_("The records do not take this value. Nothing was changed.") },
	{ SQLITE_INTERRUPT, ERR_SYSTEM, N_("The work was stopped. Nothing was changed.") },
};

static const struct sentence *sentence_for(int extended)
{
	const int codes[] = { extended, extended & 0xff };

	for (size_t c = 0; c < 2; c++)
		for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
			if (sentences[i].code == codes[c])
				return &sentences[i];
	return NULL;
}

bool db_fail(sqlite3 *engine, int rc, struct err *err)
{
	int extended = engine != NULL ? sqlite3_extended_errcode(engine) : rc;
	if ((extended & 0xff) != (rc & 0xff))
		extended = rc;
	if ((rc & 0xff) == SQLITE_NOMEM)
		mem_die(_("There is not enough memory."));
	const struct sentence *sentence = sentence_for(extended);
	if (sentence != NULL)
		return err_set(err, sentence->kind, "%s", _(sentence->text));
	return err_set(err, ERR_SYSTEM, _("The database answered: %s."),
		       engine != NULL ? sqlite3_errmsg(engine) : sqlite3_errstr(rc));
}

void db_tell_refusals(struct db *db, db_refusal *sentence)
{
	db->refusal = sentence;
}

/* ---- opening ---- */

static bool run_now(sqlite3 *engine, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(engine, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || db_fail(engine, rc, err);
}

static bool ask_now(sqlite3 *engine, const char *sql, int64_t *answer, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(engine, sql, -1, &stmt, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*answer = sqlite3_column_int64(stmt, 0);
	bool ok = rc == SQLITE_ROW || db_fail(engine, rc, err);
	sqlite3_finalize(stmt);
	return ok;
}

/* False where a newer program brought the file up while it was open here. */
static bool schema_held(struct db *db, struct err *err)
{
	int64_t version;

	if (db->newer == NULL)
		return true;
	return ask_now(db->engine, "PRAGMA user_version", &version, err) &&
	       (version == db->held || db->newer(version, err));
}

/* As db_fail, where a trigger may have raised a word, or a part of the schema be another one by now. */
static bool run_failed(struct db *db, int rc, struct err *err)
{
	const char *sentence = NULL;

	if (db->refusal != NULL && sqlite3_extended_errcode(db->engine) == SQLITE_CONSTRAINT_TRIGGER)
		sentence = db->refusal(sqlite3_errmsg(db->engine));
	if (sentence != NULL)
		return err_set(err, ERR_REFUSED, "%s", sentence);
	bool unknown = (rc & 0xff) == SQLITE_ERROR;
	db_fail(db->engine, rc, err);
	if (unknown)
		schema_held(db, err);
	return false;
}

void db_hold_schema(struct db *db, int64_t version, db_newer *newer)
{
	db->held = version;
	db->newer = newer;
}

void db_set_patience(struct db *db, int ms)
{
	db->patience_ms = ms;
}

bool db_harden(sqlite3 *engine, struct err *err)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DQS_DML, 0 },         { SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },       { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },     { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 1 },     { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
	};
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 64 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 64 << 10 },
		{ SQLITE_LIMIT_COLUMN, 100 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 5 },
		{ SQLITE_LIMIT_VDBE_OP, 100000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 16 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1024 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, DB_PARAMETERS },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 8 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	sqlite3_extended_result_codes(engine, 1);
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (sqlite3_db_config(engine, options[i].option, options[i].value, NULL) != SQLITE_OK)
			return err_set(
				err, ERR_SYSTEM,
				_("This system's SQLite library lacks a safety switch. Install 3.31 or newer."));
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(engine, limits[i].limit, limits[i].value);
	return run_now(engine,
		       "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
		       "PRAGMA cache_size = -8192;",
		       err);
}

/* Called while somebody else has the lock. The library's own waiting gets slower with each try, up to 100 ms, so that
 * with many writers whoever waited longest loses to whoever came last, and readers never hit the short moment between
 * two commits. Here the longest waiting tries most often. */
static int wait_for_lock(void *context, int tries)
{
	struct db *db = context;
	int64_t now = clock_mono_ms();

	if (tries == 0)
		db->waiting_since = now;
	int64_t waited = now - db->waiting_since;
	if (waited >= db->patience_ms)
		return 0;
	int nap = FIRST_NAP_MS - (int)(waited / 100);
	sqlite3_sleep(nap > LAST_NAP_MS ? nap : LAST_NAP_MS);
	return 1;
}

/* A file that belongs to another program must not be touched, not even its journal mode. */
static bool is_ours(struct db *db, struct err *err)
{
	int64_t id = 0, objects = 0;

	if (!ask_now(db->engine, "PRAGMA application_id", &id, err))
		return false;
	if (id == OUR_APPLICATION_ID)
		return true;
	if (!ask_now(db->engine, "SELECT count(*) FROM sqlite_schema", &objects, err))
		return false;
	if (id == 0 && objects == 0 && db->mode == DB_CREATE)
		return true;
	return err_set(err, ERR_DAMAGED, "%s", _(sentence_for(SQLITE_NOTADB)->text));
}

/* The truncated journal survives a power cut with one fsync less than a deleted one. WAL is not used: the
 * library versions in use can lose a committed page when many processes reset it at once. */
static bool set_journal(struct db *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;

	if (db->mode == DB_READ_ONLY)
		return true;
	int rc = sqlite3_prepare_v2(db->engine, "PRAGMA journal_mode = TRUNCATE", -1, &stmt, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	bool ok = rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(stmt, 0), "truncate") == 0;
	if (!ok)
		db_fail(db->engine, rc == SQLITE_ROW ? SQLITE_BUSY : rc, err);
	sqlite3_finalize(stmt);
	return ok && run_now(db->engine, "PRAGMA synchronous = FULL", err);
}

static bool check_path(const char *path, enum db_mode mode, struct err *err)
{
	struct stat st;

	if (stat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			return err_set(err, ERR_DAMAGED,
				       _("%s is no regular file, so it cannot be a database."), path);
		return file_on_local_disk(path, err);
	}
	if (errno != ENOENT)
		return err_set(err, ERR_SYSTEM, _("The database %s cannot be reached: %s."), path,
			       strerror(errno));
	if (mode != DB_CREATE)
		return err_set(err, ERR_MISSING, _("There is no database %s."), path);
	char *folder = file_folder_of(path);
	bool ok = file_on_local_disk(folder, err);
	free(folder);
	return ok;
}

static bool start(struct db *db, struct err *err)
{
	sqlite3_busy_handler(db->engine, wait_for_lock, db);
	return db_harden(db->engine, err) && is_ours(db, err) && set_journal(db, err) &&
	       ask_now(db->engine, "PRAGMA data_version", &db->seen, err);
}

static bool open_engine(struct db **out, const char *path, enum db_mode mode, int flags, struct err *err)
{
	struct db *db = mem_alloc(sizeof *db);
	db->mode = mode;
	db->patience_ms = PATIENCE_MS;
	mode_t umask_before = umask(077);
	int rc =
		sqlite3_open_v2(path, &db->engine, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	bool ok = (rc == SQLITE_OK || db_fail(db->engine, rc, err)) && start(db, err);
	umask(umask_before);
	if (!ok) {
		db_close(db);
		db = NULL;
	}
	*out = db;
	return ok;
}

bool db_open(struct db **db, const char *path, enum db_mode mode, struct err *err)
{
	static const int flags[] = {
		[DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		[DB_OPEN] = SQLITE_OPEN_READWRITE,
		[DB_READ_ONLY] = SQLITE_OPEN_READONLY,
	};

	*db = NULL;
	if (!check_path(path, mode, err))
		return false;
	return open_engine(db, path, mode, flags[mode], err) || err_prefix(err, "%s", path);
}

bool db_open_scratch(struct db **db, struct err *err)
{
	struct db *scratch = mem_alloc(sizeof *scratch);
	scratch->mode = DB_CREATE;
	int rc = sqlite3_open_v2(":memory:", &scratch->engine,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	bool ok = (rc == SQLITE_OK || db_fail(scratch->engine, rc, err)) && db_harden(scratch->engine, err);
	if (!ok) {
		db_close(scratch);
		scratch = NULL;
	}
	*db = scratch;
	return ok;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < DB_BUCKETS; i++) {
		while (db->kept[i] != NULL) {
			struct db_stmt *stmt = db->kept[i];
			db->kept[i] = stmt->next;
			sqlite3_finalize(stmt->run);
			free(stmt->asked);
			free(stmt);
		}
	}
	sqlite3_close(db->engine);
	free(db);
}

bool db_is_read_only(const struct db *db)
{
	return db->mode == DB_READ_ONLY;
}

bool db_changed_outside(struct db *db)
{
	int64_t now = db->seen;

	if (!ask_now(db->engine, "PRAGMA data_version", &now, NULL) || now == db->seen)
		return false;
	db->seen = now;
	return true;
}

bool db_schema_version(struct db *db, int64_t *version, struct err *err)
{
	return ask_now(db->engine, "PRAGMA user_version", version, err);
}

bool db_set_schema_version(struct db *db, int64_t version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %" PRId64 ";",
		 OUR_APPLICATION_ID, version);
	return run_now(db->engine, sql, err);
}

/* ---- statements ---- */

/* SQLite numbers $2,$1 by first appearance, so every number is looked up by its name. */
static void find_places(struct db_stmt *stmt)
{
	for (int n = 1; n <= DB_PARAMETERS; n++) {
		char name[16];
		snprintf(name, sizeof name, "$%d", n);
		stmt->place[n] = sqlite3_bind_parameter_index(stmt->run, name);
	}
}

static struct db_stmt **bucket_of(struct db *db, const char *sql, const void *table)
{
	return &db->kept[(((uintptr_t)sql >> 3) ^ ((uintptr_t)table >> 3)) % DB_BUCKETS];
}

static struct db_stmt *take_kept(struct db_stmt *bucket, const char *sql, const void *table)
{
	for (struct db_stmt *s = bucket; s; s = s->next)
		if (s->sql == sql && s->table == table && !s->in_use) {
			s->in_use = true;
			return s;
		}
	return NULL;
}

static bool prepare(struct db *db, const char *sql, const void *table, db_make *make, struct db_stmt **stmt,
		    struct err *err)
{
	struct db_stmt **bucket = bucket_of(db, sql, table);
	*stmt = take_kept(*bucket, sql, table);
	if (*stmt)
		return true;
	sqlite3_stmt *run = NULL;
	struct str made;
	str_init(&made);
	if (make)
		make(&made, sql, table);
	int rc = sqlite3_prepare_v3(db->engine, make ? made.s : sql, -1, SQLITE_PREPARE_PERSISTENT, &run,
				    NULL);
	str_release(&made);
	if (rc != SQLITE_OK)
		return run_failed(db, rc, err);
	struct db_stmt *s = mem_alloc(sizeof *s);
	*s = (struct db_stmt){
		.db = db, .run = run, .sql = sql, .table = table, .in_use = true, .next = *bucket
	};
	find_places(s);
	*bucket = s;
	*stmt = s;
	return true;
}

bool db_prepare(struct db *db, const char *sql, struct db_stmt **stmt, struct err *err)
{
	return prepare(db, sql, NULL, NULL, stmt, err);
}

bool db_prepare_made(struct db *db, const char *text, const void *table, db_make *make, struct db_stmt **stmt,
		     struct err *err)
{
	return prepare(db, text, table, make, stmt, err);
}

bool db_takes(const struct db_stmt *stmt, int parameter)
{
	return parameter >= 1 && parameter <= DB_PARAMETERS && stmt->place[parameter] != 0;
}

static int place_of(const struct db_stmt *stmt, int parameter)
{
	if (!db_takes(stmt, parameter))
		mem_die("a statement was given a parameter that it does not have");
	return stmt->place[parameter];
}

static void bound(const struct db_stmt *stmt, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_TOOBIG)
		mem_die(sqlite3_errmsg(stmt->db->engine));
}

void db_bind_int(struct db_stmt *stmt, int parameter, int64_t value)
{
	bound(stmt, sqlite3_bind_int64(stmt->run, place_of(stmt, parameter), value));
}

void db_bind_text(struct db_stmt *stmt, int parameter, const char *text)
{
	int place = place_of(stmt, parameter);

	if (text == NULL)
		bound(stmt, sqlite3_bind_null(stmt->run, place));
	else
		bound(stmt, sqlite3_bind_text64(stmt->run, place, text, strlen(text), SQLITE_TRANSIENT,
						SQLITE_UTF8));
}

void db_bind_blob(struct db_stmt *stmt, int parameter, const void *bytes, size_t n)
{
	int place = place_of(stmt, parameter);

	if (bytes == NULL)
		bound(stmt, sqlite3_bind_null(stmt->run, place));
	else
		bound(stmt, sqlite3_bind_blob64(stmt->run, place, bytes, n, SQLITE_TRANSIENT));
}

void db_bind_null(struct db_stmt *stmt, int parameter)
{
	bound(stmt, sqlite3_bind_null(stmt->run, place_of(stmt, parameter)));
}

/* Some failures (a full disk above all) end the transaction behind our back. What follows must not be
 * stored on its own then. */
static bool transaction_lost(const struct db *db)
{
	return db->depth > 0 && sqlite3_get_autocommit(db->engine) != 0;
}

enum db_step db_step(struct db_stmt *stmt, struct err *err)
{
	if (transaction_lost(stmt->db)) {
		err_set(err, ERR_FULL,
			_("An earlier part of this change could not be stored. Nothing was changed."));
		return DB_FAILED;
	}
	int rc = sqlite3_step(stmt->run);
	if (rc == SQLITE_ROW)
		return DB_ROW;
	if (rc == SQLITE_DONE)
		return DB_DONE;
	run_failed(stmt->db, rc, err);
	return DB_FAILED;
}

void db_reset(struct db_stmt *stmt)
{
	if (stmt == NULL)
		return;
	sqlite3_reset(stmt->run);
	sqlite3_clear_bindings(stmt->run);
	stmt->in_use = false;
}

int64_t db_int(struct db_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->run, column);
}

const char *db_text(struct db_stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->run, column);
}

const void *db_blob(struct db_stmt *stmt, int column, size_t *n)
{
	const void *bytes = sqlite3_column_blob(stmt->run, column);

	*n = (size_t)sqlite3_column_bytes(stmt->run, column);
	return bytes;
}

char *db_text_dup(struct db_stmt *stmt, int column)
{
	return mem_strdup(db_text(stmt, column));
}

bool db_is_null(struct db_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->run, column) == SQLITE_NULL;
}

size_t db_bytes(struct db_stmt *stmt, int column)
{
	return sqlite3_column_text(stmt->run, column) != NULL
		       ? (size_t)sqlite3_column_bytes(stmt->run, column)
		       : 0;
}

int db_columns(const struct db_stmt *stmt)
{
	return sqlite3_column_count(stmt->run);
}

static int find_column(struct db_stmt *stmt, const char *name, int from)
{
	for (int i = 0; i < stmt->n_columns; i++) {
		int column = (from + i) % stmt->n_columns;
		const char *found = sqlite3_column_name(stmt->run, column);
		if (found && strcmp(found, name) == 0)
			return column;
	}
	mem_die("a statement was asked for a column that it does not have");
}

int db_column(struct db_stmt *stmt, const char *name, int from)
{
	if (!stmt->asked) {
		stmt->n_columns = db_columns(stmt);
		stmt->asked = mem_array((size_t)stmt->n_columns, sizeof *stmt->asked);
	}
	if (from < stmt->n_columns && stmt->asked[from] == name)
		return from;
	int column = find_column(stmt, name, from);
	stmt->asked[column] = name;
	return column;
}

int64_t db_int_of(struct db_stmt *stmt, const char *name)
{
	return db_int(stmt, db_column(stmt, name, 0));
}

const char *db_text_of(struct db_stmt *stmt, const char *name)
{
	return db_text(stmt, db_column(stmt, name, 0));
}

char *db_text_dup_of(struct db_stmt *stmt, const char *name)
{
	return mem_strdup(db_text_of(stmt, name));
}

/* ---- whole statements ---- */

void db_bind_values(struct db_stmt *stmt, const char *types, va_list values)
{
	for (int n = 1; types[n - 1] != '\0'; n++) {
		if (types[n - 1] == 's') {
			db_bind_text(stmt, n, va_arg(values, const char *));
			continue;
		}
		int64_t value = va_arg(values, int64_t);
		if (types[n - 1] == 'r' && value == 0)
			db_bind_null(stmt, n);
		else
			db_bind_int(stmt, n, value);
	}
}

static bool query(struct db *db, struct db_stmt **stmt, struct err *err, const char *sql, const char *types,
		  va_list args)
{
	if (!db_prepare(db, sql, stmt, err))
		return false;
	db_bind_values(*stmt, types, args);
	return true;
}

bool db_query(struct db *db, struct db_stmt **stmt, struct err *err, const char *sql, const char *types, ...)
{
	va_list args;

	va_start(args, types);
	bool ok = query(db, stmt, err, sql, types, args);
	va_end(args);
	return ok;
}

bool db_run(struct db *db, struct err *err, const char *sql, const char *types, ...)
{
	struct db_stmt *stmt;
	va_list args;

	va_start(args, types);
	bool ok = query(db, &stmt, err, sql, types, args);
	va_end(args);
	if (!ok)
		return false;
	enum db_step step;
	while ((step = db_step(stmt, err)) == DB_ROW)
		;
	db_reset(stmt);
	return step == DB_DONE;
}

bool db_ask(struct db *db, int64_t *answer, struct err *err, const char *sql, const char *types, ...)
{
	struct db_stmt *stmt;
	va_list args;

	va_start(args, types);
	bool ok = query(db, &stmt, err, sql, types, args);
	va_end(args);
	if (!ok)
		return false;
	enum db_step step = db_step(stmt, err);
	bool found = step == DB_ROW;
	if (found)
		*answer = db_int(stmt, 0);
	/* The change of a RETURNING statement is done at its first row; stepping on ends it in the engine's eyes. */
	while (step == DB_ROW)
		step = db_step(stmt, err);
	db_reset(stmt);
	if (step == DB_FAILED)
		return false;
	return found || err_set(err, ERR_MISSING, _("The record that was asked for does not exist."));
}

bool db_ask_text(struct db *db, char **text, struct err *err, const char *sql, const char *types, ...)
{
	struct db_stmt *stmt;
	va_list args;

	va_start(args, types);
	bool ok = query(db, &stmt, err, sql, types, args);
	va_end(args);
	if (!ok)
		return false;
	enum db_step step = db_step(stmt, err);
	if (step != DB_FAILED)
		mem_replace(text, step == DB_ROW ? db_text(stmt, 0) : NULL);
	db_reset(stmt);
	return step != DB_FAILED;
}

bool db_script(struct db *db, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(db->engine, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || run_failed(db, rc, err);
}

/* ---- transactions ---- */

bool db_begin(struct db *db, struct err *err)
{
	if (db->depth == 0) {
		if (db->mode == DB_READ_ONLY)
			return err_set(err, ERR_REFUSED, _("The records were opened for reading only."));
		if (!run_now(db->engine, "BEGIN IMMEDIATE", err))
			return false;
		if (!schema_held(db, err)) {
			run_now(db->engine, "ROLLBACK", NULL);
			return false;
		}
		db->spoiled = false;
	}
	db->depth++;
	return true;
}

bool db_commit(struct db *db, struct err *err)
{
	bool spoiled = db->spoiled || transaction_lost(db);

	if (db->depth == 0)
		mem_die("a transaction was ended that was never begun");
	if (db->depth > 1 && !spoiled) {
		db->depth--;
		return true;
	}
	if (spoiled) {
		db_rollback(db);
		return err_set(err, ERR_FULL,
			       _("A part of this change could not be stored. Nothing was changed."));
	}
	bool ok = run_now(db->engine, "COMMIT", err);
	if (!ok && sqlite3_get_autocommit(db->engine) == 0)
		run_now(db->engine, "ROLLBACK", NULL);
	db->depth = 0;
	return ok;
}

void db_rollback(struct db *db)
{
	if (db->depth == 0)
		return;
	db->spoiled = true;
	if (--db->depth > 0)
		return;
	if (sqlite3_get_autocommit(db->engine) == 0)
		run_now(db->engine, "ROLLBACK", NULL);
	db->spoiled = false;
}

bool db_in_transaction(const struct db *db)
{
	return db->depth > 0;
}

int64_t db_changes(const struct db *db)
{
	return sqlite3_changes64(db->engine);
}
