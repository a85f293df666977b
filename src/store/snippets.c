/* SPDX-License-Identifier: MIT */
/* Snippets as stored. */
#include "store/snippets.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"

/* What a snippet is found by, alike however the word is typed. */
struct word_key {
	char *key;
};

static const struct column columns[] = {
	COLUMN("id", ID, struct snippet, id),
	COLUMN_AND("uid", WORDS, struct snippet, uid, .change = "coalesce(nullif($uid, ''), uid)"),
	COLUMN("version", VERSION, struct snippet, version),
	COLUMN("owner_id", REF, struct snippet, owner),
	COLUMN("word", WORDS, struct snippet, word),
	COLUMN("text", WORDS, struct snippet, text),
};
static const struct column beside[] = {
	COLUMN("word_key", TEXT, struct word_key, key),
};
static const struct family family = {
	.table = "snippet",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.beside = beside,
	.n_beside = 1,
	.only = "voided_at IS NULL",
	.stale =
		N_("Somebody else has changed this snippet meanwhile. Open it again and repeat your change."),
};

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

static bool insert(struct store *store, struct snippet *snippet, const struct word_key *key, struct err *err)
{
	record_ensure_uid(&snippet->uid);
	return family_add(store->db, &family, snippet, key, err) &&
	       audit_add_words(store, "snippet-add", "snippet", snippet->id, NULL, snippet->word, err);
}

static bool update(struct store *store, struct snippet *snippet, const struct word_key *key, struct err *err)
{
	return check_owner(store, snippet->id, err) &&
	       family_change(store->db, &family, snippet, key, NULL, err) &&
	       audit_add_words(store, "snippet-edit", "snippet", snippet->id, NULL, snippet->word, err);
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
	struct word_key key = { snippet_word_key(snippet->word) };
	bool ok = id == 0 ? insert(store, snippet, &key, err) : update(store, snippet, &key, err);
	free(key.key);
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

RECORD_LIST(snippets, snippet, family)

bool snippets_load(struct store *store, struct snippets *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct snippets){ NULL, 0 };
	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {snippet} FROM snippet"
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

	bool ok = family_query(store->db, &family, &stmt, err,
			       "SELECT {snippet} FROM snippet WHERE word_key = $1"
			       " AND voided_at IS NULL AND coalesce(owner_id, 0) IN (0, $2)"
			       " ORDER BY coalesce(owner_id, 0) DESC LIMIT 1",
			       "si", key, store->actor) &&
		  family_read_one(stmt, &family, out, &found, err);
	free(key);
	if (ok && !found)
		out->id = 0;
	return ok;
}
