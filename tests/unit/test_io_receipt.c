/* SPDX-License-Identifier: MIT */
/* Receipts and superbills: what a fund and the tax office ask for stands on them, exact to the cent, in 72 columns, and nothing
 * that is hostile or clinical. */
#include "clinic.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "io/superbill.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/prices.h"

#define HOSTILE                               \
	"\x1b[2J\x1b]0;evil\x07 \xe2\x80\xae" \
	"dlrow \x1b[5i"

static struct conf conf;

struct line {
	const char *code, *label;
	int quantity;
	int64_t cents;
	enum tax_class tax;
};

static int64_t charge_one(struct clinic *clinic, const struct line *line, bool registered)
{
	struct charge charge;

	charge_init(&charge);
	charge.session_id = clinic->session;
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup(line->code);
	charge.label = mem_strdup(line->label);
	charge.tax = line->tax;
	charge.tax_rate_bp = registered && line->tax == TAX_GST ? 1000 : 0;
	charge_set_price(&charge, line->quantity, line->cents);
	must(charge_add(&clinic->store, &charge, err));
	int64_t id = charge.id;
	charge_release(&charge);
	return id;
}

/* An invoice over charges of these lines. */
static int64_t issue(struct clinic *clinic, const struct line *lines, size_t n, bool registered,
		     const char *payer)
{
	struct invoice invoice;
	struct charges charges;
	struct payer who = { .id = 0 };
	int64_t first = 0;

	invoice_init(&invoice);
	for (size_t i = 0; i < n; i++) {
		int64_t id = charge_one(clinic, &lines[i], registered);
		first = first ? first : id;
	}
	if (payer != NULL)
		must(payer_named(&clinic->store, payer, "fund", &who, err));
	invoice.series = mem_strdup("INV-");
	invoice.client_id = clinic->client;
	invoice.payer_id = who.id;
	invoice.issued_on = mem_strdup("2026-11-20");
	invoice.due_on = mem_strdup("2026-12-04");
	invoice.seller =
		mem_strdup("Brunswick Myotherapy\n53 004 085 616\n12 Sydney Road, Brunswick\n03 9555 0100");
	invoice.registered = registered;
	must(charges_of_session(&clinic->store, clinic->session, &charges, err));
	for (size_t i = 0; i < charges.n; i++)
		if (charges.rows[i].id >= first)
			invoice_add_charge(&invoice, &charges.rows[i]);
	must(invoice_issue(&clinic->store, &invoice, err));
	int64_t id = invoice.id;
	charges_release(&charges);
	invoice_release(&invoice);
	payer_release(&who);
	return id;
}

static void pay(struct clinic *clinic, int64_t invoice, enum pay_method method, int64_t cents)
{
	struct payment payment;

	payment_init(&payment);
	payment.client_id = clinic->client;
	payment.day = mem_strdup("2026-11-20");
	payment.method = method;
	payment.cents = cents;
	must(payment_add(&clinic->store, &payment, invoice, err));
	payment_release(&payment);
}

/* The caller frees it. */
static char *page_of(struct clinic *clinic, int64_t invoice, int64_t before)
{
	struct receipt receipt;
	struct str page;

	str_init(&page);
	receipt_init(&receipt);
	must(receipt_load(&clinic->store, &conf, invoice, &receipt, err));
	receipt_page(&receipt, before, &page);
	receipt_release(&receipt);
	return str_take(&page);
}

static char *superbill_of(struct clinic *clinic, int64_t invoice, const char *codes)
{
	struct receipt receipt;
	struct str page;

	str_init(&page);
	receipt_init(&receipt);
	must(receipt_load(&clinic->store, &conf, invoice, &receipt, err));
	superbill_page(&receipt, codes, 0, &page);
	receipt_release(&receipt);
	return str_take(&page);
}

static void holds(const char *page, const char *text)
{
	if (strstr(page, text) == NULL)
		fail_msg("not on the page: %s\n%s", text, page);
}

