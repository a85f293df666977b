/* SPDX-License-Identifier: MIT */
/* Addenda as stored. */
#include "store/addenda.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/canonical.h"
#include "store/people.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct addendum, id),
	COLUMN("uid", WORDS, struct addendum, uid),
	COLUMN("session_id", ID, struct addendum, session_id),
	COLUMN("at", WORDS, struct addendum, at),
	COLUMN("author_id", ID, struct addendum, author_id),
	COLUMN("author", WORDS, struct addendum, author),
	COLUMN("reason", WORDS, struct addendum, reason),
	COLUMN("text", WORDS, struct addendum, text),
};
static const struct family family = {
	.table = "addendum",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

static bool fill_author(struct store *store, struct addendum *addendum, struct err *err)
{
	struct practitioner p;
	char at[INSTANT_SIZE];

	practitioner_init(&p);
	bool ok = practitioner_load(store, store->actor, &p, err);
	if (ok) {
		instant_format(clock_now(), at);
		mem_replace(&addendum->at, at);
		addendum->author_id = p.id;
		mem_replace(&addendum->author, p.name);
	}
	practitioner_release(&p);
	return ok;
}

static bool write_addendum(struct store *store, struct addendum *addendum, struct err *err)
{
	char digest[DIGEST_SIZE];

	record_ensure_uid(&addendum->uid);
	return fill_author(store, addendum, err) && family_add(store->db, &family, addendum, NULL, err) &&
	       canonical_addendum(store, addendum->id, digest, err) &&
	       audit_add(store, "addendum-add", "addendum", addendum->id, digest, err);
}

bool addendum_add(struct store *store, struct addendum *addendum, struct err *err)
{
	if (addendum->id != 0)
		return err_set(err, ERR_REFUSED,
			       _("An addendum cannot be changed. Write another one below it."));
	if (store->actor == 0)
		return err_set(err, ERR_REFUSED, _("An addendum needs a person: say first who you are."));
	if (!store_may_chart(store, err) || !addendum_check(addendum, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_addendum(store, addendum, err), err))
		return true;
	addendum->id = 0;
	return false;
}

RECORD_LIST(addenda, addendum, family)

bool addenda_load(struct store *store, int64_t session_id, struct addenda *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct addenda){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(store->db, &family, &stmt, err,
			  "SELECT {addendum} FROM addendum WHERE session_id = $1 ORDER BY id", "i",
			  session_id))
		return false;
	return addenda_read(stmt, out, err);
}
