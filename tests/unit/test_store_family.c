/* SPDX-License-Identifier: MIT */
/* Statements that are made from a table of columns: what they say, and that a row is read by names alone. */
#include "clinic.h"

#include <sys/wait.h>

#include "store/family.h"

struct animal {
	int64_t id, version, owner;
	char *name, *noise;
	int legs, age;
	bool tame;
	enum side side;
	int64_t fed_ms;
	char *tag;
};

struct keeper {
	char *by;
};

static const struct column columns[] = {
	COLUMN("id", ID, struct animal, id),
	COLUMN("version", VERSION, struct animal, version),
	COLUMN("owner_id", REF, struct animal, owner),
	COLUMN("name", WORDS, struct animal, name),
	COLUMN_AND("noise", TEXT, struct animal, noise, .change = "coalesce($noise, noise)"),
	COLUMN("legs", NUMBER, struct animal, legs),
	COLUMN("age", SAID, struct animal, age),
	COLUMN("tame", YES, struct animal, tame),
	COLUMN_AND("side", CODE, struct animal, side, .coding = &coding_side),
	COLUMN("fed_at", MOMENT, struct animal, fed_ms),
	COLUMN_AND("tag", TEXT, struct animal, tag, .use = COLUMN_ONCE, .add = "'t' || $legs"),
	COLUMN_AND("loud", TEXT, struct animal, tag, .use = COLUMN_READ, .read = "upper(noise)"),
};
static const struct column keeper[] = {
	COLUMN_AND("kept_by", TEXT, struct keeper, by, .use = COLUMN_ONCE),
};
static const struct family animals = {
	.table = "animal",
	.columns = columns,
	.n = sizeof columns / sizeof *columns - 1,
	.beside = keeper,
	.n_beside = 1,
	.only = "gone IS NULL",
	.stale = "It has run away.",
};
/* The same with the expression. */
static const struct family loud = {
	.table = "loud", .columns = columns, .n = sizeof columns / sizeof *columns, .other = &animals
};

static struct db *farm(void)
{
	struct db *db;

	must(db_open_scratch(&db, err));
	must(db_script(
		db,
		"CREATE TABLE animal (noise TEXT, tag TEXT, id INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
		" owner_id INTEGER, name TEXT NOT NULL, legs INTEGER NOT NULL, age INTEGER, tame INTEGER NOT NULL,"
		" side TEXT, fed_at TEXT, kept_by TEXT, gone TEXT) STRICT",
		err));
	return db;
}

static void release(struct animal *animal)
{
	free(animal->name);
	free(animal->noise);
	free(animal->tag);
	*animal = (struct animal){ .id = 0 };
}

static struct animal cow(void)
{
	return (struct animal){ .name = mem_strdup("Berta"),
				.legs = 4,
				.age = -1,
				.tame = true,
				.side = SIDE_LEFT,
				.fed_ms = 1000 };
}

static char *text(struct db *db, const char *sql)
{
	char *answer = NULL;

	must(db_ask_text(db, &answer, err, sql, ""));
	return answer;
}

static void assert_text(struct db *db, const char *sql, const char *wanted)
{
	char *answer = text(db, sql);
	if (wanted)
		assert_string_equal(answer, wanted);
	else
		assert_null(answer);
	free(answer);
}

static void what_is_added_is_read_back(void **state)
{
	struct db *db = farm();
	struct animal a = cow(), back = { .age = 7 };
	struct keeper anna = { mem_strdup("anna") };

	(void)state;
	a.id = a.version = 77;
	must(family_add(db, &animals, &a, &anna, err));
	assert_int_equal(a.id, 1);
	assert_int_equal(a.version, 1);
	must(family_load(db, &animals, 1, &back, err));
	assert_int_equal(back.version, 1);
	assert_int_equal(back.owner, 0);
	assert_string_equal(back.name, "Berta");
	assert_null(back.noise);
	assert_int_equal(back.legs, 4);
	assert_int_equal(back.age, -1);
	assert_true(back.tame);
	assert_int_equal(back.side, SIDE_LEFT);
	assert_int_equal(back.fed_ms, 1000);
	assert_string_equal(back.tag, "t4");
	assert_text(db, "SELECT kept_by FROM animal", "anna");
	assert_text(db, "SELECT owner_id FROM animal", NULL);
	must(family_add(db, &animals, &a, &anna, err));
	assert_int_equal(a.id, 2);
	must_fail(family_load(db, &animals, 3, &back, err), ERR_MISSING);
	free(anna.by);
	release(&a);
	release(&back);
	db_close(db);
}

static void a_change_knows_its_version_and_what_stays(void **state)
{
	struct db *db = farm();
	struct animal a = cow();
	struct keeper anna = { mem_strdup("anna") }, bert = { mem_strdup("bert") };
	bool changed;

	(void)state;
	a.noise = mem_strdup("moo");
	must(family_add(db, &animals, &a, &anna, err));
	mem_replace(&a.noise, NULL);
	mem_replace(&a.tag, "other");
	a.legs = 3;
	must(family_change(db, &animals, &a, &bert, NULL, err));
	assert_int_equal(a.version, 2);
	assert_text(db, "SELECT noise || tag || kept_by || version || legs FROM animal", "moot4anna23");

	a.version = 1;
	must_fail(family_change(db, &animals, &a, &bert, NULL, err), ERR_STALE);
	must(family_change(db, &animals, &a, &bert, &changed, err));
	assert_false(changed);
	assert_int_equal(a.version, 1);
	a.version = 2;
	must(db_script(db, "UPDATE animal SET gone = 'yes'", err));
	must_fail(family_change(db, &animals, &a, &bert, NULL, err), ERR_STALE);
	free(anna.by);
	free(bert.by);
	release(&a);
	db_close(db);
}

