/* SPDX-License-Identifier: MIT */
/* Reports agree with the bookkeeper's file to the cent, fit the page whatever the names, and show each role what it may
 * see. */
#include "clinic.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "io/export.h"
#include "io/report.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/prices.h"

static struct conf conf;

/* ---- a little business ---- */

static int64_t issue(struct clinic *clinic, const char *day, const char *code, int64_t cents,
		     const char *payer)
{
	struct charge charge;
	struct invoice invoice;
	struct payer who = { .id = 0 };

	charge_init(&charge);
	invoice_init(&invoice);
	charge.session_id = clinic->session;
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup(day);
	charge.code = mem_strdup(code);
	charge.label = mem_strdup("Follow-up");
	charge.tax = str_eq(code, "PHYS") ? TAX_GST_FREE : TAX_GST;
	charge.tax_rate_bp = str_eq(code, "PHYS") ? 0 : 1000;
	charge_set_price(&charge, 1, cents);
	must(charge_add(&clinic->store, &charge, err));
	if (payer != NULL)
		must(payer_named(&clinic->store, payer, "fund", &who, err));
	invoice.series = mem_strdup("INV-");
	invoice.client_id = clinic->client;
	invoice.payer_id = who.id;
	invoice.issued_on = mem_strdup(day);
	invoice.due_on = mem_strdup(day);
	invoice.seller = mem_strdup("");
	invoice.registered = true;
	invoice_add_charge(&invoice, &charge);
	must(invoice_issue(&clinic->store, &invoice, err));
	int64_t id = invoice.id;
	invoice_release(&invoice);
	charge_release(&charge);
	payer_release(&who);
	return id;
}

static int64_t pay(struct clinic *clinic, const char *day, int64_t invoice, enum pay_method method,
		   int64_t cents)
{
	struct payment payment;

	payment_init(&payment);
	payment.client_id = clinic->client;
	payment.day = mem_strdup(day);
	payment.method = method;
	payment.cents = cents;
	payment.reason = cents < 0 ? mem_strdup("paid twice") : NULL;
	must(payment_add(&clinic->store, &payment, invoice, err));
	int64_t id = payment.id;
	payment_release(&payment);
	return id;
}

static void credit(struct clinic *clinic, int64_t invoice, const char *day)
{
	struct invoice of, note;

	invoice_init(&of);
	invoice_init(&note);
	must(invoice_load(&clinic->store, invoice, &of, err));
	invoice_credit(&note, &of);
	note.series = mem_strdup("CN-");
	note.issued_on = mem_strdup(day);
	note.due_on = mem_strdup(day);
	note.seller = mem_strdup("");
	must(invoice_issue(&clinic->store, &note, err));
	invoice_release(&of);
	invoice_release(&note);
}

/* Two quarters, two payers, a void, a credit note, part payments, a refund. */
static void do_business(struct clinic *clinic)
{
	int64_t a = issue(clinic, "2026-09-30", "FOLL45", 9500, NULL);
	int64_t b = issue(clinic, "2026-10-01", "PHYS", 9900, "Medi");
	int64_t c = issue(clinic, "2026-10-02", "FOLL45", 8750, NULL);
	int64_t d = issue(clinic, "2026-11-20", "FOLL45", 7001, NULL);
	pay(clinic, "2026-09-30", a, PAY_CARD, 9500);
	pay(clinic, "2026-10-01", a, PAY_CARD, -1000);
	pay(clinic, "2026-10-02", b, PAY_FUND, 4000);
	int64_t wrong = pay(clinic, "2026-10-02", c, PAY_CASH, 8750);
	must(payment_void(&clinic->store, wrong, "typed by mistake", err));
	must(invoice_void(&clinic->store, c, "wrong price", err));
	credit(clinic, d, "2026-11-20");
}

/* ---- what is asked of a report ---- */

struct sums {
	const struct report *report;
	size_t rows;
	int64_t of[REPORT_COLUMNS];
	char first[200];
};

static bool sum_row(void *context, const struct report_cell *cells, struct err *err)
{
	struct sums *sums = context;
	(void)err;
	for (int i = 0; i < report_columns(sums->report); i++)
		sums->of[i] += cells[i].number;
	if (sums->rows++ == 0)
		snprintf(sums->first, sizeof sums->first, "%s",
			 cells[0].text != NULL ? cells[0].text : "(none)");
	return true;
}

static struct sums sums_of(struct clinic *clinic, const char *name, const char *from, const char *to)
{
	struct sums sums = { .report = report_named(name) };
	struct report_span span = { from, to, "2026-11-20", 7, 25 };

	assert_non_null(sums.report);
	must(report_each(&clinic->store, sums.report, &span, sum_row, &sums, err));
	return sums;
}

