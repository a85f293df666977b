/* SPDX-License-Identifier: MIT */
/* Invoices and payments: numbers without gaps, sums that agree to the cent, whatever is done in which order. */
#include "clinic.h"

#include "base/file.h"
#include "base/money.h"
#include "io/csv.h"
#include "io/export.h"
#include "store/invoices.h"
#include "store/payments.h"

static void add_line(struct clinic *clinic, struct invoice *invoice, int64_t client, int64_t cents,
		     enum tax_class tax)
{
	struct charge charge;

	charge_init(&charge);
	charge.client_id = client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup("FOLL45");
	charge.label = mem_strdup("Follow-up, 45 minutes");
	charge.tax = tax;
	charge.tax_rate_bp = tax == TAX_GST ? 1000 : 0;
	charge_set_price(&charge, 1, cents);
	must(charge_add(&clinic->store, &charge, err));
	invoice_add_charge(invoice, &charge);
	charge_release(&charge);
}

static void begin_invoice(struct invoice *invoice, int64_t client)
{
	invoice_init(invoice);
	invoice->series = mem_strdup("INV-");
	invoice->client_id = client;
	invoice->issued_on = mem_strdup("2026-11-20");
	invoice->due_on = mem_strdup("2026-12-04");
	invoice->seller = mem_strdup("Brunswick Myotherapy");
	invoice->registered = true;
}

static int64_t issued(struct clinic *clinic, int64_t client, int64_t cents)
{
	struct invoice invoice;

	begin_invoice(&invoice, client);
	add_line(clinic, &invoice, client, cents, TAX_GST);
	must(invoice_issue(&clinic->store, &invoice, err));
	int64_t id = invoice.id;
	invoice_release(&invoice);
	return id;
}

static bool pay(struct clinic *clinic, int64_t client, int64_t cents, int64_t invoice, int64_t *id,
		struct err *err)
{
	struct payment payment;

	payment_init(&payment);
	payment.client_id = client;
	payment.day = mem_strdup("2026-11-20");
	payment.cents = cents;
	if (cents < 0)
		payment.reason = mem_strdup("paid twice");
	bool ok = payment_add(&clinic->store, &payment, invoice, err);
	if (id)
		*id = payment.id;
	payment_release(&payment);
	return ok;
}

static int64_t owed(struct clinic *clinic, int64_t invoice)
{
	int64_t cents = -1;

	must(invoice_owed(&clinic->store, invoice, &cents, err));
	return cents;
}

static int64_t balance(struct clinic *clinic, int64_t client)
{
	int64_t cents = -1;

	must(client_balance(&clinic->store, client, &cents, err));
	return cents;
}

static int64_t credited(struct clinic *clinic, int64_t invoice)
{
	struct invoice of, credit;

	invoice_init(&of);
	must(invoice_load(&clinic->store, invoice, &of, err));
	begin_invoice(&credit, of.client_id);
	mem_replace(&credit.series, "CN-");
	invoice_credit(&credit, &of);
	must_fail(invoice_credit_issue(&clinic->store, &credit, "", err), ERR_INPUT);
	must(invoice_credit_issue(&clinic->store, &credit, "wrong service", err));
	int64_t id = credit.id;
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'invoice-credit'"
					    " AND detail = 'wrong service' AND entity_id ="
					    " (SELECT max(id) FROM invoice WHERE kind = 'credit')"),
			 1);
	invoice_release(&of);
	invoice_release(&credit);
	return id;
}

/* ---- one at a time ---- */

