/* SPDX-License-Identifier: MIT */
/* What is known of a client from a day on and until another: flags and facts of the intake end alike. */
#include "store/known_rows.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "record/since.h"
#include "store/audit.h"

bool known_rows_changed(struct store *store, const struct known_rows *rows, struct err *err)
{
	return db_changes(store->db) > 0 || err_set(err, ERR_MISSING, "%s", _(rows->voiding.missing));
}

static bool write_end(struct store *store, const struct known_rows *rows, int64_t id, const char *until,
		      struct err *err)
{
	char *since = NULL;
	bool ok = db_ask_text(store->db, &since, err, rows->since, "i", id) &&
		  since_check(since, until, err) && db_run(store->db, err, rows->until, "si", until, id) &&
		  known_rows_changed(store, rows, err) &&
		  audit_add(store, until ? rows->ended : rows->lasts, rows->voiding.table, id, until, err);

	free(since);
	return ok;
}

bool known_rows_end(struct store *store, const struct known_rows *rows, int64_t id, const char *until,
		    struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_end(store, rows, id, until, err), err);
}
