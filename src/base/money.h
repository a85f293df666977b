/* SPDX-License-Identifier: MIT */
/* Money is whole cents. No floating point, no locale. */
#ifndef FASCICLE_BASE_MONEY_H
#define FASCICLE_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define MONEY_SIZE 24
/* The largest amount taken: 10 million, so that sums of a lifetime stay far inside 64 bits. */
#define MONEY_MAX_CENTS INT64_C(1000000000)

/* "-12.50". Always a point and two digits. */
void money_format(int64_t cents, char out[MONEY_SIZE]);
/* Reads "85", "85.5", "85.50", "1,234.50", "85,50", "-12.50", with or without a currency sign before or
 * after. Refuses three decimals, anything ambiguous ("1,234" is 1234; "1,23" is 1.23) and what is larger than
 * MONEY_MAX_CENTS. */
bool money_parse(const char *typed, int64_t *cents, struct err *err);
/* cents * numerator / denominator, rounded half away from zero to the cent. */
int64_t money_share(int64_t cents, int64_t numerator, int64_t denominator);
/* The tax inside a tax-inclusive amount; rate in basis points (1000 = 10 %). */
int64_t money_tax_within(int64_t gross_cents, int rate_bp);

#endif
