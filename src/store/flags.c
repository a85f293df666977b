/* SPDX-License-Identifier: MIT */
/* Flags as stored. */
#include "store/flags.h"

#include "base/date.h"
#include "base/i18n.h"
#include "record/since.h"
#include "store/audit.h"
#include "store/known_rows.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct flag, id),
	COLUMN("uid", WORDS, struct flag, uid),
	COLUMN("client_id", ID, struct flag, client_id),
	COLUMN("condition", WORDS, struct flag, condition),
	COLUMN("regions", WORDS, struct flag, regions),
	COLUMN("since", TEXT, struct flag, since),
	COLUMN("until", TEXT, struct flag, until),
	COLUMN_AND("source", CODE, struct flag, source, .coding = &coding_flag_source),
	COLUMN("note", TEXT, struct flag, note),
	COLUMN("action", TEXT, struct flag, action),
	COLUMN("action_at", TEXT, struct flag, action_at),
	COLUMN("recorded_at", WORDS, struct flag, recorded_at),
	COLUMN("recorded_by", REF, struct flag, recorded_by),
};
static const struct family family = {
	.table = "flag",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- saving ---- */

static bool insert(struct store *store, struct flag *flag, struct err *err)
{
	return family_add(store->db, &family, flag, NULL, err) &&
	       audit_add(store, "flag-add", "flag", flag->id, flag->condition, err);
}

bool flag_add(struct store *store, struct flag *flag, struct err *err)
{
	if (!store_may_chart(store, err) || !since_check(flag->since, flag->until, err))
		return false;
	if (str_empty(flag->condition))
		return err_set(err, ERR_INPUT, _("A flag needs a condition."));
	if (!store_begin(store, err))
		return false;
	record_stamp(store, &flag->recorded_at, &flag->recorded_by);
	flag->id = 0;
	record_ensure_uid(&flag->uid);
	if (store_end(store, insert(store, flag, err), err))
		return true;
	flag->id = 0;
	return false;
}

static const struct known_rows known =
	KNOWN_ROWS("flag", "flag", N_("The flag is not there any more. Open the client's intake again."));

bool flag_end(struct store *store, int64_t id, const char *until, struct err *err)
{
	return known_rows_end(store, &known, id, until, err);
}

bool flag_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &known.voiding, id, voided, err);
}

static bool write_action(struct store *store, int64_t id, const char *action, const char *at, struct err *err)
{
	return db_run(store->db, err,
		      "UPDATE flag SET action = $1, action_at = $2 WHERE id = $3 AND voided_at IS NULL",
		      "ssi", action, action ? at : NULL, id) &&
	       known_rows_changed(store, &known, err) &&
	       audit_add_words(store, action ? "flag-act" : "flag-unact", "flag", id, NULL, action, err);
}

bool flag_act(struct store *store, int64_t id, const char *action, struct err *err)
{
	char now[INSTANT_SIZE];
	instant_format(clock_now(), now);
	return flag_act_at(store, id, action, now, err);
}

bool flag_act_at(struct store *store, int64_t id, const char *action, const char *at, struct err *err)
{
	if (action && str_empty(action))
		return err_set(err, ERR_INPUT, _("Write what was done about it."));
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_action(store, id, action, at, err), err);
}

/* ---- reading ---- */

RECORD_LIST(flags, flag, family)

/* Red flags, then the rows of the catalogue, then what it does not have. */
static long place_of(const struct catalogue *c, const struct flag *flag)
{
	int condition = flag_condition(c, flag);
	if (condition < 0)
		return (long)c->n_conditions;
	return flag_is_red(c, flag) ? condition - (long)c->n_conditions : condition;
}

/* A client has few; equal ones stay in the order in which they were written down. */
static void sort_flags(const struct catalogue *c, struct flags *flags)
{
	for (size_t i = 1; i < flags->n; i++) {
		struct flag row = flags->rows[i];
		size_t at = i;
		for (; at > 0 && place_of(c, &flags->rows[at - 1]) > place_of(c, &row); at--)
			flags->rows[at] = flags->rows[at - 1];
		flags->rows[at] = row;
	}
}

bool flags_load(struct store *store, const struct catalogue *c, int64_t client_id, struct flags *out,
		struct err *err)
{
	struct db_stmt *stmt;
	*out = (struct flags){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {flag} FROM flag WHERE client_id = $1 AND voided_at IS NULL ORDER BY id",
			  "i", client_id))
		return false;
	if (!flags_read(stmt, out, err))
		return false;
	sort_flags(c, out);
	return true;
}
