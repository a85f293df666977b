/* SPDX-License-Identifier: MIT */
/* The bill of a session: lines, discounts, packages, invoices, payments. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/bill_line.h"
#include "panes/lines.h"
#include "screens/bill/bill.h"
#include "screens/screens.h"

struct bill_screen {
	struct screen screen;
	struct lines_pane *lines;
	struct bill bill;
};

/* ---- the screen ---- */

static void bill_screen_init(struct screen *screen, struct app *app)
{
	(void)app;
	((struct bill_screen *)screen)->lines = lines_pane_new();
}

static void bill_screen_release(struct screen *screen)
{
	struct bill_screen *shown = (struct bill_screen *)screen;
	pane_free(&shown->lines->pane);
	bill_release(&shown->bill);
}

static struct pane *bill_pane(const struct screen *screen)
{
	return &((const struct bill_screen *)screen)->lines->pane;
}

static void bill_title(const struct screen *screen, const struct app *app, struct str *out)
{
	const struct bill *bill = &((const struct bill_screen *)screen)->bill;
	(void)app;
	str_addf(out, _("Bill: %s · %s"), bill->client, date_short(bill->day));
}

static bool bill_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct bill_screen *shown = (struct bill_screen *)screen;
	struct str text;
	int chosen = lines_pane_chosen(shown->lines);
	if (!bill_load(&shown->bill, app->store, shown->bill.session_id, err))
		return false;
	str_init(&text);
	bill_lines(&shown->bill, &text);
	lines_pane_set(shown->lines, text.s);
	if (chosen > 0 && (size_t)chosen < shown->bill.n_rows)
		shown->lines->list.chosen = chosen;
	str_release(&text);
	return true;
}

static bool bill_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	return bill_load(&((struct bill_screen *)screen)->bill, app->store, with->id, err) &&
	       bill_refresh(screen, app, err);
}

static struct bill *bill_shown(struct app *app)
{
	return &((struct bill_screen *)app_screen(app, &bill_screen))->bill;
}

/* Of the commands that work here alone: it is in front. */
static int64_t bill_owner(const struct app *app)
{
	return ((const struct bill_screen *)app_front(app))->bill.session_id;
}

static bool cmd_bill_show(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t id = chosen_session(app);
	(void)argument, (void)value;
	if (id == 0)
		return err_set(err, ERR_MISSING, _("Choose a session first: its bill is shown."));
	return app_open(app, "bill", &(struct opening){ .id = id }, err);
}

static const struct command bill_show_command = {
	.name = "bill-show",
	.scope = "any",
	.keys = "day:b chart:Alt-D",
	.hint = N_("bill"),
	.hint_scopes = "day",
	.help = N_("Show what the session costs and what was paid"),
	.run = cmd_bill_show,
};

/* ---- what is chosen ---- */

static const struct bill_row *row_chosen(struct app *app)
{
	const struct bill_screen *shown = (const struct bill_screen *)app_screen(app, &bill_screen);
	int row = lines_pane_chosen(shown->lines);
	return row >= 0 && (size_t)row < shown->bill.n_rows ? &shown->bill.rows[row] : NULL;
}

/* The chosen line; else the first one that is on no invoice and lowers no other. */
static const struct charge *charge_chosen(struct app *app, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	if (row && row->kind == BILL_CHARGE && bill->on[row->index] == 0)
		return &bill->charges.rows[row->index];
	for (size_t i = 0; i < bill->charges.n; i++)
		if (bill->on[i] == 0 && bill->charges.rows[i].of_charge == 0)
			return &bill->charges.rows[i];
	err_set(err, ERR_MISSING,
		_("No line is open: what stands on an invoice is changed by a credit note, C."));
	return NULL;
}

const struct invoice *bill_invoice_chosen(struct app *app, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	if (row && (row->kind == BILL_INVOICE || row->kind == BILL_PAYMENT))
		return &bill->invoices[row->invoice];
	for (size_t i = 0; row && row->kind == BILL_CHARGE && i < bill->n_invoices; i++)
		if (bill->invoices[i].id == bill->on[row->index])
			return &bill->invoices[i];
	if (bill->n_invoices > 0)
		return &bill->invoices[bill->n_invoices - 1];
	err_set(err, ERR_MISSING, _("Nothing was invoiced yet: i issues the invoice."));
	return NULL;
}

