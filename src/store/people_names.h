/* SPDX-License-Identifier: MIT */
/* Names as they are now, for papers that keep them as they were. Each text is replaced (mem_replace). */
#ifndef FASCICLE_STORE_PEOPLE_NAMES_H
#define FASCICLE_STORE_PEOPLE_NAMES_H

#include "store/store.h"

bool people_client_names(struct store *store, int64_t client_id, char **code, char **name, struct err *err);
bool people_practitioner_name(struct store *store, int64_t practitioner_id, char **name, struct err *err);
bool people_payer_name(struct store *store, int64_t payer_id, char **name, struct err *err); /* 0: NULL */
/* "Rossi, Maria" out of the columns family and given of a row; the caller frees. */
char *people_row_name(struct db_stmt *stmt);

#endif
