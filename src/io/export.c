/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file. */
#include "io/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/export_journal.h"
#include "store/audit.h"

struct writing {
	const struct export_format *format;
	const struct export_progress *progress;
	struct csv_writer csv;
	struct export_journal journal;
	bool is_journal;
	bool lines, payments, clients; /* which rows the format shows */
	int64_t last_invoice;
	struct export_totals totals;
	int64_t rows_shown;
};

static bool says(const struct export_format *format, enum export_setting setting, const char *value)
{
	return strcmp(format->values[setting], value) == 0;
}

static char delimiter(const struct export_format *format)
{
	return says(format, EXPORT_DELIMITER, "tab")         ? '\t'
	       : says(format, EXPORT_DELIMITER, "semicolon") ? ';'
							     : ',';
}

/* "all" is every event, and clients are none. */
static bool shows(const struct export_format *format, const char *rows)
{
	return says(format, EXPORT_ROWS, rows) ||
	       (says(format, EXPORT_ROWS, "all") && strcmp(rows, "clients") != 0);
}

enum { PLAIN_MAX = 100 };

static void writing_begin(struct writing *writing, const struct export_format *format,
			  const struct export_progress *progress, FILE *stream)
{
	*writing = (struct writing){ .format = format,
				     .progress = progress,
				     .is_journal = says(format, EXPORT_WRITER, "journal"),
				     .lines = shows(format, "lines"),
				     .payments = shows(format, "payments"),
				     .clients = shows(format, "clients") };
	csv_writer_init(&writing->csv, stream, delimiter(format));
	writing->csv.plain_max = says(format, EXPORT_TEXT, "plain") ? PLAIN_MAX : 0;
	export_journal_init(&writing->journal, format, stream);
	if (writing->is_journal)
		return;
	if (says(format, EXPORT_BOM, "yes"))
		fputs("\xEF\xBB\xBF", stream);
	if (!says(format, EXPORT_HEADER, "yes"))
		return;
	for (size_t i = 0; i < format->n_columns; i++)
		csv_header(&writing->csv, format->columns[i].header);
	csv_row_end(&writing->csv);
}

static bool writing_end(struct writing *writing, bool ok, struct export_totals *totals, struct err *err)
{
	if (writing->is_journal)
		export_journal_end(&writing->journal);
	ok = ok && csv_writer_ok(&writing->csv, err);
	*totals = writing->totals;
	csv_writer_release(&writing->csv);
	export_journal_release(&writing->journal);
	return ok;
}

static void count(struct export_totals *totals, const struct export_event *event)
{
	if (event->kind == EXPORT_PERSON)
		return;
	totals->rows++;
	if (event->kind == EXPORT_PAYMENT || event->kind == EXPORT_PAYMENT_VOID) {
		totals->paid_cents += event->total_cents;
		return;
	}
	totals->lines++;
	totals->total_cents += event->total_cents;
	totals->tax_cents += event->tax_cents;
}

static void write_cells(struct writing *writing, const struct export_event *event)
{
	bool is_next = writing->last_invoice != 0 && writing->last_invoice != event->invoice_id;

	if (is_next && says(writing->format, EXPORT_BLANK, "yes"))
		csv_row_end(&writing->csv);
	writing->last_invoice = event->invoice_id;
	writing->rows_shown++;
	for (size_t i = 0; i < writing->format->n_columns; i++)
		export_cell(writing->format, &writing->format->columns[i], event, writing->rows_shown,
			    &writing->csv);
	csv_row_end(&writing->csv);
}

enum { STEP_ROWS = 4096 };

static bool write_event(void *context, const struct export_event *event, struct err *err)
{
	struct writing *writing = context;
	bool is_payment = event->kind == EXPORT_PAYMENT || event->kind == EXPORT_PAYMENT_VOID;

	if (event->kind == EXPORT_PERSON ? !writing->clients
	    : is_payment                 ? !writing->payments
					 : !writing->lines)
		return true;
	count(&writing->totals, event);
	if (writing->progress != NULL && writing->totals.rows % STEP_ROWS == 0)
		writing->progress->step(writing->progress->context, writing->totals.rows, 0);
	if (writing->is_journal)
		export_journal_add(&writing->journal, event);
	else
		write_cells(writing, event);
	return !writing->csv.failed || csv_writer_ok(&writing->csv, err);
}

