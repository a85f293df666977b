/* SPDX-License-Identifier: MIT */
/* The clinic's records. One struct store is one open database and the person who uses it. Every change is one
 * transaction with its audit row. */
#ifndef FASCICLE_STORE_STORE_H
#define FASCICLE_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "record/practitioner.h"
#include "db/db.h"

struct store {
	struct db *db;
	char *path;
	char *copied; /* where records of an earlier program were copied before they were brought up now; else NULL */
	int64_t actor;     /* practitioner.id of the person; 0 until store_enter */
	char *actor_login; /* for the audit */
	enum role actor_role;
	int64_t vouched; /* session that the person has just given the passphrase for (credential_vouch); 0: none */
};

/* Opens the database, or makes it with `create`, and brings its schema up to date. */
bool store_open(struct store *store, const char *path, bool create, struct err *err);
/* Says that records of an earlier program were brought up, and where they lie as they were. Only where `copied` is set. */
void store_say_copied(const struct store *store, struct str *out);
bool store_open_read_only(struct store *store, const char *path, struct err *err);
/* A store that was never opened, or is all zeros, may be closed too. */
void store_close(struct store *store);

/* Says who uses the records from now on. The first person to enter an empty database becomes its owner; in a
 * database of one's own (`own_file`) an unknown login is added as a therapist, else it is refused by a sentence. */
bool store_enter(struct store *store, const char *login, const char *name, bool own_file, struct err *err);

/* Somebody sits before a screen now: what waits for another program's writing gives up after five seconds, not after a
 * minute. */
void store_be_prompt(struct store *store);

/* Whether the person's role may read and write notes and entries; the sentence says so when not. Before store_enter
 * (tools of the practice itself) everything is allowed. */
bool store_may_chart(const struct store *store, struct err *err);

/* One user action: begin, changes, audit, commit. store_end commits when ok, else rolls back; returns whether
 * everything is stored. */
bool store_begin(struct store *store, struct err *err);
bool store_end(struct store *store, bool ok, struct err *err);

/* Whether the database changed since the last call by somebody else's hand (cheap). */
bool store_changed_outside(struct store *store);

#endif
