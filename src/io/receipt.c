/* SPDX-License-Identifier: MIT */
/* Receipts, invoices and credit notes as pages. */
#include "io/receipt.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "io/print.h"

/* From this total on a tax invoice must say who bought. */
enum { BUYER_CENTS = 100000 };

/* ---- lines ---- */

enum {
	DAY_COLS = 13,
	MIDDLE_COLS = 10,
	RIGHT_COLS = 13,
	WORDS_COLS = PRINT_COLS - DAY_COLS - MIDDLE_COLS - RIGHT_COLS
};

void receipt_rule(struct str *out, char c)
{
	for (int i = 0; i < PRINT_COLS; i++)
		str_addc(out, c);
	str_addc(out, '\n');
}

/* How many bytes go on one line: up to the last blank, else as much as fits. */
static size_t piece(const char *s, size_t n, int cols)
{
	size_t fit = utf8_fit(s, n, cols), end = fit;
	if (fit >= n)
		return n;
	while (end > 0 && s[end] != ' ')
		end--;
	return end > 0 ? end : fit > 0 ? fit : utf8_next(s, n, 0);
}

static void add_right(struct str *line, const char *text, int cols)
{
	int own = utf8_cols(text, strlen(text));
	str_pad(line, own < cols ? (size_t)(cols - own) : 0);
	str_add(line, text);
}

void receipt_row(struct str *out, const char *day, const char *words, const char *middle, const char *right)
{
	struct str shown, line, part;
	str_init(&shown);
	str_init(&line);
	str_init(&part);
	utf8_show(&shown, words, strlen(words), false);
	size_t at = 0;
	bool first = true;
	do {
		size_t n = piece(shown.s + at, shown.len - at, WORDS_COLS - 1);
		str_clear(&part);
		str_clear(&line);
		str_addn(&part, shown.s + at, n);
		utf8_show_in(&line, first ? day : "", DAY_COLS);
		utf8_show_in(&line, part.s, WORDS_COLS);
		add_right(&line, first ? middle : "", MIDDLE_COLS);
		add_right(&line, first ? right : "", RIGHT_COLS);
		str_trim_end(&line);
		str_addf(out, "%s\n", line.s);
		at += n;
		at += strspn(shown.s + at, " ");
		first = false;
	} while (at < shown.len);
	str_release(&shown);
	str_release(&line);
	str_release(&part);
}

static void sum_row(struct str *out, const char *words, int64_t cents)
{
	char amount[MONEY_SIZE];
	money_format(cents, amount);
	receipt_row(out, "", words, "", amount);
}

/* ---- head ---- */

void receipt_head(const struct receipt *receipt, int64_t before, struct str *out)
{
	char *const *seller = receipt->seller;
	if (before > 0)
		print_line(out, 0, 0, "%s\n\n", _("DUPLICATE COPY"));
	print_text(out, 0, 0, seller[SELLER_NAME]);
	if (*seller[SELLER_ADDRESS])
		print_text(out, 0, 0, seller[SELLER_ADDRESS]);
	if (*seller[SELLER_PHONE])
		print_line(out, 0, 0, _("Telephone: %s"), seller[SELLER_PHONE]);
}

static bool is_taxed(const struct invoice *invoice)
{
	for (size_t i = 0; invoice->registered && i < invoice->n_lines; i++)
		if (invoice->lines[i].tax == TAX_GST && invoice->lines[i].tax_rate_bp > 0)
			return true;
	return false;
}

static bool is_settled(const struct receipt *receipt)
{
	return receipt->owed_cents <= 0 && receipt->payments.n > 0 && !receipt->invoice.voided_at;
}

static const char *title_of(const struct receipt *receipt)
{
	bool taxed = is_taxed(&receipt->invoice);
	if (receipt->invoice.kind == INVOICE_CREDIT)
		return taxed ? _("CREDIT NOTE (ADJUSTMENT NOTE)") : _("CREDIT NOTE");
	if (is_settled(receipt))
		return taxed ? _("TAX INVOICE AND RECEIPT") : _("RECEIPT");
	return taxed ? _("TAX INVOICE") : _("INVOICE");
}

static void add_voided(const struct invoice *invoice, struct str *out)
{
	char wall[WALL_SIZE] = "", day[DATE_SIZE];
	int64_t at;
	if (instant_parse(invoice->voided_at, &at))
		wall_format(at, wall);
	wall_date(wall, day);
	print_line(out, 0, 0, _("VOIDED on %s. It can be neither paid nor claimed."), date_medium(day));
}

