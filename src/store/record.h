/* SPDX-License-Identifier: MIT */
/* Which field of a struct lies in which column: one table for each family drives reading and writing. */
#ifndef FASCICLE_STORE_RECORD_H
#define FASCICLE_STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "store/db.h"

enum column_kind {
	COLUMN_ID,     /* int64_t */
	COLUMN_REF,    /* int64_t; 0 is NULL */
	COLUMN_NUMBER, /* int */
	COLUMN_SAID,   /* int; -1, not said, is NULL */
	COLUMN_YES,    /* bool */
	COLUMN_TEXT,   /* char *; NULL is NULL */
	COLUMN_WORDS,  /* char *; NULL is stored as "" */
	COLUMN_MOMENT, /* int64_t, milliseconds since 1970, stored as a moment; 0 is NULL */
	COLUMN_CODE,   /* an enum, stored as its code; no code is NULL */
};

/* How an enum is written. value returns false for a word it does not know. */
struct coding {
	const char *(*code)(int value);
	bool (*value)(const char *code, int *value);
};
extern const struct coding coding_role, coding_side, coding_status, coding_tax, coding_charge_kind, coding_invoice_kind,
	coding_rounding, coding_pay_method, coding_mark_type,
	coding_response, coding_tissue, coding_tri, coding_timer;
extern const struct coding coding_measure_kind, coding_measure_mode, coding_end_feel, coding_measure_method,
	coding_outcome;

struct column {
	enum column_kind kind;
	size_t offset; /* in the struct */
	const struct coding *coding;
};

/* Binds the fields to $first, $first+1 ... */
void record_bind(struct db_stmt *stmt, int first, const struct column *columns, size_t n, const void *record);
/* Reads the columns first, first+1 ... into an initialised struct. */
bool record_read(struct db_stmt *stmt, int first, const struct column *columns, size_t n, void *record,
		 struct err *err);
/* Steps a query that gives one row at most, reads it and resets. *found tells (ERR_MISSING with found NULL). */
bool record_one(struct db_stmt *stmt, const struct column *columns, size_t n, void *record, bool *found,
		struct err *err);

/* A family without versions: how its records are added and changed. The id is the first column and $1. */
struct family {
	const struct column *columns;
	size_t n;
	const char *next_id, *insert, *update;
};
/* Adds the record when its id is 0 (and gives it one), else changes the one with its id. Inside a transaction. */
bool record_write(struct db *db, const struct family *family, void *record, struct err *err);

/* Gives a new record its name for the outside world. */
void record_ensure_uid(char **uid);

#endif