/* ---- lines ---- */

static int tax_rate(const struct app *app)
{
	return conf_bool(app->conf, "practice:tax_registered")
		       ? (int)conf_int(app->conf, "practice:tax_rate_bp")
		       : 0;
}

static bool item_charge(struct app *app, const struct bill_item *item, struct charge *charge, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	struct service service;
	struct err none = ERR_INIT;
	service_init(&service);
	bool known = service_by_code(app->store, item->code, &service, &none);
	if (!known && (!item->has_price || !item->label)) {
		service_release(&service);
		return err_set(err, ERR_INPUT,
			       _("There is no service %s: say its price and what it is, PROD 25.00 Tape."),
			       item->code);
	}
	bool ok = !known || price_on(app->store, bill->day, &service, NULL, err);
	if (!known) {
		service.code = mem_strdup(item->code);
		service.label = mem_strdup(item->label);
		service.tax = tax_rate(app) ? TAX_GST : TAX_NONE;
	}
	charge_for_service(charge, &service, bill->day, tax_rate(app));
	charge_set_price(charge, item->quantity, item->has_price ? item->cents : service.cents);
	if (item->label)
		mem_replace(&charge->label, item->label);
	charge->kind = !bill->given ? CHARGE_FEE : known ? CHARGE_SERVICE : CHARGE_PRODUCT;
	charge->session_id = bill->session_id;
	charge->client_id = bill->client_id;
	charge->practitioner_id = bill->practitioner_id;
	service_release(&service);
	return ok;
}

static void charge_reading(struct app *app, const char *argument, struct str *out)
{
	struct bill_item item;
	struct charge charge;
	struct reading reading;
	struct err err = ERR_INIT;
	char amount[MONEY_SIZE];
	charge_init(&charge);
	if (str_empty(argument)) {
		str_add(out, _("Code, and what differs: FOLL45 · PROD x2 25.00 Tape"));
	} else if ((bill_line_item(argument, &item, &reading) || reading_tell(&reading, &err)) &&
		   item_charge(app, &item, &charge, &err)) {
		money_format(charge.total_cents, amount);
		str_addf(out, "%s, %s", charge.label, amount);
	} else {
		str_add(out, err.text);
	}
	if (!str_empty(argument))
		bill_item_release(&item);
	charge_release(&charge);
}

/* What is charged for a session that did not take place is its fee. */
static void charge_preset(struct app *app, struct str *out)
{
	const struct bill *bill = bill_shown(app);
	if (bill->missed && bill->has_fee && bill->charges.n == 0)
		str_add(out, NO_SHOW_SERVICE);
}

static bool cmd_charge_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct bill_item item;
	struct charge charge;
	struct reading reading;
	char amount[MONEY_SIZE];
	(void)value;
	charge_init(&charge);
	bool ok = (bill_line_item(argument, &item, &reading) || reading_tell(&reading, err)) &&
		  item_charge(app, &item, &charge, err) && charge_add(app->store, &charge, err) &&
		  app_refresh(app, err);
	money_format(charge.total_cents, amount);
	if (ok)
		app_say(app, _("Charged: %s, %s. x takes it back."), charge.label, amount);
	bill_item_release(&item);
	charge_release(&charge);
	return ok;
}

static const struct command charge_add_command = {
	.name = "charge-add",
	.scope = "bill",
	.keys = "a",
	.hint = N_("add"),
	.hint_scopes = "bill",
	.ask = N_("Line"),
	.help = N_("Charge something more: PROD x2 25.00 Tape"),
	.run = cmd_charge_add,
	.reading = charge_reading,
	.preset = charge_preset,
	.owner = bill_owner,
};

static bool charge_void_subject(struct app *app, struct str *out, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	if (!row || row->kind != BILL_CHARGE)
		return err_set(err, ERR_MISSING, _("Choose the line that is taken back."));
	if (bill->on[row->index] != 0)
		return err_set(err, ERR_REFUSED,
			       _("The line stands on an invoice: C credits it, V voids the invoice."));
	str_addf(out, "%lld", (long long)bill->charges.rows[row->index].id);
	return true;
}

