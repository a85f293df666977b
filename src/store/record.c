/* SPDX-License-Identifier: MIT */
/* Which field of a struct lies in which column: one table for each family drives reading and writing. */
#include "store/record.h"

#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "rule/caution.h"
#include "record/charge.h"
#include "record/client_fact.h"
#include "record/consent.h"
#include "record/course.h"
#include "record/flag.h"
#include "record/invoice.h"
#include "record/mark.h"
#include "record/measure.h"
#include "record/practitioner.h"
#include "record/session.h"
#include "record/timer.h"
#include "store/audit.h"

#define CODING(name, type, to_code, from_code)                    \
	static const char *name##_code_of(int value)              \
	{                                                         \
		return to_code((enum type)value);                 \
	}                                                         \
	static bool name##_value_of(const char *code, int *value) \
	{                                                         \
		enum type found;                                  \
		if (!from_code(code, &found))                     \
			return false;                             \
		*value = (int)found;                              \
		return true;                                      \
	}                                                         \
	const struct coding coding_##name = { name##_code_of, name##_value_of }

static bool side_known(const char *code, enum side *side)
{
	*side = side_from_code(code);
	return *side != SIDE_NONE;
}

static const char *const tri_codes[] = { [TRI_UNSAID] = "", [TRI_NO] = "no", [TRI_YES] = "yes" };

static const char *tri_code(enum tri tri)
{
	return tri_codes[tri];
}

static bool tri_from_code(const char *code, enum tri *tri)
{
	*tri = strcmp(code, "yes") == 0 ? TRI_YES : TRI_NO;
	return *tri == TRI_YES || strcmp(code, "no") == 0;
}

CODING(role, role, role_code, role_from_code);
CODING(side, side, side_code, side_known);
CODING(status, session_status, session_status_code, session_status_from_code);
CODING(tax, tax_class, tax_class_code, tax_class_from_code);
CODING(charge_kind, charge_kind, charge_kind_code, charge_kind_from_code);
CODING(invoice_kind, invoice_kind, invoice_kind_code, invoice_kind_from_code);
CODING(rounding, rounding, rounding_code, rounding_from_code);
CODING(pay_method, pay_method, pay_method_code, pay_method_from_code);
CODING(mark_type, mark_type, mark_type_code, mark_type_from_code);
CODING(response, mark_response, mark_response_code, mark_response_from_code);
CODING(tissue, mark_tissue, mark_tissue_code, mark_tissue_from_code);
CODING(tri, tri, tri_code, tri_from_code);
CODING(measure_kind, measure_kind, measure_kind_code, measure_kind_from_code);
CODING(measure_mode, measure_mode, measure_mode_code, measure_mode_from_code);
CODING(end_feel, end_feel, end_feel_code, end_feel_from_code);
CODING(measure_method, measure_method, measure_method_code, measure_method_from_code);
CODING(outcome, course_outcome, course_outcome_code, course_outcome_from_code);
CODING(timer, timer_kind, timer_kind_code, timer_kind_from_code);
CODING(caution_level, caution_level, caution_level_code, caution_level_from_code);
CODING(fact, client_fact_kind, client_fact_code, client_fact_from_code);
CODING(flag_source, flag_source, flag_source_code, flag_source_from_code);
CODING(consent_scope, consent_scope, consent_scope_code, consent_scope_from_code);
CODING(consent_form, consent_form, consent_form_code, consent_form_from_code);

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

static void bind_column(struct db_stmt *stmt, int parameter, const struct column *column, const void *field)
{
	const char *code;

	switch (column->kind) {
	case COLUMN_ID:
		db_bind_int(stmt, parameter, id_at(field));
		break;
	case COLUMN_REF:
		if (id_at(field) == 0)
			db_bind_null(stmt, parameter);
		else
			db_bind_int(stmt, parameter, id_at(field));
		break;
	case COLUMN_NUMBER:
		db_bind_int(stmt, parameter, int_at(field));
		break;
	case COLUMN_SAID:
		if (int_at(field) < 0)
			db_bind_null(stmt, parameter);
		else
			db_bind_int(stmt, parameter, int_at(field));
		break;
	case COLUMN_YES:
		db_bind_int(stmt, parameter, *(const bool *)field);
		break;
	case COLUMN_TEXT:
		db_bind_text(stmt, parameter, *(char *const *)field);
		break;
	case COLUMN_WORDS:
		db_bind_text(stmt, parameter, *(char *const *)field != NULL ? *(char *const *)field : "");
		break;
	case COLUMN_MOMENT:
		bind_moment(stmt, parameter, id_at(field));
		break;
	case COLUMN_CODE:
		code = column->coding->code(int_at(field));
		db_bind_text(stmt, parameter, code != NULL && *code != '\0' ? code : NULL);
		break;
	}
}

