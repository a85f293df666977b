/* SPDX-License-Identifier: MIT */
/* Fingerprints and random names: BLAKE2b-256 and the system's random numbers, through libsodium. */
#ifndef FASCICLE_BASE_DIGEST_H
#define FASCICLE_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DIGEST_SIZE  65 /* 64 hex digits and the NUL */
#define DIGEST_BYTES 32 /* the same without hex */
#define SALT_BYTES   16
#define UID_SIZE     37 /* "xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx" and the NUL */

struct digest; /* opaque running state */

struct digest *digest_new(void);
/* Adds one field: its length goes in before its bytes, so that no two lists of fields read alike.
 * A NULL text is told apart from an empty one. */
void digest_text(struct digest *digest, const char *text);
void digest_int(struct digest *digest, int64_t value);
/* Adds plain bytes as they come, without a length: for a stream. */
void digest_add(struct digest *digest, const void *bytes, size_t n);
/* Ends and frees it. */
void digest_end(struct digest *digest, char out[DIGEST_SIZE]);

/* The bytes that the first 64 hex digits stand for; false when they are others (capitals too). And back. */
bool digest_pack(const char *hex, unsigned char bytes[DIGEST_BYTES]);
void digest_unpack(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_SIZE]);

/* Fingerprint of plain bytes. */
void digest_bytes(const void *bytes, size_t n, char out[DIGEST_SIZE]);

/* What keeps others from guessing the text behind a fingerprint. Test builds make it from FASCICLE_SEED and a counter. */
void salt_new(unsigned char salt[SALT_BYTES]);
/* A random (version 4) UUID. Test builds make them from FASCICLE_SEED and a counter. */
void uid_new(char out[UID_SIZE]);

#endif
