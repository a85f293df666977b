/* SPDX-License-Identifier: MIT */
/* Invoices as stored. */
#include "store/invoices.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/people_names.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct invoice, id),
	COLUMN("uid", WORDS, struct invoice, uid),
	COLUMN("series", WORDS, struct invoice, series),
	COLUMN("number", ID, struct invoice, number),
	COLUMN_AND("kind", CODE, struct invoice, kind, .coding = &coding_invoice_kind),
	COLUMN("credits_id", REF, struct invoice, credits_id),
	COLUMN("client_id", ID, struct invoice, client_id),
	COLUMN("client_code", WORDS, struct invoice, client_code),
	COLUMN("client_name", WORDS, struct invoice, client_name),
	COLUMN("payer_id", REF, struct invoice, payer_id),
	COLUMN("payer_name", TEXT, struct invoice, payer_name),
	COLUMN("payer_reference", TEXT, struct invoice, payer_reference),
	COLUMN("issued_on", WORDS, struct invoice, issued_on),
	COLUMN("due_on", WORDS, struct invoice, due_on),
	COLUMN("registered", YES, struct invoice, registered),
	COLUMN_AND("rounding", CODE, struct invoice, rounding, .coding = &coding_rounding),
	COLUMN("seller", WORDS, struct invoice, seller),
	COLUMN("total_cents", ID, struct invoice, total_cents),
	COLUMN("tax_cents", ID, struct invoice, tax_cents),
	COLUMN("issued_at", WORDS, struct invoice, issued_at),
	COLUMN("issued_by", REF, struct invoice, issued_by),
	COLUMN("voided_at", TEXT, struct invoice, voided_at),
	COLUMN("void_reason", TEXT, struct invoice, void_reason),
};
static const struct family family = {
	.table = "invoice",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static const struct column line_columns[] = {
	COLUMN("id", ID, struct invoice_line, id),
	COLUMN("charge_id", ID, struct invoice_line, charge_id),
	COLUMN("day", WORDS, struct invoice_line, day),
	COLUMN("practitioner_id", ID, struct invoice_line, practitioner_id),
	COLUMN("practitioner_name", WORDS, struct invoice_line, practitioner_name),
	COLUMN("code", WORDS, struct invoice_line, code),
	COLUMN("label", WORDS, struct invoice_line, label),
	COLUMN("quantity", NUMBER, struct invoice_line, quantity),
	COLUMN("unit_cents", ID, struct invoice_line, unit_cents),
	COLUMN("total_cents", ID, struct invoice_line, total_cents),
	COLUMN_AND("tax", CODE, struct invoice_line, tax, .coding = &coding_tax),
	COLUMN("tax_rate_bp", NUMBER, struct invoice_line, tax_rate_bp),
	COLUMN("tax_cents", ID, struct invoice_line, tax_cents),
	COLUMN("account", TEXT, struct invoice_line, account),
};
/* Which line of which invoice it is. */
struct line_place {
	int64_t invoice_id, position;
};
static const struct column line_place_columns[] = {
	COLUMN("invoice_id", ID, struct line_place, invoice_id),
	COLUMN("position", ID, struct line_place, position),
};
static const struct family line_family = {
	.table = "invoice_line",
	.columns = line_columns,
	.n = sizeof line_columns / sizeof *line_columns,
	.beside = line_place_columns,
	.n_beside = sizeof line_place_columns / sizeof *line_place_columns,
};

/* ---- issuing ---- */

/* A charge goes on one standing invoice, and a credit note takes back only what is there. */
static bool check_line(struct store *store, const struct invoice *invoice, const struct invoice_line *line,
		       struct err *err)
{
	int64_t standing, on;

	if (!db_ask(store->db, &standing, err,
		    "SELECT count(*) FROM charge WHERE id = $1 AND client_id = $2 AND voided_at IS NULL",
		    "ii", line->charge_id, invoice->client_id))
		return false;
	if (standing == 0 && invoice->kind == INVOICE_SALE)
		return err_set(err, ERR_REFUSED, _("The charge \"%s\" was voided or is another client's."),
			       line->label);
	if (!invoice_of_charge(store, line->charge_id, &on, err))
		return false;
	if (invoice->kind == INVOICE_CREDIT ? on != invoice->credits_id : on != 0)
		return err_set(err, ERR_REFUSED,
			       invoice->kind == INVOICE_CREDIT
				       ? _("\"%s\" does not stand on the invoice that is credited.")
				       : _("\"%s\" stands on an invoice already."),
			       line->label);
	return true;
}

static bool check_credit(struct store *store, const struct invoice *credit, struct err *err)
{
	int64_t left;

	if (!db_ask(store->db, &left, err,
		    "SELECT i.total_cents + coalesce((SELECT sum(c.total_cents) FROM invoice c"
		    " WHERE c.credits_id = i.id AND c.voided_at IS NULL), 0)"
		    " FROM invoice i WHERE i.id = $1 AND i.kind = 'invoice' AND i.voided_at IS NULL",
		    "i", credit->credits_id))
		return err->kind == ERR_MISSING
			       ? err_set(err, ERR_REFUSED, _("The invoice that is credited does not stand."))
			       : false;
	return -credit->total_cents <= left ||
	       err_set(err, ERR_REFUSED, _("More would be credited than is left of the invoice."));
}

static bool check_invoice(struct store *store, const struct invoice *invoice, struct err *err)
{
	if (invoice->n_lines == 0)
		return err_set(err, ERR_INPUT, _("There is nothing to invoice."));
	for (size_t i = 0; i < invoice->n_lines; i++)
		if (!check_line(store, invoice, &invoice->lines[i], err))
			return false;
	return invoice->kind != INVOICE_CREDIT || check_credit(store, invoice, err);
}

/* Names change; what was issued does not. */
static bool name_people(struct store *store, struct invoice *invoice, struct err *err)
{
	if (!people_client_names(store, invoice->client_id, &invoice->client_code, &invoice->client_name,
				 err) ||
	    !people_payer_name(store, invoice->payer_id, &invoice->payer_name, err))
		return false;
	for (size_t i = 0; i < invoice->n_lines; i++)
		if (!people_practitioner_name(store, invoice->lines[i].practitioner_id,
					      &invoice->lines[i].practitioner_name, err))
			return false;
	return true;
}

/* The audit keeps the fingerprint of what was issued. */
static bool write_invoice(struct store *store, struct invoice *invoice, struct err *err)
{
	char digest[DIGEST_SIZE];

	record_stamp(store, &invoice->issued_at, &invoice->issued_by);
	record_ensure_uid(&invoice->uid);
	if (!check_invoice(store, invoice, err) || !name_people(store, invoice, err) ||
	    !db_ask(store->db, &invoice->number, err,
		    "SELECT coalesce(max(number), 0) + 1 FROM invoice WHERE series = $1", "s",
		    invoice->series) ||
	    !family_add(store->db, &family, invoice, NULL, err))
		return false;
	for (size_t i = 0; i < invoice->n_lines; i++) {
		struct line_place place = { invoice->id, (int64_t)i + 1 };
		if (!family_add(store->db, &line_family, &invoice->lines[i], &place, err))
			return false;
	}
	return canonical_invoice(store, invoice->id, digest, err) &&
	       audit_add(store, "invoice-issue", "invoice", invoice->id, digest, err);
}

bool invoice_issue(struct store *store, struct invoice *invoice, struct err *err)
{
	if (invoice->id != 0)
		return err_set(err, ERR_REFUSED, _("This invoice was issued before."));
	if (!date_valid(invoice->issued_on) || !date_valid(invoice->due_on))
		return err_set(err, ERR_INPUT,
			       _("An invoice needs the day it is issued and the day it is due."));
	invoice_sum(invoice);
	if (!store_begin(store, err))
		return false;
	if (store_end(store, write_invoice(store, invoice, err), err))
		return true;
	invoice->id = invoice->number = 0;
	return false;
}

bool invoice_credit_issue(struct store *store, struct invoice *credit, const char *reason, struct err *err)
{
	if (str_empty(reason))
		return err_set(err, ERR_INPUT, _("Say why the invoice is credited: the reason is kept."));
	if (!store_begin(store, err))
		return false;
	bool done = invoice_issue(store, credit, err) &&
		    audit_add_words(store, "invoice-credit", "invoice", credit->id, NULL, reason, err);
	if (store_end(store, done, err))
		return true;
	credit->id = credit->number = 0;
	return false;
}

/* ---- voiding ---- */

static bool write_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	char at[INSTANT_SIZE], today[DATE_SIZE];
	int64_t credits;

	instant_format(clock_now(), at);
	date_today(today);
	if (!db_ask(store->db, &credits, err,
		    "SELECT count(*) FROM invoice WHERE credits_id = $1 AND voided_at IS NULL", "i", id))
		return false;
	if (credits > 0)
		return err_set(err, ERR_REFUSED,
			       _("A credit note stands on this invoice: void that one first."));
	if (!db_run(store->db, err,
		    "UPDATE invoice SET voided_at = $1, void_reason = $2, voided_on = $4"
		    " WHERE id = $3 AND voided_at IS NULL",
		    "ssis", at, reason, id, today))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("The invoice does not exist or was voided before."));
	char *detail = str_format("%s ", today);
	bool ok = audit_add_words(store, "invoice-void", "invoice", id, detail, reason, err);
	free(detail);
	return ok;
}

