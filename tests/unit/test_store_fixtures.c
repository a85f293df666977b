/* SPDX-License-Identifier: MIT */
/* Databases of every schema, made by the programs of their times: brought up to today they hold what they held, every seal
 * is whole, and the chain of the audit goes on from the head it had. */
#include "clinic.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../fixture.h"
#include "store/audit.h"
#include "store/schema.h"

enum { FIXTURES = 7 };

static char *fixture_name(int n)
{
	return str_format("schema-%d", n);
}

static void place(struct clinic *clinic, int n)
{
	char *name = fixture_name(n);
	unlink(clinic->path);
	must(fixture_place(name, clinic->path, err));
	free(name);
}

static void open_today(struct clinic *clinic)
{
	must(store_open(&clinic->store, clinic->path, false, err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
}

/* The newest hash of the audit and how many rows it has, as an outsider reads them. */
static void chain_of(const char *path, char head[DIGEST_SIZE], int64_t *rows)
{
	struct db *db;
	struct db_stmt *stmt;
	must(db_open(&db, path, DB_OPEN, err));
	must(db_ask(db, rows, err, "SELECT count(*) FROM audit", ""));
	must(db_query(db, &stmt, err, "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1", ""));
	assert_int_equal(db_step(stmt, NULL), DB_ROW);
	snprintf(head, DIGEST_SIZE, "%s", db_text(stmt, 0));
	db_reset(stmt);
	db_close(db);
}

static void each_is_of_its_schema(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++) {
		struct db *db;
		int64_t version;
		place(clinic, n);
		must(db_open(&db, clinic->path, DB_OPEN, err));
		must(db_schema_version(db, &version, err));
		assert_int_equal(version, n);
		db_close(db);
	}
}

static void each_comes_up_to_todays_tables(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++) {
		struct str findings;
		str_init(&findings);
		place(clinic, n);
		open_today(clinic);
		must(schema_check(clinic->store.db, schema_latest(), &findings, err));
		if (findings.len > 0)
			fail_msg("schema %d: %s", n, findings.s);
		str_release(&findings);
		store_close(&clinic->store);
	}
}

static void every_seal_of_each_is_whole(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++) {
		struct verify_result result;
		verify_result_init(&result);
		place(clinic, n);
		open_today(clinic);
		must(store_verify(&clinic->store, &result, NULL, NULL, err));
		if (result.faults > 0)
			fail_msg("schema %d: %s", n, result.findings.s);
		assert_int_equal(result.signed_sessions, 4);
		assert_true(result.audit_rows > 50);
		verify_result_release(&result);
		store_close(&clinic->store);
	}
}

/* Each hash covers the row before it: the same head is the same chain. */
static void the_chain_of_each_keeps_its_head(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++) {
		char before[DIGEST_SIZE], after[DIGEST_SIZE];
		int64_t rows;
		struct verify_result result;
		verify_result_init(&result);
		place(clinic, n);
		chain_of(clinic->path, before, &rows);
		open_today(clinic);
		must(audit_head(&clinic->store, after, err));
		assert_string_equal(before, after);
		must(store_verify(&clinic->store, &result, NULL, NULL, err));
		assert_int_equal(result.audit_rows, rows);
		verify_result_release(&result);
		store_close(&clinic->store);
	}
}

/* ---- what it held is there ---- */

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	return raw;
}

/* All that a query gives, a line a row. */
static void add_rows(sqlite3 *raw, const char *sql, struct str *out)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL);
	if (rc != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *text = (const char *)sqlite3_column_text(stmt, i);
			str_addf(out, "%s%s", i > 0 ? "|" : "", text ? text : "(null)");
		}
		str_addc(out, '\n');
	}
	assert_int_equal(rc, SQLITE_DONE);
	sqlite3_finalize(stmt);
}

/* A query a table: all of its columns. How the audit is stored is nobody's promise; its hashes are. */
static void list_tables(sqlite3 *raw, struct str *queries)
{
	add_rows(raw,
		 "SELECT 'SELECT ''' || m.name || ''', ' || group_concat(c.name, ', ') || ' FROM ' || m.name"
		 " || ' ORDER BY ' || group_concat(c.name, ', ')"
		 " FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
		 " WHERE m.type = 'table' AND m.name <> 'audit' AND substr(m.name, 1, 7) <> 'sqlite_'"
		 " GROUP BY m.name ORDER BY m.name",
		 queries);
}

