/* SPDX-License-Identifier: MIT */
/* The signing passphrase of each person. Hashing takes its time and never happens while the records are locked. */
#include "store/credentials.h"

#include <stdio.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/secret.h"
#include "base/str.h"
#include "store/audit.h"

enum { FAILURES_MAX = 1000 }; /* counted no further */

struct stored {
	bool found;
	char hash[SECRET_HASH_SIZE];
	int failures, wait_seconds;
};

static bool need_person(const struct store *store, struct err *err)
{
	return store->actor != 0 ||
	       err_set(err, ERR_REFUSED, _("A passphrase belongs to a person: say first who you are."));
}

/* A time further ahead than any wait was set by a clock that went wrong. */
static int seconds_left(const char *blocked_until)
{
	int64_t until;

	if (blocked_until == NULL || !instant_parse(blocked_until, &until))
		return 0;
	int64_t left = until - clock_now();
	return left > 0 && left <= SECRET_WAIT_MAX_SECONDS ? (int)left : 0;
}

static bool load(struct store *store, struct stored *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct stored){ .found = false };
	if (!db_query(store->db, &stmt, err,
		      "SELECT hash, failures, blocked_until FROM credential WHERE practitioner_id = $1", "i",
		      store->actor))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		out->found = true;
		snprintf(out->hash, sizeof out->hash, "%s", db_text_of(stmt, "hash"));
		out->failures = (int)db_int_of(stmt, "failures");
		out->wait_seconds = seconds_left(db_text_of(stmt, "blocked_until"));
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

bool credential_load(struct store *store, struct credential *out, struct err *err)
{
	struct stored stored;

	*out = (struct credential){ .is_set = false };
	if (!need_person(store, err) || !load(store, &stored, err))
		return false;
	*out = (struct credential){ stored.found, stored.failures, stored.wait_seconds };
	return true;
}

/* ---- trying ---- */

static bool refuse_now(int seconds, struct err *err)
{
	if (seconds < 60)
		return err_set(err, ERR_REFUSED,
			       P_("Too many wrong passphrases. Try again in %d second.",
				  "Too many wrong passphrases. Try again in %d seconds.", seconds),
			       seconds);
	int minutes = (seconds + 59) / 60;
	return err_set(err, ERR_REFUSED,
		       P_("Too many wrong passphrases. Try again in %d minute.",
			  "Too many wrong passphrases. Try again in %d minutes.", minutes),
		       minutes);
}

static bool count_try(struct store *store, struct stored *stored, struct err *err)
{
	char until[INSTANT_SIZE];

	if (!load(store, stored, err))
		return false;
	if (!stored->found)
		return err_set(err, ERR_MISSING,
			       _("You have not chosen a signing passphrase yet. Choose one first."));
	if (stored->wait_seconds > 0)
		return refuse_now(stored->wait_seconds, err);
	if (stored->failures < FAILURES_MAX)
		stored->failures++;
	instant_format(clock_now() + secret_wait_seconds(stored->failures), until);
	return db_run(store->db, err,
		      "UPDATE credential SET failures = $1, blocked_until = $2 WHERE practitioner_id = $3",
		      "isi", (int64_t)stored->failures, until, store->actor);
}

static bool begin_try(struct store *store, struct stored *stored, struct err *err)
{
	return need_person(store, err) && store_begin(store, err) &&
	       store_end(store, count_try(store, stored, err), err);
}

static bool forget_failures(struct store *store, const char *hash, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store,
			 db_run(store->db, err,
				"UPDATE credential SET failures = 0, blocked_until = NULL"
				" WHERE practitioner_id = $1 AND hash = $2",
				"is", store->actor, hash),
			 err);
}

static bool refuse_wrong(struct store *store, const struct stored *stored, struct err *err)
{
	int wait = secret_wait_seconds(stored->failures);

	if (!audit_add(store, "passphrase-refuse", "practitioner", store->actor, NULL, err))
		return false;
	if (wait == 0)
		return err_set(err, ERR_REFUSED,
			       _("That is not your passphrase. Nothing was signed or changed."));
	return err_set(err, ERR_REFUSED,
		       P_("That is not your passphrase. The next try is possible in %d second.",
			  "That is not your passphrase. The next try is possible in %d seconds.", wait),
		       wait);
}

/* `stored` is what the passphrase was held against. */
static bool try_passphrase(struct store *store, const char *passphrase, struct stored *stored,
			   struct err *err)
{
	if (!begin_try(store, stored, err))
		return false;
	if (secret_check(stored->hash, passphrase))
		return forget_failures(store, stored->hash, err);
	return refuse_wrong(store, stored, err);
}

bool credential_check(struct store *store, const char *passphrase, struct err *err)
{
	struct stored stored;

	return try_passphrase(store, passphrase, &stored, err);
}

bool credential_vouch(struct store *store, int64_t session_id, const char *passphrase, struct err *err)
{
	store->vouched = 0;
	if (!credential_check(store, passphrase, err))
		return false;
	store->vouched = session_id;
	return true;
}

/* ---- choosing ---- */

/* `before` is the hash that was checked, NULL when there was none. */
static bool write_hash(struct store *store, const char *before, const char *hash, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	bool ok =
		before == NULL
			? db_run(store->db, err,
				 "INSERT INTO credential (practitioner_id, hash, changed_at, failures)"
				 " VALUES ($1, $2, $3, 0) ON CONFLICT (practitioner_id) DO NOTHING",
				 "iss", store->actor, hash, at)
			: db_run(store->db, err,
				 "UPDATE credential SET hash = $2, changed_at = $3, failures = 0, blocked_until = NULL"
				 " WHERE practitioner_id = $1 AND hash = $4",
				 "isss", store->actor, hash, at, before);
	if (!ok)
		return false;
	if (db_changes(store->db) == 0)
		return err_set(
			err, ERR_STALE,
			_("Your passphrase was changed in another window meanwhile. Use that one, or change it again."));
	return audit_add(store, "passphrase-set", "practitioner", store->actor, NULL, err);
}

bool credential_set(struct store *store, const char *old, const char *fresh, struct err *err)
{
	struct stored stored;
	char hash[SECRET_HASH_SIZE];

	if (!need_person(store, err) || !load(store, &stored, err))
		return false;
	if (stored.found && old == NULL)
		return err_set(err, ERR_REFUSED,
			       _("Type the passphrase that you have now first; then the new one."));
	if (stored.found && !try_passphrase(store, old, &stored, err))
		return false;
	return secret_hash(fresh, hash, err) && store_begin(store, err) &&
	       store_end(store, write_hash(store, stored.found ? stored.hash : NULL, hash, err), err);
}

static bool remove_hash(struct store *store, int64_t practitioner_id, struct err *err)
{
	if (!db_run(store->db, err, "DELETE FROM credential WHERE practitioner_id = $1", "i",
		    practitioner_id))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(err, ERR_MISSING, _("This person has not chosen a passphrase."));
	return audit_add(store, "passphrase-reset", "practitioner", practitioner_id, NULL, err);
}

bool credential_reset(struct store *store, int64_t practitioner_id, struct err *err)
{
	if (store->actor == 0 || store->actor_role != ROLE_OWNER)
		return err_set(err, ERR_REFUSED,
			       _("Only the owner of the practice takes a forgotten passphrase away."));
	if (practitioner_id == store->actor)
		return err_set(err, ERR_REFUSED,
			       _("Your own passphrase is changed with the old one, not taken away."));
	return store_begin(store, err) && store_end(store, remove_hash(store, practitioner_id, err), err);
}
