/* SPDX-License-Identifier: MIT */
/* The intakes of the made-up clinic. */
#ifndef FASCICLE_DEMO_DEMO_INTAKE_H
#define FASCICLE_DEMO_DEMO_INTAKE_H

#include "catalogue/catalogue.h"
#include "record/client.h"
#include "store/store.h"

/* Writes what the i-th client said at intake; some never were asked. The same seed says the same. */
bool demo_intake_make(struct store *store, const struct catalogue *c, const struct client *client, int i,
		      uint64_t seed, const char *today, struct err *err);

#endif
