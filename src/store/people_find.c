/* SPDX-License-Identifier: MIT */
/* Finding a client by any beginning of a word, fast with a hundred thousand of them. */
#include "store/people.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/client_words.h"
#include "store/family.h"
#include "store/people_names.h"

/* A word that begins more keys than this is too common to go by: the list is walked in its order instead. */
enum { COMMON = 4000 };

/* The first parameters of every statement here: two patterns for each typed word. A word that was not typed has the
 * pattern that all take. */
#define EVERY_WORD                                                                           \
	" (c.words LIKE $1 OR c.words LIKE $2) AND (c.words LIKE $3 OR c.words LIKE $4)"     \
	" AND (c.words LIKE $5 OR c.words LIKE $6) AND (c.words LIKE $7 OR c.words LIKE $8)" \
	" AND (c.words LIKE $9 OR c.words LIKE $10) AND (c.words LIKE $11 OR c.words LIKE $12)"
enum { FROM = 2 * TYPED_WORDS + 1, UPTO, LIMIT, KEY_FROM, KEY_UPTO };

/* Names that begin with the first word, in their order. */
static const char by_family[] =
	"SELECT c.id AS id FROM client c WHERE c.name_key >= $13 AND c.name_key < $14 AND" EVERY_WORD
	" ORDER BY c.name_key, c.id LIMIT $15";
/* The others, by the rarest word. */
static const char by_key[] = "SELECT c.id AS id FROM client c WHERE c.id IN"
			     " (SELECT client_id FROM client_key WHERE word >= $16 AND word < $17)"
			     " AND NOT (c.name_key >= $13 AND c.name_key < $14) AND" EVERY_WORD
			     " ORDER BY c.name_key, c.id LIMIT $15";
/* The others, when every word is common. */
static const char by_walk[] =
	"SELECT c.id AS id FROM client c WHERE NOT (c.name_key >= $13 AND c.name_key < $14) AND" EVERY_WORD
	" ORDER BY c.name_key, c.id LIMIT $15";

struct found {
	int64_t *ids;
	size_t n, limit;
};

static bool collect(struct db_stmt *stmt, struct found *found, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW && found->n < found->limit)
		found->ids[found->n++] = db_int_of(stmt, "id");
	db_reset(stmt);
	return step != DB_FAILED;
}

static void bind_words(struct db_stmt *stmt, const struct typed_words *typed)
{
	for (int i = 0; i < TYPED_WORDS; i++) {
		const struct typed_word *word = (size_t)i < typed->n ? &typed->words[i] : NULL;
		db_bind_text(stmt, 2 * i + 1, word != NULL ? word->anywhere : "%");
		db_bind_text(stmt, 2 * i + 2, word != NULL ? word->in_phone : NULL);
	}
	db_bind_text(stmt, FROM, typed->words[0].from);
	db_bind_text(stmt, UPTO, typed->words[0].upto);
}

static bool search(struct store *store, const char *sql, const struct typed_words *typed,
		   const struct typed_word *key, struct found *found, struct err *err)
{
	struct db_stmt *stmt;

	if (found->n == found->limit)
		return true;
	if (!db_prepare(store->db, sql, &stmt, err))
		return false;
	bind_words(stmt, typed);
	db_bind_int(stmt, LIMIT, (int64_t)(found->limit - found->n));
	if (key != NULL) {
		db_bind_text(stmt, KEY_FROM, key->from);
		db_bind_text(stmt, KEY_UPTO, key->upto);
	}
	return collect(stmt, found, err);
}

static bool rarest(struct store *store, const struct typed_words *typed, const struct typed_word **word,
		   int64_t *hits, struct err *err)
{
	for (size_t i = 0; i < typed->n; i++) {
		int64_t n;
		if (!db_ask(store->db, &n, err,
			    "SELECT count(*) FROM"
			    " (SELECT 1 FROM client_key WHERE word >= $1 AND word < $2 LIMIT $3) AS hits",
			    "ssi", typed->words[i].from, typed->words[i].upto, (int64_t)COMMON))
			return false;
		if (i > 0 && n >= *hits)
			continue;
		*hits = n;
		*word = &typed->words[i];
	}
	return true;
}

static bool find_typed(struct store *store, const struct typed_words *typed, struct found *found,
		       struct err *err)
{
	const struct typed_word *key = NULL;
	int64_t hits = 0;