static void read_tables(sqlite3 *raw, const char *queries, struct str *out)
{
	while (*queries) {
		size_t n = strcspn(queries, "\n");
		char *sql = mem_strndup(queries, n);
		add_rows(raw, sql, out);
		free(sql);
		queries += n + (queries[n] == '\n');
	}
}

static void every_row_and_column_of_each_is_still_there(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++) {
		struct str queries, before, after;
		str_init(&queries);
		str_init(&before);
		str_init(&after);
		place(clinic, n);
		sqlite3 *raw = open_raw(clinic->path);
		list_tables(raw, &queries);
		read_tables(raw, queries.s, &before);
		sqlite3_close(raw);
		open_today(clinic);
		store_close(&clinic->store);
		raw = open_raw(clinic->path);
		read_tables(raw, queries.s, &after);
		sqlite3_close(raw);
		assert_true(before.len > 5000);
		assert_string_equal(before.s, after.s);
		str_release(&queries);
		str_release(&before);
		str_release(&after);
	}
}

/* ---- the copy of before ---- */

/* How many files lie beside the database, and the last of them in the order of names. */
static int files_beside(const struct clinic *clinic, char *last, size_t size)
{
	DIR *dir = opendir(clinic->folder);
	const struct dirent *entry;
	const char *own = strrchr(clinic->path, '/') + 1;
	int n = 0;
	*last = '\0';
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || strcmp(entry->d_name, own) == 0 ||
		    strstr(entry->d_name, "-journal") || strstr(entry->d_name, ".rescue-"))
			continue;
		n++;
		size_t bytes = strlen(entry->d_name) + 1;
		assert_true(bytes <= size);
		if (strcmp(entry->d_name, last) > 0)
			memcpy(last, entry->d_name, bytes);
	}
	closedir(dir);
	return n;
}

/* All that the file at this path holds, the audit too. */
static char *all_of(const char *path)
{
	struct str queries, all;
	str_init(&queries);
	str_init(&all);
	sqlite3 *raw = open_raw(path);
	list_tables(raw, &queries);
	str_add(&queries, "SELECT * FROM audit ORDER BY seq\n"
			  "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name\n"
			  "PRAGMA user_version\nPRAGMA application_id\nPRAGMA integrity_check\n");
	read_tables(raw, queries.s, &all);
	sqlite3_close(raw);
	str_release(&queries);
	char *text = str_take(&all);
	str_release(&all);
	return text;
}

static void each_lies_beside_as_it_was_before_it_is_brought_up(void **state)
{
	struct clinic *clinic = *state;
	for (int n = 1; n < schema_latest(); n++) {
		char last[64];
		place(clinic, n);
		char *before = all_of(clinic->path);
		open_today(clinic);
		char *name = str_format("clinic.db.schema-%d-2026-11-20", n);
		char *path = str_format("%s/%s", clinic->folder, name), *after = all_of(path);
		struct stat st;
		assert_int_equal(files_beside(clinic, last, sizeof last), 1);
		assert_string_equal(last, name);
		assert_string_equal(clinic->store.copied, path);
		assert_string_equal(before, after);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
		struct str said;
		str_init(&said);
		store_say_copied(&clinic->store, &said);
		assert_non_null(strstr(said.s, name));
		str_release(&said);
		store_close(&clinic->store);
		/* Once is enough: what is up to date is not copied, however often it is opened. */
		open_today(clinic);
		assert_null(clinic->store.copied);
		store_close(&clinic->store);
		assert_int_equal(files_beside(clinic, last, sizeof last), 1);
		unlink(path);
		free(name);
		free(path);
		free(before);
		free(after);
	}
}

static void what_is_new_or_up_to_date_is_not_copied(void **state)
{
	struct clinic *clinic = *state;
	char last[64];
	must(store_open(&clinic->store, clinic->path, true, err));
	assert_null(clinic->store.copied);
	store_close(&clinic->store);
	must(store_open(&clinic->store, clinic->path, false, err));
	store_close(&clinic->store);
	must(store_open_read_only(&clinic->store, clinic->path, err));
	store_close(&clinic->store);
	assert_int_equal(files_beside(clinic, last, sizeof last), 0);
}