static void lacks(const char *page, const char *text)
{
	if (strstr(page, text) != NULL)
		fail_msg("on the page: %s\n%s", text, page);
}

static void fits(const char *page)
{
	for (const char *at = page; *at;) {
		size_t n = strcspn(at, "\n");
		if (utf8_cols(at, n) > 72)
			fail_msg("%d columns: %.*s", utf8_cols(at, n), (int)n, at);
		at += n + (at[n] == '\n');
	}
}

static const struct line follow_up = { "FOLL45", "Myotherapy, follow-up, 45 minutes", 1, 9500, TAX_GST };

/* ---- what a fund asks for ---- */

static void holds_what_a_fund_asks_for(void **state)
{
	struct clinic *clinic = *state;
	int64_t invoice = issue(clinic, &follow_up, 1, true, NULL);

	pay(clinic, invoice, PAY_CARD, 9500);
	must(practitioner_number_set(&clinic->store, clinic->store.actor, NUMBER_ASSOCIATION, "MMA 12345",
				     err));
	must(practitioner_number_set(&clinic->store, clinic->store.actor, "Medi", "M-77", err));
	must(service_code_set(&clinic->store, clinic->service, "Medi", "105", err));
	char *page = page_of(clinic, invoice, 0);
	static const char *const wanted[] = { "Brunswick Myotherapy",
					      "53 004 085 616",
					      "12 Sydney Road",
					      "03 9555 0100",
					      "Rossi, Maria",
					      "20 Nov 2026",
					      "Myotherapy, follow-up",
					      "95.00",
					      "Anna Lindqvist",
					      "MMA 12345",
					      "Provider number at Medi: M-77",
					      "Medi 105",
					      "Paid, card",
					      "Balance",
					      "INV-000001" };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		holds(page, wanted[i]);
	lacks(page, "DUPLICATE COPY");
	fits(page);
	free(page);
}

static void tells_only_the_payers_own_codes_to_a_payer(void **state)
{
	struct clinic *clinic = *state;
	must(service_code_set(&clinic->store, clinic->service, "Medi", "105", err));
	must(service_code_set(&clinic->store, clinic->service, "Bupa", "500", err));
	must(service_code_set(&clinic->store, clinic->service, "superbill", "97140", err));
	must(practitioner_number_set(&clinic->store, clinic->store.actor, "Bupa", "B-1", err));
	must(practitioner_number_set(&clinic->store, clinic->store.actor, "Medi", "M-77", err));
	char *page = page_of(clinic, issue(clinic, &follow_up, 1, true, "Medi"), 0);
	holds(page, "Invoiced to: Medi");
	holds(page, "Medi 105");
	holds(page, "M-77");
	lacks(page, "500");
	lacks(page, "B-1");
	lacks(page, "97140");
	free(page);
}

static void says_from_the_second_print_on_that_it_is_a_copy(void **state)
{
	struct clinic *clinic = *state;
	int64_t invoice = issue(clinic, &follow_up, 1, true, NULL), before;

	for (int i = 0; i < 3; i++) {
		must(invoice_printed(&clinic->store, invoice, "receipt", &before, err));
		char *page = page_of(clinic, invoice, before);
		assert_int_equal(i > 0, strstr(page, "DUPLICATE COPY") != NULL);
		free(page);
	}
	must(invoice_printed(&clinic->store, invoice, "superbill", &before, err));
	assert_int_equal(before, 0);
}

static void names_what_is_missing_for_a_fund(void **state)
{
	struct clinic *clinic = *state;
	struct receipt receipt;
	struct str said;

	str_init(&said);
	receipt_init(&receipt);
	must(receipt_load(&clinic->store, &conf, issue(clinic, &follow_up, 1, true, NULL), &receipt, err));
	receipt_lacks(&receipt, &said);
	assert_string_equal(said.s, "association, provider number");
	receipt_release(&receipt);
	str_release(&said);
}

/* ---- tax ---- */

