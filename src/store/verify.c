/* SPDX-License-Identifier: MIT */
/* Whether the records are as they were written. Everything is read in short steps, so that a check of a large practice
 * does not hold up anybody's work: sealed rows do not change between two steps, and the audit only grows. */
#include "store/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "store/canonical.h"
#include "store/schema.h"
#include "store/verify_inner.h"

void verify_result_init(struct verify_result *result)
{
	*result = (struct verify_result){ .faults = 0 };
	str_init(&result->findings);
}

void verify_result_release(struct verify_result *result)
{
	str_release(&result->findings);
}

/* ---- the file ---- */

static bool check_file(struct check *check, struct err *err)
{
	struct str *findings = &check->result->findings;
	size_t before = findings->len;
	struct err trouble = ERR_INIT;

	bool ok = db_check(check->store->db, findings, &trouble) &&
		  schema_check(check->store->db, schema_latest(), findings, &trouble);
	for (size_t i = before; i < findings->len; i++)
		check->result->faults += findings->s[i] == '\n';
	if (ok)
		return true;
	if (trouble.kind != ERR_DAMAGED)
		return err_set(err, trouble.kind, "%s", trouble.text);
	verify_fault(check, "%s", trouble.text);
	return true;
}

/* ---- what is sealed ---- */

static const char audited_ids[] =
	"SELECT DISTINCT entity_id FROM audit WHERE entity_id > $1 AND entity = $3 AND action = $4"
	" ORDER BY entity_id LIMIT $2";

/* Ids come in steps first, so that no statement stays open while each record is worked through. */
static bool next_ids(struct check *check, const char *sql, const char *entity, const char *action,
		     int64_t after, int64_t ids[VERIFY_STEP], size_t *n, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	*n = 0;
	if (!db_query(check->store->db, &stmt, err, sql, entity != NULL ? "iiss" : "ii", after,
		      (int64_t)VERIFY_STEP, entity, action))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW && *n < VERIFY_STEP)
		ids[(*n)++] = db_int(stmt, 0);
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool each_id(struct check *check, const char *sql, const char *entity, const char *action,
		    bool (*one)(struct check *check, const void *context, int64_t id, struct err *err),
		    const void *context, struct err *err)
{
	int64_t ids[VERIFY_STEP], last = 0;
	size_t n;

	do {
		if (!next_ids(check, sql, entity, action, last, ids, &n, err))
			return false;
		for (size_t i = 0; i < n; i++) {
			if (!one(check, context, ids[i], err))
				return false;
			verify_advance(check);
		}
		if (n > 0)
			last = ids[n - 1];
	} while (n == VERIFY_STEP);
	return true;
}

/* What the audit wrote down when the record was sealed: the first line of the row's detail. "" when there is no such row;
 * more than one counts as none. */
static bool sealed_digest(struct check *check, const char *entity, const char *action, int64_t id,
			  struct str *out, struct err *err)
{
	struct db_stmt *stmt;

