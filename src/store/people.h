/* SPDX-License-Identifier: MIT */
/* Practitioners, clients and services as stored. */
#ifndef FASCICLE_STORE_PEOPLE_H
#define FASCICLE_STORE_PEOPLE_H

#include "record/charge.h"
#include "record/client.h"
#include "record/practitioner.h"
#include "store/store.h"

/* `out` must be initialised, here and below. */
bool practitioner_load(struct store *store, int64_t id, struct practitioner *out, struct err *err);
bool practitioner_save(struct store *store, struct practitioner *p, struct err *err); /* id 0: adds */
struct practitioners {
	struct practitioner *rows;
	size_t n;
};
/* Those who give sessions (active, in a role that writes notes), by name. */
bool practitioner_list(struct store *store, struct practitioners *out, struct err *err);
void practitioners_release(struct practitioners *practitioners);

/* The records of clients. Saving a stale version is refused (ERR_STALE). A new client gets uid and code. */
bool client_load(struct store *store, int64_t id, struct client *out, struct err *err);
bool client_save(struct store *store, struct client *client, struct err *err);

/* A client as a list shows it. */
struct client_row {
	int64_t id;
	char *name;  /* "Rossi, Maria" */
	char *birth; /* ISO or NULL */
	char *phone; /* or NULL */
	char *last;  /* date of the last session or NULL */
};
struct client_rows {
	struct client_row *rows;
	size_t n;
};
void client_rows_release(struct client_rows *rows);
/* Every typed word must begin a word of the name, the phone number (digits only, anywhere in it) or the birth date as
 * typed (ISO, or with the day first). Empty text: the clients seen last. At most `limit` rows, best first. */
bool client_find(struct store *store, const char *typed, int limit, struct client_rows *out, struct err *err);
bool client_count(struct store *store, int64_t *n, struct err *err);

bool service_save(struct store *store, struct service *service, struct err *err); /* id 0: adds */
bool service_load(struct store *store, int64_t id, struct service *out, struct err *err);
bool service_by_code(struct store *store, const char *code, struct service *out, struct err *err);
struct services {
	struct service *rows;
	size_t n;
};
bool service_list(struct store *store, struct services *out, struct err *err); /* active ones, by code */
void services_release(struct services *services);

#endif
