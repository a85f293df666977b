/* SPDX-License-Identifier: MIT */
/* Measures as stored. */
#include "store/measures.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

/* A measure with its values as they are written. */
struct stored {
	struct measure m;
	char *start, *before, *after, *maximum;
	int good; /* -1: not of a score */
	char *recorded_at;
	int64_t recorded_by;
};

static const struct column columns[] = {
	COLUMN("id", ID, struct stored, m.id),
	COLUMN("uid", WORDS, struct stored, m.uid),
	COLUMN("client_id", ID, struct stored, m.client_id),
	COLUMN("session_id", ID, struct stored, m.session_id),
	COLUMN_AND("kind", CODE, struct stored, m.kind, .coding = &coding_measure_kind),
	COLUMN("code", WORDS, struct stored, m.code),
	COLUMN("activity", TEXT, struct stored, m.activity),
	COLUMN_AND("side", CODE, struct stored, m.side, .coding = &coding_side),
	COLUMN_AND("mode", CODE, struct stored, m.mode, .coding = &coding_measure_mode),
	COLUMN("start", TEXT, struct stored, start),
	COLUMN("before", WORDS, struct stored, before),
	COLUMN("after", TEXT, struct stored, after),
	COLUMN("unit", WORDS, struct stored, m.unit),
	COLUMN("maximum", TEXT, struct stored, maximum),
	COLUMN("high_is_good", SAID, struct stored, good),
	COLUMN("pain_before", SAID, struct stored, m.pain_before),
	COLUMN("pain_after", SAID, struct stored, m.pain_after),
	COLUMN_AND("end_feel", CODE, struct stored, m.end_feel, .coding = &coding_end_feel),
	COLUMN_AND("method", CODE, struct stored, m.method, .coding = &coding_measure_method),
	COLUMN("recorded_at", WORDS, struct stored, recorded_at),
	COLUMN("recorded_by", REF, struct stored, recorded_by),
};
static const struct family family = {
	.table = "measure",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static void stored_init(struct stored *stored)
{
	*stored = (struct stored){ .good = -1 };
	measure_init(&stored->m);
}

static void stored_release(struct stored *stored)
{
	measure_release(&stored->m);
	free(stored->start);
	free(stored->before);
	free(stored->after);
	free(stored->maximum);
	free(stored->recorded_at);
}

/* ---- saving ---- */

static char *value_text(const struct measure_value *value)
{
	struct str out;
	if (value->n == 0)
		return NULL;
	str_init(&out);
	measure_value_text(value, &out);
	return str_take(&out);
}

static char *number_text(bool said, double number)
{
	struct measure_value value = { .reading = { number }, .n = said };
	return value_text(&value);
}

static void stored_fill(struct stored *stored, const struct measure *measure, int64_t actor)
{
	char now[INSTANT_SIZE];
	bool is_score = measure->kind == MEASURE_SCORE;

	stored_init(stored);
	measure_copy(&stored->m, measure);
	stored->start = number_text(measure->has_start, measure->start);
	stored->before = value_text(&measure->before);
	stored->after = value_text(&measure->after);
	stored->maximum = number_text(is_score, measure->maximum);
	stored->good = is_score ? measure->high_is_good : -1;
	instant_format(clock_now(), now);
	stored->recorded_at = mem_strdup(now);
	stored->recorded_by = actor;
}

static bool write_measure(struct store *store, struct measure *measure, struct err *err)
{
	struct stored stored;
	bool is_new = measure->id == 0;

	if (measure->before.n == 0)
		return err_set(err, ERR_INPUT, _("A measure has a value."));
	if (!db_ask(store->db, &measure->client_id, err, "SELECT client_id FROM session WHERE id = $1", "i",
		    measure->session_id))
		return false;
	record_ensure_uid(&measure->uid);
	stored_fill(&stored, measure, store->actor);
	bool ok = family_save(store->db, &family, &stored, err) &&
		  audit_add(store, is_new ? "measure-add" : "measure-edit", "measure", stored.m.id,
			    measure_kind_code(measure->kind), err);
	if (ok)
		measure->id = stored.m.id;
	stored_release(&stored);
	return ok;
}

bool measures_save(struct store *store, struct measure *rows, size_t n, struct err *err)
{
	bool ok = true;

	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	int64_t *ids = mem_array(n > 0 ? n : 1, sizeof *ids);
	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].id;
	for (size_t i = 0; ok && i < n; i++)
		ok = write_measure(store, &rows[i], err);
	ok = store_end(store, ok, err);
	for (size_t i = 0; !ok && i < n; i++)
		rows[i].id = ids[i];
	free(ids);
	return ok;
}

bool measure_save(struct store *store, struct measure *measure, struct err *err)
{
	return measures_save(store, measure, 1, err);
}

static const struct voiding voiding = VOIDING("measure", "measure", N_("The measure does not exist."));

bool measure_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- reading ---- */