static int column(const char *name, const char *title)
{
	const struct report *report = report_named(name);
	for (int i = 0; i < report_columns(report); i++)
		if (str_eq(report->columns[i].title, title))
			return i;
	fail_msg("%s has no column %s", name, title);
	return 0;
}

static void income_agrees_with_the_bookkeepers_file(void **state)
{
	struct clinic *clinic = *state;
	static const char *const names[] = { "income-service", "income-practitioner", "income-payer" };
	static const char *const spans[][2] = { { NULL, NULL },
						{ "2026-09-01", "2026-09-30" },
						{ "2026-10-01", "2026-10-31" },
						{ "2026-11-20", "2026-11-20" } };
	do_business(clinic);
	for (size_t s = 0; s < sizeof spans / sizeof *spans; s++) {
		struct export_format format;
		struct export_result result;
		FILE *nowhere = fopen("/dev/null", "w");
		export_format_init(&format);
		must(export_format_load(&format, &conf, "plain", err));
		must(export_days(&clinic->store, &format, spans[s][0], spans[s][1], nowhere, NULL, &result,
				 err));
		fclose(nowhere);
		export_format_release(&format);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			struct sums sums = sums_of(clinic, names[i], spans[s][0], spans[s][1]);
			assert_int_equal(sums.of[column(names[i], "With tax")], result.totals.total_cents);
			assert_int_equal(sums.of[column(names[i], "Tax in it")], result.totals.tax_cents);
			assert_int_equal(sums.of[column(names[i], "Without tax")],
					 result.totals.total_cents - result.totals.tax_cents);
		}
		struct sums tax = sums_of(clinic, "tax", spans[s][0], spans[s][1]);
		assert_int_equal(tax.of[1], result.totals.total_cents);
		assert_int_equal(tax.of[4], result.totals.tax_cents);
		assert_int_equal(tax.of[5], result.totals.paid_cents);
	}
}

static void tax_is_told_by_quarter(void **state)
{
	struct clinic *clinic = *state;
	do_business(clinic);
	struct sums third = sums_of(clinic, "tax", "2026-07-01", "2026-09-30");
	assert_int_equal(third.rows, 1);
	assert_string_equal(third.first, "2026 Q3");
	assert_int_equal(third.of[1], 9500);
	assert_int_equal(third.of[2], 9500);
	assert_int_equal(third.of[4], 864);
	assert_int_equal(third.of[5], 9500);
	struct sums fourth = sums_of(clinic, "tax", "2026-10-01", "2026-12-31");
	assert_string_equal(fourth.first, "2026 Q4");
	/* 99.00 free; 87.50 and 70.01 were issued and taken back. */
	assert_int_equal(fourth.of[1], 9900);
	assert_int_equal(fourth.of[2], 0);
	assert_int_equal(fourth.of[3], 9900);
	assert_int_equal(fourth.of[4], 0);
	assert_int_equal(fourth.of[5], 3000);
}

static void unpaid_lists_only_what_is_owed(void **state)
{
	struct clinic *clinic = *state;
	do_business(clinic);
	struct sums sums = sums_of(clinic, "unpaid", NULL, NULL);
	/* 10.00 of the first were given back; 59.00 of the second are open; the others are void and credited. */
	assert_int_equal(sums.rows, 2);
	assert_string_equal(sums.first, "INV-000001");
	assert_int_equal(sums.of[column("unpaid", "Owed")], 1000 + 5900);
}

static void banking_is_that_of_each_day(void **state)
{
	struct clinic *clinic = *state;
	static const char *const days[] = { "2026-09-30", "2026-10-01", "2026-10-02", "2026-11-20" };
	do_business(clinic);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct banking banking;
		struct sums sums = sums_of(clinic, "banking", days[i], days[i]);
		int64_t all = 0;
		must(banking_of_day(&clinic->store, days[i], &banking, err));
		for (int m = 0; m < PAY_METHOD_COUNT; m++) {
			assert_int_equal(sums.of[1 + m], banking.cents[m]);
			all += banking.cents[m];
		}
		assert_int_equal(sums.of[5], all);
	}
}

