/* SPDX-License-Identifier: MIT */
/* Amounts: what is typed is read as it was meant, or refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/money.h"

static const struct {
	const char *typed;
	int64_t cents;
} taken[] = {
	{ "85", 8500 },
	{ "85.5", 8550 },
	{ "85.50", 8550 },
	{ "85,5", 8550 },
	{ "85,50", 8550 },
	{ "0", 0 },
	{ "0.00", 0 },
	{ "0.05", 5 },
	{ "00085", 8500 },
	{ ".5", 50 },
	{ ",50", 50 },
	{ ".05", 5 },
	{ "-12.50", -1250 },
	{ "+12.50", 1250 },
	{ "\xE2\x88\x92"
	  "12.50",
	  -1250 },
	{ " 85 ", 8500 },
	/* One comma before three digits groups, before one or two it is a decimal one. */
	{ "1,234", 123400 },
	{ "1,23", 123 },
	{ "1,2", 120 },
	{ "1,234.50", 123450 },
	{ "1,234,567", 123456700 },
	{ "1,234,567.8", 123456780 },
	{ "12,345", 1234500 },
	{ "123,456", 12345600 },
	/* Where both are there, the last is the decimal one; several points can only group. */
	{ "1.234,50", 123450 },
	{ "1.234.567,89", 123456789 },
	{ "1.234.567", 123456700 },
	{ "1 234.50", 123450 },
	{ "1 234,50", 123450 },
	{ "1 234", 123400 },
	{ "1'234.50", 123450 },
	{ "1\xC2\xA0"
	  "234,50",
	  123450 },
	{ "1\xE2\x80\xAF"
	  "234,50",
	  123450 },
	{ "1\xE2\x80\x99"
	  "234.50",
	  123450 },
	{ "$85", 8500 },
	{ "85$", 8500 },
	{ "$ 85.50", 8550 },
	{ "-$85", -8500 },
	{ "$-85", -8500 },
	{ "85 $", 8500 },
	{ "\xE2\x82\xAC"
	  "85,50",
	  8550 },
	{ "85,50 \xE2\x82\xAC", 8550 },
	{ "\xC2\xA3"
	  "85",
	  8500 },
	{ "AUD 85", 8500 },
	{ "85.50 aud", 8550 },
	{ "AUD85", 8500 },
	{ "-AUD 85", -8500 },
	{ "10000000", MONEY_MAX_CENTS },
	{ "10,000,000.00", MONEY_MAX_CENTS },
	{ "-10000000.00", -MONEY_MAX_CENTS },
};

static const char *const refused[] = {
	"",
	" ",
	"abc",
	"-",
	"$",
	"AUD",
	".",
	",",
	"-.",
	/* Three decimals, or thousands in another country: nobody can tell. */
	"1.234",
	"85.500",
	"1.2345",
	"1,2345",
	"0.005",
	"0.0000000000000000000000001",
	/* Groups that are not of three, that begin with nothing or with zero. */
	"12,34.5",
	"1,23,456",
	"1,2,3",
	"0,123",
	"00,123",
	",123",
	"1,,234",
	"1,234,",
	"1 23",
	"5 0",
	"1  234",
	"1 2345",
	"1234,567",
	"1234.567,00",
	"1'23",
	"1,234 567",
	"1'234 567",
	"1'234,567",
	"1 234.567",
	/* Two decimal separators, separators at the end. */
	"1.2.3",
	"1,234,567,8",
	"1.234,567.8",
	"1,2.3,4",
	"85.",
	"85,",
	"1,234.",
	"1.234.567,",
	"85..5",
	"85.5.",
	/* More than one sign, signs inside or behind, other letters and numbers. */
	"--5",
	"+-5",
	"5-",
	"8-5",
	"$5$",
	"$$5",
	"AUD $5",
	"AUD 5 AUD",
	"US$5",
	"85a",
	"85 audx",
	"a85",
	"1e5",
	"0x10",
	"8 5.50",
	"(85)",
	"85%",
	"1/2",
	"\xD9\xA8\xD9\xA5",
	"\xEF\xBC\x98",
	"85\xFF",
	"\x1b[31m85",
	/* Beyond what is taken. */
	"10000000.01",
	"-10000000.01",
	"10000001",
	"99999999999999999999999999999",
	"-99999999999999999999",
	"1234567890123456789012345678901234567890123456789012345678901234567890",
};

static void what_is_clear_is_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		struct err err = ERR_INIT;
		int64_t cents = -1;

		if (!money_parse(taken[i].typed, &cents, &err) || cents != taken[i].cents)
			fail_msg("\"%s\" gave %lld (%s)", taken[i].typed, (long long)cents, err.text);
		assert_int_equal(err.kind, ERR_NONE);
	}
}

