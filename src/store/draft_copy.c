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

/* The order of the statements below. */
static const struct column columns[] = {
	{ COLUMN_ID, offsetof(struct draft_copy, id), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, uid), NULL },
	{ COLUMN_ID, offsetof(struct draft_copy, session_id), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, login), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, saved_at), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, why), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, text[NOTE_SUBJECTIVE]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, text[NOTE_OBJECTIVE]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, text[NOTE_ASSESSMENT]), NULL },
	{ COLUMN_WORDS, offsetof(struct draft_copy, text[NOTE_PLAN]), NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct family family = {
	columns,
	COLUMNS,
	"SELECT coalesce(max(id), 0) + 1 FROM draft_copy",
	"INSERT INTO draft_copy (id, uid, session_id, login, saved_at, why, subjective, objective, assessment, plan)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	NULL,
};

static void copy_release(struct draft_copy *copy)
{
	free(copy->uid);
	free(copy->login);
	free(copy->saved_at);
	free(copy->why);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(copy->text[i]);
	*copy = (struct draft_copy){ .id = 0 };
}

void draft_copies_release(struct draft_copies *copies)
{
	for (size_t i = 0; i < copies->n; i++)
		copy_release(&copies->rows[i]);
	free(copies->rows);
	*copies = (struct draft_copies){ NULL, 0 };
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
	return record_write(store->db, &family, copy, err) &&
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
	copy_release(&copy);
	return ok;
}

bool draft_keep_copy(struct store *store, const struct draft *draft, const char *why, struct err *err)
{
	return is_empty(draft) || (store_may_chart(store, err) && store_begin(store, err) &&
				   store_end(store, keep(store, draft, why, err), err));
}

/* ---- reading ---- */

static bool read_copies(struct db_stmt *stmt, struct draft_copies *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = (struct draft_copy){ .id = 0 };
		if (!record_read(stmt, 0, columns, COLUMNS, &out->rows[out->n - 1], err))
			return false;
	}
	return step == DB_DONE;
}

bool draft_copies_load(struct store *store, int64_t session_id, struct draft_copies *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct draft_copies){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT id, uid, session_id, login, saved_at, why, subjective, objective, assessment, plan"
		    " FROM draft_copy WHERE session_id = $1 ORDER BY id",
		    "i", session_id))
		return false;
	bool ok = read_copies(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		draft_copies_release(out);
	return ok;
}
