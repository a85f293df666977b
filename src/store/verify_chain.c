/* SPDX-License-Identifier: MIT */
/* Whether each row of the audit follows from the row before it, and is said by the tables as it was hashed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "store/audit_chain.h"
#include "store/verify_inner.h"

/* A row as it lies in the tables. */
struct link {
	struct audit_row row;
	char at[INSTANT_SIZE], value[DIGEST_SIZE], hash[DIGEST_SIZE];
	struct str said; /* what the hash covers as the row's detail */
	bool is_emptied; /* a person's words were destroyed */
	bool is_odd;     /* as no program of ours has written it */
};

struct chain {
	int64_t seq; /* of the last row that was read */
	char hash[DIGEST_SIZE];
	bool more;
};

/* The stand-in comes from the one row that tells of the destruction. */
static const char links_sql[] =
	"SELECT r.seq, r.at, l.word, a.word, e.word, r.entity_id, r.detail, v.words, r.seal, r.value_digest, r.hash,"
	" v.seq, v.salt, CASE WHEN v.seq IS NOT NULL AND v.words IS NULL THEN"
	"  (SELECT CASE WHEN count(*) = 1 THEN min(d.detail) END FROM audit d"
	"   WHERE d.entity = 'audit' AND d.entity_id = r.seq AND d.action = 'audit-empty') END"
	" FROM audit_row r LEFT JOIN audit_word l ON l.id = r.login LEFT JOIN audit_word a ON a.id = r.action"
	" LEFT JOIN audit_word e ON e.id = r.entity LEFT JOIN audit_value v ON v.seq = r.seq"
	" WHERE r.seq > $1 ORDER BY r.seq LIMIT $2";
enum column {
	SEQ,
	AT,
	LOGIN,
	ACTION,
	ENTITY,
	ENTITY_ID,
	DETAIL,
	WORDS,
	SEAL,
	VALUE_DIGEST,
	HASH,
	VALUE,
	SALT,
	STAND_IN
};

static bool has_hidden_bytes(struct db_stmt *stmt)
{
	static const enum column texts[] = { LOGIN, ACTION, ENTITY, DETAIL, WORDS };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *text = db_text(stmt, texts[i]);
		if (text != NULL && strlen(text) != db_bytes(stmt, texts[i]))
			return true;
	}
	return false;
}

static bool read_digest(struct db_stmt *stmt, enum column column, char out[DIGEST_SIZE])
{
	size_t n;
	const void *bytes = db_blob(stmt, column, &n);

	if (n != DIGEST_BYTES)
		return false;
	digest_unpack(bytes, out);
	return true;
}

/* ---- reading a row ---- */

/* The fingerprint of a record and what the program has put there. */
static void read_detail(struct link *link, struct db_stmt *stmt)
{
	const char *detail = db_text(stmt, DETAIL);
	char seal[DIGEST_SIZE] = "";

	if (!db_is_null(stmt, SEAL) && !read_digest(stmt, SEAL, seal))
		link->is_odd = true;
	str_add(&link->said, seal);
	str_add(&link->said, detail != NULL ? detail : "");
	if (detail != NULL || seal[0] != '\0')
		link->row.detail = link->said.s;
}

/* In the first form the words are a part of what was hashed, and there is no salt. */
static void read_words(struct link *link, struct db_stmt *stmt)
{
	const char *words = db_text(stmt, WORDS);

	link->is_odd |= !db_is_null(stmt, SALT);
	if (words == NULL)
		return;
	str_add(&link->said, words);
	link->row.detail = link->said.s;
}

