/* SPDX-License-Identifier: MIT */
/* Payments as stored, and what they settle. */
#include "store/payments.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/invoices.h"
#include "store/people_names.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct payment, id),
	COLUMN("uid", WORDS, struct payment, uid),
	COLUMN("client_id", ID, struct payment, client_id),
	COLUMN("client_code", WORDS, struct payment, client_code),
	COLUMN("client_name", WORDS, struct payment, client_name),
	COLUMN("payer_id", REF, struct payment, payer_id),
	COLUMN("payer_name", TEXT, struct payment, payer_name),
	COLUMN("day", WORDS, struct payment, day),
	COLUMN_AND("method", CODE, struct payment, method, .coding = &coding_pay_method),
	COLUMN("cents", ID, struct payment, cents),
	COLUMN("reference", TEXT, struct payment, reference),
	COLUMN("reason", TEXT, struct payment, reason),
	COLUMN("recorded_at", WORDS, struct payment, recorded_at),
	COLUMN("recorded_by", REF, struct payment, recorded_by),
	COLUMN("voided_at", TEXT, struct payment, voided_at),
	COLUMN("void_reason", TEXT, struct payment, void_reason),
};
static const struct family family = {
	.table = "payment",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- what it settles ---- */

static bool settle(struct store *store, int64_t payment_id, int64_t invoice_id, int64_t cents,
		   struct err *err)
{
	char digest[DIGEST_SIZE];
	int64_t id;

	return db_ask(store->db, &id, err, "SELECT coalesce(max(id), 0) + 1 FROM allocation", "") &&
	       db_run(store->db, err,
		      "INSERT INTO allocation (id, payment_id, invoice_id, cents) VALUES ($1, $2, $3, $4)",
		      "iiii", id, payment_id, invoice_id, cents) &&
	       canonical_allocation(store, id, digest, err) &&
	       audit_add(store, "payment-settle", "allocation", id, digest, err);
}

/* The payer's oldest invoice of the client that something is owed on and that the payment does not settle yet; 0 when there
 * is none. */
static bool oldest_unpaid(struct store *store, const struct payment *payment, int64_t *id, struct err *err)
{
	return db_ask(
		store->db, id, err,
		"SELECT coalesce((SELECT i.id FROM invoice i WHERE i.client_id = $1"
		" AND coalesce(i.payer_id, 0) = $2 AND i.kind = 'invoice' AND i.voided_at IS NULL"
		" AND NOT EXISTS (SELECT 1 FROM allocation n WHERE n.payment_id = $3 AND n.invoice_id = i.id)"
		" AND i.total_cents + coalesce((SELECT sum(c.total_cents) FROM invoice c"
		"  WHERE c.credits_id = i.id AND c.voided_at IS NULL), 0)"
		" - coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id"
		"  WHERE a.invoice_id = i.id AND p.voided_at IS NULL), 0) > 0"
		" ORDER BY i.issued_on, i.id LIMIT 1), 0)",
		"iii", payment->client_id, payment->payer_id, payment->id);
}

static bool settle_one(struct store *store, const struct payment *payment, int64_t invoice_id, int64_t *left,
		       struct err *err)
{
	int64_t owed;

	if (!invoice_owed(store, invoice_id, &owed, err))
		return false;
	int64_t cents = owed < *left ? owed : *left;
	if (cents <= 0)
		return true;
	*left -= cents;
	return settle(store, payment->id, invoice_id, cents, err);
}

static bool settle_in(struct store *store, const struct payment *payment, int64_t invoice_id, struct err *err)
{
	int64_t left = payment->cents;

	if (invoice_id != 0 && !settle_one(store, payment, invoice_id, &left, err))
		return false;
	while (left > 0) {
		if (!oldest_unpaid(store, payment, &invoice_id, err))
			return false;
		if (invoice_id == 0)
			return true;
		if (!settle_one(store, payment, invoice_id, &left, err))
			return false;
	}
	return true;
}

/* What the client of an invoice has paid that settles nothing; refunds without an invoice taken off. */
static bool client_credit_of(struct store *store, int64_t invoice_id, int64_t *cents, struct err *err)
{
	return db_ask(
		store->db, cents, err,
		"SELECT coalesce((SELECT sum(p.cents) FROM payment p"
		"  WHERE p.client_id = i.client_id AND p.voided_at IS NULL), 0)"
		" - coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id"
		"  JOIN invoice v ON v.id = a.invoice_id WHERE p.client_id = i.client_id AND p.voided_at IS NULL"
		"  AND v.voided_at IS NULL), 0)"
		" FROM invoice i WHERE i.id = $1",
		"i", invoice_id);
}

/* A refund comes out of what was paid. */
static bool settle_back(struct store *store, const struct payment *payment, int64_t invoice_id,
			struct err *err)
{
	int64_t paid;

	if (invoice_id != 0
		    ? !db_ask(store->db, &paid, err,
			      "SELECT coalesce(sum(a.cents), 0) FROM allocation a JOIN payment p ON p.id = a.payment_id"
			      " WHERE a.invoice_id = $1 AND p.voided_at IS NULL",
			      "i", invoice_id)
		    : !db_ask(store->db, &paid, err,
			      "SELECT coalesce((SELECT sum(p.cents) FROM payment p"
			      "  WHERE p.client_id = $1 AND p.voided_at IS NULL AND p.id <> $2), 0)"
			      " - coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id"
			      "  JOIN invoice v ON v.id = a.invoice_id WHERE p.client_id = $1 AND p.voided_at IS NULL"
			      "  AND v.voided_at IS NULL), 0)",
			      "ii", payment->client_id, payment->id))
		return false;
	if (-payment->cents > paid)
		return err_set(err, ERR_REFUSED,
			       invoice_id != 0
				       ? _("More would go back than was paid on this invoice.")
				       : _("More would go back than the client has to their credit."));
	return invoice_id == 0 || settle(store, payment->id, invoice_id, payment->cents, err);
}

static bool check_invoice(struct store *store, const struct payment *payment, int64_t invoice_id,
			  struct err *err)
{
	int64_t n;

	if (invoice_id == 0)
		return true;
	return db_ask(store->db, &n, err,
		      "SELECT count(*) FROM invoice WHERE id = $1 AND client_id = $2 AND kind = 'invoice'"
		      " AND voided_at IS NULL",
		      "ii", invoice_id, payment->client_id) &&
	       (n > 0 || err_set(err, ERR_REFUSED,
				 _("The invoice was voided, is a credit note or is another client's.")));
}

static bool write_payment(struct store *store, struct payment *payment, int64_t invoice_id, struct err *err)
{
	char digest[DIGEST_SIZE];

	record_stamp(store, &payment->recorded_at, &payment->recorded_by);
	record_ensure_uid(&payment->uid);
	return check_invoice(store, payment, invoice_id, err) &&
	       people_client_names(store, payment->client_id, &payment->client_code, &payment->client_name,
				   err) &&
	       people_payer_name(store, payment->payer_id, &payment->payer_name, err) &&
	       family_add(store->db, &family, payment, NULL, err) &&
	       canonical_payment(store, payment->id, digest, err) &&
	       audit_add(store, "payment-add", "payment", payment->id, digest, err) &&
	       (payment->cents > 0 ? settle_in(store, payment, invoice_id, err)
				   : settle_back(store, payment, invoice_id, err));
}

bool payment_add(struct store *store, struct payment *payment, int64_t invoice_id, struct err *err)
{
	char today[DATE_SIZE];

	date_today(today);
	if (payment->id != 0)
		return err_set(err, ERR_REFUSED,
			       _("A payment cannot be changed. Void it and record it again."));
	if (!payment_check(payment, today, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_payment(store, payment, invoice_id, err), err))
		return true;
	payment->id = 0;
	return false;
}

/* The client's oldest payment that is not used up and does not settle the invoice yet; 0 when there is none. */
static bool oldest_credit(struct store *store, int64_t invoice_id, int64_t *id, int64_t *left,
			  struct err *err)
{
	return db_ask(store->db, id, err,
		      "SELECT coalesce((SELECT p.id FROM payment p JOIN invoice i ON i.client_id = p.client_id"
		      " WHERE i.id = $1 AND p.voided_at IS NULL AND p.cents > 0"
		      " AND NOT EXISTS (SELECT 1 FROM allocation n WHERE n.payment_id = p.id AND n.invoice_id = $1)"
		      " AND p.cents > coalesce((SELECT sum(a.cents) FROM allocation a JOIN invoice v ON v.id = a.invoice_id"
		      "  WHERE a.payment_id = p.id AND v.voided_at IS NULL), 0)"
		      " ORDER BY p.day, p.id LIMIT 1), 0)",
		      "i", invoice_id) &&
	       (*id == 0 ||
		db_ask(store->db, left, err,
		       "SELECT p.cents - coalesce((SELECT sum(a.cents) FROM allocation a JOIN invoice v ON v.id = a.invoice_id"
		       "  WHERE a.payment_id = p.id AND v.voided_at IS NULL), 0)"
		       " FROM payment p WHERE p.id = $1",
		       "i", *id));
}

static bool spend_credit(struct store *store, int64_t invoice_id, int64_t *used, struct err *err)
{
	int64_t owed, payment, left = 0, credit;

	*used = 0;
	if (!invoice_owed(store, invoice_id, &owed, err) ||
	    !client_credit_of(store, invoice_id, &credit, err))
		return false;
	while (owed > 0 && credit > 0) {
		if (!oldest_credit(store, invoice_id, &payment, &left, err))
			return false;
		if (payment == 0)
			return true;
		int64_t cents = left < owed ? left : owed;
		cents = cents < credit ? cents : credit;
		if (!settle(store, payment, invoice_id, cents, err))
			return false;
		owed -= cents;
		credit -= cents;
		*used += cents;
	}
	return true;
}

bool credit_use(struct store *store, int64_t invoice_id, int64_t *used, struct err *err)
{
	return store_begin(store, err) && store_end(store, spend_credit(store, invoice_id, used, err), err);
}

static bool write_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	char at[INSTANT_SIZE], today[DATE_SIZE];

	instant_format(clock_now(), at);
	date_today(today);
	if (!db_run(store->db, err,
		    "UPDATE payment SET voided_at = $1, void_reason = $2, voided_on = $4"
		    " WHERE id = $3 AND voided_at IS NULL",
		    "ssis", at, reason, id, today))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("The payment does not exist or was voided before."));
	char *detail = str_format("%s ", today);
	bool ok = audit_add_words(store, "payment-void", "payment", id, detail, reason, err);
	free(detail);
	return ok;
}

