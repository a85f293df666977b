/* SPDX-License-Identifier: MIT */
/* The canonical form of what is sealed: which columns, in which order, make up a signed session, a charge and
 * what else is never changed. */
#ifndef FASCICLE_STORE_CANONICAL_H
#define FASCICLE_STORE_CANONICAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "store/store.h"

/* Over what is stored now: session, consent, marks with their points, applications, doses; voided rows too. */
bool canonical_session(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
/* The same to be compared with what was sealed: in the form of an earlier program where that is the one which fits. */
bool canonical_session_as(struct store *store, int64_t id, const char *sealed, char out[DIGEST_SIZE],
			  struct err *err);
/* All of a charge but whether it was voided. */
bool canonical_charge(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
bool canonical_addendum(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
/* All of an issued invoice, and of a payment, but whether it was voided. */
bool canonical_invoice(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
bool canonical_payment(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
/* Of a batch all that it is made of, the settings that its bytes depend on, and the fingerprint of its file. */
bool canonical_export_batch(struct store *store, int64_t number, char out[DIGEST_SIZE], struct err *err);
bool canonical_allocation(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
bool canonical_draft_copy(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);

#endif
