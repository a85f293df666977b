/* SPDX-License-Identifier: MIT */
/* The day's list. */
#include "store/sessions.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "record/client.h"

/* id, client_id, start_wall, family, given, service code, status, has a draft, end_wall,
 * practitioner. ISO texts compare as times do, so a day
 * is what lies from its own date up to the next. */
static const char day_sql[] =
	"SELECT s.id, s.client_id, s.start_wall, c.family, c.given, coalesce(v.code, ''), s.status,"
	" EXISTS (SELECT 1 FROM draft d WHERE d.session_id = s.id), s.end_wall, s.practitioner_id"
	" FROM session s JOIN client c ON c.id = s.client_id LEFT JOIN service v ON v.id = s.service_id"
	" WHERE s.start_wall >= $1 AND s.start_wall < $2 AND ($3 = 0 OR s.practitioner_id = $3)"
	" ORDER BY s.start_wall, s.id";
static const char earlier_sql[] =
	"SELECT s.id, s.client_id, s.start_wall, c.family, c.given, coalesce(v.code, ''), s.status,"
	" EXISTS (SELECT 1 FROM draft d WHERE d.session_id = s.id), s.end_wall, s.practitioner_id"
	" FROM session s JOIN client c ON c.id = s.client_id LEFT JOIN service v ON v.id = s.service_id"
	" WHERE s.start_wall < $1 AND s.status IN ('booked', 'arrived', 'open')"
	" AND ($2 = 0 OR s.practitioner_id = $2)"
	" ORDER BY s.start_wall, s.id";

static void read_row(struct db_stmt *stmt, bool earlier, struct day_row *row)
{
	struct client client = { .family = db_text_dup(stmt, 3), .given = db_text_dup(stmt, 4) };
	struct str name;

	str_init(&name);
	client_name(&client, &name);
	client_release(&client);
	*row = (struct day_row){
		.id = db_int(stmt, 0),
		.client_id = db_int(stmt, 1),
		.start = db_text_dup(stmt, 2),
		.client = str_take(&name),
		.service = db_text_dup(stmt, 5),
		.earlier = earlier,
		.has_draft = db_int(stmt, 7) != 0,
		.end = db_text_dup(stmt, 8),
		.practitioner_id = db_int(stmt, 9),
	};
	session_status_from_code(db_text(stmt, 6), &row->status);
	str_release(&name);
}

static bool read_rows(struct db_stmt *stmt, bool earlier, struct day_rows *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		read_row(stmt, earlier, &out->rows[out->n++]);
	}
	db_reset(stmt);
	return step == DB_DONE;
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
		ok = db_query(store->db, &stmt, err, earlier_sql, "si", date, practitioner) &&
		     read_rows(stmt, true, out, err);
	ok = ok && db_query(store->db, &stmt, err, day_sql, "ssi", date, next, practitioner) &&
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
