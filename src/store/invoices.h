/* SPDX-License-Identifier: MIT */
/* Invoices as stored: issued once with the next number of their series, never changed, voided with a reason. */
#ifndef FASCICLE_STORE_INVOICES_H
#define FASCICLE_STORE_INVOICES_H

#include "record/invoice.h"
#include "store/store.h"

/* invoice_name in a statement, of the invoice i. */
#define INVOICE_NAME                                    \
	"i.series || CASE WHEN i.number < 1000000 THEN" \
	" substr('000000', 1, 6 - length(CAST(i.number AS TEXT))) ELSE '' END || CAST(i.number AS TEXT)"

/* Issues it: numbers and sums it and writes it with its lines and its audit row, in one transaction. The lines' charges must
 * stand, be of the client, and stand on no other invoice (a credit note: on the invoice that it takes from, not more than
 * is left of it). On failure the invoice has no id and no number. */
bool invoice_issue(struct store *store, struct invoice *invoice, struct err *err);
/* The same for a credit note; why it is given is kept in the audit only. Without a reason ERR_INPUT. */
bool invoice_credit_issue(struct store *store, struct invoice *credit, const char *reason, struct err *err);
/* Voids it; its number stays. Refused while a credit note on it stands. */
bool invoice_void(struct store *store, int64_t id, const char *reason, struct err *err);

/* With its lines. `out` must be initialised. */
bool invoice_load(struct store *store, int64_t id, struct invoice *out, struct err *err);
/* The standing invoice that a charge is on; id 0 in *id when it is on none. */
bool invoice_of_charge(struct store *store, int64_t charge_id, int64_t *id, struct err *err);

/* An invoice as lists show it. */
struct invoice_row {
	int64_t id, client_id;
	char *name;           /* "INV-000123" */
	char *client, *payer; /* payer: NULL when the client pays */
	char *issued_on, *due_on;
	int64_t total_cents;
	int64_t owed_cents; /* what is left after credit notes and payments; 0 when voided */
	bool credit, voided;
};
struct invoice_rows {
	struct invoice_row *rows;
	size_t n;
};
void invoice_rows_release(struct invoice_rows *rows);
/* What is owed on it now: total, less standing credit notes and payments; 0 when voided. */
bool invoice_owed(struct store *store, int64_t id, int64_t *cents, struct err *err);

/* Counts a print of a document ("receipt", "superbill"); *before is how often it was printed until now. */
bool invoice_printed(struct store *store, int64_t id, const char *document, int64_t *before, struct err *err);

#endif
