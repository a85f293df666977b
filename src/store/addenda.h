/* SPDX-License-Identifier: MIT */
/* Addenda as stored: below signed sessions only, and never changed. */
#ifndef FASCICLE_STORE_ADDENDA_H
#define FASCICLE_STORE_ADDENDA_H

#include "record/addendum.h"
#include "store/store.h"

/* Adds one to a signed session: session_id, reason and text are the caller's; id, uid, time and author are filled in.
 * ERR_REFUSED when the session is not signed. The audit row keeps its digest. */
bool addendum_add(struct store *store, struct addendum *addendum, struct err *err);

struct addenda {
	struct addendum *rows;
	size_t n;
};
/* All of a session, in the order they were written. */
bool addenda_load(struct store *store, int64_t session_id, struct addenda *out, struct err *err);
void addenda_release(struct addenda *addenda);

#endif
