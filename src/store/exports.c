/* SPDX-License-Identifier: MIT */
/* What left for the bookkeeper. */
#include "store/exports.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/family.h"
#include "store/invoices.h"

static const char *const kind_codes[EXPORT_KIND_COUNT] = { "line", "line-void", "payment", "payment-void" };

/* ---- rows ---- */

/* A line of the invoice i. */
#define TEXT_COLUMN(field, from) COLUMN_AND("line_" #field, LENT, struct export_event, field, .read = from),
static const struct column line_columns[] = {
	COLUMN_AND("line_id", ID, struct export_event, record_id, .read = "l.id"),
	COLUMN_AND("line_invoice", ID, struct export_event, invoice_id, .read = "i.id"),
	COLUMN_AND("line_number", ID, struct export_event, number, .read = "i.number"),
	COLUMN_AND("line_credit", YES, struct export_event, credit, .read = "i.kind = 'credit'"),
	COLUMN_AND("line_position", ID, struct export_event, position, .read = "l.position"),
	COLUMN_AND("line_issued_on", LENT, struct export_event, day, .read = "i.issued_on"),
	COLUMN_AND("line_voided_on", LENT, struct export_event, voided_on, .read = "i.voided_on"),
	COLUMN_AND("line_client_code", LENT, struct export_event, client_code, .read = "i.client_code"),
	COLUMN_AND("line_client_name", LENT, struct export_event, client_name, .read = "i.client_name"),
	COLUMN_AND("line_payer", LENT, struct export_event, payer, .read = "i.payer_name"),
	COLUMN_AND("line_quantity", ID, struct export_event, quantity, .read = "l.quantity"),
	COLUMN_AND("line_unit_cents", ID, struct export_event, unit_cents, .read = "l.unit_cents"),
	COLUMN_AND("line_total_cents", ID, struct export_event, total_cents, .read = "l.total_cents"),
	COLUMN_AND("line_tax_cents", ID, struct export_event, tax_cents, .read = "l.tax_cents"),
	COLUMN_AND("line_tax_rate_bp", ID, struct export_event, tax_rate_bp, .read = "l.tax_rate_bp"),
	EXPORT_LINE_TEXTS(TEXT_COLUMN)
};
/* What a payment was taken for: the settlements whose audit rows follow its own at once. What its rest settles later is left
 * out, for a batch that was written again must repeat its bytes. */
#define PAYMENT_SETTLES                                                                             \
	"(SELECT group_concat(t.name, ' ') FROM (SELECT " INVOICE_NAME " AS name FROM allocation a" \
	" JOIN invoice i ON i.id = a.invoice_id"                                                    \
	" JOIN audit b ON b.entity = 'payment' AND b.entity_id = p.id AND b.action = 'payment-add'" \
	" JOIN audit s ON s.seq = b.seq + (SELECT count(*) FROM allocation n"                       \
	"  WHERE n.payment_id = p.id AND n.id <= a.id)"                                             \
	" WHERE a.payment_id = p.id AND s.entity = 'allocation' AND s.entity_id = a.id ORDER BY a.id) t)"
static const struct column payment_columns[] = {
	COLUMN_AND("payment_id", ID, struct export_event, record_id, .read = "p.id"),
	COLUMN_AND("payment_day", LENT, struct export_event, day, .read = "p.day"),
	COLUMN_AND("payment_voided_on", LENT, struct export_event, voided_on, .read = "p.voided_on"),
	COLUMN_AND("payment_client_code", LENT, struct export_event, client_code, .read = "p.client_code"),
	COLUMN_AND("payment_client_name", LENT, struct export_event, client_name, .read = "p.client_name"),
	COLUMN_AND("payment_payer", LENT, struct export_event, payer, .read = "p.payer_name"),
	COLUMN_AND("payment_cents", ID, struct export_event, total_cents, .read = "p.cents"),
	COLUMN_AND("payment_method", LENT, struct export_event, method, .read = "p.method"),
	COLUMN_AND("payment_reference", LENT, struct export_event, reference, .read = "p.reference"),
	COLUMN_AND("payment_settles", LENT, struct export_event, settles, .read = PAYMENT_SETTLES),
};
static const struct family payments = {
	.table = "payment",
	.columns = payment_columns,
	.n = sizeof payment_columns / sizeof *payment_columns,
};
static const struct family lines = {
	.table = "line",
	.columns = line_columns,
	.n = sizeof line_columns / sizeof *line_columns,
	.other = &payments,
};

