/* SPDX-License-Identifier: MIT */
/* Passphrases: only the right one opens, weak ones are refused, and guessing gets slow. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/secret.h"

static void only_the_right_passphrase_opens(void **state)
{
	static const char *const wrong[] = {
		"", "correct hors", "correct horsf", "Correct horse", "correct horse ", " correct horse"
	};
	char hash[SECRET_HASH_SIZE];

	(void)state;
	assert_true(secret_hash("correct horse", hash, NULL));
	assert_true(secret_check(hash, "correct horse"));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(secret_check(hash, wrong[i]));
}

static void a_hash_is_salted_argon2id_and_holds_no_passphrase(void **state)
{
	char a[SECRET_HASH_SIZE], b[SECRET_HASH_SIZE];

	(void)state;
	assert_true(secret_hash("correct horse", a, NULL));
	assert_true(secret_hash("correct horse", b, NULL));
	assert_string_not_equal(a, b);
	assert_true(secret_check(a, "correct horse") && secret_check(b, "correct horse"));
	assert_int_equal(strncmp(a, "$argon2id$v=19$", 15), 0);
	assert_null(strstr(a, "correct"));
	assert_true(strlen(a) < SECRET_HASH_SIZE);
}

/* Or every test that signs would take its tenth of a second: the programs under test are built with the least
 * cost. */
static void a_hash_costs_next_to_nothing_in_test_builds(void **state)
{
	char hash[SECRET_HASH_SIZE];

	(void)state;
	assert_true(secret_hash("correct horse", hash, NULL));
	assert_non_null(strstr(hash, "$m=8,t=1,p=1$"));
}

/* e with an acute accent as one character and as two. */
static void ways_to_write_an_accent_do_not_count(void **state)
{
	char hash[SECRET_HASH_SIZE];

	(void)state;
	assert_true(secret_hash("caf\u00E9 noir", hash, NULL));
	assert_true(secret_check(hash, "cafe\u0301 noir"));
	assert_false(secret_check(hash, "cafe noir"));
	assert_true(secret_hash("cafe\u0301 noir", hash, NULL));
	assert_true(secret_check(hash, "caf\u00E9 noir"));
}

static void short_passphrases_are_refused_with_help(void **state)
{
	static const char *const weak[] = { "", "1234567", "ae\u0301iou12",
					    "\U0001F469\u200D\U0001F52C123456" };
	char hash[SECRET_HASH_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++) {
		struct err err = ERR_INIT;

		strcpy(hash, "left over");
		assert_false(secret_hash(weak[i], hash, &err));
		assert_string_equal(hash, "");
		assert_int_equal(err.kind, ERR_INPUT);
		assert_non_null(strstr(err.text, "at least 8 characters"));
	}
	assert_true(secret_hash("12345678", hash, NULL));
	assert_true(secret_hash("\u9996\u304C\u75DB\u3044\u6642\u306F\u6551\u6025", hash,
				NULL)); /* eight, 24 bytes */
}

static void a_passphrase_has_an_end(void **state)
{
	char longest[SECRET_MAX_BYTES + 2], hash[SECRET_HASH_SIZE];
	struct err err = ERR_INIT;

	(void)state;
	memset(longest, 'x', sizeof longest);
	longest[SECRET_MAX_BYTES] = '\0';
	assert_true(secret_hash(longest, hash, NULL));
	assert_true(secret_check(hash, longest));
	longest[SECRET_MAX_BYTES] = 'x';
	longest[SECRET_MAX_BYTES + 1] = '\0';
	assert_false(secret_check(hash, longest));
	assert_false(secret_hash(longest, hash, &err));
	assert_non_null(strstr(err.text, "512"));
}

#define SALT_AND_HASH "$MTIzNDU2Nzg5MDEyMzQ1Ng$yBfkMXHUBHwBNMPDd0hXMcTaZtlr8C+bYpPJCZJ8Kt0"

