/* SPDX-License-Identifier: MIT */
/* The sentences that were last made from a session's entries and put into its note, so that they can be found there and
 * made anew without touching what was written by hand. They go when the session is signed. */
#ifndef FASCICLE_STORE_SENTENCES_H
#define FASCICLE_STORE_SENTENCES_H

#include "store/store.h"

/* `kind` is the placeholder's name: "marks", "techniques", "measures", "selfcare". NULL forgets the sentence. Refused once
 * the session is signed. No audit row, as with the draft. */
bool sentence_save(struct store *store, int64_t session_id, const char *kind, const char *text,
		   struct err *err);
/* *text is NULL when there is none; the caller frees it. */
bool sentence_load(struct store *store, int64_t session_id, const char *kind, char **text, struct err *err);

#endif
