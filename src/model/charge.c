/* SPDX-License-Identifier: MIT */
/* Services and the charges drafted from them. */
#include "model/charge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"

void service_init(struct service *service)
{
	*service = (struct service){ .active = true };
}

void service_release(struct service *service)
{
	free(service->uid);
	free(service->code);
	free(service->label);
	free(service->account);
	service_init(service);
}

void charge_init(struct charge *charge)
{
	*charge = (struct charge){ .quantity = 1 };
}

void charge_release(struct charge *charge)
{
	free(charge->uid);
	free(charge->date);
	free(charge->code);
	free(charge->label);
	free(charge->account);
	free(charge->voided_at);
	charge_init(charge);
}

static const char *const tax_codes[TAX_CLASS_COUNT] = {
	[TAX_NONE] = "none",
	[TAX_GST_FREE] = "gst-free",
	[TAX_GST] = "gst",
};

const char *tax_class_code(enum tax_class tax)
{
	return (unsigned)tax < TAX_CLASS_COUNT ? tax_codes[tax] : "";
}

bool tax_class_from_code(const char *code, enum tax_class *tax)
{
	for (int i = 0; i < TAX_CLASS_COUNT; i++)
		if (str_eq(tax_codes[i], code)) {
			*tax = (enum tax_class)i;
			return true;
		}
	return false;
}

void charge_for_service(struct charge *charge, const struct service *service, const char *date,
			int tax_rate_bp)
{
	mem_replace(&charge->date, date);
	mem_replace(&charge->code, service->code);
	mem_replace(&charge->label, service->label);
	mem_replace(&charge->account, service->account);
	charge->quantity = 1;
	charge->unit_cents = service->cents;
	charge->total_cents = service->cents;
	charge->tax = service->tax;
	charge->tax_rate_bp = service->tax == TAX_GST ? tax_rate_bp : 0;
	charge->tax_cents = money_tax_within(charge->total_cents, charge->tax_rate_bp);
}
