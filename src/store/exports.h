/* SPDX-License-Identifier: MIT */
/* What left for the bookkeeper. An event is a line of an issued invoice, its taking back when the invoice is voided, a
 * payment, its taking back. A batch gathers the events that have not left yet; each leaves in one batch only. */
#ifndef FASCICLE_STORE_EXPORTS_H
#define FASCICLE_STORE_EXPORTS_H

#include "record/invoice.h"
#include "store/store.h"

enum export_kind {
	EXPORT_LINE,
	EXPORT_LINE_VOID,
	EXPORT_PAYMENT,
	EXPORT_PAYMENT_VOID,
	EXPORT_KIND_COUNT,
	EXPORT_PERSON = EXPORT_KIND_COUNT /* no event: a client, for programs that have to know them first */
};

/* The texts that only a line of an invoice has: the field of an event, and what it is read from, of the invoice i and its line
 * l. A text more for a column of an export is a row here and one in io/export_fields.c. */
#define EXPORT_LINE_TEXTS(TEXT)                    \
	TEXT(series, "i.series")                   \
	TEXT(due, "i.due_on")                      \
	TEXT(service_day, "l.day")                 \
	TEXT(payer_reference, "i.payer_reference") \
	TEXT(code, "l.code")                       \
	TEXT(label, "l.label")                     \
	TEXT(account, "l.account")                 \
	TEXT(practitioner, "l.practitioner_name")  \
	TEXT(tax, "l.tax") /* class */
#define EXPORT_TEXT_FIELD(field, read) const char *field;

/* Amounts have the sign they count with: what is taken back is negative. Texts are valid during the call only; NULL where
 * the event has no such thing. */
struct export_event {
	enum export_kind kind;
	int64_t record_id; /* of the invoice line or payment */
	int64_t invoice_id;
	int64_t number;
	bool credit; /* a line of a credit note */
	int64_t position;
	const char *day;       /* issued, paid or voided on */
	const char *voided_on; /* NULL: stands */
	const char *client_code, *client_name, *payer;
	EXPORT_LINE_TEXTS(EXPORT_TEXT_FIELD)
	int64_t quantity, unit_cents, total_cents, tax_cents;
	int64_t tax_rate_bp;
	const char *method, *reference; /* of a payment */
	const char *
		settles; /* of a payment: the invoices that it was taken for, their names with blanks between */
};
typedef bool export_row(void *context, const struct export_event *event, struct err *err);

struct export_totals {
	int64_t rows, lines, total_cents, tax_cents, paid_cents;
};

struct export_batch {
	int64_t number;
	char *at, *format, *settings, *digest;
	bool no_lines, no_payments; /* what its format has no rows for: it waits for a batch of another one */
	struct export_totals totals;
	bool delivered; /* its file stands under its final name */
};
void export_batch_release(struct export_batch *batch);

/* Inside a transaction that the caller ends: begins a batch with the next number (given its format and settings) and gathers
 * what has not left and happened up to `to` (a day, NULL: all). *n says how many events; with 0 take the transaction back. */
bool export_gather(struct store *store, struct export_batch *batch, const char *to, int64_t *n,
		   struct err *err);
/* Inside the same transaction: what the batch is made of, and its audit row. */
bool export_seal(struct store *store, const struct export_batch *batch, struct err *err);
/* The file of the batch is in its place. */
bool export_delivered(struct store *store, int64_t number, struct err *err);
/* ERR_MISSING when there is no such batch. */
bool export_batch_load(struct store *store, int64_t number, struct export_batch *out, struct err *err);
/* The oldest batch whose file was never seen in its place; 0 in *number when there is none. */
bool export_undelivered(struct store *store, int64_t *number, struct err *err);

/* The events of a batch in their order; or of days (NULL is open), sales first, then what was taken back, payments, payments
 * taken back. Streams: memory does not grow with the rows. False from `row` stops with its error. */
bool export_batch_each(struct store *store, int64_t number, export_row *row, void *context, struct err *err);
bool export_days_each(struct store *store, const char *from, const char *to, export_row *row, void *context,
		      struct err *err);
/* Who has invoices that were issued on the days, a row each with code and name as on the newest one. */
bool export_clients_each(struct store *store, const char *from, const char *to, export_row *row,
			 void *context, struct err *err);
/* How many standing charges up to a day (NULL: all) are on no invoice yet: they are in no export. */
bool export_uninvoiced(struct store *store, const char *to, int64_t *n, struct err *err);

#endif
