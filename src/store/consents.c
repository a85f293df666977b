/* SPDX-License-Identifier: MIT */
/* Consents as stored. */
#include "store/consents.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct consent, id),
	COLUMN("uid", WORDS, struct consent, uid),
	COLUMN("client_id", ID, struct consent, client_id),
	COLUMN_AND("scope", CODE, struct consent, scope, .coding = &coding_consent_scope),
	COLUMN_AND("form", CODE, struct consent, form, .coding = &coding_consent_form),
	COLUMN("given_on", WORDS, struct consent, given_on),
	COLUMN("withdrawn_on", TEXT, struct consent, withdrawn_on),
	COLUMN("by_name", TEXT, struct consent, by.name),
	COLUMN("relation", TEXT, struct consent, by.relation),
	COLUMN("receiver", TEXT, struct consent, receiver),
	COLUMN("note", TEXT, struct consent, note),
	COLUMN("recorded_at", WORDS, struct consent, recorded_at),
	COLUMN("recorded_by", REF, struct consent, recorded_by),
};
static const struct family family = {
	.table = "consent",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};
/* ---- of a client ---- */

RECORD_LIST(consents, consent, family)

bool consents_load(struct store *store, int64_t client_id, struct consents *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct consents){ NULL, 0 };
	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {consent} FROM consent WHERE client_id = $1 AND voided_at IS NULL"
			  " AND (scope IN ('privacy', 'contact') OR $2 = 1) ORDER BY given_on DESC, id DESC",
			  "ii", client_id, (int64_t)store_may_chart(store, NULL)))
		return false;
	return consents_read(stmt, out, err);
}

static bool insert(struct store *store, struct consent *consent, struct err *err)
{
	return family_add(store->db, &family, consent, NULL, err) &&
	       audit_add(store, "consent-add", "consent", consent->id, consent_scope_code(consent->scope),
			 err);
}

bool consent_add(struct store *store, struct consent *consent, struct err *err)
{
	char today[DATE_SIZE];
	bool needs_person;

	date_today(today);
	if (!store_may_chart(store, err) ||
	    !consent_needs_person(store, consent->client_id, today, &needs_person, err) ||
	    !consent_check(consent, needs_person, today, err) || !store_begin(store, err))
		return false;
	record_stamp(store, &consent->recorded_at, &consent->recorded_by);
	record_ensure_uid(&consent->uid);
	if (store_end(store, insert(store, consent, err), err))
		return true;
	consent->id = 0;
	return false;
}

static bool write_withdrawn(struct store *store, int64_t id, const char *day, struct err *err)
{
	if (!db_run(store->db, err,
		    "UPDATE consent SET withdrawn_on = $1 WHERE id = $2 AND voided_at IS NULL"
		    " AND ($1 IS NULL OR withdrawn_on IS NULL)",
		    "si", day, id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_STALE, _("This consent has been withdrawn or taken away already."));
	return audit_add(store, day ? "consent-withdraw" : "consent-again", "consent", id, day, err);
}

bool consent_withdraw(struct store *store, const struct consent *consent, const char *day, struct err *err)
{
	char today[DATE_SIZE];

	date_today(today);
	return store_may_chart(store, err) &&
	       (day == NULL || consent_withdrawal_check(consent, day, today, err)) &&
	       store_begin(store, err) &&
	       store_end(store, write_withdrawn(store, consent->id, day, err), err);
}

static const struct voiding voiding = VOIDING("consent", "consent", N_("The consent does not exist."));

bool consent_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* A flag may say the year or the month alone: it counts from its first day and up to its last. */
static bool is_flagged(struct store *store, int64_t client_id, const char *day, bool *flagged,
		       struct err *err)
{
	int64_t n;

	if (!db_ask(store->db, &n, err,
		    "SELECT count(*) FROM flag WHERE client_id = $1 AND condition IN ('MINOR', 'COGNI')"
		    " AND voided_at IS NULL AND (since IS NULL OR since <= $2)"
		    " AND (until IS NULL OR until >= substr($2, 1, length(until)))",
		    "is", client_id, day))
		return false;
	*flagged = n > 0;
	return true;
}

bool consent_needs_person(struct store *store, int64_t client_id, const char *day, bool *needs,
			  struct err *err)
{
	char *birth = NULL;

	if (!is_flagged(store, client_id, day, needs, err) ||
	    !db_ask_text(store->db, &birth, err, "SELECT birth FROM client WHERE id = $1", "i", client_id))
		return false;
	*needs = *needs || consent_is_minor(birth, day);
	free(birth);
	return true;
}

/* ---- of a session ---- */

void session_consents_release(struct session_consents *consents)
{
	for (int i = 0; i < CONSENT_OF_SESSION; i++) {
		free(consents->scope[i].by.name);
		free(consents->scope[i].by.relation);
	}
	*consents = (struct session_consents){ 0 };
}

/* The newest word of a scope comes last. */
static bool read_session_consents(struct db_stmt *stmt, struct session_consents *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		enum consent_scope scope;
		if (!consent_scope_from_code(db_text_of(stmt, "scope"), &scope) ||
		    scope >= CONSENT_OF_SESSION)
			continue;
		struct session_consent *said = &out->scope[scope];
		said->given = db_int_of(stmt, "given") != 0;
		mem_replace(&said->by.name, said->given ? db_text_of(stmt, "by_name") : NULL);
		mem_replace(&said->by.relation, said->given ? db_text_of(stmt, "relation") : NULL);
	}
	return step == DB_DONE;
}

bool session_consents_load(struct store *store, int64_t session_id, struct session_consents *out,
			   struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct session_consents){ 0 };
	if (!store_may_chart(store, NULL))
		return true;
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT scope, given, by_name, relation FROM session_consent WHERE session_id = $1 ORDER BY id",
		    "i", session_id))
		return false;
	bool ok = read_session_consents(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		session_consents_release(out);
	return ok;
}

static bool write_session(struct store *store, int64_t session_id, enum consent_scope scope, bool given,
			  const struct consent_person *by, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	return db_run(store->db, err,
		      "INSERT INTO session_consent (session_id, scope, given, recorded_at, recorded_by, by_name,"
		      " relation) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		      "isisrss", session_id, consent_scope_code(scope), (int64_t)given, at, store->actor,
		      by ? by->name : NULL, by ? by->relation : NULL) &&
	       audit_add(store, given ? "consent-give" : "consent-withdraw", "session", session_id,
			 consent_scope_code(scope), err);
}

bool session_consent_save(struct store *store, int64_t session_id, enum consent_scope scope, bool given,
			  const struct consent_person *by, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, write_session(store, session_id, scope, given, by, err), err);
}

/* ---- what was done before ---- */

bool client_techniques(struct store *store, int64_t client_id, struct str *out, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!store_may_chart(store, NULL))
		return true;
	if (!db_query(store->db, &stmt, err,
		      "SELECT DISTINCT a.technique FROM application a JOIN session s ON s.id = a.session_id"
		      " WHERE s.client_id = $1 AND a.voided_at IS NULL ORDER BY a.technique",
		      "i", client_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		str_addf(out, "%s%s", out->len ? " " : "", db_text(stmt, 0));
	db_reset(stmt);
	return step == DB_DONE;
}
