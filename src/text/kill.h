/* SPDX-License-Identifier: MIT */
/* The kill ring: texts that were cut or copied, newest first. */
#ifndef FASCICLE_TEXT_KILL_H
#define FASCICLE_TEXT_KILL_H

#include <stddef.h>

struct kill_ring;
struct kill_ring *kill_ring_new(void);
void kill_ring_free(struct kill_ring *ring);
const char *kill_ring_top(const struct kill_ring *ring); /* NULL when empty */

enum kill_join {
	KILL_ALONE,  /* a text of its own */
	KILL_APPEND, /* goes on where the last kill ended */
	KILL_PREPEND /* comes before the last kill */
};
void kill_ring_add(struct kill_ring *ring, const char *bytes, size_t n, enum kill_join join);
/* Yanking starts at the newest; each turn gives the one before, and the newest again after the oldest.
 * NULL when empty. Texts live until the next kill_ring_add. */
const char *kill_ring_start(struct kill_ring *ring);
const char *kill_ring_turn(struct kill_ring *ring);

#endif
