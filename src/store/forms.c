/* SPDX-License-Identifier: MIT */
/* Half-filled forms, each person's own. */
#include "store/forms.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

static const char *owner(const struct store *store)
{
	return store->actor_login != NULL ? store->actor_login : "";
}

void form_draft_release(struct form_draft *draft)
{
	for (size_t i = 0; i < draft->n; i++) {
		free(draft->values[i].field);
		free(draft->values[i].value);
	}
	free(draft->values);
	*draft = (struct form_draft){ NULL, 0 };
}

const char *form_draft_value(const struct form_draft *draft, const char *field)
{
	for (size_t i = 0; i < draft->n; i++)
		if (str_eq(draft->values[i].field, field))
			return draft->values[i].value;
	return NULL;
}

static bool remove_values(struct store *store, const char *form, int64_t record_id, struct err *err)
{
	return db_run(store->db, err,
		      "DELETE FROM form_draft WHERE login = $1 AND form = $2 AND record_id = $3", "ssi",
		      owner(store), form, record_id);
}

static bool write_values(struct store *store, const char *form, int64_t record_id,
			 const struct form_value *values, size_t n, struct err *err)
{
	bool ok = remove_values(store, form, record_id, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = db_run(store->db, err,
			    "INSERT INTO form_draft (login, form, record_id, field, value)"
			    " VALUES ($1, $2, $3, $4, $5)",
			    "ssiss", owner(store), form, record_id, values[i].field,
			    values[i].value != NULL ? values[i].value : "");
	return ok;
}

bool form_draft_save(struct store *store, const char *form, int64_t record_id,
		     const struct form_value *values, size_t n, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, write_values(store, form, record_id, values, n, err), err);
}

bool form_draft_clear(struct store *store, const char *form, int64_t record_id, struct err *err)
{
	return store_begin(store, err) && store_end(store, remove_values(store, form, record_id, err), err);
}

bool form_draft_load(struct store *store, const char *form, int64_t record_id, struct form_draft *out,
		     struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	*out = (struct form_draft){ NULL, 0 };
	if (!db_query(store->db, &stmt, err,
		      "SELECT field, value FROM form_draft WHERE login = $1 AND form = $2 AND record_id = $3"
		      " ORDER BY field",
		      "ssi", owner(store), form, record_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->values = mem_regrow(out->values, out->n + 1, sizeof *out->values);
		out->values[out->n++] =
			(struct form_value){ db_text_dup_of(stmt, "field"), db_text_dup_of(stmt, "value") };
	}
	db_reset(stmt);
	if (step == DB_FAILED)
		form_draft_release(out);
	return step != DB_FAILED;
}
