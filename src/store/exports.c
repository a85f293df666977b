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
#include "store/invoices.h"

static const char *const kind_codes[EXPORT_KIND_COUNT] = { "line", "line-void", "payment", "payment-void" };

const char *export_kind_code(enum export_kind kind)
{
	return (unsigned)kind < EXPORT_KIND_COUNT ? kind_codes[kind] : "";
}

/* ---- rows ---- */

/* The columns of every statement that gives events, in this order: first what both kinds have, then a line's, then a
 * payment's. */
#define LINE_COLUMNS                                                                                        \
	"l.id, i.id, i.series, i.number, i.kind = 'credit', l.position, i.issued_on, i.voided_on,"          \
	" i.due_on, l.day, i.client_code, i.client_name, i.payer_name, i.payer_reference, l.code, l.label," \
	" l.account, l.practitioner_name, l.quantity, l.unit_cents, l.total_cents, l.tax_cents, l.tax,"     \
	" l.tax_rate_bp"
/* What a payment was taken for: the settlements whose audit rows follow its own at once. What its rest settles later is left
 * out, for a batch that was written again must repeat its bytes. */
#define PAYMENT_SETTLES                                                                             \
	"(SELECT group_concat(t.name, ' ') FROM (SELECT " INVOICE_NAME " AS name FROM allocation a" \
	" JOIN invoice i ON i.id = a.invoice_id"                                                    \
	" JOIN audit b ON b.entity = 'payment' AND b.entity_id = p.id AND b.action = 'payment-add'" \
	" JOIN audit s ON s.seq = b.seq + (SELECT count(*) FROM allocation n"                       \
	"  WHERE n.payment_id = p.id AND n.id <= a.id)"                                             \
	" WHERE a.payment_id = p.id AND s.entity = 'allocation' AND s.entity_id = a.id ORDER BY a.id) t)"
#define PAYMENT_COLUMNS                                                                  \
	"p.id, p.day, p.voided_on, p.client_code, p.client_name, p.payer_name, p.cents," \
	" p.method, p.reference, " PAYMENT_SETTLES

static void read_line(struct db_stmt *stmt, int at, enum export_kind kind, struct export_event *event)
{
	int sign = kind == EXPORT_LINE_VOID ? -1 : 1;

	*event = (struct export_event){
		.kind = kind,
		.record_id = db_int(stmt, at),
		.invoice_id = db_int(stmt, at + 1),
		.series = db_text(stmt, at + 2),
		.number = db_int(stmt, at + 3),
		.credit = db_int(stmt, at + 4) != 0,
		.position = db_int(stmt, at + 5),
		.day = db_text(stmt, kind == EXPORT_LINE_VOID ? at + 7 : at + 6),
		.due = db_text(stmt, at + 8),
		.service_day = db_text(stmt, at + 9),
		.client_code = db_text(stmt, at + 10),
		.client_name = db_text(stmt, at + 11),
		.payer = db_text(stmt, at + 12),
		.payer_reference = db_text(stmt, at + 13),
		.code = db_text(stmt, at + 14),
		.label = db_text(stmt, at + 15),
		.account = db_text(stmt, at + 16),
		.practitioner = db_text(stmt, at + 17),
		.quantity = sign * db_int(stmt, at + 18),
		.unit_cents = db_int(stmt, at + 19),
		.total_cents = sign * db_int(stmt, at + 20),
		.tax_cents = sign * db_int(stmt, at + 21),
		.tax = db_text(stmt, at + 22),
		.tax_rate_bp = db_int(stmt, at + 23),
	};
}
enum { LINE_WIDTH = 24 };

static void read_payment(struct db_stmt *stmt, int at, enum export_kind kind, struct export_event *event)
{
	int sign = kind == EXPORT_PAYMENT_VOID ? -1 : 1;

	*event = (struct export_event){
		.kind = kind,
		.record_id = db_int(stmt, at),
		.day = db_text(stmt, kind == EXPORT_PAYMENT_VOID ? at + 2 : at + 1),
		.client_code = db_text(stmt, at + 3),
		.client_name = db_text(stmt, at + 4),
		.payer = db_text(stmt, at + 5),
		.total_cents = sign * db_int(stmt, at + 6),
		.method = db_text(stmt, at + 7),
		.reference = db_text(stmt, at + 8),
		.settles = db_text(stmt, at + 9),
	};
}

