/* SPDX-License-Identifier: MIT */
/* Findings as stored: a row a value, in the order they were said. */
#include "store/findings.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"

static bool insert(struct store *store, int64_t session_id, int64_t position, const struct finding *finding,
		   struct err *err)
{
	struct db_stmt *stmt;
	if (!db_prepare(store->db,
			"INSERT INTO session_fact (session_id, field, position, value, region, side, grade)"
			" VALUES ($1, $2, $3, $4, $5, nullif($6, ''), $7)",
			&stmt, err))
		return false;
	db_bind_int(stmt, 1, session_id);
	db_bind_text(stmt, 2, finding->field);
	db_bind_int(stmt, 3, position);
	db_bind_text(stmt, 4, finding->value);
	db_bind_text(stmt, 5, finding->region);
	db_bind_text(stmt, 6, side_code(finding->side));
	if (finding->grade >= 0)
		db_bind_int(stmt, 7, finding->grade);
	else
		db_bind_null(stmt, 7);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool write_field(struct store *store, int64_t session_id, const char *field,
			const struct findings *findings, struct err *err)
{
	int64_t position = 0;
	bool ok = db_run(store->db, err, "DELETE FROM session_fact WHERE session_id = $1 AND field = $2",
			 "is", session_id, field);
	for (size_t i = 0; ok && i < findings->n; i++)
		if (str_eq(findings->rows[i].field, field))
			ok = insert(store, session_id, ++position, &findings->rows[i], err);
	return ok && audit_add(store, position ? "finding-set" : "finding-clear", "session", session_id,
			       field, err);
}

bool findings_save(struct store *store, int64_t session_id, const char *field,
		   const struct findings *findings, struct err *err)
{
	if (catalogue_finding(catalogue_builtin(), field) < 0)
		return err_set(err, ERR_INPUT, _("No field is called “%s”."), field);
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_field(store, session_id, field, findings, err), err);
}

static void read_row(struct db_stmt *stmt, struct findings *out)
{
	struct finding row;
	finding_init(&row);
	row.field = db_text_dup(stmt, 0);
	row.value = db_text_dup(stmt, 1);
	row.region = db_text_dup(stmt, 2);
	row.side = side_from_code(db_text(stmt, 3));
	row.grade = db_is_null(stmt, 4) ? -1 : (int)db_int(stmt, 4);
	findings_add(out, &row);
	finding_release(&row);
}

bool findings_load(struct store *store, int64_t session_id, struct findings *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;
	*out = (struct findings){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(store->db, &stmt, err,
		      "SELECT field, value, region, side, grade FROM session_fact WHERE session_id = $1"
		      " ORDER BY field, position",
		      "i", session_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		read_row(stmt, out);
	db_reset(stmt);
	if (step != DB_DONE)
		findings_release(out);
	return step == DB_DONE;
}
