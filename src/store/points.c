/* SPDX-License-Identifier: MIT */
/* Points with their history, read in two statements: the visits, then every mark in their order. */
#include "store/points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/family.h"

/* ---- visits ---- */

static bool read_visits(struct db_stmt *stmt, struct visits *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		struct visit *visit = &out->rows[out->n++];
		*visit = (struct visit){ .session_id = db_int_of(stmt, "id"),
					 .is_signed = str_eq(db_text_of(stmt, "status"), "signed"),
					 .n_marks = (int)db_int_of(stmt, "n_marks") };
		snprintf(visit->start, sizeof visit->start, "%s", db_text_of(stmt, "start_wall"));
	}
	return step == DB_DONE;
}

bool visits_load(struct store *store, int64_t client_id, int64_t up_to_session, struct visits *out,
		 struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct visits){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT v.id AS id, v.start_wall AS start_wall, v.status AS status, v.n_marks AS n_marks FROM"
		    " (SELECT s.id, s.start_wall, s.status, (SELECT count(*) FROM mark m"
		    "   WHERE m.session_id = s.id AND m.voided_at IS NULL) AS n_marks"
		    "  FROM session s WHERE s.client_id = $1 AND s.status NOT IN ('cancelled', 'no-show')"
		    "  AND ($2 = 0 OR (s.start_wall, s.id) <= (SELECT u.start_wall, u.id FROM session u WHERE u.id = $2)))"
		    " v WHERE v.status = 'signed' OR v.n_marks > 0 OR v.id = $2 ORDER BY v.start_wall, v.id",
		    "ii", client_id, up_to_session))
		return false;
	bool ok = read_visits(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		visits_release(out);
	return ok;
}

void visits_release(struct visits *visits)
{
	free(visits->rows);
	*visits = (struct visits){ NULL, 0 };
}

/* ---- points ---- */

/* What a session says of the point; the thresholds, means with one unit, follow. */
static const struct column columns[] = {
	COLUMN("session_id", ID, struct point_entry, session_id),
	COLUMN_AND("type", CODE, struct point_entry, type, .coding = &coding_mark_type),
	COLUMN("tender_before", SAID, struct point_entry, tender_before),
	COLUMN("tender_after", SAID, struct point_entry, tender_after),
	COLUMN_AND("response", CODE, struct point_entry, response, .coding = &coding_response),
	COLUMN_AND("sufficient", CODE, struct point_entry, sufficient, .coding = &coding_tri),
	COLUMN_AND(
		"presses", SAID, struct point_entry, presses,
		.read = "(SELECT sum(CAST(d.value AS INTEGER)) FROM application a JOIN dose d ON d.application_id = a.id"
			"  WHERE a.mark_id = m.id AND a.voided_at IS NULL AND d.name = 'presses')"),
};
static const struct family family = {
	.table = "mark",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};
static const char marks_sql[] =
	"SELECT p.id AS point_id, p.muscle AS muscle, p.region AS region, p.side AS side, {mark m},"
	" (SELECT min(r.unit) FROM mark_pressure r WHERE r.mark_id = m.id) AS ppt_unit,"
	" (SELECT avg(CAST(r.value AS DOUBLE PRECISION)) FROM mark_pressure r"
	"  WHERE r.mark_id = m.id AND r.stage = 'before') AS ppt_before,"
	" (SELECT avg(CAST(r.value AS DOUBLE PRECISION)) FROM mark_pressure r"
	"  WHERE r.mark_id = m.id AND r.stage = 'after') AS ppt_after"
	" FROM mark m JOIN point p ON p.id = m.point_id JOIN session s ON s.id = m.session_id"
	" WHERE s.client_id = $1 AND m.voided_at IS NULL AND s.status NOT IN ('cancelled', 'no-show')"
	" AND ($2 = 0 OR (s.start_wall, s.id) <= (SELECT u.start_wall, u.id FROM session u WHERE u.id = $2))"
	" ORDER BY s.start_wall, s.id, m.id";

/* Marks come in the order of the visits: *at is where the last one was found. */
static const struct visit *visit_of(const struct visits *visits, int64_t session_id, size_t *at)
{
	for (size_t i = *at; i < visits->n; i++)
		if (visits->rows[i].session_id == session_id) {
			*at = i;
			return &visits->rows[i];
		}
	return NULL;
}