static void numbers_of_a_series_follow_one_another(void **state)
{
	struct clinic *clinic = *state;
	struct invoice invoice;
	char name[INVOICE_NAME_SIZE];

	for (int i = 1; i <= 3; i++) {
		int64_t id = issued(clinic, clinic->client, 9500);
		invoice_init(&invoice);
		must(invoice_load(&clinic->store, id, &invoice, err));
		assert_int_equal(invoice.number, i);
		invoice_release(&invoice);
	}
	must(invoice_void(&clinic->store, 2, "wrong client", err));
	int64_t id = issued(clinic, clinic->client, 9500);
	invoice_init(&invoice);
	must(invoice_load(&clinic->store, id, &invoice, err));
	assert_int_equal(invoice.number, 4);
	invoice_name(&invoice, name);
	assert_string_equal(name, "INV-000004");
	invoice_release(&invoice);
	/* Past the program: the database itself refuses a gap and a change. */
	must_fail(
		db_run(clinic->store.db, err,
		       "INSERT INTO invoice SELECT 99, 'u', series, number + 7, kind, credits_id, client_id, client_code, client_name, payer_id, payer_name,"
		       " payer_reference, issued_on, due_on, registered, rounding, seller, total_cents, tax_cents,"
		       " issued_at, issued_by, voided_at, voided_on, void_reason FROM invoice WHERE id = 1",
		       ""),
		ERR_REFUSED);
	must_fail(db_run(clinic->store.db, err, "UPDATE invoice SET total_cents = 1 WHERE id = 1", ""),
		  ERR_REFUSED);
	must_fail(db_run(clinic->store.db, err, "DELETE FROM invoice WHERE id = 4", ""), ERR_REFUSED);
}

static void a_charge_stands_on_one_invoice_only(void **state)
{
	struct clinic *clinic = *state;
	struct invoice first, again;

	begin_invoice(&first, clinic->client);
	add_line(clinic, &first, clinic->client, 9500, TAX_GST);
	must(invoice_issue(&clinic->store, &first, err));
	begin_invoice(&again, clinic->client);
	invoice_credit(&again, &first); /* the same lines */
	again.kind = INVOICE_SALE;
	again.credits_id = 0;
	must_fail(invoice_issue(&clinic->store, &again, err), ERR_REFUSED);
	assert_int_equal(again.id, 0);
	must(invoice_void(&clinic->store, first.id, "to the fund instead", err));
	must(invoice_issue(&clinic->store, &again, err));
	invoice_release(&first);
	invoice_release(&again);
}

static void what_cannot_be_is_refused_and_leaves_nothing(void **state)
{
	struct clinic *clinic = *state;
	int64_t id = issued(clinic, clinic->client, 9500), before;
	struct invoice empty;

	before = clinic_ask(clinic, "SELECT count(*) FROM audit");
	begin_invoice(&empty, clinic->client);
	must_fail(invoice_issue(&clinic->store, &empty, err), ERR_INPUT);
	invoice_release(&empty);
	must_fail(invoice_void(&clinic->store, id, "", err), ERR_INPUT);
	must_fail(invoice_void(&clinic->store, 99, "why", err), ERR_MISSING);
	must_fail(pay(clinic, clinic->client, 0, id, NULL, err), ERR_INPUT);
	must_fail(pay(clinic, clinic->client, -100, id, NULL, err), ERR_REFUSED); /* nothing was paid */
	must_fail(pay(clinic, clinic->client, -100, 0, NULL, err), ERR_REFUSED);
	must_fail(pay(clinic, clinic->client + 1, 100, id, NULL, err), ERR_REFUSED);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit"), before);
	credited(clinic, id);
	must_fail(invoice_void(&clinic->store, id, "why", err), ERR_REFUSED);
}