	if (!rarest(store, typed, &key, &hits, err))
		return false;
	if (hits == 0)
		return true;
	return search(store, by_family, typed, NULL, found, err) &&
	       search(store, hits < COMMON ? by_key : by_walk, typed, hits < COMMON ? key : NULL, found, err);
}

/* Those seen last; where there are fewer, the newest of those never seen. */
static bool find_recent(struct store *store, struct found *found, struct err *err)
{
	struct db_stmt *stmt;
	char now[WALL_SIZE];

	wall_format(clock_now(), now);
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT client_id AS id, max(start_wall) AS last FROM (SELECT client_id, start_wall FROM session"
		    " WHERE start_wall <= $1 AND status IN ('arrived', 'open', 'signed')"
		    " ORDER BY start_wall DESC LIMIT $2) AS recent GROUP BY client_id ORDER BY last DESC, client_id LIMIT $3",
		    "sii", now, (int64_t)found->limit * 20, (int64_t)found->limit) ||
	    !collect(stmt, found, err))
		return false;
	if (found->n == found->limit)
		return true;
	return db_query(
		       store->db, &stmt, err,
		       "SELECT c.id AS id FROM client c WHERE NOT EXISTS (SELECT 1 FROM session s WHERE s.client_id = c.id"
		       " AND s.start_wall <= $1 AND s.status IN ('arrived', 'open', 'signed'))"
		       " ORDER BY c.id DESC LIMIT $2",
		       "si", now, (int64_t)(found->limit - found->n)) &&
	       collect(stmt, found, err);
}

/* ---- rows ---- */

static const struct column columns[] = {
	COLUMN("id", ID, struct client_row, id),
	COLUMN("birth", TEXT, struct client_row, birth),
	COLUMN("phone", TEXT, struct client_row, phone),
	COLUMN_AND("last", TEXT, struct client_row, last,
		   .read = "(SELECT substr(max(s.start_wall), 1, 10) FROM session s WHERE s.client_id = c.id"
			   " AND s.start_wall <= $2 AND s.status IN ('arrived', 'open', 'signed'))"),
};
static const struct family row_family = { .table = "client",
					  .columns = columns,
					  .n = sizeof columns / sizeof *columns };

static bool fill_row(struct store *store, int64_t id, const char *now, struct client_row *row,
		     struct err *err)
{
	struct db_stmt *stmt;

	if (!family_query(
		    store->db, &row_family, &stmt, err,
		    "SELECT {client c}, c.family AS family, c.given AS given FROM client c WHERE c.id = $1",
		    "is", id, now))
		return false;
	bool ok = db_step(stmt, err) == DB_ROW;
	if (ok) {
		*row = (struct client_row){ .name = people_row_name(stmt) };
		ok = family_read(stmt, &row_family, row, err);
	}
	db_reset(stmt);
	return ok;
}

static bool fill_rows(struct store *store, const struct found *found, struct client_rows *out,
		      struct err *err)
{
	char now[WALL_SIZE];

	wall_format(clock_now(), now);
	out->rows = mem_array(found->n + 1, sizeof *out->rows);
	for (size_t i = 0; i < found->n; i++) {
		out->n++;
		if (!fill_row(store, found->ids[i], now, &out->rows[i], err))
			return false;
	}
	return true;
}

bool client_find(struct store *store, const char *typed, int limit, struct client_rows *out, struct err *err)
{
	struct typed_words words;

	*out = (struct client_rows){ NULL, 0 };
	if (limit < 1)
		return true;
	struct found found = { mem_array((size_t)limit, sizeof(int64_t)), 0, (size_t)limit };
	typed_words_make(&words, typed);
	bool ok = (words.n == 0 ? find_recent(store, &found, err) : find_typed(store, &words, &found, err)) &&
		  fill_rows(store, &found, out, err);
	typed_words_release(&words);
	free(found.ids);
	if (!ok)
		client_rows_release(out);
	return ok;
}

void client_rows_release(struct client_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		free(rows->rows[i].name);
		free(rows->rows[i].birth);
		free(rows->rows[i].phone);
		free(rows->rows[i].last);
	}
	free(rows->rows);
	*rows = (struct client_rows){ NULL, 0 };
}
