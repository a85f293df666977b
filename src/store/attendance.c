/* SPDX-License-Identifier: MIT */
/* Sessions of a client, counted. */
#include "store/attendance.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

/* A day beyond all others. */
#define NO_DAY "9999-12-31"

static void day_of(struct db_stmt *stmt, const char *name, char out[DATE_SIZE])
{
	const char *day = db_text_of(stmt, name);
	snprintf(out, DATE_SIZE, "%s", day ? day : "");
}

bool attendance_load(struct store *store, int64_t client_id, const char *from, const char *to,
		     bool signed_only, struct attendance *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct attendance){ .attended = 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT coalesce(sum(came), 0) AS attended, coalesce(sum(status = 'no-show'), 0) AS missed,"
		    " coalesce(sum(status = 'cancelled'), 0) AS cancelled,"
		    " min(CASE WHEN came THEN day END) AS first, max(CASE WHEN came THEN day END) AS last"
		    " FROM (SELECT status, substr(start_wall, 1, 10) AS day, status NOT IN ('no-show', 'cancelled')"
		    "  AND ($4 = 0 OR status = 'signed') AND (status IN ('signed', 'open')"
		    "   OR EXISTS (SELECT 1 FROM measure m WHERE m.session_id = session.id AND m.voided_at IS NULL)"
		    "   OR EXISTS (SELECT 1 FROM mark k WHERE k.session_id = session.id AND k.voided_at IS NULL)) AS came"
		    "  FROM session WHERE client_id = $1) WHERE day BETWEEN $2 AND $3",
		    "issi", client_id, from != NULL ? from : "", to != NULL ? to : NO_DAY,
		    (int64_t)signed_only))
		return false;
	bool ok = db_step(stmt, err) == DB_ROW;
	if (ok) {
		out->attended = (int)db_int_of(stmt, "attended");
		out->missed = (int)db_int_of(stmt, "missed");
		out->cancelled = (int)db_int_of(stmt, "cancelled");
		day_of(stmt, "first", out->first);
		day_of(stmt, "last", out->last);
	}
	db_reset(stmt);
	return ok;
}

bool attendance_techniques_load(struct store *store, int64_t client_id, const char *from, const char *to,
				bool signed_only, struct attendance_techniques *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	*out = (struct attendance_techniques){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT a.technique AS technique, count(DISTINCT a.session_id) AS sessions FROM session s"
		    " JOIN application a ON a.session_id = s.id"
		    " WHERE s.client_id = $1 AND s.status NOT IN ('no-show', 'cancelled') AND a.voided_at IS NULL"
		    " AND ($4 = 0 OR s.status = 'signed') AND substr(s.start_wall, 1, 10) BETWEEN $2 AND $3"
		    " GROUP BY a.technique ORDER BY sessions DESC, a.technique",
		    "issi", client_id, from != NULL ? from : "", to != NULL ? to : NO_DAY,
		    (int64_t)signed_only))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = (struct attendance_technique){ db_text_dup_of(stmt, "technique"),
								     (int)db_int_of(stmt, "sessions") };
	}
	db_reset(stmt);
	if (step != DB_DONE)
		attendance_techniques_release(out);
	return step == DB_DONE;
}

void attendance_techniques_release(struct attendance_techniques *techniques)
{
	for (size_t i = 0; i < techniques->n; i++)
		free(techniques->rows[i].code);
	free(techniques->rows);
	*techniques = (struct attendance_techniques){ NULL, 0 };
}
