/* SPDX-License-Identifier: MIT */
/* The append-only record of who did what: each row's hash covers the row before it. */
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "store/audit_chain.h"

const char audit_zero[DIGEST_SIZE] = "0000000000000000000000000000000000000000000000000000000000000000";

/* ---- fingerprints ---- */

static void add_columns(struct digest *digest, const struct audit_row *row)
{
	digest_int(digest, row->seq);
	digest_text(digest, row->at);
	digest_text(digest, row->login);
	digest_text(digest, row->action);
	digest_text(digest, row->entity);
	digest_int(digest, row->entity_id);
	digest_text(digest, row->detail);
}

/* A row of the first form begins with 64 hex digits, which no name of a form is. */
void audit_hash(const struct audit_row *row, const char *previous, char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	if (row->value != NULL)
		digest_text(digest, "audit 2");
	digest_text(digest, previous);
	add_columns(digest, row);
	if (row->value != NULL)
		digest_text(digest, row->value);
	digest_end(digest, out);
}

void audit_value_digest(const unsigned char salt[SALT_BYTES], const char *words, char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	digest_text(digest, "audit words 1");
	digest_add(digest, salt, SALT_BYTES);
	digest_text(digest, words);
	digest_end(digest, out);
}

void audit_stand_in(const struct audit_row *row, const char *hash, char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	digest_text(digest, "audit stand-in 1");
	add_columns(digest, row);
	digest_text(digest, row->value);
	digest_text(digest, hash);
	digest_end(digest, out);
}

/* ---- the newest row ---- */

static bool newest(struct store *store, int64_t *seq, char hash[DIGEST_SIZE], struct err *err)
{
	struct db_stmt *stmt;
	size_t n;

	*seq = 0;
	snprintf(hash, DIGEST_SIZE, "%s", audit_zero);
	if (!db_query(store->db, &stmt, err, "SELECT seq, hash FROM audit_row ORDER BY seq DESC LIMIT 1", ""))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		const void *bytes = db_blob(stmt, 1, &n);
		*seq = db_int(stmt, 0);
		if (n == DIGEST_BYTES)
			digest_unpack(bytes, hash);
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

bool audit_head(struct store *store, char hash[DIGEST_SIZE], struct err *err)
{
	int64_t seq;

	return newest(store, &seq, hash, err);
}

/* ---- adding ---- */

static bool word_id(struct store *store, const char *word, int64_t *id, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err, "SELECT id FROM audit_word WHERE word = $1", "s", word))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		*id = db_int(stmt, 0);
	db_reset(stmt);
	if (step != DB_DONE)
		return step == DB_ROW;
	return db_ask(store->db, id, err,
		      "INSERT INTO audit_word (id, word) SELECT coalesce(max(id), 0) + 1, $1 FROM audit_word"
		      " RETURNING id",
		      "s", word);
}

/* The fingerprint that a detail may begin with lies there as bytes. */
static void bind_detail(struct db_stmt *stmt, int parameter, const char *detail)
{
	unsigned char seal[DIGEST_BYTES];

	if (detail != NULL && digest_pack(detail, seal) &&
	    (detail[DIGEST_SIZE - 1] == '\0' || detail[DIGEST_SIZE - 1] == '\n')) {
		db_bind_blob(stmt, parameter, seal, sizeof seal);
		detail = detail[DIGEST_SIZE - 1] == '\0' ? NULL : detail + DIGEST_SIZE - 1;
	}
	db_bind_text(stmt, parameter + 1, detail);
}

static void bind_digest(struct db_stmt *stmt, int parameter, const char *hex)
{
	unsigned char bytes[DIGEST_BYTES];

	if (hex != NULL && digest_pack(hex, bytes))
		db_bind_blob(stmt, parameter, bytes, sizeof bytes);
}

static bool insert_row(struct store *store, const struct audit_row *row, int64_t at, const char *hash,
		       struct err *err)
{
	int64_t login, action, entity;
	struct db_stmt *stmt;

	if (!word_id(store, row->login, &login, err) || !word_id(store, row->action, &action, err) ||
	    !word_id(store, row->entity, &entity, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "INSERT INTO audit_row (seq, at, login, action, entity, entity_id, seal, detail, value_digest, hash)"
		    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		    "iiiiii", row->seq, at, login, action, entity, row->entity_id))
		return false;
	bind_detail(stmt, 7, row->detail);
	bind_digest(stmt, 9, row->value);
	bind_digest(stmt, 10, hash);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool insert_value(struct store *store, int64_t seq, const unsigned char salt[SALT_BYTES],
			 const char *words, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err, "INSERT INTO audit_value (seq, words, salt) VALUES ($1, $2, $3)",
		      "is", seq, words))
		return false;
	db_bind_blob(stmt, 3, salt, SALT_BYTES);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool add_row(struct store *store, struct audit_row *row, const char *words, struct err *err)
{
	char at[INSTANT_SIZE], previous[DIGEST_SIZE], value[DIGEST_SIZE], hash[DIGEST_SIZE];
	unsigned char salt[SALT_BYTES];
	int64_t now = clock_now();

	if (!newest(store, &row->seq, previous, err))
		return false;
	row->seq++;
	instant_format(now, at);
	row->at = at;
	if (words != NULL) {
		salt_new(salt);
		audit_value_digest(salt, words, value);
		row->value = value;
	}
	audit_hash(row, previous, hash);
	return insert_row(store, row, now, hash, err) &&
	       (words == NULL || insert_value(store, row->seq, salt, words, err));
}

bool audit_add_words(struct store *store, const char *action, const char *entity, int64_t id,
		     const char *detail, const char *words, struct err *err)
{
	struct audit_row row = {
		.login = store->actor_login != NULL ? store->actor_login : "",
		.action = action,
		.entity = entity,
		.entity_id = id,
		.detail = detail,
	};

	if (words != NULL && *words == '\0') {
		row.detail = detail != NULL ? detail : words;
		words = NULL;
	}
	/* In a transaction already: the row belongs to the action. Else it is an action of its own. */
	return store_begin(store, err) && store_end(store, add_row(store, &row, words, err), err);
}

bool audit_add(struct store *store, const char *action, const char *entity, int64_t id, const char *detail,
	       struct err *err)
{
	return audit_add_words(store, action, entity, id, detail, NULL, err);
}

bool audit_read(struct store *store, int64_t client_id, struct err *err)
{
	char day[INSTANT_SIZE];
	int64_t n;

	if (db_is_read_only(store->db))
		return true;
	instant_format(clock_now(), day);
	day[DATE_SIZE - 1] = '\0';
	if (!db_ask(store->db, &n, err,
		    "SELECT count(*) FROM audit WHERE entity = 'client' AND entity_id = $1 AND action = 'client-read'"
		    " AND login = $2 AND at >= $3",
		    "iss", client_id, store->actor_login != NULL ? store->actor_login : "", day))
		return false;
	return n > 0 || audit_add(store, "client-read", "client", client_id, NULL, err);
}
