/* SPDX-License-Identifier: MIT */
/* Invoices, payments and the sums over them, in whole cents that include tax.
 *
 * Rounding is stated once, here: half away from zero to the cent, either on each line or on the whole invoice. On the whole
 * invoice the tax of each rate is worked out over the sum of its lines, and each line shows what it adds to the rounded
 * running sum: the lines' taxes always add up to the invoice's. */
#ifndef FASCICLE_RECORD_INVOICE_H
#define FASCICLE_RECORD_INVOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "record/charge.h"

enum rounding { ROUND_LINE, ROUND_INVOICE, ROUNDING_COUNT };
enum invoice_kind { INVOICE_SALE, INVOICE_CREDIT, INVOICE_KIND_COUNT };
enum pay_method { PAY_CASH, PAY_CARD, PAY_TRANSFER, PAY_FUND, PAY_METHOD_COUNT };

struct invoice_line {
	int64_t id;
	int64_t charge_id;
	char *day; /* of the session */
	int64_t practitioner_id;
	char *practitioner_name;
	char *code, *label;
	int quantity; /* below 0 on a credit note */
	int64_t unit_cents, total_cents;
	enum tax_class tax;
	int tax_rate_bp;
	int64_t tax_cents;
	char *account;
};

struct invoice {
	int64_t id;
	char *uid;
	char *series;
	int64_t number; /* of the series, without gaps; 0 until issued */
	enum invoice_kind kind;
	int64_t credits_id; /* the invoice that a credit note takes from */
	int64_t client_id;
	char *client_code,
		*client_name; /* as they were then; filled in when it is issued, as the payer's and practitioner's */
	int64_t payer_id; /* 0: the client pays */
	char *payer_name, *payer_reference;
	char *issued_on, *due_on; /* days */
	bool registered;          /* for tax, on that day: else it is no tax invoice and no line has tax */
	enum rounding rounding;
	char *seller; /* as it was then: name, business number, address, telephone; a line each */
	int64_t total_cents, tax_cents;
	char *issued_at; /* instant */
	int64_t issued_by;
	char *voided_at, *void_reason;
	struct invoice_line *lines;
	size_t n_lines;
};

void invoice_init(struct invoice *invoice);
void invoice_release(struct invoice *invoice);

const char *rounding_code(enum rounding rounding); /* "line" "invoice" */
bool rounding_from_code(const char *code, enum rounding *rounding);
const char *invoice_kind_code(enum invoice_kind kind); /* "invoice" "credit" */
bool invoice_kind_from_code(const char *code, enum invoice_kind *kind);
const char *pay_method_code(enum pay_method method); /* "cash" "card" "transfer" "fund" */
bool pay_method_from_code(const char *code, enum pay_method *method);
const char *pay_method_word(enum pay_method method); /* translated */

/* Adds a line for a standing charge, as it was charged. */
void invoice_add_charge(struct invoice *invoice, const struct charge *charge);
/* Makes the lines of a credit note: those of `of`, taken back. */
void invoice_credit(struct invoice *credit, const struct invoice *of);
/* Works out the tax of each line and the sums, by the invoice's rounding. Call it after the last line. */
void invoice_sum(struct invoice *invoice);
/* "INV-000123": as it stands on paper and in files; at most 40 bytes of series are shown. */
enum { INVOICE_NAME_SIZE = 64 };
void invoice_name(const struct invoice *invoice, char out[INVOICE_NAME_SIZE]);

struct payment {
	int64_t id;
	char *uid;
	int64_t client_id;
	char *client_code, *client_name; /* as they were then; filled in when it is recorded */
	int64_t payer_id;                /* 0: the client paid */
	char *payer_name;
	char *day;
	enum pay_method method;
	int64_t cents; /* below 0: a refund */
	char *reference;
	char *reason; /* of a refund */
	char *recorded_at;
	int64_t recorded_by;
	char *voided_at, *void_reason;
};
void payment_init(struct payment *payment);
void payment_release(struct payment *payment);
/* Whether it can be kept: an amount, a day not in the future, a reason when it is a refund. */
bool payment_check(const struct payment *payment, const char *today, struct err *err);

/* Timed units of a US superbill by the 8-minute rule: none below 8 minutes, one from 8 to 22, two from 23 to 37, then one
 * more every 15. */
int timed_units(int minutes);

#endif
