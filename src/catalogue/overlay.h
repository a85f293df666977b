/* SPDX-License-Identifier: MIT */
/* A clinic's own rows laid over the built-in tables. They come from files with the names and headers of the CSV files
 * beside this header; reading those is the caller's. Regions cannot be added or changed: they are drawn.
 *
 *   conditions, muscles, techniques, rom,  a row with a known code takes that row's place, a new code is added.
 *   scores                                 Codes are never shared by two tables.
 *   short_names, urgencies                 a row replaces what its code has; a red flag without an urgency is left to
 *                                          one's own judgement
 *   aliases                                other names are added
 *   satellites                             the rows of a key muscle replace the list it has
 *   region_rules                           a row replaces the rule for the same category and region
 *   sensitive                              a code is added to the list, "-CODE" takes it off */
#ifndef FASCICLE_CATALOGUE_OVERLAY_H
#define FASCICLE_CATALOGUE_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/* In the order in which they are laid over: each refers to tables before it only. */
enum overlay_table {
	OVERLAY_CONDITIONS,
	OVERLAY_ROM,
	OVERLAY_SCORES,
	OVERLAY_MUSCLES,
	OVERLAY_TECHNIQUES,
	OVERLAY_SHORT_NAMES,
	OVERLAY_URGENCIES,
	OVERLAY_ALIASES,
	OVERLAY_SATELLITES,
	OVERLAY_RULES,
	OVERLAY_SENSITIVE,
	OVERLAY_TABLES
};

enum { OVERLAY_COLUMNS = 9 };

struct overlay_row {
	const char *header; /* of its table: the names of the columns */
	char *file;         /* as it is named to the reader */
	size_t line;        /* as an editor counts */
	char *cells[OVERLAY_COLUMNS];
};

struct overlay {
	struct overlay_row *rows[OVERLAY_TABLES];
	size_t n[OVERLAY_TABLES];
};

void overlay_init(struct overlay *overlay);
void overlay_release(struct overlay *overlay);

/* "muscles.csv": the file that a table is read from, and the header it must have. */
const char *overlay_file(enum overlay_table table);
const char *overlay_header(enum overlay_table table);
/* False for a file that is none of them. */
bool overlay_table_of(const char *file, enum overlay_table *table);

/* Whether the first row of a file is the table's header; the sentence names the column that is unknown, missing or
 * out of its place. Does not name the file. */
bool overlay_check_header(enum overlay_table table, char *const *cells, size_t n, struct err *err);
/* Copies a row, without blanks around its cells; one with nothing but blanks is passed over. Refuses a wrong number of
 * cells. The sentence does not name the file. */
bool overlay_add(struct overlay *overlay, enum overlay_table table, const char *file, size_t line,
		 char *const *cells, size_t n, struct err *err);

/* Lays the rows over `base`, which must outlive *out. A bad row is a sentence that begins "FILE, line N: ". With
 * `problems` each is a line there and the check goes on, else it stops at the first; err has the first. On failure *out
 * is NULL. Indexes of `base` stay what they are: new rows come after its own. */
bool overlay_apply(const struct catalogue *base, const struct overlay *overlay, struct catalogue **out,
		   struct str *problems, struct err *err);
/* Frees what overlay_apply made; NULL is fine. */
void catalogue_free(struct catalogue *catalogue);

#endif
