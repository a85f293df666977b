/* SPDX-License-Identifier: MIT */
/* Passphrases, through libsodium. */
#include "base/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

_Static_assert(SECRET_HASH_SIZE == crypto_pwhash_argon2id_STRBYTES, "a hash fits its place");

#ifdef FASCICLE_TEST
static const unsigned long long cost_passes = crypto_pwhash_argon2id_OPSLIMIT_MIN;
static const size_t cost_bytes = crypto_pwhash_argon2id_MEMLIMIT_MIN;
#else
static const unsigned long long cost_passes = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
static const size_t cost_bytes = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;
#endif

/* The most that a stored hash may ask for. */
enum { COST_MAX_KIB = 256 * 1024, COST_MAX_PASSES = 8 };

static void start_sodium(void)
{
	if (sodium_init() < 0)
		mem_die("the cryptographic library (libsodium) could not be started");
}

/* ---- Typing -------------------------------------------------------------------------------------------- */

void secret_init(struct secret *secret)
{
	start_sodium();
	secret->s = sodium_malloc(SECRET_MAX_BYTES + 1);
	if (secret->s == NULL)
		mem_die("out of memory");
	secret_clear(secret);
}

void secret_release(struct secret *secret)
{
	sodium_free(secret->s);
	*secret = (struct secret){ NULL, 0 };
}

void secret_clear(struct secret *secret)
{
	sodium_memzero(secret->s, SECRET_MAX_BYTES + 1);
	secret->len = 0;
}

bool secret_add(struct secret *secret, const char *bytes, size_t n)
{
	if (n > SECRET_MAX_BYTES - secret->len || memchr(bytes, '\0', n) != NULL)
		return false;
	memcpy(secret->s + secret->len, bytes, n);
	secret->len += n;
	return true;
}

bool secret_erase(struct secret *secret)
{
	size_t at = utf8_prev(secret->s, secret->len, secret->len);

	if (secret->len == 0)
		return false;
	sodium_memzero(secret->s + at, secret->len - at);
	secret->len = at;
	return true;
}

static int letters(const char *s, size_t n)
{
	int count = 0;

	for (size_t at = 0; at < n; at = utf8_next(s, n, at))
		count++;
	return count;
}

int secret_letters(const struct secret *secret)
{
	return letters(secret->s, secret->len);
}

void secret_wipe(void *bytes, size_t n)
{
	sodium_memzero(bytes, n);
}

/* ---- Hashing ------------------------------------------------------------------------------------------- */

/* Normal form C, a grapheme at a time: what the library leaves behind in freed memory is never more than
 * that. */
static bool normalise(const char *passphrase, struct secret *normal)
{
	size_t n = strlen(passphrase), next;
	bool fits = true;

	for (size_t at = 0; at < n && fits; at = next) {
		size_t bytes;
		char *form;

		next = utf8_next(passphrase, n, at);
		if (next - at == 1) {
			fits = secret_add(normal, passphrase + at, 1);
			continue;
		}
		form = utf8_nfc(passphrase + at, next - at, &bytes);
		fits = secret_add(normal, form, bytes);
		sodium_memzero(form, bytes);
		free(form);
	}
	return fits;
}

static bool too_long(struct err *err)
{
	return err_set(err, ERR_INPUT, _("The passphrase is too long: %d bytes is the most."),
		       SECRET_MAX_BYTES);
}

static bool is_fit(const char *passphrase, struct err *err)
{
	size_t n = strlen(passphrase);

	if (n > SECRET_MAX_BYTES)
		return too_long(err);
	if (letters(passphrase, n) < SECRET_MIN_LETTERS)
		return err_set(
			err, ERR_INPUT,
			_("The passphrase is too short: use at least %d characters. A few words in a row are "
			  "easy to remember."),
			SECRET_MIN_LETTERS);
	return true;
}

static bool hash_normal(const struct secret *normal, char hash[SECRET_HASH_SIZE], struct err *err)
{
	if (crypto_pwhash_argon2id_str(hash, normal->s, normal->len, cost_passes, cost_bytes) == 0)
		return true;
	hash[0] = '\0';
	return err_set(
		err, ERR_SYSTEM,
		_("There is too little memory to store the passphrase. Close other programs and try again."));
}

bool secret_hash(const char *passphrase, char hash[SECRET_HASH_SIZE], struct err *err)
{
	struct secret normal;
	bool made;

	hash[0] = '\0';
	if (!is_fit(passphrase, err))
		return false;
	secret_init(&normal);
	made = normalise(passphrase, &normal) ? hash_normal(&normal, hash, err) : too_long(err);
	secret_release(&normal);
	return made;
}

/* "$argon2id$v=19$m=65536,t=2,p=1$salt$hash" */
static bool is_affordable(const char *hash)
{
	unsigned long kib, passes, lanes;

	if (strlen(hash) >= SECRET_HASH_SIZE)
		return false;
	if (sscanf(hash, crypto_pwhash_argon2id_STRPREFIX "v=19$m=%9lu,t=%9lu,p=%9lu$", &kib, &passes,
		   &lanes) != 3)
		return false;
	return kib <= COST_MAX_KIB && passes <= COST_MAX_PASSES && lanes == 1;
}

bool secret_check(const char *hash, const char *passphrase)
{
	struct secret normal;
	bool same;

	if (hash == NULL || !is_affordable(hash))
		return false;
	secret_init(&normal);
	same = normalise(passphrase, &normal) &&
	       crypto_pwhash_argon2id_str_verify(hash, normal.s, normal.len) == 0;
	secret_release(&normal);
	return same;
}

int secret_wait_seconds(int failures)
{
	if (failures <= SECRET_FREE_FAILURES)
		return 0;
	return failures < 10 ? 1 << failures : SECRET_WAIT_MAX_SECONDS;
}