/* Wherever a column stands in the row, and whatever stands between. */
static void a_row_is_read_by_names(void **state)
{
	struct db *db = farm();
	struct animal a = cow(), back = { .id = 0 };
	struct keeper anna = { mem_strdup("anna") };
	struct db_stmt *stmt;
	static const char *const queries[] = {
		"SELECT {loud} FROM animal WHERE id = $1",
		("SELECT 'x' AS first, {animal a}, 'y' AS last, upper(a.noise) AS loud FROM animal a"
		 " JOIN animal b ON b.id = a.id WHERE a.id = $1"),
		"SELECT upper(noise) AS loud, * FROM animal WHERE id = $1",
	};

	(void)state;
	a.noise = mem_strdup("moo");
	must(family_add(db, &animals, &a, &anna, err));
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		must(family_query(db, &loud, &stmt, err, queries[i], "i", a.id));
		must(family_read_one(stmt, &loud, &back, NULL, err));
		assert_string_equal(back.name, "Berta");
		assert_int_equal(back.legs, 4);
		assert_string_equal(back.tag, "MOO");
		release(&back);
	}
	free(anna.by);
	release(&a);
	db_close(db);
}

/* One row a key: what is there is written over, but for what is written once. */
static void what_is_put_replaces_the_one_of_its_key(void **state)
{
	struct db *db = farm();
	static const struct column pen_columns[] = {
		COLUMN("owner_id", ID, struct animal, owner),
		COLUMN_AND("noise", TEXT, struct animal, noise, .add = "$noise || $owner_id"),
		COLUMN_AND("tag", TEXT, struct animal, tag, .use = COLUMN_ONCE),
		COLUMN_AND("age", SAID, struct animal, age, .use = COLUMN_READ),
	};
	static const struct family pens = { .table = "pen", .columns = pen_columns, .n = 4 };
	struct animal a = { .owner = 5, .noise = mem_strdup("moo"), .tag = mem_strdup("first") };

	(void)state;
	must(db_script(
		db,
		"CREATE TABLE pen (owner_id INTEGER PRIMARY KEY, noise TEXT, tag TEXT, age INTEGER) STRICT",
		err));
	must(family_put(db, &pens, &a, err));
	mem_replace(&a.noise, "oink");
	mem_replace(&a.tag, "second");
	must(family_put(db, &pens, &a, err));
	assert_text(db, "SELECT owner_id || noise || tag || count(*) || count(age) FROM pen",
		    "5oink5first10");
	release(&a);
	db_close(db);
}

static void ask_for_a_column_that_is_not_there(struct db *db)
{
	struct db_stmt *stmt;

	if (db_query(db, &stmt, NULL, "SELECT 1 AS one", "") && db_step(stmt, NULL) == DB_ROW)
		db_int_of(stmt, "two");
}

static void name_a_field_that_is_not_there(struct db *db)
{
	struct db_stmt *stmt;

	family_query(db, &animals, &stmt, NULL, "SELECT {plant} FROM animal", "");
}

static int end_of(void (*action)(struct db *), struct db *db)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(9);
		action(db);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void do_nothing(struct db *db)
{
	(void)db;
}

static void names_that_nobody_has_end_the_program(void **state)
{
	struct db *db = farm();

	(void)state;
	assert_int_equal(end_of(do_nothing, db), 0); /* the control */
	assert_int_equal(end_of(ask_for_a_column_that_is_not_there, db), 1);
	assert_int_equal(end_of(name_a_field_that_is_not_there, db), 1);
	db_close(db);
}

static void a_made_statement_is_prepared_once(void **state)
{
	struct db *db = farm();
	static const char sql[] = "SELECT {animal} FROM animal";
	struct db_stmt *first, *again, *other;

	(void)state;
	must(family_query(db, &animals, &first, err, sql, ""));
	db_reset(first);
	must(family_query(db, &animals, &again, err, sql, ""));
	assert_ptr_equal(first, again);
	must(family_query(db, &loud, &other, err, sql, ""));
	assert_ptr_not_equal(first, other);
	db_reset(again);
	db_reset(other);
	db_close(db);
}

static void words_that_nobody_wrote_are_damage(void **state)
{
	struct db *db = farm();
	struct animal a = { .id = 0 };

	(void)state;
	must(db_script(db,
		       "INSERT INTO animal (id, version, name, legs, tame, side, fed_at)"
		       " VALUES (1, 1, 'a', 4, 0, 'top', NULL), (2, 1, 'b', 4, 0, NULL, 'noon')",
		       err));
	must_fail(family_load(db, &animals, 1, &a, err), ERR_DAMAGED);
	must_fail(family_load(db, &animals, 2, &a, err), ERR_DAMAGED);
	release(&a);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_added_is_read_back),
		cmocka_unit_test(a_change_knows_its_version_and_what_stays),
		cmocka_unit_test(a_row_is_read_by_names),
		cmocka_unit_test(what_is_put_replaces_the_one_of_its_key),
		cmocka_unit_test(names_that_nobody_has_end_the_program),
		cmocka_unit_test(a_made_statement_is_prepared_once),
		cmocka_unit_test(words_that_nobody_wrote_are_damage),
	};

	return cmocka_run_group_tests_name("store family", tests, NULL, NULL);
}
