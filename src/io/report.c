/* SPDX-License-Identifier: MIT */
/* Reports as tables: columns as wide as what stands in them, text giving way where the page is too narrow. */
#include "io/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "io/print.h"

/* ---- the days ---- */

bool report_days_from(struct report_days *days, const char *typed, struct err *err)
{
	char today[DATE_SIZE], part[DATE_SIZE];
	date_today(today);
	if (!date_parse_partial(typed, today, part, err))
		return false;
	date_partial_first(part, days->from);
	return true;
}

/* A month or a year that is not over yet is one all the same. */
bool report_days_to(struct report_days *days, const char *typed, struct err *err)
{
	char today[DATE_SIZE], part[DATE_SIZE];
	date_today(today);
	if (!date_parse_partial(typed, today, part, err))
		return false;
	date_partial_last(part, days->to);
	return true;
}

static bool span_of(const struct conf *conf, const struct report *report, const struct report_days *days,
		    char today[DATE_SIZE], struct report_span *span, struct err *err)
{
	date_today(today);
	*span = (struct report_span){
		.from = days->from[0] ? days->from : NULL,
		.to = days->to[0] ? days->to : NULL,
		.today = today,
		.keep_years = (int)conf_int(conf, "records:keep_years"),
		.keep_until_age = (int)conf_int(conf, "records:keep_until_age"),
	};
	if (report->dated == REPORT_OF_DAY) {
		span->from = span->from ? span->from : span->to ? span->to : today;
		span->to = span->to ? span->to : span->from;
	}
	if (report->dated == REPORT_OF_NOW && (span->from || span->to))
		return err_set(err, ERR_INPUT, _("The report %s is of today: it takes no days."),
			       report->name);
	if (span->from && span->to && strcmp(span->from, span->to) > 0)
		return err_set(err, ERR_INPUT, _("The days end on %s, before they begin on %s."), span->to,
			       span->from);
	return true;
}

/* ---- the table ---- */

struct table {
	const struct report *report;
	const char *today;
	int n_columns;
	char **texts; /* n_columns a row */
	size_t n_rows;
	int64_t sums[REPORT_COLUMNS];
};

static bool is_right(enum report_kind kind)
{
	return kind == REPORT_COUNT || kind == REPORT_CENTS || kind == REPORT_AGE;
}

static char *number_text(enum report_kind kind, int64_t number)
{
	char amount[MONEY_SIZE];
	if (kind == REPORT_COUNT)
		return str_format("%" PRId64, number);
	money_format(number, amount);
	return mem_strdup(amount);
}

static char *cell_text(const struct table *table, const struct report_column *column,
		       const struct report_cell *cell)
{
	const char *text = cell->text ? cell->text : "";
	struct str shown;
	switch (column->kind) {
	case REPORT_COUNT:
	case REPORT_CENTS:
		return number_text(column->kind, cell->number);
	case REPORT_DAY:
		return mem_strdup(date_valid(text) ? date_medium(text) : text);
	case REPORT_AGE:
		if (!date_valid(text) || date_days_between(text, table->today) <= 0)
			return mem_strdup("");
		return str_format("%d", date_days_between(text, table->today));
	case REPORT_TEXT:
		break;
	}
	str_init(&shown);
	if (*text)
		utf8_show(&shown, text, strlen(text), false);
	else if (column->empty)
		str_add(&shown, _(column->empty));
	return str_take(&shown);
}

static bool take_row(void *context, const struct report_cell *cells, struct err *err)
{
	struct table *table = context;
	size_t n = (size_t)table->n_columns;
	(void)err;
	table->texts = mem_regrow(table->texts, (table->n_rows + 1) * n, sizeof *table->texts);
	for (int i = 0; i < table->n_columns; i++) {
		table->texts[table->n_rows * n + (size_t)i] =
			cell_text(table, &table->report->columns[i], &cells[i]);
		table->sums[i] += cells[i].number;
	}
	table->n_rows++;
	return true;
}

static void table_release(struct table *table)
{
	for (size_t i = 0; i < table->n_rows * (size_t)table->n_columns; i++)
		free(table->texts[i]);
	free(table->texts);
}

static bool has_sums(const struct report *report)
{
	for (int i = 0; i < report_columns(report); i++)
		if (report->columns[i].summed)
			return true;
	return false;
}

/* What the rows come to is one more row. */
static void add_sums(struct table *table)
{
	size_t n = (size_t)table->n_columns;
	table->texts = mem_regrow(table->texts, (table->n_rows + 1) * n, sizeof *table->texts);
	for (int i = 0; i < table->n_columns; i++) {
		const struct report_column *column = &table->report->columns[i];
		table->texts[table->n_rows * n + (size_t)i] =
			column->summed ? number_text(column->kind, table->sums[i])
				       : mem_strdup(i ? "" : _("Together"));
	}
	table->n_rows++;
}

/* ---- the page ---- */

enum { GAP_COLS = 2, TEXT_MIN_COLS = 6 };