void record_bind(struct db_stmt *stmt, int first, const struct column *columns, size_t n, const void *record)
{
	for (size_t i = 0; i < n; i++)
		bind_column(stmt, first + (int)i, &columns[i], (const char *)record + columns[i].offset);
}

static bool read_code(struct db_stmt *stmt, int at, const struct coding *coding, void *field, struct err *err)
{
	const char *code = db_text(stmt, at);
	int value = 0;

	if (code != NULL && !coding->value(code, &value))
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

static bool read_column(struct db_stmt *stmt, int at, const struct column *column, void *field,
			struct err *err)
{
	int64_t id = db_int(stmt, at);
	int number = column->kind == COLUMN_SAID && db_is_null(stmt, at) ? -1 : (int)id;

	switch (column->kind) {
	case COLUMN_ID:
	case COLUMN_REF:
		memcpy(field, &id, sizeof id);
		break;
	case COLUMN_NUMBER:
	case COLUMN_SAID:
		memcpy(field, &number, sizeof number);
		break;
	case COLUMN_YES:
		*(bool *)field = id != 0;
		break;
	case COLUMN_TEXT:
		mem_replace((char **)field, db_text(stmt, at));
		break;
	case COLUMN_WORDS:
		mem_replace((char **)field, db_is_null(stmt, at) ? "" : db_text(stmt, at));
		break;
	case COLUMN_MOMENT:
		return read_moment(stmt, at, field, err);
	case COLUMN_CODE:
		return read_code(stmt, at, column->coding, field, err);
	}
	return true;
}

bool record_read(struct db_stmt *stmt, int first, const struct column *columns, size_t n, void *record,
		 struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!read_column(stmt, first + (int)i, &columns[i], (char *)record + columns[i].offset, err))
			return false;
	return true;
}

bool record_one(struct db_stmt *stmt, const struct column *columns, size_t n, void *record, bool *found,
		struct err *err)
{
	enum db_step step = db_step(stmt, err);
	bool ok = step != DB_FAILED;

	if (step == DB_ROW)
		ok = record_read(stmt, 0, columns, n, record, err);
	else if (ok && found == NULL)
		ok = err_set(err, ERR_MISSING, _("The record that was asked for does not exist."));
	if (found != NULL)
		*found = step == DB_ROW;
	db_reset(stmt);
	return ok;
}

static bool write_columns(struct db *db, const char *sql, const struct family *family, const void *record,
			  struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(db, sql, &stmt, err))
		return false;
	record_bind(stmt, 1, family->columns, family->n, record);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

bool record_write(struct db *db, const struct family *family, void *record, struct err *err)
{
	void *field = (char *)record + family->columns[0].offset;
	int64_t id = id_at(field), next;

	if (id != 0) {
		if (!write_columns(db, family->update, family, record, err))
			return false;
		return db_changes(db) > 0 ||
		       err_set(err, ERR_MISSING, _("The record that was asked for does not exist."));
	}
	if (!db_ask(db, &next, err, family->next_id, ""))
		return false;
	memcpy(field, &next, sizeof next);
	if (write_columns(db, family->insert, family, record, err))
		return true;
	memcpy(field, &id, sizeof id);
	return false;
}

void record_ensure_uid(char **uid)
{
	char fresh[UID_SIZE];

	if (!str_empty(*uid))
		return;
	uid_new(fresh);
	mem_replace(uid, fresh);
}

void record_stamp(const struct store *store, char **at, int64_t *by)
{
	char now[INSTANT_SIZE];

	instant_format(clock_now(), now);
	mem_replace(at, now);
	*by = store->actor;
}

bool record_voided(struct store *store, const struct voiding *voiding, int64_t id, bool voided,
		   struct err *err)
{
	char now[INSTANT_SIZE];

	instant_format(clock_now(), now);
	if (!db_run(store->db, err, voiding->sql, "si", voided ? now : NULL, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, "%s", _(voiding->missing));
	return audit_add(store, voided ? voiding->taken : voiding->brought, voiding->table, id, NULL, err);
}

bool record_void(struct store *store, const struct voiding *voiding, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, record_voided(store, voiding, id, voided, err), err);
}
