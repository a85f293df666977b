/* SPDX-License-Identifier: MIT */
/* The append-only record of who did what: each row's hash covers the row before it. */
#ifndef FASCICLE_STORE_AUDIT_H
#define FASCICLE_STORE_AUDIT_H

#include "base/digest.h"
#include "store/store.h"

/* Adds a row inside the running transaction. `action` is noun-verb ("session-sign"), `entity` a table's name, `detail` NULL
 * or what the program has to say: a code, a day, a fingerprint. */
bool audit_add(struct store *store, const char *action, const char *entity, int64_t id, const char *detail,
	       struct err *err);
/* The same with what a person has typed. It is read behind `detail`, and can be destroyed while the row stays; NULL or
 * empty when there is nothing. */
bool audit_add_words(struct store *store, const char *action, const char *entity, int64_t id,
		     const char *detail, const char *words, struct err *err);
/* Records that a client's file was read (once per client, day and person). Does nothing where the
 * records are open for reading only. */
bool audit_read(struct store *store, int64_t client_id, struct err *err);
/* Hash of the newest row, 64 zeros when there is none: the outside head that shows a rolled-back database. */
bool audit_head(struct store *store, char hash[DIGEST_SIZE], struct err *err);

#endif
