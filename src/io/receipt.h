/* SPDX-License-Identifier: MIT */
/* Receipts, invoices and credit notes for people, in plain text of 72 columns: what an Australian health fund asks for
 * (who treated, association and member number, street address, telephone, business number, client, day, type and cost of
 * each treatment, provider number, what was paid and how) and what makes a tax invoice. No clinical word: what stands on
 * them are the price list's labels. */
#ifndef FASCICLE_IO_RECEIPT_H
#define FASCICLE_IO_RECEIPT_H

#include "io/conf.h"
#include "store/payments.h"
#include "store/receipts.h"

/* Somebody who gave a treatment that is on the invoice. Texts may be NULL. */
struct receipt_person {
	int64_t id;
	char *name, *profession, *association, *provider_number;
	char *npi, *licence, *credentials; /* of a superbill */
	struct code_pairs numbers;         /* at payers */
};

/* What a line is called by others. */
struct receipt_line {
	struct code_pairs codes;
	char *superbill; /* code of the practice's own table, or NULL */
	struct charge_minutes minutes;
};

enum seller_line { SELLER_NAME, SELLER_NUMBER, SELLER_ADDRESS, SELLER_PHONE, SELLER_LINES };

struct receipt {
	struct invoice invoice;
	struct invoice credited; /* that a credit note takes from */
	struct payments payments;
	struct invoice_rows credits; /* that take from this one */
	int64_t owed_cents;
	char *seller[SELLER_LINES]; /* as it was on the day of issue; what was not said then as it is now */
	char *currency, *address, *birth; /* the last two are the client's; may be NULL */
	char *ein, *place;                /* of a superbill */
	struct receipt_person *people;
	size_t n_people;
	struct receipt_line *lines; /* as many as the invoice has */
};
void receipt_init(struct receipt *receipt);
void receipt_release(struct receipt *receipt);
bool receipt_load(struct store *store, const struct conf *conf, int64_t invoice_id, struct receipt *out,
		  struct err *err);

/* Appends the page. From the second print on (`before` is how often it was printed) it says that it is a copy. */
void receipt_page(const struct receipt *receipt, int64_t before, struct str *out);
/* Names what a fund asks for and the page does not say, parted by commas; nothing when it is whole. */
void receipt_lacks(const struct receipt *receipt, struct str *out);

/* ---- parts that the superbill has too ---- */

/* A line of the table: a day, words that wrap, and two columns of figures at the right edge. Each may be "". */
void receipt_row(struct str *out, const char *day, const char *words, const char *middle, const char *right);
void receipt_rule(struct str *out, char c);
void receipt_head(const struct receipt *receipt, int64_t before, struct str *out);
/* What was paid, credited and is left. */
void receipt_payments(const struct receipt *receipt, struct str *out);

#endif
