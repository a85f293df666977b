/* SPDX-License-Identifier: MIT */
/* The books of a made-up practice. */
#include "books.h"

#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/charges.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/people.h"
#include "store/prices.h"

/* Whom a spreadsheet would run, a journal would take apart and a table would break in two. */
static const char *const names[BOOKS_CLIENTS][2] = {
	{ "=1+1", "" },
	{ "Quote\"d", "Bob \"the bird\"" },
	{ "@SUM(A1:A9)", "Su" },
	{ "M\xC3\xBCller-L\xC3\xBC"
	  "denscheidt",
	  "J\xC3\xBCrgen" },
	{ "-Minus", "Mina" },
	{ "+Plus", "Paul" },
	{ "Semi;Colon", "Sam | (Samuel)" },
	{ "O'Brien", "Oona  Two  Spaces" },
	{ "'=quoted", "Quin" },
	{ "\xE6\x9D\x8E", "\xE5\xB0\x8F\xE9\xBE\x99" },
	{ "Comma", "Cora, the younger" },
	{ "100%", "A * B ! C" },
};

bool books_begin(struct books *books, struct store *store, uint64_t seed, struct err *err)
{
	*books = (struct books){ .store = store, .random = seed };
	for (int i = 0; i < BOOKS_CLIENTS; i++) {
		struct client client;
		client_init(&client);
		client.family = mem_strdup(names[i][0]);
		client.given = mem_strdup(names[i][1]);
		bool ok = client_save(store, &client, err);
		books->clients[i] = client.id;
		client_release(&client);
		if (!ok)
			return false;
	}
	return true;
}

uint32_t books_pick(struct books *books, uint32_t below)
{
	uint64_t z = books->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

/* ---- invoices ---- */

static bool add_discount(struct books *books, struct invoice *invoice, const struct charge *of,
			 struct err *err)
{
	struct charge discount;

	charge_init(&discount);
	charge_discount(&discount, of, CHARGE_DISCOUNT, "Discount, regulars",
			1 + books_pick(books, (uint32_t)of->total_cents));
	bool ok = charge_add(books->store, &discount, err);
	if (ok)
		invoice_add_charge(invoice, &discount);
	charge_release(&discount);
	return ok;
}

static bool add_line(struct books *books, struct invoice *invoice, struct err *err)
{
	static const char *const labels[] = { "Follow-up, 45 minutes", "Tape \"wide\"",
					      "Initial; 60 minutes" };
	struct charge charge;

	charge_init(&charge);
	charge.client_id = invoice->client_id;
	charge.practitioner_id = books->store->actor;
	charge.date = mem_strdup(invoice->issued_on);
	charge.code = mem_strdup("FOLL45");
	charge.label = mem_strdup(labels[books_pick(books, 3)]);
	charge.tax = (enum tax_class)books_pick(books, TAX_CLASS_COUNT);
	charge.tax_rate_bp = charge.tax == TAX_GST ? 1000 : 0;
	charge.account = books_pick(books, 3) ? NULL : mem_strdup("4-1000");
	charge_set_price(&charge, 1 + (int)books_pick(books, 3), 1 + books_pick(books, 20000));
	bool ok = charge_add(books->store, &charge, err);
	if (ok)
		invoice_add_charge(invoice, &charge);
	if (ok && books_pick(books, 4) == 0)
		ok = add_discount(books, invoice, &charge, err);
	charge_release(&charge);
	return ok;
}

static bool add_payer(struct books *books, struct invoice *invoice, struct err *err)
{
	struct payer payer;

	if (books_pick(books, 3) != 0)
		return true;
	if (!payer_named(books->store, "Southern Health, \"Fund\"", "fund", &payer, err))
		return false;
	invoice->payer_id = payer.id;
	invoice->payer_reference = mem_strdup("Claim \"7\", part 2");
	payer_release(&payer);
	return true;
}

int64_t books_issue(struct books *books, const char *day, struct err *err)
{
	struct invoice invoice;

	invoice_init(&invoice);
	invoice.series = mem_strdup("INV-");
	invoice.client_id = books->clients[books_pick(books, BOOKS_CLIENTS)];
	invoice.issued_on = mem_strdup(day);
	invoice.due_on = mem_strdup(day);
	invoice.seller = mem_strdup("Brunswick Myotherapy");
	invoice.registered = books_pick(books, 5) != 0;
	invoice.rounding = (enum rounding)books_pick(books, ROUNDING_COUNT);
	bool ok = add_payer(books, &invoice, err);
	for (uint32_t lines = 1 + books_pick(books, 4); ok && lines > 0; lines--)
		ok = add_line(books, &invoice, err);
	ok = ok && invoice_issue(books->store, &invoice, err);
	int64_t id = ok ? invoice.id : 0;
	invoice_release(&invoice);
	return id;
}

/* ---- what follows ---- */

static bool pay(struct books *books, int64_t invoice_id, const char *day, int64_t cents, bool stands,
		struct err *err)
{
	struct invoice invoice;
	struct payment payment;

	invoice_init(&invoice);
	payment_init(&payment);
	bool ok = invoice_load(books->store, invoice_id, &invoice, err);
	payment.client_id = invoice.client_id;
	payment.day = mem_strdup(day);
	payment.method = (enum pay_method)books_pick(books, PAY_METHOD_COUNT);
	payment.cents = cents;
	payment.reason = cents < 0 ? mem_strdup("paid twice") : NULL;
	ok = ok && payment_add(books->store, &payment, invoice_id, err);
	if (ok && !stands && books_pick(books, 8) == 0)
		ok = payment_void(books->store, payment.id, "declined", err);
	invoice_release(&invoice);
	payment_release(&payment);
	return ok;
}

static bool credit(struct books *books, int64_t invoice_id, const char *day, struct err *err)
{
	struct invoice of, note;

	invoice_init(&of);
	invoice_init(&note);
	note.series = mem_strdup("CN-");
	note.issued_on = mem_strdup(day);
	note.due_on = mem_strdup(day);
	note.seller = mem_strdup("Brunswick Myotherapy");
	bool ok = invoice_load(books->store, invoice_id, &of, err);
	if (ok)
		invoice_credit(&note, &of);
	ok = ok && invoice_issue(books->store, &note, err);
	invoice_release(&of);
	invoice_release(&note);
	return ok;
}

bool books_step(struct books *books, const char *day, struct err *err)
{
	int64_t id = books_issue(books, day, err), owed;

	if (id == 0 || !invoice_owed(books->store, id, &owed, err))
		return false;
	switch (books_pick(books, 8)) {
	case 0:
		return invoice_void(books->store, id, "wrong client", err);
	case 1:
		return owed <= 0 || credit(books, id, day, err);
	case 2:
		return true;
	case 3:
		return owed <= 2 ||
		       (pay(books, id, day, owed, true, err) && pay(books, id, day, -owed / 2, false, err));
	case 4: /* paid too much: what is left over stays as credit */
		return pay(books, id, day, (owed > 0 ? owed : 0) + 500, false, err);
	default:
		return owed <= 0 || pay(books, id, day, 1 + books_pick(books, (uint32_t)owed), false, err);
	}
}
