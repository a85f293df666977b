/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file. */
#ifndef FASCICLE_IO_BILLING_H
#define FASCICLE_IO_BILLING_H

#include <stdio.h>

#include "base/err.h"
#include "store/store.h"

struct billing_totals {
	int64_t rows, total_cents, tax_cents;
};
/* Writes the plain format (header and a row a charge: line, date, client code, client, service, description, quantity,
 * unit, net, tax class, tax, total, practitioner, account, session uid) of the charges from..to (ISO dates or NULL). */
bool billing_export(struct store *store, const char *from, const char *to, FILE *stream,
		    struct billing_totals *totals, struct err *err);
/* The same into a file, whole or not at all; an existing one is refused. */
bool billing_export_file(struct store *store, const char *from, const char *to, const char *path,
			 struct billing_totals *totals, struct err *err);

#endif