static bool cmd_charge_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	(void)value;
	if (!charge_void(app->store, bill->charges.rows[row->index].id, argument, err) ||
	    !app_refresh(app, err))
		return false;
	app_say(app, _("Taken back."));
	return true;
}

static const struct command charge_void_command = {
	.name = "charge-void",
	.scope = "bill",
	.keys = "x",
	.hint = N_("take back"),
	.hint_scopes = "bill",
	.ask = N_("Why the line is taken back"),
	.help = N_("Take the chosen line back before it is invoiced"),
	.run = cmd_charge_void,
	.subject = charge_void_subject,
	.owner = bill_owner,
};

/* "concession" takes the concession price of the day. */
static bool discount_read(struct app *app, const char *line, const struct charge *of, int64_t *cents,
			  char **label, struct err *err)
{
	struct service service;
	struct err none = ERR_INIT;
	struct reading reading;
	int64_t concession = -1;
	*label = NULL;
	if (str_empty(line) || (!str_starts(_("concession"), line) && !str_starts("concession", line)))
		return bill_line_discount(line, of->total_cents, cents, label, &reading) ||
		       reading_tell(&reading, err);
	service_init(&service);
	bool ok = service_by_code(app->store, of->code, &service, &none) &&
		  price_on(app->store, of->date, &service, &concession, err);
	service_release(&service);
	*cents = of->total_cents - concession * of->quantity;
	if (!ok || concession < 0 || *cents <= 0)
		return err_set(err, ERR_MISSING, _("The price list has no concession price for %s."),
			       of->code);
	*label = mem_strdup(_("Concession"));
	return true;
}

static bool charge_discount_subject(struct app *app, struct str *out, struct err *err)
{
	const struct charge *charge = charge_chosen(app, err);
	if (!charge)
		return false;
	str_addf(out, "%lld", (long long)charge->id);
	return true;
}

static bool cmd_charge_discount(struct app *app, const char *argument, int value, struct err *err)
{
	const struct charge *of = charge_chosen(app, err);
	struct charge discount;
	int64_t cents = 0;
	char *label = NULL;
	(void)value;
	charge_init(&discount);
	bool ok = discount_read(app, argument, of, &cents, &label, err);
	if (ok) {
		charge_discount(&discount, of, CHARGE_DISCOUNT, label, cents);
		ok = charge_add(app->store, &discount, err) && app_refresh(app, err);
	}
	if (ok)
		app_say(app, _("Taken off: %s"), label);
	charge_release(&discount);
	free(label);
	return ok;
}

static const struct command charge_discount_command = {
	.name = "charge-discount",
	.scope = "bill",
	.keys = "d",
	.hint = N_("discount"),
	.hint_scopes = "bill",
	.ask = N_("Discount (10%, an amount, or concession)"),
	.help = N_("Take something off the chosen line"),
	.run = cmd_charge_discount,
	.subject = charge_discount_subject,
	.owner = bill_owner,
};

/* On a heading: the only line that a package pays for. */
static const struct charge *package_charge(struct app *app, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	const struct charge *only = NULL;
	struct err none = ERR_INIT;
	for (size_t i = 0; i < bill->charges.n && !(row && row->kind == BILL_CHARGE); i++) {
		if (bill->on[i] != 0 || bill->charges.rows[i].of_charge != 0 ||
		    !package_pays(app->store, &bill->charges.rows[i], &none))
			continue;
		if (only) {
			err_set(err, ERR_MISSING,
				_("Choose the line: the package pays for several of them."));
			return NULL;
		}
		only = &bill->charges.rows[i];
	}
	return only ? only : charge_chosen(app, err);
}

static bool cmd_package_use(struct app *app, const char *argument, int value, struct err *err)
{
	const struct charge *charge = package_charge(app, err);
	int64_t left;
	(void)argument, (void)value;
	if (!charge || !package_use(app->store, charge, &left, err) || !app_refresh(app, err))
		return false;
	app_say(app,
		P_("Paid from the package; %lld use is left.", "Paid from the package; %lld uses are left.",
		   left),
		(long long)left);
	return true;
}

