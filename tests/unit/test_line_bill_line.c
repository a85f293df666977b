/* SPDX-License-Identifier: MIT */
/* What is typed on a bill is read as it was meant, or refused with a sentence: never as another amount. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "line/bill_line.h"

static void payments_are_read_with_method_amount_and_reference(void **state)
{
	static const struct {
		const char *typed;
		enum pay_method method;
		int64_t cents;
		const char *reference;
	} lines[] = {
		{ "", PAY_CARD, 9500, NULL },
		{ "card", PAY_CARD, 9500, NULL },
		{ "cash 50", PAY_CASH, 5000, NULL },
		{ "50 cash", PAY_CASH, 5000, NULL },
		{ "fund 60.5 ref 4711", PAY_FUND, 6050, "ref 4711" },
		{ "t 12,50", PAY_TRANSFER, 1250, NULL },
		{ "card 1,234.50", PAY_CARD, 123450, NULL },
		{ "card 1.234,50", PAY_CARD, 123450, NULL },
		{ "card 1'234.50", PAY_CARD, 123450, NULL },
		{ "$50", PAY_CARD, 5000, NULL },
		{ "\xE2\x82\xAC"
		  "50",
		  PAY_CARD, 5000, NULL },
		{ "50\xE2\x82\xAC", PAY_CARD, 5000, NULL },
		{ "AUD50", PAY_CARD, 5000, NULL },
		{ "card 20 paid 5 in cash", PAY_CARD, 2000, "paid 5 in cash" },
		{ "card ref \"quoted\"", PAY_CARD, 9500, "ref \"quoted\"" },
		{ "bank 30 from Anna", PAY_TRANSFER, 3000, "from Anna" },
		{ "eftpos 50", PAY_CARD, 5000, NULL },
		{ "card, 50, ref 4711", PAY_CARD, 5000, "ref 4711" },
		{ "card ref 4711", PAY_CARD, 9500, "ref 4711" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct payment payment;
		struct reading reading;
		payment_init(&payment);
		if (!bill_line_payment(lines[i].typed, 9500, false, &payment, &reading))
			fail_msg("%s: %s", lines[i].typed, reading.problem.text);
		if (payment.method != lines[i].method || payment.cents != lines[i].cents ||
		    !str_eq(payment.reference, lines[i].reference))
			fail_msg("%s: method %d, %lld cents, reference %s", lines[i].typed,
				 (int)payment.method, (long long)payment.cents,
				 payment.reference ? payment.reference : "none");
		payment_release(&payment);
	}
}

static void payments_that_cannot_be_meant_are_refused(void **state)
{
	static const struct {
		const char *typed;
		int64_t owed;
		bool refund;
	} lines[] = {
		{ "card 50.125", 9500, false },
		{ "card 1.234", 9500, false },
		{ "card -5", 9500, false },
		{ "card 0", 9500, false },
		{ "card", 0, false },
		{ "card", -500, false },
		{ "card 99999999999", 1, false },
		{ "card 5.5.5", 1, false },
		{ "card", 9500, true },
		{ "card 20", 9500, true },
		{ "card -20 why", 9500, true },
		{ "card 0 why", 9500, true },
		{ "voucher 50", 9500, false },
		{ "by voucher 50", 9500, false },
	};
	(void)state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct payment payment;
		struct reading reading;
		payment_init(&payment);
		if (bill_line_payment(lines[i].typed, lines[i].owed, lines[i].refund, &payment, &reading))
			fail_msg("%s was taken as %lld cents", lines[i].typed, (long long)payment.cents);
		assert_int_equal(reading.problem.kind, ERR_INPUT);
		assert_true(reading.problem.text[0] != '\0');
		payment_release(&payment);
	}
}

static void a_refund_is_below_nothing_and_says_why(void **state)
{
	struct payment payment;
	struct reading reading;
	(void)state;

	payment_init(&payment);
	assert_true(bill_line_payment("cash 20 paid twice", 0, true, &payment, &reading));
	assert_int_equal(payment.cents, -2000);
	assert_int_equal(payment.method, PAY_CASH);
	assert_string_equal(payment.reason, "paid twice");
	assert_null(payment.reference);
	payment_release(&payment);
}

static void discounts_are_shares_or_amounts(void **state)
{
	static const struct {
		const char *typed;
		int64_t of, cents;
		const char *label;
	} lines[] = {
		{ "10%", 9500, 950, "Discount 10 %" },
		{ "10 %", 9500, 950, "Discount 10 %" },
		{ "10 % student", 9500, 950, "student" },
		{ "10% student", 9500, 950, "student" },
		{ "33%", 50, 17, "Discount 33 %" }, /* 16.5, half up */
		{ "100%", 9500, 9500, "Discount 100 %" },
		{ "5", 9500, 500, "Discount" },
		{ "5,00 student card", 9500, 500, "student card" },
		{ "95.00", 9500, 9500, "Discount" },
	};
	static const char *const wrong[] = { "",  "0%", "101%",  "-10%",  "7.5%",    "%",
					     "0", "-5", "95.01", "5.001", "student", "99999999999" };
	(void)state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char *label = NULL;
		int64_t cents = 0;
		struct reading reading;
		if (!bill_line_discount(lines[i].typed, lines[i].of, &cents, &label, &reading))
			fail_msg("%s: %s", lines[i].typed, reading.problem.text);
		if (cents != lines[i].cents || !str_eq(label, lines[i].label))
			fail_msg("%s: %lld cents, %s", lines[i].typed, (long long)cents, label);
		free(label);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char *label = NULL;
		int64_t cents = 0;
		struct reading reading;
		if (bill_line_discount(wrong[i], 9500, &cents, &label, &reading))
			fail_msg("%s was taken as %lld cents", wrong[i], (long long)cents);
		assert_int_equal(reading.problem.kind, ERR_INPUT);
		assert_null(label);
	}
}

