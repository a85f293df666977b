/* SPDX-License-Identifier: MIT */
/* Which field of a struct lies in which column: one table for each family drives reading and writing. */
#include "store/record.h"

#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"

void record_bind(struct db_stmt *stmt, int first, const struct column *columns, size_t n, const void *record)
{
	for (size_t i = 0; i < n; i++)
		column_bind(stmt, first + (int)i, &columns[i], record);
}

bool record_read(struct db_stmt *stmt, int first, const struct column *columns, size_t n, void *record,
		 struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!column_read(stmt, first + (int)i, &columns[i], record, err))
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

static bool write_columns(struct db *db, const char *sql, const struct positional *family, const void *record,
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

bool record_write(struct db *db, const struct positional *family, void *record, struct err *err)
{
	void *field = (char *)record + family->columns[0].at;
	int64_t id, next;

	memcpy(&id, field, sizeof id);
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

const struct column stamp_columns[STAMP_COLUMNS] = {
	COLUMN_AND("recorded_at", TEXT, struct stamp, at, .use = COLUMN_ONCE),
	COLUMN_AND("recorded_by", REF, struct stamp, by, .use = COLUMN_ONCE),
};

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
