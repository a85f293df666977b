/* SPDX-License-Identifier: MIT */
/* Events as a journal that hledger and ledger read: one balanced entry an invoice, one a payment. */
#ifndef FASCICLE_IO_EXPORT_JOURNAL_H
#define FASCICLE_IO_EXPORT_JOURNAL_H

#include <stdio.h>

#include "io/export_format.h"

struct export_journal {
	FILE *stream; /* not owned */
	const struct export_format *format;
	int64_t invoice_id; /* whose entry is open; 0: none */
	enum export_kind kind;
	int64_t total_cents, tax_cents; /* of the open entry */
	char *client;
	struct str scratch;
};
void export_journal_init(struct export_journal *journal, const struct export_format *format, FILE *stream);
void export_journal_add(struct export_journal *journal, const struct export_event *event);
/* Closes the open entry. */
void export_journal_end(struct export_journal *journal);
void export_journal_release(struct export_journal *journal);

#endif
