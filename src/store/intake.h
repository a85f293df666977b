/* SPDX-License-Identifier: MIT */
/* When the client's intake was gone through. */
#ifndef FASCICLE_STORE_INTAKE_H
#define FASCICLE_STORE_INTAKE_H

#include "base/date.h"
#include "store/store.h"

/* Says that the intake was gone through on a day, and whether nothing was new; session_id 0 where it was of none. */
bool intake_review(struct store *store, int64_t client_id, int64_t session_id, const char *day,
		   bool nothing_new, struct err *err);
/* The last day it was gone through; "" for never. */
bool intake_reviewed(struct store *store, int64_t client_id, char day[DATE_SIZE], struct err *err);

#endif
