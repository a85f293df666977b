/* SPDX-License-Identifier: MIT */
/* How a row of the audit is hashed: for writing one and for checking them all.
 *
 * A row's hash covers the hash of the row before it and all that the row says. There are two forms, and which one a row has
 * can be seen from the row: the bytes that are hashed begin differently, so that no row passes for one of the other form.
 *
 * The first form covers a person's words themselves (the reason of a voiding, what a telephone number was before). All rows
 * from before the compact audit have it, and still every row without such words: how a row lies in the tables changed, the
 * bytes that its hash covers did not, so the head of a chain is the same before and after.
 *
 * The second form is for rows with a person's words: it covers a salted fingerprint in their place. Words and salt lie in
 * audit_value. When both are destroyed, the fingerprint stays in the row and every other column can be checked as before,
 * while without the salt nobody can try out which words they were.
 *
 * Words of a row of the first form can be destroyed too, but then its hash cannot be computed again. It still carries the
 * chain on: the next row covers it. So that nobody calls a row destroyed to change the rest of it, whoever destroys words
 * adds a row "audit-empty" about it, with the stand-in: the fingerprint of all that is left. That is asked of both forms;
 * words that are gone without such a row were taken past the audit. What remains is the weakness of the first form: its
 * hash has no salt, so short words can be guessed by whoever tries them all. */
#ifndef FASCICLE_STORE_AUDIT_CHAIN_H
#define FASCICLE_STORE_AUDIT_CHAIN_H

#include <stdint.h>

#include "base/digest.h"

struct audit_row {
	int64_t seq; /* 1, 2, 3 ... without a gap */
	const char *at, *login, *action, *entity;
	int64_t entity_id;
	const char *detail; /* may be NULL; in the first form with a person's words behind it */
	const char *value;  /* of the second form: the fingerprint of the words; else NULL */
};

/* What stands for the hash before the first row. */
extern const char audit_zero[DIGEST_SIZE];

void audit_hash(const struct audit_row *row, const char *previous, char out[DIGEST_SIZE]);
void audit_value_digest(const unsigned char salt[SALT_BYTES], const char *words, char out[DIGEST_SIZE]);
/* Of a row whose words are gone: `detail` is what the program has put there. */
void audit_stand_in(const struct audit_row *row, const char *hash, char out[DIGEST_SIZE]);

#endif