static void no_copy_is_written_over(void **state)
{
	static const char *const names[] = { "", "-2", "-3" };
	struct clinic *clinic = *state;
	char last[64];
	for (int i = 0; i < 3; i++) {
		place(clinic, 3);
		open_today(clinic);
		char *path = str_format("%s.schema-3-2026-11-20%s", clinic->path, names[i]);
		assert_string_equal(clinic->store.copied, path);
		store_close(&clinic->store);
		free(path);
	}
	assert_int_equal(files_beside(clinic, last, sizeof last), 3);
}

/* The upgrade is refused by a sentence, and the file holds what it held. */
static void stays_old(struct clinic *clinic, const char *path, const char *said)
{
	struct err trouble = ERR_INIT;
	char *before = all_of(path);
	assert_false(store_open(&clinic->store, path, true, &trouble));
	if (!strstr(trouble.text, "the copy could not be made") || !strstr(trouble.text, said))
		fail_msg("%s", trouble.text);
	char *after = all_of(path);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void without_a_copy_nothing_is_brought_up(void **state)
{
	struct clinic *clinic = *state;
	struct rlimit limit;
	char last[64];
	place(clinic, 3);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = 64 << 10;
	setrlimit(RLIMIT_FSIZE, &limit);
	stays_old(clinic, clinic->path, "free space");
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_int_equal(files_beside(clinic, last, sizeof last), 0);
	/* A name that is just short enough for a database, and too long for a copy. */
	char *path = str_format("%s/%0230d.db", clinic->folder, 7);
	must(fixture_place("schema-3", path, err));
	stays_old(clinic, path, "stay as they are");
	free(path);
	/* Control: with room there is a copy. */
	open_today(clinic);
	assert_non_null(clinic->store.copied);
}

/* ---- killed on the way ---- */

/* FASCICLE_STEPS bounds how many of the statements are struck; with a million it is every one. */
static int kills_wanted(void)
{
	const char *wanted = getenv("FASCICLE_STEPS");
	long long steps = 20000;
	if (wanted)
		assert_true(str_to_int(wanted, &steps) && steps > 0);
	return steps < 250 ? 1 : (int)(steps / 250);
}

static int statements_left; /* until the process is gone; below 0 they are only counted */

/* What the engine held back is in the file by then: half of what was to become of it. */
static int at_statement(unsigned what, void *context, void *stmt, void *sql)
{
	(void)what, (void)context, (void)sql;
	if (--statements_left == 0) {
		sqlite3_db_cacheflush(sqlite3_db_handle(stmt));
		_exit(9);
	}
	return 0;
}

/* Each connection that is opened, also to a copy, tells of each statement that it begins. */
static int watch(sqlite3 *engine, char **message, const struct sqlite3_api_routines *api)
{
	(void)message, (void)api;
	return sqlite3_trace_v2(engine, SQLITE_TRACE_STMT, at_statement, NULL);
}

static bool open_watched(struct store *store, const char *path, int left, struct err *err)
{
	statements_left = left;
	sqlite3_auto_extension((void (*)(void))watch);
	bool ok = store_open(store, path, false, err);
	sqlite3_reset_auto_extension();
	return ok;
}

/* Brings the file up in a process that is gone at its nth statement, or just behind its last. */
static void kill_at(const char *path, int n)
{
	int status;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct store store;
		struct err err = ERR_INIT;
		bool ok = open_watched(&store, path, n, &err);
		_exit(ok && statements_left == 1 ? 9 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 9)
		fail_msg("not killed at statement %d", n);
}

static void remove_beside(const struct clinic *clinic)
{
	char last[64];
	while (files_beside(clinic, last, sizeof last) > 0) {
		char *path = str_format("%s/%s", clinic->folder, last);
		assert_int_equal(unlink(path), 0);
		free(path);
	}
}

/* An upgrade that can be begun again and again from the same bytes. */
struct upgrade {
	struct clinic *clinic;
	int fixture, statements;
	struct str bytes; /* of the file */
	char *before, *audit;
	int kept, halfway; /* kills that left the old records; those of them that the file no longer was */
};

static char *audit_of(const char *path)
{
	struct str rows;
	str_init(&rows);
	sqlite3 *raw = open_raw(path);
	add_rows(raw,
		 "SELECT seq, at, login, action, entity, entity_id, detail, hash FROM audit ORDER BY seq",
		 &rows);
	sqlite3_close(raw);
	char *text = str_take(&rows);
	str_release(&rows);
	return text;
}

static void upgrade_init(struct upgrade *upgrade, struct clinic *clinic, int fixture)
{
	*upgrade = (struct upgrade){ .clinic = clinic, .fixture = fixture };
	str_init(&upgrade->bytes);
	place(clinic, fixture);
	upgrade->before = all_of(clinic->path);
	upgrade->audit = audit_of(clinic->path);
	must(file_read(clinic->path, 16 << 20, &upgrade->bytes, err));
	must(open_watched(&clinic->store, clinic->path, -1, err));
	upgrade->statements = -1 - statements_left;
	store_close(&clinic->store);
	remove_beside(clinic);
}

static void upgrade_release(struct upgrade *upgrade)
{
	str_release(&upgrade->bytes);
	free(upgrade->before);
	free(upgrade->audit);
}

static void put_file(const struct upgrade *upgrade)
{
	FILE *file = fopen(upgrade->clinic->path, "w");
	assert_int_equal(fwrite(upgrade->bytes.s, 1, upgrade->bytes.len, file), upgrade->bytes.len);
	assert_int_equal(fclose(file), 0);
}

static bool is_untouched(const struct upgrade *upgrade)
{
	struct str now;
	str_init(&now);
	must(file_read(upgrade->clinic->path, 16 << 20, &now, err));
	bool same = now.len == upgrade->bytes.len && memcmp(now.s, upgrade->bytes.s, now.len) == 0;
	str_release(&now);
	return same;
}

enum left { LEFT_OLD, LEFT_NEW, LEFT_NEITHER };

/* What the killed process left behind. */
static enum left left_behind(const struct upgrade *upgrade)
{
	struct db *db;
	struct err trouble = ERR_INIT;
	int64_t version;
	if (!db_open(&db, upgrade->clinic->path, DB_OPEN, &trouble)) {
		print_message("# %s\n", trouble.text);
		return LEFT_NEITHER;
	}
	must(db_schema_version(db, &version, err));
	db_close(db);
	if (version == schema_latest())
		return LEFT_NEW;
	char *after = all_of(upgrade->clinic->path);
	bool same = strcmp(upgrade->before, after) == 0;
	free(after);
	return same ? LEFT_OLD : LEFT_NEITHER;
}

static void is_old_or_new(struct upgrade *upgrade, int n)
{
	bool untouched = is_untouched(upgrade);
	enum left left = left_behind(upgrade);
	if (left == LEFT_NEITHER)
		fail_msg("schema %d killed at statement %d: neither old nor new", upgrade->fixture, n);
	upgrade->kept += left == LEFT_OLD;
	upgrade->halfway += left == LEFT_OLD && !untouched;
}

/* It comes up as if nothing had been: every seal, each row of the audit with its detail, the same head. */
static void comes_up_whole(struct upgrade *upgrade, int n)
{
	struct str findings;
	str_init(&findings);
	open_today(upgrade->clinic);
	if (clinic_faults(upgrade->clinic, &findings) > 0)
		fail_msg("schema %d killed at statement %d: %s", upgrade->fixture, n, findings.s);
	store_close(&upgrade->clinic->store);
	char *audit = audit_of(upgrade->clinic->path);
	assert_string_equal(audit, upgrade->audit);
	free(audit);
	str_release(&findings);
}

/* Strikes every `stride`th statement, and the last, where the new records are made good, and behind it. */
static int strike(struct upgrade *upgrade, int stride, int offset)
{
	int kills = 0;
	for (int n = 1; n <= upgrade->statements + 1; n++) {
		int left = upgrade->statements + 1 - n;
		if (left % stride != offset && left >= 2)
			continue;
		put_file(upgrade);
		kill_at(upgrade->clinic->path, n);
		is_old_or_new(upgrade, n);
		comes_up_whole(upgrade, n);
		remove_beside(upgrade->clinic);
		kills++;
	}
	return kills;
}

static void an_upgrade_killed_at_any_statement_leaves_the_old_or_the_new(void **state)
{
	int fixtures = schema_latest() - 1, all = 0, kills = 0;
	struct upgrade upgrades[FIXTURES];
	assert_true(fixtures <= FIXTURES);
	for (int i = 0; i < fixtures; i++) {
		upgrade_init(&upgrades[i], *state, i + 1);
		all += upgrades[i].statements;
	}
	int stride = (all + kills_wanted() - 1) / kills_wanted();
	for (int i = 0; i < fixtures; i++) {
		struct upgrade *upgrade = &upgrades[i];
		int struck = strike(upgrade, stride, stride * i / fixtures);
		/* Controls: only behind its last statement was all new, and before it the file was at times half of each. */
		assert_int_equal(upgrade->kept, struck - 1);
		assert_true(upgrade->halfway > 0);
		kills += struck;
		upgrade_release(upgrade);
	}
	print_message("# killed at %d of %d statements\n", kills, all);
}

/* ---- controls ---- */

/* A byte of the dump is another before it is loaded. */
static void place_changed(struct clinic *clinic, int n, const char *was, const char *is)
{
	struct str dump;
	str_init(&dump);
	char *name = str_format("schema-%d.sql", n);
	unlink(clinic->path);
	must(fixture_read(name, &dump, err));
	char *at = strstr(dump.s, was);
	if (!at)
		fail_msg("%s does not hold %s", name, was);
	memcpy(at, is, strlen(is));
	must(fixture_load(dump.s, clinic->path, err));
	str_release(&dump);
	free(name);
}

/* Between what was signed, what the audit says and what guards both. */
static void a_byte_that_changed_is_noticed_in_each(void **state)
{
	static const struct {
		const char *was, *is, *said;
	} changes[] = {
		{ "ve caf\303\251 \342\200\223 30 s", "ve caf\303\251 \342\200\223 90 s",
		  "changed after it was signed" },
		{ "'mark-void'", "'mark-vpid'", "audit" },
		{ "(1,1,'treatment',1,", "(1,1,'treatment',0,", "changed after it was signed" },
		{ "WHEN NEW.uid IS NOT OLD.uid", "WHEN NEW.uid IS NOT NEW.uid", "guards" },
	};
	struct clinic *clinic = *state;
	for (int n = 1; n <= FIXTURES; n++)
		for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
			const char *was = changes[i].was, *is = changes[i].is;
			struct str findings;
			if (n < 3 && strstr(was, "treatment")) {
				was = "consent VALUES(1,1,1,"; /* consent had no scope then */
				is = "consent VALUES(1,1,0,";
			}
			str_init(&findings);
			place_changed(clinic, n, was, is);
			open_today(clinic);
			if (clinic_faults(clinic, &findings) == 0 || !strstr(findings.s, changes[i].said))
				fail_msg("schema %d: %s is not noticed: %s", n, is, findings.s);
			str_release(&findings);
			store_close(&clinic->store);
		}
}