static bool is_payment(enum export_kind kind)
{
	return kind == EXPORT_PAYMENT || kind == EXPORT_PAYMENT_VOID;
}

/* What is taken back counts against what it was. */
static bool read_event(struct db_stmt *stmt, enum export_kind kind, struct export_event *event,
		       struct err *err)
{
	*event = (struct export_event){ .kind = kind };
	if (!family_read(stmt, is_payment(kind) ? &payments : &lines, event, err))
		return false;
	if (kind == EXPORT_LINE_VOID || kind == EXPORT_PAYMENT_VOID) {
		event->day = event->voided_on;
		event->quantity = -event->quantity;
		event->total_cents = -event->total_cents;
		event->tax_cents = -event->tax_cents;
	}
	return true;
}

static bool kind_of(const char *code, enum export_kind *kind)
{
	for (int i = 0; i < EXPORT_KIND_COUNT; i++)
		if (str_eq(kind_codes[i], code)) {
			*kind = (enum export_kind)i;
			return true;
		}
	return false;
}

bool export_batch_each(struct store *store, int64_t number, export_row *row, void *context, struct err *err)
{
	struct export_event event;
	struct db_stmt *stmt;
	enum export_kind kind;
	enum db_step step;
	bool ok = true;

	if (!family_query(
		    store->db, &lines, &stmt, err,
		    "SELECT e.kind AS kind, {line}, {payment} FROM export_line e"
		    " LEFT JOIN invoice_line l ON e.kind IN ('line', 'line-void') AND l.id = e.record_id"
		    " LEFT JOIN invoice i ON i.id = l.invoice_id"
		    " LEFT JOIN payment p ON e.kind IN ('payment', 'payment-void') AND p.id = e.record_id"
		    " WHERE e.batch = $1 ORDER BY e.position",
		    "i", number))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE) {
		ok = step == DB_ROW && kind_of(db_text_of(stmt, "kind"), &kind) &&
		     read_event(stmt, kind, &event, err) && row(context, &event, err);
	}
	db_reset(stmt);
	return ok;
}

static const char *const days_sql[EXPORT_KIND_COUNT] = {
	"SELECT {line} FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
	" WHERE i.issued_on >= $1 AND i.issued_on <= $2 ORDER BY i.issued_on, i.id, l.position",
	"SELECT {line} FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
	" WHERE i.voided_on >= $1 AND i.voided_on <= $2"
	" ORDER BY i.issued_on, i.id, l.position",
	"SELECT {payment} FROM payment p WHERE p.day >= $1 AND p.day <= $2 ORDER BY p.day, p.id",
	"SELECT {payment} FROM payment p WHERE p.voided_on >= $1"
	" AND p.voided_on <= $2 ORDER BY p.day, p.id",
};

static bool days_of_kind(struct store *store, enum export_kind kind, const char *from, const char *to,
			 export_row *row, void *context, struct err *err)
{
	struct export_event event;
	struct db_stmt *stmt;
	enum db_step step;
	bool ok = true;

	if (!family_query(store->db, &lines, &stmt, err, days_sql[kind], "ss", from, to))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE) {
		ok = step == DB_ROW && read_event(stmt, kind, &event, err) && row(context, &event, err);
	}
	db_reset(stmt);
	return ok;
}

bool export_days_each(struct store *store, const char *from, const char *to, export_row *row, void *context,
		      struct err *err)
{
	for (int kind = 0; kind < EXPORT_KIND_COUNT; kind++)
		if (!days_of_kind(store, (enum export_kind)kind, from != NULL ? from : "",
				  to != NULL ? to : "9999-12-31", row, context, err))
			return false;
	return true;
}

