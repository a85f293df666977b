/* SPDX-License-Identifier: MIT */
/* What is typed on a bill: a payment ("card 50", "fund 60 ref 4711"), a discount ("10%", "5.00 student"), a further line
 * ("PROD x2 25.00 Tape"). Pure: the amounts that are not typed are the caller's. */
#ifndef FASCICLE_LINE_BILL_LINE_H
#define FASCICLE_LINE_BILL_LINE_H

#include "line/reading.h"
#include "record/invoice.h"

/* Method (any beginning; card when not said), amount (`owed_cents` when not said), the rest is the reference. A refund
 * is read with `refund`: its amount has to be said and the rest is the reason. Fills in method, cents (below 0 for a refund)
 * and reference or reason. Words that name no method before an amount are refused. */
bool bill_line_payment(const char *typed, int64_t owed_cents, bool refund, struct payment *payment,
		       struct reading *reading);

/* "10%" or an amount, then what it is called. Fills in the cents to take off (at most all) and the label (caller frees). */
bool bill_line_discount(const char *typed, int64_t total_cents, int64_t *cents, char **label,
			struct reading *reading);

struct bill_item {
	char *code;
	int quantity;
	bool has_price;
	int64_t cents; /* of one */
	char *label;   /* NULL: the service's */
};
void bill_item_release(struct bill_item *item);
/* Code, "x2", price, label; the price or the label may be left out when the code is a service's. */
bool bill_line_item(const char *typed, struct bill_item *item, struct reading *reading);

#endif