static void is_a_tax_invoice_when_registered_to_the_cent(void **state)
{
	struct clinic *clinic = *state;
	static const struct line lines[] = { { "FOLL45", "Follow-up", 1, 9500, TAX_GST },
					     { "PROD", "Tape", 3, 1255, TAX_GST },
					     { "FOLL45", "Discount", 1, -333, TAX_GST } };
	int64_t invoice = issue(clinic, lines, 3, true, NULL);
	char *page = page_of(clinic, invoice, 0);
	holds(page, "TAX INVOICE INV-000001");
	/* 9500/11 = 863.6, 3765/11 = 342.3, -333/11 = -30.3: 8.64 + 3.42 - 0.30. */
	holds(page, "8.64        95.00");
	holds(page, "3 x 12.55 Tape");
	holds(page, "3.42        37.65");
	holds(page, "-0.30        -3.33");
	holds(page, "11.76       129.32");
	holds(page, "The total price includes GST of 11.76.");
	lacks(page, "RECEIPT");
	free(page);
	pay(clinic, invoice, PAY_CASH, 12932);
	page = page_of(clinic, invoice, 1);
	holds(page, "TAX INVOICE AND RECEIPT INV-000001");
	free(page);
}

static void tells_taxable_lines_from_others(void **state)
{
	struct clinic *clinic = *state;
	static const struct line lines[] = { { "FOLL45", "Follow-up", 1, 9500, TAX_GST },
					     { "PHYS", "Physiotherapy", 1, 9900, TAX_GST_FREE } };
	char *page = page_of(clinic, issue(clinic, lines, 2, true, NULL), 0);
	holds(page, "free        99.00");
	holds(page, "8.64        95.00");
	holds(page, "8.64       194.00");
	holds(page, "GST of 8.64 is included, on the lines where an amount of it stands.");
	free(page);
}

static void is_no_tax_invoice_when_not_registered(void **state)
{
	struct clinic *clinic = *state;
	int64_t invoice = issue(clinic, &follow_up, 1, false, NULL);
	char *page = page_of(clinic, invoice, 0);
	holds(page, "\nINVOICE INV-000001");
	lacks(page, "TAX");
	lacks(page, "GST");
	free(page);
	pay(clinic, invoice, PAY_TRANSFER, 9500);
	page = page_of(clinic, invoice, 0);
	holds(page, "\nRECEIPT INV-000001");
	holds(page, "Paid, bank transfer");
	free(page);
}

static void says_who_bought_from_1000_on(void **state)
{
	struct clinic *clinic = *state;
	struct line line = { "PACK", "Ten follow-ups", 1, 99999, TAX_GST };
	struct client client;

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	client.address = mem_strdup("4 Park Street, Coburg");
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	char *page = page_of(clinic, issue(clinic, &line, 1, true, NULL), 0);
	lacks(page, "Park Street");
	free(page);
	line.cents = 100000;
	page = page_of(clinic, issue(clinic, &line, 1, true, NULL), 0);
	holds(page, "Address: 4 Park Street, Coburg");
	free(page);
}

/* ---- what was taken back ---- */

static void names_credit_notes_and_voided_invoices(void **state)
{
	struct clinic *clinic = *state;
	int64_t first = issue(clinic, &follow_up, 1, true, NULL),
		second = issue(clinic, &follow_up, 1, true, NULL);
	struct invoice of, credit;

	invoice_init(&of);
	invoice_init(&credit);
	must(invoice_load(&clinic->store, first, &of, err));
	invoice_credit(&credit, &of);
	credit.series = mem_strdup("CN-");
	credit.issued_on = mem_strdup("2026-11-20");
	credit.due_on = mem_strdup("2026-11-20");
	credit.seller = mem_strdup("");
	must(invoice_issue(&clinic->store, &credit, err));
	char *page = page_of(clinic, credit.id, 0);
	holds(page, "CREDIT NOTE (ADJUSTMENT NOTE) CN-000001");
	holds(page, "Takes from INV-000001 of 20 Nov 2026");
	holds(page, "GST of 8.64 is taken back.");
	lacks(page, "Balance");
	free(page);
	page = page_of(clinic, first, 0);
	holds(page, "Credited: the credit notes stand below.");
	holds(page, "Credit note CN-000001");
	free(page);
	must(invoice_void(&clinic->store, second, "her neck was worse", err));
	page = page_of(clinic, second, 0);
	holds(page, "VOIDED on 20 Nov 2026");
	lacks(page, "neck");
	lacks(page, "Balance");
	free(page);
	invoice_release(&of);
	invoice_release(&credit);
}