bool export_clients_each(struct store *store, const char *from, const char *to, export_row *row,
			 void *context, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;
	bool ok = true;

	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT client_code, client_name, max(id) FROM invoice WHERE issued_on >= $1 AND issued_on <= $2"
		    " GROUP BY client_id ORDER BY client_id",
		    "ss", from != NULL ? from : "", to != NULL ? to : "9999-12-31"))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE) {
		const struct export_event event = { .kind = EXPORT_PERSON,
						    .client_code = db_text_of(stmt, "client_code"),
						    .client_name = db_text_of(stmt, "client_name") };
		ok = step == DB_ROW && row(context, &event, err);
	}
	db_reset(stmt);
	return ok;
}

/* ---- batches ---- */

/* $1 the batch, $2 the place after the last one, $3 the last day. */
static const char *const gather_sql[EXPORT_KIND_COUNT] = {
	"INSERT INTO export_line (kind, record_id, batch, position)"
	" SELECT 'line', l.id, $1, $2 + row_number() OVER (ORDER BY i.issued_on, i.id, l.position)"
	" FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE i.issued_on <= $3"
	" AND NOT EXISTS (SELECT 1 FROM export_line e WHERE e.kind = 'line' AND e.record_id = l.id)",
	"INSERT INTO export_line (kind, record_id, batch, position)"
	" SELECT 'line-void', l.id, $1, $2 + row_number() OVER (ORDER BY i.issued_on, i.id, l.position)"
	" FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
	" WHERE i.voided_on <= $3 AND i.issued_on <= $3"
	" AND NOT EXISTS (SELECT 1 FROM export_line e WHERE e.kind = 'line-void' AND e.record_id = l.id)",
	"INSERT INTO export_line (kind, record_id, batch, position)"
	" SELECT 'payment', p.id, $1, $2 + row_number() OVER (ORDER BY p.day, p.id) FROM payment p WHERE p.day <= $3"
	" AND NOT EXISTS (SELECT 1 FROM export_line e WHERE e.kind = 'payment' AND e.record_id = p.id)",
	"INSERT INTO export_line (kind, record_id, batch, position)"
	" SELECT 'payment-void', p.id, $1, $2 + row_number() OVER (ORDER BY p.day, p.id) FROM payment p"
	" WHERE p.voided_on <= $3 AND p.day <= $3"
	" AND NOT EXISTS (SELECT 1 FROM export_line e WHERE e.kind = 'payment-void' AND e.record_id = p.id)",
};

static bool write_batch(struct store *store, const struct export_batch *batch, struct err *err)
{
	char uid[UID_SIZE], at[INSTANT_SIZE];

	uid_new(uid);
	instant_format(clock_now(), at);
	return db_run(store->db, err,
		      "INSERT INTO export_batch (number, uid, at, by_id, format, settings)"
		      " VALUES ($1, $2, $3, $4, $5, $6)",
		      "issrss", batch->number, uid, at, store->actor, batch->format, batch->settings);
}

bool export_gather(struct store *store, struct export_batch *batch, const char *to, int64_t *n,
		   struct err *err)
{
	*n = 0;
	if (!db_ask(store->db, &batch->number, err, "SELECT coalesce(max(number), 0) + 1 FROM export_batch",
		    "") ||
	    !write_batch(store, batch, err))
		return false;
	for (int kind = 0; kind < EXPORT_KIND_COUNT; kind++) {
		if (is_payment((enum export_kind)kind) ? batch->no_payments : batch->no_lines)
			continue;
		if (!db_run(store->db, err, gather_sql[kind], "iis", batch->number, *n,
			    to != NULL ? to : "9999-12-31"))
			return false;
		*n += db_changes(store->db);
	}
	return true;
}

bool export_seal(struct store *store, const struct export_batch *batch, struct err *err)
{
	char digest[DIGEST_SIZE];

	return db_run(store->db, err,
		      "INSERT INTO export_sum (batch, rows, total_cents, tax_cents, paid_cents, digest)"
		      " VALUES ($1, $2, $3, $4, $5, $6)",
		      "iiiiis", batch->number, batch->totals.rows, batch->totals.total_cents,
		      batch->totals.tax_cents, batch->totals.paid_cents, batch->digest) &&
	       canonical_export_batch(store, batch->number, digest, err) &&
	       audit_add(store, "export-billing", "export_batch", batch->number, digest, err);
}

