/* SPDX-License-Identifier: MIT */
/* Types a note as a therapist does: in bursts, with slips of the finger taken back and pauses for thought, the next
 * burst when the screen shows the last. Remembers each key, to tell afterwards how many of them a stored text holds. */
#ifndef FASCICLE_TESTS_E2E_TYPIST_H
#define FASCICLE_TESTS_E2E_TYPIST_H

#include <stdbool.h>
#include <stdint.h>

#include "vt.h"

enum { TYPIST_KEYS = 256, TYPIST_KEY_BYTES = 5, TYPIST_TEXT_BYTES = 1 << 16 };

struct typist {
	struct vt *vt;
	uint64_t chance;                /* not 0; the same number types the same */
	char before[TYPIST_TEXT_BYTES]; /* what the section held already, the cursor behind it */
	char keys[TYPIST_KEYS][TYPIST_KEY_BYTES];
	long long sent_ms[TYPIST_KEYS];
	int n;    /* keys sent */
	int seen; /* of them on the screen */
};

/* Below `below`, by chance. */
unsigned typist_pick(struct typist *typist, unsigned below);
/* Waits until the screen has the cursor behind the text. */
void typist_begin(struct typist *typist, struct vt *vt, const char *before);
/* Types so many keys of prose. With `hasty` it does not wait for the last burst to be seen. */
void typist_write(struct typist *typist, int keys, bool hasty);
/* What the section holds after the first n keys. */
void typist_text(const struct typist *typist, int n, char text[TYPIST_TEXT_BYTES]);
/* The most keys that lead to the text; -1 when none do. */
int typist_kept(const struct typist *typist, const char *text);

long long typist_clock_ms(void);

#endif