static void what_is_not_clear_is_refused_and_leaves_the_amount(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct err err = ERR_INIT;
		int64_t cents = 4711;

		if (money_parse(refused[i], &cents, &err))
			fail_msg("\"%s\" was taken as %lld", refused[i], (long long)cents);
		assert_true(cents == 4711);
		assert_int_equal(err.kind, ERR_INPUT);
		assert_true(err.text[0] != '\0');
	}
	assert_false(money_parse(NULL, &(int64_t){ 0 }, NULL));
}

static void amounts_have_a_point_and_two_digits(void **state)
{
	static const struct {
		int64_t cents;
		const char *text;
	} cases[] = {
		{ 0, "0.00" },
		{ 5, "0.05" },
		{ -5, "-0.05" },
		{ 8550, "85.50" },
		{ -1250, "-12.50" },
		{ 100, "1.00" },
		{ -99, "-0.99" },
		{ MONEY_MAX_CENTS, "10000000.00" },
		{ INT64_MAX, "92233720368547758.07" },
		{ INT64_MIN, "-92233720368547758.08" },
	};
	char text[MONEY_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		money_format(cases[i].cents, text);
		assert_string_equal(text, cases[i].text);
	}
}

static void every_written_amount_reads_back(void **state)
{
	char text[MONEY_SIZE];

	(void)state;
	for (int64_t cents = -120000; cents <= 120000; cents += 7) {
		int64_t again = 0;

		money_format(cents, text);
		assert_true(money_parse(text, &again, NULL));
		assert_true(again == cents);
	}
}

static void shares_round_half_away_from_zero(void **state)
{
	static const struct {
		int64_t cents, numerator, denominator, share;
	} cases[] = {
		{ 100, 1, 2, 50 },
		{ 101, 1, 2, 51 },
		{ -101, 1, 2, -51 },
		{ 101, -1, 2, -51 },
		{ 101, 1, -2, -51 },
		{ -101, -1, 2, 51 },
		{ 100, 1, 3, 33 },
		{ 200, 1, 3, 67 },
		{ -200, 1, 3, -67 },
		{ 1, 1, 2, 1 },
		{ 1, 1, 3, 0 },
		{ 0, 5, 7, 0 },
		{ 85, 2, 1, 170 },
		{ 250, 30, 60, 125 },
		{ 249, 30, 60, 125 },
		{ 247, 30, 60, 124 },
		{ MONEY_MAX_CENTS, 10000, 10000, MONEY_MAX_CENTS },
		/* The product does not fit in 64 bits, the share does. */
		{ INT64_C(9000000000000000), 10000, 20000, INT64_C(4500000000000000) },
		{ INT64_MAX, 1, 1, INT64_MAX },
		{ INT64_MIN, 1, 1, INT64_MIN },
		{ INT64_MAX, 1, INT64_MAX, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t share = money_share(cases[i].cents, cases[i].numerator, cases[i].denominator);

		if (share != cases[i].share)
			fail_msg("case %zu gave %lld", i, (long long)share);
	}
}

/* Compared with a wider type that the program itself does without. */
static void shares_agree_with_exact_arithmetic(void **state)
{
	uint64_t random = 88172645463325252u;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		random ^= random << 13;
		random ^= random >> 7;
		random ^= random << 17;
		int64_t cents = (int64_t)(random % 2000000001u) - 1000000000;
		int64_t numerator = (int64_t)((random >> 32) % 20001u) - 10000;
		int64_t denominator = (int64_t)((random >> 20) % 30000u) + 1;
		__int128 twice = (__int128)cents * numerator * 2;
		__int128 exact = (twice + (twice < 0 ? -denominator : denominator)) / (2 * denominator);

		assert_true(money_share(cents, numerator, denominator) == (int64_t)exact);
	}
}

/* What is added to a net amount. */
static int64_t tax_on(int64_t net_cents, int rate_bp)
{
	return money_share(net_cents, rate_bp, 10000);
}

static void tax_inside_and_on_top_agree(void **state)
{
	(void)state;
	assert_true(money_tax_within(11000, 1000) == 1000);
	assert_true(money_tax_within(8500, 1000) == 773); /* 772.7 */
	assert_true(money_tax_within(-8500, 1000) == -773);
	assert_true(money_tax_within(8500, 0) == 0);
	assert_true(tax_on(10000, 1000) == 1000);
	assert_true(tax_on(8505, 1000) == 851); /* 850.5 */
	for (int64_t net = 0; net < 20000; net++)
		assert_true(money_tax_within(net + tax_on(net, 1000), 1000) == tax_on(net, 1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_clear_is_taken),
		cmocka_unit_test(what_is_not_clear_is_refused_and_leaves_the_amount),
		cmocka_unit_test(amounts_have_a_point_and_two_digits),
		cmocka_unit_test(every_written_amount_reads_back),
		cmocka_unit_test(shares_round_half_away_from_zero),
		cmocka_unit_test(shares_agree_with_exact_arithmetic),
		cmocka_unit_test(tax_inside_and_on_top_agree),
	};

	return cmocka_run_group_tests_name("base money", tests, NULL, NULL);
}
