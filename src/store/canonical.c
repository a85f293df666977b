/* SPDX-License-Identifier: MIT */
/* The canonical form of what is sealed. Its statements are never edited: records that were signed with them could not be
 * checked any more. A new form gets a new name and stands beside the old one. A part without rows leaves no trace in the
 * fingerprint, so a part for what older records cannot have may be added at the end. */
#include "store/canonical.h"

#include <string.h>

struct part {
	const char *name, *sql;
};

static const struct part session_parts[] = {
	{ "session",
	  "SELECT s.id, s.uid, s.version, s.client_id, c.uid, s.practitioner_id, p.uid, s.service_id, s.status,"
	  " s.start_wall, s.end_wall, s.zone, s.start_utc, s.subjective, s.objective, s.assessment, s.plan, s.response,"
	  " s.adverse, s.override_reason, s.signed_at, s.signed_by"
	  " FROM session s JOIN client c ON c.id = s.client_id JOIN practitioner p ON p.id = s.practitioner_id"
	  " WHERE s.id = $1" },
	{ "consent",
	  "SELECT id, session_id, scope, given, recorded_at, recorded_by FROM session_consent WHERE session_id = $1 ORDER BY id" },
	{ "mark",
	  "SELECT m.id, m.uid, m.session_id, m.muscle, m.region, m.side, m.type, m.signs_yes, m.signs_no,"
	  " m.tender_before, m.tender_after, m.referral, m.response, m.sufficient, m.note, m.voided_at,"
	  " p.id, p.uid, p.client_id, p.muscle, p.region, p.side"
	  " FROM mark m JOIN point p ON p.id = m.point_id WHERE m.session_id = $1 ORDER BY m.id" },
	{ "application", "SELECT id, uid, session_id, mark_id, technique, region, side, note, voided_at"
			 " FROM application WHERE session_id = $1 ORDER BY id" },
	{ "dose", "SELECT d.application_id, d.position, d.name, d.unit, d.value"
		  " FROM dose d JOIN application a ON a.id = d.application_id WHERE a.session_id = $1"
		  " ORDER BY d.application_id, d.position" },
	{ "pressure", "SELECT r.mark_id, r.stage, r.position, r.value, r.unit"
		      " FROM mark_pressure r JOIN mark m ON m.id = r.mark_id WHERE m.session_id = $1"
		      " ORDER BY r.mark_id, r.stage, r.position" },
	{ "consenting person",
	  "SELECT id, by_name, relation FROM session_consent"
	  " WHERE session_id = $1 AND (by_name IS NOT NULL OR relation IS NOT NULL) ORDER BY id" },
	{ "application use",
	  "SELECT id, aim, combined FROM application"
	  " WHERE session_id = $1 AND (aim IS NOT NULL OR combined IS NOT NULL) ORDER BY id" },
	{ "mark more", "SELECT id, tissue, aware, linked FROM mark WHERE session_id = $1"
		       " AND (tissue IS NOT NULL OR aware IS NOT NULL OR linked IS NOT NULL) ORDER BY id" },
	{ "fact", "SELECT field, position, value, region, side, grade FROM session_fact WHERE session_id = $1"
		  " ORDER BY field, position" },
	{ "caution",
	  "SELECT id, uid, technique, cause, level, reason, at, by_id, voided_at FROM caution_answer"
	  " WHERE session_id = $1 ORDER BY id" },
	{ "referral", "SELECT id, uid, profession, name, urgency, reason, recorded_at, recorded_by, voided_at"
		      " FROM referral_out WHERE session_id = $1 ORDER BY id" },
	{ "self-care",
	  "SELECT id, uid, client_id, kind, item, text, side, regions, dose, purpose, start_on, review_on, stop_if,"
	  " taught, helper, helper_trained_on, recorded_at, recorded_by, voided_at FROM selfcare"
	  " WHERE session_id = $1 ORDER BY id" },
	{ "self-care answer",
	  "SELECT selfcare_id, adherence, effect FROM selfcare_answer WHERE session_id = $1"
	  " ORDER BY selfcare_id" },
	{ "measure",
	  "SELECT id, uid, client_id, kind, code, activity, side, mode, start, before, after, unit, maximum,"
	  " high_is_good, pain_before, pain_after, end_feel, method, recorded_at, recorded_by, voided_at"
	  " FROM measure WHERE session_id = $1 ORDER BY id" },
};

static const struct part charge_parts[] = {
	{ "charge",
	  "SELECT h.id, h.uid, h.session_id, h.client_id, c.uid, h.practitioner_id, h.day, h.code, h.label, h.quantity,"
	  " h.unit_cents, h.total_cents, h.tax, h.tax_rate_bp, h.tax_cents, h.account"
	  " FROM charge h JOIN client c ON c.id = h.client_id WHERE h.id = $1" },
	{ "charge kind", "SELECT kind, of_charge FROM charge"
			 " WHERE id = $1 AND (kind <> 'service' OR of_charge IS NOT NULL)" },
};

static const struct part invoice_parts[] = {
	{ "invoice",
	  "SELECT i.id, i.uid, i.series, i.number, i.kind, i.credits_id, i.client_id, c.uid, i.client_code, i.client_name, i.payer_id, i.payer_name,"
	  " i.payer_reference, i.issued_on, i.due_on, i.registered, i.rounding, i.seller, i.total_cents, i.tax_cents,"
	  " i.issued_at, i.issued_by FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.id = $1" },
	{ "invoice line",
	  "SELECT id, position, charge_id, day, practitioner_id, practitioner_name, code, label, quantity, unit_cents, total_cents, tax,"
	  " tax_rate_bp, tax_cents, account FROM invoice_line WHERE invoice_id = $1 ORDER BY position" },
};

