/* SPDX-License-Identifier: MIT */
/* Who has a session's note open for writing: one running program at a time. */
#ifndef FASCICLE_STORE_PRESENCE_H
#define FASCICLE_STORE_PRESENCE_H

#include "store/store.h"

struct presence {
	char *login, *name; /* who has the note; both NULL: nobody */
	char *since;        /* instant from which on; NULL when nobody has it */
	bool ours;          /* it is this running program */
};
void presence_init(struct presence *presence);
void presence_release(struct presence *presence);

/* `instance` names this running program (uid_new), and stays the same until it ends. */

/* Claims the note when nobody has it, or whoever had it is gone: a process of this machine that does not run any
 * more, or one of another machine that was last seen over ten minutes ago. Else `out` tells who has it. In a database
 * that was opened for reading only nothing is claimed. */
bool presence_open(struct store *store, int64_t session_id, const char *instance, struct presence *out,
		   struct err *err);
/* Takes the note from whoever has it; that is written into the audit. */
bool presence_take(struct store *store, int64_t session_id, const char *instance, struct err *err);
/* Who has it now: ours, nobody's, or who took it and when. Changes nothing. */
bool presence_check(struct store *store, int64_t session_id, const char *instance, struct presence *out,
		    struct err *err);
/* Gives it up; does nothing when it is not ours. */
bool presence_close(struct store *store, int64_t session_id, const char *instance, struct err *err);

/* Inside a transaction that writes the note: claims it as presence_open does and says that it is in use. ERR_STALE
 * with the name of the person when another program has it. */
bool presence_hold(struct store *store, int64_t session_id, const char *instance, struct err *err);
/* ERR_STALE when another person has the note. */
bool presence_refuse_colleague(struct store *store, int64_t session_id, struct err *err);

#endif
