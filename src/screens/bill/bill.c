/* SPDX-License-Identifier: MIT */
/* The bill of a session. */
#include "screens/bill/bill.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/client.h"
#include "store/people.h"
#include "store/sessions.h"

static void contents_release(struct bill *bill)
{
	for (size_t i = 0; i < bill->n_invoices; i++) {
		invoice_release(&bill->invoices[i]);
		payments_release(&bill->payments[i]);
	}
	charges_release(&bill->charges);
	free(bill->on);
	free(bill->invoices);
	free(bill->payments);
	free(bill->owed);
	free(bill->rows);
	bill->on = bill->owed = NULL;
	bill->invoices = NULL;
	bill->payments = NULL;
	bill->rows = NULL;
	bill->n_invoices = bill->n_rows = 0;
}

void bill_release(struct bill *bill)
{
	contents_release(bill);
	free(bill->client);
	free(bill->day);
	payer_release(&bill->payer);
	free(bill->payer_reference);
	*bill = (struct bill){ .session_id = 0 };
}

/* ---- loading ---- */

static void drop_voided(struct charges *charges)
{
	size_t n = 0;
	for (size_t i = 0; i < charges->n; i++)
		if (charges->rows[i].voided_at)
			charge_release(&charges->rows[i]);
		else
			charges->rows[n++] = charges->rows[i];
	charges->n = n;
}

static bool has_invoice(const struct bill *bill, int64_t id)
{
	for (size_t i = 0; i < bill->n_invoices; i++)
		if (bill->invoices[i].id == id)
			return true;
	return false;
}

static bool add_invoice(struct bill *bill, struct store *store, int64_t id, struct err *err)
{
	size_t n = bill->n_invoices;
	if (id == 0 || has_invoice(bill, id))
		return true;
	bill->invoices = mem_regrow(bill->invoices, n + 1, sizeof *bill->invoices);
	bill->payments = mem_regrow(bill->payments, n + 1, sizeof *bill->payments);
	bill->owed = mem_regrow(bill->owed, n + 1, sizeof *bill->owed);
	invoice_init(&bill->invoices[n]);
	bill->payments[n] = (struct payments){ NULL, 0 };
	bill->n_invoices++;
	return invoice_load(store, id, &bill->invoices[n], err) &&
	       payments_of_invoice(store, id, &bill->payments[n], err) &&
	       invoice_owed(store, id, &bill->owed[n], err);
}

static bool load_money(struct bill *bill, struct store *store, struct err *err)
{
	bool ok = charges_of_session(store, bill->session_id, &bill->charges, err);
	drop_voided(&bill->charges);
	bill->on = mem_array(bill->charges.n + 1, sizeof *bill->on);
	for (size_t i = 0; ok && i < bill->charges.n; i++)
		ok = invoice_of_charge(store, bill->charges.rows[i].id, &bill->on[i], err) &&
		     add_invoice(bill, store, bill->on[i], err);
	ok = ok && client_balance(store, bill->client_id, &bill->before_cents, err);
	for (size_t i = 0; i < bill->n_invoices; i++)
		bill->before_cents -= bill->owed[i];
	return ok;
}

static bool has_fee(struct store *store)
{
	struct service fee;
	struct err none = ERR_INIT;
	service_init(&fee);
	bool found = service_by_code(store, NO_SHOW_SERVICE, &fee, &none) && fee.active;
	service_release(&fee);
	return found;
}

static bool load_people(struct bill *bill, struct store *store, int64_t session_id, struct err *err)
{
	struct session session;
	struct client client;
	struct str name;
	char day[DATE_SIZE];
	session_init(&session);
	client_init(&client);
	str_init(&name);
	bool ok = session_load(store, session_id, &session, err) &&
		  client_load(store, session.client_id, &client, err);
	if (ok) {
		wall_date(session.start, day);
		client_name(&client, &name);
		mem_replace(&bill->client, name.s);
		mem_replace(&bill->day, day);
		bill->session_id = session_id;
		bill->client_id = client.id;
		bill->practitioner_id = session.practitioner_id;
		bill->missed = session.status == SESSION_NO_SHOW;
		bill->has_fee = has_fee(store);
		bill->given = session.status != SESSION_NO_SHOW && session.status != SESSION_CANCELLED;
	}
	session_release(&session);
	client_release(&client);
	str_release(&name);
	return ok;
}

