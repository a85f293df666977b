/* SPDX-License-Identifier: MIT */
/* A family of records: its table and which field of the struct each column holds. SELECT, INSERT and UPDATE are made from
 * that, once a connection, and a row is written and read by walking it: no column has a number. */
#ifndef FASCICLE_STORE_FAMILY_H
#define FASCICLE_STORE_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "store/column.h"

struct family {
	const char *table;
	const struct column *columns; /* those that are written begin with the id, or their key */
	size_t n;
	/* More of them, where the record has a table of its fields. */
	struct column (*field)(size_t i);
	size_t n_fields;
	const struct column *beside; /* what is written with a record from another struct, and never read */
	size_t n_beside;
	const char *only;  /* which records may be changed: "voided_at IS NULL"; NULL: all */
	const char *stale; /* the sentence where the version is another one, or `only` forbids the change */
	const struct family *other; /* that a SELECT reads too */
};

/* Prepares and binds (as db_query) a SELECT in which {table} stands for the columns of the family that is called so, and
 * {table t} for those of its alias t. The caller must db_reset. */
bool family_query(struct db *db, const struct family *family, struct db_stmt **stmt, struct err *err,
		  const char *sql, const char *types, ...);
/* The statement that is made of `text`. */
void family_select(struct str *sql, const struct family *family, const char *text);
/* Reads the family's columns into an initialised struct, wherever in the row they are. */
bool family_read(struct db_stmt *stmt, const struct family *family, void *record, struct err *err);
/* Steps a query that gives one row at most, reads it and resets. *found tells (ERR_MISSING with found NULL). */
bool family_read_one(struct db_stmt *stmt, const struct family *family, void *record, bool *found,
		     struct err *err);
/* The record with this id; ERR_MISSING when there is none. */
bool family_load(struct db *db, const struct family *family, int64_t id, void *record, struct err *err);

/* Adds the record and gives it an id and its first version. */
bool family_add(struct db *db, const struct family *family, void *record, const void *beside,
		struct err *err);
/* Changes the record with its id and version. *changed tells whether there was one (an error with changed NULL). */
bool family_change(struct db *db, const struct family *family, void *record, const void *beside,
		   bool *changed, struct err *err);
/* Writes the one record with this key, the first column: adds it, or writes it over what was there. */
bool family_put(struct db *db, const struct family *family, const void *record, struct err *err);
/* Adds the record when its id is 0, else changes it. */
bool family_save(struct db *db, const struct family *family, void *record, struct err *err);

#endif
