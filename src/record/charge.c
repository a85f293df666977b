/* SPDX-License-Identifier: MIT */
/* Services and the charges drafted from them. */
#include "record/charge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "record/codes.h"

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

CODES(tax_class, tax_class, TAX_CLASS_COUNT, tax_codes, )

static const char *const kind_codes[CHARGE_KIND_COUNT] = {
	[CHARGE_SERVICE] = "service", [CHARGE_DISCOUNT] = "discount", [CHARGE_FEE] = "fee",
	[CHARGE_PRODUCT] = "product", [CHARGE_PACKAGE] = "package",   [CHARGE_USE] = "use",
};

CODES(charge_kind, charge_kind, CHARGE_KIND_COUNT, kind_codes, )

void charge_set_price(struct charge *charge, int quantity, int64_t unit_cents)
{
	charge->quantity = quantity;
	charge->unit_cents = unit_cents;
	charge->total_cents = quantity * unit_cents;
	charge->tax_cents = money_tax_within(charge->total_cents, charge->tax_rate_bp);
}

void charge_discount(struct charge *discount, const struct charge *of, enum charge_kind kind,
		     const char *label, int64_t cents)
{
	discount->session_id = of->session_id;
	discount->client_id = of->client_id;
	discount->practitioner_id = of->practitioner_id;
	mem_replace(&discount->date, of->date);
	mem_replace(&discount->code, of->code);
	mem_replace(&discount->label, label);
	mem_replace(&discount->account, of->account);
	discount->tax = of->tax;
	discount->tax_rate_bp = of->tax_rate_bp;
	discount->kind = kind;
	discount->of_charge = of->id;
	charge_set_price(discount, 1, -cents);
}

void charge_for_service(struct charge *charge, const struct service *service, const char *date,
			int tax_rate_bp)
{
	mem_replace(&charge->date, date);
	mem_replace(&charge->code, service->code);
	mem_replace(&charge->label, service->label);
	mem_replace(&charge->account, service->account);
	charge->tax = service->tax;
	charge->tax_rate_bp = service->tax == TAX_GST ? tax_rate_bp : 0;
	charge_set_price(charge, 1, service->cents);
}