static bool read_number(const char *text, double *number)
{
	struct measure_value value;
	bool ok = measure_value_read(text, &value) && value.n <= 1;
	*number = ok && value.n == 1 ? value.reading[0] : 0;
	return ok;
}

/* One row into an initialised measure. */
static bool read_measure(struct db_stmt *stmt, struct measure *out, struct err *err)
{
	struct stored stored;

	stored_init(&stored);
	bool ok = family_read(stmt, &family, &stored, err);
	if (ok &&
	    (!measure_value_read(stored.before, &stored.m.before) ||
	     !measure_value_read(stored.after, &stored.m.after) ||
	     !read_number(stored.start, &stored.m.start) || !read_number(stored.maximum, &stored.m.maximum)))
		ok = err_set(err, ERR_DAMAGED, _("A measure holds a value that is no number."));
	stored.m.has_start = stored.start != NULL;
	stored.m.high_is_good = stored.good == 1;
	if (ok)
		measure_copy(out, &stored.m);
	stored_release(&stored);
	return ok;
}

RECORD_LIST_BY(measures, measure, read_measure)

bool measures_load(struct store *store, int64_t session_id, struct measures *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct measures){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {measure}"
			  " FROM measure WHERE session_id = $1 AND voided_at IS NULL ORDER BY id",
			  "i", session_id))
		return false;
	return measures_read(stmt, out, err);
}

/* ---- over time ---- */

bool measure_mode_last(struct store *store, int64_t session_id, const struct measure *measure,
		       enum measure_mode *mode, struct err *err)
{
	struct db_stmt *stmt;
	struct measure last = { .kind = MEASURE_ROM };

	*mode = MODE_UNSAID;
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT coalesce(m.mode, '') FROM session t JOIN measure m ON m.client_id = t.client_id"
		    " JOIN session s ON s.id = m.session_id WHERE t.id = $1 AND m.kind = 'rom' AND m.code = $2"
		    " AND m.voided_at IS NULL AND s.status NOT IN ('cancelled', 'no-show')"
		    " AND (s.id = t.id OR s.start_wall < t.start_wall)"
		    " ORDER BY s.start_wall DESC, coalesce(m.side, '') = $3 DESC, m.id DESC LIMIT 1",
		    "iss", session_id, measure->code, side_code(measure->side)))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW && measure_mode_from_code(db_text(stmt, 0), &last.mode))
		*mode = measure_mode_meant(&last);
	db_reset(stmt);
	return step != DB_FAILED;
}

static const char history_sql[] =
	"SELECT {measure m}, s.start_wall AS start_wall, s.status = 'signed' AS is_signed"
	" FROM measure m JOIN session s ON s.id = m.session_id"
	" WHERE m.client_id = $1 AND m.voided_at IS NULL AND s.status NOT IN ('cancelled', 'no-show')"
	" AND ($2 = 0 OR s.id = $2 OR s.start_wall < (SELECT t.start_wall FROM session t WHERE t.id = $2))"
	" ORDER BY s.start_wall, s.id, m.id";

void measure_history_statement(struct str *sql)
{
	family_select(sql, &family, history_sql);
}

void measure_history_release(struct measure_history *history)
{
	for (size_t i = 0; i < history->n; i++)
		measure_release(&history->rows[i].measure);
	free(history->rows);
	*history = (struct measure_history){ NULL, 0 };
}

static bool read_history(struct db_stmt *stmt, struct measure_history *out, struct err *err)
{
	enum db_step step;
	size_t room = 0;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		if (out->n == room) {
			room = room > 0 ? 2 * room : 64;
			out->rows = mem_regrow(out->rows, room, sizeof *out->rows);
		}
		struct progress_entry *entry = &out->rows[out->n++];
		measure_init(&entry->measure);
		wall_date(db_text_of(stmt, "start_wall"), entry->date);
		entry->is_signed = db_int_of(stmt, "is_signed") != 0;
		if (!read_measure(stmt, &entry->measure, err))
			return false;
	}
	return step == DB_DONE;
}

bool measure_history_load(struct store *store, int64_t client_id, int64_t up_to_session,
			  struct measure_history *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct measure_history){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err, history_sql, "ii", client_id, up_to_session))
		return false;
	bool ok = read_history(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		measure_history_release(out);
	return ok;
}

void activities_release(struct activities *activities)
{
	for (size_t i = 0; i < activities->n; i++)
		free(activities->rows[i]);
	free(activities->rows);
	*activities = (struct activities){ NULL, 0 };
}

bool activities_load(struct store *store, int64_t client_id, struct activities *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	*out = (struct activities){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT activity FROM measure WHERE client_id = $1 AND kind = 'psfs' AND voided_at IS NULL"
		    " GROUP BY activity ORDER BY max(id) DESC",
		    "i", client_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = db_text_dup(stmt, 0);
	}
	db_reset(stmt);
	if (step != DB_DONE)
		activities_release(out);
	return step == DB_DONE;
}
