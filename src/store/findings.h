/* SPDX-License-Identifier: MIT */
/* The findings of a session as stored: its fields with a vocabulary. A field is written whole, with all its values. */
#ifndef FASCICLE_STORE_FINDINGS_H
#define FASCICLE_STORE_FINDINGS_H

#include "record/finding.h"
#include "store/store.h"

/* Replaces what a field of the session says by those of `findings` that are of that field; none empties it. What they say
 * was checked by the caller (finding_check). Refused once the session is signed. */
bool findings_save(struct store *store, int64_t session_id, const char *field,
		   const struct findings *findings, struct err *err);
/* In the order of their fields' codes, and within a field as they were said. */
bool findings_load(struct store *store, int64_t session_id, struct findings *out, struct err *err);

#endif
