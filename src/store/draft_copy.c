/* SPDX-License-Identifier: MIT */
/* Text that was not stored as the note's draft because somebody else's stood there. */
#include "store/draft_copy.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct draft_copy, id),
	COLUMN("uid", WORDS, struct draft_copy, uid),
	COLUMN("session_id", ID, struct draft_copy, session_id),
	COLUMN("login", WORDS, struct draft_copy, login),
	COLUMN("saved_at", WORDS, struct draft_copy, saved_at),
	COLUMN("why", WORDS, struct draft_copy, why),
	COLUMN("subjective", WORDS, struct draft_copy, text[NOTE_SUBJECTIVE]),
	COLUMN("objective", WORDS, struct draft_copy, text[NOTE_OBJECTIVE]),
	COLUMN("assessment", WORDS, struct draft_copy, text[NOTE_ASSESSMENT]),
	COLUMN("plan", WORDS, struct draft_copy, text[NOTE_PLAN]),
};
static const struct family family = {
	.table = "draft_copy",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static void draft_copy_init(struct draft_copy *copy)
{
	*copy = (struct draft_copy){ .id = 0 };
}

static void draft_copy_release(struct draft_copy *copy)
{
	free(copy->uid);
	free(copy->login);
	free(copy->saved_at);
	free(copy->why);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(copy->text[i]);
	draft_copy_init(copy);
}

/* ---- keeping ---- */

static bool is_empty(const struct draft *draft)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (!str_empty(draft->text[i]))
			return false;
	return true;
}

/* A program that tries to save every few seconds is refused every few seconds. */
static bool is_kept(struct store *store, const struct draft *draft, const char *login, bool *kept,
		    struct err *err)
{
	int64_t n;

	if (!db_ask(store->db, &n, err,
		    "SELECT count(*) FROM draft_copy WHERE id = (SELECT max(id) FROM draft_copy"
		    " WHERE session_id = $1 AND login = $2) AND subjective = $3 AND objective = $4"
		    " AND assessment = $5 AND plan = $6",
		    "isssss", draft->session_id, login, draft->text[NOTE_SUBJECTIVE],
		    draft->text[NOTE_OBJECTIVE], draft->text[NOTE_ASSESSMENT], draft->text[NOTE_PLAN]))
		return false;
	*kept = n > 0;
	return true;
}

/* The audit keeps the fingerprint. */
static bool write_copy(struct store *store, struct draft_copy *copy, struct err *err)
{
	char digest[DIGEST_SIZE];

	record_ensure_uid(&copy->uid);
	return family_add(store->db, &family, copy, NULL, err) &&
	       canonical_draft_copy(store, copy->id, digest, err) &&
	       audit_add(store, "draft-keep", "draft_copy", copy->id, digest, err);
}

static bool keep(struct store *store, const struct draft *draft, const char *why, struct err *err)
{
	char at[INSTANT_SIZE];
	bool kept = false;
	struct draft_copy copy = { .session_id = draft->session_id };

	instant_format(clock_now(), at);
	copy.login = mem_strdup(store->actor_login != NULL ? store->actor_login : "");
	copy.saved_at = mem_strdup(at);
	copy.why = mem_strdup(why);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		copy.text[i] = mem_strdup(draft->text[i]);
	bool ok = is_kept(store, draft, copy.login, &kept, err) && (kept || write_copy(store, &copy, err));
	draft_copy_release(&copy);
	return ok;
}

bool draft_keep_copy(struct store *store, const struct draft *draft, const char *why, struct err *err)
{
	return is_empty(draft) || (store_may_chart(store, err) && store_begin(store, err) &&
				   store_end(store, keep(store, draft, why, err), err));
}

/* ---- reading ---- */

RECORD_LIST(draft_copies, draft_copy, family)

bool draft_copies_load(struct store *store, int64_t session_id, struct draft_copies *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct draft_copies){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {draft_copy} FROM draft_copy WHERE session_id = $1 ORDER BY id", "i",
			  session_id))
		return false;
	return draft_copies_read(stmt, out, err);
}
