/* SPDX-License-Identifier: MIT */
/* The table of timers, and the needles that are still in. */
#include "store/timers.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct timer, id),
	COLUMN("uid", WORDS, struct timer, uid),
	COLUMN("session_id", ID, struct timer, session_id),
	COLUMN_AND("kind", CODE, struct timer, kind, .coding = &coding_timer),
	COLUMN("technique", WORDS, struct timer, technique),
	COLUMN("mark_id", REF, struct timer, mark_id),
	COLUMN("application_id", REF, struct timer, application_id),
	COLUMN("dose", WORDS, struct timer, dose),
	COLUMN("seconds", NUMBER, struct timer, seconds),
	COLUMN("started_at", MOMENT, struct timer, started_ms),
	COLUMN("stopped_at", MOMENT, struct timer, stopped_ms),
	COLUMN_AND("client", WORDS, struct timer, client, .use = COLUMN_READ, .read = "c.family"),
};
static const struct family family = {
	.table = "timer",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

bool timer_start(struct store *store, struct timer *timer, struct err *err)
{
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	timer->id = 0;
	record_ensure_uid(&timer->uid);
	bool ok = family_save(store->db, &family, timer, err) &&
		  audit_add(store, "timer-start", "timer", timer->id, timer->technique, err);
	if (!store_end(store, ok, err))
		timer->id = 0;
	return timer->id != 0;
}

static bool write_stop(struct store *store, int64_t id, int64_t stopped_ms, struct err *err)
{
	char at[MOMENT_SIZE];

	moment_format(stopped_ms, at);
	if (!db_run(store->db, err, "UPDATE timer SET stopped_at = $1 WHERE id = $2 AND stopped_at IS NULL",
		    "si", at, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("This timer was stopped already."));
	return audit_add(store, "timer-stop", "timer", id, NULL, err);
}

bool timer_stop(struct store *store, int64_t id, int64_t stopped_ms, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_stop(store, id, stopped_ms, err), err);
}

bool timer_planned(struct store *store, int64_t application_id, enum timer_kind kind, int *seconds,
		   struct err *err)
{
	struct db_stmt *stmt;

	if (!store_may_chart(store, err) ||
	    !db_query(store->db, &stmt, err,
		      "SELECT seconds FROM timer WHERE application_id = $1 AND kind = $2 ORDER BY id LIMIT 1",
		      "is", application_id, timer_kind_code(kind)))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		*seconds = (int)db_int(stmt, 0);
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool write_undone(struct store *store, int64_t id, bool undone, bool *changed, struct err *err)
{
	char at[MOMENT_SIZE];

	moment_format(clock_now_ms(), at);
	if (!db_run(store->db, err,
		    "UPDATE timer SET stopped_at = $1 WHERE id = $2 AND (stopped_at IS NULL) = ($1 IS NOT NULL)",
		    "si", undone ? at : NULL, id))
		return false;
	*changed = db_changes(store->db) > 0;
	return !*changed || audit_add(store, undone ? "timer-stop" : "timer-resume", "timer", id, NULL, err);
}

bool timer_undo(struct store *store, int64_t id, bool undone, bool *changed, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_undone(store, id, undone, changed, err), err);
}

RECORD_LIST(timers, timer, family)

bool timers_load(struct store *store, int64_t open, int64_t now_ms, struct timers *out, struct err *err)
{
	struct db_stmt *stmt;
	char since[MOMENT_SIZE];

	*out = (struct timers){ NULL, 0 };
	if (!store_may_chart(store, NULL))
		return true;
	moment_format(now_ms - TIMER_STALE_MS, since);
	if (!family_query(
		    store->db, &family, &stmt, err,
		    "SELECT {timer t} FROM timer t JOIN session s ON s.id = t.session_id JOIN client c ON c.id = s.client_id"
		    " LEFT JOIN mark m ON m.id = t.mark_id LEFT JOIN application a ON a.id = t.application_id"
		    " WHERE t.stopped_at IS NULL AND t.started_at > $1"
		    " AND s.status IN ('booked', 'arrived', 'open')"
		    " AND (s.practitioner_id = $2 OR $2 = 0 OR s.id = $3)"
		    " AND m.voided_at IS NULL AND a.voided_at IS NULL ORDER BY t.id",
		    "sii", since, store->actor, open))
		return false;
	return timers_read(stmt, out, err);
}

/* The session of each application from which needles are left, and how many. */
#define NEEDLES_LEFT_SQL                                                                         \
	"WITH left_in AS (SELECT s.id AS session_id, c.family AS family,"                        \
	" sum(CASE d.name WHEN 'needles_in' THEN CAST(d.value AS INTEGER)"                       \
	" WHEN 'needles_out' THEN -CAST(d.value AS INTEGER) ELSE 0 END) AS n"                    \
	" FROM session s JOIN client c ON c.id = s.client_id"                                    \
	" JOIN application a ON a.session_id = s.id AND a.voided_at IS NULL"                     \
	" LEFT JOIN mark m ON m.id = a.mark_id JOIN dose d ON d.application_id = a.id"           \
	" WHERE s.status IN ('booked', 'arrived', 'open') AND s.start_wall >= $1 AND s.id <> $2" \
	" AND (s.practitioner_id = $3 OR $3 = 0) AND m.voided_at IS NULL GROUP BY a.id)"

bool needles_left(struct store *store, int64_t open, const char *since_wall, int64_t *n, char **client,
		  struct err *err)
{
	struct db_stmt *stmt;

	*n = 0;
	*client = NULL;
	if (!store_may_chart(store, NULL))
		return true;
	if (!db_query(store->db, &stmt, err,
		      NEEDLES_LEFT_SQL " SELECT sum(n) AS n, (SELECT family FROM left_in WHERE n > 0"
				       " ORDER BY session_id LIMIT 1) AS family FROM left_in WHERE n > 0",
		      "sii", since_wall, open, store->actor))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		*n = db_int_of(stmt, "n");
		*client = db_text_dup_of(stmt, "family");
	}
	db_reset(stmt);
	return step == DB_ROW;
}
