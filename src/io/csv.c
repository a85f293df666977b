/* SPDX-License-Identifier: MIT */
/* CSV for people and bookkeepers, through libcsv. */
#include "io/csv.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/utf8.h"

/* Whether a spreadsheet would run the text, or would after our own mark was taken off: the mark goes before both, so that
 * every text comes back as it was. */
static bool runs_as_formula(const char *text)
{
	text += strspn(text, "'");
	return *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL;
}

/* ---- writing ---- */

void csv_writer_init(struct csv_writer *writer, FILE *stream, char delimiter)
{
	*writer = (struct csv_writer){ .stream = stream, .delimiter = delimiter };
	str_init(&writer->scratch);
	str_init(&writer->waiting);
}

void csv_writer_release(struct csv_writer *writer)
{
	str_release(&writer->scratch);
	str_release(&writer->waiting);
}

enum { PIECE = 64 << 10 };

static void send(struct csv_writer *writer)
{
	struct str *waiting = &writer->waiting;

	if (!writer->failed && waiting->len > 0 &&
	    fwrite(waiting->s, 1, waiting->len, writer->stream) != waiting->len)
		writer->failed = true;
	str_clear(waiting);
}

static void put(struct csv_writer *writer, const char *bytes, size_t n)
{
	str_addn(&writer->waiting, bytes, n);
}

static void begin_cell(struct csv_writer *writer)
{
	if (writer->cells_in_row++ > 0)
		str_addc(&writer->waiting, writer->delimiter);
}

static bool needs_quotes(const char *text, char delimiter)
{
	const char *at = text;

	if (*at == ' ' || *at == '\t')
		return true;
	for (; *at != '\0'; at++)
		if (*at == delimiter || *at == '"' || *at == '\r' || *at == '\n')
			return true;
	return at > text && (at[-1] == ' ' || at[-1] == '\t');
}

static void put_quoted(struct csv_writer *writer, const char *text, size_t n)
{
	/* Each byte may be a quote that is doubled, and two stand around them all. */
	char small[512], *quoted = 2 * (n + 1) <= sizeof small ? small : mem_array(2, n + 1);
	size_t length = csv_write(quoted, 2 * (n + 1), text, n);

	put(writer, quoted, length);
	if (quoted != small)
		free(quoted);
}

static void put_text(struct csv_writer *writer, const char *text, size_t n)
{
	if (needs_quotes(text, writer->delimiter))
		put_quoted(writer, text, n);
	else
		put(writer, text, n);
}

/* For programs that read a file by lines and know quotes only around a cell. The cut leaves no half character. */
static char *made_plain(const char *text, size_t max)
{
	size_t n = strlen(text);

	if (n > max) {
		n = max;
		while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
			n--;
	}
	char *plain = mem_strndup(text, n);
	for (char *at = plain; *at != '\0'; at++)
		*at = *at == '"' ? '\'' : (unsigned char)*at < ' ' || *at == '\x7F' ? ' ' : *at;
	return plain;
}

void csv_text(struct csv_writer *writer, const char *text)
{
	if (text != NULL && writer->plain_max > 0) {
		size_t max = writer->plain_max;
		char *plain = made_plain(text, max);
		writer->plain_max = 0;
		csv_text(writer, plain);
		writer->plain_max = max;
		free(plain);
		return;
	}
	begin_cell(writer);
	if (text == NULL)
		return;
	if (!runs_as_formula(text)) {
		put_text(writer, text, strlen(text));
		return;
	}
	str_clear(&writer->scratch);
	str_addf(&writer->scratch, "'%s", text);
	put_text(writer, writer->scratch.s, writer->scratch.len);
}

void csv_header(struct csv_writer *writer, const char *text)
{
	begin_cell(writer);
	put_text(writer, text, strlen(text));
}

void csv_cents(struct csv_writer *writer, int64_t cents)
{
	char text[MONEY_SIZE];

	begin_cell(writer);
	money_format(cents, text);
	put(writer, text, strlen(text));
}

void csv_int(struct csv_writer *writer, int64_t value)
{
	char text[24];

	begin_cell(writer);
	put(writer, text, (size_t)snprintf(text, sizeof text, "%" PRId64, value));
}

void csv_row_end(struct csv_writer *writer)
{
	bool plain = writer->plain_max > 0;
	put(writer, plain ? "\n" : "\r\n", plain ? 1 : 2);
	writer->cells_in_row = 0;
	if (writer->waiting.len >= PIECE)
		send(writer);
}

bool csv_writer_ok(struct csv_writer *writer, struct err *err)
{
	send(writer);
	if (!writer->failed && fflush(writer->stream) == 0 && !ferror(writer->stream))
		return true;
	return err_set(err, errno == ENOSPC || errno == EFBIG || errno == EDQUOT ? ERR_FULL : ERR_SYSTEM,
		       _("The CSV could not be written: %s."), strerror(errno));
}

/* ---- reading ---- */

enum { FIELD_MAX = 64 << 10, ROW_MAX = 1 << 20, CELLS_MAX = 1000, CHUNK = 16 << 10 };

struct reading {
	const char *name;
	bool (*row)(void *context, const struct csv_row *row, struct err *err);
	void *context;
	struct err *err;
	char **cells;
	size_t n_cells, row_bytes;
	size_t line, row_line; /* where the parser is, and where the row in hand began */
	bool after_cr, failed;
};

