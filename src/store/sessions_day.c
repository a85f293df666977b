/* SPDX-License-Identifier: MIT */
/* The day's list. */
#include "store/sessions.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/family.h"
#include "store/people_names.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct day_row, id),
	COLUMN("client_id", ID, struct day_row, client_id),
	COLUMN("practitioner_id", ID, struct day_row, practitioner_id),
	COLUMN("start_wall", TEXT, struct day_row, start),
	COLUMN("end_wall", TEXT, struct day_row, end),
	COLUMN_AND("service", TEXT, struct day_row, service, .read = "coalesce(v.code, '')"),
	COLUMN_AND("status", CODE, struct day_row, status, .coding = &coding_status),
	COLUMN_AND("has_draft", YES, struct day_row, has_draft,
		   .read = "EXISTS (SELECT 1 FROM draft d WHERE d.session_id = s.id)"),
};
static const struct family day = { .table = "day",
				   .columns = columns,
				   .n = sizeof columns / sizeof *columns };

/* ISO texts compare as times do, so a day is what lies from its own date up to the next. */
static const char day_sql[] =
	"SELECT {day s}, c.family AS family, c.given AS given"
	" FROM session s JOIN client c ON c.id = s.client_id LEFT JOIN service v ON v.id = s.service_id"
	" WHERE s.start_wall >= $1 AND s.start_wall < $2 AND ($3 = 0 OR s.practitioner_id = $3)"
	" ORDER BY s.start_wall, s.id";
static const char earlier_sql[] =
	"SELECT {day s}, c.family AS family, c.given AS given"
	" FROM session s JOIN client c ON c.id = s.client_id LEFT JOIN service v ON v.id = s.service_id"
	" WHERE s.start_wall < $1 AND s.status IN ('booked', 'arrived', 'open')"
	" AND ($2 = 0 OR s.practitioner_id = $2)"
	" ORDER BY s.start_wall, s.id";

static bool read_rows(struct db_stmt *stmt, bool earlier, struct day_rows *out, struct err *err)
{
	enum db_step step = DB_DONE;
	bool ok = true;

	while (ok && (step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		struct day_row *row = &out->rows[out->n++];
		*row = (struct day_row){ .earlier = earlier, .client = people_row_name(stmt) };
		ok = family_read(stmt, &day, row, err);
	}
	db_reset(stmt);
	return ok && step == DB_DONE;
}

bool day_load(struct store *store, const char *date, int64_t practitioner, bool unsigned_first,
	      struct day_rows *out, struct err *err)
{
	struct db_stmt *stmt;
	char next[DATE_SIZE];

	*out = (struct day_rows){ NULL, 0 };
	date_add_days(date, 1, next);
	bool ok = true;
	if (unsigned_first)
		ok = family_query(store->db, &day, &stmt, err, earlier_sql, "si", date, practitioner) &&
		     read_rows(stmt, true, out, err);
	ok = ok && family_query(store->db, &day, &stmt, err, day_sql, "ssi", date, next, practitioner) &&
	     read_rows(stmt, false, out, err);
	if (!ok)
		day_rows_release(out);
	return ok;
}

void day_rows_release(struct day_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		free(rows->rows[i].start);
		free(rows->rows[i].end);
		free(rows->rows[i].client);
		free(rows->rows[i].service);
	}
	free(rows->rows);
	*rows = (struct day_rows){ NULL, 0 };
}

bool session_count_unsigned(struct store *store, int64_t practitioner, const char *before_date, int64_t *n,
			    struct err *err)
{
	return db_ask(
		store->db, n, err,
		"SELECT count(*) FROM session WHERE start_wall < $1 AND status IN ('booked', 'arrived', 'open')"
		" AND ($2 = 0 OR practitioner_id = $2)",
		"si", before_date, practitioner);
}
