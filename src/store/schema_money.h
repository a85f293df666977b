/* SPDX-License-Identifier: MIT */
/* The sixth step of the tables: prices over time, payers, packages, invoices, payments, what the bookkeeper got. */
#ifndef FASCICLE_STORE_SCHEMA_MONEY_H
#define FASCICLE_STORE_SCHEMA_MONEY_H

extern const char schema_prices[], schema_invoices[], schema_money_guards[];

#endif
