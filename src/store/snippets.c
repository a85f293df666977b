/* SPDX-License-Identifier: MIT */
/* Snippets as stored. */
#include "store/snippets.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"

/* The order of the statements below. */
static const struct column columns[] = {
	COLUMN("id", ID, struct snippet, id),           COLUMN("uid", WORDS, struct snippet, uid),
	COLUMN("version", ID, struct snippet, version), COLUMN("owner_id", REF, struct snippet, owner),
	COLUMN("word", WORDS, struct snippet, word),    COLUMN("text", WORDS, struct snippet, text),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- saving ---- */

static bool refuse_colleagues(struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("This snippet is a colleague's own. Make one for yourself or for the clinic."));
}

/* Whether the person may change the one that is stored. */
static bool check_owner(struct store *store, int64_t id, struct err *err)
{
	int64_t owner;

	if (!db_ask(store->db, &owner, err, "SELECT coalesce(owner_id, 0) FROM snippet WHERE id = $1", "i",
		    id))
		return false;
	return owner == 0 || owner == store->actor || refuse_colleagues(err);
}

static bool run(struct store *store, const char *sql, const struct snippet *snippet, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(store->db, sql, &stmt, err))
		return false;
	char *key = snippet_word_key(snippet->word);
	record_bind(stmt, 1, columns, COLUMNS, snippet);
	db_bind_text(stmt, COLUMNS + 1, key);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	free(key);
	return ok;
}

static bool insert(struct store *store, struct snippet *snippet, struct err *err)
{
	if (!db_ask(store->db, &snippet->id, err, "SELECT coalesce(max(id), 0) + 1 FROM snippet", ""))
		return false;
	snippet->version = 1;
	record_ensure_uid(&snippet->uid);
	return run(store,
		   "INSERT INTO snippet (id, uid, version, owner_id, word, text, word_key)"
		   " VALUES ($1, $2, $3, $4, $5, $6, $7)",
		   snippet, err) &&
	       audit_add(store, "snippet-add", "snippet", snippet->id, snippet->word, err);
}

/* $3 is the new version. */
static bool update(struct store *store, struct snippet *snippet, struct err *err)
{
	if (!check_owner(store, snippet->id, err))
		return false;
	snippet->version++;
	if (!run(store,
		 "UPDATE snippet SET uid = coalesce(nullif($2, ''), uid), version = $3, owner_id = $4, word = $5,"
		 " text = $6, word_key = $7 WHERE id = $1 AND version = $3 - 1 AND voided_at IS NULL",
		 snippet, err))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(
			err, ERR_STALE,
			_("Somebody else has changed this snippet meanwhile. Open it again and repeat your change."));
	return audit_add(store, "snippet-edit", "snippet", snippet->id, snippet->word, err);
}

bool snippet_save(struct store *store, struct snippet *snippet, struct err *err)
{
	int64_t id = snippet->id, version = snippet->version;

	if (!store_may_chart(store, err) || !snippet_check(snippet, err))
		return false;
	if (snippet->owner != 0 && snippet->owner != store->actor)
		return refuse_colleagues(err);
	if (!store_begin(store, err))
		return false;
	bool ok = id == 0 ? insert(store, snippet, err) : update(store, snippet, err);
	if (store_end(store, ok, err))
		return true;
	snippet->id = id;
	snippet->version = version;
	return false;
}

static const struct voiding voiding =
	VOIDING_AND("snippet", "snippet", ", version = version + 1", N_("The snippet does not exist."));

bool snippet_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store,
			 check_owner(store, id, err) && record_voided(store, &voiding, id, voided, err), err);
}

/* ---- reading ---- */

RECORD_LIST_AT(snippets, snippet, columns, COLUMNS)

bool snippets_load(struct store *store, struct snippets *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct snippets){ NULL, 0 };
	if (!db_query(store->db, &stmt, err,
		      "SELECT id, uid, version, owner_id, word, text FROM snippet"
		      " WHERE voided_at IS NULL AND coalesce(owner_id, 0) IN (0, $1)"
		      " ORDER BY word_key, coalesce(owner_id, 0) DESC",
		      "i", store->actor))
		return false;
	return snippets_read(stmt, out, err);
}

bool snippet_load_word(struct store *store, const char *word, struct snippet *out, struct err *err)
{
	struct db_stmt *stmt;
	char *key = snippet_word_key(word);
	bool found;

	bool ok = db_query(store->db, &stmt, err,
			   "SELECT id, uid, version, owner_id, word, text FROM snippet WHERE word_key = $1"
			   " AND voided_at IS NULL AND coalesce(owner_id, 0) IN (0, $2)"
			   " ORDER BY coalesce(owner_id, 0) DESC LIMIT 1",
			   "si", key, store->actor) &&
		  record_one(stmt, columns, COLUMNS, out, &found, err);
	free(key);
	if (ok && !found)
		out->id = 0;
	return ok;
}