bool bill_load(struct bill *bill, struct store *store, int64_t session_id, struct err *err)
{
	if (bill->session_id != session_id)
		bill_release(bill);
	contents_release(bill);
	return load_people(bill, store, session_id, err) && load_money(bill, store, err);
}

/* ---- sums ---- */

int64_t bill_open_cents(const struct bill *bill)
{
	int64_t cents = 0;
	for (size_t i = 0; i < bill->charges.n; i++)
		if (bill->on[i] == 0)
			cents += bill->charges.rows[i].total_cents;
	return cents;
}

/* What is on no invoice yet and what is owed on the others. */
static int64_t bill_due_cents(const struct bill *bill)
{
	int64_t cents = bill_open_cents(bill);
	for (size_t i = 0; i < bill->n_invoices; i++)
		cents += bill->owed[i];
	return cents;
}

int64_t bill_asked_cents(const struct bill *bill)
{
	int64_t open = bill_open_cents(bill), credit = bill->payer.id == 0 ? -bill->before_cents : 0;
	int64_t used = credit < open ? credit : open;
	return bill_due_cents(bill) - (used > 0 ? used : 0);
}

/* ---- what is shown ---- */

enum { WORDS_COLS = 46, CENTS_COLS = 12 };

static void row_add(struct bill *bill, enum bill_row_kind kind, size_t index, size_t invoice)
{
	bill->rows = mem_regrow(bill->rows, bill->n_rows + 1, sizeof *bill->rows);
	bill->rows[bill->n_rows++] = (struct bill_row){ kind, index, invoice };
}

static void line_add(struct str *out, const char *words, int64_t cents, const char *behind)
{
	char amount[MONEY_SIZE];
	money_format(cents, amount);
	utf8_show_in(out, words, WORDS_COLS);
	str_addf(out, "%*s%s%s\n", CENTS_COLS, amount, *behind ? "  " : "", behind);
}

static void charge_line(struct bill *bill, size_t i, struct str *out)
{
	const struct charge *charge = &bill->charges.rows[i];
	struct str words;
	str_init(&words);
	str_addf(&words, "%-8s", charge->of_charge ? "" : charge->code);
	if (charge->quantity != 1)
		str_addf(&words, "%d x ", charge->quantity);
	str_add(&words, charge->label);
	line_add(out, words.s, charge->total_cents, "");
	row_add(bill, BILL_CHARGE, i, 0);
	str_release(&words);
}

static void payment_line(struct bill *bill, size_t invoice, size_t i, struct str *out)
{
	const struct payment *payment = &bill->payments[invoice].rows[i];
	struct str words;
	str_init(&words);
	str_addf(&words, "        %s, %s", date_short(payment->day), pay_method_word(payment->method));
	if (payment->reference)
		str_addf(&words, ", %s", payment->reference);
	if (payment->cents < 0)
		str_addf(&words, _(", given back: %s"), payment->reason);
	line_add(out, words.s, -payment->cents, "");
	row_add(bill, BILL_PAYMENT, i, invoice);
	str_release(&words);
}

/* What credit notes took from the invoice. */
static void credit_line(struct bill *bill, size_t n, struct str *out)
{
	int64_t cents = bill->owed[n] - bill->invoices[n].total_cents;
	for (size_t i = 0; i < bill->payments[n].n; i++)
		cents += bill->payments[n].rows[i].cents;
	if (cents == 0)
		return;
	line_add(out, _("        Credited"), cents, "");
	row_add(bill, BILL_INVOICE, n, n);
}

static void invoice_lines(struct bill *bill, size_t n, struct str *out)
{
	const struct invoice *invoice = &bill->invoices[n];
	char name[INVOICE_NAME_SIZE], tax[MONEY_SIZE];
	struct str words, behind;
	str_init(&words);
	str_init(&behind);
	invoice_name(invoice, name);
	money_format(invoice->tax_cents, tax);
	str_addf(&words, _("%s of %s"), name, date_short(invoice->issued_on));
	if (invoice->payer_name)
		str_addf(&words, _(", to %s"), invoice->payer_name);
	if (invoice->registered)
		str_addf(&behind, _("tax in it %s"), tax);
	line_add(out, words.s, invoice->total_cents, behind.s);
	row_add(bill, BILL_INVOICE, n, n);
	for (size_t i = 0; i < bill->charges.n; i++)
		if (bill->on[i] == invoice->id)
			charge_line(bill, i, out);
	credit_line(bill, n, out);
	for (size_t i = 0; i < bill->payments[n].n; i++)
		payment_line(bill, n, i, out);
	str_release(&words);
	str_release(&behind);
}

