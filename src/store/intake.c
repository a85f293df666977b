/* SPDX-License-Identifier: MIT */
/* Reviews of the intake as stored. */
#include "store/intake.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "store/audit.h"

static bool insert(struct store *store, int64_t client_id, int64_t session_id, const char *day,
		   bool nothing_new, struct err *err)
{
	char uid[UID_SIZE], now[INSTANT_SIZE];
	int64_t id;
	uid_new(uid);
	instant_format(clock_now(), now);
	return db_ask(store->db, &id, err,
		      "INSERT INTO intake_review (uid, client_id, session_id, day, nothing_new, recorded_at, recorded_by)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
		      "sirsisr", uid, client_id, session_id, day, (int64_t)nothing_new, now, store->actor) &&
	       audit_add(store, nothing_new ? "intake-same" : "intake-review", "intake_review", id, day, err);
}

bool intake_review(struct store *store, int64_t client_id, int64_t session_id, const char *day,
		   bool nothing_new, struct err *err)
{
	if (!date_valid(day))
		return err_set(err, ERR_INPUT, _("\"%s\" is no day."), day);
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, insert(store, client_id, session_id, day, nothing_new, err), err);
}

bool intake_reviewed(struct store *store, int64_t client_id, char day[DATE_SIZE], struct err *err)
{
	char *last = NULL;
	bool ok = store_may_chart(store, err) &&
		  db_ask_text(store->db, &last, err,
			      "SELECT max(day) FROM intake_review WHERE client_id = $1", "i", client_id);
	snprintf(day, DATE_SIZE, "%s", last ? last : "");
	free(last);
	return ok;
}