/* What was killed before the number of the new schema stood in the file, without what SQLite laid beside it. */
static void half_an_upgrade_is_noticed(void **state)
{
	struct clinic *clinic = *state;
	struct upgrade upgrade;
	upgrade_init(&upgrade, clinic, (int)schema_latest() - 1);
	put_file(&upgrade);
	kill_at(clinic->path, upgrade.statements - 2);
	char *journal = str_format("%s-journal", clinic->path);
	assert_int_equal(unlink(journal), 0);
	free(journal);
	assert_int_equal(left_behind(&upgrade), LEFT_NEITHER);
	upgrade_release(&upgrade);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(each_is_of_its_schema),
		IN_A_FOLDER(each_comes_up_to_todays_tables),
		IN_A_FOLDER(every_seal_of_each_is_whole),
		IN_A_FOLDER(the_chain_of_each_keeps_its_head),
		IN_A_FOLDER(every_row_and_column_of_each_is_still_there),
		IN_A_FOLDER(each_lies_beside_as_it_was_before_it_is_brought_up),
		IN_A_FOLDER(what_is_new_or_up_to_date_is_not_copied),
		IN_A_FOLDER(no_copy_is_written_over),
		IN_A_FOLDER(without_a_copy_nothing_is_brought_up),
		IN_A_FOLDER(an_upgrade_killed_at_any_statement_leaves_the_old_or_the_new),
		IN_A_FOLDER(a_byte_that_changed_is_noticed_in_each),
		IN_A_FOLDER(half_an_upgrade_is_noticed),
	};
	return cmocka_run_group_tests_name("store fixtures", tests, NULL, NULL);
}
