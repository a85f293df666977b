/* SPDX-License-Identifier: MIT */
/* Referrals in the database. */
#include "store/referrals.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

/* The order of the statements below. */
static const struct column columns[] = {
	{ COLUMN_ID, offsetof(struct referral, id), NULL },
	{ COLUMN_WORDS, offsetof(struct referral, uid), NULL },
	{ COLUMN_ID, offsetof(struct referral, session_id), NULL },
	{ COLUMN_WORDS, offsetof(struct referral, profession), NULL },
	{ COLUMN_TEXT, offsetof(struct referral, name), NULL },
	{ COLUMN_WORDS, offsetof(struct referral, urgency), NULL },
	{ COLUMN_WORDS, offsetof(struct referral, reason), NULL },
	{ COLUMN_WORDS, offsetof(struct referral, recorded_at), NULL },
	{ COLUMN_REF, offsetof(struct referral, recorded_by), NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* A referral is never changed: a wrong one is voided, and another written. */
static const struct family family = {
	columns,
	COLUMNS,
	"SELECT coalesce(max(id), 0) + 1 FROM referral_out",
	"INSERT INTO referral_out (id, uid, session_id, profession, name, urgency, reason, recorded_at, recorded_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	NULL,
};

static bool write_referral(struct store *store, struct referral *referral, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	record_ensure_uid(&referral->uid);
	mem_replace(&referral->recorded_at, at);
	referral->recorded_by = store->actor;
	return record_write(store->db, &family, referral, err) &&
	       audit_add(store, "referral-add", "referral_out", referral->id, referral->profession, err);
}

bool referral_add(struct store *store, struct referral *referral, struct err *err)
{
	if (str_empty(referral->reason))
		return err_set(err, ERR_INPUT, _("Say why the client is referred."));
	referral->id = 0;
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_referral(store, referral, err), err))
		return true;
	referral->id = 0;
	return false;
}

static bool write_voided(struct store *store, int64_t id, bool voided, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	if (!db_run(store->db, err, "UPDATE referral_out SET voided_at = $1 WHERE id = $2", "si",
		    voided ? at : NULL, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("There is no such referral."));
	return audit_add(store, voided ? "referral-void" : "referral-restore", "referral_out", id, NULL, err);
}

bool referral_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_voided(store, id, voided, err), err);
}

void referrals_release(struct referrals *referrals)
{
	for (size_t i = 0; i < referrals->n; i++)
		referral_release(&referrals->rows[i]);
	free(referrals->rows);
	*referrals = (struct referrals){ NULL, 0 };
}

static bool read_referrals(struct db_stmt *stmt, struct referrals *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		referral_init(&out->rows[out->n++]);
		if (!record_read(stmt, 0, columns, COLUMNS, &out->rows[out->n - 1], err))
			return false;
	}
	return step == DB_DONE;
}

bool referrals_load(struct store *store, int64_t session_id, struct referrals *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct referrals){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT id, uid, session_id, profession, name, urgency, reason, recorded_at, recorded_by"
		    " FROM referral_out WHERE session_id = $1 AND voided_at IS NULL ORDER BY id",
		    "i", session_id))
		return false;
	bool ok = read_referrals(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		referrals_release(out);
	return ok;
}
