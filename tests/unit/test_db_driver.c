/* SPDX-License-Identifier: MIT */
/* The driver: which files it opens, what a statement and a transaction promise, what it says when the disk is full. */
#include "clinic.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/file.h"

static struct db *fresh(struct clinic *clinic)
{
	struct db *db;

	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(db_script(db, "CREATE TABLE pair (a INTEGER, b TEXT) STRICT", err));
	must(db_set_schema_version(db, 1, err));
	return db;
}

static int64_t ask(struct db *db, const char *sql)
{
	int64_t answer = -1;

	must(db_ask(db, &answer, err, sql, ""));
	return answer;
}

static void write_file(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

/* ---- files ---- */

static void a_new_database_is_for_its_owner_alone(void **state)
{
	struct clinic *clinic = *state;
	struct stat st;

	umask(0);
	struct db *db = fresh(clinic);
	assert_int_equal(stat(clinic->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(umask(077), 0);
	db_close(db);
}

static void what_is_no_database_of_ours_is_refused_and_left_alone(void **state)
{
	struct clinic *clinic = *state;
	static const char text[] =
		"Dear diary, this is certainly not a database, although it is long enough for one. "
		"It goes on for more than a hundred bytes.";
	struct str before, after;
	struct db *db;

	str_init(&before);
	str_init(&after);
	write_file(clinic->path, text, sizeof text);
	must_fail(db_open(&db, clinic->path, DB_OPEN, err), ERR_DAMAGED);
	must_fail(db_open(&db, clinic->path, DB_CREATE, err), ERR_DAMAGED);
	must(file_read(clinic->path, 1 << 20, &after, err));
	assert_int_equal(after.len, sizeof text);
	unlink(clinic->path);

	/* An SQLite file of another program. */
	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(db_script(db, "CREATE TABLE recipe (name TEXT)", err));
	db_close(db);
	must(file_read(clinic->path, 1 << 20, &before, err));
	must_fail(db_open(&db, clinic->path, DB_OPEN, err), ERR_DAMAGED);
	must_fail(db_open(&db, clinic->path, DB_CREATE, err), ERR_DAMAGED);
	must_fail(db_open(&db, clinic->path, DB_READ_ONLY, err), ERR_DAMAGED);
	must(file_read(clinic->path, 1 << 20, &after, err));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.s, after.s, before.len);
	str_release(&before);
	str_release(&after);
}

static void missing_folders_and_empty_files_are_told_apart(void **state)
{
	struct clinic *clinic = *state;
	struct db *db;

	must_fail(db_open(&db, clinic->path, DB_OPEN, err), ERR_MISSING);
	must_fail(db_open(&db, clinic->path, DB_READ_ONLY, err), ERR_MISSING);
	must_fail(db_open(&db, clinic->folder, DB_OPEN, err), ERR_DAMAGED);
	must_fail(db_open(&db, "/dev/null", DB_OPEN, err), ERR_DAMAGED);
	write_file(clinic->path, "", 0);
	must_fail(db_open(&db, clinic->path, DB_OPEN, err), ERR_DAMAGED);
	must(db_open(&db, clinic->path, DB_CREATE, err));
	db_close(db);
}

static void reading_only_writes_nothing(void **state)
{
	struct clinic *clinic = *state;
	struct db *db;

	db_close(fresh(clinic));
	must(db_open(&db, clinic->path, DB_READ_ONLY, err));
	assert_true(db_is_read_only(db));
	must_fail(db_begin(db, err), ERR_REFUSED);
	must_fail(db_run(db, err, "INSERT INTO pair (a) VALUES ($1)", "i", (int64_t)1), ERR_FULL);
	db_close(db);
}

static void a_broken_file_is_found_out(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	struct str findings;

	must(db_begin(db, err));
	for (int64_t i = 0; i < 2000; i++)
		must(db_run(db, err, "INSERT INTO pair (a, b) VALUES ($1, $2)", "is", i,
			    "a row of some length to fill pages"));
	must(db_commit(db, err));
	str_init(&findings);
	must(db_check(db, &findings, err));
	assert_int_equal(findings.len, 0);
	db_close(db);

	int fd = open(clinic->path, O_WRONLY);
	char noise[512];
	memset(noise, 0xA5, sizeof noise);
	assert_int_equal(pwrite(fd, noise, sizeof noise, 5 * 4096), sizeof noise);
	close(fd);
	must(db_open(&db, clinic->path, DB_OPEN, err));
	struct err trouble = ERR_INIT;
	bool ran = db_check(db, &findings, &trouble);
	assert_true(ran ? findings.len > 0 : trouble.kind == ERR_DAMAGED);
	db_close(db);
	str_release(&findings);
}

/* ---- statements ---- */

static void parameters_go_by_their_number_not_their_place(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	int64_t answer;

	must(db_ask(db, &answer, err, "SELECT $2 * 10 + $1", "ii", (int64_t)1, (int64_t)2));
	assert_int_equal(answer, 21);
	must(db_run(db, err, "INSERT INTO pair (b, a) VALUES ($2, $1)", "rs", (int64_t)0, NULL));
	assert_int_equal(ask(db, "SELECT count(*) FROM pair WHERE a IS NULL AND b IS NULL"), 1);
	db_close(db);
}

static void a_statement_in_use_is_not_taken_away(void **state)
{
	static const char sql[] = "SELECT a FROM pair ORDER BY a";
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	struct db_stmt *outer, *inner, *again;

	must(db_script(db, "INSERT INTO pair (a) VALUES (1), (2)", err));
	must(db_query(db, &outer, err, sql, ""));
	assert_int_equal(db_step(outer, NULL), DB_ROW);
	must(db_query(db, &inner, err, sql, ""));
	assert_ptr_not_equal(outer, inner);
	assert_int_equal(db_step(inner, NULL), DB_ROW);
	assert_int_equal(db_int(inner, 0), 1);
	db_reset(inner);
	assert_int_equal(db_step(outer, NULL), DB_ROW);
	assert_int_equal(db_int(outer, 0), 2);
	db_reset(outer);
	must(db_query(db, &again, err, sql, ""));
	assert_true(again == outer || again == inner); /* prepared once and kept */
	db_reset(again);
	db_close(db);
}

static void a_reset_clears_what_was_bound(void **state)
{
	static const char sql[] = "SELECT coalesce($1, -5)";
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	struct db_stmt *stmt;

	must(db_query(db, &stmt, err, sql, "i", (int64_t)7));
	assert_int_equal(db_step(stmt, NULL), DB_ROW);
	db_reset(stmt);
	must(db_prepare(db, sql, &stmt, err));
	assert_int_equal(db_step(stmt, NULL), DB_ROW);
	assert_int_equal(db_int(stmt, 0), -5);
	db_reset(stmt);
	db_close(db);
}

static void hidden_bytes_are_counted(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	struct db_stmt *stmt;

	must(db_query(db, &stmt, err, "SELECT CAST(x'61620063' AS TEXT), NULL", ""));
	assert_int_equal(db_step(stmt, NULL), DB_ROW);
	assert_string_equal(db_text(stmt, 0), "ab");
	assert_int_equal(db_bytes(stmt, 0), 4);
	assert_int_equal(db_columns(stmt), 2);
	assert_true(db_is_null(stmt, 1));
	assert_null(db_text(stmt, 1));
	db_reset(stmt);
	db_close(db);
}

static void the_loose_habits_of_the_engine_are_off(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	int64_t answer;

	/* A word in double quotes is a name; the library's default would make it a text. */
	must_fail(db_ask(db, &answer, err, "SELECT count(*) FROM pair WHERE b = \"nobody\"", ""), ERR_SYSTEM);
	assert_int_equal(ask(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(ask(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(ask(db, "PRAGMA synchronous"), 2);
	assert_int_equal(ask(db, "PRAGMA temp_store"), 2);
	must_fail(db_script(db, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", err), ERR_SYSTEM);
	must_fail(db_script(db, "ATTACH ':memory:' AS other", err), ERR_SYSTEM);
	db_close(db);
}

/* ---- transactions ---- */

static void only_the_outermost_commits(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic), *other;

	must(db_open(&other, clinic->path, DB_OPEN, err));
	must(db_begin(db, err));
	must(db_begin(db, err));
	must(db_script(db, "INSERT INTO pair (a) VALUES (1)", err));
	must(db_commit(db, err));
	assert_true(db_in_transaction(db));
	assert_int_equal(ask(other, "SELECT count(*) FROM pair"), 0);
	must(db_commit(db, err));
	assert_false(db_in_transaction(db));
	assert_int_equal(ask(other, "SELECT count(*) FROM pair"), 1);
	db_close(other);
	db_close(db);
}

static void a_rollback_inside_spoils_the_whole(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);

	must(db_begin(db, err));
	must(db_script(db, "INSERT INTO pair (a) VALUES (1)", err));
	must(db_begin(db, err));
	db_rollback(db);
	must_fail(db_commit(db, err), ERR_FULL);
	assert_false(db_in_transaction(db));
	assert_int_equal(ask(db, "SELECT count(*) FROM pair"), 0);
	must(db_begin(db, err));
	must(db_script(db, "INSERT INTO pair (a) VALUES (1)", err));
	must(db_commit(db, err));
	assert_int_equal(ask(db, "SELECT count(*) FROM pair"), 1);
	db_close(db);
}

static void a_held_lock_is_told_as_busy(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic), *other;

	must(db_open(&other, clinic->path, DB_OPEN, err));
	db_set_patience(other, 0);
	must(db_begin(db, err));
	must_fail(db_begin(other, err), ERR_BUSY);
	db_rollback(db);
	must(db_begin(other, err));
	db_rollback(other);
	db_close(other);
	db_close(db);
}

static void anothers_commit_is_noticed_ones_own_is_not(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic), *other;

	must(db_open(&other, clinic->path, DB_OPEN, err));
	assert_false(db_changed_outside(db));
	must(db_script(db, "INSERT INTO pair (a) VALUES (1)", err));
	assert_false(db_changed_outside(db));
	must(db_script(other, "INSERT INTO pair (a) VALUES (2)", err));
	assert_true(db_changed_outside(db));
	assert_false(db_changed_outside(db));
	db_close(other);
	db_close(db);
}

/* ---- the disk ---- */

/* Fills until it is refused, then looks whether anything of the refused change is there. */
static void fill(struct db *db)
{
	char *text = mem_alloc(20001);
	struct err trouble = ERR_INIT;
	int64_t stored = 0;

	memset(text, 'x', 20000);
	for (bool ok = true; ok; stored += ok) {
		ok = db_begin(db, &trouble);
		ok = ok && db_run(db, &trouble, "INSERT INTO pair (a, b) VALUES (1, $1)", "s", text) &&
		     db_run(db, &trouble, "INSERT INTO pair (a, b) VALUES (2, $1)", "s", text);
		if (ok)
			ok = db_commit(db, &trouble);
		else
			db_rollback(db);
		assert_true(stored < 1000);
	}
	free(text);
	assert_int_equal(trouble.kind, ERR_FULL);
	assert_false(db_in_transaction(db));
	assert_int_equal(ask(db, "SELECT count(*) FROM pair WHERE a = 1"), stored);
	assert_int_equal(ask(db, "SELECT count(*) FROM pair WHERE a = 2"), stored);
}

static void a_full_database_leaves_nothing_half_done(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);

	must(db_script(db, "PRAGMA max_page_count = 60", err));
	fill(db);
	must(db_script(db, "PRAGMA max_page_count = 1000", err));
	must(db_script(db, "INSERT INTO pair (a) VALUES (3)", err));
	db_close(db);
}

static void a_refused_write_leaves_nothing_half_done(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	struct rlimit before, limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 200000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	fill(db);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	must(db_script(db, "INSERT INTO pair (a) VALUES (3)", err));
	assert_int_equal(ask(db, "SELECT count(*) FROM pair WHERE a = 3"), 1);
	db_close(db);
}

static void after_the_engine_gave_up_nothing_is_stored_alone(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);

	must(db_begin(db, err));
	must(db_script(db, "ROLLBACK", err)); /* as a full disk does behind our back */
	must_fail(db_run(db, err, "INSERT INTO pair (a) VALUES ($1)", "i", (int64_t)1), ERR_FULL);
	must_fail(db_commit(db, err), ERR_FULL);
	assert_int_equal(ask(db, "SELECT count(*) FROM pair"), 0);
	db_close(db);
}

static void a_copy_is_whole_private_and_never_over_another(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic), *writer, *copy;
	char *path = str_format("%s/copy.db", clinic->folder);
	struct stat st;

	must(db_script(db, "INSERT INTO pair (a) VALUES (1), (2)", err));
	must(db_open(&writer, clinic->path, DB_OPEN, err));
	must(db_begin(writer, err));
	must(db_script(writer, "INSERT INTO pair (a) VALUES (3)", err));
	umask(0);
	must(db_copy_to(db, path, err));
	umask(077);
	db_rollback(writer);
	db_close(writer);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	must(db_open(&copy, path, DB_OPEN, err));
	assert_int_equal(ask(copy, "SELECT count(*) FROM pair"), 2);
	db_close(copy);
	must_fail(db_copy_to(db, path, err), ERR_REFUSED);
	must_fail(db_copy_to(db, "/nowhere/at/all.db", err), ERR_MISSING);
	db_close(db);
	free(path);
}

static void a_copy_that_does_not_fit_leaves_no_file(void **state)
{
	struct clinic *clinic = *state;
	struct db *db = fresh(clinic);
	char *path = str_format("%s/copy.db", clinic->folder);
	struct rlimit before, limit;

	must(db_begin(db, err));
	for (int64_t i = 0; i < 5000; i++)
		must(db_run(db, err, "INSERT INTO pair (a, b) VALUES ($1, $2)", "is", i,
			    "a row of some length to fill pages"));
	must(db_commit(db, err));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 100000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	must_fail(db_copy_to(db, path, err), ERR_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(access(path, F_OK), -1);
	int files = 0;
	DIR *dir = opendir(clinic->folder);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		files += entry->d_name[0] != '.' && strstr(entry->d_name, "copy") != NULL;
	closedir(dir);
	assert_int_equal(files, 0);
	db_close(db);
	free(path);
}

/* ---- what a schema has to do with it ---- */

static const char *lid_sentence(const char *word)
{
	return strcmp(word, "lid") == 0 ? "The lid stays on." : NULL;
}

static void assert_refusal(struct db *db, const char *sql, const char *sentence)
{
	struct err trouble = ERR_INIT;

	assert_false(db_script(db, sql, &trouble));
	assert_int_equal(trouble.kind, ERR_REFUSED);
	assert_string_equal(trouble.text, sentence);
	trouble = (struct err)ERR_INIT;
	assert_false(db_run(db, &trouble, sql, ""));
	assert_string_equal(trouble.text, sentence);
}

static void what_triggers_raise_is_told_by_who_wrote_them(void **state)
{
	static const char general[] = "The records do not take this value. Nothing was changed.";
	struct db *db = fresh(*state);

	must(db_script(db,
		       "CREATE TRIGGER a BEFORE DELETE ON pair BEGIN SELECT RAISE(ABORT, 'lid'); END;"
		       "CREATE TRIGGER b BEFORE UPDATE ON pair BEGIN SELECT RAISE(ABORT, 'other'); END;"
		       "INSERT INTO pair VALUES (1, 'a')",
		       err));
	assert_refusal(db, "DELETE FROM pair", general);
	db_tell_refusals(db, lid_sentence);
	assert_refusal(db, "DELETE FROM pair", "The lid stays on.");
	assert_refusal(db, "UPDATE pair SET a = 2", general);
	db_close(db);
}

static void objects_come_in_the_order_of_their_bytes(void **state)
{
	static const char *const expected[] = { "index z", "table B", "table pair", "trigger a" };
	struct db *db = fresh(*state);
	struct db_stmt *stmt;
	size_t n = 0;

	must(db_script(db,
		       "CREATE TRIGGER a BEFORE DELETE ON pair BEGIN SELECT 1; END;"
		       "CREATE INDEX z ON pair (a); CREATE TABLE B (x TEXT UNIQUE) STRICT",
		       err));
	must(db_objects(db, &stmt, err));
	while (db_step(stmt, NULL) == DB_ROW) {
		char *object = str_format("%s %s", db_text(stmt, 0), db_text(stmt, 1));
		assert_true(n < sizeof expected / sizeof *expected);
		assert_string_equal(object, expected[n++]);
		assert_int_equal(strncmp(db_text(stmt, 2), "CREATE ", 7), 0);
		free(object);
	}
	db_reset(stmt);
	assert_int_equal(n, sizeof expected / sizeof *expected);
	db_close(db);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(a_new_database_is_for_its_owner_alone),
		IN_A_FOLDER(what_is_no_database_of_ours_is_refused_and_left_alone),
		IN_A_FOLDER(missing_folders_and_empty_files_are_told_apart),
		IN_A_FOLDER(reading_only_writes_nothing),
		IN_A_FOLDER(a_broken_file_is_found_out),
		IN_A_FOLDER(parameters_go_by_their_number_not_their_place),
		IN_A_FOLDER(a_statement_in_use_is_not_taken_away),
		IN_A_FOLDER(a_reset_clears_what_was_bound),
		IN_A_FOLDER(hidden_bytes_are_counted),
		IN_A_FOLDER(the_loose_habits_of_the_engine_are_off),
		IN_A_FOLDER(only_the_outermost_commits),
		IN_A_FOLDER(a_rollback_inside_spoils_the_whole),
		IN_A_FOLDER(a_held_lock_is_told_as_busy),
		IN_A_FOLDER(anothers_commit_is_noticed_ones_own_is_not),
		IN_A_FOLDER(a_full_database_leaves_nothing_half_done),
		IN_A_FOLDER(a_refused_write_leaves_nothing_half_done),
		IN_A_FOLDER(after_the_engine_gave_up_nothing_is_stored_alone),
		IN_A_FOLDER(a_copy_is_whole_private_and_never_over_another),
		IN_A_FOLDER(a_copy_that_does_not_fit_leaves_no_file),
		IN_A_FOLDER(what_triggers_raise_is_told_by_who_wrote_them),
		IN_A_FOLDER(objects_come_in_the_order_of_their_bytes),
	};

	return cmocka_run_group_tests_name("store db", tests, NULL, NULL);
}
