/* SPDX-License-Identifier: MIT */
/* Facts of the intake as stored. */
#include "store/client_facts.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "record/since.h"
#include "store/audit.h"
#include "store/known_rows.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct client_fact, id),
	COLUMN("uid", WORDS, struct client_fact, uid),
	COLUMN("client_id", ID, struct client_fact, client_id),
	COLUMN_AND("kind", CODE, struct client_fact, kind, .coding = &coding_fact),
	COLUMN("text", WORDS, struct client_fact, text),
	COLUMN("since", TEXT, struct client_fact, since),
	COLUMN("until", TEXT, struct client_fact, until),
	COLUMN("recorded_at", WORDS, struct client_fact, recorded_at),
	COLUMN("recorded_by", REF, struct client_fact, recorded_by),
	COLUMN("voided_at", TEXT, struct client_fact, voided_at),
};
static const struct family family = {
	.table = "client_fact",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- saving ---- */

static bool insert(struct store *store, struct client_fact *fact, struct err *err)
{
	return family_add(store->db, &family, fact, NULL, err) &&
	       audit_add(store, "fact-add", "client_fact", fact->id, client_fact_code(fact->kind), err);
}

bool client_fact_add(struct store *store, struct client_fact *fact, struct err *err)
{
	if (!store_may_chart(store, err) || !since_check(fact->since, fact->until, err))
		return false;
	if (str_empty(fact->text))
		return err_set(err, ERR_INPUT, _("Write what it is, not only when."));
	if (!store_begin(store, err))
		return false;
	record_stamp(store, &fact->recorded_at, &fact->recorded_by);
	mem_replace(&fact->voided_at, NULL);
	fact->id = 0;
	record_ensure_uid(&fact->uid);
	if (store_end(store, insert(store, fact, err), err))
		return true;
	fact->id = 0;
	return false;
}

static const struct known_rows known = KNOWN_ROWS(
	"client_fact", "fact", N_("This row is not there any more. Open the client's intake again."));

bool client_fact_end(struct store *store, int64_t id, const char *until, struct err *err)
{
	return known_rows_end(store, &known, id, until, err);
}

bool client_fact_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &known.voiding, id, voided, err);
}

/* ---- reading ---- */

RECORD_LIST(client_facts, client_fact, family)

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
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {client_fact} FROM client_fact WHERE client_id = $1 ORDER BY id", "i",
			  client_id))
		return false;
	if (!client_facts_read(stmt, out, err))
		return false;
	sort_facts(out);
	return true;
}
