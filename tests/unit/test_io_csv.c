/* SPDX-License-Identifier: MIT */
/* CSV: every text comes back as it went out, no spreadsheet runs one, and a bad file is refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "io/csv.h"

/* ---- writing ---- */

static char *written(void (*write_rows)(struct csv_writer *writer), char delimiter)
{
	struct csv_writer writer;
	struct err err = ERR_INIT;
	char *bytes = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&bytes, &n);

	csv_writer_init(&writer, stream, delimiter);
	write_rows(&writer);
	assert_true(csv_writer_ok(&writer, &err));
	csv_writer_release(&writer);
	fclose(stream);
	return bytes;
}

static void plain_row(struct csv_writer *writer)
{
	csv_text(writer, "Rossi, Maria");
	csv_text(writer, "plain");
	csv_text(writer, NULL);
	csv_text(writer, "");
	csv_text(writer, "say \"ah\"");
	csv_text(writer, "two\nlines");
	csv_text(writer, " kept ");
	csv_int(writer, -3);
	csv_cents(writer, -1250);
	csv_row_end(writer);
	csv_text(writer, "next");
	csv_row_end(writer);
}

static void rows_are_written_as_rfc_4180_says(void **state)
{
	(void)state;
	char *bytes = written(plain_row, ',');
	assert_string_equal(
		bytes, "\"Rossi, Maria\",plain,,,\"say \"\"ah\"\"\",\"two\nlines\",\" kept \",-3,-12.50\r\n"
		       "next\r\n");
	free(bytes);
	bytes = written(plain_row, ';');
	assert_string_equal(bytes,
			    "Rossi, Maria;plain;;;\"say \"\"ah\"\"\";\"two\nlines\";\" kept \";-3;-12.50\r\n"
			    "next\r\n");
	free(bytes);
}

static void formula_row(struct csv_writer *writer)
{
	static const char *const cells[] = { "=1+1", "+61 3", "-5",  "@x",   "\tx", "\rx",
					     "\nx",  "'=x",   "''-", "'tis", "a=b" };

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		csv_text(writer, cells[i]);
	csv_cents(writer, -500);
	csv_row_end(writer);
}

static void no_text_runs_as_a_formula_and_refunds_stay_negative(void **state)
{
	(void)state;
	char *bytes = written(formula_row, ',');
	assert_string_equal(bytes,
			    "'=1+1,'+61 3,'-5,'@x,'\tx,\"'\rx\",\"'\nx\",''=x,'''-,'tis,a=b,-5.00\r\n");
	free(bytes);
}

static void a_full_disk_is_told(void **state)
{
	struct csv_writer writer;
	struct err err = ERR_INIT;
	FILE *stream = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(stream);
	csv_writer_init(&writer, stream, ',');
	for (int i = 0; i < 10000; i++) {
		csv_text(&writer, "a row that is thrown away");
		csv_row_end(&writer);
	}
	assert_false(csv_writer_ok(&writer, &err));
	assert_int_equal(err.kind, ERR_FULL);
	csv_writer_release(&writer);
	fclose(stream);
}

/* ---- reading ---- */

/* All rows as "line:[cell][cell]" each. */
static bool note_row(void *context, const struct csv_row *row, struct err *err)
{
	struct str *seen = context;

	(void)err;
	str_addf(seen, "%zu:", row->line);
	for (size_t i = 0; i < row->n_cells; i++)
		str_addf(seen, "[%s]", row->cells[i]);
	str_add(seen, " ");
	return true;
}

static void reads_n(const char *bytes, size_t n, const char *wanted)
{
	struct err err = ERR_INIT;
	struct str seen;

	str_init(&seen);
	if (!csv_read("list.csv", bytes, n, note_row, &seen, &err))
		fail_msg("%s", err.text);
	str_trim_end(&seen);
	if (strcmp(seen.s, wanted) != 0)
		fail_msg("read %s", seen.s);
	str_release(&seen);
}

static void reads(const char *bytes, const char *wanted)
{
	reads_n(bytes, strlen(bytes), wanted);
}

