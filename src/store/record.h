/* SPDX-License-Identifier: MIT */
/* What the records of most families have in common: a name for the outside world, who wrote them down and when, how they are
 * taken back, and lists of them. */
#ifndef FASCICLE_STORE_RECORD_H
#define FASCICLE_STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/family.h"
#include "store/store.h"

/* Gives a new record its name for the outside world. */
void record_ensure_uid(char **uid);
/* Says when a record is written down (now), and by whom. */
void record_stamp(const struct store *store, char **at, int64_t *by);
/* The same beside a record whose struct does not hold it. */
struct stamp {
	char *at;
	int64_t by;
};
enum { STAMP_COLUMNS = 2 };
extern const struct column stamp_columns[STAMP_COLUMNS]; /* recorded_at and recorded_by, never changed */

/* How a record is taken back and brought back: it stays, with the moment in voided_at. */
struct voiding {
	const char *table, *sql;     /* $1 the moment or NULL, $2 the id */
	const char *taken, *brought; /* for the audit */
	const char *missing;         /* the sentence where there is no such record */
};
#define VOIDING_AND(table, noun, more, missing)                                                   \
	{                                                                                         \
		table, "UPDATE " table " SET voided_at = $1" more " WHERE id = $2", noun "-void", \
			noun "-restore", missing                                                  \
	}
#define VOIDING(table, noun, missing) VOIDING_AND(table, noun, "", missing)
/* Takes the record back, or brings it back, with its audit row. Inside a transaction. */
bool record_voided(struct store *store, const struct voiding *voiding, int64_t id, bool voided,
		   struct err *err);
/* The same as an action of its own, for those who may chart. */
bool record_void(struct store *store, const struct voiding *voiding, int64_t id, bool voided,
		 struct err *err);

/* The two functions of a list { rows, n } of records. LIST_read steps a query to its end and resets it: each row is
 * initialised by RECORD_init and filled by read_row(stmt, row, err); a list that could not be read is empty. LIST_release
 * releases each row and the list. */
#define RECORD_LIST_BY(list, record, read_row)                                            \
	void list##_release(struct list *all)                                             \
	{                                                                                 \
		for (size_t i = 0; i < all->n; i++)                                       \
			record##_release(&all->rows[i]);                                  \
		free(all->rows);                                                          \
		*all = (struct list){ NULL, 0 };                                          \
	}                                                                                 \
	static bool list##_read(struct db_stmt *stmt, struct list *out, struct err *err)  \
	{                                                                                 \
		enum db_step step = DB_DONE;                                              \
		bool ok = true;                                                           \
                                                                                          \
		while (ok && (step = db_step(stmt, err)) == DB_ROW) {                     \
			out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows); \
			record##_init(&out->rows[out->n++]);                              \
			ok = read_row(stmt, &out->rows[out->n - 1], err);                 \
		}                                                                         \
		db_reset(stmt);                                                           \
		if (ok && step == DB_DONE)                                                \
			return true;                                                      \
		list##_release(out);                                                      \
		return false;                                                             \
	}
/* ... of records of a family. */
#define RECORD_LIST(list, record, family)                                                        \
	static bool record##_read_row(struct db_stmt *stmt, struct record *row, struct err *err) \
	{                                                                                        \
		return family_read(stmt, &family, row, err);                                     \
	}                                                                                        \
	RECORD_LIST_BY(list, record, record##_read_row)

#endif