static const struct part allocation_parts[] = {
	{ "allocation",
	  "SELECT a.id, a.payment_id, p.uid, a.invoice_id, i.uid, a.cents FROM allocation a"
	  " JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id WHERE a.id = $1" },
};

static const struct part payment_parts[] = {
	{ "payment",
	  "SELECT p.id, p.uid, p.client_id, c.uid, p.client_code, p.client_name, p.payer_id, p.payer_name, p.day, p.method, p.cents, p.reference, p.reason,"
	  " p.recorded_at, p.recorded_by FROM payment p JOIN client c ON c.id = p.client_id WHERE p.id = $1" },
};

static const struct part batch_parts[] = {
	{ "batch", "SELECT number, uid, at, by_id, format, settings FROM export_batch WHERE number = $1" },
	{ "batch sum",
	  "SELECT rows, total_cents, tax_cents, paid_cents, digest FROM export_sum WHERE batch = $1" },
	{ "batch line",
	  "SELECT kind, record_id, position FROM export_line WHERE batch = $1 ORDER BY position" },
};

static const struct part addendum_parts[] = {
	{ "addendum",
	  "SELECT a.id, a.uid, a.session_id, s.uid, a.at, a.author_id, p.uid, a.author, a.reason, a.text"
	  " FROM addendum a JOIN session s ON s.id = a.session_id"
	  " JOIN practitioner p ON p.id = a.author_id WHERE a.id = $1" },
};

static const struct part draft_copy_parts[] = {
	{ "draft copy",
	  "SELECT d.id, d.uid, d.session_id, s.uid, d.login, d.saved_at, d.why, d.subjective, d.objective,"
	  " d.assessment, d.plan FROM draft_copy d JOIN session s ON s.id = d.session_id WHERE d.id = $1" },
};

/* Every value as text, NULL told apart; a text with a NUL inside as the fingerprint of all its bytes. */
static void add_column(struct digest *digest, struct db_stmt *stmt, int column)
{
	const char *text = db_text(stmt, column);
	size_t n = db_bytes(stmt, column);
	char bytes[DIGEST_SIZE];

	if (text != NULL && strlen(text) != n) {
		digest_bytes(text, n, bytes);
		text = bytes;
	}
	digest_text(digest, text);
}

static bool add_part(struct store *store, const struct part *part, int64_t id, struct digest *digest,
		     struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(store->db, &stmt, err, part->sql, "i", id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		digest_text(digest, part->name);
		for (int i = 0; i < db_columns(stmt); i++)
			add_column(digest, stmt, i);
	}
	db_reset(stmt);
	return step == DB_DONE;
}

static bool digest_parts(struct store *store, const char *form, const struct part *parts, size_t n,
			 int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	struct digest *digest = digest_new();
	bool ok = true;

	digest_text(digest, form);
	for (size_t i = 0; ok && i < n; i++)
		ok = add_part(store, &parts[i], id, digest, err);
	digest_end(digest, out);
	return ok;
}

bool canonical_session(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "session 1", session_parts, sizeof session_parts / sizeof *session_parts,
			    id, out, err);
}

/* Schema 1 and 2 knew one scope only, and sealed a consent without naming it. */
static const struct part unscoped_consent = {
	"consent",
	"SELECT id, session_id, given, recorded_at, recorded_by FROM session_consent WHERE session_id = $1 ORDER BY id"
};

static bool unscoped_session(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	struct part parts[sizeof session_parts / sizeof *session_parts];
	size_t n = sizeof session_parts / sizeof *session_parts;

	for (size_t i = 0; i < n; i++)
		parts[i] = strcmp(session_parts[i].name, unscoped_consent.name) == 0 ? unscoped_consent
										     : session_parts[i];
	return digest_parts(store, "session 1", parts, n, id, out, err);
}

bool canonical_session_as(struct store *store, int64_t id, const char *sealed, char out[DIGEST_SIZE],
			  struct err *err)
{
	char earlier[DIGEST_SIZE];
	int64_t scoped;

	if (!canonical_session(store, id, out, err))
		return false;
	if (strcmp(out, sealed) == 0)
		return true;
	if (!db_ask(store->db, &scoped, err,
		    "SELECT count(*) FROM session_consent WHERE session_id = $1 AND scope <> 'treatment'",
		    "i", id) ||
	    !unscoped_session(store, id, earlier, err))
		return false;
	if (scoped == 0 && strcmp(earlier, sealed) == 0)
		memcpy(out, earlier, DIGEST_SIZE);
	return true;
}

bool canonical_charge(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "charge 1", charge_parts, sizeof charge_parts / sizeof *charge_parts, id,
			    out, err);
}

bool canonical_addendum(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "addendum 1", addendum_parts,
			    sizeof addendum_parts / sizeof *addendum_parts, id, out, err);
}

bool canonical_draft_copy(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "draft copy 1", draft_copy_parts,
			    sizeof draft_copy_parts / sizeof *draft_copy_parts, id, out, err);
}

bool canonical_invoice(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "invoice 1", invoice_parts, sizeof invoice_parts / sizeof *invoice_parts,
			    id, out, err);
}

bool canonical_allocation(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "allocation 1", allocation_parts,
			    sizeof allocation_parts / sizeof *allocation_parts, id, out, err);
}

bool canonical_payment(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "payment 1", payment_parts, sizeof payment_parts / sizeof *payment_parts,
			    id, out, err);
}

bool canonical_export_batch(struct store *store, int64_t number, char out[DIGEST_SIZE], struct err *err)
{
	return digest_parts(store, "batch 1", batch_parts, sizeof batch_parts / sizeof *batch_parts, number,
			    out, err);
}
