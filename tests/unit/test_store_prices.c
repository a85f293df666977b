/* SPDX-License-Identifier: MIT */
/* Prices by day, payers, packages: what was charged stays as it was, nothing is paid for twice or taken off twice. */
#include "clinic.h"

#include "store/charges.h"
#include "store/prices.h"

static void service_of(struct clinic *clinic, struct service *service)
{
	service_init(service);
	must(service_by_code(&clinic->store, "FOLL45", service, err));
}

static int64_t price_of_day(struct clinic *clinic, const char *day, int64_t *concession)
{
	struct service service;

	service_of(clinic, &service);
	must(price_on(&clinic->store, day, &service, concession, err));
	int64_t cents = service.cents;
	service_release(&service);
	return cents;
}

static int64_t charge_for(struct clinic *clinic, const char *code, int quantity, int64_t cents,
			  struct charge *charge)
{
	charge_init(charge);
	charge->client_id = clinic->client;
	charge->practitioner_id = clinic->store.actor;
	charge->date = mem_strdup("2026-11-20");
	charge->code = mem_strdup(code);
	charge->label = mem_strdup("Myotherapy");
	charge->tax = TAX_GST;
	charge->tax_rate_bp = 1000;
	charge_set_price(charge, quantity, cents);
	must(charge_add(&clinic->store, charge, err));
	return charge->id;
}

static bool lower(struct clinic *clinic, const struct charge *of, int64_t cents, struct err *err)
{
	struct charge discount;

	charge_init(&discount);
	charge_discount(&discount, of, CHARGE_DISCOUNT, "Discount", cents);
	bool ok = charge_add(&clinic->store, &discount, err);
	charge_release(&discount);
	return ok;
}

/* ---- prices ---- */

static void a_price_holds_from_its_day_until_the_next(void **state)
{
	struct clinic *clinic = *state;
	struct service service;
	int64_t concession;

	service_of(clinic, &service);
	assert_int_equal(price_of_day(clinic, "2026-11-20", &concession), 9500); /* the service's own */
	assert_int_equal(concession, -1);
	service.cents = 10000;
	must(price_set(&clinic->store, &service, "2026-12-01", 8000, err));
	service.cents = 11000;
	must(price_set(&clinic->store, &service, "2027-12-01", -1, err));
	assert_int_equal(price_of_day(clinic, "2026-11-30", &concession), 9500);
	assert_int_equal(price_of_day(clinic, "2026-12-01", &concession), 10000);
	assert_int_equal(concession, 8000);
	assert_int_equal(price_of_day(clinic, "2027-11-30", NULL), 10000);
	assert_int_equal(price_of_day(clinic, "2027-12-01", &concession), 11000);
	assert_int_equal(concession, -1);
	service.cents = 10500; /* of the same day: the later one */
	must(price_set(&clinic->store, &service, "2026-12-01", -1, err));
	assert_int_equal(price_of_day(clinic, "2026-12-01", NULL), 10500);
	service_release(&service);
}

static void a_change_of_today_leaves_the_days_before(void **state)
{
	struct clinic *clinic = *state;
	struct service old, fresh;

	service_of(clinic, &old);
	service_of(clinic, &fresh);
	fresh.cents = 20000;
	must(price_set(&clinic->store, &fresh, "2027-01-01", -1, err)); /* known before */
	fresh.cents = 12000;
	must(price_change(&clinic->store, &old, &fresh, "2026-11-20", err));
	must(service_save(&clinic->store, &fresh, err));
	assert_int_equal(price_of_day(clinic, "2026-11-19", NULL), 9500);
	assert_int_equal(price_of_day(clinic, "2026-11-20", NULL), 12000);
	assert_int_equal(price_of_day(clinic, "2027-01-01", NULL), 20000);
	service_release(&old);
	service_release(&fresh);
}

