/* SPDX-License-Identifier: MIT */
/* Clients as stored, with the words they are found by. */
#include "store/people.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/client_words.h"
#include "store/record.h"

/* The order of every statement below. */
static const struct column columns[] = {
	COLUMN("id", ID, struct client, id),
	COLUMN("uid", WORDS, struct client, uid),
	COLUMN("version", ID, struct client, version),
	COLUMN("code", WORDS, struct client, code),
	COLUMN("family", WORDS, struct client, family),
	COLUMN("given", WORDS, struct client, given),
	COLUMN("birth", TEXT, struct client, birth),
	COLUMN("sex", TEXT, struct client, sex),
	COLUMN("phone", TEXT, struct client, phone),
	COLUMN("email", TEXT, struct client, email),
	COLUMN("address", TEXT, struct client, address),
	COLUMN("occupation", TEXT, struct client, occupation),
	COLUMN("emergency", TEXT, struct client, emergency),
	COLUMN("note", TEXT, struct client, note),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

bool client_load(struct store *store, int64_t id, struct client *out, struct err *err)
{
	struct db_stmt *stmt;

	return db_query(
		       store->db, &stmt, err,
		       "SELECT id, uid, version, code, family, given, birth, sex, phone, email, address, occupation,"
		       " emergency, note FROM client WHERE id = $1",
		       "i", id) &&
	       record_one(stmt, columns, COLUMNS, out, NULL, err);
}

bool client_count(struct store *store, int64_t *n, struct err *err)
{
	return db_ask(store->db, n, err, "SELECT count(*) FROM client", "");
}

/* ---- saving ---- */

static bool code_taken(struct store *store, const char *code, int64_t besides, bool *taken, struct err *err)
{
	int64_t n;

	if (!db_ask(store->db, &n, err, "SELECT count(*) FROM client WHERE code = $1 AND id <> $2", "si",
		    code, besides))
		return false;
	*taken = n > 0;
	return true;
}

/* "C0042" after the id; the next free number where somebody chose that code by hand. */
static bool choose_code(struct store *store, struct client *client, struct err *err)
{
	bool taken = true;

	for (int64_t number = client->id; taken; number++) {
		char *code = str_format("C%04" PRId64, number);
		bool ok = code_taken(store, code, client->id, &taken, err);
		if (ok && !taken)
			mem_replace(&client->code, code);
		free(code);
		if (!ok)
			return false;
	}
	return true;
}

static bool bind_and_run(struct store *store, const char *sql, const struct client *client,
			 const struct client_words *words, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(store->db, sql, &stmt, err))
		return false;
	record_bind(stmt, 1, columns, COLUMNS, client);
	db_bind_text(stmt, COLUMNS + 1, words->name_key);
	db_bind_text(stmt, COLUMNS + 2, words->all.s);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool add_keys(struct store *store, int64_t id, const struct client_words *words, struct err *err)
{
	for (size_t i = 0; i < words->n_keys; i++)
		if (!db_run(store->db, err,
			    "INSERT INTO client_key (word, client_id) VALUES ($1, $2)"
			    " ON CONFLICT (word, client_id) DO NOTHING",
			    "si", words->keys[i], id))
			return false;
	return true;
}

static bool remove_keys(struct store *store, int64_t id, const struct client_words *words, struct err *err)
{
	for (size_t i = 0; i < words->n_keys; i++)
		if (!db_run(store->db, err, "DELETE FROM client_key WHERE word = $1 AND client_id = $2", "si",
			    words->keys[i], id))
			return false;
	return true;
}

static bool insert(struct store *store, struct client *client, const struct client_words *words,
		   struct err *err)
{
	if (!db_ask(store->db, &client->id, err, "SELECT coalesce(max(id), 0) + 1 FROM client", ""))
		return false;
	client->version = 1;
	record_ensure_uid(&client->uid);
	if (str_empty(client->code) && !choose_code(store, client, err))
		return false;
	return bind_and_run(
		       store,
		       "INSERT INTO client (id, uid, version, code, family, given, birth, sex, phone, email,"
		       " address, occupation, emergency, note, name_key, words)"
		       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
		       client, words, err) &&
	       add_keys(store, client->id, words, err) &&
	       audit_add(store, "client-new", "client", client->id, client->code, err);
}

/* "phone: 03 9555 0101 -> 0412 345 678" a line: what a field said before stays readable in the audit. */
static void describe_change(const struct client *before, const struct client *after, struct str *out)
{
	if (!str_eq(before->code, after->code))
		str_addf(out, "code: %s -> %s\n", before->code, after->code);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		const char *old = client_value(before, i), *new = client_value(after, i);
		if (str_eq(old, new))
			continue;
		str_addf(out, "%s: %s -> %s\n", client_fields[i].name, old != NULL ? old : "",
			 new != NULL ? new : "");
	}
	str_trim_end(out);
}

static bool replace_keys(struct store *store, const struct client *before, const struct client *after,
			 const struct client_words *words, struct err *err)
{
	struct client_words old;

	client_words_make(&old, before);
	bool ok = remove_keys(store, before->id, &old, err) && add_keys(store, after->id, words, err);
	client_words_release(&old);
	return ok;
}

static bool update(struct store *store, struct client *client, const struct client *before,
		   const struct client_words *words, struct err *err)
{
	struct str detail;

	if (before->version != client->version)
		return err_set(
			err, ERR_STALE,
			_("Somebody else has changed this client meanwhile. Open it again and repeat your change."));
	mem_replace(&client->uid, before->uid);
	if (str_empty(client->code))
		mem_replace(&client->code, before->code);
	client->version++;
	str_init(&detail);
	describe_change(before, client, &detail);
	bool ok = bind_and_run(
			  store,
			  "UPDATE client SET uid = $2, version = $3, code = $4, family = $5, given = $6,"
			  " birth = $7, sex = $8, phone = $9, email = $10, address = $11, occupation = $12,"
			  " emergency = $13, note = $14, name_key = $15, words = $16 WHERE id = $1",
			  client, words, err) &&
		  replace_keys(store, before, client, words, err) &&
		  audit_add(store, "client-edit", "client", client->id, detail.s, err);
	str_release(&detail);
	return ok;
}

static bool write_client(struct store *store, struct client *client, const struct client_words *words,
			 struct err *err)
{
	struct client before;

	if (client->id == 0)
		return insert(store, client, words, err);
	client_init(&before);
	bool ok = client_load(store, client->id, &before, err) && update(store, client, &before, words, err);
	client_release(&before);
	return ok;
}

bool client_save(struct store *store, struct client *client, struct err *err)
{
	struct client_words words;
	int64_t id = client->id, version = client->version;

	if (str_empty(client->family) && str_empty(client->given))
		return err_set(err, ERR_INPUT, _("A client needs a name."));
	if (!store_begin(store, err))
		return false;
	client_words_make(&words, client);
	bool ok = store_end(store, write_client(store, client, &words, err), err);
	client_words_release(&words);
	if (!ok) {
		client->id = id;
		client->version = version;
	}
	return ok;
}
