/* SPDX-License-Identifier: MIT */
/* One field of a record into a parameter of a statement, and out of a column of its row. */
#include "store/column.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"

static int int_at(const void *field)
{
	int value;

	memcpy(&value, field, sizeof value);
	return value;
}

static int64_t id_at(const void *field)
{
	int64_t value;

	memcpy(&value, field, sizeof value);
	return value;
}

static void bind_moment(struct db_stmt *stmt, int parameter, int64_t ms)
{
	char text[MOMENT_SIZE];

	moment_format(ms, text);
	db_bind_text(stmt, parameter, ms != 0 ? text : NULL);
}

static void bind_int_or_null(struct db_stmt *stmt, int parameter, int64_t value, bool is_null)
{
	if (is_null)
		db_bind_null(stmt, parameter);
	else
		db_bind_int(stmt, parameter, value);
}

void column_bind(struct db_stmt *stmt, int parameter, const struct column *column, const void *record)
{
	const void *field = (const char *)record + column->at;
	const char *text;

	switch (column->kind) {
	case COLUMN_ID:
	case COLUMN_VERSION:
		db_bind_int(stmt, parameter, id_at(field));
		break;
	case COLUMN_REF:
		bind_int_or_null(stmt, parameter, id_at(field), id_at(field) == 0);
		break;
	case COLUMN_NUMBER:
		db_bind_int(stmt, parameter, int_at(field));
		break;
	case COLUMN_SAID:
		bind_int_or_null(stmt, parameter, int_at(field), int_at(field) < 0);
		break;
	case COLUMN_YES:
		db_bind_int(stmt, parameter, *(const bool *)field);
		break;
	case COLUMN_TEXT:
	case COLUMN_LENT:
		db_bind_text(stmt, parameter, *(char *const *)field);
		break;
	case COLUMN_WORDS:
		text = *(char *const *)field;
		db_bind_text(stmt, parameter, text ? text : "");
		break;
	case COLUMN_MOMENT:
		bind_moment(stmt, parameter, id_at(field));
		break;
	case COLUMN_CODE:
		text = column->coding->code(int_at(field));
		db_bind_text(stmt, parameter, text && *text ? text : NULL);
		break;
	}
}

static bool read_code(struct db_stmt *stmt, int at, const struct coding *coding, void *field, struct err *err)
{
	const char *code = db_text(stmt, at);
	int value = 0;

	if (code && !coding->value(code, &value))
		return err_set(err, ERR_DAMAGED,
			       _("A record holds the word \"%s\", which this Fascicle does not know."), code);
	memcpy(field, &value, sizeof value);
	return true;
}

static bool read_moment(struct db_stmt *stmt, int at, void *field, struct err *err)
{
	int64_t ms = 0;

	if (!db_is_null(stmt, at) && !moment_parse(db_text(stmt, at), &ms))
		return err_set(err, ERR_DAMAGED, _("A record holds the time \"%s\", which is none."),
			       db_text(stmt, at));
	memcpy(field, &ms, sizeof ms);
	return true;
}

static void read_number(struct db_stmt *stmt, int at, void *field, int unsaid)
{
	int number = db_is_null(stmt, at) ? unsaid : (int)db_int(stmt, at);
	memcpy(field, &number, sizeof number);
}

bool column_read(struct db_stmt *stmt, int at, const struct column *column, void *record, struct err *err)
{
	void *field = (char *)record + column->at;
	int64_t id;

	switch (column->kind) {
	case COLUMN_ID:
	case COLUMN_REF:
	case COLUMN_VERSION:
		id = db_int(stmt, at);
		memcpy(field, &id, sizeof id);
		break;
	case COLUMN_NUMBER:
		read_number(stmt, at, field, 0);
		break;
	case COLUMN_SAID:
		read_number(stmt, at, field, -1);
		break;
	case COLUMN_YES:
		*(bool *)field = db_int(stmt, at) != 0;
		break;
	case COLUMN_TEXT:
		mem_replace((char **)field, db_text(stmt, at));
		break;
	case COLUMN_WORDS:
		mem_replace((char **)field, db_is_null(stmt, at) ? "" : db_text(stmt, at));
		break;
	case COLUMN_LENT:
		*(const char **)field = db_text(stmt, at);
		break;
	case COLUMN_MOMENT:
		return read_moment(stmt, at, field, err);
	case COLUMN_CODE:
		return read_code(stmt, at, column->coding, field, err);
	}
	return true;
}