static const struct command package_use_command = {
	.name = "package-use",
	.scope = "bill",
	.keys = "k",
	.help = N_("Pay the chosen line from the client's package"),
	.run = cmd_package_use,
};

/* "Medibank 4711": who, and the reference behind the last word; "none" makes it the client's again. */
static bool cmd_bill_payer(struct app *app, const char *argument, int value, struct err *err)
{
	struct bill *bill = bill_shown(app);
	struct payer payer = { .id = 0 };
	char *name = mem_strdup(argument), *reference = strchr(name, '#');
	(void)value;
	if (reference)
		*reference++ = '\0';
	char *trimmed = str_trimmed(name);
	bool none = str_eq(trimmed, "none") || str_eq(trimmed, _("none"));
	bool ok = none || payer_named(app->store, trimmed, "fund", &payer, err);
	if (ok) {
		payer_release(&bill->payer);
		if (!none)
			bill->payer = payer;
		char *tidy = str_trimmed(reference ? reference : "");
		mem_replace(&bill->payer_reference, *tidy ? tidy : NULL);
		free(tidy);
		ok = app_refresh(app, err);
		if (none)
			app_say(app, "%s", _("The client pays."));
		else
			app_say(app, _("The next invoice goes to %s."), payer.name);
	}
	free(trimmed);
	free(name);
	return ok;
}

static const struct command bill_payer_command = {
	.name = "bill-payer",
	.scope = "bill",
	.keys = "y",
	.ask = N_("Who pays (and #reference; none: the client)"),
	.help = N_("Let a fund or another payer have the next invoice: Medibank #4711"),
	.run = cmd_bill_payer,
	.owner = bill_owner,
};

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
		app_say(app, _("Issued: %s, %s. m takes the payment."), name, amount);
	invoice_release(&invoice);
	return ok;
}

static const struct command invoice_issue_command = {
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

static const struct command invoice_void_command = {
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
	app_say(app, _("Credit note %s is issued. r gives money back."), name);
	return true;
}

static const struct command invoice_credit_command = {
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
	app_say(app, payment->cents < 0 ? _("Given back: %s.") : _("Paid: %s. P prints the receipt."),
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

static const struct command payment_add_command = {
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

static const struct command payment_refund_command = {
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
	const struct bill_row *row = row_chosen(app);
	if (!row || row->kind != BILL_PAYMENT)
		return err_set(err, ERR_MISSING, _("Choose the payment that was recorded by mistake."));
	str_addf(out, "%lld", (long long)bill->payments[row->invoice].rows[row->index].id);
	return true;
}

static bool cmd_payment_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = row_chosen(app);
	(void)value;
	if (!payment_void(app->store, bill->payments[row->invoice].rows[row->index].id, argument, err) ||
	    !app_refresh(app, err))
		return false;
	app_say(app, _("The payment is voided."));
	return true;
}

static const struct command payment_void_command = {
	.name = "payment-void",
	.scope = "bill",
	.keys = "X",
	.ask = N_("Why the payment is voided"),
	.help = N_("Void the chosen payment, which was recorded by mistake"),
	.run = cmd_payment_void,
	.subject = payment_void_subject,
	.owner = bill_owner,
};

static const struct command *const bill_commands[] = {
	&bill_show_command,
	&payment_add_command,
	&charge_add_command,
	&charge_discount_command,
	&charge_void_command,
	&invoice_issue_command,
	&package_use_command,
	&bill_payer_command,
	&payment_refund_command,
	&payment_void_command,
	&invoice_credit_command,
	&invoice_void_command,
	NULL,
};

const struct screen_class bill_screen = {
	.scope = "bill",
	.say_title = bill_title,
	.size = sizeof(struct bill_screen),
	.init = bill_screen_init,
	.release = bill_screen_release,
	.pane = bill_pane,
	.open = bill_open,
	.refresh = bill_refresh,
	.commands = bill_commands,
};
