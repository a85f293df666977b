/* SPDX-License-Identifier: MIT */
/* The superbill that a client in the United States sends to an insurer: codes of the practice's own table, units of timed
 * codes by the 8-minute rule, diagnosis codes as the therapist gave them. No code's description is shipped, and nothing
 * of the notes stands on it. */
#ifndef FASCICLE_IO_SUPERBILL_H
#define FASCICLE_IO_SUPERBILL_H

#include "io/receipt.h"

/* Reads "m54.2 M79.18": at most 12 codes, in capitals and parted by blanks in `codes` (cleared first). */
bool superbill_codes(const char *typed, struct str *codes, struct err *err);

/* Minutes and units of a line. Timed is what has a code and a service with minutes: the minutes that were charted with
 * techniques, never more than the service has; those of the service where none were charted, or where the session has
 * several timed lines. What is not timed has as many units as it was charged. */
struct superbill_units {
	int minutes; /* 0: not timed */
	int units;
};
struct superbill_units superbill_units_of(const struct receipt *receipt, size_t line);

/* Appends the page; `codes` as superbill_codes gives them. */
void superbill_page(const struct receipt *receipt, const char *codes, int64_t before, struct str *out);
/* What an insurer asks for and the page does not say. */
void superbill_lacks(const struct receipt *receipt, const char *codes, struct str *out);

#endif
