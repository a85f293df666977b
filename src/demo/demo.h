/* SPDX-License-Identifier: MIT */
/* A made-up clinic: invented people, and sessions with marks, doses, signed notes and charges around today. */
#ifndef FASCICLE_DEMO_DEMO_H
#define FASCICLE_DEMO_DEMO_H

#include <stdint.h>

#include "base/err.h"
#include "catalogue/catalogue.h"
#include "store/store.h"

struct demo_options {
	int clients;  /* 1..200000 */
	int sessions; /* past and today's */
	uint64_t seed;
};
#define DEMO_OPTIONS_INIT  \
	{                  \
		40, 300, 1 \
	}

/* Fills an empty store that somebody has entered. One transaction: all of it is there, or nothing. `progress` may be
 * NULL. */
bool demo_fill(struct store *store, const struct catalogue *catalogue, const struct demo_options *options,
	       void (*progress)(void *context, long long done, long long total), void *context,
	       struct err *err);

#endif
