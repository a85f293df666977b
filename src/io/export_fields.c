/* SPDX-License-Identifier: MIT */
/* The fields that a column of an export may show: one row each. Nothing that was found or done is among them. */
#include "io/export_fields.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/export_format.h"

struct cell {
	const struct export_format *format;
	const struct export_event *event;
	int64_t row;
	struct csv_writer *writer;
};

static bool is_line(const struct cell *cell)
{
	return cell->event->kind == EXPORT_LINE || cell->event->kind == EXPORT_LINE_VOID;
}

static bool is_payment(const struct cell *cell)
{
	return cell->event->kind == EXPORT_PAYMENT || cell->event->kind == EXPORT_PAYMENT_VOID;
}

static bool says(const struct cell *cell, enum export_setting setting, const char *value)
{
	return strcmp(cell->format->values[setting], value) == 0;
}

/* ---- names ---- */

void export_invoice_name(const struct export_event *event, char out[INVOICE_NAME_SIZE])
{
	snprintf(out, INVOICE_NAME_SIZE, "%.40s%06lld%s", event->series != NULL ? event->series : "",
		 (long long)event->number, event->kind == EXPORT_LINE_VOID ? "-V" : "");
}

static void export_day(const struct export_format *format, const char *day, char out[16])
{
	const char *shape = format->values[EXPORT_DATE];

	if (day == NULL)
		out[0] = '\0';
	else if (strcmp(shape, "dd/mm/yyyy") == 0)
		snprintf(out, 16, "%.2s/%.2s/%.4s", day + 8, day + 5, day);
	else if (strcmp(shape, "mm/dd/yyyy") == 0)
		snprintf(out, 16, "%.2s/%.2s/%.4s", day + 5, day + 8, day);
	else if (strcmp(shape, "dd.mm.yyyy") == 0)
		snprintf(out, 16, "%.2s.%.2s.%.4s", day + 8, day + 5, day);
	else
		stpncpy(out, day, 10)[0] = '\0';
}

static const char *export_account(const struct export_format *format, const struct export_event *event)
{
	return str_empty(event->account) ? format->values[EXPORT_ACCOUNT] : event->account;
}

/* ---- cells ---- */

static void row_cell(const struct cell *cell)
{
	csv_int(cell->writer, cell->row);
}

static void kind_cell(const struct cell *cell)
{
	const struct export_event *event = cell->event;

	if (is_line(cell))
		csv_text(cell->writer, event->kind == EXPORT_LINE_VOID ? "void"
				       : event->credit                 ? "credit"
								       : "invoice");
	else if (!is_payment(cell))
		csv_text(cell->writer, "client");
	else
		csv_text(cell->writer, event->kind == EXPORT_PAYMENT_VOID ? "payment-void"
				       : event->total_cents < 0           ? "refund"
									  : "payment");
}

static void invoice_cell(const struct cell *cell)
{
	char name[INVOICE_NAME_SIZE] = "";

	if (is_line(cell))
		export_invoice_name(cell->event, name);
	csv_text(cell->writer, is_payment(cell) ? cell->event->settles : name);
}

/* MYOB takes at most 8 characters. */
static void number_cell(const struct cell *cell)
{
	char name[32] = "";

	if (is_line(cell))
		snprintf(name, sizeof name, "%s%06lld%s", cell->event->credit ? "C" : "",
			 (long long)cell->event->number, cell->event->kind == EXPORT_LINE_VOID ? "V" : "");
	csv_text(cell->writer, name);
}

static void day_text(const struct cell *cell, const char *day)
{
	char text[16];

	export_day(cell->format, day, text);
	csv_text(cell->writer, text);
}

static void date_cell(const struct cell *cell)
{
	day_text(cell, cell->event->day);
}

static void due_cell(const struct cell *cell)
{
	day_text(cell, cell->event->due);
}

static void service_day_cell(const struct cell *cell)
{
	day_text(cell, cell->event->service_day);
}

static bool shows_name(const struct cell *cell)
{
	return says(cell, EXPORT_CLIENT, "name");
}

static void client_cell(const struct cell *cell)
{
	csv_text(cell->writer, shows_name(cell) ? cell->event->client_name : cell->event->client_code);
}