static void prices_that_cannot_be_are_refused(void **state)
{
	struct clinic *clinic = *state;
	struct service service;

	service_of(clinic, &service);
	must_fail(price_set(&clinic->store, &service, "2026-02-30", -1, err), ERR_INPUT);
	service.cents = -1;
	must_fail(price_set(&clinic->store, &service, "2026-12-01", -1, err), ERR_INPUT);
	service_release(&service);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM service_price"), 0);
}

/* ---- payers ---- */

static void a_payer_is_found_by_its_beginning(void **state)
{
	struct clinic *clinic = *state;
	struct payer payer;

	must_fail(payer_named(&clinic->store, "", "fund", &payer, err), ERR_INPUT);
	must_fail(payer_named(&clinic->store, "Southern", NULL, &payer, err), ERR_MISSING);
	must(payer_named(&clinic->store, "Southern Health", "fund", &payer, err));
	int64_t southern = payer.id;
	payer_release(&payer);
	must(payer_named(&clinic->store, "Southside Cover", "work-cover", &payer, err));
	payer_release(&payer);
	must(payer_named(&clinic->store, "southern", NULL, &payer, err));
	assert_int_equal(payer.id, southern);
	assert_string_equal(payer.name, "Southern Health");
	assert_string_equal(payer.kind, "fund");
	payer_release(&payer);
	must_fail(payer_named(&clinic->store, "South", "fund", &payer, err), ERR_INPUT);
	assert_null(payer.name);
	must_fail(payer_named(&clinic->store, "Northern", "nonsense", &payer, err), ERR_REFUSED);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM payer"), 2);
}

/* ---- what lowers a line ---- */

static void a_line_is_never_lowered_below_nothing(void **state)
{
	struct clinic *clinic = *state;
	struct charge charge;

	charge_for(clinic, "FOLL45", 1, 9500, &charge);
	must(lower(clinic, &charge, 5000, err));
	must_fail(lower(clinic, &charge, 4501, err), ERR_REFUSED);
	must(lower(clinic, &charge, 4500, err));
	must_fail(lower(clinic, &charge, 1, err), ERR_REFUSED);
	assert_int_equal(clinic_ask(clinic, "SELECT sum(total_cents) FROM charge WHERE client_id = 1"), 0);
	charge_release(&charge);
}

