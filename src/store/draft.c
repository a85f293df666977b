/* SPDX-License-Identifier: MIT */
/* The unsigned text of a session as it is being typed. */
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/presence.h"
#include "store/record.h"
#include "store/sessions.h"
#include "store/when.h"

static const struct column columns[] = {
	COLUMN("session_id", ID, struct draft, session_id),
	COLUMN("base_version", ID, struct draft, base_version),
	COLUMN("revision", ID, struct draft, revision),
	COLUMN("subjective", WORDS, struct draft, text[NOTE_SUBJECTIVE]),
	COLUMN("objective", WORDS, struct draft, text[NOTE_OBJECTIVE]),
	COLUMN("assessment", WORDS, struct draft, text[NOTE_ASSESSMENT]),
	COLUMN("plan", WORDS, struct draft, text[NOTE_PLAN]),
	COLUMN("section", NUMBER, struct draft, section),
	COLUMN("cursor", ID, struct draft, cursor),
	COLUMN("saved_at", WORDS, struct draft, saved_at),
	COLUMN("holder", WORDS, struct draft, holder),
	COLUMN_AND("instance", TEXT, struct draft, instance, .use = COLUMN_WRITTEN),
};
static const struct family family = {
	.table = "draft",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};
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
	free(draft->instance);
	*draft = (struct draft){ .section = NOTE_SUBJECTIVE };
}

bool draft_load(struct store *store, int64_t session_id, struct draft *out, struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err, "SELECT {draft} FROM draft WHERE session_id = $1",
			  "i", session_id) ||
	    !family_read_one(stmt, &family, out, &found, err))
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

/* Whether the stored words are the caller's own: by the running program where it says which it is, since a person may
 * have two of them; else by the person. */
static bool is_own(const struct store *store, const struct draft *draft, const char *holder,
		   const char *instance)
{
	if (draft->instance != NULL)
		return str_eq(instance, draft->instance);
	return str_eq(holder, store->actor_login != NULL ? store->actor_login : "");
}

static bool refuse_unseen(const struct store *store, const char *holder, const char *saved_at,
			  struct err *err)
{
	char when[WHEN_SIZE];

	when_words(saved_at, when);
	if (str_eq(holder, store->actor_login))
		return err_set(
			err, ERR_STALE,
			_("You have written in this note in another window meanwhile (saved %s). Open it again to go on from there."),
			when);
	return err_set(
		err, ERR_STALE,
		_("%s has written in this note meanwhile (saved %s). Open it again to go on from there."),
		holder, when);
}

/* Words that the caller has not seen must not be written over. */
static bool check_seen(struct store *store, const struct draft *draft, int64_t *revision, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err,
		      "SELECT revision, holder, saved_at, instance FROM draft WHERE session_id = $1", "i",
		      draft->session_id))
		return false;
	enum db_step step = db_step(stmt, err);
	bool ok = step != DB_FAILED;
	const char *holder = step == DB_ROW ? db_text_of(stmt, "holder") : NULL;
	*revision = step == DB_ROW ? db_int_of(stmt, "revision") : 0;
	if (step == DB_ROW && *revision != draft->revision &&
	    !is_own(store, draft, holder, db_text_of(stmt, "instance")))
		ok = refuse_unseen(store, holder, db_text_of(stmt, "saved_at"), err);
	db_reset(stmt);
	return ok;
}

/* Nobody else may have the note, and nothing unseen may lie there. */
static bool check_free(struct store *store, const struct draft *draft, int64_t *revision, struct err *err)
{
	return open_session(store, draft->session_id, err) &&
	       (draft->instance == NULL || presence_hold(store, draft->session_id, draft->instance, err)) &&
	       check_seen(store, draft, revision, err);
}

bool draft_save(struct store *store, struct draft *draft, struct err *err)
{
	char at[INSTANT_SIZE];
	int64_t stored, before = draft->revision;

	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	bool ok = check_free(store, draft, &stored, err);
	if (ok) {
		/* What the screen shows as "saved at" stays the last time that it really was. */
		char *saved_at = draft->saved_at, *holder = draft->holder;
		instant_format(clock_now(), at);
		draft->saved_at = at;
		draft->holder = store->actor_login;
		draft->revision = stored + 1;
		ok = family_put(store->db, &family, draft, err);
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
