/* SPDX-License-Identifier: MIT */
/* Invoices, payments and the sums over them. */
#include "record/invoice.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "record/codes.h"

/* ---- codes ---- */

static const char *const rounding_codes[ROUNDING_COUNT] = { "line", "invoice" };
static const char *const kind_codes[INVOICE_KIND_COUNT] = { "invoice", "credit" };
static const char *const method_codes[PAY_METHOD_COUNT] = { "cash", "card", "transfer", "fund" };

CODES(rounding, rounding, ROUNDING_COUNT, rounding_codes, )
CODES(invoice_kind, invoice_kind, INVOICE_KIND_COUNT, kind_codes, )
CODES(pay_method, pay_method, PAY_METHOD_COUNT, method_codes, )

const char *pay_method_word(enum pay_method method)
{
	switch (method) {
	case PAY_CASH:
		return C_("payment", "cash");
	case PAY_CARD:
		return C_("payment", "card");
	case PAY_TRANSFER:
		return C_("payment", "bank transfer");
	case PAY_FUND:
		return C_("payment", "health fund");
	default:
		return "";
	}
}

/* ---- lines ---- */

void invoice_init(struct invoice *invoice)
{
	*invoice = (struct invoice){ .kind = INVOICE_SALE };
}

static void line_release(struct invoice_line *line)
{
	free(line->day);
	free(line->practitioner_name);
	free(line->code);
	free(line->label);
	free(line->account);
}

void invoice_release(struct invoice *invoice)
{
	for (size_t i = 0; i < invoice->n_lines; i++)
		line_release(&invoice->lines[i]);
	free(invoice->lines);
	free(invoice->uid);
	free(invoice->series);
	free(invoice->client_code);
	free(invoice->client_name);
	free(invoice->payer_name);
	free(invoice->payer_reference);
	free(invoice->issued_on);
	free(invoice->due_on);
	free(invoice->seller);
	free(invoice->issued_at);
	free(invoice->voided_at);
	free(invoice->void_reason);
	invoice_init(invoice);
}

static struct invoice_line *line_new(struct invoice *invoice)
{
	invoice->lines = mem_regrow(invoice->lines, invoice->n_lines + 1, sizeof *invoice->lines);
	struct invoice_line *line = &invoice->lines[invoice->n_lines++];
	*line = (struct invoice_line){ .id = 0 };
	return line;
}

void invoice_add_charge(struct invoice *invoice, const struct charge *charge)
{
	struct invoice_line *line = line_new(invoice);
	line->charge_id = charge->id;
	line->day = mem_strdup(charge->date);
	line->practitioner_id = charge->practitioner_id;
	line->code = mem_strdup(charge->code);
	line->label = mem_strdup(charge->label);
	line->account = mem_strdup(charge->account);
	line->quantity = charge->quantity;
	line->unit_cents = charge->unit_cents;
	line->tax = charge->tax;
	line->tax_rate_bp = charge->tax_rate_bp;
}

static void line_credit(struct invoice *credit, const struct invoice_line *from)
{
	struct invoice_line *line = line_new(credit);
	*line = *from;
	line->id = 0;
	line->quantity = -from->quantity;
	line->day = mem_strdup(from->day);
	line->practitioner_name = mem_strdup(from->practitioner_name);
	line->code = mem_strdup(from->code);
	line->label = mem_strdup(from->label);
	line->account = mem_strdup(from->account);
}

void invoice_credit(struct invoice *credit, const struct invoice *of)
{
	credit->kind = INVOICE_CREDIT;
	credit->credits_id = of->id;
	credit->client_id = of->client_id;
	credit->payer_id = of->payer_id;
	mem_replace(&credit->payer_reference, of->payer_reference);
	credit->registered = of->registered;
	credit->rounding = of->rounding;
	for (size_t i = 0; i < of->n_lines; i++)
		line_credit(credit, &of->lines[i]);
}

/* ---- sums ---- */

/* What the lines of one rate before line `i` come to. */
static int64_t running_cents(const struct invoice *invoice, size_t i)
{
	int64_t sum = 0;
	for (size_t j = 0; j < i; j++)
		if (invoice->lines[j].tax_rate_bp == invoice->lines[i].tax_rate_bp)
			sum += invoice->lines[j].total_cents;
	return sum;
}

static int64_t line_tax(const struct invoice *invoice, size_t i)
{
	const struct invoice_line *line = &invoice->lines[i];
	int64_t before = invoice->rounding == ROUND_INVOICE ? running_cents(invoice, i) : 0;
	return money_tax_within(before + line->total_cents, line->tax_rate_bp) -
	       money_tax_within(before, line->tax_rate_bp);
}

void invoice_sum(struct invoice *invoice)
{
	invoice->total_cents = invoice->tax_cents = 0;
	for (size_t i = 0; i < invoice->n_lines; i++) {
		struct invoice_line *line = &invoice->lines[i];
		if (!invoice->registered)
			line->tax_rate_bp = 0;
		line->total_cents = line->quantity * line->unit_cents;
		line->tax_cents = line_tax(invoice, i);
		invoice->total_cents += line->total_cents;
		invoice->tax_cents += line->tax_cents;
	}
}

void invoice_name(const struct invoice *invoice, char out[INVOICE_NAME_SIZE])
{
	snprintf(out, INVOICE_NAME_SIZE, "%.40s%06" PRId64, invoice->series ? invoice->series : "",
		 invoice->number);
}

/* ---- payments ---- */

void payment_init(struct payment *payment)
{
	*payment = (struct payment){ .method = PAY_CARD };
}

void payment_release(struct payment *payment)
{
	free(payment->uid);
	free(payment->client_code);
	free(payment->client_name);
	free(payment->payer_name);
	free(payment->day);
	free(payment->reference);
	free(payment->reason);
	free(payment->recorded_at);
	free(payment->voided_at);
	free(payment->void_reason);
	payment_init(payment);
}

bool payment_check(const struct payment *payment, const char *today, struct err *err)
{
	if (payment->cents == 0)
		return err_set(err, ERR_INPUT, _("A payment needs an amount, such as 95.00."));
	if (!date_valid(payment->day))
		return err_set(err, ERR_INPUT, _("A payment needs the day it was made on."));
	if (strcmp(payment->day, today) > 0)
		return err_set(err, ERR_INPUT, _("The payment would be made on %s, which is still to come."),
			       payment->day);
	if (payment->cents < 0 && str_empty(payment->reason))
		return err_set(err, ERR_INPUT, _("Say why the money goes back: the reason is kept."));
	return true;
}

int timed_units(int minutes)
{
	return minutes < 8 ? 0 : (minutes + 7) / 15;
}
