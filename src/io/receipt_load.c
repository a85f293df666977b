/* SPDX-License-Identifier: MIT */
/* What a receipt is made from. */
#include "io/receipt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/people.h"
#include "store/prices.h"

void receipt_init(struct receipt *receipt)
{
	*receipt = (struct receipt){ .owed_cents = 0 };
	invoice_init(&receipt->invoice);
	invoice_init(&receipt->credited);
}

static void person_release(struct receipt_person *person)
{
	free(person->name);
	free(person->profession);
	free(person->association);
	free(person->provider_number);
	free(person->npi);
	free(person->licence);
	free(person->credentials);
	code_pairs_release(&person->numbers);
}

void receipt_release(struct receipt *receipt)
{
	for (size_t i = 0; i < receipt->n_people; i++)
		person_release(&receipt->people[i]);
	for (size_t i = 0; receipt->lines && i < receipt->invoice.n_lines; i++) {
		code_pairs_release(&receipt->lines[i].codes);
		free(receipt->lines[i].superbill);
	}
	for (int i = 0; i < SELLER_LINES; i++)
		free(receipt->seller[i]);
	free(receipt->people);
	free(receipt->lines);
	free(receipt->currency);
	free(receipt->address);
	free(receipt->birth);
	free(receipt->ein);
	free(receipt->place);
	payments_release(&receipt->payments);
	invoice_rows_release(&receipt->credits);
	invoice_release(&receipt->invoice);
	invoice_release(&receipt->credited);
	receipt_init(receipt);
}

/* ---- the seller ---- */

static void load_seller(struct receipt *receipt, const struct conf *conf)
{
	static const char *const keys[SELLER_LINES] = { "practice:name", "practice:abn", "practice:address",
							"practice:phone" };
	const char *at = receipt->invoice.seller ? receipt->invoice.seller : "";
	for (int i = 0; i < SELLER_LINES; i++) {
		size_t n = strcspn(at, "\n");
		receipt->seller[i] = mem_strndup(at, n);
		if (n == 0)
			mem_replace(&receipt->seller[i], conf_text(conf, keys[i]));
		at += n + (at[n] == '\n');
	}
	mem_replace(&receipt->currency, conf_text(conf, "practice:currency"));
	mem_replace(&receipt->ein, conf_text(conf, "practice:ein"));
	mem_replace(&receipt->place, conf_text(conf, "practice:place_of_service"));
}

static bool load_client(struct receipt *receipt, struct store *store, struct err *err)
{
	struct client client;
	client_init(&client);
	bool ok = client_load(store, receipt->invoice.client_id, &client, err);
	mem_replace(&receipt->address, client.address);
	mem_replace(&receipt->birth, client.birth);
	client_release(&client);
	return ok;
}

/* ---- who treated ---- */

/* The person's own number; where there is none, the practice's. */
static bool load_number(struct store *store, const struct conf *conf, int64_t id, const char *kind,
			const char *key, char **number, struct err *err)
{
	if (!practitioner_number(store, id, kind, number, err))
		return false;
	if (!*number && key)
		mem_replace(number, conf_text(conf, key));
	return true;
}

static bool load_numbers(struct receipt_person *person, struct store *store, const struct conf *conf,
			 const char *payer, struct err *err)
{
	return load_number(store, conf, person->id, NUMBER_ASSOCIATION, "practice:association",
			   &person->association, err) &&
	       load_number(store, conf, person->id, NUMBER_NPI, "practice:npi", &person->npi, err) &&
	       load_number(store, conf, person->id, NUMBER_LICENCE, "practice:licence", &person->licence,
			   err) &&
	       load_number(store, conf, person->id, NUMBER_CREDENTIALS, NULL, &person->credentials, err) &&
	       practitioner_numbers_at(store, person->id, payer, &person->numbers, err);
}

static bool has_person(const struct receipt *receipt, int64_t id)
{
	for (size_t i = 0; i < receipt->n_people; i++)
		if (receipt->people[i].id == id)
			return true;
	return false;
}

/* The name is as it was on the day of issue. */
static bool load_person(struct receipt *receipt, struct store *store, const struct conf *conf,
			const struct invoice_line *line, struct err *err)
{
	struct practitioner practitioner;
	if (has_person(receipt, line->practitioner_id))
		return true;
	receipt->people = mem_regrow(receipt->people, receipt->n_people + 1, sizeof *receipt->people);
	struct receipt_person *person = &receipt->people[receipt->n_people++];
	*person = (struct receipt_person){ .id = line->practitioner_id,
					   .name = mem_strdup(line->practitioner_name) };
	practitioner_init(&practitioner);
	bool ok = practitioner_load(store, person->id, &practitioner, err);
	mem_replace(&person->profession, practitioner.profession);
	mem_replace(&person->provider_number, practitioner.provider_number);
	practitioner_release(&practitioner);
	return ok && load_numbers(person, store, conf, receipt->invoice.payer_name, err);
}

static bool load_lines(struct receipt *receipt, struct store *store, const struct conf *conf, struct err *err)
{
	const struct invoice *invoice = &receipt->invoice;
	receipt->lines = mem_array(invoice->n_lines + 1, sizeof *receipt->lines);
	for (size_t i = 0; i < invoice->n_lines; i++) {
		const struct invoice_line *line = &invoice->lines[i];
		if (!load_person(receipt, store, conf, line, err) ||
		    !service_codes_at(store, line->code, invoice->payer_name, &receipt->lines[i].codes,
				      err) ||
		    !service_code_for(store, line->code, "superbill", &receipt->lines[i].superbill, err) ||
		    !charge_minutes(store, line->charge_id, &receipt->lines[i].minutes, err))
			return false;
	}
	return true;
}

bool receipt_load(struct store *store, const struct conf *conf, int64_t invoice_id, struct receipt *out,
		  struct err *err)
{
	receipt_release(out);
	if (!invoice_load(store, invoice_id, &out->invoice, err))
		return false;
	load_seller(out, conf);
	return load_client(out, store, err) && load_lines(out, store, conf, err) &&
	       (out->invoice.credits_id == 0 ||
		invoice_load(store, out->invoice.credits_id, &out->credited, err)) &&
	       invoice_credits(store, invoice_id, &out->credits, err) &&
	       payments_of_invoice(store, invoice_id, &out->payments, err) &&
	       invoice_owed(store, invoice_id, &out->owed_cents, err);
}
