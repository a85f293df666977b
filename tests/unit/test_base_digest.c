/* SPDX-License-Identifier: MIT */
/* Fingerprints that tell every difference, and names that are never the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"

/* Known answers of BLAKE2b with 32 bytes. */
static void plain_bytes_give_blake2b_256(void **state)
{
	char hex[DIGEST_SIZE];

	(void)state;
	digest_bytes("", 0, hex);
	assert_string_equal(hex, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	digest_bytes("abc", 3, hex);
	assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

/* A list of fields as text: "t:x" a text, "n" a NULL, "i:5" a number. */
static void fingerprint(const char *const *fields, char hex[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	for (; *fields != NULL; fields++) {
		if (**fields == 't')
			digest_text(digest, *fields + 2);
		else if (**fields == 'n')
			digest_text(digest, NULL);
		else
			digest_int(digest, atoll(*fields + 2));
	}
	digest_end(digest, hex);
}

static void no_two_lists_of_fields_read_alike(void **state)
{
	static const char *const lists[][4] = {
		{ NULL },
		{ "n", NULL },
		{ "t:", NULL },
		{ "t:", "t:", NULL },
		{ "n", "t:", NULL },
		{ "t:", "n", NULL },
		{ "t:ab", "t:c", NULL },
		{ "t:a", "t:bc", NULL },
		{ "t:abc", NULL },
		{ "t:abc", "t:", NULL },
		{ "t:5", NULL },
		{ "i:5", NULL },
		{ "i:-5", NULL },
		{ "i:0", NULL },
		{ "i:256", NULL },
		{ "i:1", NULL },
		{ "i:0", "i:0", NULL },
		{ "t:a", "t:b", "t:c", NULL },
	};
	enum { COUNT = sizeof lists / sizeof lists[0] };
	char hex[COUNT][DIGEST_SIZE], again[DIGEST_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		fingerprint(lists[i], hex[i]);
		fingerprint(lists[i], again);
		assert_string_equal(hex[i], again);
		assert_int_equal(strlen(hex[i]), 64);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(hex[i], hex[j]);
	}
}

/* Signed notes hold these: a change of the form would make every one of them look tampered with. */
static void the_form_of_fields_never_changes(void **state)
{
	static const char *const fields[] = { "t:Levator scapulae", "n", "t:", "i:-12345678901", NULL };
	static const unsigned char form[] = "\1\x10\0\0\0\0\0\0\0"
					    "Levator scapulae"
					    "\0\0\0\0\0\0\0\0\0"
					    "\1\0\0\0\0\0\0\0\0"
					    "\2\xCB\xE3\x23\x20\xFD\xFF\xFF\xFF";
	char hex[DIGEST_SIZE], expected[DIGEST_SIZE];

	(void)state;
	fingerprint(fields, hex);
	digest_bytes(form, sizeof form - 1, expected);
	assert_string_equal(hex, expected);
}

static void expect_uuid_4(const char *uid)
{
	assert_int_equal(strlen(uid), 36);
	for (int i = 0; i < 36; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23)
			assert_int_equal(uid[i], '-');
		else
			assert_non_null(strchr("0123456789abcdef", uid[i]));
	}
	assert_int_equal(uid[14], '4');
	assert_non_null(strchr("89ab", uid[19]));
}

static void names_are_random_uuids(void **state)
{
	enum { COUNT = 500 };
	static char uids[COUNT][UID_SIZE];

	(void)state;
	unsetenv("FASCICLE_SEED");
	for (size_t i = 0; i < COUNT; i++) {
		uid_new(uids[i]);
		expect_uuid_4(uids[i]);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(uids[i], uids[j]);
	}
}

/* Test programs are linked with the test build, where a seed is heard. */
static void seeded_names_differ_from_each_other_and_by_seed(void **state)
{
	char a[UID_SIZE], b[UID_SIZE];

	(void)state;
	setenv("FASCICLE_SEED", "1", 1);
	uid_new(a);
	uid_new(b);
	expect_uuid_4(a);
	assert_string_not_equal(a, b);
	unsetenv("FASCICLE_SEED");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_bytes_give_blake2b_256),
		cmocka_unit_test(no_two_lists_of_fields_read_alike),
		cmocka_unit_test(the_form_of_fields_never_changes),
		cmocka_unit_test(names_are_random_uuids),
		cmocka_unit_test(seeded_names_differ_from_each_other_and_by_seed),
	};

	return cmocka_run_group_tests_name("base digest", tests, NULL, NULL);
}
