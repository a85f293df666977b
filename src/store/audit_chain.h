/* SPDX-License-Identifier: MIT */
/* How a row of the audit is hashed: for writing one and for checking them all. */
#ifndef FASCICLE_STORE_AUDIT_CHAIN_H
#define FASCICLE_STORE_AUDIT_CHAIN_H

#include <stdint.h>

#include "base/digest.h"

struct audit_row {
	int64_t seq; /* 1, 2, 3 ... without a gap */
	const char *at, *login, *action, *entity;
	int64_t entity_id;
	const char *detail; /* may be NULL */
};

/* What stands for the hash before the first row. */
extern const char audit_zero[DIGEST_SIZE];

void audit_hash(const struct audit_row *row, const char *previous, char out[DIGEST_SIZE]);

#endif
