/* SPDX-License-Identifier: MIT */
/* The superbill as a page. */
#include "io/superbill.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "io/print.h"

enum { CODES_MAX = 12, CODE_MAX = 8 };

/* ---- diagnosis codes ---- */

/* A letter, a digit, a letter or digit, and behind a point up to four more. */
static bool is_code(const char *code)
{
	size_t n = strlen(code);
	if (n < 3 || n > CODE_MAX || n == 4 || !isupper((unsigned char)code[0]) ||
	    !isdigit((unsigned char)code[1]) || !isalnum((unsigned char)code[2]) || (n > 3 && code[3] != '.'))
		return false;
	for (size_t i = 4; i < n; i++)
		if (!isupper((unsigned char)code[i]) && !isdigit((unsigned char)code[i]))
			return false;
	return true;
}

bool superbill_codes(const char *typed, struct str *codes, struct err *err)
{
	struct str code;
	int n = 0;
	bool ok = true;
	str_clear(codes);
	str_init(&code);
	while (ok && str_next_word(&typed, &code)) {
		for (size_t i = 0; i < code.len; i++)
			code.s[i] = (char)toupper((unsigned char)code.s[i]);
		if (code.len > 0 && code.s[code.len - 1] == ',')
			str_cut(&code, code.len - 1);
		if (!is_code(code.s))
			ok = err_set(err, ERR_INPUT,
				     _("“%s” is no ICD-10 code. They look like M54.2 or M79.18."), code.s);
		else if (++n > CODES_MAX)
			ok = err_set(err, ERR_INPUT, _("A superbill holds at most %d codes."), CODES_MAX);
		else
			str_addf(codes, "%s%s", codes->len ? " " : "", code.s);
	}
	str_release(&code);
	return ok;
}

static int count_codes(const char *codes)
{
	struct str code;
	int n = 0;
	str_init(&code);
	while (str_next_word(&codes, &code))
		n++;
	str_release(&code);
	return n;
}

/* ---- units ---- */

/* What lowers another line, or is a fee for no treatment, is no service. */
static bool is_coded(const struct receipt *receipt, size_t i)
{
	return receipt->lines[i].superbill && receipt->invoice.lines[i].unit_cents > 0 &&
	       !receipt->lines[i].minutes.is_fee;
}

static bool is_timed(const struct receipt *receipt, size_t i)
{
	return is_coded(receipt, i) && receipt->lines[i].minutes.planned > 0;
}

static bool shares_session(const struct receipt *receipt, size_t line)
{
	for (size_t i = 0; i < receipt->invoice.n_lines; i++)
		if (i != line && is_timed(receipt, i) &&
		    receipt->lines[i].minutes.session_id == receipt->lines[line].minutes.session_id)
			return true;
	return false;
}

struct superbill_units superbill_units_of(const struct receipt *receipt, size_t line)
{
	const struct charge_minutes *said = &receipt->lines[line].minutes;
	int quantity = receipt->invoice.lines[line].quantity;
	struct superbill_units units = { 0, quantity };
	if (!is_timed(receipt, line))
		return units;
	units.minutes = said->planned * (quantity < 0 ? -quantity : quantity);
	if (said->session_id && said->charted > 0 && said->charted < units.minutes &&
	    !shares_session(receipt, line))
		units.minutes = said->charted;
	units.units = timed_units(units.minutes) * (quantity < 0 ? -1 : 1);
	return units;
}

/* ---- the page ---- */

static void add_provider(const struct receipt *receipt, const struct receipt_person *person, struct str *out)
{
	const char *credentials = str_empty(person->credentials) ? person->profession : person->credentials;
	str_addc(out, '\n');
	if (str_empty(credentials))
		print_line(out, 0, 4, _("Provider: %s"), person->name);
	else
		print_line(out, 0, 4, _("Provider: %s, %s"), person->name, credentials);
	if (!str_empty(person->licence))
		print_line(out, 0, 4, _("License: %s"), person->licence);
	if (!str_empty(person->npi))
		print_line(out, 0, 4, "NPI: %s", person->npi);
	if (!str_empty(receipt->ein))
		print_line(out, 0, 4, _("Tax ID (EIN): %s"), receipt->ein);
}

static void add_patient(const struct receipt *receipt, struct str *out)
{
	const struct invoice *invoice = &receipt->invoice;
	char name[INVOICE_NAME_SIZE];
	invoice_name(invoice, name);
	print_line(out, 0, 4,
		   invoice->kind == INVOICE_CREDIT ? _("SUPERBILL, CREDITED, for %s") : _("SUPERBILL for %s"),
		   name);
	if (invoice->voided_at)
		print_text(out, 0, 4, _("VOIDED. It cannot be claimed."));
	print_line(out, 0, 4, _("Date of issue: %s"), date_medium(invoice->issued_on));
	str_addc(out, '\n');
	print_line(out, 0, 4, _("Patient: %s"), invoice->client_name);
	if (!str_empty(receipt->birth))
		print_line(out, 0, 4, _("Date of birth: %s"), date_medium(receipt->birth));
	if (!str_empty(receipt->address))
		print_line(out, 0, 4, _("Address: %s"), receipt->address);
	if (invoice->payer_name)
		print_line(out, 0, 4, _("Insurer: %s %s"), invoice->payer_name,
			   invoice->payer_reference ? invoice->payer_reference : "");
}

