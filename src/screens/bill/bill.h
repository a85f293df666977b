/* SPDX-License-Identifier: MIT */
/* The bill of a session: its charges, the invoices they are on, what was paid. */
#ifndef FASCICLE_SCREENS_BILL_BILL_H
#define FASCICLE_SCREENS_BILL_BILL_H

#include "app/app.h"
#include "io/conf.h"
#include "store/charges.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/prices.h"

enum bill_row_kind { BILL_WORDS, BILL_CHARGE, BILL_INVOICE, BILL_PAYMENT };

/* What a line of the screen is about. */
struct bill_row {
	enum bill_row_kind kind;
	size_t index, invoice;
};

/* The code of the service that is charged when a client did not come. */
#define NO_SHOW_SERVICE "NOSHOW"

struct bill {
	int64_t session_id; /* 0: none is shown */
	int64_t client_id, practitioner_id;
	char *client, *day;
	bool given;             /* the session took place, or may still: else what is added are fees */
	bool missed;            /* the client did not come */
	bool has_fee;           /* a service NO_SHOW_SERVICE has the price of that */
	struct charges charges; /* that stand */
	int64_t *on;            /* one a charge: the invoice it is on; 0 for none */
	struct invoice *invoices;
	struct payments *payments; /* one an invoice */
	int64_t *owed;             /* one an invoice */
	size_t n_invoices;
	int64_t before_cents; /* what the client owes on other invoices; below 0: credit */
	struct payer payer;   /* of the next invoice; id 0: the client */
	char *payer_reference;
	struct bill_row *rows;
	size_t n_rows;
};

void bill_release(struct bill *bill);
bool bill_load(struct bill *bill, struct store *store, int64_t session_id, struct err *err);
/* The lines of the screen; fills in what each is about. */
void bill_lines(struct bill *bill, struct str *out);
/* What is on no invoice yet. */
int64_t bill_open_cents(const struct bill *bill);
/* What is to be paid: what is on no invoice yet and what is owed on the others, less what of the client's credit settles an
 * invoice of their own when it is issued. */
int64_t bill_asked_cents(const struct bill *bill);
/* Puts what the configuration says of an invoice into one that is to be issued today. */
void bill_dress(const struct conf *conf, struct invoice *invoice);
/* Issues an invoice over what is on none yet, and settles it from the client's credit. */
bool bill_issue(struct bill *bill, struct store *store, const struct conf *conf, int64_t *id,
		struct err *err);

/* Of the screen, in bill_screen.c: the bill, whose it is while it is in front, the line the cursor is on; the chosen invoice,
 * or the one of the chosen line, else the last one. NULL where there is none, for an invoice with a sentence. */
struct bill *bill_shown(struct app *app);
int64_t bill_owner(const struct app *app);
const struct bill_row *bill_row_chosen(struct app *app);
const struct invoice *bill_invoice_chosen(struct app *app, struct err *err);

/* charges.c */
extern const struct command charge_add_command;
extern const struct command charge_void_command;
extern const struct command charge_discount_command;
extern const struct command package_use_command;
extern const struct command bill_payer_command;
/* payments.c */
extern const struct command invoice_issue_command;
extern const struct command invoice_void_command;
extern const struct command invoice_credit_command;
extern const struct command payment_add_command;
extern const struct command payment_refund_command;
extern const struct command payment_void_command;

#endif