static void what_lowers_a_line_goes_with_it(void **state)
{
	struct clinic *clinic = *state;
	struct charge charge;

	charge_for(clinic, "FOLL45", 1, 9500, &charge);
	must(lower(clinic, &charge, 950, err));
	must(charge_void(&clinic->store, charge.id, "wrong day", err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM charge WHERE voided_at IS NULL"), 0);
	must_fail(lower(clinic, &charge, 950, err), ERR_REFUSED);
	charge_release(&charge);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* ---- packages ---- */

static void sell_package(struct clinic *clinic, int uses, const char *service, struct charge *charge)
{
	struct service five;
	int begun;

	service_init(&five);
	five.code = mem_strdup("PACK");
	five.label = mem_strdup("Package");
	five.minutes = 45;
	five.cents = 40000;
	five.active = true;
	must(service_save(&clinic->store, &five, err));
	must(package_define(&clinic->store, five.id, uses, service, err));
	charge_for(clinic, "PACK", 1, 40000, charge);
	must(package_begin(&clinic->store, charge, &begun, err));
	assert_int_equal(begun, uses);
	service_release(&five);
}

static void a_package_pays_until_it_is_used_up(void **state)
{
	struct clinic *clinic = *state;
	struct charge sold, charges[4];
	int64_t left;

	sell_package(clinic, 2, "FOLL45", &sold);
	for (int i = 0; i < 3; i++)
		charge_for(clinic, "FOLL45", 1, 9500, &charges[i]);
	charge_for(clinic, "OTHER", 1, 9500, &charges[3]);
	must_fail(package_use(&clinic->store, &charges[3], &left, err), ERR_MISSING);
	must(package_use(&clinic->store, &charges[0], &left, err));
	assert_int_equal(left, 1);
	must_fail(package_use(&clinic->store, &charges[0], &left, err), ERR_MISSING); /* it is paid */
	must(package_use(&clinic->store, &charges[1], &left, err));
	assert_int_equal(left, 0);
	must_fail(package_use(&clinic->store, &charges[2], &left, err), ERR_MISSING);
	must(charge_void(&clinic->store, charges[0].id, "did not come", err)); /* its use comes back */
	must(package_use(&clinic->store, &charges[2], &left, err));
	assert_int_equal(left, 0);
	assert_int_equal(
		clinic_ask(clinic,
			   "SELECT sum(total_cents) FROM charge WHERE code = 'FOLL45' AND voided_at IS NULL"),
		0);
	for (int i = 0; i < 4; i++)
		charge_release(&charges[i]);
	charge_release(&sold);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_package_pays_what_a_discount_left(void **state)
{
	struct clinic *clinic = *state;
	struct charge sold, charge;
	int64_t left;

	sell_package(clinic, 5, "", &sold);
	charge_for(clinic, "FOLL45", 1, 9500, &charge);
	must(lower(clinic, &charge, 950, err));
	must(package_use(&clinic->store, &charge, &left, err));
	assert_int_equal(clinic_ask(clinic, "SELECT sum(total_cents) FROM charge WHERE code = 'FOLL45'"), 0);
	charge_release(&charge);
	charge_release(&sold);
}

static void a_package_does_not_pay_for_itself_nor_for_several_at_once(void **state)
{
	struct clinic *clinic = *state;
	struct charge sold, two;
	int64_t left;

	sell_package(clinic, 5, "", &sold);
	must_fail(package_use(&clinic->store, &sold, &left, err), ERR_MISSING);
	charge_for(clinic, "FOLL45", 2, 9500, &two);
	must_fail(package_use(&clinic->store, &two, &left, err), ERR_REFUSED);
	charge_release(&two);
	charge_release(&sold);
}

/* Its invoice was voided and is issued again. */
static void a_package_that_was_begun_is_not_begun_again(void **state)
{
	struct clinic *clinic = *state;
	struct charge sold;
	int uses;

	sell_package(clinic, 5, "", &sold);
	must(package_begin(&clinic->store, &sold, &uses, err));
	assert_int_equal(uses, 5);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM package"), 1);
	charge_release(&sold);
}

static void others_call_a_service_by_their_own_code(void **state)
{
	struct clinic *clinic = *state;
	char *code = NULL;

	must(service_code_set(&clinic->store, clinic->service, "superbill", "97140", err));
	must(service_code_set(&clinic->store, clinic->service, "superbill", "97124", err));
	must(service_code_for(&clinic->store, "FOLL45", "superbill", &code, err));
	assert_string_equal(code, "97124");
	must(service_code_for(&clinic->store, "FOLL45", "Southern Health", &code, err));
	assert_null(code);
	must(service_code_set(&clinic->store, clinic->service, "superbill", NULL, err));
	must(service_code_for(&clinic->store, "FOLL45", "superbill", &code, err));
	assert_null(code);
	free(code);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_price_holds_from_its_day_until_the_next),
		IN_A_CLINIC(a_change_of_today_leaves_the_days_before),
		IN_A_CLINIC(prices_that_cannot_be_are_refused),
		IN_A_CLINIC(a_payer_is_found_by_its_beginning),
		IN_A_CLINIC(a_line_is_never_lowered_below_nothing),
		IN_A_CLINIC(what_lowers_a_line_goes_with_it),
		IN_A_CLINIC(a_package_pays_until_it_is_used_up),
		IN_A_CLINIC(a_package_pays_what_a_discount_left),
		IN_A_CLINIC(a_package_does_not_pay_for_itself_nor_for_several_at_once),
		IN_A_CLINIC(a_package_that_was_begun_is_not_begun_again),
		IN_A_CLINIC(others_call_a_service_by_their_own_code),
	};

	return cmocka_run_group_tests_name("store prices", tests, NULL, NULL);
}
