/* SPDX-License-Identifier: MIT */
/* What papers need beside the invoice itself. */
#include "store/receipts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/family.h"

/* ---- numbers and codes ---- */

static const char *const own_kinds[] = { NUMBER_ASSOCIATION, NUMBER_NPI, NUMBER_LICENCE, NUMBER_CREDENTIALS };

bool practitioner_number_is_own(const char *kind)
{
	for (size_t i = 0; i < sizeof own_kinds / sizeof *own_kinds; i++)
		if (str_eq(own_kinds[i], kind))
			return true;
	return false;
}

static bool write_number(struct store *store, int64_t practitioner_id, const char *kind, const char *number,
			 struct err *err)
{
	return db_run(store->db, err,
		      "DELETE FROM practitioner_number WHERE practitioner_id = $1 AND kind = $2", "is",
		      practitioner_id, kind) &&
	       (str_empty(number) ||
		db_run(store->db, err,
		       "INSERT INTO practitioner_number (practitioner_id, kind, number) VALUES ($1, $2, $3)",
		       "iss", practitioner_id, kind, number)) &&
	       audit_add_words(store, "practitioner-number", "practitioner", practitioner_id, NULL, kind,
			       err);
}

bool practitioner_number_set(struct store *store, int64_t practitioner_id, const char *kind,
			     const char *number, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, write_number(store, practitioner_id, kind, number, err), err);
}

bool practitioner_number(struct store *store, int64_t practitioner_id, const char *kind, char **number,
			 struct err *err)
{
	return db_ask_text(store->db, number, err,
			   "SELECT number FROM practitioner_number WHERE practitioner_id = $1 AND kind = $2",
			   "is", practitioner_id, kind);
}

void code_pairs_release(struct code_pairs *pairs)
{
	for (size_t i = 0; i < pairs->n; i++) {
		free(pairs->rows[i].name);
		free(pairs->rows[i].code);
	}
	free(pairs->rows);
	*pairs = (struct code_pairs){ NULL, 0 };
}

static bool read_pairs(struct db_stmt *stmt, struct code_pairs *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] =
			(struct code_pair){ db_text_dup_of(stmt, "name"), db_text_dup_of(stmt, "code") };
	}
	db_reset(stmt);
	if (step == DB_DONE)
		return true;
	code_pairs_release(out);
	return false;
}

bool practitioner_numbers_at(struct store *store, int64_t practitioner_id, const char *payer,
			     struct code_pairs *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct code_pairs){ NULL, 0 };
	return db_query(
		       store->db, &stmt, err,
		       "SELECT kind AS name, number AS code FROM practitioner_number WHERE practitioner_id = $1"
		       " AND kind NOT IN ('association', 'npi', 'licence', 'credentials')"
		       " AND ($2 = '' OR kind = $2) ORDER BY kind",
		       "is", practitioner_id, payer != NULL ? payer : "") &&
	       read_pairs(stmt, out, err);
}

bool service_codes_at(struct store *store, const char *service, const char *payer, struct code_pairs *out,
		      struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct code_pairs){ NULL, 0 };
	return db_query(
		       store->db, &stmt, err,
		       "SELECT o.payer AS name, o.code AS code FROM service_code o JOIN service s ON s.id = o.service_id"
		       " WHERE s.code = $1 AND o.payer <> 'superbill' AND ($2 = '' OR o.payer = $2) ORDER BY o.payer",
		       "ss", service, payer != NULL ? payer : "") &&
	       read_pairs(stmt, out, err);
}

/* ---- of an invoice ---- */

/* The number is what stands at the end; a series may end in digits too, so every place to part them is tried. */
bool invoice_named(struct store *store, const char *name, int64_t *id, struct err *err)
{
	*id = 0;
	for (size_t at = strlen(name); at > 0 && *id == 0; at--) {
		long long number;
		if (name[at - 1] < '0' || name[at - 1] > '9')
			break;
		if (!str_to_int(name + at - 1, &number) || number < 1)
			continue;
		char *series = mem_strndup(name, at - 1);
		bool ok = db_ask(
			store->db, id, err,
			"SELECT coalesce(max(id), 0) FROM invoice WHERE lower(series) = lower($1) AND number = $2",
			"si", series, (int64_t)number);
		free(series);
		if (!ok)
			return false;
	}
	return *id != 0 ||
	       err_set(err, ERR_MISSING, _("There is no invoice “%s”. They look like INV-000123."), name);
}

