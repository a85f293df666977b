/* SPDX-License-Identifier: MIT */
/* Consents as stored: those of a client, which stand until they are withdrawn, and those given in one session. */
#ifndef FASCICLE_STORE_CONSENTS_H
#define FASCICLE_STORE_CONSENTS_H

#include "record/consent.h"
#include "store/store.h"

struct consents {
	struct consent *rows;
	size_t n;
};
void consents_release(struct consents *consents);
/* Every consent of the client that is not voided, the newest first; those that were withdrawn too. Roles that do not read
 * notes get privacy and contact only. */
bool consents_load(struct store *store, int64_t client_id, struct consents *out, struct err *err);
/* Adds a consent that passes consent_check; sets id, uid and who recorded it when. */
bool consent_add(struct store *store, struct consent *consent, struct err *err);
/* Withdraws it on a day; NULL: it stands again. Refused for one that is withdrawn already. */
bool consent_withdraw(struct store *store, const struct consent *consent, const char *day, struct err *err);
bool consent_void(struct store *store, int64_t id, bool voided, struct err *err);

/* Whether somebody must consent for the client: under 18 on that day, or flagged then as a minor or as not able to give
 * informed consent. */
bool consent_needs_person(struct store *store, int64_t client_id, const char *day, bool *needs,
			  struct err *err);

/* Consent that was given in a session, a row a scope; the newest word counts, none is ever changed. */
struct session_consent {
	bool given;
	struct consent_person by;
};
struct session_consents {
	struct session_consent scope[CONSENT_OF_SESSION];
};
void session_consents_release(struct session_consents *consents); /* leaves them empty */
bool session_consents_load(struct store *store, int64_t session_id, struct session_consents *out,
			   struct err *err);
/* `by` is NULL, or names nobody, where the client consents. */
bool session_consent_save(struct store *store, int64_t session_id, enum consent_scope scope, bool given,
			  const struct consent_person *by, struct err *err);

/* The codes of the techniques that were ever used on the client, parted by spaces. To roles that do not read notes none
 * are told. */
bool client_techniques(struct store *store, int64_t client_id, struct str *out, struct err *err);

#endif
