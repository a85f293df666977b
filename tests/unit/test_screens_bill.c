/* SPDX-License-Identifier: MIT */
/* What a client is asked to pay: what is open and owed, less the credit that issuing uses up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screens/bill/bill.h"

static void credit_is_used_before_the_client_is_asked(void **state)
{
	static const struct {
		int64_t open, owed, before, payer, asked;
	} bills[] = {
		{ 9500, 0, 0, 0, 9500 },         { 9500, 0, -1500, 0, 8000 }, { 9500, 0, -20000, 0, 0 },
		{ 9500, 0, 4000, 0, 9500 },  /* owed from before: on its own bill */
		{ 9500, 0, -1500, 1, 9500 }, /* a payer does not use the client's credit */
		{ 0, 4500, -1500, 0, 4500 }, /* issued already */
		{ 9500, 4500, -1500, 0, 12500 },
	};
	(void)state;

	for (size_t i = 0; i < sizeof bills / sizeof *bills; i++) {
		struct charge charge;
		struct invoice invoice;
		int64_t on = 0, owed = bills[i].owed;
		charge_init(&charge);
		invoice_init(&invoice);
		charge_set_price(&charge, 1, bills[i].open);
		struct bill bill = { .charges = { &charge, 1 },
				     .on = &on,
				     .invoices = &invoice,
				     .owed = &owed,
				     .n_invoices = 1,
				     .before_cents = bills[i].before,
				     .payer = { .id = bills[i].payer } };
		assert_int_equal(bill_asked_cents(&bill), bills[i].asked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(credit_is_used_before_the_client_is_asked) };

	return cmocka_run_group_tests_name("screens bill", tests, NULL, NULL);
}
