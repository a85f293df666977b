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

static const struct column columns[] = {
	COLUMN("id", ID, struct client, id),
	COLUMN("uid", WORDS, struct client, uid),
	COLUMN("version", VERSION, struct client, version),
	COLUMN("code", WORDS, struct client, code),
};
/* What the form asks for. */
static struct column field_column(size_t i)
{
	const struct client_field *field = &client_fields[i];
	return (struct column){ .name = field->name,
				.kind = field->required ? COLUMN_WORDS : COLUMN_TEXT,
				.at = field->at };
}

/* What a client is found by, in words of their own. */
static const struct column beside[] = {
	COLUMN("name_key", TEXT, struct client_words, name_key),
	COLUMN("words", TEXT, struct client_words, all.s),
};
static const struct family family = {
	.table = "client",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.field = field_column,
	.n_fields = CLIENT_FIELD_COUNT,
	.beside = beside,
	.n_beside = sizeof beside / sizeof *beside,
	.stale = N_("Somebody else has changed this client meanwhile. Open it again and repeat your change."),
};

bool client_load(struct store *store, int64_t id, struct client *out, struct err *err)
{
	return family_load(store->db, &family, id, out, err);
}

bool client_count(struct store *store, int64_t *n, struct err *err)
{
	return db_ask(store->db, n, err, "SELECT count(*) FROM client", "");
}

/* ---- saving ---- */

/* "C0042" after the id that the client gets; the next free number where somebody chose that code by hand. */
static bool choose_code(struct store *store, struct client *client, struct err *err)
{
	int64_t number, taken = 1;

	if (!db_ask(store->db, &number, err, "SELECT coalesce(max(id), 0) + 1 FROM client", ""))
		return false;
	for (; taken; number++) {
		char *code = str_format("C%04" PRId64, number);
		bool ok = db_ask(store->db, &taken, err, "SELECT count(*) FROM client WHERE code = $1", "s",
				 code);
		if (ok && !taken)
			mem_replace(&client->code, code);
		free(code);
		if (!ok)
			return false;
	}
	return true;
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
	if (str_empty(client->code) && !choose_code(store, client, err))
		return false;
	record_ensure_uid(&client->uid);
	return family_add(store->db, &family, client, words, err) &&
	       add_keys(store, client->id, words, err) &&
	       audit_add_words(store, "client-new", "client", client->id, NULL, client->code, err);
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

	mem_replace(&client->uid, before->uid);
	if (str_empty(client->code))
		mem_replace(&client->code, before->code);
	str_init(&detail);
	describe_change(before, client, &detail);
	bool ok = family_change(store->db, &family, client, words, NULL, err) &&
		  replace_keys(store, before, client, words, err) &&
		  audit_add_words(store, "client-edit", "client", client->id, NULL, detail.s, err);
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