static void fail(struct reading *reading, size_t line, const char *sentence)
{
	if (!reading->failed)
		err_set(reading->err, ERR_INPUT, _("%s, line %zu: %s"), reading->name, line, sentence);
	reading->failed = true;
}

static size_t line_breaks(const char *s, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return lines;
}

static void take_cell(void *bytes, size_t n, void *context)
{
	struct reading *reading = context;
	const char *text = bytes != NULL ? bytes : "";

	if (reading->failed)
		return;
	if (reading->n_cells == 0)
		reading->row_line = reading->line;
	reading->after_cr = false;
	reading->line += line_breaks(text, n);
	reading->row_bytes += n;
	if (n > FIELD_MAX)
		fail(reading, reading->row_line, _("a field is longer than 64 kB. Is a quote missing?"));
	else if (reading->row_bytes > ROW_MAX)
		fail(reading, reading->row_line, _("the row is longer than 1 MB. Is a quote missing?"));
	else if (reading->n_cells == CELLS_MAX)
		fail(reading, reading->row_line, _("the row has more than 1000 fields."));
	if (reading->failed)
		return;
	bool marked = n > 0 && text[0] == '\'' && runs_as_formula(text + 1);
	reading->cells = mem_regrow(reading->cells, reading->n_cells + 1, sizeof *reading->cells);
	reading->cells[reading->n_cells++] = mem_strndup(text + marked, n - marked);
}

static void drop_cells(struct reading *reading)
{
	for (size_t i = 0; i < reading->n_cells; i++)
		free(reading->cells[i]);
	reading->n_cells = 0;
	reading->row_bytes = 0;
}

/* Also called for each line break between rows, so that lines are counted as an editor counts them. */
static void end_row(int c, void *context)
{
	struct reading *reading = context;

	if (reading->failed)
		return;
	if (reading->n_cells > 0) {
		struct csv_row row = { reading->row_line, reading->cells, reading->n_cells };
		if (!reading->row(reading->context, &row, reading->err)) {
			err_prefix(reading->err, _("%s, line %zu"), reading->name, reading->row_line);
			reading->failed = true;
		}
		drop_cells(reading);
	}
	if (c == '\r' || (c == '\n' && !reading->after_cr))
		reading->line++;
	reading->after_cr = c == '\r';
}

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void feed(struct reading *reading, struct csv_parser *parser, const char *bytes, size_t n)
{
	for (size_t at = 0; at < n && !reading->failed; at += CHUNK) {
		size_t part = n - at < CHUNK ? n - at : CHUNK;
		if (csv_parse(parser, bytes + at, part, take_cell, end_row, reading) != part)
			fail(reading, reading->n_cells > 0 ? reading->row_line : reading->line,
			     csv_error(parser) == CSV_EPARSE
				     ? _("a quote stands inside a field. Put the whole field in quotes and double each "
					 "quote inside.")
				     : _("the row is too large."));
		else if (csv_get_buffer_size(parser) > FIELD_MAX + 2 * CHUNK)
			fail(reading, reading->n_cells > 0 ? reading->row_line : reading->line,
			     _("a field is longer than 64 kB. Is a quote missing?"));
	}
	/* After an error the parser would still hand out the half of a row that it has. */
	if (!reading->failed && csv_fini(parser, take_cell, end_row, reading) != 0)
		fail(reading, reading->n_cells > 0 ? reading->row_line : reading->line,
		     _("a quote is opened here and never closed."));
}

static void parse(struct reading *reading, const char *bytes, size_t n)
{
	struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL) != 0)
		mem_die("libcsv does not start");
	csv_set_realloc_func(&parser, realloc);
	csv_set_free_func(&parser, free);
	csv_set_space_func(&parser, no_space);
	feed(reading, &parser, bytes, n);
	csv_free(&parser);
}

/* Whole lines are text or they are not: libcsv would pass anything on. */
static void check_text(struct reading *reading, const char *bytes, size_t n)
{
	size_t line = 1;

	for (size_t at = 0; at < n && !reading->failed; line++) {
		const char *end = memchr(bytes + at, '\n', n - at);
		size_t length = end != NULL ? (size_t)(end - (bytes + at)) + 1 : n - at;
		if (memchr(bytes + at, '\0', length) != NULL)
			fail(reading, line, _("there is a NUL byte. Save the file as CSV in UTF-8."));
		else if (!utf8_valid(bytes + at, length))
			fail(reading, line, _("the text is not UTF-8. Save the file as CSV in UTF-8."));
		at += length;
	}
}

bool csv_read(const char *name, const char *bytes, size_t n,
	      bool (*row)(void *context, const struct csv_row *row, struct err *err), void *context,
	      struct err *err)
{
	struct reading reading = {
		.name = name, .row = row, .context = context, .err = err, .line = 1, .row_line = 1
	};

	if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return err_set(err, ERR_INPUT, _("%s is UTF-16. Save it as CSV in UTF-8."), name);
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	check_text(&reading, bytes, n);
	if (!reading.failed)
		parse(&reading, bytes, n);
	drop_cells(&reading);
	free(reading.cells);
	return !reading.failed;
}
