/* SPDX-License-Identifier: MIT */
/* What clients told at intake, as stored. */
#ifndef FASCICLE_STORE_CLIENT_FACTS_H
#define FASCICLE_STORE_CLIENT_FACTS_H

#include <stddef.h>

#include "record/client_fact.h"
#include "store/store.h"

struct client_facts {
	struct client_fact *rows;
	size_t n;
};
void client_facts_release(struct client_facts *facts);

/* Every fact of the client by kind and as they were written down, those that ended and were voided too. For those who may
 * read notes. */
bool client_facts_load(struct store *store, int64_t client_id, struct client_facts *out, struct err *err);
/* Adds a fact; sets id, uid and what tells who recorded it. */
bool client_fact_add(struct store *store, struct client_fact *fact, struct err *err);
/* Ends it on a day ("2026-11-20", "2026"; NULL: it lasts again). */
bool client_fact_end(struct store *store, int64_t id, const char *until, struct err *err);
bool client_fact_void(struct store *store, int64_t id, bool voided, struct err *err);

#endif
