/* SPDX-License-Identifier: MIT */
/* Pressure pain thresholds of marks as stored, reading by reading. For the marks of store/entries alone. */
#ifndef FASCICLE_STORE_ENTRIES_PRESSURE_H
#define FASCICLE_STORE_ENTRIES_PRESSURE_H

#include "store/entries.h"

/* Inside a transaction. Readings without a unit are refused (ERR_INPUT). */
bool entries_pressure_write(struct store *store, const struct mark *mark, bool is_new, struct err *err);
/* Fills in the readings of marks of one session. */
bool entries_pressure_load(struct store *store, struct marks *marks, struct err *err);

#endif
