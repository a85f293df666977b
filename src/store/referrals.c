/* SPDX-License-Identifier: MIT */
/* Referrals in the database. */
#include "store/referrals.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct referral, id),
	COLUMN("uid", WORDS, struct referral, uid),
	COLUMN("session_id", ID, struct referral, session_id),
	COLUMN("profession", WORDS, struct referral, profession),
	COLUMN("name", TEXT, struct referral, name),
	COLUMN("urgency", WORDS, struct referral, urgency),
	COLUMN("reason", WORDS, struct referral, reason),
	COLUMN("recorded_at", WORDS, struct referral, recorded_at),
	COLUMN("recorded_by", REF, struct referral, recorded_by),
};
/* A referral is never changed: a wrong one is voided, and another written. */
static const struct family family = {
	.table = "referral_out",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static bool write_referral(struct store *store, struct referral *referral, struct err *err)
{
	record_ensure_uid(&referral->uid);
	record_stamp(store, &referral->recorded_at, &referral->recorded_by);
	return family_add(store->db, &family, referral, NULL, err) &&
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

static const struct voiding voiding = VOIDING("referral_out", "referral", N_("There is no such referral."));

bool referral_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

RECORD_LIST(referrals, referral, family)

bool referrals_load(struct store *store, int64_t session_id, struct referrals *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct referrals){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {referral_out}"
			  " FROM referral_out WHERE session_id = $1 AND voided_at IS NULL ORDER BY id",
			  "i", session_id))
		return false;
	return referrals_read(stmt, out, err);
}
