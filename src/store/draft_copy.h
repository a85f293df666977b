/* SPDX-License-Identifier: MIT */
/* Text that was not stored as the note's draft because somebody else's stood there. It is kept beside it for ever. */
#ifndef FASCICLE_STORE_DRAFT_COPY_H
#define FASCICLE_STORE_DRAFT_COPY_H

#include "store/sessions.h"

struct draft_copy {
	int64_t id;
	char *uid;
	int64_t session_id;
	char *login;    /* who typed it */
	char *saved_at; /* instant at which it was put aside */
	char *why;      /* the sentence that refused it */
	char *text[NOTE_SECTIONS];
};
struct draft_copies {
	struct draft_copy *rows;
	size_t n;
};
void draft_copies_release(struct draft_copies *copies);

/* Puts the text of a refused draft aside; also of a session that is signed by now. What is empty, and what the person's
 * last copy says already, is not kept again. */
bool draft_keep_copy(struct store *store, const struct draft *draft, const char *why, struct err *err);
/* All of a session, in the order they were kept. */
bool draft_copies_load(struct store *store, int64_t session_id, struct draft_copies *out, struct err *err);

#endif
