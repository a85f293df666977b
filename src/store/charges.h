/* SPDX-License-Identifier: MIT */
/* Charges as stored. They are never changed: a wrong one is voided. */
#ifndef FASCICLE_STORE_CHARGES_H
#define FASCICLE_STORE_CHARGES_H

#include "record/charge.h"
#include "store/store.h"

/* A line that lowers another one takes off at most what is left of it. */
bool charge_add(struct store *store, struct charge *charge, struct err *err);
/* With it goes what lowers it. Refused while it stands on an invoice. */
bool charge_void(struct store *store, int64_t id, const char *reason, struct err *err);
/* What is left of a standing charge after the lines that lower it. */
bool charge_left(struct store *store, int64_t id, int64_t *cents, struct err *err);

/* A charge with the names that an export shows. */
struct charge_row {
	struct charge charge;
	const char *client_code, *client_name, *practitioner,
		*session_uid; /* valid during the call; no session: NULL */
};
/* Calls `row` for each charge from..to (ISO dates, NULL is open), voided ones too, in order of date and id; false from
 * `row` stops with its error. Streams: the caller must not wait for a person meanwhile. */
bool charges_each(struct store *store, const char *from, const char *to,
		  bool (*row)(void *context, const struct charge_row *row, struct err *err), void *context,
		  struct err *err);
struct charges {
	struct charge *rows;
	size_t n;
};
bool charges_of_session(struct store *store, int64_t session_id, struct charges *out, struct err *err);
void charges_release(struct charges *charges);

#endif