static struct point_history *point_with(struct points *points, int64_t id)
{
	for (size_t i = 0; i < points->n; i++)
		if (points->rows[i].point_id == id)
			return &points->rows[i];
	points->rows = mem_regrow(points->rows, points->n + 1, sizeof *points->rows);
	point_history_init(&points->rows[points->n]);
	points->rows[points->n].point_id = id;
	return &points->rows[points->n++];
}

static void read_point(struct db_stmt *stmt, struct point_history *point)
{
	if (point->muscle != NULL)
		return;
	point->muscle = db_text_dup_of(stmt, "muscle");
	point->region = db_text_dup_of(stmt, "region");
	point->side = side_from_code(db_text_of(stmt, "side"));
}

static double mean_of(struct db_stmt *stmt, const char *name)
{
	const char *mean = db_text_of(stmt, name);
	return mean ? strtod(mean, NULL) : -1;
}

static bool read_entry(struct db_stmt *stmt, const struct visits *visits, size_t *at, struct points *out,
		       struct err *err)
{
	struct point_entry entry;

	point_entry_init(&entry);
	if (!family_read(stmt, &family, &entry, err))
		return false;
	const struct visit *visit = visit_of(visits, entry.session_id, at);
	if (visit == NULL)
		return true; /* somebody marked it between the two statements */
	entry.visit = (int)*at + 1;
	wall_date(visit->start, entry.date);
	const char *unit = db_text_of(stmt, "ppt_unit");
	snprintf(entry.ppt_unit, sizeof entry.ppt_unit, "%s", unit ? unit : "");
	entry.ppt_before = mean_of(stmt, "ppt_before");
	entry.ppt_after = mean_of(stmt, "ppt_after");
	struct point_history *point = point_with(out, db_int_of(stmt, "point_id"));
	read_point(stmt, point);
	point_history_add(point, &entry);
	return true;
}

static bool read_entries(struct db_stmt *stmt, const struct visits *visits, struct points *out,
			 struct err *err)
{
	enum db_step step;
	size_t at = 0;

	while ((step = db_step(stmt, err)) == DB_ROW)
		if (!read_entry(stmt, visits, &at, out, err))
			return false;
	return step == DB_DONE;
}

/* The session in hand, the last visit, may still bring a mark; it is over when it is signed. */
static void count_missed(struct points *points, const struct visits *visits)
{
	int n = (int)visits->n;
	int over = n > 0 && !visits->rows[n - 1].is_signed ? n - 1 : n;

	for (size_t i = 0; i < points->n; i++) {
		struct point_history *point = &points->rows[i];
		int last = point->entries[point->n_entries - 1].visit;
		point->now = n;
		point->missed = over > last ? over - last : 0;
	}
}

static int latest_first(const void *left, const void *right)
{
	const struct point_history *a = left, *b = right;
	int last_a = a->entries[a->n_entries - 1].visit, last_b = b->entries[b->n_entries - 1].visit;

	if (last_a != last_b)
		return last_b - last_a;
	return a->point_id < b->point_id ? -1 : a->point_id > b->point_id;
}

static bool load(struct store *store, int64_t client_id, int64_t up_to_session, const struct visits *visits,
		 struct points *out, struct err *err)
{
	struct db_stmt *stmt;

	if (!family_query(store->db, &family, &stmt, err, marks_sql, "ii", client_id, up_to_session))
		return false;
	bool ok = read_entries(stmt, visits, out, err);
	db_reset(stmt);
	if (!ok)
		return false;
	count_missed(out, visits);
	if (out->n > 1)
		qsort(out->rows, out->n, sizeof *out->rows, latest_first);
	return true;
}

bool points_load(struct store *store, int64_t client_id, int64_t up_to_session, struct points *out,
		 struct err *err)
{
	struct visits visits;

	*out = (struct points){ NULL, 0 };
	if (!visits_load(store, client_id, up_to_session, &visits, err))
		return false;
	bool ok = load(store, client_id, up_to_session, &visits, out, err);
	visits_release(&visits);
	if (!ok)
		points_release(out);
	return ok;
}

void points_release(struct points *points)
{
	for (size_t i = 0; i < points->n; i++)
		point_history_release(&points->rows[i]);
	free(points->rows);
	*points = (struct points){ NULL, 0 };
}