	str_clear(out);
	if (!db_query(check->store->db, &stmt, err,
		      "SELECT detail FROM audit WHERE entity = $1 AND entity_id = $2 AND action = $3", "sis",
		      entity, id, action))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		const char *detail = db_text(stmt, 0) != NULL ? db_text(stmt, 0) : "";
		str_addn(out, detail, strcspn(detail, "\n"));
		step = db_step(stmt, err);
		if (step == DB_ROW)
			str_clear(out);
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool kept_digest(struct check *check, int64_t id, struct str *digest, char day[DATE_SIZE],
			struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(check->store->db, &stmt, err, "SELECT digest, start_wall FROM session WHERE id = $1",
		      "i", id))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		str_add(digest, db_text(stmt, 0));
		snprintf(day, DATE_SIZE, "%s", db_text(stmt, 1));
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

static void compare_session(struct check *check, int64_t id, const char *day, const char *now,
			    const char *sealed, const char *kept)
{
	check->result->signed_sessions++;
	if (*sealed == '\0')
		verify_fault(check,
			     _("Session %" PRId64
			       " of %s is marked as signed, but the audit has no signature of it."),
			     id, day);
	else if (!str_eq(now, sealed))
		verify_fault(check,
			     _("The signed session %" PRId64 " of %s was changed after it was signed."), id,
			     day);
	else if (!str_eq(kept, sealed))
		verify_fault(check, _("The fingerprint of the signed session %" PRId64 " of %s was changed."),
			     id, day);
}

static bool check_session(struct check *check, const void *context, int64_t id, struct err *err)
{
	char now[DIGEST_SIZE], day[DATE_SIZE] = "?";
	struct str sealed, kept;

	(void)context;
	str_init(&sealed);
	str_init(&kept);
	bool ok = sealed_digest(check, "session", "session-sign", id, &sealed, err) &&
		  canonical_session_as(check->store, id, sealed.s, now, err) &&
		  kept_digest(check, id, &kept, day, err);
	if (ok)
		compare_session(check, id, day, now, sealed.s, kept.s);
	str_release(&sealed);
	str_release(&kept);
	return ok;
}

static bool check_still_signed(struct check *check, const void *context, int64_t id, struct err *err)
{
	int64_t n;

	(void)context;
	if (!db_ask(check->store->db, &n, err,
		    "SELECT count(*) FROM session WHERE id = $1 AND status = 'signed'", "i", id))
		return false;
	if (n == 0)
		verify_fault(check,
			     _("Session %" PRId64 " was signed, but is not marked as signed or is gone."),
			     id);
	return true;
}

/* ---- what is written once ---- */

/* A family whose rows never change once they are added, but for being voided: the audit keeps the fingerprint of each. */
struct family_check {
	const char *entity, *added;
	const char *ids;   /* of its rows, after $1, at most $2 */
	const char *count; /* of the row $1 */
	const char *
		voided; /* rows of $1 that are voided, less the voidings in the audit; NULL when it cannot be voided */
	bool (*canonical)(struct store *store, int64_t id, char out[DIGEST_SIZE], struct err *err);
	const char *changed, *past_audit, *gone; /* sentences about its number */
};

/* The voiding's audit row says on which day, which is where it counts, and why, unless those words were destroyed. */
#define VOIDED_OTHERWISE(table)                                                              \
	"SELECT (SELECT count(*) FROM " table " WHERE id = $1 AND voided_at IS NOT NULL) <>" \
	" (SELECT count(*) FROM audit WHERE entity = '" table "' AND entity_id = $1"         \
	"  AND action = '" table "-void') OR EXISTS (SELECT 1 FROM audit a JOIN " table      \
	" t ON t.id = a.entity_id"                                                           \
	" WHERE a.entity = '" table "' AND a.entity_id = $1 AND a.action = '" table "-void'" \
	" AND a.detail IS NOT t.voided_on || ' ' || t.void_reason"                           \
	" AND NOT (a.detail IS t.voided_on || ' ' AND EXISTS"                                \
	"  (SELECT 1 FROM audit_value v WHERE v.seq = a.seq AND v.words IS NULL)))"

static const struct family_check families[] = {
	{ "charge", "charge-add", "SELECT id FROM charge WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM charge WHERE id = $1",
	  "SELECT (SELECT count(*) FROM charge WHERE id = $1 AND voided_at IS NOT NULL) -"
	  " (SELECT count(*) FROM audit WHERE entity = 'charge' AND entity_id = $1 AND action = 'charge-void')",
	  canonical_charge, N_("Charge %lld is not what the audit says was charged."),
	  N_("Charge %lld was voided or restored past the audit."),
	  N_("Charge %lld stands in the audit, but is gone.") },
	{ "invoice", "invoice-issue", "SELECT id FROM invoice WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM invoice WHERE id = $1", VOIDED_OTHERWISE("invoice"), canonical_invoice,
	  N_("Invoice %lld is not what the audit says was issued."),
	  N_("Invoice %lld was voided or restored past the audit."),
	  N_("Invoice %lld stands in the audit, but is gone.") },
	{ "payment", "payment-add", "SELECT id FROM payment WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM payment WHERE id = $1", VOIDED_OTHERWISE("payment"), canonical_payment,
	  N_("Payment %lld is not what the audit says was paid."),
	  N_("Payment %lld was voided or restored past the audit."),
	  N_("Payment %lld stands in the audit, but is gone.") },
	{ "allocation", "payment-settle", "SELECT id FROM allocation WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM allocation WHERE id = $1", NULL, canonical_allocation,
	  N_("What payment settles which invoice (%lld) is not what the audit says."), NULL,
	  N_("What a payment settled (%lld) stands in the audit, but is gone.") },
	{ "export_batch", "export-billing",
	  "SELECT number FROM export_batch WHERE number > $1 ORDER BY number LIMIT $2",
	  "SELECT count(*) FROM export_batch WHERE number = $1", NULL, canonical_export_batch,
	  N_("Batch %lld is not what the audit says was exported."), NULL,
	  N_("Batch %lld stands in the audit, but is gone.") },
	{ "addendum", "addendum-add", "SELECT id FROM addendum WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM addendum WHERE id = $1", NULL, canonical_addendum,
	  N_("Addendum %lld is not what the audit says was written."), NULL,
	  N_("Addendum %lld stands in the audit, but is gone.") },
	{ "draft_copy", "draft-keep", "SELECT id FROM draft_copy WHERE id > $1 ORDER BY id LIMIT $2",
	  "SELECT count(*) FROM draft_copy WHERE id = $1", NULL, canonical_draft_copy,
	  N_("The copy %lld of a draft is not what the audit says was kept."), NULL,
	  N_("The copy %lld of a draft stands in the audit, but is gone.") },
};
enum { FAMILIES = sizeof families / sizeof *families };

static void family_fault(struct check *check, const char *sentence, int64_t id)
{
	char *line = str_format(_(sentence), (long long)id);
	verify_fault(check, "%s", line);
	free(line);
}

static bool check_row(struct check *check, const void *context, int64_t id, struct err *err)
{
	const struct family_check *family = context;
	char now[DIGEST_SIZE];
	int64_t unexplained = 0;
	struct str sealed;

	str_init(&sealed);
	bool ok = family->canonical(check->store, id, now, err) &&
		  sealed_digest(check, family->entity, family->added, id, &sealed, err) &&
		  (family->voided == NULL ||
		   db_ask(check->store->db, &unexplained, err, family->voided, "i", id));
	if (ok && !str_eq(now, sealed.s))
		family_fault(check, family->changed, id);
	if (ok && unexplained != 0)
		family_fault(check, family->past_audit, id);
	str_release(&sealed);
	return ok;
}

static bool check_kept(struct check *check, const void *context, int64_t id, struct err *err)
{
	const struct family_check *family = context;
	int64_t n;

	if (!db_ask(check->store->db, &n, err, family->count, "i", id))
		return false;
	if (n == 0)
		family_fault(check, family->gone, id);
	return true;
}

static bool check_family(struct check *check, const struct family_check *family, struct err *err)
{
	return each_id(check, family->ids, NULL, NULL, check_row, family, err) &&
	       each_id(check, audited_ids, family->entity, family->added, check_kept, family, err);
}

/* ---- all ---- */

static bool check_sessions(struct check *check, struct err *err)
{
	return each_id(check,
		       "SELECT id FROM session WHERE status = 'signed' AND id > $1 ORDER BY id LIMIT $2",
		       NULL, NULL, check_session, NULL, err) &&
	       each_id(check, audited_ids, "session", "session-sign", check_still_signed, NULL, err);
}

/* Each record is looked at once as it stands and once from the audit. */
static bool count_work(struct check *check, struct err *err)
{
	int64_t audit, sealed;

	if (!db_ask(check->store->db, &audit, err, "SELECT count(*) FROM audit_row", "") ||
	    !db_ask(check->store->db, &sealed, err,
		    "SELECT (SELECT count(*) FROM session WHERE status = 'signed') + (SELECT count(*) FROM charge)"
		    " + (SELECT count(*) FROM invoice) + (SELECT count(*) FROM payment)"
		    " + (SELECT count(*) FROM allocation) + (SELECT count(*) FROM export_batch)"
		    " + (SELECT count(*) FROM addendum) + (SELECT count(*) FROM draft_copy)",
		    ""))
		return false;
	check->total = audit + 2 * sealed;
	return true;
}

static bool check_records(struct check *check, struct err *err)
{
	if (!count_work(check, err) || !verify_chain(check, err) || !check_sessions(check, err))
		return false;
	for (size_t i = 0; i < FAMILIES; i++)
		if (!check_family(check, &families[i], err))
			return false;
	return true;
}

bool store_verify(struct store *store, struct verify_result *result,
		  void (*progress)(void *context, long long done, long long total), void *context,
		  struct err *err)
{
	struct check check = { store, result, progress, context, 0, 0 };
	struct err trouble = ERR_INIT;

	if (!check_file(&check, err))
		return false;
	if (!check_records(&check, &trouble)) {
		/* A file so broken that records cannot be read is a finding, not a failure of the check. */
		if (trouble.kind != ERR_DAMAGED && result->faults == 0)
			return err_set(err, trouble.kind, "%s", trouble.text);
		verify_fault(&check, "%s", trouble.text);
	}
	if (progress != NULL && check.total > 0)
		progress(context, check.total, check.total);
	return true;
}