static void what_left_and_what_did_not_is_told(void **state)
{
	struct clinic *clinic = *state;
	struct export_format format;
	struct export_result result;
	char *path = str_format("%s/batch.csv", clinic->folder);

	do_business(clinic);
	struct sums before = sums_of(clinic, "exported", NULL, NULL);
	assert_int_equal(before.rows, 1);
	assert_string_equal(before.first, "(none)");
	export_format_init(&format);
	must(export_format_load(&format, &conf, "plain", err));
	must(export_batch_file(&clinic->store, &format, NULL, path, NULL, &result, err));
	struct sums after = sums_of(clinic, "exported", NULL, NULL);
	assert_int_equal(after.rows, 2);
	assert_string_equal(after.first, "1");
	/* What had not left before has left now, and nothing more is open. */
	for (int i = 3; i < 7; i++)
		assert_int_equal(after.of[i], before.of[i]);
	issue(clinic, "2026-11-20", "FOLL45", 100, NULL);
	assert_int_equal(sums_of(clinic, "exported", NULL, NULL).of[4], after.of[4] + 100);
	export_format_release(&format);
	free(path);
}

static void the_day_says_what_is_to_pay(void **state)
{
	struct clinic *clinic = *state;
	int64_t invoice = issue(clinic, "2026-11-20", "FOLL45", 9500, NULL);
	struct charge charge;

	pay(clinic, "2026-11-20", invoice, PAY_CARD, 4000);
	charge_init(&charge);
	charge.session_id = clinic->session;
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup("TAPE");
	charge.label = mem_strdup("Tape");
	charge_set_price(&charge, 1, 1250);
	must(charge_add(&clinic->store, &charge, err));
	charge_release(&charge);
	struct sums sums = sums_of(clinic, "day", "2026-11-20", "2026-11-20");
	assert_int_equal(sums.rows, 1);
	assert_int_equal(sums.of[column("day", "Charged")], 9500 + 1250);
	assert_int_equal(sums.of[column("day", "Paid")], 4000);
	assert_int_equal(sums.of[column("day", "To pay")], 5500 + 1250);
	assert_int_equal(sums_of(clinic, "day", "2026-11-19", "2026-11-19").rows, 0);
	/* What a credit note took is neither charged nor to pay: charged less credited less paid is to pay. */
	credit(clinic, invoice, "2026-11-20");
	sums = sums_of(clinic, "day", "2026-11-20", "2026-11-20");
	assert_int_equal(sums.of[column("day", "Charged")], 9500 + 1250);
	assert_int_equal(sums.of[column("day", "Credited")], 9500);
	assert_int_equal(sums.of[column("day", "To pay")], 9500 + 1250 - 9500 - 4000);
}

/* ---- records ---- */

static size_t past(struct clinic *clinic, const char *today)
{
	struct sums sums = { .report = report_named("retention") };
	struct report_span span = { NULL, NULL, today, 7, 25 };

	must(report_each(&clinic->store, sums.report, &span, sum_row, &sums, err));
	return sums.rows;
}

static void records_are_kept_seven_years_and_a_childs_until_25(void **state)
{
	struct clinic *clinic = *state;
	int64_t child = clinic_add_client(&clinic->store, "Chen", "Li", "2015-02-28", NULL);

	/* Maria was last seen on 20 Nov 2026, Li on 29 Feb 2024. */
	clinic_book(clinic, child, "2024-02-29T10:00");
	assert_int_equal(past(clinic, "2033-11-20"), 0);
	assert_int_equal(past(clinic, "2033-11-21"), 1);
	assert_int_equal(past(clinic, "2040-02-28"), 1);
	assert_int_equal(past(clinic, "2040-02-29"), 2);
}

static void the_last_service_counts_where_the_29th_does_not_exist(void **state)
{
	struct clinic *clinic = *state;
	clinic_add_client(&clinic->store, "Ng", "Ann", NULL, NULL);
	int64_t other = clinic_add_client(&clinic->store, "Ng", "Bo", "1950-01-01", NULL);

	clinic_book(clinic, other, "2024-02-29T10:00");
	assert_int_equal(past(clinic, "2031-03-01"), 0);
	assert_int_equal(past(clinic, "2031-03-02"), 1);
}

static void unsigned_sessions_are_those_of_earlier_days(void **state)
{
	struct clinic *clinic = *state;
	clinic_book(clinic, clinic->client, "2026-11-19T10:00");
	struct sums sums = { .report = report_named("unsigned") };
	struct report_span span = { NULL, NULL, "2026-11-20", 7, 25 };

	must(report_each(&clinic->store, sums.report, &span, sum_row, &sums, err));
	assert_int_equal(sums.rows, 1);
	assert_string_equal(sums.first, "2026-11-19");
}

