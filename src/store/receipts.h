/* SPDX-License-Identifier: MIT */
/* What papers need beside the invoice itself: numbers of the practitioner, codes of the payers, credit notes, and the codes
 * that the therapist gives for a superbill. */
#ifndef FASCICLE_STORE_RECEIPTS_H
#define FASCICLE_STORE_RECEIPTS_H

#include "store/invoices.h"
#include "store/store.h"

/* Kinds of a practitioner's numbers that are no payer's name. */
#define NUMBER_ASSOCIATION "association"
#define NUMBER_NPI         "npi"
#define NUMBER_LICENCE     "licence"
#define NUMBER_CREDENTIALS "credentials"
bool practitioner_number_is_own(const char *kind);

/* NULL or nothing takes it away. */
bool practitioner_number_set(struct store *store, int64_t practitioner_id, const char *kind,
			     const char *number, struct err *err);
/* Replaced through mem_replace; NULL when there is none. */
bool practitioner_number(struct store *store, int64_t practitioner_id, const char *kind, char **number,
			 struct err *err);

/* What somebody is called by whom. */
struct code_pair {
	char *name, *code;
};
struct code_pairs {
	struct code_pair *rows;
	size_t n;
};
void code_pairs_release(struct code_pairs *pairs);
/* The practitioner's numbers at payers; with `payer` only there. */
bool practitioner_numbers_at(struct store *store, int64_t practitioner_id, const char *payer,
			     struct code_pairs *out, struct err *err);
/* What payers call a service; with `payer` only that one. Not the superbill's code. */
bool service_codes_at(struct store *store, const char *service, const char *payer, struct code_pairs *out,
		      struct err *err);

/* The invoice or credit note with this name ("INV-000123", letter case does not count); ERR_MISSING when there is none. */
bool invoice_named(struct store *store, const char *name, int64_t *id, struct err *err);
/* The standing credit notes on an invoice, the oldest first. */
bool invoice_credits(struct store *store, int64_t invoice_id, struct invoice_rows *out, struct err *err);

/* Of a charge: minutes charted with the techniques of its session, and what its service is planned for; 0 where there is
 * none. */
struct charge_minutes {
	int64_t session_id;
	int charted, planned;
	bool is_fee; /* no treatment was given for it */
};
bool charge_minutes(struct store *store, int64_t charge_id, struct charge_minutes *out, struct err *err);

/* Codes typed for a superbill ("M54.2 M79.1"), parted by blanks; to keep none, "". For roles that may read notes. */
bool invoice_diagnoses_set(struct store *store, int64_t invoice_id, const char *codes, struct err *err);
/* Those of the invoice; when it has none, those that the client's last one had. Appended. */
bool invoice_diagnoses(struct store *store, int64_t invoice_id, struct str *codes, struct err *err);

#endif
