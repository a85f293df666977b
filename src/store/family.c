/* SPDX-License-Identifier: MIT */
/* Statements that are made from the columns of a family. */
#include "store/family.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* ---- the statements ---- */

static size_t n_read(const struct family *family)
{
	return family->n + family->n_fields;
}

static size_t n_written(const struct family *family)
{
	return n_read(family) + family->n_beside;
}

/* First the columns of the record, then those beside it; the parameter of one is its place here. */
static struct column column_at(const struct family *family, size_t i)
{
	if (i < family->n)
		return family->columns[i];
	return i < n_read(family) ? family->field(i - family->n) : family->beside[i - n_read(family)];
}

static int parameter_of(const struct family *family, const char *name, size_t length)
{
	for (size_t i = 0; i < n_written(family); i++) {
		const char *has = column_at(family, i).name;
		if (strlen(has) == length && strncmp(has, name, length) == 0)
			return (int)i + 1;
	}
	mem_die("a statement names a field that its family does not have");
}

/* Adds the expression with each $name as the parameter's number. */
static void add_expression(struct str *sql, const struct family *family, const char *expression)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";

	for (const char *s = expression; *s;) {
		size_t length = strcspn(s, "$");
		str_addn(sql, s, length);
		s += length;
		if (!*s)
			break;
		length = strspn(++s, letters);
		str_addf(sql, "$%d", parameter_of(family, s, length));
		s += length;
	}
}

/* Between the entries of a list. */
static void add_comma(struct str *sql, bool *begun)
{
	str_add(sql, *begun ? ", " : "");
	*begun = true;
}

static void add_read_columns(struct str *sql, const struct family *family, const char *alias, size_t length)
{
	bool begun = false;

	for (size_t i = 0; i < n_read(family); i++) {
		const struct column column = column_at(family, i);
		if (column.use == COLUMN_WRITTEN)
			continue;
		add_comma(sql, &begun);
		if (column.read)
			str_addf(sql, "%s AS %s", column.read, column.name);
		else if (length > 0)
			str_addf(sql, "%.*s.%s AS %s", (int)length, alias, column.name, column.name);
		else
			str_add(sql, column.name);
	}
}

static const struct family *family_called(const struct family *family, const char *table, size_t length)
{
	for (; family; family = family->other)
		if (strlen(family->table) == length && strncmp(family->table, table, length) == 0)
			return family;
	mem_die("a statement names a family that it was not given");
}

void family_select(struct str *sql, const struct family *family, const char *text)
{
	const char *s = text;

	for (;;) {
		size_t length = strcspn(s, "{");
		str_addn(sql, s, length);
		s += length;
		if (!*s)
			return;
		size_t name = strcspn(++s, " }");
		const struct family *called = family_called(family, s, name);
		s += name + strspn(s + name, " ");
		size_t alias = strcspn(s, "}");
		add_read_columns(sql, called, s, alias);
		s += alias + 1;
	}
}

static void make_select(struct str *sql, const char *text, const void *table)
{
	family_select(sql, table, text);
}

static void make_load(struct str *sql, const char *text, const void *table)
{
	const struct family *family = table;

	(void)text;
	str_add(sql, "SELECT ");
	add_read_columns(sql, family, NULL, 0);
	str_addf(sql, " FROM %s WHERE id = $1", family->table);
}

static void add_parameter(struct str *sql, const struct family *family, const struct column *column)
{
	str_addf(sql, "$%d", parameter_of(family, column->name, strlen(column->name)));
}

static void add_value(struct str *sql, const struct family *family, const struct column *column)
{
	if (column->add)
		add_expression(sql, family, column->add);
	else if (column->kind == COLUMN_VERSION)
		str_add(sql, "1");
	else
		add_parameter(sql, family, column);
}

static void add_insert(struct str *sql, const struct family *family, bool chooses_id)
{
	struct str values;
	bool begun = false, more = false;

	str_init(&values);
	str_addf(sql, "INSERT INTO %s (", family->table);
	for (size_t i = 0; i < n_written(family); i++) {
		const struct column column = column_at(family, i);
		if (column.use == COLUMN_READ)
			continue;
		add_comma(sql, &begun);
		str_add(sql, column.name);
		add_comma(&values, &more);
		if (i == 0 && chooses_id)
			str_addf(&values, "(SELECT coalesce(max(id), 0) + 1 FROM %s)", family->table);
		else
			add_value(&values, family, &column);
	}
	str_addf(sql, ") VALUES (%s)", values.s);
	str_release(&values);
}

/* The id is the one after the highest. */
static void make_insert(struct str *sql, const char *text, const void *table)
{
	(void)text; /* of all families alike */
	add_insert(sql, table, true);
	str_add(sql, " RETURNING id");
}

static void make_put(struct str *sql, const char *text, const void *table)
{
	const struct family *family = table;
	bool begun = false;

	(void)text;
	add_insert(sql, family, false);
	str_addf(sql, " ON CONFLICT (%s) DO UPDATE SET ", family->columns[0].name);
	for (size_t i = 1; i < n_written(family); i++) {
		const struct column column = column_at(family, i);
		if (column.use == COLUMN_READ || column.use == COLUMN_ONCE)
			continue;
		add_comma(sql, &begun);
		str_addf(sql, "%s = excluded.%s", column.name, column.name);
	}
}

static const struct column *version_of(const struct family *family)
{
	for (size_t i = 0; i < family->n; i++)
		if (family->columns[i].kind == COLUMN_VERSION)
			return &family->columns[i];
	return NULL;
}