static void a_fee_is_no_treatment(void **state)
{
	struct clinic *clinic = *state;
	struct charge charge;
	struct charges charges;
	struct invoice invoice;

	must(service_code_set(&clinic->store, clinic->service, "Medi", "105", err));
	must(service_code_set(&clinic->store, clinic->service, "superbill", "97140", err));
	charge_init(&charge);
	invoice_init(&invoice);
	charge.session_id = clinic->session;
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup("FOLL45");
	charge.label = mem_strdup("Missed");
	charge.kind = CHARGE_FEE;
	charge_set_price(&charge, 1, 5000);
	must(charge_add(&clinic->store, &charge, err));
	must(charges_of_session(&clinic->store, clinic->session, &charges, err));
	invoice.series = mem_strdup("INV-");
	invoice.client_id = clinic->client;
	invoice.issued_on = mem_strdup("2026-11-20");
	invoice.due_on = mem_strdup("2026-11-20");
	invoice.seller = mem_strdup("");
	invoice_add_charge(&invoice, &charges.rows[0]);
	must(invoice_issue(&clinic->store, &invoice, err));
	char *page = page_of(clinic, invoice.id, 0), *bill = superbill_of(clinic, invoice.id, "");
	holds(page, "Missed (fee, no treatment)");
	lacks(page, "given by");
	lacks(page, "105");
	lacks(bill, "97140");
	free(page);
	free(bill);
	charges_release(&charges);
	charge_release(&charge);
	invoice_release(&invoice);
}

static void an_invoice_is_found_by_its_name(void **state)
{
	struct clinic *clinic = *state;
	int64_t invoice = issue(clinic, &follow_up, 1, true, NULL), found;

	must(invoice_named(&clinic->store, "inv-000001", &found, err));
	assert_int_equal(found, invoice);
	must(invoice_named(&clinic->store, "INV-1", &found, err));
	assert_int_equal(found, invoice);
	must_fail(invoice_named(&clinic->store, "INV-000002", &found, err), ERR_MISSING);
	must_fail(invoice_named(&clinic->store, "INV", &found, err), ERR_MISSING);
	must_fail(invoice_named(&clinic->store, "", &found, err), ERR_MISSING);
}

/* ---- whatever the text ---- */

static void stays_in_72_columns_and_is_harmless(void **state)
{
	struct clinic *clinic = *state;
	static const char wide[] =
		"治療家の長い長い長い長い長い長い長い長い長い長い長い長い長い長い名前" HOSTILE;
	static const char run[] =
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
	const struct line lines[] = { { "FOLL45", wide, 1, 9500, TAX_GST },
				      { "X", run, 999, 10000000, TAX_GST },
				      { "E", "", 1, 100, TAX_GST } };
	struct client client;

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	mem_replace(&client.family, wide);
	mem_replace(&client.address, run);
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	must(practitioner_number_set(&clinic->store, clinic->store.actor, wide, run, err));
	must(practitioner_number_set(&clinic->store, clinic->store.actor, NUMBER_ASSOCIATION, wide, err));
	must(service_code_set(&clinic->store, clinic->service, wide, run, err));
	must(service_code_set(&clinic->store, clinic->service, "superbill", run, err));
	int64_t invoice = issue(clinic, lines, 3, true, wide);
	char *pages[] = { page_of(clinic, invoice, 1),
			  superbill_of(clinic, invoice, "M54.2 M79.18 A00 B00.1234") };
	for (int i = 0; i < 2; i++) {
		fits(pages[i]);
		lacks(pages[i], "\x1b");
		lacks(pages[i], "\x07");
		lacks(pages[i], "\xe2\x80\xae");
		assert_true(utf8_valid(pages[i], strlen(pages[i])));
		free(pages[i]);
	}
}

