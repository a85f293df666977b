/* SPDX-License-Identifier: MIT */
/* The append-only record of who did what: each row's hash covers the row before it. */
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "store/audit_chain.h"

const char audit_zero[DIGEST_SIZE] = "0000000000000000000000000000000000000000000000000000000000000000";

void audit_hash(const struct audit_row *row, const char *previous, char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	digest_text(digest, previous);
	digest_int(digest, row->seq);
	digest_text(digest, row->at);
	digest_text(digest, row->login);
	digest_text(digest, row->action);
	digest_text(digest, row->entity);
	digest_int(digest, row->entity_id);
	digest_text(digest, row->detail);
	digest_end(digest, out);
}

static bool newest(struct store *store, int64_t *seq, char hash[DIGEST_SIZE], struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", ""))
		return false;
	enum db_step step = db_step(stmt, err);
	*seq = step == DB_ROW ? db_int(stmt, 0) : 0;
	snprintf(hash, DIGEST_SIZE, "%s", step == DB_ROW ? db_text(stmt, 1) : audit_zero);
	db_reset(stmt);
	return step != DB_FAILED;
}

bool audit_head(struct store *store, char hash[DIGEST_SIZE], struct err *err)
{
	int64_t seq;

	return newest(store, &seq, hash, err);
}

static bool add_row(struct store *store, struct audit_row *row, struct err *err)
{
	char previous[DIGEST_SIZE], hash[DIGEST_SIZE];

	if (!newest(store, &row->seq, previous, err))
		return false;
	row->seq++;
	audit_hash(row, previous, hash);
	return db_run(store->db, err,
		      "INSERT INTO audit (seq, at, login, action, entity, entity_id, detail, hash)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		      "issssiss", row->seq, row->at, row->login, row->action, row->entity, row->entity_id,
		      row->detail, hash);
}

bool audit_add(struct store *store, const char *action, const char *entity, int64_t id, const char *detail,
	       struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	struct audit_row row = {
		.at = at,
		.login = store->actor_login != NULL ? store->actor_login : "",
		.action = action,
		.entity = entity,
		.entity_id = id,
		.detail = detail,
	};
	/* In a transaction already: the row belongs to the action. Else it is an action of its own. */
	return store_begin(store, err) && store_end(store, add_row(store, &row, err), err);
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