static void add_title(const struct receipt *receipt, struct str *out)
{
	const struct invoice *invoice = &receipt->invoice;
	char name[INVOICE_NAME_SIZE];
	invoice_name(invoice, name);
	print_line(out, 0, 4, "%s %s", title_of(receipt), name);
	if (invoice->voided_at)
		add_voided(invoice, out);
	print_line(out, 0, 4, _("Date of issue: %s"), date_medium(invoice->issued_on));
	if (receipt->credited.id) {
		invoice_name(&receipt->credited, name);
		print_line(out, 0, 4, _("Takes from %s of %s"), name,
			   date_medium(receipt->credited.issued_on));
	}
	if (receipt->credits.n > 0)
		print_text(out, 0, 4, _("Credited: the credit notes stand below."));
	if (receipt->owed_cents > 0)
		print_line(out, 0, 4, _("Due: %s"), date_medium(invoice->due_on));
}

static void add_buyer(const struct receipt *receipt, struct str *out)
{
	const struct invoice *invoice = &receipt->invoice;
	int64_t cents = invoice->total_cents < 0 ? -invoice->total_cents : invoice->total_cents;
	str_addc(out, '\n');
	print_line(out, 0, 4, _("Client: %s"), invoice->client_name);
	if (cents >= BUYER_CENTS && !invoice->payer_name && !str_empty(receipt->address))
		print_line(out, 0, 4, _("Address: %s"), receipt->address);
	if (invoice->payer_name && !str_empty(invoice->payer_reference))
		print_line(out, 0, 4, _("Invoiced to: %s, reference %s"), invoice->payer_name,
			   invoice->payer_reference);
	else if (invoice->payer_name)
		print_line(out, 0, 4, _("Invoiced to: %s"), invoice->payer_name);
	str_addc(out, '\n');
}

/* ---- treatments ---- */

static void tax_text(const struct invoice_line *line, char out[MONEY_SIZE])
{
	if (line->tax == TAX_GST && line->tax_rate_bp > 0)
		money_format(line->tax_cents, out);
	else
		snprintf(out, MONEY_SIZE, "%.20s", line->tax == TAX_GST_FREE ? _("free") : "-");
}

static void add_codes(const struct receipt_line *named, struct str *out)
{
	struct str codes;
	str_init(&codes);
	for (size_t i = 0; i < named->codes.n; i++)
		str_addf(&codes, "%s%s %s", i ? ", " : _("Item: "), named->codes.rows[i].name,
			 named->codes.rows[i].code);
	if (codes.len)
		receipt_row(out, "", codes.s, "", "");
	str_release(&codes);
}

static void add_treatment(const struct receipt *receipt, size_t i, bool taxed, struct str *out)
{
	const struct invoice_line *line = &receipt->invoice.lines[i];
	char tax[MONEY_SIZE], total[MONEY_SIZE], each[MONEY_SIZE];
	struct str words;
	str_init(&words);
	tax_text(line, tax);
	money_format(line->total_cents, total);
	money_format(line->unit_cents, each);
	if (line->quantity != 1 && line->quantity != -1)
		str_addf(&words, "%d x %s ", line->quantity, each);
	str_add(&words, line->label);
	if (receipt->lines[i].minutes.is_fee)
		str_add(&words, _(" (fee, no treatment)"));
	receipt_row(out, date_medium(line->day), words.s, taxed ? tax : "", total);
	if (line->unit_cents > 0 && !receipt->lines[i].minutes.is_fee)
		add_codes(&receipt->lines[i], out);
	str_release(&words);
}

static void add_treatments(const struct receipt *receipt, struct str *out)
{
	const struct invoice *invoice = &receipt->invoice;
	bool taxed = is_taxed(invoice);
	char tax[MONEY_SIZE], total[MONEY_SIZE];
	receipt_row(out, _("Date"), _("Treatment"), taxed ? _("GST in it") : "", _("Cost"));
	receipt_rule(out, '-');
	for (size_t i = 0; i < invoice->n_lines; i++)
		add_treatment(receipt, i, taxed, out);
	receipt_rule(out, '-');
	money_format(invoice->tax_cents, tax);
	money_format(invoice->total_cents, total);
	receipt_row(out, "", _("Total"), taxed ? tax : "", total);
	if (taxed)
		sum_row(out, _("Total without GST"), invoice->total_cents - invoice->tax_cents);
}

