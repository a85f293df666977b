/* SPDX-License-Identifier: MIT */
/* Findings as stored: a row a value, in the order they were said. */
#include "store/findings.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/family.h"

static bool insert(struct store *store, int64_t session_id, int64_t position, const struct finding *finding,
		   struct err *err)
{
	return db_run(store->db, err,
		      "INSERT INTO session_fact (session_id, field, position, value, region, side, grade)"
		      " VALUES ($1, $2, $3, $4, $5, nullif($6, ''), CASE WHEN $7 >= 0 THEN $7 END)",
		      "isisssi", session_id, finding->field, position, finding->value, finding->region,
		      side_code(finding->side), (int64_t)finding->grade);
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

static const struct column columns[] = {
	COLUMN("field", TEXT, struct finding, field),
	COLUMN("value", TEXT, struct finding, value),
	COLUMN("region", TEXT, struct finding, region),
	COLUMN_AND("side", CODE, struct finding, side, .coding = &coding_side),
	COLUMN("grade", SAID, struct finding, grade),
};
static const struct family family = {
	.table = "session_fact",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static bool read_row(struct db_stmt *stmt, struct findings *out, struct err *err)
{
	struct finding row;
	finding_init(&row);
	bool ok = family_read(stmt, &family, &row, err);
	if (ok)
		findings_add(out, &row);
	finding_release(&row);
	return ok;
}

bool findings_load(struct store *store, int64_t session_id, struct findings *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step = DB_DONE;
	bool ok = true;
	*out = (struct findings){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(
		    store->db, &family, &stmt, err,
		    "SELECT {session_fact} FROM session_fact WHERE session_id = $1 ORDER BY field, position",
		    "i", session_id))
		return false;
	while (ok && (step = db_step(stmt, err)) == DB_ROW)
		ok = read_row(stmt, out, err);
	db_reset(stmt);
	if (ok && step == DB_DONE)
		return true;
	findings_release(out);
	return false;
}
