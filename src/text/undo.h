/* SPDX-License-Identifier: MIT */
/* The log of changes behind undo and redo: what went in or came out, where, and which belong together.
 * It knows no text but the bytes of the changes; the buffer applies them. */
#ifndef FASCICLE_TEXT_UNDO_H
#define FASCICLE_TEXT_UNDO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define UNDO_NO_CURSOR ((size_t)-1)

struct undo_change {
	size_t at, n;
	size_t cursor;   /* where the cursor stood before it, or UNDO_NO_CURSOR */
	size_t bytes_at; /* its bytes in the log */
	unsigned group;
	bool inserted; /* else deleted */
};

struct undo {
	struct undo_change *log;
	size_t n_log, cap_log;
	size_t done;      /* log[0..done) stand in the text; the rest can be redone */
	struct str bytes; /* of all changes, in their order */
	unsigned group;   /* of the last change */
	int depth;        /* of begin without end */
	bool open;        /* the next change may join the last one's group */
};

void undo_init(struct undo *undo);
void undo_release(struct undo *undo);
void undo_clear(struct undo *undo);

/* Keeps a change that was made; what could be redone is forgotten. Typing within a word and deleting in
 * a row join the running group. Old groups are forgotten once the log has grown to UNDO_MAX_BYTES. */
enum { UNDO_MAX_BYTES = 64 << 20 };
void undo_record(struct undo *undo, const struct undo_change *change, const char *bytes);
void undo_seal(struct undo *undo);
void undo_begin(struct undo *undo);
void undo_end(struct undo *undo);

/* One change after the other of the newest group, for the caller to take back (or, forward, to make
 * again); NULL when the group is through or there is none. `first` is true for the first call. */
const struct undo_change *undo_back(struct undo *undo, bool first);
const struct undo_change *undo_forward(struct undo *undo, bool first);
/* Its n bytes, valid until the next undo_record. */
const char *undo_bytes(const struct undo *undo, const struct undo_change *change);

#endif