static void refuses_n(const char *bytes, size_t n, const char *part)
{
	struct err err = ERR_INIT;
	struct str seen;

	str_init(&seen);
	if (csv_read("list.csv", bytes, n, note_row, &seen, &err))
		fail_msg("not refused, read as %.200s", seen.s);
	assert_int_equal(err.kind, ERR_INPUT);
	if (strstr(err.text, part) == NULL || strstr(err.text, "list.csv") == NULL)
		fail_msg("said: %s", err.text);
	str_release(&seen);
}

static void refuses(const char *bytes, const char *part)
{
	refuses_n(bytes, strlen(bytes), part);
}

static void rows_are_read_with_their_line(void **state)
{
	(void)state;
	reads("", "");
	reads("a,b\r\nc,d\r\n", "1:[a][b] 2:[c][d]");
	reads("a,b\nc,d", "1:[a][b] 2:[c][d]");
	reads("a\rb\r", "1:[a] 2:[b]");
	reads("a,,\n,\n", "1:[a][][] 2:[][]");
	reads("\n\r\n\na\n\nb\n", "4:[a] 6:[b]");
	reads("\"a\nb\",c\nd\n", "1:[a\nb][c] 3:[d]");
	reads("\"a\r\nb\rc\"\r\nd\r\n", "1:[a\r\nb\rc] 4:[d]");
	reads("\"say \"\"ah\"\"\",\\n\n", "1:[say \"ah\"][\\n]"); /* a backslash is only itself */
}

static void blanks_are_kept_and_a_byte_order_mark_is_not(void **state)
{
	(void)state;
	reads(" a , b\n", "1:[ a ][ b]");
	reads("\xEF\xBB\xBF\"family\",given\n", "1:[family][given]");
	reads("a\xC3\xA9,\xE6\x97\xA5\n", "1:[a\xC3\xA9][\xE6\x97\xA5]");
}

static void our_mark_before_a_formula_is_taken_off(void **state)
{
	(void)state;
	reads("'=1+1,'-5,-5,'tis,''=x,\"'\nx\"\n", "1:[=1+1][-5][-5]['tis]['=x][\nx]");
}

static bool note_cells(void *context, const struct csv_row *row, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < row->n_cells; i++)
		str_addf(context, "[%s]", row->cells[i]);
	return true;
}

static void every_text_comes_back(void **state)
{
	static const char alphabet[] = "ab'=+-@\t\r\n\",; \\";
	struct csv_writer writer;
	struct str sent, seen;
	struct err err = ERR_INIT;
	char *bytes = NULL;
	size_t n = 0;
	unsigned random = 12345;
	FILE *stream = open_memstream(&bytes, &n);

	(void)state;
	str_init(&sent);
	str_init(&seen);
	csv_writer_init(&writer, stream, ',');
	for (int row = 0; row < 3000; row++) {
		for (int cell = 0; cell < 3; cell++) {
			char text[9] = "x";
			random = random * 1103515245u + 12345u;
			size_t length = (random >> 16) % 8;
			for (size_t i = 0; i < length; i++) {
				random = random * 1103515245u + 12345u;
				text[i] = alphabet[(random >> 16) % (sizeof alphabet - 1)];
			}
			text[length] = '\0';
			csv_text(&writer, text);
			str_addf(&sent, "[%s]", text);
		}
		csv_row_end(&writer);
	}
	assert_true(csv_writer_ok(&writer, &err));
	csv_writer_release(&writer);
	fclose(stream);
	if (!csv_read("list.csv", bytes, n, note_cells, &seen, &err))
		fail_msg("%s", err.text);
	assert_string_equal(seen.s, sent.s);
	str_release(&sent);
	str_release(&seen);
	free(bytes);
}

static void what_is_no_text_is_refused_with_its_line(void **state)
{
	(void)state;
	refuses_n("\xFF\xFE"
		  "a\0,\0",
		  6, "UTF-16");
	refuses_n("\xFE\xFF\0a", 4, "UTF-16");
	refuses_n("a,b\nc,\0d\n", 9, "line 2: there is a NUL");
	refuses("a,b\nc,d\ne,\xE9\n", "line 3: the text is not UTF-8");
	refuses("ok\n\xED\xA0\x80\n", "line 2");
}

