/* SPDX-License-Identifier: MIT */
/* Courses of treatment and their re-assessments as stored. */
#include "store/courses.h"

#include <stdio.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct course, id),
	COLUMN("uid", WORDS, struct course, uid),
	COLUMN("version", VERSION, struct course, version),
	COLUMN("client_id", ID, struct course, client_id),
	COLUMN("reason", WORDS, struct course, reason),
	COLUMN("planned", SAID, struct course, planned),
	COLUMN("review_every", SAID, struct course, review_every),
	COLUMN("review_on", TEXT, struct course, review_on),
	COLUMN("begun_on", WORDS, struct course, begun_on),
	COLUMN("ended_on", TEXT, struct course, ended_on),
	COLUMN_AND("outcome", CODE, struct course, outcome, .coding = &coding_outcome),
	COLUMN("outcome_note", TEXT, struct course, outcome_note),
};
static const struct family family = {
	.table = "course",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.beside = stamp_columns,
	.n_beside = STAMP_COLUMNS,
	.only = "voided_at IS NULL",
	.stale = N_("Somebody else has changed this course meanwhile. Open it again and repeat your change."),
};

/* ---- saving ---- */

static bool check_running(struct store *store, const struct course *course, struct err *err)
{
	int64_t others;

	if (course->ended_on != NULL)
		return true;
	if (!db_ask(store->db, &others, err,
		    "SELECT count(*) FROM course WHERE client_id = $1 AND id <> $2 AND ended_on IS NULL"
		    " AND voided_at IS NULL",
		    "ii", course->client_id, course->id))
		return false;
	return others == 0 ||
	       err_set(err, ERR_REFUSED,
		       _("This client has a running course of treatment. End it before you begin another."));
}

static bool insert(struct store *store, struct course *course, struct err *err)
{
	struct stamp now = { NULL, 0 };

	record_ensure_uid(&course->uid);
	record_stamp(store, &now.at, &now.by);
	bool ok = family_add(store->db, &family, course, &now, err) &&
		  audit_add(store, "course-begin", "course", course->id, NULL, err);
	free(now.at);
	return ok;
}

static bool update(struct store *store, struct course *course, struct err *err)
{
	return family_change(store->db, &family, course, NULL, NULL, err) &&
	       audit_add(store, course->ended_on != NULL ? "course-end" : "course-edit", "course", course->id,
			 course_outcome_code(course->outcome), err);
}

bool course_save(struct store *store, struct course *course, struct err *err)
{
	int64_t id = course->id, version = course->version;

	if (!store_may_chart(store, err) || !course_check(course, err) || !store_begin(store, err))
		return false;
	bool ok = check_running(store, course, err) &&
		  (id == 0 ? insert(store, course, err) : update(store, course, err));
	if (store_end(store, ok, err))
		return true;
	course->id = id;
	course->version = version;
	return false;
}

static bool restore_allowed(struct store *store, int64_t id, struct err *err)
{
	int64_t running;

	if (!db_ask(store->db, &running, err,
		    "SELECT count(*) FROM course c JOIN course o ON o.client_id = c.client_id"
		    " WHERE c.id = $1 AND o.id <> $1 AND c.ended_on IS NULL AND o.ended_on IS NULL"
		    " AND o.voided_at IS NULL",
		    "i", id))
		return false;
	return running == 0 ||
	       err_set(err, ERR_REFUSED,
		       _("This client has a running course of treatment. End it before you begin another."));
}

static const struct voiding voiding = VOIDING_AND("course", "course", ", version = version + 1",
						  N_("The course of treatment does not exist."));

bool course_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store,
			 (voided || restore_allowed(store, id, err)) &&
				 record_voided(store, &voiding, id, voided, err),
			 err);
}

/* ---- re-assessments ---- */

static bool write_review(struct store *store, int64_t course, int64_t session, struct err *err)
{
	char uid[UID_SIZE], now[INSTANT_SIZE];
	int64_t there, id;

	if (!db_ask(store->db, &there, err,
		    "SELECT count(*) FROM course_review WHERE course_id = $1 AND session_id = $2"
		    " AND voided_at IS NULL",
		    "ii", course, session))
		return false;
	if (there > 0)
		return true;
	uid_new(uid);
	instant_format(clock_now(), now);
	return db_ask(store->db, &id, err,
		      "INSERT INTO course_review (uid, course_id, session_id, day, recorded_at, recorded_by)"
		      " SELECT $1, c.id, s.id, substr(s.start_wall, 1, 10), $4, $5 FROM course c, session s"
		      " WHERE c.id = $2 AND s.id = $3 AND s.client_id = c.client_id RETURNING id",
		      "siisr", uid, course, session, now, store->actor) &&
	       audit_add(store, "course-review", "course_review", id, NULL, err);
}

