/* SPDX-License-Identifier: MIT */
/* The lines of a bill that are on no invoice yet: what is charged, taken off, paid from a package, and who pays. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/bill_line.h"
#include "line/vocabulary.h"
#include "screens/bill/bill.h"

/* The chosen line; else the first one that is on no invoice and lowers no other. */
static const struct charge *charge_chosen(struct app *app, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = bill_row_chosen(app);
	if (row && row->kind == BILL_CHARGE && bill->on[row->index] == 0)
		return &bill->charges.rows[row->index];
	for (size_t i = 0; i < bill->charges.n; i++)
		if (bill->on[i] == 0 && bill->charges.rows[i].of_charge == 0)
			return &bill->charges.rows[i];
	err_set(err, ERR_MISSING,
		_("No line is open: what stands on an invoice is changed by a credit note, {invoice-credit}."));
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
		app_say(app, _("Charged: %s, %s. {charge-void} takes it back."), charge.label, amount);
	bill_item_release(&item);
	charge_release(&charge);
	return ok;
}

const struct command charge_add_command = {
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
	const struct bill_row *row = bill_row_chosen(app);
	if (!row || row->kind != BILL_CHARGE)
		return err_set(err, ERR_MISSING, _("Choose the line that is taken back."));
	if (bill->on[row->index] != 0)
		return err_set(
			err, ERR_REFUSED,
			_("The line stands on an invoice: {invoice-credit} credits it, {invoice-void} voids the invoice."));
	str_addf(out, "%lld", (long long)bill->charges.rows[row->index].id);
	return true;
}

static bool cmd_charge_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = bill_row_chosen(app);
	(void)value;
	if (!charge_void(app->store, bill->charges.rows[row->index].id, argument, err) ||
	    !app_refresh(app, err))
		return false;
	app_say(app, _("Taken back."));
	return true;
}

const struct command charge_void_command = {
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
	if (!vocabulary_find(line, MEANS(MEANS_CONCESSION)))
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

const struct command charge_discount_command = {
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
	const struct bill_row *row = bill_row_chosen(app);
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

const struct command package_use_command = {
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
	bool none = vocabulary_find(trimmed, MEANS(MEANS_NONE));
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

const struct command bill_payer_command = {
	.name = "bill-payer",
	.scope = "bill",
	.keys = "y",
	.ask = N_("Who pays (and #reference; none: the client)"),
	.help = N_("Let a fund or another payer have the next invoice: Medibank #4711"),
	.run = cmd_bill_payer,
	.owner = bill_owner,
};