static void a_bad_quote_is_refused_with_its_row(void **state)
{
	(void)state;
	refuses("a,b\n\"c,d\ne,f\n", "line 2: a quote is opened here and never closed");
	refuses("a,b\nc,\"d\ne,f\n", "line 2: a quote is opened");
	refuses("a\nb\"c\n", "line 2: a quote stands inside");
	refuses("a\n\"b\"c\n", "line 2: a quote stands inside");
	refuses("\"a\" ,b\n", "line 1: a quote stands inside");
}

static void nothing_of_a_broken_row_is_handed_out(void **state)
{
	struct err err = ERR_INIT;
	struct str seen;
	static const char bytes[] = "a,b\nc,\"d\n";

	(void)state;
	str_init(&seen);
	assert_false(csv_read("list.csv", bytes, sizeof bytes - 1, note_row, &seen, &err));
	assert_string_equal(seen.s, "1:[a][b] ");
	str_clear(&seen);
	assert_false(csv_read("list.csv", "a,b\nc,d\"e,f\ng\n", 14, note_row, &seen, &err));
	assert_string_equal(seen.s, "1:[a][b] ");
	str_release(&seen);
}

static void sizes_have_a_limit(void **state)
{
	struct str bytes;

	(void)state;
	str_init(&bytes);
	str_add(&bytes, "first\n");
	for (int i = 0; i < 70000; i++)
		str_addc(&bytes, 'x');
	refuses(bytes.s, "line 2: a field is longer than 64 kB");
	str_clear(&bytes);
	str_add(&bytes, "first\n\"");
	for (int i = 0; i < 3000000; i++)
		str_addc(&bytes, i % 100 == 0 ? '\n' : 'x');
	refuses(bytes.s, "line 2: a field is longer than 64 kB");
	str_clear(&bytes);
	for (int i = 0; i < 30; i++) {
		for (int j = 0; j < 60000; j++)
			str_addc(&bytes, 'x');
		str_addc(&bytes, ',');
	}
	refuses(bytes.s, "line 1: the row is longer than 1 MB");
	str_clear(&bytes);
	for (int i = 0; i < 1001; i++)
		str_addc(&bytes, ',');
	refuses(bytes.s, "line 1: the row has more than 1000 fields");
	str_release(&bytes);
}

static bool stop_at_second(void *context, const struct csv_row *row, struct err *err)
{
	int *rows = context;

	(void)row;
	return ++*rows < 2 || err_set(err, ERR_REFUSED, "no more");
}

static void a_callback_can_stop_and_its_sentence_gets_the_line(void **state)
{
	struct err err = ERR_INIT;
	int rows = 0;

	(void)state;
	assert_false(csv_read("list.csv", "a\n\nb\nc\nd\n", 9, stop_at_second, &rows, &err));
	assert_int_equal(rows, 2);
	assert_int_equal(err.kind, ERR_REFUSED);
	assert_string_equal(err.text, "list.csv, line 3: no more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_written_as_rfc_4180_says),
		cmocka_unit_test(no_text_runs_as_a_formula_and_refunds_stay_negative),
		cmocka_unit_test(a_full_disk_is_told),
		cmocka_unit_test(rows_are_read_with_their_line),
		cmocka_unit_test(blanks_are_kept_and_a_byte_order_mark_is_not),
		cmocka_unit_test(our_mark_before_a_formula_is_taken_off),
		cmocka_unit_test(every_text_comes_back),
		cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
		cmocka_unit_test(a_bad_quote_is_refused_with_its_row),
		cmocka_unit_test(nothing_of_a_broken_row_is_handed_out),
		cmocka_unit_test(sizes_have_a_limit),
		cmocka_unit_test(a_callback_can_stop_and_its_sentence_gets_the_line),
	};

	return cmocka_run_group_tests_name("io csv", tests, NULL, NULL);
}