/* ---- days ---- */

static bool check_days(const char *from, const char *to, struct err *err)
{
	const char *wrong = from != NULL && !date_valid(from) ? from
			    : to != NULL && !date_valid(to)   ? to
							      : NULL;

	if (wrong != NULL)
		return err_set(err, ERR_INPUT, _("\"%s\" is no date. Write it as 2026-11-20."), wrong);
	if (from != NULL && to != NULL && date_days_between(from, to) < 0)
		return err_set(err, ERR_INPUT, _("The export would end (%s) before it begins (%s)."), to,
			       from);
	return true;
}

/* Names leave the house here, so the audit knows when and how many. */
static bool record_days(struct store *store, const char *from, const char *to,
			const struct export_totals *totals, struct err *err)
{
	if (db_is_read_only(store->db))
		return true;
	char *detail =
		str_format("%s..%s rows %lld cents %lld", from != NULL ? from : "", to != NULL ? to : "",
			   (long long)totals->rows, (long long)totals->total_cents);
	bool ok = store_begin(store, err) &&
		  store_end(store, audit_add(store, "export-days", "export_batch", 0, detail, err), err);
	free(detail);
	return ok;
}

bool export_days(struct store *store, const struct export_format *format, const char *from, const char *to,
		 FILE *stream, const struct export_progress *progress, struct export_result *result,
		 struct err *err)
{
	struct writing writing;

	*result = (struct export_result){ .batch = 0 };
	if (!check_days(from, to, err))
		return false;
	writing_begin(&writing, format, progress, stream);
	bool ok = writing.clients ? export_clients_each(store, from, to, write_event, &writing, err)
				  : export_days_each(store, from, to, write_event, &writing, err);
	return writing_end(&writing, ok, &result->totals, err) &&
	       export_uninvoiced(store, to, &result->uninvoiced, err) &&
	       export_undelivered(store, &result->undelivered, err) &&
	       record_days(store, from, to, &result->totals, err);
}

bool export_days_file(struct store *store, const struct export_format *format, const char *from,
		      const char *to, const char *path, const struct export_progress *progress,
		      struct export_result *result, struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };

	if (!check_days(from, to, err) || !file_draft_open(&draft, path, false, err))
		return false;
	if (export_days(store, format, from, to, draft.stream, progress, result, err))
		return file_draft_commit(&draft, false, err);
	file_draft_abandon(&draft);
	return false;
}

/* ---- batches ---- */

/* Of all that was written, read back from where it will stand; on the disk by then, so that no batch is marked whose file
 * finds no room there. */
static bool digest_of(FILE *stream, char out[DIGEST_SIZE], struct err *err)
{
	char bytes[1 << 14];
	size_t n;

	if (fflush(stream) != 0 || fsync(fileno(stream)) != 0 || fseek(stream, 0, SEEK_SET) != 0)
		return err_set(err, ERR_SYSTEM, _("The CSV could not be written: %s."), strerror(errno));
	struct digest *digest = digest_new();
	while ((n = fread(bytes, 1, sizeof bytes, stream)) > 0)
		digest_add(digest, bytes, n);
	digest_end(digest, out);
	return !ferror(stream) ||
	       err_set(err, ERR_SYSTEM, _("The CSV could not be written: %s."), strerror(errno));
}

static bool write_events(struct store *store, int64_t number, const struct export_format *format,
			 FILE *stream, const struct export_progress *progress, struct export_totals *totals,
			 struct err *err)
{
	struct writing writing;

	writing_begin(&writing, format, progress, stream);
	bool ok = export_batch_each(store, number, write_event, &writing, err);
	return writing_end(&writing, ok, totals, err);
}

