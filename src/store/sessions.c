/* SPDX-License-Identifier: MIT */
/* Appointments as stored: booking, status, outcome, what came before. */
#include "store/sessions.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct session, id),
	COLUMN_AND("uid", WORDS, struct session, uid, .change = "coalesce(nullif($uid, ''), uid)"),
	COLUMN("version", VERSION, struct session, version),
	COLUMN("client_id", ID, struct session, client_id),
	COLUMN("practitioner_id", ID, struct session, practitioner_id),
	COLUMN("service_id", REF, struct session, service_id),
	/* What a draft has opened is not closed again by a slower booking screen. */
	COLUMN_AND(
		"status", CODE, struct session, status, .coding = &coding_status,
		.change =
			"CASE WHEN status = 'open' AND $status IN ('booked', 'arrived') THEN status ELSE $status END"),
	COLUMN("start_wall", WORDS, struct session, start),
	COLUMN("end_wall", WORDS, struct session, end),
	COLUMN("zone", WORDS, struct session, zone),
	COLUMN("start_utc", WORDS, struct session, start_utc),
	/* An appointment ends here; the note follows, which no booking writes. */
	COLUMN_AND("subjective", WORDS, struct session, text[NOTE_SUBJECTIVE], .use = COLUMN_ONCE,
		   .add = "''"),
	COLUMN_AND("objective", WORDS, struct session, text[NOTE_OBJECTIVE], .use = COLUMN_ONCE, .add = "''"),
	COLUMN_AND("assessment", WORDS, struct session, text[NOTE_ASSESSMENT], .use = COLUMN_ONCE,
		   .add = "''"),
	COLUMN_AND("plan", WORDS, struct session, text[NOTE_PLAN], .use = COLUMN_ONCE, .add = "''"),
	COLUMN_AND("response", TEXT, struct session, response, .use = COLUMN_READ),
	COLUMN_AND("adverse", TEXT, struct session, adverse, .use = COLUMN_READ),
	COLUMN_AND("signed_at", TEXT, struct session, signed_at, .use = COLUMN_READ),
	COLUMN_AND("signed_by", REF, struct session, signed_by, .use = COLUMN_READ),
	COLUMN_AND("digest", TEXT, struct session, digest, .use = COLUMN_READ),
};

static const struct family family = {
	.table = "session",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.only = "status <> 'signed'",
};

/* Reception may see when, not what. */
static void hide_note(struct session *session)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&session->text[i], "");
	mem_replace(&session->response, NULL);
	mem_replace(&session->adverse, NULL);
}

bool session_load(struct store *store, int64_t id, struct session *out, struct err *err)
{
	if (!family_load(store->db, &family, id, out, err))
		return false;
	if (!store_may_chart(store, NULL))
		hide_note(out);
	return true;
}

bool session_load_previous(struct store *store, const struct session *session, struct session *out,
			   struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {session} FROM session WHERE client_id = $1 AND status = 'signed'"
			  " AND (start_wall < $2 OR (start_wall = $2 AND id < $3))"
			  " ORDER BY start_wall DESC, id DESC LIMIT 1",
			  "isi", session->client_id, session->start, session->id) ||
	    !family_read_one(stmt, &family, out, &found, err))
		return false;
	if (!found)
		out->id = 0;
	if (!store_may_chart(store, NULL))
		hide_note(out);
	return true;
}

bool session_count_signed(struct store *store, int64_t client_id, const char *start, int64_t *n,
			  struct err *err)
{
	return db_ask(
		store->db, n, err,
		"SELECT count(*) FROM session WHERE client_id = $1 AND status = 'signed' AND start_wall < $2",
		"is", client_id, start);
}

/* ---- booking ---- */

/* The instant is worked out for wall times of the process's own zone only: for another zone it is the caller's. */
static bool fill_times(struct session *session, struct err *err)
{
	char utc[INSTANT_SIZE];
	int64_t seconds;

	if (str_empty(session->zone))
		mem_replace(&session->zone, clock_zone());
	if (str_empty(session->start) || str_empty(session->end))
		return err_set(err, ERR_INPUT,
			       _("An appointment needs the time it begins and the time it ends."));
	if (!str_empty(session->start_utc) && !str_eq(session->zone, clock_zone()))
		return true;
	if (!wall_to_instant(session->start, &seconds))
		return err_set(err, ERR_INPUT, _("%s is not a time of day."), session->start);
	instant_format(seconds, utc);
	mem_replace(&session->start_utc, utc);
	return true;
}