bool export_delivered(struct store *store, int64_t number, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	return store_begin(store, err) &&
	       store_end(store,
			 db_run(store->db, err,
				"INSERT INTO export_delivery (batch, at) SELECT $1, $2 WHERE NOT EXISTS"
				" (SELECT 1 FROM export_delivery WHERE batch = $1 AND at = $2)",
				"is", number, at) &&
				 audit_add(store, "export-deliver", "export_batch", number, NULL, err),
			 err);
}

bool export_undelivered(struct store *store, int64_t *number, struct err *err)
{
	return db_ask(store->db, number, err,
		      "SELECT coalesce(min(number), 0) FROM export_batch b"
		      " WHERE NOT EXISTS (SELECT 1 FROM export_delivery d WHERE d.batch = b.number)",
		      "");
}

static const struct column batch_columns[] = {
	COLUMN("at", TEXT, struct export_batch, at),
	COLUMN("format", TEXT, struct export_batch, format),
	COLUMN("settings", TEXT, struct export_batch, settings),
	COLUMN_AND("digest", TEXT, struct export_batch, digest, .read = "s.digest"),
	COLUMN_AND("rows", ID, struct export_batch, totals.rows, .read = "s.rows"),
	COLUMN_AND("total_cents", ID, struct export_batch, totals.total_cents, .read = "s.total_cents"),
	COLUMN_AND("tax_cents", ID, struct export_batch, totals.tax_cents, .read = "s.tax_cents"),
	COLUMN_AND("paid_cents", ID, struct export_batch, totals.paid_cents, .read = "s.paid_cents"),
	COLUMN_AND("delivered", YES, struct export_batch, delivered,
		   .read = "EXISTS (SELECT 1 FROM export_delivery d WHERE d.batch = b.number)"),
};
static const struct family batches = {
	.table = "export_batch",
	.columns = batch_columns,
	.n = sizeof batch_columns / sizeof *batch_columns,
};

bool export_batch_load(struct store *store, int64_t number, struct export_batch *out, struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	*out = (struct export_batch){ .number = number };
	return family_query(
		       store->db, &batches, &stmt, err,
		       "SELECT {export_batch b} FROM export_batch b JOIN export_sum s ON s.batch = b.number"
		       " WHERE b.number = $1",
		       "i", number) &&
	       family_read_one(stmt, &batches, out, &found, err) &&
	       (found || err_set(err, ERR_MISSING, _("There is no batch %lld."), (long long)number));
}

void export_batch_release(struct export_batch *batch)
{
	free(batch->at);
	free(batch->format);
	free(batch->settings);
	free(batch->digest);
	*batch = (struct export_batch){ .number = 0 };
}

bool export_uninvoiced(struct store *store, const char *to, int64_t *n, struct err *err)
{
	/* Of all days it is a difference of counts, for a look at each charge takes as long as an export: a standing charge is on
	 * one standing invoice at most, and a voided one on none. */
	if (to == NULL)
		return db_ask(store->db, n, err,
			      "SELECT (SELECT count(*) FROM charge)"
			      " - (SELECT count(*) FROM charge WHERE voided_at IS NOT NULL)"
			      " - (SELECT count(*) FROM invoice_line)"
			      " + (SELECT count(*) FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
			      "  WHERE i.voided_on IS NOT NULL)"
			      " + (SELECT count(*) FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
			      "  WHERE i.credits_id IS NOT NULL AND i.voided_on IS NULL)",
			      "");
	return db_ask(store->db, n, err,
		      "SELECT count(*) FROM charge h WHERE h.voided_at IS NULL AND h.day <= $1"
		      " AND NOT EXISTS (SELECT 1 FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
		      "  WHERE l.charge_id = h.id AND i.kind = 'invoice' AND i.voided_at IS NULL)",
		      "s", to);
}