void receipt_payments(const struct receipt *receipt, struct str *out)
{
	struct str words;
	str_init(&words);
	for (size_t i = 0; i < receipt->credits.n; i++) {
		str_clear(&words);
		str_addf(&words, _("Credit note %s"), receipt->credits.rows[i].name);
		char amount[MONEY_SIZE];
		money_format(receipt->credits.rows[i].total_cents, amount);
		receipt_row(out, date_medium(receipt->credits.rows[i].issued_on), words.s, "", amount);
	}
	for (size_t i = 0; i < receipt->payments.n; i++) {
		const struct payment *payment = &receipt->payments.rows[i];
		char amount[MONEY_SIZE];
		str_clear(&words);
		str_addf(&words, payment->cents < 0 ? _("Given back, %s") : _("Paid, %s"),
			 pay_method_word(payment->method));
		money_format(payment->cents, amount);
		receipt_row(out, date_medium(payment->day), words.s, "", amount);
	}
	if (receipt->owed_cents < 0)
		sum_row(out, _("To the client's credit"), -receipt->owed_cents);
	else
		sum_row(out, _("Balance"), receipt->owed_cents);
	str_release(&words);
}

static bool is_one_eleventh(const struct invoice *invoice)
{
	for (size_t i = 0; i < invoice->n_lines; i++)
		if (invoice->lines[i].tax != TAX_GST || invoice->lines[i].tax_rate_bp != 1000)
			return false;
	return invoice->tax_cents == money_tax_within(invoice->total_cents, 1000);
}

static void add_tax(const struct receipt *receipt, struct str *out)
{
	char tax[MONEY_SIZE];
	const struct invoice *invoice = &receipt->invoice;
	if (!is_taxed(invoice))
		return;
	money_format(invoice->tax_cents, tax);
	str_addc(out, '\n');
	if (invoice->kind == INVOICE_CREDIT) {
		money_format(-invoice->tax_cents, tax);
		print_line(out, 0, 0, _("GST of %s is taken back."), tax);
	} else if (is_one_eleventh(invoice)) {
		print_line(out, 0, 0, _("The total price includes GST of %s."), tax);
	} else {
		print_line(out, 0, 0, _("GST of %s is included, on the lines where an amount of it stands."),
			   tax);
	}
}

/* ---- who treated ---- */

/* Numbers that a claim needs do not stand beside fees alone. */
static bool has_treated(const struct receipt *receipt, int64_t id)
{
	for (size_t i = 0; i < receipt->invoice.n_lines; i++)
		if (receipt->invoice.lines[i].practitioner_id == id && !receipt->lines[i].minutes.is_fee)
			return true;
	return false;
}

static void add_person(const struct receipt_person *person, struct str *out)
{
	str_addc(out, '\n');
	if (str_empty(person->profession))
		print_line(out, 0, 4, _("Treatment given by %s"), person->name);
	else
		print_line(out, 0, 4, _("Treatment given by %s, %s"), person->name, person->profession);
	if (!str_empty(person->association))
		print_line(out, 0, 4, _("Association and member number: %s"), person->association);
	if (!str_empty(person->provider_number))
		print_line(out, 0, 4, _("Provider number: %s"), person->provider_number);
	for (size_t i = 0; i < person->numbers.n; i++)
		print_line(out, 0, 4, _("Provider number at %s: %s"), person->numbers.rows[i].name,
			   person->numbers.rows[i].code);
}

void receipt_page(const struct receipt *receipt, int64_t before, struct str *out)
{
	receipt_head(receipt, before, out);
	if (*receipt->seller[SELLER_NUMBER])
		print_line(out, 0, 0, _("ABN: %s"), receipt->seller[SELLER_NUMBER]);
	receipt_rule(out, '=');
	add_title(receipt, out);
	add_buyer(receipt, out);
	add_treatments(receipt, out);
	if (receipt->invoice.kind == INVOICE_SALE && !receipt->invoice.voided_at)
		receipt_payments(receipt, out);
	add_tax(receipt, out);
	for (size_t i = 0; i < receipt->n_people; i++)
		if (has_treated(receipt, receipt->people[i].id))
			add_person(&receipt->people[i], out);
	str_addc(out, '\n');
	print_line(out, 0, 0, _("All amounts in %s."), receipt->currency);
}

/* ---- what a fund would miss ---- */

static void lack(struct str *out, bool there, const char *what)
{
	if (!there)
		str_addf(out, "%s%s", out->len ? ", " : "", what);
}

void receipt_lacks(const struct receipt *receipt, struct str *out)
{
	bool association = true, number = true;
	for (size_t i = 0; i < receipt->n_people; i++) {
		const struct receipt_person *person = &receipt->people[i];
		association &= !str_empty(person->association);
		number &= !str_empty(person->provider_number) || person->numbers.n > 0;
	}
	lack(out, *receipt->seller[SELLER_NUMBER], _("ABN"));
	lack(out, *receipt->seller[SELLER_ADDRESS], _("address"));
	lack(out, *receipt->seller[SELLER_PHONE], _("telephone"));
	lack(out, association, _("association"));
	lack(out, number, _("provider number"));
}
