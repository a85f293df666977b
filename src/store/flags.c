/* SPDX-License-Identifier: MIT */
/* Flags as stored. */
#include "store/flags.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/known.h"
#include "store/audit.h"
#include "store/record.h"

static const char *source_code_of(int value)
{
	return flag_source_code((enum flag_source)value);
}

static bool source_value_of(const char *code, int *value)
{
	enum flag_source source;
	if (!flag_source_from_code(code, &source))
		return false;
	*value = (int)source;
	return true;
}

static const struct coding coding_source = { source_code_of, source_value_of };

/* The order of the statements below. */
static const struct column columns[] = {
	{ COLUMN_ID, offsetof(struct flag, id), NULL },
	{ COLUMN_WORDS, offsetof(struct flag, uid), NULL },
	{ COLUMN_ID, offsetof(struct flag, client_id), NULL },
	{ COLUMN_WORDS, offsetof(struct flag, condition), NULL },
	{ COLUMN_WORDS, offsetof(struct flag, regions), NULL },
	{ COLUMN_TEXT, offsetof(struct flag, since), NULL },
	{ COLUMN_TEXT, offsetof(struct flag, until), NULL },
	{ COLUMN_CODE, offsetof(struct flag, source), &coding_source },
	{ COLUMN_TEXT, offsetof(struct flag, note), NULL },
	{ COLUMN_TEXT, offsetof(struct flag, action), NULL },
	{ COLUMN_TEXT, offsetof(struct flag, action_at), NULL },
	{ COLUMN_WORDS, offsetof(struct flag, recorded_at), NULL },
	{ COLUMN_REF, offsetof(struct flag, recorded_by), NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct family family = {
	columns,
	COLUMNS,
	"SELECT coalesce(max(id), 0) + 1 FROM flag",
	"INSERT INTO flag (id, uid, client_id, condition, regions, since, until, source, note, action, action_at,"
	" recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
	NULL,
};

/* ---- saving ---- */

static bool insert(struct store *store, struct flag *flag, struct err *err)
{
	return record_write(store->db, &family, flag, err) &&
	       audit_add(store, "flag-add", "flag", flag->id, flag->condition, err);
}

bool flag_add(struct store *store, struct flag *flag, struct err *err)
{
	char now[INSTANT_SIZE];
	if (!store_may_chart(store, err) || !known_check(flag->since, flag->until, err))
		return false;
	if (str_empty(flag->condition))
		return err_set(err, ERR_INPUT, _("A flag needs a condition."));
	if (!store_begin(store, err))
		return false;
	instant_format(clock_now(), now);
	mem_replace(&flag->recorded_at, now);
	flag->recorded_by = store->actor;
	flag->id = 0;
	record_ensure_uid(&flag->uid);
	if (store_end(store, insert(store, flag, err), err))
		return true;
	flag->id = 0;
	return false;
}

/* ERR_MISSING when the statement before found no flag. */
static bool was_there(struct store *store, struct err *err)
{
	return db_changes(store->db) > 0 ||
	       err_set(err, ERR_MISSING,
		       _("The flag is not there any more. Open the client's intake again."));
}

static bool load_since(struct store *store, int64_t id, char **since, struct err *err)
{
	struct db_stmt *stmt;
	if (!db_query(store->db, &stmt, err, "SELECT since FROM flag WHERE id = $1", "i", id))
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
		  db_run(store->db, err, "UPDATE flag SET until = $1 WHERE id = $2 AND voided_at IS NULL",
			 "si", until, id) &&
		  was_there(store, err) &&
		  audit_add(store, until ? "flag-end" : "flag-last", "flag", id, until, err);
	free(since);
	return ok;
}

bool flag_end(struct store *store, int64_t id, const char *until, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_end(store, id, until, err), err);
}

static bool write_voided(struct store *store, int64_t id, bool voided, struct err *err)
{
	char now[INSTANT_SIZE];
	instant_format(clock_now(), now);
	return db_run(store->db, err, "UPDATE flag SET voided_at = $1 WHERE id = $2", "si",
		      voided ? now : NULL, id) &&
	       was_there(store, err) &&
	       audit_add(store, voided ? "flag-void" : "flag-restore", "flag", id, NULL, err);
}

bool flag_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_voided(store, id, voided, err), err);
}

static bool write_action(struct store *store, int64_t id, const char *action, const char *at, struct err *err)
{
	return db_run(store->db, err,
		      "UPDATE flag SET action = $1, action_at = $2 WHERE id = $3 AND voided_at IS NULL",
		      "ssi", action, action ? at : NULL, id) &&
	       was_there(store, err) &&
	       audit_add(store, action ? "flag-act" : "flag-unact", "flag", id, action, err);
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

static bool read_flags(struct db_stmt *stmt, struct flags *out, struct err *err)
{
	enum db_step step;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		flag_init(&out->rows[out->n++]);
		if (!record_read(stmt, 0, columns, COLUMNS, &out->rows[out->n - 1], err))
			return false;
	}
	return step == DB_DONE;
}

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
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT id, uid, client_id, condition, regions, since, until, source, note, action, action_at,"
		    " recorded_at, recorded_by FROM flag WHERE client_id = $1 AND voided_at IS NULL ORDER BY id",
		    "i", client_id))
		return false;
	bool ok = read_flags(stmt, out, err);
	db_reset(stmt);
	if (ok)
		sort_flags(c, out);
	else
		flags_release(out);
	return ok;
}

void flags_release(struct flags *flags)
{
	for (size_t i = 0; i < flags->n; i++)
		flag_release(&flags->rows[i]);
	free(flags->rows);
	*flags = (struct flags){ NULL, 0 };
}
