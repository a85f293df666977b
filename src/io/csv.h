/* SPDX-License-Identifier: MIT */
/* CSV for people and bookkeepers, through libcsv (the only place that knows it). RFC 4180: CRLF, quotes doubled,
 * UTF-8. */
#ifndef FASCICLE_IO_CSV_H
#define FASCICLE_IO_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

/* Writing. A text cell that a spreadsheet would run as a formula (begins with = + - @, TAB, CR or LF) gets a ' before
 * it; amounts come only from csv_cents and are never touched, so refunds stay negative. */
struct csv_writer {
	FILE *stream; /* not owned */
	char delimiter;
	int cells_in_row;
	bool failed;
	/* Not 0: for programs that read by lines. Texts go out on one line, without double quotes, at most so many bytes of
	 * each; a line ends in LF, for a CR would count to its last cell. */
	size_t plain_max;
	struct str scratch;
	struct str waiting; /* goes to the stream in large pieces, and with csv_writer_ok */
};
void csv_writer_init(struct csv_writer *writer, FILE *stream, char delimiter);
void csv_writer_release(struct csv_writer *writer);
void csv_text(struct csv_writer *writer, const char *text); /* NULL is an empty cell */
/* A header is the program's own or the configuration's and goes out as it is: "*Date" and "-" are names of columns. */
void csv_header(struct csv_writer *writer, const char *text);
void csv_cents(struct csv_writer *writer, int64_t cents);
void csv_int(struct csv_writer *writer, int64_t value);
void csv_row_end(struct csv_writer *writer);
/* Sends what waits; whether everything reached the stream, with the sentence when not. */
bool csv_writer_ok(struct csv_writer *writer, struct err *err);

/* Reading. Refuses UTF-16, NUL, invalid UTF-8, an unclosed quote, fields over 64 kB, rows over 1 MB, each with the row
 * named; a byte order mark is skipped; the ' that csv_text put before a cell is taken off. Each row of `cells` is given to
 * `row` with its number as an editor counts lines. */
struct csv_row {
	size_t line; /* of the file, where the row begins */
	char **cells;
	size_t n_cells;
};
bool csv_read(const char *name, const char *bytes, size_t n,
	      bool (*row)(void *context, const struct csv_row *row, struct err *err), void *context,
	      struct err *err);

#endif