/* Inside the transaction: gathers, writes and seals. */
static bool fill_batch(struct store *store, struct export_batch *batch, const struct export_format *format,
		       const char *to, FILE *stream, const struct export_progress *progress,
		       struct export_result *result, struct err *err)
{
	char digest[DIGEST_SIZE];
	int64_t n;

	if (!export_uninvoiced(store, to, &result->uninvoiced, err) ||
	    !export_undelivered(store, &result->undelivered, err) ||
	    !export_gather(store, batch, to, &n, err))
		return false;
	if (n == 0)
		return err_set(err, ERR_MISSING, _("There is nothing new to export."));
	if (!write_events(store, batch->number, format, stream, progress, &batch->totals, err) ||
	    !digest_of(stream, digest, err))
		return false;
	batch->digest = mem_strdup(digest);
	result->totals = batch->totals;
	return export_seal(store, batch, err);
}

bool export_batch_file(struct store *store, const struct export_format *format, const char *to,
		       const char *path, const struct export_progress *progress, struct export_result *result,
		       struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };
	struct str settings;

	if (shows(format, "clients")) /* a list, of which nothing is marked */
		return export_days_file(store, format, NULL, to, path, progress, result, err);
	struct export_batch batch = { .format = mem_strdup(format->name),
				      .no_lines = !shows(format, "lines"),
				      .no_payments = !shows(format, "payments") };
	*result = (struct export_result){ .batch = 0 };
	str_init(&settings);
	export_format_settings(format, &settings);
	batch.settings = str_take(&settings);
	bool opened = check_days(NULL, to, err) && file_draft_open(&draft, path, false, err);
	bool ok = opened && store_begin(store, err);
	ok = ok && store_end(store,
			     fill_batch(store, &batch, format, to, draft.stream, progress, result, err), err);
	if (ok) {
		result->batch = batch.number;
		ok = (file_draft_commit(&draft, false, err) ||
		      err_prefix(err, _("Batch %lld is marked without its file; write it with --batch %lld"),
				 (long long)batch.number, (long long)batch.number)) &&
		     export_delivered(store, batch.number, err);
	} else if (opened) {
		file_draft_abandon(&draft);
	}
	export_batch_release(&batch);
	str_release(&settings);
	return ok;
}

static bool write_again(struct store *store, const struct export_batch *batch, FILE *stream,
			const struct export_progress *progress, struct export_result *result, struct err *err)
{
	struct export_format format;

	export_format_init(&format);
	bool ok = export_format_restore(&format, batch->format, batch->settings, err) &&
		  write_events(store, batch->number, &format, stream, progress, &result->totals, err);
	export_format_release(&format);
	return ok;
}

static bool again_file(struct store *store, const struct export_batch *batch, const char *path,
		       const struct export_progress *progress, struct export_result *result, struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };
	char digest[DIGEST_SIZE];

	if (!file_draft_open(&draft, path, false, err))
		return false;
	if (!write_again(store, batch, draft.stream, progress, result, err) ||
	    !digest_of(draft.stream, digest, err)) {
		file_draft_abandon(&draft);
		return false;
	}
	result->changed = !str_eq(digest, batch->digest);
	return file_draft_commit(&draft, false, err) && export_delivered(store, batch->number, err);
}

static bool record_again(struct store *store, int64_t number, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, audit_add(store, "export-again", "export_batch", number, NULL, err), err);
}

bool export_again(struct store *store, int64_t number, const char *path, FILE *stream,
		  const struct export_progress *progress, struct export_result *result, struct err *err)
{
	struct export_batch batch;

	*result = (struct export_result){ .batch = number };
	if (!export_batch_load(store, number, &batch, err))
		return false;
	bool ok = path != NULL ? again_file(store, &batch, path, progress, result, err)
			       : write_again(store, &batch, stream, progress, result, err);
	ok = ok && (db_is_read_only(store->db) || record_again(store, number, err));
	export_batch_release(&batch);
	return ok;
}
