/* SPDX-License-Identifier: MIT */
/* Answers to cautions as stored: noted, or gone against with a reason. An answer is never changed; it may be voided while
 * the note is not signed. */
#ifndef FASCICLE_STORE_CAUTIONS_H
#define FASCICLE_STORE_CAUTIONS_H

#include "rule/caution.h"
#include "store/store.h"

struct caution_answers {
	struct caution_answer *rows;
	size_t n;
};
void caution_answers_release(struct caution_answers *answers);

/* Those of a session that are not voided, in the order in which they were given. */
bool caution_answers_load(struct store *store, int64_t session_id, struct caution_answers *out,
			  struct err *err);
/* Adds an answer; sets id, uid, and who gave it when. The audit has "caution-note", or "caution-override" with the
 * reason. Refused: an absolute one without a reason (ERR_INPUT), a signed session (ERR_REFUSED). */
bool caution_answer_add(struct store *store, struct caution_answer *answer, struct err *err);
bool caution_answer_void(struct store *store, int64_t id, bool voided, struct err *err);

#endif
