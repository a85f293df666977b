/* SPDX-License-Identifier: MIT */
/* What is invoiced, credited and paid. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/bill_line.h"
#include "screens/bill/bill.h"

/* ---- invoices ---- */

static bool cmd_invoice_issue(struct app *app, const char *argument, int value, struct err *err)
{
	struct bill *bill = bill_shown(app);
	struct invoice invoice;
	char name[INVOICE_NAME_SIZE], amount[MONEY_SIZE];
	int64_t id;
	(void)argument, (void)value;
	if (!bill_issue(bill, app->store, app->conf, &id, err) || !app_refresh(app, err))
		return false;
	invoice_init(&invoice);
	bool ok = invoice_load(app->store, id, &invoice, err);
	invoice_name(&invoice, name);
	money_format(invoice.total_cents, amount);
	if (ok)
		app_say(app, _("Issued: %s, %s. {payment-add} takes the payment."), name, amount);
	invoice_release(&invoice);
	return ok;
}

const struct command invoice_issue_command = {
	.name = "invoice-issue",
	.scope = "bill",
	.keys = "i",
	.hint = N_("invoice"),
	.hint_scopes = "bill",
	.help = N_("Issue the invoice without a payment"),
	.run = cmd_invoice_issue,
};

static bool invoice_subject(struct app *app, struct str *out, struct err *err)
{
	const struct invoice *invoice = bill_invoice_chosen(app, err);
	if (!invoice)
		return false;
	str_addf(out, "%lld", (long long)invoice->id);
	return true;
}

/* What is left of it once credit notes are taken off. */
static bool invoice_credit_subject(struct app *app, struct str *out, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct invoice *invoice = bill_invoice_chosen(app, err);
	int64_t left = 0;
	if (!invoice)
		return false;
	size_t n = (size_t)(invoice - bill->invoices);
	for (size_t i = 0; i < bill->payments[n].n; i++)
		left += bill->payments[n].rows[i].cents;
	if (left + bill->owed[n] <= 0)
		return err_set(err, ERR_REFUSED,
			       _("Nothing is left of this invoice that a credit note could take."));
	str_addf(out, "%lld", (long long)invoice->id);
	return true;
}

static bool cmd_invoice_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct invoice *invoice = bill_invoice_chosen(app, err);
	char name[INVOICE_NAME_SIZE];
	(void)value;
	invoice_name(invoice, name);
	if (!invoice_void(app->store, invoice->id, argument, err) || !app_refresh(app, err))
		return false;
	app_say(app,
		_("%s is voided; its lines may be invoiced again. What was paid is the client's credit."),
		name);
	return true;
}

const struct command invoice_void_command = {
	.name = "invoice-void",
	.scope = "bill",
	.keys = "V",
	.ask = N_("Why the invoice is voided"),
	.help = N_("Void the invoice; its number stays and its lines may be invoiced again"),
	.run = cmd_invoice_void,
	.subject = invoice_subject,
	.owner = bill_owner,
};

static bool cmd_invoice_credit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct invoice *of = bill_invoice_chosen(app, err);
	struct invoice credit;
	char name[INVOICE_NAME_SIZE];
	(void)value;
	invoice_init(&credit);
	invoice_credit(&credit, of);
	bill_dress(app->conf, &credit);
	bool ok = invoice_credit_issue(app->store, &credit, argument, err);
	invoice_name(&credit, name);
	invoice_release(&credit);
	if (!ok || !app_refresh(app, err))
		return false;
	app_say(app, _("Credit note %s is issued. {payment-refund} gives money back."), name);
	return true;
}

const struct command invoice_credit_command = {
	.name = "invoice-credit",
	.scope = "bill",
	.keys = "C",
	.ask = N_("Why the invoice is credited"),
	.help = N_("Write a credit note over the whole invoice"),
	.run = cmd_invoice_credit,
	.subject = invoice_credit_subject,
	.owner = bill_owner,
};

/* ---- payments ---- */

static int64_t invoice_due(const struct bill *bill, const struct invoice *invoice)
{
	for (size_t i = 0; i < bill->n_invoices; i++)
		if (bill->invoices[i].id == invoice->id)
			return bill->owed[i];
	return 0;
}

/* The invoice that something is owed on. */
static int64_t unpaid_invoice(const struct bill *bill)
{
	for (size_t i = 0; i < bill->n_invoices; i++)
		if (bill->owed[i] > 0)
			return bill->invoices[i].id;
	return bill->n_invoices > 0 ? bill->invoices[bill->n_invoices - 1].id : 0;
}

static void payment_preset(struct app *app, struct str *out)
{
	const struct bill *bill = bill_shown(app);
	char amount[MONEY_SIZE];
	money_format(bill_asked_cents(bill), amount);
	str_addf(out, "%s %s", pay_method_code(PAY_CARD), amount);
}