/* A row that somebody changed must neither open nor hang nor eat the memory. */
static void foreign_and_absurd_hashes_never_open(void **state)
{
	static const char *const bad[] = {
		"",
		"correct horse",
		"$argon2id$",
		"$argon2id$v=19$m=8,t=1,p=1$",
		"$argon2i$v=19$m=8,t=3,p=1" SALT_AND_HASH,
		"$argon2id$v=19$m=4294967295,t=1,p=1" SALT_AND_HASH,
		"$argon2id$v=19$m=8,t=4294967295,p=1" SALT_AND_HASH,
		"$argon2id$v=19$m=-8,t=1,p=1" SALT_AND_HASH,
		"$argon2id$v=19$m=8,t=1,p=9" SALT_AND_HASH,
	};
	char endless[4096], hash[SECRET_HASH_SIZE];

	(void)state;
	assert_false(secret_check(NULL, "correct horse"));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(secret_check(bad[i], "correct horse"));
	memset(endless, 'x', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	assert_false(secret_check(endless, "correct horse"));
	assert_true(secret_hash("correct horse", hash, NULL));
	for (size_t i = 0, n = strlen(hash); i < n; i++) {
		char was = hash[i];

		hash[i] = was == 'A' ? 'B' : 'A';
		assert_false(secret_check(hash, "correct horse"));
		hash[i] = was;
	}
	assert_true(secret_check(hash, "correct horse"));
}

static void a_typed_passphrase_grows_and_shrinks_by_letters(void **state)
{
	struct secret secret;

	(void)state;
	secret_init(&secret);
	assert_string_equal(secret.s, "");
	assert_false(secret_erase(&secret));
	assert_true(secret_add(&secret, "ab", 2));
	assert_true(secret_add(&secret, "e\u0301", 3));
	assert_int_equal(secret_letters(&secret), 3);
	assert_true(secret_erase(&secret));
	assert_string_equal(secret.s, "ab");
	assert_int_equal(secret.len, 2);
	assert_false(secret_add(&secret, "a\0b", 3));
	secret_clear(&secret);
	assert_int_equal(secret_letters(&secret), 0);
	secret_release(&secret);
	assert_null(secret.s);
}

static void what_was_typed_is_overwritten(void **state)
{
	static const char nothing[16];
	char typed[] = "correct horse", *at;
	struct secret secret;

	(void)state;
	secret_init(&secret);
	assert_true(secret_add(&secret, "correct cafe\u0301", 14));
	at = secret.s;
	assert_true(secret_erase(&secret));
	assert_string_equal(at, "correct caf");
	assert_memory_equal(at + 11, nothing, 4);
	secret_clear(&secret);
	assert_memory_equal(at, nothing, 16);
	secret_release(&secret);
	secret_wipe(typed, sizeof typed);
	assert_memory_equal(typed, nothing, sizeof typed);
}

static void what_does_not_fit_is_not_taken(void **state)
{
	struct secret secret;

	(void)state;
	secret_init(&secret);
	for (int i = 0; i < SECRET_MAX_BYTES; i++)
		assert_true(secret_add(&secret, "x", 1));
	assert_false(secret_add(&secret, "y", 1));
	assert_int_equal(secret.len, SECRET_MAX_BYTES);
	assert_int_equal(strlen(secret.s), SECRET_MAX_BYTES);
	secret_release(&secret);
}

/* Guard pages: a write behind the block ends the program at once, here that of a child. */
static void a_write_behind_the_block_ends_the_program(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		struct secret secret;

		signal(SIGSEGV, SIG_DFL); /* the test library would call it a failure of the child */
		secret_init(&secret);
		((volatile char *)secret.s)[SECRET_MAX_BYTES + 1] = 'x';
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
}

static void waits_double_from_the_third_failure_on(void **state)
{
	static const int expected[] = { 0, 0, 0, 8, 16, 32, 64, 128, 256, 512, 900, 900 };

	(void)state;
	for (int i = 0; i < (int)(sizeof expected / sizeof expected[0]); i++)
		assert_int_equal(secret_wait_seconds(i), expected[i]);
	assert_int_equal(secret_wait_seconds(-1), 0);
	assert_int_equal(secret_wait_seconds(31), 900);
	assert_int_equal(secret_wait_seconds(64), 900);
	assert_int_equal(secret_wait_seconds(INT32_MAX), 900);
	assert_int_equal(secret_wait_seconds(INT32_MIN), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_right_passphrase_opens),
		cmocka_unit_test(a_hash_is_salted_argon2id_and_holds_no_passphrase),
		cmocka_unit_test(a_hash_costs_next_to_nothing_in_test_builds),
		cmocka_unit_test(ways_to_write_an_accent_do_not_count),
		cmocka_unit_test(short_passphrases_are_refused_with_help),
		cmocka_unit_test(a_passphrase_has_an_end),
		cmocka_unit_test(foreign_and_absurd_hashes_never_open),
		cmocka_unit_test(a_typed_passphrase_grows_and_shrinks_by_letters),
		cmocka_unit_test(what_was_typed_is_overwritten),
		cmocka_unit_test(what_does_not_fit_is_not_taken),
		cmocka_unit_test(a_write_behind_the_block_ends_the_program),
		cmocka_unit_test(waits_double_from_the_third_failure_on),
	};

	return cmocka_run_group_tests_name("base secret", tests, NULL, NULL);
}
