/* SPDX-License-Identifier: MIT */
/* Referrals as stored: of a session, sealed with it, voided rather than deleted. */
#ifndef FASCICLE_STORE_REFERRALS_H
#define FASCICLE_STORE_REFERRALS_H

#include "record/referral.h"
#include "store/store.h"

struct referrals {
	struct referral *rows;
	size_t n;
};
void referrals_release(struct referrals *referrals);

/* Those of a session that were not voided, in the order they were recorded. Needs the right to chart, as all here. */
bool referrals_load(struct store *store, int64_t session_id, struct referrals *out, struct err *err);
/* Adds one; sets id, uid and who recorded it. */
bool referral_add(struct store *store, struct referral *referral, struct err *err);
bool referral_void(struct store *store, int64_t id, bool voided, struct err *err);

#endif