bool course_review_add(struct store *store, int64_t course_id, int64_t session_id, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_review(store, course_id, session_id, err), err);
}

static bool take_review_back(struct store *store, int64_t course, int64_t session, struct err *err)
{
	char now[INSTANT_SIZE];

	instant_format(clock_now(), now);
	if (!db_run(store->db, err,
		    "UPDATE course_review SET voided_at = $3 WHERE course_id = $1 AND session_id = $2"
		    " AND voided_at IS NULL",
		    "iis", course, session, now))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("No re-assessment was written down in this session."));
	return audit_add(store, "course-review-void", "course", course, NULL, err);
}

bool course_review_void(struct store *store, int64_t course_id, int64_t session_id, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, take_review_back(store, course_id, session_id, err), err);
}

/* ---- reading ---- */

static void course_row_init(struct course_row *row)
{
	*row = (struct course_row){ .count = { .done = 0 } };
	course_init(&row->course);
}

static void course_row_release(struct course_row *row)
{
	course_release(&row->course);
}

static void read_count(struct db_stmt *stmt, struct course_count *count)
{
	const char *last = db_text_of(stmt, "last_review");
	*count = (struct course_count){ .done = (int)db_int_of(stmt, "done"),
					.missed = (int)db_int_of(stmt, "missed"),
					.since_review = (int)db_int_of(stmt, "since_review"),
					.reviewed = last != NULL };
	snprintf(count->last_review, sizeof count->last_review, "%s", last ? last : "");
}

static bool read_course(struct db_stmt *stmt, struct course_row *row, struct err *err)
{
	read_count(stmt, &row->count);
	return family_read(stmt, &family, &row->course, err);
}

RECORD_LIST_BY(courses, course_row, read_course)

/* What both statements below select: sessions that were signed and missed while it ran, signed ones after the last
 * re-assessment, and its day. */
#define COURSE_ROWS                                                                                         \
	"SELECT {course c},"                                                                                \
	" (SELECT count(*) FROM session s WHERE s.client_id = c.client_id AND s.status = 'signed'"          \
	"  AND substr(s.start_wall, 1, 10) BETWEEN c.begun_on AND coalesce(c.ended_on, '9999')) AS done,"   \
	" (SELECT count(*) FROM session s WHERE s.client_id = c.client_id AND s.status = 'no-show'"         \
	"  AND substr(s.start_wall, 1, 10) BETWEEN c.begun_on AND coalesce(c.ended_on, '9999')) AS missed," \
	" (SELECT count(*) FROM session s WHERE s.client_id = c.client_id AND s.status = 'signed'"          \
	"  AND substr(s.start_wall, 1, 10) BETWEEN c.begun_on AND coalesce(c.ended_on, '9999')"             \
	"  AND s.start_wall > coalesce((SELECT max(t.start_wall) FROM course_review r"                      \
	"   JOIN session t ON t.id = r.session_id WHERE r.course_id = c.id AND r.voided_at IS NULL), ''))"  \
	" AS since_review,"                                                                                 \
	" (SELECT max(r.day) FROM course_review r WHERE r.course_id = c.id AND r.voided_at IS NULL)"        \
	" AS last_review FROM course c"

static bool load(struct store *store, const char *sql, int64_t client_id, struct courses *out,
		 struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct courses){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err, sql, client_id != 0 ? "i" : "", client_id))
		return false;
	return courses_read(stmt, out, err);
}

bool courses_load(struct store *store, int64_t client_id, struct courses *out, struct err *err)
{
	return load(store,
		    COURSE_ROWS " WHERE c.client_id = $1 AND c.voided_at IS NULL"
				" ORDER BY c.ended_on IS NOT NULL, c.begun_on DESC, c.id DESC",
		    client_id, out, err);
}

bool courses_load_running(struct store *store, struct courses *out, struct err *err)
{
	return load(store,
		    COURSE_ROWS " WHERE c.ended_on IS NULL AND c.voided_at IS NULL"
				" AND (c.review_every IS NOT NULL OR c.review_on IS NOT NULL)"
				" ORDER BY c.client_id",
		    0, out, err);
}
