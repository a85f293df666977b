/* SPDX-License-Identifier: MIT */
/* What the records of most families have in common. */
#include "store/record.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"

const struct column stamp_columns[STAMP_COLUMNS] = {
	COLUMN_AND("recorded_at", TEXT, struct stamp, at, .use = COLUMN_ONCE),
	COLUMN_AND("recorded_by", REF, struct stamp, by, .use = COLUMN_ONCE),
};

void record_ensure_uid(char **uid)
{
	char fresh[UID_SIZE];

	if (!str_empty(*uid))
		return;
	uid_new(fresh);
	mem_replace(uid, fresh);
}

void record_stamp(const struct store *store, char **at, int64_t *by)
{
	char now[INSTANT_SIZE];

	instant_format(clock_now(), now);
	mem_replace(at, now);
	*by = store->actor;
}

bool record_voided(struct store *store, const struct voiding *voiding, int64_t id, bool voided,
		   struct err *err)
{
	char now[INSTANT_SIZE];

	instant_format(clock_now(), now);
	if (!db_run(store->db, err, voiding->sql, "si", voided ? now : NULL, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, "%s", _(voiding->missing));
	return audit_add(store, voided ? voiding->taken : voiding->brought, voiding->table, id, NULL, err);
}

bool record_void(struct store *store, const struct voiding *voiding, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, record_voided(store, voiding, id, voided, err), err);
}
