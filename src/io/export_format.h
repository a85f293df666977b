/* SPDX-License-Identifier: MIT */
/* How an export looks: settings by name, and columns made of fields. The formats that are built in are settings too, so that
 * a practice's own [export:NAME] may begin from any of them (like = xero) and say only what differs.
 *
 *   columns = Invoice=invoice, Date=date, Amount=total, Note=, Type='ACC'
 */
#ifndef FASCICLE_IO_EXPORT_FORMAT_H
#define FASCICLE_IO_EXPORT_FORMAT_H

#include "io/conf.h"
#include "io/csv.h"
#include "store/exports.h"

enum export_setting {
	EXPORT_LIKE,      /* the format it begins from */
	EXPORT_WRITER,    /* csv, journal */
	EXPORT_ROWS,      /* lines, payments, all, clients */
	EXPORT_COLUMNS,   /* header=field, ... */
	EXPORT_HEADER,    /* yes, no */
	EXPORT_BLANK,     /* an empty line between invoices: yes, no */
	EXPORT_DELIMITER, /* comma, semicolon, tab */
	EXPORT_BOM,       /* yes, no */
	EXPORT_TEXT,   /* any; plain: one line that ends in LF, no double quotes, at most 100 bytes a cell */
	EXPORT_DATE,   /* yyyy-mm-dd, dd/mm/yyyy, mm/dd/yyyy, dd.mm.yyyy */
	EXPORT_CLIENT, /* name, code */
	EXPORT_DESCRIPTION, /* label: as on the price list; neutral: the words below */
	EXPORT_NEUTRAL,     /* what stands for every service */
	EXPORT_TAX,         /* inclusive, exclusive: of unit and amount */
	EXPORT_GST,
	EXPORT_GST_FREE,
	EXPORT_UNTAXED, /* what the other program calls the tax classes */
	EXPORT_ACCOUNT, /* income, where a service has none */
	EXPORT_RECEIVABLE,
	EXPORT_TAX_ACCOUNT,
	EXPORT_CASH,
	EXPORT_CARD,
	EXPORT_TRANSFER,
	EXPORT_FUND,
	EXPORT_CURRENCY,
	EXPORT_SETTINGS
};

struct export_format {
	char *name;
	char *values[EXPORT_SETTINGS]; /* owned, never NULL */
	struct export_column *columns;
	size_t n_columns;
};

struct export_column {
	char *header;
	char *constant; /* NULL: the field */
	int field;      /* index into the table of fields; -1: empty */
};

void export_format_init(struct export_format *format);
void export_format_release(struct export_format *format);
/* A built-in format or a [export:NAME] of the configuration; the sentence lists them when there is no such. */
bool export_format_load(struct export_format *format, const struct conf *conf, const char *name,
			struct err *err);
/* All that the bytes depend on, a line each; and back. */
void export_format_settings(const struct export_format *format, struct str *out);
bool export_format_restore(struct export_format *format, const char *name, const char *settings,
			   struct err *err);
/* Every [export:NAME]: the sentence names file, section and key. */
bool export_formats_check(const struct conf *conf, struct err *err);

/* One cell. */
void export_cell(const struct export_format *format, const struct export_column *column,
		 const struct export_event *event, int64_t line, struct csv_writer *writer);
/* "INV-000004"; what was taken back "INV-000004-V": a paper of its own to programs that know no voiding. */
void export_invoice_name(const struct export_event *event, char out[INVOICE_NAME_SIZE]);

#endif