static void items_are_code_quantity_price_and_label(void **state)
{
	static const struct {
		const char *typed, *code;
		int quantity;
		int64_t cents; /* -1: not said */
		const char *label;
	} lines[] = {
		{ "FOLL45", "FOLL45", 1, -1, NULL },
		{ "PROD x2 25.00 Tape", "PROD", 2, 2500, "Tape" },
		{ "PROD 25,50 x3 Tape, wide", "PROD", 3, 2550, "Tape, wide" },
		{ "PROD \xC2\xA3"
		  "25 Tape",
		  "PROD", 1, 2500, "Tape" },
		{ "PROD 0 Sample", "PROD", 1, 0, "Sample" },
		{ "PROD Tape 5 m", "PROD", 1, -1, "Tape 5 m" },
		{ "PROD x-ray film", "PROD", 1, -1, "x-ray film" },
		{ "PROD 2x 25.00 Tape", "PROD", 2, 2500, "Tape" },
		{ "PROD 2 x, 25.00, Tape", "PROD", 2, 2500, "Tape" },
	};
	static const char *const wrong[] = { "",
					     "   ",
					     "PROD -5 Tape",
					     "PROD 25.001 Tape",
					     "PROD 99999999999 Tape",
					     "PROD x0 25 Tape",
					     "PROD x1000 25 Tape" };
	(void)state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct bill_item item;
		struct reading reading;
		if (!bill_line_item(lines[i].typed, &item, &reading))
			fail_msg("%s: %s", lines[i].typed, reading.problem.text);
		if (!str_eq(item.code, lines[i].code) || item.quantity != lines[i].quantity ||
		    (item.has_price ? item.cents : -1) != lines[i].cents ||
		    !str_eq(item.label, lines[i].label))
			fail_msg("%s: %s x%d %lld %s", lines[i].typed, item.code, item.quantity,
				 (long long)item.cents, item.label ? item.label : "none");
		bill_item_release(&item);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct bill_item item;
		struct reading reading;
		if (bill_line_item(wrong[i], &item, &reading))
			fail_msg("\"%s\" was taken", wrong[i]);
		assert_int_equal(reading.problem.kind, ERR_INPUT);
		bill_item_release(&item);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(payments_are_read_with_method_amount_and_reference),
		cmocka_unit_test(payments_that_cannot_be_meant_are_refused),
		cmocka_unit_test(a_refund_is_below_nothing_and_says_why),
		cmocka_unit_test(discounts_are_shares_or_amounts),
		cmocka_unit_test(items_are_code_quantity_price_and_label),
	};

	return cmocka_run_group_tests_name("model bill line", tests, NULL, NULL);
}
