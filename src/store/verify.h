/* SPDX-License-Identifier: MIT */
/* Whether the records are as they were written: the file, the references, the audit chain, the signatures. */
#ifndef FASCICLE_STORE_VERIFY_H
#define FASCICLE_STORE_VERIFY_H

#include "base/str.h"
#include "store/store.h"

struct verify_result {
	int64_t audit_rows, signed_sessions, faults;
	int64_t emptied_rows; /* of the audit: a person's words were destroyed */
	struct str findings;  /* a line each, translated */
};
void verify_result_init(struct verify_result *result);
void verify_result_release(struct verify_result *result);

/* False only when the checks themselves could not run. `progress` (may be NULL) is called with done and total. */
bool store_verify(struct store *store, struct verify_result *result,
		  void (*progress)(void *context, long long done, long long total), void *context,
		  struct err *err);

#endif