/* "Rossi, Maria": before the comma, and behind it. */
static void family_cell(const struct cell *cell)
{
	const char *name = cell->event->client_name != NULL ? cell->event->client_name : "";
	char *family = mem_strndup(name, strcspn(name, ","));

	csv_text(cell->writer, shows_name(cell) ? family : cell->event->client_code);
	free(family);
}

static void given_cell(const struct cell *cell)
{
	const char *comma = cell->event->client_name != NULL ? strchr(cell->event->client_name, ',') : NULL;

	csv_text(cell->writer, comma != NULL && shows_name(cell) ? comma + 1 + strspn(comma + 1, " ") : NULL);
}

static void payer_cell(const struct cell *cell)
{
	csv_text(cell->writer, cell->event->payer);
}

/* Who owes it: the payer of the invoice, else the client. */
static bool owed_by_payer(const struct cell *cell)
{
	return !str_empty(cell->event->payer);
}

static void debtor_cell(const struct cell *cell)
{
	if (owed_by_payer(cell))
		payer_cell(cell);
	else
		client_cell(cell);
}

static void debtor_family_cell(const struct cell *cell)
{
	if (owed_by_payer(cell))
		payer_cell(cell);
	else
		family_cell(cell);
}

static void debtor_given_cell(const struct cell *cell)
{
	if (owed_by_payer(cell))
		csv_text(cell->writer, NULL);
	else
		given_cell(cell);
}

static void debtor_code_cell(const struct cell *cell)
{
	csv_text(cell->writer, owed_by_payer(cell) ? NULL : cell->event->client_code);
}

/* A payer has to know whose bill it is; the code says it to whoever keeps the books. */
static void debtor_reference_cell(const struct cell *cell)
{
	const char *reference = cell->event->payer_reference;

	if (!owed_by_payer(cell)) {
		csv_text(cell->writer, reference);
		return;
	}
	char *text = str_format("%s%s%s", str_empty(reference) ? "" : reference,
				str_empty(reference) ? "" : " ", cell->event->client_code);
	csv_text(cell->writer, text);
	free(text);
}

static void description_cell(const struct cell *cell)
{
	bool neutral = is_line(cell) && says(cell, EXPORT_DESCRIPTION, "neutral");

	csv_text(cell->writer, neutral ? cell->format->values[EXPORT_NEUTRAL] : cell->event->label);
}

/* ---- amounts ---- */

static bool exclusive(const struct cell *cell)
{
	return says(cell, EXPORT_TAX, "exclusive");
}

/* Quantity times unit is the amount, to the cent: without tax a line of several is shown as one. The quantity is never
 * negative: what goes back is a negative price. */
static int64_t shown_quantity(const struct cell *cell)
{
	int64_t quantity = cell->event->quantity < 0 ? -cell->event->quantity : cell->event->quantity;

	return exclusive(cell) ? 1 : quantity;
}

static int64_t shown_amount(const struct cell *cell)
{
	return cell->event->total_cents - (exclusive(cell) ? cell->event->tax_cents : 0);
}

static void quantity_cell(const struct cell *cell)
{
	if (is_line(cell))
		csv_int(cell->writer, shown_quantity(cell));
	else
		csv_text(cell->writer, NULL);
}

static void line_cents(const struct cell *cell, int64_t cents)
{
	if (is_line(cell))
		csv_cents(cell->writer, cents);
	else
		csv_text(cell->writer, NULL);
}

static void unit_cell(const struct cell *cell)
{
	int64_t quantity = shown_quantity(cell);

	line_cents(cell, quantity != 0 ? shown_amount(cell) / quantity : 0);
}

static void amount_cell(const struct cell *cell)
{
	line_cents(cell, shown_amount(cell));
}

static void net_cell(const struct cell *cell)
{
	line_cents(cell, cell->event->total_cents - cell->event->tax_cents);
}

static void tax_cell(const struct cell *cell)
{
	line_cents(cell, cell->event->tax_cents);
}

static void total_cell(const struct cell *cell)
{
	line_cents(cell, cell->event->total_cents);
}