static void add_diagnoses(const char *codes, struct str *out)
{
	struct str code, line;
	int n = 0;
	if (str_empty(codes))
		return;
	str_init(&code);
	str_init(&line);
	str_add(&line, _("Diagnosis codes (ICD-10):"));
	while (str_next_word(&codes, &code))
		str_addf(&line, "  %c %s", 'A' + n++, code.s);
	str_addc(out, '\n');
	print_text(out, 0, 4, line.s);
	str_release(&code);
	str_release(&line);
}

enum { CODE_COLS = 14, POINTER_COLS = 14 };

/* Every line points to all the diagnosis codes. */
static void add_service(const struct receipt *receipt, size_t i, int n_codes, struct str *out)
{
	const struct invoice_line *line = &receipt->invoice.lines[i];
	const struct receipt_line *named = &receipt->lines[i];
	struct superbill_units units = superbill_units_of(receipt, i);
	char amount[MONEY_SIZE], counted[32] = "";
	struct str words;
	bool coded = is_coded(receipt, i);
	str_init(&words);
	money_format(line->total_cents, amount);
	if (coded) {
		utf8_show_in(&words, named->superbill, CODE_COLS);
		for (int n = 0; n < n_codes; n++)
			str_addc(&words, (char)('A' + n));
		if (units.minutes > 0) {
			str_pad(&words, words.len < CODE_COLS + POINTER_COLS
						? CODE_COLS + POINTER_COLS - words.len
						: 1);
			str_addf(&words, _("%d min"), units.minutes);
		}
		snprintf(counted, sizeof counted, "%d", units.units);
	} else {
		str_add(&words, line->label);
	}
	receipt_row(out, date_medium(line->day), words.s, counted, amount);
	str_release(&words);
}

static void add_services(const struct receipt *receipt, const char *codes, struct str *out)
{
	struct str head;
	char total[MONEY_SIZE];
	int n_codes = count_codes(codes);
	str_init(&head);
	str_addc(out, '\n');
	print_line(out, 0, 4, _("Place of service: %s"), receipt->place);
	utf8_show_in(&head, _("Code"), CODE_COLS);
	utf8_show_in(&head, n_codes ? _("Diagnosis") : "", POINTER_COLS);
	str_add(&head, _("Time"));
	receipt_row(out, _("Date"), head.s, _("Units"), _("Charge"));
	receipt_rule(out, '-');
	for (size_t i = 0; i < receipt->invoice.n_lines; i++)
		add_service(receipt, i, n_codes, out);
	receipt_rule(out, '-');
	money_format(receipt->invoice.total_cents, total);
	receipt_row(out, "", _("Total"), "", total);
	str_release(&head);
}

void superbill_page(const struct receipt *receipt, const char *codes, int64_t before, struct str *out)
{
	const struct invoice *invoice = &receipt->invoice;
	receipt_head(receipt, before, out);
	receipt_rule(out, '=');
	add_patient(receipt, out);
	for (size_t i = 0; i < receipt->n_people; i++)
		add_provider(receipt, &receipt->people[i], out);
	add_diagnoses(codes, out);
	add_services(receipt, codes, out);
	if (invoice->kind == INVOICE_SALE && !invoice->voided_at) {
		receipt_payments(receipt, out);
		if (receipt->owed_cents <= 0 && receipt->payments.n > 0)
			print_line(out, 0, 0, "\n%s", _("PAID IN FULL"));
	}
	str_addc(out, '\n');
	print_line(out, 0, 0, _("All amounts in %s."), receipt->currency);
	print_line(out, 0, 0, "\n%s", _("Signature: ______________________________   Date: ______________"));
}

static void lack(struct str *out, bool there, const char *what)
{
	if (!there)
		str_addf(out, "%s%s", out->len ? ", " : "", what);
}

void superbill_lacks(const struct receipt *receipt, const char *codes, struct str *out)
{
	bool npi = true, licence = true, coded = true;
	for (size_t i = 0; i < receipt->n_people; i++) {
		npi &= !str_empty(receipt->people[i].npi);
		licence &= !str_empty(receipt->people[i].licence);
	}
	for (size_t i = 0; i < receipt->invoice.n_lines; i++)
		coded &= receipt->lines[i].superbill || receipt->invoice.lines[i].unit_cents <= 0;
	lack(out, coded, _("codes of services (service-code FOLL45 superbill CODE)"));
	lack(out, !str_empty(codes), _("diagnosis codes"));
	lack(out, !str_empty(receipt->birth), _("date of birth"));
	lack(out, *receipt->seller[SELLER_ADDRESS], _("address"));
	lack(out, *receipt->seller[SELLER_PHONE], _("telephone"));
	lack(out, npi, "NPI");
	lack(out, licence, _("licence"));
	lack(out, !str_empty(receipt->ein), "EIN");
}