bool invoice_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	if (str_empty(reason))
		return err_set(err, ERR_INPUT, _("Say why the invoice is voided: the reason is kept."));
	return store_begin(store, err) && store_end(store, write_void(store, id, reason, err), err);
}

/* ---- reading ---- */

static bool read_lines(struct db_stmt *stmt, struct invoice *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->lines = mem_regrow(out->lines, out->n_lines + 1, sizeof *out->lines);
		struct invoice_line *line = &out->lines[out->n_lines++];
		*line = (struct invoice_line){ .id = 0 };
		if (!family_read(stmt, &line_family, line, err))
			return false;
	}
	return step == DB_DONE;
}

bool invoice_load(struct store *store, int64_t id, struct invoice *out, struct err *err)
{
	struct db_stmt *stmt;

	invoice_release(out);
	if (!family_load(store->db, &family, id, out, err) ||
	    !family_query(store->db, &line_family, &stmt, err,
			  "SELECT {invoice_line} FROM invoice_line WHERE invoice_id = $1 ORDER BY position",
			  "i", id))
		return false;
	bool ok = read_lines(stmt, out, err);
	db_reset(stmt);
	return ok;
}

bool invoice_of_charge(struct store *store, int64_t charge_id, int64_t *id, struct err *err)
{
	return db_ask(
		store->db, id, err,
		"SELECT coalesce(max(i.id), 0) FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
		" WHERE l.charge_id = $1 AND i.kind = 'invoice' AND i.voided_at IS NULL",
		"i", charge_id);
}

