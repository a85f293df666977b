/* SPDX-License-Identifier: MIT */
/* Marks as stored, and the points they continue. */
#include "store/entries.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "store/audit.h"
#include "store/entries_pressure.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct mark, id),
	COLUMN("uid", WORDS, struct mark, uid),
	COLUMN("point_id", ID, struct mark, point_id),
	COLUMN("session_id", ID, struct mark, session_id),
	COLUMN("muscle", TEXT, struct mark, muscle),
	COLUMN("region", TEXT, struct mark, region),
	COLUMN_AND("side", CODE, struct mark, side, .coding = &coding_side),
	COLUMN_AND("type", CODE, struct mark, type, .coding = &coding_mark_type),
	COLUMN("signs_yes", NUMBER, struct mark, signs_yes),
	COLUMN("signs_no", NUMBER, struct mark, signs_no),
	COLUMN("tender_before", SAID, struct mark, tender_before),
	COLUMN("tender_after", SAID, struct mark, tender_after),
	COLUMN("referral", TEXT, struct mark, referral),
	COLUMN_AND("response", CODE, struct mark, response, .coding = &coding_response),
	COLUMN_AND("sufficient", CODE, struct mark, sufficient, .coding = &coding_tri),
	COLUMN("note", TEXT, struct mark, note),
	COLUMN_AND("tissue", CODE, struct mark, tissue, .coding = &coding_tissue),
	COLUMN_AND("aware", CODE, struct mark, aware, .coding = &coding_tri),
	COLUMN("linked", TEXT, struct mark, linked),
};
static const struct family family = {
	.table = "mark",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- points ---- */

static bool begin_point(struct store *store, int64_t client_id, const struct mark *mark, const char *side,
			int64_t *id, struct err *err)
{
	char uid[UID_SIZE];

	uid_new(uid);
	return db_ask(store->db, id, err,
		      "INSERT INTO point (uid, client_id, muscle, region, side)"
		      " VALUES ($1, $2, coalesce($3, ''), coalesce($4, ''), coalesce($5, '')) RETURNING id",
		      "sisss", uid, client_id, mark->muscle, mark->region, side) &&
	       audit_add(store, "point-begin", "point", *id, mark->muscle, err);
}

/* The client's point at this muscle, region and side. */
static bool continue_point(struct store *store, struct mark *mark, struct err *err)
{
	int64_t client_id;
	struct db_stmt *stmt;
	const char *side = side_code(mark->side);

	if (!db_ask(store->db, &client_id, err, "SELECT client_id FROM session WHERE id = $1", "i",
		    mark->session_id) ||
	    !db_query(store->db, &stmt, err,
		      "SELECT id FROM point WHERE client_id = $1 AND muscle = coalesce($2, '')"
		      " AND region = coalesce($3, '') AND side = coalesce($4, '')",
		      "isss", client_id, mark->muscle, mark->region, side))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		mark->point_id = db_int(stmt, 0);
	db_reset(stmt);
	if (step != DB_DONE)
		return step == DB_ROW;
	return begin_point(store, client_id, mark, side, &mark->point_id, err);
}

/* ---- saving ---- */

/* What was done on a mark lies where the mark lies, also when that is mended. */
static bool move_applications(struct store *store, const struct mark *mark, struct err *err)
{
	const char *side = side_code(mark->side);

	return db_run(
		store->db, err,
		"UPDATE application SET region = $2, side = nullif($3, '') WHERE mark_id = $1"
		" AND coalesce(region, '') = (SELECT coalesce(region, '') FROM mark WHERE id = $1)"
		" AND coalesce(side, '') = (SELECT coalesce(side, '') FROM mark WHERE id = $1)"
		" AND (coalesce(region, '') <> coalesce($2, '') OR coalesce(side, '') <> coalesce($3, ''))",
		"iss", mark->id, mark->region, side);
}

static bool write_mark(struct store *store, struct mark *mark, struct err *err)
{
	bool is_new = mark->id == 0;

	record_ensure_uid(&mark->uid);
	return continue_point(store, mark, err) && (is_new || move_applications(store, mark, err)) &&
	       family_save(store->db, &family, mark, err) &&
	       entries_pressure_write(store, mark, is_new, err) &&
	       audit_add(store, is_new ? "mark-add" : "mark-edit", "mark", mark->id, mark->muscle, err);
}

bool mark_save(struct store *store, struct mark *mark, struct err *err)
{
	int64_t id = mark->id, point = mark->point_id;

	if (mark->side == SIDE_BOTH)
		return err_set(err, ERR_INPUT,
			       _("A mark sits on one side. Make one for the left and one for the right."));
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_mark(store, mark, err), err))
		return true;
	mark->id = id;
	mark->point_id = point;
	return false;
}

static const struct voiding voiding = VOIDING("mark", "mark", N_("The mark does not exist."));

bool mark_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- loading ---- */

RECORD_LIST(marks, mark, family)

static bool load(struct store *store, const char *sql, int64_t session_id, struct marks *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct marks){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err, sql, "i", session_id))
		return false;
	if (!marks_read(stmt, out, err))
		return false;
	if (entries_pressure_load(store, out, err))
		return true;
	marks_release(out);
	return false;
}

bool marks_load(struct store *store, int64_t session_id, struct marks *out, struct err *err)
{
	static const char sql[] =
		"SELECT {mark} FROM mark WHERE session_id = $1 AND voided_at IS NULL ORDER BY id";

	return load(store, sql, session_id, out, err);
}

bool marks_load_previous(struct store *store, int64_t session_id, struct marks *out, struct err *err)
{
	static const char sql[] =
		"SELECT {mark} FROM mark WHERE voided_at IS NULL AND session_id ="
		" (SELECT before.id FROM session before JOIN session now ON now.client_id = before.client_id"
		"  WHERE now.id = $1 AND before.status = 'signed' AND (before.start_wall < now.start_wall"
		"  OR (before.start_wall = now.start_wall AND before.id < now.id))"
		"  ORDER BY before.start_wall DESC, before.id DESC LIMIT 1) ORDER BY id";

	return load(store, sql, session_id, out, err);
}
