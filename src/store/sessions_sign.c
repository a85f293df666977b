/* SPDX-License-Identifier: MIT */
/* Signing: the note, its fingerprint, the charge and the audit row in one transaction. */
#include "store/sessions.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/charges.h"
#include "store/draft_copy.h"
#include "store/presence.h"
#include "store/when.h"

bool session_digest(struct store *store, int64_t session_id, char out[65], struct err *err)
{
	return canonical_session(store, session_id, out, err);
}

static bool refuse_draft(const struct draft *draft, struct err *err)
{
	char when[WHEN_SIZE];

	when_words(draft->saved_at, when);
	return err_set(
		err, ERR_STALE,
		_("%s has written in this note meanwhile (saved %s). Open it again and read it before signing."),
		draft->holder, when);
}

/* The draft goes with the signature. What it says is signed, or was somebody else's and stops the signing, or is put
 * aside: the signer may have typed it in another window. */
static bool settle_draft(struct store *store, const struct session *session, struct err *err)
{
	struct draft draft;
	bool same = true;

	draft_init(&draft);
	bool ok = draft_load(store, session->id, &draft, err);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		same = same && str_eq(draft.text[i], session->text[i]);
	if (ok && draft.session_id != 0 && !same)
		ok = str_eq(draft.holder, store->actor_login)
			     ? draft_keep_copy(store, &draft, _("Another text of this note was signed."), err)
			     : refuse_draft(&draft, err);
	draft_release(&draft);
	return ok && db_run(store->db, err, "DELETE FROM draft WHERE session_id = $1", "i", session->id) &&
	       db_run(store->db, err, "DELETE FROM note_sentence WHERE session_id = $1", "i", session->id);
}

static bool refuse_stale(struct store *store, const struct session *session, struct err *err)
{
	int64_t is_signed;

	if (!db_ask(store->db, &is_signed, err,
		    "SELECT CASE WHEN status = 'signed' THEN 1 ELSE 0 END FROM session"
		    " WHERE id = $1",
		    "i", session->id))
		return false;
	if (is_signed)
		return err_set(err, ERR_STALE,
			       _("This session has been signed meanwhile. Open it again to see it."));
	return err_set(err, ERR_STALE,
		       _("Somebody else has changed this session meanwhile. Open it again, then sign."));
}

static bool write_note(struct store *store, const struct session *session, const char *at, const char *reason,
		       struct err *err)
{
	if (!db_run(store->db, err,
		    "UPDATE session SET subjective = $1, objective = $2, assessment = $3, plan = $4, response = $5,"
		    " adverse = $6, override_reason = $7, signed_at = $8, signed_by = $9, status = 'signed',"
		    " version = version + 1"
		    " WHERE id = $10 AND version = $11 AND status IN ('booked', 'arrived', 'open')",
		    "ssssssssiii", session->text[NOTE_SUBJECTIVE], session->text[NOTE_OBJECTIVE],
		    session->text[NOTE_ASSESSMENT], session->text[NOTE_PLAN], session->response,
		    session->adverse, reason, at, store->actor, session->id, session->version))
		return false;
	return db_changes(store->db) == 1 || refuse_stale(store, session, err);
}

/* The caller's charge is a draft without a session; what is stored is its own. */
static bool add_charge(struct store *store, const struct session *session, const struct charge *draft,
		       struct err *err)
{
	struct charge charge = *draft; /* borrows the texts */

	charge.id = 0;
	charge.uid = NULL;
	charge.session_id = session->id;
	charge.client_id = session->client_id;
	charge.practitioner_id = session->practitioner_id;
	bool ok = charge_add(store, &charge, err);
	free(charge.uid);
	return ok;
}

/* The digest is the first line of the audit's detail, where store_verify looks for it; then how the person was known,
 * then the reason for signing an incomplete note. */
static bool write_seal(struct store *store, int64_t id, const char *reason, char digest[DIGEST_SIZE],
		       struct err *err)
{
	if (!canonical_session(store, id, digest, err) ||
	    !db_run(store->db, err, "UPDATE session SET digest = $1 WHERE id = $2", "si", digest, id))
		return false;
	char *detail = str_format("%s\npassphrase: %s%s", digest,
				  store->vouched == id ? "given" : "not asked", reason != NULL ? "\n" : "");
	bool ok = audit_add_words(store, "session-sign", "session", id, detail, reason, err);
	free(detail);
	return ok;
}

static bool sign(struct store *store, const struct session *session, const struct charge *charge,
		 const char *at, const char *reason, char digest[DIGEST_SIZE], struct err *err)
{
	return presence_refuse_colleague(store, session->id, err) && settle_draft(store, session, err) &&
	       write_note(store, session, at, reason, err) &&
	       write_seal(store, session->id, reason, digest, err) &&
	       (charge == NULL || add_charge(store, session, charge, err));
}

bool session_sign(struct store *store, struct session *session, const struct charge *charge,
		  const char *override_reason, struct err *err)
{
	char at[INSTANT_SIZE], digest[DIGEST_SIZE];
	const char *reason = str_empty(override_reason) ? NULL : override_reason;

	if (store->actor == 0)
		return err_set(err, ERR_REFUSED, _("Signing needs a person: say first who you are."));
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	instant_format(clock_now(), at);
	if (!store_end(store, sign(store, session, charge, at, reason, digest, err), err))
		return false;
	store->vouched = 0;
	session->version++;
	session->status = SESSION_SIGNED;
	session->signed_by = store->actor;
	mem_replace(&session->signed_at, at);
	mem_replace(&session->digest, digest);
	return true;
}