bool invoice_owed(struct store *store, int64_t id, int64_t *cents, struct err *err)
{
	return db_ask(
		store->db, cents, err,
		"SELECT CASE WHEN i.voided_at IS NOT NULL OR i.kind = 'credit' THEN 0 ELSE i.total_cents"
		" + coalesce((SELECT sum(c.total_cents) FROM invoice c"
		"  WHERE c.credits_id = i.id AND c.voided_at IS NULL), 0)"
		" - coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id"
		"  WHERE a.invoice_id = i.id AND p.voided_at IS NULL), 0) END"
		" FROM invoice i WHERE i.id = $1",
		"i", id);
}

void invoice_rows_release(struct invoice_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		free(rows->rows[i].name);
		free(rows->rows[i].client);
		free(rows->rows[i].payer);
		free(rows->rows[i].issued_on);
		free(rows->rows[i].due_on);
	}
	free(rows->rows);
	*rows = (struct invoice_rows){ NULL, 0 };
}

/* ---- prints ---- */

static bool write_print(struct store *store, int64_t id, const char *document, int64_t *before,
			struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	return db_ask(store->db, before, err,
		      "SELECT count(*) FROM invoice_print WHERE invoice_id = $1 AND document = $2", "is", id,
		      document) &&
	       db_run(store->db, err,
		      "INSERT INTO invoice_print (id, invoice_id, document, at, by_id)"
		      " SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4 FROM invoice_print",
		      "issr", id, document, at, store->actor) &&
	       audit_add(store, "invoice-print", "invoice", id, document, err);
}

bool invoice_printed(struct store *store, int64_t id, const char *document, int64_t *before, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, write_print(store, id, document, before, err), err);
}
