/* SPDX-License-Identifier: MIT */
/* The tables, as numbered steps from an empty file. */
#ifndef FASCICLE_STORE_SCHEMA_H
#define FASCICLE_STORE_SCHEMA_H

#include <stdint.h>

#include "base/str.h"
#include "db/db.h"

/* The newest number this program knows. */
int64_t schema_latest(void);

/* Brings the database from whatever number it has to the newest, all or nothing. Refuses one that a newer program
 * wrote. With `may_write` false an older one is refused too. Before records of an earlier program in the file `path` are
 * changed they are copied beside it, and `copy` holds the name of the copy ("clinic.db.schema-3-2026-11-20"), else
 * nothing; without the copy nothing is changed. NULL for both: no file. */
bool schema_upgrade(struct db *db, bool may_write, const char *path, struct str *copy, struct err *err);

/* From here on nothing is written where a newer program brings the file up meanwhile (ERR_NEWER). */
void schema_hold(struct db *db);

/* Brings an older database up to that number only: how one of an earlier program looks. */
bool schema_build(struct db *db, int64_t version, struct err *err);

/* Whether the tables and the triggers that guard signed records are all there and as the steps up to that number make them. */
bool schema_check(struct db *db, int64_t version, struct str *findings, struct err *err);

#endif