static bool is_payment(enum export_kind kind)
{
	return kind == EXPORT_PAYMENT || kind == EXPORT_PAYMENT_VOID;
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

	if (!db_query(store->db, &stmt, err,
		      "SELECT e.kind, " LINE_COLUMNS ", " PAYMENT_COLUMNS " FROM export_line e"
		      " LEFT JOIN invoice_line l ON e.kind IN ('line', 'line-void') AND l.id = e.record_id"
		      " LEFT JOIN invoice i ON i.id = l.invoice_id"
		      " LEFT JOIN payment p ON e.kind IN ('payment', 'payment-void') AND p.id = e.record_id"
		      " WHERE e.batch = $1 ORDER BY e.position",
		      "i", number))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE) {
		ok = step == DB_ROW && kind_of(db_text(stmt, 0), &kind);
		if (ok && is_payment(kind))
			read_payment(stmt, 1 + LINE_WIDTH, kind, &event);
		else if (ok)
			read_line(stmt, 1, kind, &event);
		ok = ok && row(context, &event, err);
	}
	db_reset(stmt);
	return ok;
}

static const char *const days_sql[EXPORT_KIND_COUNT] = {
	"SELECT " LINE_COLUMNS " FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
	" WHERE i.issued_on >= $1 AND i.issued_on <= $2 ORDER BY i.issued_on, i.id, l.position",
	"SELECT " LINE_COLUMNS " FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
	" WHERE i.voided_on >= $1 AND i.voided_on <= $2"
	" ORDER BY i.issued_on, i.id, l.position",
	"SELECT " PAYMENT_COLUMNS " FROM payment p WHERE p.day >= $1 AND p.day <= $2 ORDER BY p.day, p.id",
	"SELECT " PAYMENT_COLUMNS " FROM payment p WHERE p.voided_on >= $1"
	" AND p.voided_on <= $2 ORDER BY p.day, p.id",
};

static bool days_of_kind(struct store *store, enum export_kind kind, const char *from, const char *to,
			 export_row *row, void *context, struct err *err)
{
	struct export_event event;
	struct db_stmt *stmt;
	enum db_step step;
	bool ok = true;

	if (!db_query(store->db, &stmt, err, days_sql[kind], "ss", from, to))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE) {
		ok = step == DB_ROW;
		if (ok && is_payment(kind))
			read_payment(stmt, 0, kind, &event);
		else if (ok)
			read_line(stmt, 0, kind, &event);
		ok = ok && row(context, &event, err);
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
						    .client_code = db_text(stmt, 0),
						    .client_name = db_text(stmt, 1) };
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

bool export_batch_load(struct store *store, int64_t number, struct export_batch *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct export_batch){ .number = number };
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT b.at, b.format, b.settings, s.digest, s.rows, s.total_cents, s.tax_cents, s.paid_cents,"
		    " EXISTS (SELECT 1 FROM export_delivery d WHERE d.batch = b.number)"
		    " FROM export_batch b JOIN export_sum s ON s.batch = b.number WHERE b.number = $1",
		    "i", number))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		out->at = db_text_dup(stmt, 0);
		out->format = db_text_dup(stmt, 1);
		out->settings = db_text_dup(stmt, 2);
		out->digest = db_text_dup(stmt, 3);
		out->totals = (struct export_totals){ .rows = db_int(stmt, 4),
						      .total_cents = db_int(stmt, 5),
						      .tax_cents = db_int(stmt, 6),
						      .paid_cents = db_int(stmt, 7) };
		out->delivered = db_int(stmt, 8) != 0;
	}
	db_reset(stmt);
	return step == DB_ROW || (step == DB_DONE &&
				  err_set(err, ERR_MISSING, _("There is no batch %lld."), (long long)number));
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
