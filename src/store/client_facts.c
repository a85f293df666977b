/* SPDX-License-Identifier: MIT */
/* Facts of the intake as stored. */
#include "store/client_facts.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/known.h"
#include "store/audit.h"
#include "store/record.h"

static const char *kind_code_of(int value)
{
	return client_fact_code((enum client_fact_kind)value);
}

static bool kind_value_of(const char *code, int *value)
{
	enum client_fact_kind kind;
	if (!client_fact_from_code(code, &kind))
		return false;
	*value = (int)kind;
	return true;
}

static const struct coding coding_kind = { kind_code_of, kind_value_of };

/* The order of the statements below. */
static const struct column columns[] = {
	{ COLUMN_ID, offsetof(struct client_fact, id), NULL },
	{ COLUMN_WORDS, offsetof(struct client_fact, uid), NULL },
	{ COLUMN_ID, offsetof(struct client_fact, client_id), NULL },
	{ COLUMN_CODE, offsetof(struct client_fact, kind), &coding_kind },
	{ COLUMN_WORDS, offsetof(struct client_fact, text), NULL },
	{ COLUMN_TEXT, offsetof(struct client_fact, since), NULL },
	{ COLUMN_TEXT, offsetof(struct client_fact, until), NULL },
	{ COLUMN_WORDS, offsetof(struct client_fact, recorded_at), NULL },
	{ COLUMN_REF, offsetof(struct client_fact, recorded_by), NULL },
	{ COLUMN_TEXT, offsetof(struct client_fact, voided_at), NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct family family = {
	columns,
	COLUMNS,
	"SELECT coalesce(max(id), 0) + 1 FROM client_fact",
	"INSERT INTO client_fact (id, uid, client_id, kind, text, since, until, recorded_at, recorded_by, voided_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	NULL,
};

/* ---- saving ---- */

static bool insert(struct store *store, struct client_fact *fact, struct err *err)
{
	return record_write(store->db, &family, fact, err) &&
	       audit_add(store, "fact-add", "client_fact", fact->id, client_fact_code(fact->kind), err);
}

bool client_fact_add(struct store *store, struct client_fact *fact, struct err *err)
{
	char now[INSTANT_SIZE];
	if (!store_may_chart(store, err) || !known_check(fact->since, fact->until, err))
		return false;
	if (str_empty(fact->text))
		return err_set(err, ERR_INPUT, _("Write what it is, not only when."));
	if (!store_begin(store, err))
		return false;
	instant_format(clock_now(), now);
	mem_replace(&fact->recorded_at, now);
	mem_replace(&fact->voided_at, NULL);
	fact->recorded_by = store->actor;
	fact->id = 0;
	record_ensure_uid(&fact->uid);
	if (store_end(store, insert(store, fact, err), err))
		return true;
	fact->id = 0;
	return false;
}

static bool was_there(struct store *store, struct err *err)
{
	return db_changes(store->db) > 0 ||
	       err_set(err, ERR_MISSING,
		       _("This row is not there any more. Open the client's intake again."));
}

static bool load_since(struct store *store, int64_t id, char **since, struct err *err)
{
	struct db_stmt *stmt;
	if (!db_query(store->db, &stmt, err, "SELECT since FROM client_fact WHERE id = $1", "i", id))
		return false;
	enum db_step step = db_step(stmt, err);
	*since = step == DB_ROW ? db_text_dup(stmt, 0) : NULL;
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool write_end(struct store *store, int64_t id, const char *until, struct err *err)
{
	char *since = NULL;
	bool ok = load_since(store, id, &since, err) && known_check(since, until, err) &&
		  db_run(store->db, err,
			 "UPDATE client_fact SET until = $1 WHERE id = $2 AND voided_at IS NULL", "si", until,
			 id) &&
		  was_there(store, err) &&
		  audit_add(store, until ? "fact-end" : "fact-last", "client_fact", id, until, err);
	free(since);
	return ok;
}

bool client_fact_end(struct store *store, int64_t id, const char *until, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_end(store, id, until, err), err);
}

static bool write_voided(struct store *store, int64_t id, bool voided, struct err *err)
{
	char now[INSTANT_SIZE];
	instant_format(clock_now(), now);
	return db_run(store->db, err, "UPDATE client_fact SET voided_at = $1 WHERE id = $2", "si",
		      voided ? now : NULL, id) &&
	       was_there(store, err) &&
	       audit_add(store, voided ? "fact-void" : "fact-restore", "client_fact", id, NULL, err);
}

bool client_fact_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_voided(store, id, voided, err), err);
}

/* ---- reading ---- */

static bool read_facts(struct db_stmt *stmt, struct client_facts *out, struct err *err)
{
	enum db_step step;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		client_fact_init(&out->rows[out->n++]);
		if (!record_read(stmt, 0, columns, COLUMNS, &out->rows[out->n - 1], err))
			return false;
	}
	return step == DB_DONE;
}

/* By kind; within one they stay in the order in which they were written down. */
static void sort_facts(struct client_facts *facts)
{
	for (size_t i = 1; i < facts->n; i++) {
		struct client_fact row = facts->rows[i];
		size_t at = i;
		for (; at > 0 && facts->rows[at - 1].kind > row.kind; at--)
			facts->rows[at] = facts->rows[at - 1];
		facts->rows[at] = row;
	}
}

bool client_facts_load(struct store *store, int64_t client_id, struct client_facts *out, struct err *err)
{
	struct db_stmt *stmt;
	*out = (struct client_facts){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT id, uid, client_id, kind, text, since, until, recorded_at, recorded_by, voided_at"
		    " FROM client_fact WHERE client_id = $1 ORDER BY id",
		    "i", client_id))
		return false;
	bool ok = read_facts(stmt, out, err);
	db_reset(stmt);
	if (ok)
		sort_facts(out);
	else
		client_facts_release(out);
	return ok;
}

void client_facts_release(struct client_facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		client_fact_release(&facts->rows[i]);
	free(facts->rows);
	*facts = (struct client_facts){ NULL, 0 };
}
