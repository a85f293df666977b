/* SPDX-License-Identifier: MIT */
/* Self-care as stored: an item stands from the session in which it was taught until it is ended; later sessions say how it
 * went. What a signed session taught is never changed, only ended. */
#ifndef FASCICLE_STORE_SELFCARES_H
#define FASCICLE_STORE_SELFCARES_H

#include "record/selfcare.h"
#include "store/store.h"

struct selfcares {
	struct selfcare *rows;
	size_t n;
};
void selfcares_release(struct selfcares *selfcares);

/* What stands for the client on the day of a session, with what that session and the one before it say of it. Those that
 * were ended on that very day are among them; a later end is not known yet. Needs the right to chart, as everything here. */
bool selfcares_load(struct store *store, int64_t client_id, int64_t session_id, struct selfcares *out,
		    struct err *err);

/* Adds an item to its session, or changes one that the session itself taught; sets id, uid and who recorded it. */
bool selfcare_save(struct store *store, struct selfcare *selfcare, struct err *err);
bool selfcare_void(struct store *store, int64_t id, bool voided, struct err *err);
/* Ends it on a day; NULL: it stands again. */
bool selfcare_end(struct store *store, int64_t id, const char *day, struct err *err);
/* What is said of it in a session; both NULL takes the answer away. */
bool selfcare_answer(struct store *store, int64_t session_id, int64_t id, const char *adherence,
		     const char *effect, struct err *err);

#endif