/* Explains why a change of a session of this version touched no row. */
static bool explain_unchanged(struct store *store, const struct session *session, struct err *err)
{
	struct session stored;

	session_init(&stored);
	if (session_load(store, session->id, &stored, err)) {
		if (stored.status == SESSION_SIGNED)
			err_set(err, ERR_STALE,
				_("This session has been signed meanwhile. Open it again to see it."));
		else
			err_set(err, ERR_STALE,
				_("Somebody else has changed this session meanwhile. Open it again and repeat your change."));
	}
	session_release(&stored);
	return false;
}

static bool insert(struct store *store, struct session *session, struct err *err)
{
	record_ensure_uid(&session->uid);
	return family_add(store->db, &family, session, NULL, err) &&
	       audit_add(store, "session-book", "session", session->id, session->start, err);
}

static bool update(struct store *store, struct session *session, struct err *err)
{
	bool changed;

	if (!family_change(store->db, &family, session, NULL, &changed, err))
		return false;
	return (changed || explain_unchanged(store, session, err)) &&
	       audit_add(store, "session-edit", "session", session->id, session->start, err);
}

/* Runs `change` as one action; a failure leaves id and version as they were. */
static bool change_session(struct store *store, struct session *session,
			   bool (*change)(struct store *, struct session *, struct err *), struct err *err)
{
	int64_t id = session->id, version = session->version;

	if (!store_begin(store, err))
		return false;
	if (store_end(store, change(store, session, err), err))
		return true;
	session->id = id;
	session->version = version;
	return false;
}

bool session_save(struct store *store, struct session *session, struct err *err)
{
	if (session->status == SESSION_SIGNED)
		return err_set(err, ERR_REFUSED, _("A session is signed by signing it, not by booking."));
	return fill_times(session, err) &&
	       change_session(store, session, session->id == 0 ? insert : update, err);
}

static bool write_status(struct store *store, struct session *session, struct err *err)
{
	session->version++;
	if (!db_run(store->db, err,
		    "UPDATE session SET status = $1, version = $2 WHERE id = $3 AND version = $2 - 1"
		    " AND status <> 'signed'",
		    "sii", session_status_code(session->status), session->version, session->id))
		return false;
	if (db_changes(store->db) == 0)
		return explain_unchanged(store, session, err);
	return audit_add(store, "session-status", "session", session->id,
			 session_status_code(session->status), err);
}

bool session_set_status(struct store *store, struct session *session, enum session_status status,
			struct err *err)
{
	enum session_status before = session->status;

	if (status == SESSION_SIGNED)
		return err_set(err, ERR_REFUSED, _("A session is signed by signing it, not by booking."));
	session->status = status;
	if (change_session(store, session, write_status, err))
		return true;
	session->status = before;
	return false;
}

/* ---- outcome ---- */

static bool write_outcome(struct store *store, struct session *session, struct err *err)
{
	session->version++;
	if (!db_run(store->db, err,
		    "UPDATE session SET response = $1, adverse = $2, version = $3 WHERE id = $4 AND version = $3 - 1"
		    " AND status <> 'signed'",
		    "ssii", session->response, session->adverse, session->version, session->id))
		return false;
	if (db_changes(store->db) == 0)
		return explain_unchanged(store, session, err);
	return audit_add(store, "session-outcome", "session", session->id, NULL, err);
}

bool session_put_outcome(struct store *store, struct session *session, const char *response,
			 const char *adverse, struct err *err)
{
	if (!store_may_chart(store, err))
		return false;
	char *old_response = session->response, *old_adverse = session->adverse;
	session->response = mem_strdup(response);
	session->adverse = mem_strdup(adverse);
	bool ok = change_session(store, session, write_outcome, err);
	free(ok ? old_response : session->response);
	free(ok ? old_adverse : session->adverse);
	if (!ok) {
		session->response = old_response;
		session->adverse = old_adverse;
	}
	return ok;
}

bool session_set_outcome(struct store *store, struct session *session, const char *response,
			 const char *adverse, struct err *err)
{
	return session_put_outcome(store, session, response ? response : session->response,
				   adverse ? adverse : session->adverse, err);
}
