/* SPDX-License-Identifier: MIT */
/* What terminals send for their keys: this very one, learned from terminfo, and nearly all. */
#ifndef FASCICLE_TERM_TERM_SEQUENCES_H
#define FASCICLE_TERM_TERM_SEQUENCES_H

#include <stddef.h>

#include "ui/key.h"

enum { TERM_SEQUENCE_BYTES = 15, TERM_SEQUENCES_MAX = 192 };

struct term_sequence {
	char bytes[TERM_SEQUENCE_BYTES + 1];
	struct key key;
};

struct term_sequences {
	struct term_sequence list[TERM_SEQUENCES_MAX];
	size_t count;
};

/* Asks `lookup` for each key that terminfo may name ("kcuu1", "kf1", "kLFT5"); it answers with the bytes or
 * NULL. Only sequences that begin with Esc are taken: an old terminal's arrow must not swallow Ctrl-K. */
void term_sequences_learn(struct term_sequences *sequences, const char *(*lookup)(const char *name));

/* The longest sequence that the bytes begin with: how many bytes it has. 0 when they may yet become one, -1
 * when they cannot. */
int term_sequences_match(const struct term_sequences *sequences, const char *s, size_t n, struct key *key);

/* What nearly every terminal since the VT100 sends, whatever its TERM says: s begins with Esc [ or Esc O. How many bytes the
 * sequence has, 0 when it is not whole yet. An unknown one is KEY_NONE, so that its letters are not taken for typing; the
 * start of a bracketed paste is KEY_PASTE without bytes. */
size_t term_sequences_common(const char *s, size_t n, struct key *key);

#endif
