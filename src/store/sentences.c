/* SPDX-License-Identifier: MIT */
/* The sentences that were last made from a session's entries. */
#include "store/sentences.h"

static bool write_sentence(struct store *store, int64_t session_id, const char *kind, const char *text,
			   struct err *err)
{
	if (text == NULL)
		return db_run(store->db, err, "DELETE FROM note_sentence WHERE session_id = $1 AND kind = $2",
			      "is", session_id, kind);
	return db_run(store->db, err,
		      "INSERT INTO note_sentence (session_id, kind, text) VALUES ($1, $2, $3)"
		      " ON CONFLICT (session_id, kind) DO UPDATE SET text = excluded.text",
		      "iss", session_id, kind, text);
}

bool sentence_save(struct store *store, int64_t session_id, const char *kind, const char *text,
		   struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_sentence(store, session_id, kind, text, err), err);
}

bool sentence_load(struct store *store, int64_t session_id, const char *kind, char **text, struct err *err)
{
	*text = NULL;
	return store_may_chart(store, err) &&
	       db_ask_text(store->db, text, err,
			   "SELECT text FROM note_sentence WHERE session_id = $1 AND kind = $2", "is",
			   session_id, kind);
}
