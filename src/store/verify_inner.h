/* SPDX-License-Identifier: MIT */
/* What the files of the verification share. Nobody else includes it. */
#ifndef FASCICLE_STORE_VERIFY_INNER_H
#define FASCICLE_STORE_VERIFY_INNER_H

#include "store/verify.h"

enum { VERIFY_STEP = 500 }; /* rows read at once */

struct check {
	struct store *store;
	struct verify_result *result;
	void (*progress)(void *context, long long done, long long total);
	void *context;
	long long done, total;
};

void verify_fault(struct check *check, const char *format, ...) __attribute__((format(printf, 2, 3)));
void verify_advance(struct check *check);

bool verify_chain(struct check *check, struct err *err);

#endif