bool payment_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	if (str_empty(reason))
		return err_set(err, ERR_INPUT, _("Say why the payment is voided: the reason is kept."));
	return store_begin(store, err) && store_end(store, write_void(store, id, reason, err), err);
}

/* ---- reading ---- */

/* What a payment settles of one invoice stands in the place of the whole. */
static const struct column share_columns[] = {
	COLUMN_AND("share", ID, struct payment, cents, .read = "a.cents"),
};
static const struct family share = {
	.table = "share",
	.columns = share_columns,
	.n = 1,
	.other = &family,
};

static bool read_share(struct db_stmt *stmt, struct payment *out, struct err *err)
{
	return family_read(stmt, &family, out, err) && family_read(stmt, &share, out, err);
}

RECORD_LIST_BY(payments, payment, read_share)

bool payments_of_invoice(struct store *store, int64_t invoice_id, struct payments *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct payments){ NULL, 0 };
	return family_query(
		       store->db, &share, &stmt, err,
		       "SELECT {payment p}, {share} FROM allocation a JOIN payment p ON p.id = a.payment_id"
		       " WHERE a.invoice_id = $1 AND p.voided_at IS NULL ORDER BY p.day, p.id",
		       "i", invoice_id) &&
	       payments_read(stmt, out, err);
}

bool client_balance(struct store *store, int64_t client_id, int64_t *cents, struct err *err)
{
	return db_ask(
		store->db, cents, err,
		"SELECT coalesce((SELECT sum(total_cents) FROM invoice"
		"  WHERE client_id = $1 AND voided_at IS NULL), 0)"
		" - coalesce((SELECT sum(cents) FROM payment WHERE client_id = $1 AND voided_at IS NULL), 0)",
		"i", client_id);
}

bool banking_of_day(struct store *store, const char *day, struct banking *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;
	enum pay_method method;

	*out = (struct banking){ .n = { 0 } };
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT method, sum(cents) AS cents, count(*) AS n FROM payment WHERE day = $1 AND voided_at IS NULL"
		    " GROUP BY method",
		    "s", day))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		if (pay_method_from_code(db_text_of(stmt, "method"), &method)) {
			out->cents[method] = db_int_of(stmt, "cents");
			out->n[method] = db_int_of(stmt, "n");
		}
	db_reset(stmt);
	return step == DB_DONE;
}
