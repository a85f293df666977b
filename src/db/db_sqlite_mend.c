/* SPDX-License-Identifier: MIT */
/* The SQLite driver: parts of the schema that an earlier program made by other words, made anew with their rows. */
#include "db/db_sqlite.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/str.h"

struct mend {
	struct db *db, *model;
	const struct db_earlier *earlier;
	const struct db_fill *fills;
	struct str rebuilt; /* names of tables, a space at both sides of each */
	struct str script;
};

static const char *column(struct db_stmt *stmt, int i)
{
	return db_text(stmt, i) != NULL ? db_text(stmt, i) : "";
}

/* The words of an object; "" where there is none. */
static bool words_of(struct db *db, const char *name, struct str *out, struct err *err)
{
	struct db_stmt *stmt;

	str_clear(out);
	if (!db_query(db, &stmt, err, "SELECT sql FROM sqlite_schema WHERE name = $1", "s", name))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		str_add(out, column(stmt, 0));
	db_reset(stmt);
	return step != DB_FAILED;
}

/* Whether an earlier program is known to have made it so; "" for not at all. */
static bool is_earlier(const struct mend *mend, const char *name, const char *words)
{
	char digest[DIGEST_SIZE] = "";

	if (*words != '\0')
		digest_bytes(words, strlen(words), digest);
	digest[DB_EARLIER_DIGITS] = '\0';
	for (const struct db_earlier *e = mend->earlier; e->name != NULL; e++)
		if (strcmp(e->name, name) == 0 && strcmp(e->words, digest) == 0)
			return true;
	return false;
}

static bool is_rebuilt(const struct mend *mend, const char *table)
{
	char *name = str_format(" %s ", table);
	bool found = strstr(mend->rebuilt.s, name) != NULL;

	free(name);
	return found;
}

/* ---- tables ---- */

static const char *fill_of(const struct mend *mend, const char *table, const char *name)
{
	for (const struct db_fill *fill = mend->fills; fill->table != NULL; fill++)
		if (strcmp(fill->table, table) == 0 && fill->column != NULL &&
		    strcmp(fill->column, name) == 0)
			return fill->sql;
	return NULL;
}

static bool has_column(struct db *db, const char *table, const char *name, bool *found, struct err *err)
{
	int64_t n;

	if (!db_ask(db, &n, err, "SELECT count(*) FROM pragma_table_info($1) WHERE name = $2", "ss", table,
		    name))
		return false;
	*found = n > 0;
	return true;
}

/* Which columns of the new table get a value, and from what: their own of before, or what is filled in. */
static bool list_columns(struct mend *mend, const char *table, struct str *names, struct str *values,
			 struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(mend->model, &stmt, err, "SELECT name FROM pragma_table_info($1)", "s", table))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		const char *name = db_text(stmt, 0), *value = fill_of(mend, table, name);
		bool found = true;
		if (value == NULL && !has_column(mend->db, table, name, &found, err)) {
			step = DB_FAILED;
			break;
		}
		if (value == NULL && !found)
			continue;
		str_addf(names, "%s%s", names->len > 0 ? ", " : "", name);
		str_addf(values, "%s%s", values->len > 0 ? ", " : "", value != NULL ? value : name);
	}
	db_reset(stmt);
	return step == DB_DONE;
}

/* The rows wait in a table of the connection's own: renaming would leave other words than the model's. */
static bool rebuild_table(struct mend *mend, const char *table, const char *words, struct err *err)
{
	struct str names, values;

	str_init(&names);
	str_init(&values);
	bool ok = list_columns(mend, table, &names, &values, err);
	str_addf(&mend->script, "CREATE TEMP TABLE mended AS SELECT * FROM main.%s; DROP TABLE main.%s; %s;",
		 table, table, words);
	str_addf(&mend->script, "INSERT INTO main.%s (%s) SELECT %s FROM temp.mended;", table, names.s,
		 values.s);
	for (const struct db_fill *fill = mend->fills; fill->table != NULL; fill++)
		if (fill->column == NULL && strcmp(fill->table, table) == 0)
			str_addf(&mend->script, "%s;", fill->sql);
	str_add(&mend->script, "DROP TABLE temp.mended;");
	str_addf(&mend->rebuilt, " %s ", table);
	str_release(&names);
	str_release(&values);
	return ok;
}

/* ---- all objects ---- */

/* Of an object as it should be, and its words as they are: what is to be done about it. */
static bool mend_object(struct mend *mend, const char *type, const char *name, const char *table,
			const char *wanted, const char *words, struct err *err)
{
	bool is_table = strcmp(type, "table") == 0;
	bool gone = !is_table && is_rebuilt(mend, table) && *words != '\0';

	if (strcmp(wanted, words) != 0 && is_earlier(mend, name, words)) {
		if (is_table && *words != '\0')
			return rebuild_table(mend, name, wanted, err);
		if (*words != '\0' && !gone)
			str_addf(&mend->script, "DROP %s main.%s;", type, name);
		str_addf(&mend->script, "%s;", wanted);
	} else if (gone) {
		/* It went with its table. What is not known stays as it is, for the check to find. */
		str_addf(&mend->script, "%s;", words);
	}
	return true;
}

/* Tables come first: their indexes and triggers go with them. */
static const char objects_sql[] =
	"SELECT type, name, tbl_name, sql FROM sqlite_schema"
	" WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'"
	" ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, rowid";

static bool mend_objects(struct mend *mend, struct err *err)
{
	struct str words;
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(mend->model, &stmt, err, objects_sql, ""))
		return false;
	str_init(&words);
	while ((step = db_step(stmt, err)) == DB_ROW)
		if (!words_of(mend->db, db_text(stmt, 1), &words, err) ||
		    !mend_object(mend, db_text(stmt, 0), db_text(stmt, 1), db_text(stmt, 2), column(stmt, 3),
				 words.s, err)) {
			step = DB_FAILED;
			break;
		}
	db_reset(stmt);
	str_release(&words);
	return step == DB_DONE;
}

/* What the model does not have at all and stood on a table that was made anew: somebody else's; it is put back. */
static bool keep_strangers(struct mend *mend, struct err *err)
{
	struct str words;
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(mend->db, &stmt, err, objects_sql, ""))
		return false;
	str_init(&words);
	while ((step = db_step(stmt, err)) == DB_ROW) {
		if (!words_of(mend->model, db_text(stmt, 1), &words, err)) {
			step = DB_FAILED;
			break;
		}
		if (words.len == 0 && is_rebuilt(mend, db_text(stmt, 2)))
			str_addf(&mend->script, "%s;", column(stmt, 3));
	}
	db_reset(stmt);
	str_release(&words);
	return step == DB_DONE;
}

bool db_mend_schema(struct db *db, struct db *model, const struct db_earlier *earlier,
		    const struct db_fill *fills, struct err *err)
{
	struct mend mend = { .db = db, .model = model, .earlier = earlier, .fills = fills };

	str_init(&mend.rebuilt);
	str_init(&mend.script);
	/* Rows that others refer to are away for a moment. The setting ends with the transaction. */
	bool ok = mend_objects(&mend, err) && keep_strangers(&mend, err) &&
		  (mend.script.len == 0 || (db_script(db, "PRAGMA defer_foreign_keys = ON", err) &&
					    db_script(db, mend.script.s, err)));
	str_release(&mend.rebuilt);
	str_release(&mend.script);
	return ok;
}
