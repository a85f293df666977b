/* SPDX-License-Identifier: MIT */
/* Payments as stored, and what they settle. */
#ifndef FASCICLE_STORE_PAYMENTS_H
#define FASCICLE_STORE_PAYMENTS_H

#include "record/invoice.h"
#include "store/store.h"

/* Records a payment or, below 0, a refund. It settles `invoice_id` first and then, when it is more than is owed there, the
 * payer's oldest unpaid invoices of the client; with 0 the oldest at once. What is left over stays as the client's credit. A
 * refund comes out of what was paid on `invoice_id`, or, with 0, out of the client's credit; never more than that. */
bool payment_add(struct store *store, struct payment *payment, int64_t invoice_id, struct err *err);
/* Settles what is owed on an invoice from the client's credit, the oldest payment first; *used says how much. */
bool credit_use(struct store *store, int64_t invoice_id, int64_t *used, struct err *err);
bool payment_void(struct store *store, int64_t id, const char *reason, struct err *err);

struct payments {
	struct payment *rows;
	size_t n;
};
void payments_release(struct payments *payments);
/* Standing payments that settle an invoice, each with the cents that it settles of it, the oldest first. */
bool payments_of_invoice(struct store *store, int64_t invoice_id, struct payments *out, struct err *err);

/* What the client (and, with payer 0, nobody else) owes; below 0: credit. All of the client's invoices whoever pays. */
bool client_balance(struct store *store, int64_t client_id, int64_t *cents, struct err *err);

/* What came in on a day by each method, refunds taken off: what is brought to the bank. */
struct banking {
	int64_t cents[PAY_METHOD_COUNT];
	int64_t n[PAY_METHOD_COUNT];
};
bool banking_of_day(struct store *store, const char *day, struct banking *out, struct err *err);

#endif