static const struct column row_columns[] = {
	COLUMN("id", ID, struct invoice_row, id),
	COLUMN_AND("name", TEXT, struct invoice_row, name, .read = INVOICE_NAME),
	COLUMN("issued_on", TEXT, struct invoice_row, issued_on),
	COLUMN("total_cents", ID, struct invoice_row, total_cents),
	COLUMN_AND("credit", YES, struct invoice_row, credit, .read = "i.kind = 'credit'"),
};
static const struct family row_family = {
	.table = "invoice",
	.columns = row_columns,
	.n = sizeof row_columns / sizeof *row_columns,
};

bool invoice_credits(struct store *store, int64_t invoice_id, struct invoice_rows *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step = DB_DONE;
	bool ok = true;

	*out = (struct invoice_rows){ NULL, 0 };
	if (!family_query(
		    store->db, &row_family, &stmt, err,
		    "SELECT {invoice i} FROM invoice i WHERE i.credits_id = $1 AND i.voided_at IS NULL ORDER BY i.id",
		    "i", invoice_id))
		return false;
	while (ok && (step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n] = (struct invoice_row){ .id = 0 };
		ok = family_read(stmt, &row_family, &out->rows[out->n++], err);
	}
	db_reset(stmt);
	if (ok && step == DB_DONE)
		return true;
	invoice_rows_release(out);
	return false;
}

bool charge_minutes(struct store *store, int64_t charge_id, struct charge_minutes *out, struct err *err)
{
	int64_t charted, planned, fee;

	*out = (struct charge_minutes){ .session_id = 0 };
	if (!db_ask(store->db, &out->session_id, err,
		    "SELECT coalesce(session_id, 0) FROM charge WHERE id = $1", "i", charge_id) ||
	    !db_ask(store->db, &fee, err, "SELECT count(*) FROM charge WHERE id = $1 AND kind = 'fee'", "i",
		    charge_id) ||
	    !db_ask(store->db, &charted, err,
		    "SELECT CAST(coalesce(sum(CAST(d.value AS REAL)), 0) AS INTEGER) FROM application a"
		    " JOIN dose d ON d.application_id = a.id"
		    " WHERE a.session_id = $1 AND a.voided_at IS NULL AND d.name = 'time' AND d.unit = 'min'",
		    "i", out->session_id) ||
	    !db_ask(store->db, &planned, err,
		    "SELECT coalesce((SELECT s.minutes FROM service s JOIN charge h ON h.code = s.code WHERE h.id = $1), 0)",
		    "i", charge_id))
		return false;
	out->charted = (int)charted;
	out->planned = (int)planned;
	out->is_fee = fee > 0;
	return true;
}

/* ---- codes of a superbill ---- */

static bool write_diagnoses(struct store *store, int64_t invoice_id, const char *codes, struct err *err)
{
	struct str code;
	int64_t position = 0;
	bool ok = db_run(store->db, err, "DELETE FROM invoice_diagnosis WHERE invoice_id = $1", "i",
			 invoice_id);

	str_init(&code);
	while (ok && str_next_word(&codes, &code))
		ok = db_run(store->db, err,
			    "INSERT INTO invoice_diagnosis (invoice_id, position, code) VALUES ($1, $2, $3)",
			    "iis", invoice_id, ++position, code.s);
	str_release(&code);
	/* Which codes is clinical: the audit is read by more people. */
	return ok && audit_add(store, "superbill-codes", "invoice", invoice_id, NULL, err);
}

bool invoice_diagnoses_set(struct store *store, int64_t invoice_id, const char *codes, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_diagnoses(store, invoice_id, codes, err), err);
}

bool invoice_diagnoses(struct store *store, int64_t invoice_id, struct str *codes, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!store_may_chart(store, err) ||
	    !db_query(
		    store->db, &stmt, err,
		    "SELECT d.code FROM invoice_diagnosis d WHERE d.invoice_id ="
		    " (SELECT max(e.invoice_id) FROM invoice_diagnosis e JOIN invoice i ON i.id = e.invoice_id"
		    "  WHERE e.invoice_id = $1 OR (i.client_id = (SELECT client_id FROM invoice WHERE id = $1)"
		    "   AND NOT EXISTS (SELECT 1 FROM invoice_diagnosis f WHERE f.invoice_id = $1)))"
		    " ORDER BY d.position",
		    "i", invoice_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		str_addf(codes, "%s%s", codes->len ? " " : "", db_text(stmt, 0));
	db_reset(stmt);
	return step == DB_DONE;
}
