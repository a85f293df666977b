/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file. */
#include "io/billing.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "io/csv.h"
#include "store/audit.h"
#include "store/charges.h"

/* What one cell of a row shows: the table is the format. */
struct column {
	const char *name; /* as programs look for it, so never translated */
	void (*cell)(struct csv_writer *writer, const struct charge_row *row, int64_t line);
};

#define TEXT_CELL(function, value)                                                                  \
	static void function(struct csv_writer *writer, const struct charge_row *row, int64_t line) \
	{                                                                                           \
		(void)line;                                                                         \
		csv_text(writer, value);                                                            \
	}
#define CENTS_CELL(function, value)                                                                 \
	static void function(struct csv_writer *writer, const struct charge_row *row, int64_t line) \
	{                                                                                           \
		(void)line;                                                                         \
		csv_cents(writer, value);                                                           \
	}

static void line_cell(struct csv_writer *writer, const struct charge_row *row, int64_t line)
{
	(void)row;
	csv_int(writer, line);
}

static void quantity_cell(struct csv_writer *writer, const struct charge_row *row, int64_t line)
{
	(void)line;
	csv_int(writer, row->charge.quantity);
}

TEXT_CELL(date_cell, row->charge.date)
TEXT_CELL(client_code_cell, row->client_code)
TEXT_CELL(client_cell, row->client_name)
TEXT_CELL(service_cell, row->charge.code)
TEXT_CELL(description_cell, row->charge.label)
CENTS_CELL(unit_cell, row->charge.unit_cents)
CENTS_CELL(net_cell, row->charge.total_cents - row->charge.tax_cents)
TEXT_CELL(tax_class_cell, tax_class_code(row->charge.tax))
CENTS_CELL(tax_cell, row->charge.tax_cents)
CENTS_CELL(total_cell, row->charge.total_cents)
TEXT_CELL(practitioner_cell, row->practitioner)
TEXT_CELL(account_cell, row->charge.account)
TEXT_CELL(session_cell, row->session_uid)

static const struct column columns[] = {
	{ "line", line_cell },
	{ "date", date_cell },
	{ "client_code", client_code_cell },
	{ "client", client_cell },
	{ "service", service_cell },
	/* The label of the service: nothing that was found or done leaves the record. */
	{ "description", description_cell },
	{ "quantity", quantity_cell },
	{ "unit", unit_cell },
	{ "net", net_cell },
	{ "tax_class", tax_class_cell },
	{ "tax", tax_cell },
	{ "total", total_cell },
	{ "practitioner", practitioner_cell },
	{ "account", account_cell },
	{ "session", session_cell },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct billing_file {
	struct csv_writer writer;
	struct billing_totals totals;
};

static bool write_row(void *context, const struct charge_row *row, struct err *err)
{
	struct billing_file *file = context;

	(void)err;
	if (row->charge.voided_at != NULL)
		return true;
	file->totals.rows++;
	file->totals.total_cents += row->charge.total_cents;
	file->totals.tax_cents += row->charge.tax_cents;
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i].cell(&file->writer, row, file->totals.rows);
	csv_row_end(&file->writer);
	return true;
}

static bool check_range(const char *from, const char *to, struct err *err)
{
	if (from != NULL && !date_valid(from))
		return err_set(err, ERR_INPUT, _("\"%s\" is no date. Write it as 2026-11-20."), from);
	if (to != NULL && !date_valid(to))
		return err_set(err, ERR_INPUT, _("\"%s\" is no date. Write it as 2026-11-20."), to);
	if (from != NULL && to != NULL && date_days_between(from, to) < 0)
		return err_set(err, ERR_INPUT, _("The export would end (%s) before it begins (%s)."), to,
			       from);
	return true;
}

static bool write_all(struct store *store, const char *from, const char *to, FILE *stream,
		      struct billing_totals *totals, struct err *err)
{
	struct billing_file file = { .totals = { 0, 0, 0 } };

	csv_writer_init(&file.writer, stream, ',');
	for (size_t i = 0; i < COLUMNS; i++)
		csv_text(&file.writer, columns[i].name);
	csv_row_end(&file.writer);
	bool ok = charges_each(store, from, to, write_row, &file, err) && csv_writer_ok(&file.writer, err);
	csv_writer_release(&file.writer);
	if (ok)
		*totals = file.totals;
	return ok;
}

/* Names leave the house here, so the audit knows when and how many. */
static bool record_export(struct store *store, const char *from, const char *to,
			  const struct billing_totals *totals, struct err *err)
{
	if (db_is_read_only(store->db))
		return true;
	char *detail = str_format("%s..%s rows %" PRId64 " cents %" PRId64, from != NULL ? from : "",
				  to != NULL ? to : "", totals->rows, totals->total_cents);
	bool ok = audit_add(store, "export-billing", "charge", 0, detail, err);
	free(detail);
	return ok;
}

bool billing_export(struct store *store, const char *from, const char *to, FILE *stream,
		    struct billing_totals *totals, struct err *err)
{
	return check_range(from, to, err) && write_all(store, from, to, stream, totals, err) &&
	       record_export(store, from, to, totals, err);
}

bool billing_export_file(struct store *store, const char *from, const char *to, const char *path,
			 struct billing_totals *totals, struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };

	if (!check_range(from, to, err) || !file_draft_open(&draft, path, false, err))
		return false;
	if (billing_export(store, from, to, draft.stream, totals, err))
		return file_draft_commit(&draft, false, err);
	file_draft_abandon(&draft);
	return false;
}