static void tells_no_word_of_the_record(void **state)
{
	struct clinic *clinic = *state;
	clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	clinic_add_application(clinic, clinic->session, 0);
	clinic_sign(clinic, clinic->session);
	int64_t invoice = issue(clinic, &follow_up, 1, true, NULL);
	char *pages[] = { page_of(clinic, invoice, 0), superbill_of(clinic, invoice, "") };
	static const char *const words[] = { "stiff", "Rotation", "rapezius", "Stretch",
					     "TRU",   "TPG",      "slowly",   "thumb" };
	for (int i = 0; i < 2; i++) {
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			lacks(pages[i], words[w]);
		free(pages[i]);
	}
}

/* ---- superbill ---- */

static void add_minutes(struct clinic *clinic, const char *minutes)
{
	struct application application;

	application_init(&application);
	application.session_id = clinic->session;
	application.technique = mem_strdup("DTM");
	application_set_dose(&application, "time", "min", minutes);
	must(application_save(&clinic->store, &application, err));
	application_release(&application);
}

static struct superbill_units units_of(struct clinic *clinic, int64_t invoice)
{
	struct receipt receipt;

	receipt_init(&receipt);
	must(receipt_load(&clinic->store, &conf, invoice, &receipt, err));
	struct superbill_units units = superbill_units_of(&receipt, 0);
	receipt_release(&receipt);
	return units;
}

static void counts_units_by_the_minutes_that_were_charted(void **state)
{
	struct clinic *clinic = *state;
	must(service_code_set(&clinic->store, clinic->service, "superbill", "97140", err));
	int64_t invoice = issue(clinic, &follow_up, 1, false, NULL);

	/* Nothing charted: the 45 minutes of the service. */
	assert_int_equal(units_of(clinic, invoice).minutes, 45);
	assert_int_equal(units_of(clinic, invoice).units, 3);
	add_minutes(clinic, "7");
	assert_int_equal(units_of(clinic, invoice).minutes, 7);
	assert_int_equal(units_of(clinic, invoice).units, 0);
	add_minutes(clinic, "15.5");
	assert_int_equal(units_of(clinic, invoice).minutes, 22);
	assert_int_equal(units_of(clinic, invoice).units, 1);
	add_minutes(clinic, "1");
	assert_int_equal(units_of(clinic, invoice).units, 2);
	/* Techniques that went on side by side are no longer than the session. */
	add_minutes(clinic, "60");
	assert_int_equal(units_of(clinic, invoice).minutes, 45);
}

static void holds_what_an_insurer_asks_for(void **state)
{
	struct clinic *clinic = *state;
	int64_t actor = clinic->store.actor;
	must(service_code_set(&clinic->store, clinic->service, "superbill", "97140-59", err));
	must(practitioner_number_set(&clinic->store, actor, NUMBER_NPI, "1234567893", err));
	must(practitioner_number_set(&clinic->store, actor, NUMBER_LICENCE, "MT 4711", err));
	must(practitioner_number_set(&clinic->store, actor, NUMBER_CREDENTIALS, "LMT", err));
	must(conf_set(&conf, "practice:ein", "12-3456789", "test", err));
	int64_t invoice = issue(clinic, &follow_up, 1, false, NULL);
	pay(clinic, invoice, PAY_CARD, 9500);
	char *page = superbill_of(clinic, invoice, "M54.2 M79.18");
	static const char *const wanted[] = { "Date of birth: 5 Mar 1979",
					      "Anna Lindqvist, LMT",
					      "MT 4711",
					      "1234567893",
					      "12-3456789",
					      "12 Sydney Road",
					      "Place of service: 11",
					      "A M54.2",
					      "B M79.18",
					      "97140-59",
					      "45 min",
					      "95.00",
					      "Paid, card",
					      "PAID IN FULL",
					      "Signature" };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		holds(page, wanted[i]);
	fits(page);
	free(page);
	must(conf_set(&conf, "practice:ein", "", "test", err));
}

