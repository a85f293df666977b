/* SPDX-License-Identifier: MIT */
/* Answers to cautions as stored. */
#include "store/cautions.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct caution_answer, id),
	COLUMN("uid", WORDS, struct caution_answer, uid),
	COLUMN("session_id", ID, struct caution_answer, session_id),
	COLUMN("technique", WORDS, struct caution_answer, technique),
	COLUMN("cause", WORDS, struct caution_answer, cause),
	COLUMN_AND("level", CODE, struct caution_answer, level, .coding = &coding_caution_level),
	COLUMN("reason", TEXT, struct caution_answer, reason),
	COLUMN("at", WORDS, struct caution_answer, at),
	COLUMN("by_id", REF, struct caution_answer, by),
};
static const struct family family = {
	.table = "caution_answer",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- saving ---- */

static bool insert(struct store *store, struct caution_answer *answer, struct err *err)
{
	bool absolute = answer->level == CAUTION_ABSOLUTE;
	char *what = str_format("%s%s%s%s", answer->technique, answer->technique[0] ? " " : "", answer->cause,
				absolute ? ": " : "");
	bool ok = family_add(store->db, &family, answer, NULL, err) &&
		  audit_add_words(store, absolute ? "caution-override" : "caution-note", "caution_answer",
				  answer->id, what, absolute ? answer->reason : NULL, err);
	free(what);
	return ok;
}

bool caution_answer_add(struct store *store, struct caution_answer *answer, struct err *err)
{
	if (!store_may_chart(store, err))
		return false;
	if (str_empty(answer->cause) || answer->level == CAUTION_NONE)
		return err_set(err, ERR_INPUT, _("Say which caution is answered."));
	if (answer->level == CAUTION_ABSOLUTE && str_empty(answer->reason))
		return err_set(err, ERR_INPUT, _("Say why the technique is used all the same."));
	if (!store_begin(store, err))
		return false;
	record_stamp(store, &answer->at, &answer->by);
	if (!answer->technique)
		mem_replace(&answer->technique, "");
	answer->id = 0;
	record_ensure_uid(&answer->uid);
	if (store_end(store, insert(store, answer, err), err))
		return true;
	answer->id = 0;
	return false;
}

static const struct voiding voiding =
	VOIDING("caution_answer", "caution", N_("The answer to the caution does not exist."));

bool caution_answer_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- loading ---- */

RECORD_LIST(caution_answers, caution_answer, family)

bool caution_answers_load(struct store *store, int64_t session_id, struct caution_answers *out,
			  struct err *err)
{
	struct db_stmt *stmt;
	*out = (struct caution_answers){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {caution_answer} FROM caution_answer"
			  " WHERE session_id = $1 AND voided_at IS NULL ORDER BY id",
			  "i", session_id))
		return false;
	return caution_answers_read(stmt, out, err);
}