static void payment_reading(struct app *app, const char *argument, struct str *out)
{
	const struct bill *bill = bill_shown(app);
	struct payment payment;
	struct reading reading;
	char amount[MONEY_SIZE];
	payment_init(&payment);
	if (bill_line_payment(argument, bill_asked_cents(bill), false, &payment, &reading)) {
		money_format(payment.cents, amount);
		str_addf(out, "%s, %s", pay_method_word(payment.method), amount);
		if (payment.reference)
			str_addf(out, ", %s", payment.reference);
	} else {
		str_add(out, reading.problem.text);
	}
	payment_release(&payment);
}

static bool payment_make(struct app *app, struct payment *payment, int64_t invoice, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	char today[DATE_SIZE], amount[MONEY_SIZE];
	date_today(today);
	mem_replace(&payment->day, today);
	payment->client_id = bill->client_id;
	for (size_t i = 0; i < bill->n_invoices; i++)
		if (bill->invoices[i].id == invoice)
			payment->payer_id = bill->invoices[i].payer_id;
	if (!payment_add(app->store, payment, invoice, err) || !app_refresh(app, err))
		return false;
	money_format(payment->cents < 0 ? -payment->cents : payment->cents, amount);
	app_say(app,
		payment->cents < 0 ? _("Given back: %s.")
				   : _("Paid: %s. {receipt-print} prints the receipt."),
		amount);
	return true;
}

/* A slip of the finger must not become credit: 20,005 is twenty thousand. */
static bool payment_is_meant(struct app *app, const struct payment *payment, const char *line,
			     struct err *err)
{
	const struct bill *bill = bill_shown(app);
	char amount[MONEY_SIZE], more[MONEY_SIZE];
	int64_t owed = bill_asked_cents(bill);
	owed = (owed > 0 ? owed : 0) + (bill->before_cents > 0 ? bill->before_cents : 0);
	if (payment->cents <= owed || app_confirms(app, line))
		return true;
	money_format(payment->cents, amount);
	money_format(payment->cents - owed, more);
	return err_set(err, ERR_INPUT, _("Enter once more takes %s, that is %s more than is owed."), amount,
		       more);
}

/* What is on no invoice yet is invoiced first: paying needs one step. */
static bool cmd_payment_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct bill *bill = bill_shown(app);
	struct payment payment;
	int64_t id;
	(void)value;
	payment_init(&payment);
	struct reading reading;
	bool ok = bill_line_payment(argument, bill_asked_cents(bill), false, &payment, &reading) ||
		  reading_tell(&reading, err);
	payment.payer_id = bill->payer.id;
	ok = ok && payment_is_meant(app, &payment, argument, err);
	if (ok && bill_open_cents(bill) != 0)
		ok = bill_issue(bill, app->store, app->conf, &id, err) && app_refresh(app, err);
	ok = ok && payment_make(app, &payment, unpaid_invoice(bill), err);
	payment_release(&payment);
	return ok;
}

const struct command payment_add_command = {
	.name = "payment-add",
	.scope = "bill",
	.keys = "Enter m",
	.hint = N_("pay"),
	.hint_scopes = "bill:1",
	.ask = N_("Payment (card, cash, transfer or fund; amount; reference)"),
	.help = N_("Take a payment; what is on no invoice yet is invoiced first"),
	.run = cmd_payment_add,
	.reading = payment_reading,
	.preset = payment_preset,
	.owner = bill_owner,
};

static bool cmd_payment_refund(struct app *app, const char *argument, int value, struct err *err)
{
	const struct invoice *invoice = bill_invoice_chosen(app, err);
	struct payment payment;
	(void)value;
	payment_init(&payment);
	struct reading reading;
	bool ok = (bill_line_payment(argument, -invoice_due(bill_shown(app), invoice), true, &payment,
				     &reading) ||
		   reading_tell(&reading, err)) &&
		  payment_make(app, &payment, invoice->id, err);
	payment_release(&payment);
	return ok;
}

const struct command payment_refund_command = {
	.name = "payment-refund",
	.scope = "bill",
	.keys = "r",
	.ask = N_("Goes back (method, amount, why)"),
	.help = N_("Give money back: card 20.00 paid twice"),
	.run = cmd_payment_refund,
	.subject = invoice_subject,
	.owner = bill_owner,
};

static bool payment_void_subject(struct app *app, struct str *out, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = bill_row_chosen(app);
	if (!row || row->kind != BILL_PAYMENT)
		return err_set(err, ERR_MISSING, _("Choose the payment that was recorded by mistake."));
	str_addf(out, "%lld", (long long)bill->payments[row->invoice].rows[row->index].id);
	return true;
}

static bool cmd_payment_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = bill_row_chosen(app);
	(void)value;
	if (!payment_void(app->store, bill->payments[row->invoice].rows[row->index].id, argument, err) ||
	    !app_refresh(app, err))
		return false;
	app_say(app, _("The payment is voided."));
	return true;
}

const struct command payment_void_command = {
	.name = "payment-void",
	.scope = "bill",
	.keys = "X",
	.ask = N_("Why the payment is voided"),
	.help = N_("Void the chosen payment, which was recorded by mistake"),
	.run = cmd_payment_void,
	.subject = payment_void_subject,
	.owner = bill_owner,
};
