/* SPDX-License-Identifier: MIT */
/* What is known of a client from a day on and until another: flags and facts of the intake end alike. */
#ifndef FASCICLE_STORE_KNOWN_ROWS_H
#define FASCICLE_STORE_KNOWN_ROWS_H

#include "store/record.h"

struct known_rows {
	struct voiding voiding;
	const char *since, *until; /* SELECT since with $1 the id; UPDATE until with $1 the day, $2 the id */
	const char *ended, *lasts; /* for the audit */
};
#define KNOWN_ROWS(table, noun, missing)                                                                    \
	{                                                                                                   \
		VOIDING(table, noun, missing), "SELECT since FROM " table " WHERE id = $1",                 \
			"UPDATE " table " SET until = $1 WHERE id = $2 AND voided_at IS NULL", noun "-end", \
			noun "-last"                                                                        \
	}

/* ERR_MISSING, with the family's sentence, when the statement before changed no row. */
bool known_rows_changed(struct store *store, const struct known_rows *rows, struct err *err);
/* The row ended on `until`, a day, month or year not before its beginning, or lasts (NULL). */
bool known_rows_end(struct store *store, const struct known_rows *rows, int64_t id, const char *until,
		    struct err *err);

#endif
