/* SPDX-License-Identifier: MIT */
/* Names as they are now. */
#include "store/people_names.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "record/client.h"

static bool ask_text(struct store *store, const char *sql, int64_t id, char **text, struct err *err)
{
	return db_ask_text(store->db, text, err, sql, "i", id) &&
	       (*text || err_set(err, ERR_MISSING, _("The record that was asked for does not exist.")));
}

bool people_client_names(struct store *store, int64_t client_id, char **code, char **name, struct err *err)
{
	struct client client;
	struct str full;

	client_init(&client);
	str_init(&full);
	bool ok =
		ask_text(store, "SELECT code FROM client WHERE id = $1", client_id, code, err) &&
		ask_text(store, "SELECT family FROM client WHERE id = $1", client_id, &client.family, err) &&
		ask_text(store, "SELECT given FROM client WHERE id = $1", client_id, &client.given, err);
	if (ok)
		client_name(&client, &full);
	mem_replace(name, full.s);
	client_release(&client);
	str_release(&full);
	return ok;
}

bool people_practitioner_name(struct store *store, int64_t practitioner_id, char **name, struct err *err)
{
	return ask_text(store, "SELECT name FROM practitioner WHERE id = $1", practitioner_id, name, err);
}

bool people_payer_name(struct store *store, int64_t payer_id, char **name, struct err *err)
{
	mem_replace(name, NULL);
	return payer_id == 0 || ask_text(store, "SELECT name FROM payer WHERE id = $1", payer_id, name, err);
}

char *people_row_name(struct db_stmt *stmt)
{
	struct client client;
	struct str name;

	client_init(&client);
	str_init(&name);
	client.family = db_text_dup_of(stmt, "family");
	client.given = db_text_dup_of(stmt, "given");
	client_name(&client, &name);
	client_release(&client);
	return str_take(&name);
}
