/* SPDX-License-Identifier: MIT */
/* Passphrases: kept out of swap while they are typed, stored only as an Argon2id hash, slowed down after
 * failures. libsodium does the work. */
#ifndef FASCICLE_BASE_SECRET_H
#define FASCICLE_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum {
	SECRET_HASH_SIZE = 128,   /* longest hash and the NUL; ASCII */
	SECRET_MIN_LETTERS = 8,   /* graphemes of a new passphrase */
	SECRET_MAX_BYTES = 512,   /* of a passphrase */
	SECRET_FREE_FAILURES = 2, /* that cost no wait */
	SECRET_WAIT_MAX_SECONDS = 15 * 60,
};

/* A passphrase being typed, in a block of its own: guarded, locked into memory where the system allows it,
 * wiped when it is given back. NUL-closed. */
struct secret {
	char *s; /* never NULL after secret_init */
	size_t len;
};

void secret_init(struct secret *secret);
void secret_release(struct secret *secret); /* wipes */
void secret_clear(struct secret *secret);   /* wipes */
/* Adds typed bytes; false, and nothing added, when they do not fit. */
bool secret_add(struct secret *secret, const char *bytes, size_t n);
/* Takes the last grapheme off; false when there is none. */
bool secret_erase(struct secret *secret);
/* Graphemes, for the dots that are shown. */
int secret_letters(const struct secret *secret);

/* Overwrites bytes in a way that the compiler does not leave out. */
void secret_wipe(void *bytes, size_t n);

/* Makes the hash of a new passphrase, with its salt and cost inside, to be stored as it is. Refuses one that
 * is shorter than SECRET_MIN_LETTERS or longer than SECRET_MAX_BYTES with a sentence that helps. Ways to
 * write an accent do not count: the passphrase works on every keyboard. Takes about a tenth of a second and
 * 64 MB; test builds next to nothing. */
bool secret_hash(const char *passphrase, char hash[SECRET_HASH_SIZE], struct err *err);

/* Whether the passphrase is the one that was hashed. False for a hash that is missing, no Argon2id hash, or
 * of a cost that this program never asks for (a changed record must not hang the program). */
bool secret_check(const char *hash, const char *passphrase);

/* How long the next try has to wait after this many failures in a row: nothing up to two, then 2^failures
 * seconds (8, 16, 32 …), 15 minutes at the most. The caller counts failures for each person, stores the
 * count, and sets it back to 0 after a success. */
int secret_wait_seconds(int failures);

#endif