static void reception_reads_of_the_money_and_not_of_the_records(void **state)
{
	struct clinic *clinic = *state;
	static const enum role roles[] = { ROLE_RECEPTION, ROLE_BOOKKEEPER };
	for (size_t r = 0; r < 2; r++) {
		clinic->store.actor_role = roles[r];
		for (size_t i = 0; i < report_count(); i++) {
			const struct report *report = report_at(i);
			struct sums sums = { .report = report };
			struct report_span span = { NULL, NULL, "2026-11-20", 7, 25 };
			bool records = str_eq(report->name, "unsigned") ||
				       str_eq(report->name, "retention") || str_eq(report->name, "reviews");
			if (records)
				must_fail(report_each(&clinic->store, report, &span, sum_row, &sums, err),
					  ERR_REFUSED);
			else
				must(report_each(&clinic->store, report, &span, sum_row, &sums, err));
		}
	}
}

/* ---- the page ---- */

static void every_page_fits_whatever_the_names(void **state)
{
	struct clinic *clinic = *state;
	struct client client;
	static const char wide[] =
		"治療家の長い長い長い長い長い長い長い長い長い長い長い名前\x1b[2J\xe2\x80\xae";

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	mem_replace(&client.family, wide);
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	do_business(clinic);
	issue(clinic, "2026-11-20", "AVERYLONGCODETHATNOBODYWOULDTYPE", 900000000, wide);
	clinic_book(clinic, clinic->client, "2019-11-19T10:00");
	for (size_t i = 0; i < report_count(); i++) {
		struct report_days days = { .from = "" };
		struct str page;
		str_init(&page);
		must(report_page(&clinic->store, &conf, report_at(i), &days, 76, &page, err));
		for (const char *at = page.s; *at; at += strcspn(at, "\n") + 1)
			if (utf8_cols(at, strcspn(at, "\n")) > 76)
				fail_msg("%s: %.*s", report_at(i)->name, (int)strcspn(at, "\n"), at);
		assert_null(strchr(page.s, '\x1b'));
		assert_null(strstr(page.s, "\xe2\x80\xae"));
		str_release(&page);
	}
}

static void csv_holds_refunds_as_negative_numbers_and_names_as_text(void **state)
{
	struct clinic *clinic = *state;
	struct report_days days = { .from = "" };
	struct client client;
	char *bytes = NULL;
	size_t n = 0;

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	mem_replace(&client.family, "=1+1");
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	do_business(clinic);
	FILE *stream = open_memstream(&bytes, &n);
	must(report_csv(&clinic->store, &conf, report_named("banking"), &days, stream, err));
	must(report_csv(&clinic->store, &conf, report_named("unpaid"), &days, stream, err));
	fclose(stream);
	assert_non_null(strstr(
		bytes, "Day,Cash,Card,Transfer,Fund,Together\r\n2026-09-30,0.00,95.00,0.00,0.00,95.00\r\n"
		       "2026-10-01,0.00,-10.00,0.00,0.00,-10.00\r\n"));
	assert_non_null(strstr(bytes, "INV-000001,\"'=1+1, Maria\",,2026-09-30,51,95.00,10.00\r\n"));
	free(bytes);
}

static void days_are_read_in_any_part(void **state)
{
	struct report_days days = { .from = "" };
	struct str page;
	struct clinic *clinic = *state;

	str_init(&page);
	must(report_days_from(&days, "2026", err));
	assert_string_equal(days.from, "2026-01-01");
	must(report_days_to(&days, "2026-02", err));
	assert_string_equal(days.to, "2026-02-28");
	must(report_days_to(&days, "2025-02-03", err));
	assert_string_equal(days.to, "2025-02-03");
	must_fail(report_days_to(&days, "someday", err), ERR_INPUT);
	must_fail(report_page(&clinic->store, &conf, report_named("tax"), &days, 76, &page, err), ERR_INPUT);
	must_fail(report_page(&clinic->store, &conf, report_named("retention"), &days, 76, &page, err),
		  ERR_INPUT);
	assert_null(report_named("income"));
	assert_null(report_named(""));
	assert_ptr_equal(report_named("unp"), report_named("unpaid"));
	str_release(&page);
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
		TEST(income_agrees_with_the_bookkeepers_file),
		TEST(tax_is_told_by_quarter),
		TEST(unpaid_lists_only_what_is_owed),
		TEST(banking_is_that_of_each_day),
		TEST(what_left_and_what_did_not_is_told),
		TEST(the_day_says_what_is_to_pay),
		TEST(records_are_kept_seven_years_and_a_childs_until_25),
		TEST(the_last_service_counts_where_the_29th_does_not_exist),
		TEST(unsigned_sessions_are_those_of_earlier_days),
		TEST(reception_reads_of_the_money_and_not_of_the_records),
		TEST(every_page_fits_whatever_the_names),
		TEST(csv_holds_refunds_as_negative_numbers_and_names_as_text),
		TEST(days_are_read_in_any_part),
	};
	return cmocka_run_group_tests_name("reports", tests, group_setup, group_teardown);
}