static void part_payments_credit_and_refunds_settle_to_the_cent(void **state)
{
	struct clinic *clinic = *state;
	int64_t a = issued(clinic, clinic->client, 9500), b = issued(clinic, clinic->client, 4000), used,
		paid;

	must(pay(clinic, clinic->client, 5000, a, NULL, err));
	assert_int_equal(owed(clinic, a), 4500);
	must(pay(clinic, clinic->client, 10000, a, &paid, err)); /* the rest goes to b and to their credit */
	assert_int_equal(owed(clinic, a), 0);
	assert_int_equal(owed(clinic, b), 0);
	assert_int_equal(balance(clinic, clinic->client), -1500);
	int64_t c = issued(clinic, clinic->client, 2000);
	must(credit_use(&clinic->store, c, &used, err));
	assert_int_equal(used, 1500);
	assert_int_equal(owed(clinic, c), 500);
	credited(clinic, b);
	assert_int_equal(owed(clinic, b), -4000);
	must_fail(pay(clinic, clinic->client, -4001, b, NULL, err), ERR_REFUSED);
	must(pay(clinic, clinic->client, -4000, b, NULL, err));
	assert_int_equal(owed(clinic, b), 0);
	assert_int_equal(balance(clinic, clinic->client), 500);
	must(payment_void(&clinic->store, paid, "card was declined", err));
	assert_int_equal(owed(clinic, a), 4500);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void tax_is_rounded_on_the_line_or_on_the_whole_and_always_adds_up(void **state)
{
	struct clinic *clinic = *state;
	struct invoice invoice;

	for (enum rounding rounding = ROUND_LINE; rounding < ROUNDING_COUNT; rounding++) {
		begin_invoice(&invoice, clinic->client);
		invoice.rounding = rounding;
		for (int i = 0; i < 3; i++)
			add_line(clinic, &invoice, clinic->client, 50, TAX_GST); /* 4.5454... each */
		invoice_sum(&invoice);
		assert_int_equal(invoice.tax_cents, rounding == ROUND_LINE ? 15 : 14);
		assert_int_equal(invoice.lines[0].tax_cents + invoice.lines[1].tax_cents +
					 invoice.lines[2].tax_cents,
				 invoice.tax_cents);
		invoice.registered = false;
		invoice_sum(&invoice);
		assert_int_equal(invoice.tax_cents, 0);
		invoice_release(&invoice);
	}
}

static void timed_units_follow_the_eight_minute_rule(void **state)
{
	static const int units[][2] = { { 0, 0 },  { 7, 0 },  { 8, 1 },  { 22, 1 }, { 23, 2 }, { 37, 2 },
					{ 38, 3 }, { 52, 3 }, { 53, 4 }, { 67, 4 }, { 68, 5 } };
	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		assert_int_equal(timed_units(units[i][0]), units[i][1]);
}

/* ---- 10,000 days by chance ---- */

enum { CLIENTS = 12, OPEN_INVOICES = 40 };

/* What the test itself keeps count of. */
struct ledger {
	uint64_t random;
	int64_t clients[CLIENTS], balance[CLIENTS], banked, number, credit_number;
	struct {
		int64_t id, total, tax, paid, back; /* back: credited */
		int client;
		bool voided;
	} invoices[OPEN_INVOICES];
	int n, steps[6];
};

static uint32_t pick(struct ledger *ledger, uint32_t below)
{
	uint64_t z = ledger->random += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

static void check_sums(const struct invoice *invoice)
{
	int64_t total = 0, tax = 0, taxed = 0, line_taxes = 0;

	for (size_t i = 0; i < invoice->n_lines; i++) {
		const struct invoice_line *line = &invoice->lines[i];
		total += line->quantity * line->unit_cents;
		tax += line->tax_cents;
		if (line->tax_rate_bp == 0)
			continue;
		taxed += line->total_cents;
		line_taxes += money_tax_within(line->total_cents, line->tax_rate_bp);
	}
	assert_int_equal(invoice->total_cents, total);
	assert_int_equal(invoice->tax_cents, tax);
	assert_int_equal(tax, invoice->rounding == ROUND_LINE ? line_taxes : money_tax_within(taxed, 1000));
}

static void random_invoice(struct clinic *clinic, struct ledger *ledger)
{
	int slot = ledger->n < OPEN_INVOICES ? ledger->n++ : (int)pick(ledger, OPEN_INVOICES);
	int client = (int)pick(ledger, CLIENTS);
	struct invoice invoice;

	begin_invoice(&invoice, ledger->clients[client]);
	invoice.rounding = pick(ledger, 2) ? ROUND_LINE : ROUND_INVOICE;
	invoice.registered = pick(ledger, 4) != 0;
	for (uint32_t lines = 1 + pick(ledger, 4); lines > 0; lines--) {
		int64_t cents = 1 + pick(ledger, 20000);
		enum tax_class tax = pick(ledger, 3) ? TAX_GST : TAX_GST_FREE;
		add_line(clinic, &invoice, invoice.client_id, cents, tax);
		if (pick(ledger, 4) == 0) /* a discount */
			add_line(clinic, &invoice, invoice.client_id,
				 -(int64_t)pick(ledger, (uint32_t)cents + 1), tax);
	}
	must(invoice_issue(&clinic->store, &invoice, err));
	assert_int_equal(invoice.number, ++ledger->number);
	check_sums(&invoice);
	ledger->invoices[slot].id = invoice.id;
	ledger->invoices[slot].client = client;
	ledger->invoices[slot].total = invoice.total_cents;
	ledger->invoices[slot].tax = invoice.tax_cents;
	ledger->invoices[slot].paid = ledger->invoices[slot].back = 0;
	ledger->invoices[slot].voided = false;
	ledger->balance[client] += invoice.total_cents;
	invoice_release(&invoice);
}

/* At most what is owed there, so that the test's own count stays simple: how more than that is spread has its own test. */
static void random_payment(struct clinic *clinic, struct ledger *ledger, int slot)
{
	int64_t due =
		ledger->invoices[slot].total - ledger->invoices[slot].back - ledger->invoices[slot].paid;
	int64_t cents = due > 1 && pick(ledger, 2) ? 1 + pick(ledger, (uint32_t)due) : due;

	if (ledger->invoices[slot].voided || due <= 0)
		return;
	must(pay(clinic, ledger->clients[ledger->invoices[slot].client], cents, ledger->invoices[slot].id,
		 NULL, err));
	ledger->invoices[slot].paid += cents;
	ledger->balance[ledger->invoices[slot].client] -= cents;
	ledger->banked += cents;
	ledger->steps[1]++;
}

static void random_refund(struct clinic *clinic, struct ledger *ledger, int slot)
{
	int64_t paid = ledger->invoices[slot].paid;

	if (ledger->invoices[slot].voided || paid <= 0)
		return;
	int64_t cents = 1 + pick(ledger, (uint32_t)paid);
	must(pay(clinic, ledger->clients[ledger->invoices[slot].client], -cents, ledger->invoices[slot].id,
		 NULL, err));
	ledger->invoices[slot].paid -= cents;
	ledger->balance[ledger->invoices[slot].client] += cents;
	ledger->banked -= cents;
	ledger->steps[2]++;
}

static void random_void(struct clinic *clinic, struct ledger *ledger, int slot)
{
	if (ledger->invoices[slot].voided || ledger->invoices[slot].back != 0 ||
	    ledger->invoices[slot].paid != 0)
		return;
	must(invoice_void(&clinic->store, ledger->invoices[slot].id, "by chance", err));
	ledger->balance[ledger->invoices[slot].client] -= ledger->invoices[slot].total;
	ledger->invoices[slot].voided = true;
	ledger->steps[3]++;
}

static void random_credit(struct clinic *clinic, struct ledger *ledger, int slot)
{
	struct invoice credit;

	if (ledger->invoices[slot].voided || ledger->invoices[slot].back != 0 ||
	    ledger->invoices[slot].total <= 0)
		return;
	int64_t id = credited(clinic, ledger->invoices[slot].id);
	invoice_init(&credit);
	must(invoice_load(&clinic->store, id, &credit, err));
	assert_int_equal(credit.number, ++ledger->credit_number);
	check_sums(&credit);
	assert_int_equal(credit.total_cents, -ledger->invoices[slot].total);
	assert_int_equal(credit.tax_cents, -ledger->invoices[slot].tax);
	ledger->balance[ledger->invoices[slot].client] -= ledger->invoices[slot].total;
	ledger->invoices[slot].back = ledger->invoices[slot].total;
	invoice_release(&credit);
	ledger->steps[4]++;
}

static void compare(struct clinic *clinic, const struct ledger *ledger, int slot)
{
	int client = ledger->invoices[slot].client;

	assert_int_equal(owed(clinic, ledger->invoices[slot].id),
			 ledger->invoices[slot].voided
				 ? 0
				 : ledger->invoices[slot].total - ledger->invoices[slot].back -
					   ledger->invoices[slot].paid);
	assert_int_equal(balance(clinic, ledger->clients[client]), ledger->balance[client]);
}

static void random_day(struct clinic *clinic, struct ledger *ledger)
{
	for (uint32_t n = 1 + pick(ledger, 3); n > 0; n--) {
		int slot = ledger->n > 0 ? (int)pick(ledger, (uint32_t)ledger->n) : 0;
		uint32_t what = pick(ledger, 10);
		if (ledger->n == 0 || what < 4)
			random_invoice(clinic, ledger), ledger->steps[0]++;
		else if (what < 7)
			random_payment(clinic, ledger, slot);
		else if (what == 7)
			random_refund(clinic, ledger, slot);
		else if (what == 8)
			random_void(clinic, ledger, slot);
		else
			random_credit(clinic, ledger, slot);
		compare(clinic, ledger, slot);
	}
}

/* ---- what leaves for the bookkeeper ---- */

struct file_sums {
	int64_t rows, total, tax, paid;
};

static int64_t cell_cents(const char *cell)
{
	int64_t cents = 0;

	if (*cell != '\0')
		must(money_parse(cell, &cents, err));
	return cents;
}

/* In the order of the plain file. */
enum { KIND = 1, QUANTITY = 12, UNIT, NET, TAX_CLASS, TAX, TOTAL, PAID };

static bool add_row(void *context, const struct csv_row *row, struct err *err)
{
	struct file_sums *sums = context;
	(void)err;

	if (strcmp(row->cells[KIND], "kind") == 0)
		return true;
	int64_t total = cell_cents(row->cells[TOTAL]), tax = cell_cents(row->cells[TAX]);
	assert_int_equal(total, atoi(row->cells[QUANTITY]) * cell_cents(row->cells[UNIT]));
	assert_int_equal(total, tax + cell_cents(row->cells[NET]));
	sums->rows++;
	sums->total += total;
	sums->tax += tax;
	sums->paid += cell_cents(row->cells[PAID]);
	return true;
}

static void load_format(struct export_format *format, const char *name)
{
	struct conf conf;

	conf_init(&conf);
	export_format_init(format);
	must(export_format_load(format, &conf, name, err));
	conf_release(&conf);
}

/* The next batch: its file, what is said of it and what is kept of it are the same; all of it is added to `all`. Its number;
 * when nothing was new, that of the last one. */
static int export_some(struct clinic *clinic, int number, struct file_sums *all)
{
	struct export_format format;
	struct export_result result;
	struct file_sums sums = { 0, 0, 0, 0 };
	struct export_batch kept;
	struct str bytes;
	char *path = str_format("%s/batch-%d.csv", clinic->folder, number);

	load_format(&format, "plain");
	str_init(&bytes);
	struct err none = ERR_INIT;
	if (!export_batch_file(&clinic->store, &format, NULL, path, NULL, &result, &none)) {
		assert_int_equal(none.kind, ERR_MISSING);
		export_format_release(&format);
		free(path);
		return number - 1;
	}
	must(file_read(path, 64 << 20, &bytes, err));
	must(csv_read(path, bytes.s, bytes.len, add_row, &sums, err));
	must(export_batch_load(&clinic->store, number, &kept, err));
	assert_int_equal(result.batch, number);
	assert_int_equal(result.totals.rows, sums.rows);
	assert_int_equal(result.totals.total_cents, sums.total);
	assert_int_equal(result.totals.tax_cents, sums.tax);
	assert_int_equal(result.totals.paid_cents, sums.paid);
	assert_int_equal(kept.totals.rows, sums.rows);
	assert_int_equal(kept.totals.total_cents, sums.total);
	assert_int_equal(kept.totals.tax_cents, sums.tax);
	assert_int_equal(kept.totals.paid_cents, sums.paid);
	*all = (struct file_sums){ all->rows + sums.rows, all->total + sums.total, all->tax + sums.tax,
				   all->paid + sums.paid };
	unlink(path);
	export_batch_release(&kept);
	export_format_release(&format);
	str_release(&bytes);
	free(path);
	return number;
}

struct journal_sums {
	int64_t entry, due, income, tax, banked;
};

static void add_posting(struct journal_sums *sums, char *line)
{
	char *amount = strstr(line, "  AUD ");

	assert_non_null(amount);
	*amount = '\0';
	int64_t cents = cell_cents(amount + 6);
	sums->entry += cents;
	*(strncmp(line, "Assets:Receivable", 17) == 0 ? &sums->due
	  : strncmp(line, "Income", 6) == 0           ? &sums->income
	  : strncmp(line, "Liabilities:GST", 15) == 0 ? &sums->tax
						      : &sums->banked) += cents;
}

/* Every entry balances by itself. */
static void read_journal(struct clinic *clinic, struct journal_sums *sums)
{
	struct export_format format;
	struct export_result result;
	char *bytes = NULL, *next = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&bytes, &n);

	*sums = (struct journal_sums){ 0, 0, 0, 0, 0 };
	load_format(&format, "hledger");
	must(export_days(&clinic->store, &format, NULL, NULL, stream, NULL, &result, err));
	fclose(stream);
	for (char *line = strtok_r(bytes, "\n", &next); line != NULL; line = strtok_r(NULL, "\n", &next)) {
		if (line[0] == ' ')
			add_posting(sums, line + 4);
		else
			assert_int_equal(sums->entry, 0);
	}
	assert_int_equal(sums->entry, 0);
	export_format_release(&format);
	free(bytes);
}

/* Files, invoices, payments, what everybody owes and the journal are five ways to the same cents. */
static void compare_books(struct clinic *clinic, const struct ledger *ledger, const struct file_sums *files)
{
	struct journal_sums journal;
	int64_t total = clinic_ask(clinic, "SELECT sum(total_cents) FROM invoice WHERE voided_at IS NULL");
	int64_t tax = clinic_ask(clinic, "SELECT sum(tax_cents) FROM invoice WHERE voided_at IS NULL");
	int64_t owed_by_all = 0;

	for (int i = 0; i < CLIENTS; i++)
		owed_by_all += balance(clinic, ledger->clients[i]);
	read_journal(clinic, &journal);
	assert_int_equal(files->total, total);
	assert_int_equal(files->tax, tax);
	assert_int_equal(files->paid, ledger->banked);
	assert_int_equal(files->total - files->paid, owed_by_all);
	assert_int_equal(files->rows, clinic_ask(clinic, "SELECT count(*) FROM export_line"));
	assert_int_equal(journal.due, owed_by_all);
	assert_int_equal(journal.banked, ledger->banked);
	assert_int_equal(journal.tax, -tax);
	assert_int_equal(journal.income, tax - total);
	int64_t uninvoiced, until;
	must(export_uninvoiced(&clinic->store, NULL, &uninvoiced, err));
	must(export_uninvoiced(&clinic->store, "2026-11-20", &until, err));
	assert_int_equal(uninvoiced, until);
}

/* FASCICLE_DAYS and FASCICLE_SEED ask for other ones. */
static void sums_agree_on_ten_thousand_days_by_chance(void **state)
{
	struct clinic *clinic = *state;
	struct ledger ledger = { .random = getenv("FASCICLE_SEED")
						   ? strtoull(getenv("FASCICLE_SEED"), NULL, 10)
						   : 7 };
	int days = getenv("FASCICLE_DAYS") ? atoi(getenv("FASCICLE_DAYS")) : 10000;
	struct file_sums files = { 0, 0, 0, 0 };
	struct banking banking;
	int64_t banked = 0;
	int batches = 0;

	for (int i = 0; i < CLIENTS; i++)
		ledger.clients[i] = clinic_add_client(&clinic->store, "Client", "Some", NULL, NULL);
	must(store_begin(&clinic->store, err));
	for (int day = 0; day < days; day++) {
		random_day(clinic, &ledger);
		if (pick(&ledger, 800) == 0 || day == days - 1)
			batches = export_some(clinic, batches + 1, &files);
	}
	must(store_end(&clinic->store, true, err));
	for (int i = 0; i < ledger.n; i++)
		compare(clinic, &ledger, i);
	must(banking_of_day(&clinic->store, "2026-11-20", &banking, err));
	for (int i = 0; i < PAY_METHOD_COUNT; i++)
		banked += banking.cents[i];
	assert_int_equal(banked, ledger.banked);
	compare_books(clinic, &ledger, &files);
	for (int i = 0; i < 5; i++)
		assert_true(ledger.steps[i] > days / 100); /* each kind of thing happened */
	assert_int_equal(
		clinic_ask(clinic, "SELECT max(number) - count(*) FROM invoice WHERE series = 'INV-'"), 0);
	print_message(
		"# %d days: %d invoices, %d payments, %d refunds, %d voids, %d credit notes, %d batches\n",
		days, ledger.steps[0], ledger.steps[1], ledger.steps[2], ledger.steps[3], ledger.steps[4],
		batches);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(numbers_of_a_series_follow_one_another),
		IN_A_CLINIC(a_charge_stands_on_one_invoice_only),
		IN_A_CLINIC(what_cannot_be_is_refused_and_leaves_nothing),
		IN_A_CLINIC(part_payments_credit_and_refunds_settle_to_the_cent),
		IN_A_CLINIC(tax_is_rounded_on_the_line_or_on_the_whole_and_always_adds_up),
		IN_A_CLINIC(timed_units_follow_the_eight_minute_rule),
		IN_A_CLINIC(sums_agree_on_ten_thousand_days_by_chance),
	};
	return cmocka_run_group_tests_name("store money", tests, NULL, NULL);
}
