/* SPDX-License-Identifier: MIT */
/* Self-care items with their answers. */
#include "store/selfcares.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct selfcare, id),
	COLUMN("uid", WORDS, struct selfcare, uid),
	COLUMN("client_id", ID, struct selfcare, client_id),
	COLUMN("session_id", ID, struct selfcare, session_id),
	COLUMN("kind", WORDS, struct selfcare, kind),
	COLUMN("item", TEXT, struct selfcare, item),
	COLUMN("text", WORDS, struct selfcare, text),
	COLUMN_AND("side", CODE, struct selfcare, side, .coding = &coding_side),
	COLUMN("regions", WORDS, struct selfcare, regions),
	COLUMN("dose", WORDS, struct selfcare, dose),
	COLUMN("purpose", TEXT, struct selfcare, purpose),
	COLUMN("start_on", WORDS, struct selfcare, start_on),
	COLUMN("review_on", TEXT, struct selfcare, review_on),
	COLUMN("stop_if", TEXT, struct selfcare, stop_if),
	COLUMN("taught", TEXT, struct selfcare, taught),
	COLUMN("helper", TEXT, struct selfcare, helper),
	COLUMN("helper_trained_on", TEXT, struct selfcare, helper_trained_on),
	COLUMN("recorded_at", WORDS, struct selfcare, recorded_at),
	COLUMN("recorded_by", REF, struct selfcare, recorded_by),
};
static const struct family family = {
	.table = "selfcare",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* How an item stands in a session: whether it has ended by then, what was answered in it and before. */
#define LAST(what)                                                                        \
	"(SELECT b." what " FROM selfcare_answer b JOIN session e ON e.id = b.session_id" \
	" WHERE b.selfcare_id = c.id AND (e.start_wall, e.id) < (s.start_wall, s.id)"     \
	" ORDER BY e.start_wall DESC, e.id DESC LIMIT 1)"
static const struct column standing_columns[] = {
	COLUMN_AND("ended_on", TEXT, struct selfcare, ended_on,
		   .read = "CASE WHEN c.ended_on <= substr(s.start_wall, 1, 10) THEN c.ended_on END"),
	COLUMN("adherence", TEXT, struct selfcare, adherence),
	COLUMN("effect", TEXT, struct selfcare, effect),
	COLUMN_AND("last_adherence", TEXT, struct selfcare, last_adherence, .read = LAST("adherence")),
	COLUMN_AND("last_effect", TEXT, struct selfcare, last_effect, .read = LAST("effect")),
};
static const struct family standing = {
	.table = "standing",
	.columns = standing_columns,
	.n = sizeof standing_columns / sizeof *standing_columns,
	.other = &family,
};

/* ---- changing ---- */

/* The client is the session's, whatever the caller says. */
static bool write_item(struct store *store, struct selfcare *selfcare, struct err *err)
{
	bool is_new = selfcare->id == 0;

	if (!db_ask(store->db, &selfcare->client_id, err, "SELECT client_id FROM session WHERE id = $1", "i",
		    selfcare->session_id))
		return false;
	record_ensure_uid(&selfcare->uid);
	if (is_new || str_empty(selfcare->recorded_at))
		record_stamp(store, &selfcare->recorded_at, &selfcare->recorded_by);
	return family_save(store->db, &family, selfcare, err) &&
	       audit_add(store, is_new ? "selfcare-add" : "selfcare-edit", "selfcare", selfcare->id,
			 selfcare->item ? selfcare->item : selfcare->kind, err);
}

bool selfcare_save(struct store *store, struct selfcare *selfcare, struct err *err)
{
	int64_t id = selfcare->id;

	if (str_empty(selfcare->text) || str_empty(selfcare->kind))
		return err_set(err, ERR_INPUT, _("Say what the client is asked to do."));
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_item(store, selfcare, err), err))
		return true;
	selfcare->id = id;
	return false;
}

static bool changed_one(struct store *store, struct err *err)
{
	return db_changes(store->db) == 1 || err_set(err, ERR_MISSING, _("There is no such self-care item."));
}

static const struct voiding voiding = VOIDING("selfcare", "selfcare", N_("There is no such self-care item."));

bool selfcare_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

static bool write_end(struct store *store, int64_t id, const char *day, struct err *err)
{
	int64_t early;

	if (!db_ask(store->db, &early, err, "SELECT count(*) FROM selfcare WHERE id = $1 AND start_on > $2",
		    "is", id, day))
		return false;
	if (early)
		return err_set(err, ERR_INPUT, _("It cannot end before it began."));
	return db_run(store->db, err, "UPDATE selfcare SET ended_on = $1 WHERE id = $2", "si", day, id) &&
	       changed_one(store, err) &&
	       audit_add(store, day ? "selfcare-end" : "selfcare-resume", "selfcare", id, day, err);
}

bool selfcare_end(struct store *store, int64_t id, const char *day, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_end(store, id, day, err), err);
}

static bool write_answer(struct store *store, int64_t session_id, int64_t id, const char *adherence,
			 const char *effect, struct err *err)
{
	char *said = str_format("%s %s", adherence ? adherence : "-", effect ? effect : "-");
	bool ok = db_run(store->db, err,
			 "DELETE FROM selfcare_answer WHERE session_id = $1 AND selfcare_id = $2", "ii",
			 session_id, id);

	if (ok && (adherence || effect))
		ok = db_run(store->db, err,
			    "INSERT INTO selfcare_answer (session_id, selfcare_id, adherence, effect)"
			    " SELECT $1, c.id, $3, $4 FROM selfcare c JOIN session s ON s.client_id = c.client_id"
			    " WHERE c.id = $2 AND s.id = $1",
			    "iiss", session_id, id, adherence, effect) &&
		     changed_one(store, err);
	ok = ok && audit_add(store, "selfcare-answer", "selfcare", id, said, err);
	free(said);
	return ok;
}

bool selfcare_answer(struct store *store, int64_t session_id, int64_t id, const char *adherence,
		     const char *effect, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_answer(store, session_id, id, adherence, effect, err), err);
}

/* ---- reading ---- */

static bool read_item(struct db_stmt *stmt, struct selfcare *out, struct err *err)
{
	return family_read(stmt, &family, out, err) && family_read(stmt, &standing, out, err);
}

RECORD_LIST_BY(selfcares, selfcare, read_item)

bool selfcares_load(struct store *store, int64_t client_id, int64_t session_id, struct selfcares *out,
		    struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct selfcares){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(
		    store->db, &standing, &stmt, err,
		    "SELECT {selfcare c}, {standing a} FROM session s JOIN selfcare c ON c.client_id = s.client_id"
		    " JOIN session t ON t.id = c.session_id"
		    " LEFT JOIN selfcare_answer a ON a.selfcare_id = c.id AND a.session_id = s.id"
		    " WHERE s.id = $2 AND c.client_id = $1 AND c.voided_at IS NULL"
		    " AND t.status NOT IN ('cancelled', 'no-show')"
		    " AND (t.start_wall, t.id) <= (s.start_wall, s.id)"
		    " AND (c.ended_on IS NULL OR c.ended_on >= substr(s.start_wall, 1, 10)) ORDER BY c.id",
		    "ii", client_id, session_id))
		return false;
	return selfcares_read(stmt, out, err);
}
