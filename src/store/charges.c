/* SPDX-License-Identifier: MIT */
/* Charges as stored. They are never changed: a wrong one is voided. */
#include "store/charges.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/people_names.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct charge, id),
	COLUMN("uid", WORDS, struct charge, uid),
	COLUMN("session_id", REF, struct charge, session_id),
	COLUMN("client_id", ID, struct charge, client_id),
	COLUMN("practitioner_id", ID, struct charge, practitioner_id),
	COLUMN("day", WORDS, struct charge, date),
	COLUMN("code", WORDS, struct charge, code),
	COLUMN("label", WORDS, struct charge, label),
	COLUMN("quantity", NUMBER, struct charge, quantity),
	COLUMN("unit_cents", ID, struct charge, unit_cents),
	COLUMN("total_cents", ID, struct charge, total_cents),
	COLUMN_AND("tax", CODE, struct charge, tax, .coding = &coding_tax),
	COLUMN("tax_rate_bp", NUMBER, struct charge, tax_rate_bp),
	COLUMN("tax_cents", ID, struct charge, tax_cents),
	COLUMN("account", TEXT, struct charge, account),
	COLUMN("voided_at", TEXT, struct charge, voided_at),
	COLUMN_AND("kind", CODE, struct charge, kind, .coding = &coding_charge_kind),
	COLUMN("of_charge", REF, struct charge, of_charge),
};
static const struct family family = {
	.table = "charge",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

bool charge_left(struct store *store, int64_t id, int64_t *cents, struct err *err)
{
	return db_ask(store->db, cents, err,
		      "SELECT h.total_cents + coalesce((SELECT sum(d.total_cents) FROM charge d"
		      " WHERE d.of_charge = h.id AND d.voided_at IS NULL), 0)"
		      " FROM charge h WHERE h.id = $1 AND h.voided_at IS NULL",
		      "i", id) ||
	       (err->kind == ERR_MISSING &&
		err_set(err, ERR_REFUSED, _("The line that would be lowered does not stand any more.")));
}

static bool check_lowering(struct store *store, const struct charge *charge, struct err *err)
{
	int64_t left;

	if (charge->of_charge == 0)
		return true;
	return charge_left(store, charge->of_charge, &left, err) &&
	       (-charge->total_cents <= left ||
		err_set(err, ERR_REFUSED, _("More would be taken off than is left of the line.")));
}

/* The audit keeps the fingerprint of what was charged. */
static bool write_charge(struct store *store, struct charge *charge, struct err *err)
{
	char digest[DIGEST_SIZE];

	record_ensure_uid(&charge->uid);
	return check_lowering(store, charge, err) && family_add(store->db, &family, charge, NULL, err) &&
	       canonical_charge(store, charge->id, digest, err) &&
	       audit_add(store, "charge-add", "charge", charge->id, digest, err);
}

bool charge_add(struct store *store, struct charge *charge, struct err *err)
{
	if (charge->id != 0)
		return err_set(err, ERR_REFUSED, _("A charge cannot be changed. Void it and make another."));
	if (!date_valid(charge->date))
		return err_set(err, ERR_INPUT, _("A charge needs a date."));
	if (!store_begin(store, err))
		return false;
	if (store_end(store, write_charge(store, charge, err), err))
		return true;
	charge->id = 0;
	return false;
}

static bool check_not_invoiced(struct store *store, int64_t id, struct err *err)
{
	int64_t n;

	return db_ask(store->db, &n, err,
		      "SELECT count(*) FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
		      " WHERE l.charge_id = $1 AND i.kind = 'invoice' AND i.voided_at IS NULL",
		      "i", id) &&
	       (n == 0 || err_set(err, ERR_REFUSED,
				  _("The line stands on an invoice: credit it, or void the invoice first.")));
}

static bool write_void(struct store *store, int64_t id, const char *reason, struct err *err);

static bool void_lowering(struct store *store, int64_t id, const char *reason, struct err *err)
{
	int64_t lowering;

	for (;;) {
		if (!db_ask(store->db, &lowering, err,
			    "SELECT coalesce(min(id), 0) FROM charge WHERE of_charge = $1 AND voided_at IS NULL",
			    "i", id))
			return false;
		if (lowering == 0)
			return true;
		if (!write_void(store, lowering, reason, err))
			return false;
	}
}

static bool write_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	char at[INSTANT_SIZE];

	if (!check_not_invoiced(store, id, err))
		return false;

	instant_format(clock_now(), at);
	if (!db_run(store->db, err, "UPDATE charge SET voided_at = $1 WHERE id = $2 AND voided_at IS NULL",
		    "si", at, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("The charge does not exist or was voided before."));
	return audit_add_words(store, "charge-void", "charge", id, NULL, reason, err) &&
	       void_lowering(store, id, reason, err);
}

bool charge_void(struct store *store, int64_t id, const char *reason, struct err *err)
{
	if (str_empty(reason))
		return err_set(err, ERR_INPUT, _("Say why the charge is voided: the reason is kept."));
	return store_begin(store, err) && store_end(store, write_void(store, id, reason, err), err);
}

/* ---- reading ---- */

static bool give_row(struct db_stmt *stmt,
		     bool (*row)(void *context, const struct charge_row *row, struct err *err), void *context,
		     struct err *err)
{
	char *name = people_row_name(stmt);
	struct charge_row shown = {
		.client_code = db_text_of(stmt, "client_code"),
		.client_name = name,
		.practitioner = db_text_of(stmt, "practitioner"),
		.session_uid = db_text_of(stmt, "session_uid"),
	};

	charge_init(&shown.charge);
	bool ok = family_read(stmt, &family, &shown.charge, err) && row(context, &shown, err);
	charge_release(&shown.charge);
	free(name);
	return ok;
}

bool charges_each(struct store *store, const char *from, const char *to,
		  bool (*row)(void *context, const struct charge_row *row, struct err *err), void *context,
		  struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;
	bool ok = true;

	if (!family_query(
		    store->db, &family, &stmt, err,
		    "SELECT {charge h}, c.code AS client_code, c.family AS family, c.given AS given, p.name AS practitioner,"
		    " s.uid AS session_uid"
		    " FROM charge h JOIN client c ON c.id = h.client_id"
		    " JOIN practitioner p ON p.id = h.practitioner_id LEFT JOIN session s ON s.id = h.session_id"
		    " WHERE h.day >= coalesce($1, '') AND h.day <= coalesce($2, '9999-12-31')"
		    " ORDER BY h.day, h.id",
		    "ss", from, to))
		return false;
	while (ok && (step = db_step(stmt, err)) != DB_DONE)
		ok = step == DB_ROW && give_row(stmt, row, context, err);
	db_reset(stmt);
	return ok;
}

RECORD_LIST(charges, charge, family)

bool charges_of_session(struct store *store, int64_t session_id, struct charges *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct charges){ NULL, 0 };
	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {charge} FROM charge WHERE session_id = $1 ORDER BY id", "i", session_id))
		return false;
	return charges_read(stmt, out, err);
}
