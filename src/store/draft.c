/* SPDX-License-Identifier: MIT */
/* The unsigned text of a session as it is being typed. */
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/record.h"
#include "store/sessions.h"

/* The order of the statements below. */
static const struct column columns[] = {
	{ COLUMN_ID, offsetof(struct draft, session_id), NULL },
	{ COLUMN_ID, offsetof(struct draft, base_version), NULL },
	{ COLUMN_ID, offsetof(struct draft, revision), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, text[NOTE_SUBJECTIVE]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, text[NOTE_OBJECTIVE]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, text[NOTE_ASSESSMENT]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, text[NOTE_PLAN]), NULL },
	{ COLUMN_NUMBER, offsetof(struct draft, section), NULL },
	{ COLUMN_ID, offsetof(struct draft, cursor), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, saved_at), NULL },
	{ COLUMN_WORDS, offsetof(struct draft, holder), NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

void draft_init(struct draft *draft)
{
	*draft = (struct draft){ .section = NOTE_SUBJECTIVE };
	for (int i = 0; i < NOTE_SECTIONS; i++)
		draft->text[i] = mem_strdup("");
}

void draft_release(struct draft *draft)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(draft->text[i]);
	free(draft->saved_at);
	free(draft->holder);
	*draft = (struct draft){ .section = NOTE_SUBJECTIVE };
}

bool draft_load(struct store *store, int64_t session_id, struct draft *out, struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT session_id, base_version, revision, subjective, objective, assessment, plan, section,"
		    " cursor, saved_at, holder FROM draft WHERE session_id = $1",
		    "i", session_id) ||
	    !record_one(stmt, columns, COLUMNS, out, &found, err))
		return false;
	if (!found)
		out->session_id = 0;
	return true;
}

/* ---- saving ---- */

/* Opens the session, and refuses when its note is closed. The version stays: the appointment is the same. */
static bool open_session(struct store *store, int64_t session_id, struct err *err)
{
	int64_t may_write;

	if (!db_ask(store->db, &may_write, err,
		    "SELECT CASE WHEN status IN ('booked', 'arrived', 'open') THEN 1 ELSE 0 END"
		    " FROM session WHERE id = $1",
		    "i", session_id))
		return false;
	if (!may_write)
		return err_set(
			err, ERR_STALE,
			_("This session has been signed or cancelled meanwhile. Copy your words and write an addendum."));
	return db_run(store->db, err,
		      "UPDATE session SET status = 'open' WHERE id = $1 AND status IN ('booked', 'arrived')",
		      "i", session_id);
}

/* A colleague's words that this person has not seen must not be written over. */
static bool check_holder(struct store *store, const struct draft *draft, int64_t *revision, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err,
		      "SELECT revision, holder, saved_at FROM draft WHERE session_id = $1", "i",
		      draft->session_id))
		return false;
	enum db_step step = db_step(stmt, err);
	bool ok = step != DB_FAILED;
	*revision = step == DB_ROW ? db_int(stmt, 0) : 0;
	const char *me = store->actor_login != NULL ? store->actor_login : "";
	if (step == DB_ROW && *revision != draft->revision && !str_eq(db_text(stmt, 1), me))
		ok = err_set(
			err, ERR_STALE,
			_("%s has written in this note meanwhile (saved %s). Open it again to go on from there."),
			db_text(stmt, 1), db_text(stmt, 2));
	db_reset(stmt);
	return ok;
}

static bool write_draft(struct store *store, const struct draft *draft, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(
		    store->db,
		    "INSERT INTO draft (session_id, base_version, revision, subjective, objective, assessment,"
		    " plan, section, cursor, saved_at, holder)"
		    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		    " ON CONFLICT (session_id) DO UPDATE SET base_version = excluded.base_version,"
		    " revision = excluded.revision, subjective = excluded.subjective,"
		    " objective = excluded.objective, assessment = excluded.assessment, plan = excluded.plan,"
		    " section = excluded.section, cursor = excluded.cursor, saved_at = excluded.saved_at,"
		    " holder = excluded.holder",
		    &stmt, err))
		return false;
	record_bind(stmt, 1, columns, COLUMNS, draft);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

bool draft_save(struct store *store, struct draft *draft, struct err *err)
{
	char at[INSTANT_SIZE];
	int64_t stored, before = draft->revision;

	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	bool ok = open_session(store, draft->session_id, err) && check_holder(store, draft, &stored, err);
	if (ok) {
		/* What the screen shows as "saved at" stays the last time that it really was. */
		char *saved_at = draft->saved_at, *holder = draft->holder;
		instant_format(clock_now(), at);
		draft->saved_at = at;
		draft->holder = store->actor_login;
		draft->revision = stored + 1;
		ok = write_draft(store, draft, err);
		draft->saved_at = saved_at;
		draft->holder = holder;
	}
	if (!store_end(store, ok, err)) {
		draft->revision = before;
		return false;
	}
	mem_replace(&draft->saved_at, at);
	mem_replace(&draft->holder, store->actor_login);
	return true;
}