/* In the second form it is their fingerprint. */
static void read_value(struct link *link, struct db_stmt *stmt)
{
	const char *words = db_text(stmt, WORDS);
	char expected[DIGEST_SIZE];
	size_t n;
	const unsigned char *salt = db_blob(stmt, SALT, &n);

	link->is_odd |= !read_digest(stmt, VALUE_DIGEST, link->value) || db_is_null(stmt, VALUE);
	link->row.value = link->value;
	if (words == NULL) {
		link->is_odd |= salt != NULL;
	} else if (n != SALT_BYTES) {
		link->is_odd = true;
	} else {
		audit_value_digest(salt, words, expected);
		link->is_odd |= strcmp(expected, link->value) != 0;
	}
}

static void read_link(struct link *link, struct db_stmt *stmt)
{
	int64_t at = db_int(stmt, AT), again;

	link->row = (struct audit_row){
		.seq = db_int(stmt, SEQ),
		.at = link->at,
		.login = db_text(stmt, LOGIN),
		.action = db_text(stmt, ACTION),
		.entity = db_text(stmt, ENTITY),
		.entity_id = db_int(stmt, ENTITY_ID),
	};
	instant_format(at, link->at);
	link->is_odd = !instant_parse(link->at, &again) || again != at || has_hidden_bytes(stmt) ||
		       !read_digest(stmt, HASH, link->hash);
	link->is_emptied = !db_is_null(stmt, VALUE) && db_text(stmt, WORDS) == NULL;
	read_detail(link, stmt);
	if (!db_is_null(stmt, VALUE_DIGEST))
		read_value(link, stmt);
	else if (!db_is_null(stmt, VALUE))
		read_words(link, stmt);
}

/* ---- checking it ---- */

/* A row of the first form whose words are gone can't be hashed again: its stand-in answers for it. */
static bool follows(const struct link *link, const char *previous)
{
	char expected[DIGEST_SIZE];

	if (link->is_emptied && link->row.value == NULL)
		return !link->is_odd;
	audit_hash(&link->row, previous, expected);
	return !link->is_odd && strcmp(link->hash, expected) == 0;
}

static void check_stand_in(struct check *check, const struct link *link, const char *stand_in)
{
	char expected[DIGEST_SIZE];

	check->result->emptied_rows++;
	audit_stand_in(&link->row, link->hash, expected);
	if (stand_in == NULL || strcmp(stand_in, expected) != 0)
		verify_fault(check,
			     _("The words of row %" PRId64
			       " of the audit are gone, but the audit does not tell of that."),
			     link->row.seq);
}

static void check_link(struct check *check, struct chain *chain, struct db_stmt *stmt)
{
	struct link link = { .hash = "" };

	str_init(&link.said);
	read_link(&link, stmt);
	int64_t seq = link.row.seq;
	check->result->audit_rows++;
	if (seq != chain->seq + 1)
		verify_fault(check,
			     P_("%" PRId64 " row of the audit is missing before row %" PRId64 ".",
				"%" PRId64 " rows of the audit are missing before row %" PRId64 ".",
				seq - chain->seq - 1),
			     seq - chain->seq - 1, seq);
	if (!follows(&link, chain->hash))
		verify_fault(check,
			     _("Row %" PRId64
			       " of the audit does not follow from the row before it: one was changed."),
			     seq);
	if (link.is_emptied)
		check_stand_in(check, &link, db_text(stmt, STAND_IN));
	chain->seq = seq;
	snprintf(chain->hash, sizeof chain->hash, "%s", link.hash);
	chain->more = true;
	verify_advance(check);
	str_release(&link.said);
}

static bool check_links(struct check *check, struct chain *chain, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	chain->more = false;
	if (!db_query(check->store->db, &stmt, err, links_sql, "ii", chain->seq, (int64_t)VERIFY_STEP))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		check_link(check, chain, stmt);
	db_reset(stmt);
	return step == DB_DONE;
}

bool verify_chain(struct check *check, struct err *err)
{
	struct chain chain = { .seq = 0, .more = true };

	snprintf(chain.hash, sizeof chain.hash, "%s", audit_zero);
	while (chain.more)
		if (!check_links(check, &chain, err))
			return false;
	return true;
}
