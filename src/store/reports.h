/* SPDX-License-Identifier: MIT */
/* Reports: one table gives each its name, its columns and its query. A new report is a row of that table.
 *
 * Income is what was invoiced on the days, less what was taken back on them (credit notes, voided invoices): the same
 * events, to the cent, that the bookkeeper's file of those days holds. */
#ifndef FASCICLE_STORE_REPORTS_H
#define FASCICLE_STORE_REPORTS_H

#include "store/store.h"

enum report_kind {
	REPORT_TEXT,
	REPORT_COUNT,
	REPORT_CENTS,
	REPORT_DAY,
	REPORT_AGE, /* a day, shown as the days that passed since */
};

struct report_column {
	const char *title; /* English; translate when shown */
	enum report_kind kind;
	bool summed;       /* a row at the end says what it comes to */
	const char *empty; /* what stands for no text, English; NULL: nothing */
};

enum report_dated {
	REPORT_OF_NOW,  /* takes no days */
	REPORT_OF_DAYS, /* all days when none are said */
	REPORT_OF_DAY,  /* one day, today when none is said */
};

enum { REPORT_COLUMNS = 8 };

struct report {
	const char *name;  /* "income-service" */
	const char *title; /* English, as is note */
	const char *note;  /* what is to be known when reading it; NULL for none */
	enum report_dated dated;
	bool records; /* about the records: only for roles that may read notes. Money is for every role */
	const char
		*takes;  /* what $1, $2 ... are: f from, t to, n today, y years kept, a kept until that age */
	const char *sql; /* gives the columns in their order */
	struct report_column columns[REPORT_COLUMNS]; /* up to the first without a title */
};
size_t report_count(void);
const struct report *report_at(size_t i);
const struct report *
report_named(const char *name); /* or by any beginning that no other one has; else NULL */
int report_columns(const struct report *report);

struct report_span {
	const char *from, *to; /* days; NULL is open */
	const char *today;
	int keep_years, keep_until_age; /* of records: after the last service, and of who was a child */
};

/* A cell: its text, or for counts and cents its number. The text is valid during the call only, and may be NULL. */
struct report_cell {
	const char *text;
	int64_t number;
};
typedef bool report_row(void *context, const struct report_cell *cells, struct err *err);
/* Refused (ERR_REFUSED) where the person's role may not read it. */
bool report_each(struct store *store, const struct report *report, const struct report_span *span,
		 report_row *row, void *context, struct err *err);

#endif
