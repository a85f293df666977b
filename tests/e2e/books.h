/* SPDX-License-Identifier: MIT */
/* The books of a made-up practice: invoices, discounts, payers, part payments, refunds, what was taken back and why, by chance
 * but the same each time. */
#ifndef FASCICLE_TESTS_BOOKS_H
#define FASCICLE_TESTS_BOOKS_H

#include "store/store.h"

enum { BOOKS_CLIENTS = 12 };

struct books {
	struct store *store;
	uint64_t random;
	int64_t clients[BOOKS_CLIENTS];
};

/* Adds clients whose names try what reads the books. */
bool books_begin(struct books *books, struct store *store, uint64_t seed, struct err *err);
uint32_t books_pick(struct books *books, uint32_t below);
/* An invoice of one to four lines, issued on the day; its id, or 0. */
int64_t books_issue(struct books *books, const char *day, struct err *err);
/* An invoice and then a payment, a refund, a voiding, a credit note or nothing. */
bool books_step(struct books *books, const char *day, struct err *err);

#endif