static void make_update(struct str *sql, const char *text, const void *table)
{
	const struct family *family = table;
	bool begun = false;

	(void)text;
	str_addf(sql, "UPDATE %s SET ", family->table);
	for (size_t i = 1; i < n_written(family); i++) {
		const struct column column = column_at(family, i);
		if (column.use == COLUMN_READ || column.use == COLUMN_ONCE)
			continue;
		add_comma(sql, &begun);
		str_addf(sql, "%s = ", column.name);
		if (column.change)
			add_expression(sql, family, column.change);
		else if (column.kind == COLUMN_VERSION)
			str_addf(sql, "%s + 1", column.name);
		else
			add_parameter(sql, family, &column);
	}
	str_add(sql, " WHERE id = $1");
	const struct column *version = version_of(family);
	if (version) {
		str_addf(sql, " AND %s = ", version->name);
		add_parameter(sql, family, version);
	}
	if (family->only)
		str_addf(sql, " AND %s", family->only);
}

/* ---- a row ---- */

static int64_t int64_at(const void *record, const struct column *column)
{
	int64_t value;

	memcpy(&value, (const char *)record + column->at, sizeof value);
	return value;
}

static void set_int64(void *record, const struct column *column, int64_t value)
{
	memcpy((char *)record + column->at, &value, sizeof value);
}

static void bind_record(struct db_stmt *stmt, const struct family *family, const void *record,
			const void *beside)
{
	for (size_t i = 0; i < n_written(family); i++) {
		const struct column column = column_at(family, i);
		if (db_takes(stmt, (int)i + 1))
			column_bind(stmt, (int)i + 1, &column, i < n_read(family) ? record : beside);
	}
}

/* The columns of a family follow each other, so each is looked for behind the one before. */
static bool read_next(struct db_stmt *stmt, const struct column *column, int *at, void *record,
		      struct err *err)
{
	if (column->use == COLUMN_WRITTEN)
		return true;
	*at = db_column(stmt, column->name, *at + 1);
	return column_read(stmt, *at, column, record, err);
}

bool family_read(struct db_stmt *stmt, const struct family *family, void *record, struct err *err)
{
	int at = -1;

	for (size_t i = 0; i < family->n; i++)
		if (!read_next(stmt, &family->columns[i], &at, record, err))
			return false;
	for (size_t i = 0; i < family->n_fields; i++) {
		const struct column column = family->field(i);
		if (!read_next(stmt, &column, &at, record, err))
			return false;
	}
	return true;
}

/* ---- reading ---- */

bool family_query(struct db *db, const struct family *family, struct db_stmt **stmt, struct err *err,
		  const char *sql, const char *types, ...)
{
	va_list args;

	if (!db_prepare_made(db, sql, family, make_select, stmt, err))
		return false;
	va_start(args, types);
	db_bind_values(*stmt, types, args);
	va_end(args);
	return true;
}

static bool missing(struct err *err)
{
	return err_set(err, ERR_MISSING, _("The record that was asked for does not exist."));
}

bool family_read_one(struct db_stmt *stmt, const struct family *family, void *record, bool *found,
		     struct err *err)
{
	enum db_step step = db_step(stmt, err);
	bool ok = step != DB_FAILED;

	if (step == DB_ROW)
		ok = family_read(stmt, family, record, err);
	else if (ok && !found)
		ok = missing(err);
	if (found)
		*found = step == DB_ROW;
	db_reset(stmt);
	return ok;
}

bool family_load(struct db *db, const struct family *family, int64_t id, void *record, struct err *err)
{
	static const char select_by_id[] = "SELECT";
	struct db_stmt *stmt;

	if (!db_prepare_made(db, select_by_id, family, make_load, &stmt, err))
		return false;
	db_bind_int(stmt, 1, id);
	return family_read_one(stmt, family, record, NULL, err);
}

/* ---- writing ---- */

bool family_add(struct db *db, const struct family *family, void *record, const void *beside, struct err *err)
{
	static const char insert[] = "INSERT";
	const struct column *version = version_of(family);
	struct db_stmt *stmt;
	int64_t id = 0;

	if (!db_prepare_made(db, insert, family, make_insert, &stmt, err))
		return false;
	bind_record(stmt, family, record, beside);
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		id = db_int(stmt, 0);
	/* The row is there at the first step; the next one ends the statement. */
	while (step == DB_ROW)
		step = db_step(stmt, err);
	db_reset(stmt);
	if (step != DB_DONE)
		return false;
	set_int64(record, &family->columns[0], id);
	if (version)
		set_int64(record, version, 1);
	return true;
}

static bool refuse_change(const struct family *family, struct err *err)
{
	return family->stale ? err_set(err, ERR_STALE, "%s", _(family->stale)) : missing(err);
}

bool family_change(struct db *db, const struct family *family, void *record, const void *beside,
		   bool *changed, struct err *err)
{
	static const char update[] = "UPDATE";
	const struct column *version = version_of(family);
	struct db_stmt *stmt;

	if (!db_prepare_made(db, update, family, make_update, &stmt, err))
		return false;
	bind_record(stmt, family, record, beside);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	if (!ok)
		return false;
	bool is_there = db_changes(db) > 0;
	if (is_there && version)
		set_int64(record, version, int64_at(record, version) + 1);
	if (changed)
		*changed = is_there;
	return is_there || changed || refuse_change(family, err);
}

bool family_put(struct db *db, const struct family *family, const void *record, struct err *err)
{
	static const char put[] = "PUT";
	struct db_stmt *stmt;

	if (!db_prepare_made(db, put, family, make_put, &stmt, err))
		return false;
	bind_record(stmt, family, record, NULL);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

bool family_save(struct db *db, const struct family *family, void *record, struct err *err)
{
	if (int64_at(record, &family->columns[0]) == 0)
		return family_add(db, family, record, NULL, err);
	return family_change(db, family, record, NULL, NULL, err);
}
