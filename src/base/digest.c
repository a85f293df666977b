/* SPDX-License-Identifier: MIT */
/* Fingerprints and random names, through libsodium. */
#include "base/digest.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define STATE_ALIGNMENT 64 /* libsodium asks for it */

/* What kind of field follows; part of the stored fingerprints, never to change. */
enum field { FIELD_NULL = 0, FIELD_TEXT = 1, FIELD_INT = 2 };

struct digest {
	crypto_generichash_state state;
};

static void start_sodium(void)
{
	if (sodium_init() < 0)
		mem_die("the cryptographic library (libsodium) could not be started");
}

struct digest *digest_new(void)
{
	struct digest *digest;
	size_t size = (sizeof *digest + STATE_ALIGNMENT - 1) / STATE_ALIGNMENT * STATE_ALIGNMENT;

	start_sodium();
	digest = aligned_alloc(STATE_ALIGNMENT, size);
	if (digest == NULL)
		mem_die("out of memory");
	crypto_generichash_init(&digest->state, NULL, 0, DIGEST_BYTES);
	return digest;
}

/* The kind, then eight bytes of number (a length or a value), least significant first. */
static void add_head(struct digest *digest, enum field field, uint64_t number)
{
	unsigned char head[9] = { (unsigned char)field };

	for (int i = 0; i < 8; i++)
		head[1 + i] = (unsigned char)(number >> (8 * i));
	crypto_generichash_update(&digest->state, head, sizeof head);
}

void digest_text(struct digest *digest, const char *text)
{
	size_t n = text == NULL ? 0 : strlen(text);

	add_head(digest, text == NULL ? FIELD_NULL : FIELD_TEXT, n);
	if (n > 0)
		crypto_generichash_update(&digest->state, (const unsigned char *)text, n);
}

void digest_int(struct digest *digest, int64_t value)
{
	add_head(digest, FIELD_INT, (uint64_t)value);
}

void digest_add(struct digest *digest, const void *bytes, size_t n)
{
	if (n > 0)
		crypto_generichash_update(&digest->state, bytes, n);
}

void digest_end(struct digest *digest, char out[DIGEST_SIZE])
{
	unsigned char bytes[DIGEST_BYTES];

	crypto_generichash_final(&digest->state, bytes, sizeof bytes);
	sodium_bin2hex(out, DIGEST_SIZE, bytes, sizeof bytes);
	sodium_memzero(digest, sizeof *digest);
	free(digest);
}

void digest_bytes(const void *bytes, size_t n, char out[DIGEST_SIZE])
{
	unsigned char hash[DIGEST_BYTES];

	start_sodium();
	crypto_generichash(hash, sizeof hash, bytes, n, NULL, 0);
	sodium_bin2hex(out, DIGEST_SIZE, hash, sizeof hash);
}

bool digest_pack(const char *hex, unsigned char bytes[DIGEST_BYTES])
{
	return strspn(hex, "0123456789abcdef") >= DIGEST_SIZE - 1 &&
	       sodium_hex2bin(bytes, DIGEST_BYTES, hex, DIGEST_SIZE - 1, NULL, NULL, NULL) == 0;
}

void digest_unpack(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_SIZE])
{
	sodium_bin2hex(hex, DIGEST_SIZE, bytes, DIGEST_BYTES);
}

/* ---- chance ---- */

#ifdef FASCICLE_TEST
/* What comes out the same in every run with the same seed; each kind counts for itself. */
static bool seeded_bytes(const char *kind, uint64_t *counter, unsigned char *bytes, size_t n)
{
	const char *seed = getenv("FASCICLE_SEED");
	char text[128];
	int len;

	if (seed == NULL)
		return false;
	len = snprintf(text, sizeof text, "%s%llu %.80s", kind, (unsigned long long)++*counter, seed);
	crypto_generichash(bytes, n, (const unsigned char *)text, (size_t)len, NULL, 0);
	return true;
}
#else
static bool seeded_bytes(const char *kind, uint64_t *counter, unsigned char *bytes, size_t n)
{
	(void)kind;
	(void)counter;
	(void)bytes;
	(void)n;
	return false;
}
#endif

static void random_bytes(const char *kind, uint64_t *counter, unsigned char *bytes, size_t n)
{
	start_sodium();
	if (!seeded_bytes(kind, counter, bytes, n))
		randombytes_buf(bytes, n);
}

void salt_new(unsigned char salt[SALT_BYTES])
{
	static uint64_t counter;

	random_bytes("salt ", &counter, salt, SALT_BYTES);
}

void uid_new(char out[UID_SIZE])
{
	static uint64_t counter;
	unsigned char bytes[16];
	char hex[2 * sizeof bytes + 1];

	random_bytes("", &counter, bytes, sizeof bytes);
	bytes[6] = (unsigned char)(0x40 | (bytes[6] & 0x0F)); /* version 4: random */
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3F));
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	snprintf(out, UID_SIZE, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}
