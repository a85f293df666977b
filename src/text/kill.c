/* SPDX-License-Identifier: MIT */
/* The kill ring: texts that were cut or copied, newest first. */
#include "text/kill.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { RING_MAX = 32, RING_MAX_BYTES = 16 << 20 };

struct kill_ring {
	char *texts[RING_MAX]; /* newest first */
	int n_texts;
	int turned; /* the one that was yanked last */
};

struct kill_ring *kill_ring_new(void)
{
	return mem_alloc(sizeof(struct kill_ring));
}

void kill_ring_free(struct kill_ring *ring)
{
	if (!ring)
		return;
	for (int i = 0; i < ring->n_texts; i++)
		free(ring->texts[i]);
	free(ring);
}

const char *kill_ring_top(const struct kill_ring *ring)
{
	return ring->n_texts > 0 ? ring->texts[0] : NULL;
}

static void forget_last(struct kill_ring *ring)
{
	ring->n_texts--;
	free(ring->texts[ring->n_texts]);
	ring->texts[ring->n_texts] = NULL;
}

/* Old texts go when there are too many or they hold too much; the newest stays whatever its size. */
static void trim(struct kill_ring *ring)
{
	size_t bytes = strlen(ring->texts[0]);
	int n = 1;
	while (n < ring->n_texts && bytes + strlen(ring->texts[n]) <= RING_MAX_BYTES)
		bytes += strlen(ring->texts[n++]);
	while (ring->n_texts > n)
		forget_last(ring);
}

static void join_top(struct kill_ring *ring, const char *bytes, size_t n, bool prepend)
{
	struct str joined;
	str_init(&joined);
	if (prepend)
		str_addn(&joined, bytes, n);
	str_add(&joined, ring->texts[0]);
	if (!prepend)
		str_addn(&joined, bytes, n);
	free(ring->texts[0]);
	ring->texts[0] = str_take(&joined);
	str_release(&joined);
}

void kill_ring_add(struct kill_ring *ring, const char *bytes, size_t n, enum kill_join join)
{
	ring->turned = 0;
	if (n == 0)
		return;
	if (join != KILL_ALONE && ring->n_texts > 0) {
		join_top(ring, bytes, n, join == KILL_PREPEND);
	} else {
		if (ring->n_texts == RING_MAX)
			forget_last(ring);
		memmove(ring->texts + 1, ring->texts, (size_t)ring->n_texts * sizeof ring->texts[0]);
		ring->texts[0] = mem_strndup(bytes, n);
		ring->n_texts++;
	}
	trim(ring);
}

const char *kill_ring_start(struct kill_ring *ring)
{
	ring->turned = 0;
	return kill_ring_top(ring);
}

const char *kill_ring_turn(struct kill_ring *ring)
{
	if (ring->n_texts == 0)
		return NULL;
	ring->turned = (ring->turned + 1) % ring->n_texts;
	return ring->texts[ring->turned];
}
