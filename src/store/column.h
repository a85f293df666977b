/* SPDX-License-Identifier: MIT */
/* A column of a table, or of a query, and the field of a record that it holds. */
#ifndef FASCICLE_STORE_COLUMN_H
#define FASCICLE_STORE_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "db/db.h"
#include "store/coding.h"

enum column_kind {
	COLUMN_ID,  /* int64_t */
	COLUMN_REF, /* int64_t; 0 is NULL */
	COLUMN_VERSION, /* int64_t: 1 when added, one more with each change; a change of another version is refused */
	COLUMN_NUMBER, /* int */
	COLUMN_SAID,   /* int; -1, not said, is NULL */
	COLUMN_YES,    /* bool */
	COLUMN_TEXT,   /* char *; NULL is NULL */
	COLUMN_WORDS,  /* char *; NULL is stored as "" */
	COLUMN_LENT,   /* const char *, valid until the next step; NULL is NULL; only read */
	COLUMN_MOMENT, /* int64_t, milliseconds since 1970, stored as a moment; 0 is NULL */
	COLUMN_CODE,   /* an enum, stored as its code; no code is NULL */
};

/* The statements that have the column. */
enum column_use {
	COLUMN_ALWAYS,
	COLUMN_ONCE,    /* all but UPDATE */
	COLUMN_READ,    /* SELECT */
	COLUMN_WRITTEN, /* INSERT and UPDATE */
};

struct column {
	const char *name; /* in the table; of an expression, in the row */
	enum column_kind kind;
	size_t at;                   /* of the field in the struct */
	const struct coding *coding; /* of COLUMN_CODE */
	enum column_use use;
	/* What a SELECT, an INSERT, an UPDATE has in place of the column or its field. In the latter two, $name is a field of the
	 * family. */
	const char *read, *add, *change;
};

/* A row of the table. It doesn't compile where the field is not of the kind's type. */
#define COLUMN_AND(name_, kind_, record, member, ...)                                                  \
	{                                                                                              \
		.name = name_, .kind = COLUMN_##kind_,                                                 \
		.at = offsetof(record, member) + COLUMN_IS_##kind_(((record *)0)->member), __VA_ARGS__ \
	}
#define COLUMN(name_, kind_, record, member) COLUMN_AND(name_, kind_, record, member, .use = COLUMN_ALWAYS)

#define COLUMN_IS_ID(field)      _Generic((field), int64_t : 0)
#define COLUMN_IS_REF(field)     _Generic((field), int64_t : 0)
#define COLUMN_IS_VERSION(field) _Generic((field), int64_t : 0)
#define COLUMN_IS_MOMENT(field)  _Generic((field), int64_t : 0)
#define COLUMN_IS_NUMBER(field)  _Generic((field), int : 0, unsigned : 0)
#define COLUMN_IS_SAID(field)    _Generic((field), int : 0)
#define COLUMN_IS_YES(field)     _Generic((field), bool : 0)
#define COLUMN_IS_TEXT(field)    _Generic((field), char * : 0)
#define COLUMN_IS_WORDS(field)   _Generic((field), char * : 0)
#define COLUMN_IS_LENT(field)    _Generic((field), const char * : 0)
#define COLUMN_IS_CODE(field)    _Generic((field), int : 0, unsigned : 0) /* as compilers store enums */

/* Binds the field to $parameter. */
void column_bind(struct db_stmt *stmt, int parameter, const struct column *column, const void *record);
/* Fills the field from the column of the row with the number `at`; ERR_DAMAGED where it holds what nobody wrote. */
bool column_read(struct db_stmt *stmt, int at, const struct column *column, void *record, struct err *err);

#endif
