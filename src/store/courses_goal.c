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
static const struct family family = {
	.table = "goal",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.beside = stamp_columns,
	.n_beside = STAMP_COLUMNS,
};
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

static bool write_goal(struct store *store, struct goal *goal, struct err *err)
{
	struct stamp now = { NULL, 0 };
	struct stored stored;
	bool is_new = goal->id == 0;

	record_ensure_uid(&goal->uid);
	stored_fill(&stored, goal);
	record_stamp(store, &now.at, &now.by);
	bool ok = (is_new ? family_add(store->db, &family, &stored, &now, err)
			  : family_change(store->db, &family, &stored, NULL, NULL, err)) &&
		  audit_add(store, is_new ? "goal-add" : "goal-edit", "goal", stored.g.id, NULL, err);
	if (ok)
		goal->id = stored.g.id;
	free(now.at);
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
	bool ok = family_read(stmt, &family, &stored, err);
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
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {goal} FROM goal WHERE course_id = $1 AND voided_at IS NULL ORDER BY id",
			  "i", course_id))
		return false;
	return goals_read(stmt, out, err);
}
