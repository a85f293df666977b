/* SPDX-License-Identifier: MIT */
/* What a session costs. All money is integer cents and includes tax. */
#ifndef FASCICLE_RECORD_CHARGE_H
#define FASCICLE_RECORD_CHARGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/* Tax belongs to the service, not to the practice. */
enum tax_class { TAX_NONE, TAX_GST_FREE, TAX_GST, TAX_CLASS_COUNT };

/* What a line is for. A discount lowers another line; a use was paid for by a package. */
enum charge_kind {
	CHARGE_SERVICE,
	CHARGE_DISCOUNT,
	CHARGE_FEE,
	CHARGE_PRODUCT,
	CHARGE_PACKAGE,
	CHARGE_USE,
	CHARGE_KIND_COUNT
};

struct service {
	int64_t id;
	char *uid;
	char *code; /* "FOLL45" */
	char *label;
	int minutes;
	int64_t cents; /* including tax */
	enum tax_class tax;
	char *account; /* the bookkeeper's account code; may be empty */
	bool active;
};

struct charge {
	int64_t id;
	char *uid;
	int64_t session_id;
	int64_t client_id;
	int64_t practitioner_id;
	char *date; /* ISO, of the session */
	char *code; /* of the service as it was then */
	char *label;
	int quantity;
	int64_t unit_cents;  /* as it was then, including tax */
	int64_t total_cents; /* quantity * unit */
	enum tax_class tax;
	int tax_rate_bp;   /* as it was then */
	int64_t tax_cents; /* inside total_cents */
	char *account;
	char *voided_at; /* instant, NULL while it stands */
	enum charge_kind kind;
	int64_t of_charge; /* the line that a discount or a use is about; 0 for none */
};

void service_init(struct service *service);
void service_release(struct service *service);
void charge_init(struct charge *charge);
void charge_release(struct charge *charge);

const char *tax_class_code(enum tax_class tax); /* "none" "gst-free" "gst" */
bool tax_class_from_code(const char *code, enum tax_class *tax);

const char *charge_kind_code(enum charge_kind kind); /* "service" "discount" ... as stored */
bool charge_kind_from_code(const char *code, enum charge_kind *kind);

/* A charge for one of the service on a day; tax_rate_bp is the practice's rate (0 when not registered). */
void charge_for_service(struct charge *charge, const struct service *service, const char *date,
			int tax_rate_bp);
/* Changes the price of a charge that was not stored yet. */
void charge_set_price(struct charge *charge, int quantity, int64_t unit_cents);
/* A line of minus `cents` that lowers a stored charge; its tax class and rate are those of the charge. */
void charge_discount(struct charge *discount, const struct charge *of, enum charge_kind kind,
		     const char *label, int64_t cents);

#endif