static void paid_cell(const struct cell *cell)
{
	if (is_payment(cell))
		csv_cents(cell->writer, cell->event->total_cents);
	else
		csv_text(cell->writer, NULL);
}

/* A class without a rate on that day is not taxed, whatever its name. */
static void tax_name_cell(const struct cell *cell)
{
	const char *tax = cell->event->tax != NULL ? cell->event->tax : "";
	enum export_setting setting = strcmp(tax, "gst") == 0 && cell->event->tax_rate_bp > 0 ? EXPORT_GST
				      : strcmp(tax, "gst-free") == 0 ? EXPORT_GST_FREE
								     : EXPORT_UNTAXED;

	csv_text(cell->writer, is_line(cell) ? cell->format->values[setting] : NULL);
}

static void taxable_cell(const struct cell *cell)
{
	csv_text(cell->writer, is_line(cell) && cell->event->tax_rate_bp > 0 ? "Y" : NULL);
}

static void account_cell(const struct cell *cell)
{
	csv_text(cell->writer, is_line(cell) ? export_account(cell->format, cell->event) : NULL);
}

static void receivable_cell(const struct cell *cell)
{
	csv_text(cell->writer, cell->format->values[EXPORT_RECEIVABLE]);
}

static void currency_cell(const struct cell *cell)
{
	csv_text(cell->writer, cell->format->values[EXPORT_CURRENCY]);
}

#define EVENT_TEXT(member) .text = offsetof(struct export_event, member)
/* The manual names them in this order. A field writes its cell, or is a text of the event. */
static const struct field {
	const char *name;
	void (*cell)(const struct cell *cell);
	size_t text;
} fields[] = {
	{ "row", .cell = row_cell },
	{ "kind", .cell = kind_cell },
	{ "invoice", .cell = invoice_cell },
	{ "number", .cell = number_cell },
	{ "date", .cell = date_cell },
	{ "due", .cell = due_cell },
	{ "day", .cell = service_day_cell },
	{ "client_code", EVENT_TEXT(client_code) },
	{ "client", .cell = client_cell },
	{ "family", .cell = family_cell },
	{ "given", .cell = given_cell },
	{ "debtor", .cell = debtor_cell },
	{ "debtor_family", .cell = debtor_family_cell },
	{ "debtor_given", .cell = debtor_given_cell },
	{ "debtor_code", .cell = debtor_code_cell },
	{ "debtor_reference", .cell = debtor_reference_cell },
	{ "payer", .cell = payer_cell },
	{ "payer_reference", EVENT_TEXT(payer_reference) },
	{ "service", EVENT_TEXT(code) },
	{ "description", .cell = description_cell },
	{ "quantity", .cell = quantity_cell },
	{ "unit", .cell = unit_cell },
	{ "amount", .cell = amount_cell },
	{ "net", .cell = net_cell },
	{ "tax", .cell = tax_cell },
	{ "total", .cell = total_cell },
	{ "paid", .cell = paid_cell },
	{ "tax_class", EVENT_TEXT(tax) },
	{ "tax_name", .cell = tax_name_cell },
	{ "taxable", .cell = taxable_cell },
	{ "account", .cell = account_cell },
	{ "receivable", .cell = receivable_cell },
	{ "practitioner", EVENT_TEXT(practitioner) },
	{ "method", EVENT_TEXT(method) },
	{ "reference", EVENT_TEXT(reference) },
	{ "currency", .cell = currency_cell },
};
enum { FIELDS = sizeof fields / sizeof *fields };

int export_field_named(const char *name)
{
	for (int i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	return -1;
}

void export_field_names(struct str *out)
{
	for (int i = 0; i < FIELDS; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", fields[i].name);
}

void export_cell(const struct export_format *format, const struct export_column *column,
		 const struct export_event *event, int64_t line, struct csv_writer *writer)
{
	const struct cell cell = { format, event, line, writer };

	if (column->constant != NULL || column->field < 0)
		csv_text(writer, column->constant);
	else if (fields[column->field].cell != NULL)
		fields[column->field].cell(&cell);
	else
		csv_text(writer, *(const char *const *)((const char *)event + fields[column->field].text));
}