static int text_cols(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* The widest text gives way until everything fits. */
static void narrow(const struct table *table, int cols, int *widths)
{
	for (;;) {
		int all = GAP_COLS * (table->n_columns - 1), widest = -1;
		for (int i = 0; i < table->n_columns; i++) {
			all += widths[i];
			if (table->report->columns[i].kind == REPORT_TEXT &&
			    (widest < 0 || widths[i] > widths[widest]))
				widest = i;
		}
		if (all <= cols || widest < 0 || widths[widest] <= TEXT_MIN_COLS)
			return;
		widths[widest]--;
	}
}

static void measure(const struct table *table, int cols, int *widths)
{
	for (int i = 0; i < table->n_columns; i++) {
		widths[i] = text_cols(_(table->report->columns[i].title));
		for (size_t row = 0; row < table->n_rows; row++) {
			int own = text_cols(table->texts[row * (size_t)table->n_columns + (size_t)i]);
			widths[i] = own > widths[i] ? own : widths[i];
		}
	}
	narrow(table, cols, widths);
}

static void add_cell(struct str *line, const struct table *table, int i, const char *text, const int *widths)
{
	if (i > 0)
		str_pad(line, GAP_COLS);
	if (is_right(table->report->columns[i].kind)) {
		int pad = widths[i] - text_cols(text);
		str_pad(line, pad > 0 ? (size_t)pad : 0);
		str_add(line, text);
	} else {
		utf8_show_in(line, text, widths[i]);
	}
}

static void end_line(struct str *out, struct str *line)
{
	str_trim_end(line);
	str_addf(out, "%s\n", line->s);
	str_clear(line);
}

static void add_rule(struct str *out, const struct table *table, const int *widths)
{
	int all = GAP_COLS * (table->n_columns - 1);
	for (int i = 0; i < table->n_columns; i++)
		all += widths[i];
	for (int i = 0; i < all; i++)
		str_addc(out, '-');
	str_addc(out, '\n');
}

static void add_table(struct str *out, const struct table *table, bool summed, int cols)
{
	int widths[REPORT_COLUMNS] = { 0 };
	struct str line;
	str_init(&line);
	measure(table, cols, widths);
	for (int i = 0; i < table->n_columns; i++)
		add_cell(&line, table, i, _(table->report->columns[i].title), widths);
	end_line(out, &line);
	add_rule(out, table, widths);
	for (size_t row = 0; row < table->n_rows; row++) {
		if (summed && row + 1 == table->n_rows)
			add_rule(out, table, widths);
		for (int i = 0; i < table->n_columns; i++)
			add_cell(&line, table, i, table->texts[row * (size_t)table->n_columns + (size_t)i],
				 widths);
		end_line(out, &line);
	}
	str_release(&line);
}

static void add_head(struct str *out, const struct report *report, const struct report_span *span)
{
	str_addf(out, "%s\n", _(report->title));
	if (!span->from && !span->to)
		str_addf(out,
			 report->dated == REPORT_OF_NOW ? _("As it stands on %s\n")
							: _("All days up to %s\n"),
			 date_medium(span->today));
	else if (span->from && span->to && strcmp(span->from, span->to) == 0)
		str_addf(out, "%s\n", date_long(span->from));
	else if (span->from && span->to)
		str_addf(out, _("%s to %s\n"), date_medium(span->from), date_medium(span->to));
	else if (span->from)
		str_addf(out, _("From %s on\n"), date_medium(span->from));
	else
		str_addf(out, _("Up to %s\n"), date_medium(span->to));
	str_addc(out, '\n');
}

bool report_page(struct store *store, const struct conf *conf, const struct report *report,
		 const struct report_days *days, int cols, struct str *out, struct err *err)
{
	char today[DATE_SIZE];
	struct report_span span;
	struct table table = { .report = report, .today = today, .n_columns = report_columns(report) };
	bool ok = span_of(conf, report, days, today, &span, err) &&
		  report_each(store, report, &span, take_row, &table, err);
	if (ok) {
		bool summed = table.n_rows > 1 && has_sums(report);
		if (summed)
			add_sums(&table);
		add_head(out, report, &span);
		if (table.n_rows > 0)
			add_table(out, &table, summed, cols);
		else
			str_addf(out, "%s\n", _("There is nothing."));
		if (report->note) {
			str_addc(out, '\n');
			print_text(out, 0, 0, _(report->note));
		}
	}
	table_release(&table);
	return ok;
}

/* ---- CSV ---- */

struct sheet {
	const struct report *report;
	const char *today;
	struct csv_writer writer;
};

static bool write_row(void *context, const struct report_cell *cells, struct err *err)
{
	struct sheet *sheet = context;
	for (int i = 0; i < report_columns(sheet->report); i++) {
		enum report_kind kind = sheet->report->columns[i].kind;
		if (kind == REPORT_CENTS)
			csv_cents(&sheet->writer, cells[i].number);
		else if (kind == REPORT_COUNT)
			csv_int(&sheet->writer, cells[i].number);
		else if (kind == REPORT_AGE && cells[i].text && date_valid(cells[i].text))
			csv_int(&sheet->writer, date_days_between(cells[i].text, sheet->today));
		else
			csv_text(&sheet->writer, cells[i].text);
	}
	csv_row_end(&sheet->writer);
	return csv_writer_ok(&sheet->writer, err);
}

bool report_csv(struct store *store, const struct conf *conf, const struct report *report,
		const struct report_days *days, FILE *stream, struct err *err)
{
	char today[DATE_SIZE];
	struct report_span span;
	struct sheet sheet = { .report = report, .today = today };
	if (!span_of(conf, report, days, today, &span, err))
		return false;
	csv_writer_init(&sheet.writer, stream, ',');
	for (int i = 0; i < report_columns(report); i++)
		csv_header(&sheet.writer, _(report->columns[i].title));
	csv_row_end(&sheet.writer);
	bool ok = report_each(store, report, &span, write_row, &sheet, err) &&
		  csv_writer_ok(&sheet.writer, err);
	csv_writer_release(&sheet.writer);
	return ok;
}
