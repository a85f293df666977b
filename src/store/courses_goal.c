/* SPDX-License-Identifier: MIT */
/* Goals of a course as stored. */
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/courses.h"
#include "store/record.h"

/* A goal with its target as it is written; without a measure its kind is none of the codes. */
struct stored {
	struct goal g;
	char *kind, *target;
};

/* The order of the statements below. */
static const struct column columns[] = {
	COLUMN("id", ID, struct stored, g.id),
	COLUMN("uid", WORDS, struct stored, g.uid),
	COLUMN("course_id", ID, struct stored, g.course_id),
	COLUMN("text", WORDS, struct stored, g.text),
	COLUMN("kind", TEXT, struct stored, kind),
	COLUMN("code", WORDS, struct stored, g.measure.code),
	COLUMN("activity", TEXT, struct stored, g.measure.activity),
	COLUMN_AND("side", CODE, struct stored, g.measure.side, .coding = &coding_side),
	COLUMN_AND("mode", CODE, struct stored, g.measure.mode, .coding = &coding_measure_mode),
	COLUMN("unit", WORDS, struct stored, g.measure.unit),
	COLUMN("target", TEXT, struct stored, target),
	COLUMN("met_on", TEXT, struct stored, g.met_on),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void stored_release(struct stored *stored)
{
	goal_release(&stored->g);
	free(stored->kind);
	free(stored->target);
}

static void stored_fill(struct stored *stored, const struct goal *goal)
{
	*stored = (struct stored){ .kind = NULL };
	goal_init(&stored->g);
	goal_copy(&stored->g, goal);
	if (goal->has_measure)
		stored->kind = mem_strdup(measure_kind_code(goal->measure.kind));
	if (goal->target.n > 0) {
		struct str text;
		str_init(&text);
		measure_value_text(&goal->target, &text);
		stored->target = str_take(&text);
	}
}

static bool insert(struct store *store, const struct stored *stored, struct err *err)
{
	struct db_stmt *stmt;
	char now[INSTANT_SIZE];

	if (!db_prepare(
		    store->db,
		    "INSERT INTO goal (id, uid, course_id, text, kind, code, activity, side, mode, unit, target,"
		    " met_on, recorded_at, recorded_by)"
		    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nullif($14, 0))",
		    &stmt, err))
		return false;
	instant_format(clock_now(), now);
	record_bind(stmt, 1, columns, COLUMNS, stored);
	db_bind_text(stmt, COLUMNS + 1, now);
	db_bind_int(stmt, COLUMNS + 2, store->actor);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

/* When it was written down, and by whom, stays. */
static bool update(struct store *store, const struct stored *stored, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(
		    store->db,
		    "UPDATE goal SET uid = $2, course_id = $3, text = $4, kind = $5, code = $6, activity = $7,"
		    " side = $8, mode = $9, unit = $10, target = $11, met_on = $12 WHERE id = $1",
		    &stmt, err))
		return false;
	record_bind(stmt, 1, columns, COLUMNS, stored);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool write_goal(struct store *store, struct goal *goal, struct err *err)
{
	struct stored stored;
	bool is_new = goal->id == 0;

	record_ensure_uid(&goal->uid);
	stored_fill(&stored, goal);
	if (is_new &&
	    !db_ask(store->db, &stored.g.id, err, "SELECT coalesce(max(id), 0) + 1 FROM goal", "")) {
		stored_release(&stored);
		return false;
	}
	bool ok = (is_new ? insert(store, &stored, err) : update(store, &stored, err)) &&
		  audit_add(store, is_new ? "goal-add" : "goal-edit", "goal", stored.g.id, NULL, err);
	if (ok)
		goal->id = stored.g.id;
	stored_release(&stored);
	return ok;
}

bool goal_save(struct store *store, struct goal *goal, struct err *err)
{
	int64_t id = goal->id;

	if (str_empty(goal->text))
		return err_set(err, ERR_INPUT, _("Say the goal in the client's words."));
	if (goal->met_on != NULL && !date_valid(goal->met_on))
		return err_set(err, ERR_INPUT, _("The day on which the goal was met is no day."));
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_goal(store, goal, err), err))
		return true;
	goal->id = id;
	return false;
}

static const struct voiding voiding = VOIDING("goal", "goal", N_("The goal does not exist."));

bool goal_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- reading ---- */

static bool read_goal(struct db_stmt *stmt, struct goal *out, struct err *err)
{
	struct stored stored = { .kind = NULL };

	goal_init(&stored.g);
	bool ok = record_read(stmt, 0, columns, COLUMNS, &stored, err);
	stored.g.has_measure = stored.kind != NULL;
	if (ok && ((stored.kind != NULL && !measure_kind_from_code(stored.kind, &stored.g.measure.kind)) ||
		   !measure_value_read(stored.target, &stored.g.target)))
		ok = err_set(err, ERR_DAMAGED, _("A goal holds a value that this Fascicle does not know."));
	if (ok)
		goal_copy(out, &stored.g);
	stored_release(&stored);
	return ok;
}

RECORD_LIST_BY(goals, goal, read_goal)

bool goals_load(struct store *store, int64_t course_id, struct goals *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct goals){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT id, uid, course_id, text, kind, code, activity, side, mode, unit, target, met_on"
		    " FROM goal WHERE course_id = $1 AND voided_at IS NULL ORDER BY id",
		    "i", course_id))
		return false;
	return goals_read(stmt, out, err);
}