static void open_lines(struct bill *bill, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < bill->charges.n; i++) {
		if (bill->on[i] != 0)
			continue;
		if (!any && bill->payer.id)
			str_addf(out, _("On no invoice yet; it goes to %s\n"), bill->payer.name);
		else if (!any)
			str_addf(out, "%s\n", _("On no invoice yet"));
		if (!any)
			row_add(bill, BILL_WORDS, 0, 0);
		charge_line(bill, i, out);
		any = true;
	}
}

static const char *nothing_charged(const struct bill *bill)
{
	if (!bill->missed)
		return _(
			"Nothing is charged yet. Signing the note charges its service; {charge-add} adds a line.");
	return bill->has_fee
		       ? _("Nothing is charged yet. {charge-add} charges the fee of a missed session.")
		       : _("Nothing is charged yet. {charge-add} adds a line. A fee of missed sessions is set by\n"
			   "{:service-set} NOSHOW 0 40.00 Missed session");
}

void bill_lines(struct bill *bill, struct str *out)
{
	free(bill->rows);
	bill->rows = NULL;
	bill->n_rows = 0;
	for (size_t i = 0; i < bill->n_invoices; i++)
		invoice_lines(bill, i, out);
	open_lines(bill, out);
	if (bill->charges.n == 0) {
		const char *words = nothing_charged(bill);
		str_addf(out, "%s\n", words);
		row_add(bill, BILL_WORDS, 0, 0);
		if (strchr(words, '\n'))
			row_add(bill, BILL_WORDS, 0, 0);
	} else {
		int64_t due = bill_due_cents(bill);
		line_add(out, due < 0 ? _("To give back") : _("To pay"), due < 0 ? -due : due, "");
		row_add(bill, BILL_WORDS, 0, 0);
	}
	if (bill->before_cents != 0) {
		line_add(out, bill->before_cents > 0 ? _("Owed from before") : _("To the client's credit"),
			 bill->before_cents > 0 ? bill->before_cents : -bill->before_cents, "");
		row_add(bill, BILL_WORDS, 0, 0);
	}
}

/* ---- issuing ---- */

void bill_dress(const struct conf *conf, struct invoice *invoice)
{
	char today[DATE_SIZE], due[DATE_SIZE];
	date_today(today);
	date_add_days(today, (int)conf_int(conf, "billing:due_days"), due);
	mem_replace(&invoice->series,
		    conf_text(conf,
			      invoice->kind == INVOICE_CREDIT ? "billing:credit_series" : "billing:series"));
	mem_replace(&invoice->issued_on, today);
	mem_replace(&invoice->due_on, due);
	if (invoice->kind == INVOICE_SALE) {
		invoice->registered = conf_bool(conf, "practice:tax_registered");
		rounding_from_code(conf_text(conf, "billing:rounding"), &invoice->rounding);
	}
	free(invoice->seller);
	invoice->seller = str_format("%s\n%s\n%s\n%s", conf_text(conf, "practice:name"),
				     conf_text(conf, "practice:abn"), conf_text(conf, "practice:address"),
				     conf_text(conf, "practice:phone"));
}

bool bill_issue(struct bill *bill, struct store *store, const struct conf *conf, int64_t *id, struct err *err)
{
	struct invoice invoice;
	int64_t used;
	int uses;
	invoice_init(&invoice);
	bill_dress(conf, &invoice);
	invoice.client_id = bill->client_id;
	invoice.payer_id = bill->payer.id;
	mem_replace(&invoice.payer_reference, bill->payer_reference);
	for (size_t i = 0; i < bill->charges.n; i++)
		if (bill->on[i] == 0)
			invoice_add_charge(&invoice, &bill->charges.rows[i]);
	bool ok = store_begin(store, err);
	bool done = ok && invoice_issue(store, &invoice, err);
	for (size_t i = 0; done && i < bill->charges.n; i++)
		if (bill->on[i] == 0 && bill->charges.rows[i].of_charge == 0)
			done = package_begin(store, &bill->charges.rows[i], &uses, err);
	done = done && (invoice.payer_id != 0 || credit_use(store, invoice.id, &used, err));
	ok = ok && store_end(store, done, err);
	*id = ok ? invoice.id : 0;
	invoice_release(&invoice);
	if (ok) {
		payer_release(&bill->payer);
		mem_replace(&bill->payer_reference, NULL);
	}
	return ok;
}
