/* SPDX-License-Identifier: MIT */
/* Prices over time, payers and prepaid packages. What was charged keeps the price that it had. */
#ifndef FASCICLE_STORE_PRICES_H
#define FASCICLE_STORE_PRICES_H

#include "record/charge.h"
#include "store/store.h"

/* From a day on. concession_cents below 0: none. */
bool price_set(struct store *store, const struct service *service, const char *valid_from,
	       int64_t concession_cents, struct err *err);
/* The same for a service whose price was never set by day: what it cost until then stays for the days before. */
bool price_change(struct store *store, const struct service *old, const struct service *fresh,
		  const char *valid_from, struct err *err);
/* Puts the price and tax class of a day into the service; *concession_cents (may be NULL) is below 0 when there is none. */
bool price_on(struct store *store, const char *day, struct service *service, int64_t *concession_cents,
	      struct err *err);

struct payer {
	int64_t id;
	char *name;
	char *kind; /* fund, work-cover, transport, disability, veterans, other */
};
void payer_release(struct payer *payer);
/* Found by any beginning of its name that no other one has; made when `kind` is not NULL and there is none. ERR_MISSING
 * when there is none, with the names that there are. */
bool payer_named(struct store *store, const char *name, const char *kind, struct payer *out, struct err *err);

/* What a payer ("" none: "superbill") calls a service. NULL takes it away. */
bool service_code_set(struct store *store, int64_t service_id, const char *payer, const char *code,
		      struct err *err);
/* Replaced through mem_replace; NULL when there is none. */
bool service_code_for(struct store *store, const char *service, const char *payer, char **code,
		      struct err *err);

/* A service that is a package: how often, and which service it pays for ("": any). */
bool package_define(struct store *store, int64_t service_id, int uses, const char *service, struct err *err);
/* Begins the package that a charge buys, when its service is one and it was not begun before; *uses is 0 when it is none. */
bool package_begin(struct store *store, const struct charge *charge, int *uses, struct err *err);
/* Pays for a standing charge from the client's oldest package that fits: adds the line that takes it off. *left says how many
 * uses remain. ERR_MISSING when none fits. A package pays what a
 * discount left of the line, and for one at a time. */
bool package_use(struct store *store, const struct charge *charge, int64_t *left, struct err *err);
/* Whether package_use would pay for it; false says why not. */
bool package_pays(struct store *store, const struct charge *charge, struct err *err);

#endif
