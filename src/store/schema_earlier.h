/* SPDX-License-Identifier: MIT */
/* What earlier programs made by other words than the steps of the schema have now. */
#ifndef FASCICLE_STORE_SCHEMA_EARLIER_H
#define FASCICLE_STORE_SCHEMA_EARLIER_H

#include "db/db.h"

extern const struct db_earlier schema_earlier[]; /* a NULL name ends it */
extern const struct db_fill schema_fills[];      /* a NULL table ends it */

#endif
