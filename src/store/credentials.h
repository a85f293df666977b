/* SPDX-License-Identifier: MIT */
/* The signing passphrase of each person: stored as a hash only, with the failures that slow down guessing. */
#ifndef FASCICLE_STORE_CREDENTIALS_H
#define FASCICLE_STORE_CREDENTIALS_H

#include "store/store.h"

/* All of these but credential_reset are about the person who uses the store. */

struct credential {
	bool is_set;      /* a passphrase was chosen */
	int failures;     /* in a row */
	int wait_seconds; /* until the next try is heard; 0: now */
};
bool credential_load(struct store *store, struct credential *out, struct err *err);

/* Chooses a passphrase; where there is one, `old` must be it (else NULL). A wrong old one is refused and counted as in
 * credential_check. */
bool credential_set(struct store *store, const char *old, const char *fresh, struct err *err);

/* Whether it is the person's passphrase. False with ERR_REFUSED when it is wrong (written into the audit) or the last
 * failures ask for a wait (secret_wait_seconds); ERR_MISSING when none was chosen. A try counts as a failure before it
 * is looked at, so that many at once are not heard either. Outside of a transaction. */
bool credential_check(struct store *store, const char *passphrase, struct err *err);
/* The same for signing this session: its next signature says that the passphrase was given. */
bool credential_vouch(struct store *store, int64_t session_id, const char *passphrase, struct err *err);

/* Takes away a colleague's forgotten passphrase, so that a new one can be chosen: for the owner of the practice, and
 * written into the audit. */
bool credential_reset(struct store *store, int64_t practitioner_id, struct err *err);

#endif
