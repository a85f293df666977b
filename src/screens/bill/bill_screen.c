/* SPDX-License-Identifier: MIT */
/* The screen of a bill: its rows, what of them is chosen, and the commands on it. */
#include "app/keyed.h"
#include "base/i18n.h"
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
	keyed_fill(app, &text);
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

struct bill *bill_shown(struct app *app)
{
	return &((struct bill_screen *)app_screen(app, &bill_screen))->bill;
}

int64_t bill_owner(const struct app *app)
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

const struct bill_row *bill_row_chosen(struct app *app)
{
	const struct bill_screen *shown = (const struct bill_screen *)app_screen(app, &bill_screen);
	int row = lines_pane_chosen(shown->lines);
	return row >= 0 && (size_t)row < shown->bill.n_rows ? &shown->bill.rows[row] : NULL;
}

const struct invoice *bill_invoice_chosen(struct app *app, struct err *err)
{
	const struct bill *bill = bill_shown(app);
	const struct bill_row *row = bill_row_chosen(app);
	if (row && (row->kind == BILL_INVOICE || row->kind == BILL_PAYMENT))
		return &bill->invoices[row->invoice];
	for (size_t i = 0; row && row->kind == BILL_CHARGE && i < bill->n_invoices; i++)
		if (bill->invoices[i].id == bill->on[row->index])
			return &bill->invoices[i];
	if (bill->n_invoices > 0)
		return &bill->invoices[bill->n_invoices - 1];
	err_set(err, ERR_MISSING, _("Nothing was invoiced yet: {invoice-issue} issues the invoice."));
	return NULL;
}

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