static void takes_diagnosis_codes_of_the_shape_they_have(void **state)
{
	static const struct {
		const char *typed, *read; /* NULL: refused */
	} cases[] = {
		{ "", "" },
		{ "m54.2, M79.18", "M54.2 M79.18" },
		{ "M54", "M54" },
		{ "S13.4XXA", "S13.4XXA" },
		{ "C4A.0", "C4A.0" },
		{ "M542", NULL },
		{ "M54.", NULL },
		{ "54.2", NULL },
		{ "M54.12345", NULL },
		{ "neck", NULL },
		{ "M54.2\x1b[2J", NULL },
		{ "A00 A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12", NULL },
	};
	struct str codes;
	(void)state;

	str_init(&codes);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (cases[i].read == NULL) {
			must_fail(superbill_codes(cases[i].typed, &codes, err), ERR_INPUT);
		} else {
			must(superbill_codes(cases[i].typed, &codes, err));
			assert_string_equal(codes.s, cases[i].read);
		}
	}
	str_release(&codes);
}

static void keeps_diagnosis_codes_from_reception(void **state)
{
	struct clinic *clinic = *state;
	int64_t first = issue(clinic, &follow_up, 1, true, NULL),
		second = issue(clinic, &follow_up, 1, true, NULL);
	struct str codes;

	str_init(&codes);
	must(invoice_diagnoses_set(&clinic->store, first, "M54.2 M79.18", err));
	must(invoice_diagnoses(&clinic->store, second, &codes, err));
	assert_string_equal(codes.s, "M54.2 M79.18"); /* the client's last */
	must(invoice_diagnoses_set(&clinic->store, second, "M25.5", err));
	str_clear(&codes);
	must(invoice_diagnoses(&clinic->store, first, &codes, err));
	assert_string_equal(codes.s, "M54.2 M79.18");
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE detail LIKE '%M54%'"), 0);
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(invoice_diagnoses(&clinic->store, first, &codes, err), ERR_REFUSED);
	must_fail(invoice_diagnoses_set(&clinic->store, first, "", err), ERR_REFUSED);
	str_release(&codes);
}

static int group_setup(void **state)
{
	(void)state;
	i18n_start("C");
	conf_init(&conf);
	return 0;
}

static int group_teardown(void **state)
{
	(void)state;
	conf_release(&conf);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(holds_what_a_fund_asks_for),
		TEST(tells_only_the_payers_own_codes_to_a_payer),
		TEST(says_from_the_second_print_on_that_it_is_a_copy),
		TEST(names_what_is_missing_for_a_fund),
		TEST(is_a_tax_invoice_when_registered_to_the_cent),
		TEST(tells_taxable_lines_from_others),
		TEST(is_no_tax_invoice_when_not_registered),
		TEST(says_who_bought_from_1000_on),
		TEST(names_credit_notes_and_voided_invoices),
		TEST(a_fee_is_no_treatment),
		TEST(an_invoice_is_found_by_its_name),
		TEST(stays_in_72_columns_and_is_harmless),
		TEST(tells_no_word_of_the_record),
		TEST(counts_units_by_the_minutes_that_were_charted),
		TEST(holds_what_an_insurer_asks_for),
		TEST(takes_diagnosis_codes_of_the_shape_they_have),
		TEST(keeps_diagnosis_codes_from_reception),
	};
	return cmocka_run_group_tests_name("receipts", tests, group_setup, group_teardown);
}
