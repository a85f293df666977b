/* SPDX-License-Identifier: MIT */
/* Error sentences and what is printed: whole, valid, and harmless to the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/log.h"
#include "base/utf8.h"

static void an_error_is_kept_with_its_kind(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_false(err_set(&err, ERR_BUSY, "Row %d: %s", 7, "busy"));
	assert_int_equal(err.kind, ERR_BUSY);
	assert_string_equal(err.text, "Row 7: busy");
	assert_false(err_prefix(&err, "clients.csv"));
	assert_string_equal(err.text, "clients.csv: Row 7: busy");
	assert_int_equal(err.kind, ERR_BUSY);
	assert_false(err_set(&err, ERR_FULL, "%s!", err.text)); /* out of itself */
	assert_string_equal(err.text, "clients.csv: Row 7: busy!");
	err_clear(&err);
	assert_int_equal(err.kind, ERR_NONE);
	assert_string_equal(err.text, "");
	assert_false(err_set(NULL, ERR_FULL, "nobody asks"));
	assert_false(err_prefix(NULL, "nobody asks"));
	err_clear(NULL);
}

static void a_long_error_is_cut_between_characters(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	for (int shift = 0; shift < 4; shift++) {
		struct str text;

		str_init(&text);
		str_pad(&text, (size_t)shift);
		for (int i = 0; i < 400; i++)
			str_add(&text, "\u00E9\U0001F469");
		err_set(&err, ERR_INPUT, "%s", text.s);
		assert_true(utf8_valid(err.text, strlen(err.text)));
		assert_true(strlen(err.text) > sizeof err.text - 8);
		str_release(&text);
	}
	err_set(&err, ERR_INPUT, "bad \xFF byte");
	assert_string_equal(err.text, "bad \uFFFD byte");
}

static void expect_printed(const char *text, const char *printed)
{
	char shown[200] = "";
	FILE *file = fmemopen(shown, sizeof shown, "w");

	assert_non_null(file);
	log_print(file, "%s", text);
	fclose(file);
	assert_string_equal(shown, printed);
}

static void printed_text_cannot_steer_the_terminal(void **state)
{
	(void)state;
	expect_printed("plain\n\ttext\n", "plain\n\ttext\n");
	expect_printed("\x1b]0;title\a", "<1B>]0;title<07>");
	expect_printed("\u202Egnp.exe", "<U+202E>gnp.exe");
}

/* What reaches stderr while the callback runs. */
static void expect_on_stderr(void (*action)(void), const char *said)
{
	char text[200] = "";
	FILE *file = tmpfile();
	int saved = dup(STDERR_FILENO);
	size_t n;

	assert_non_null(file);
	fflush(stderr);
	dup2(fileno(file), STDERR_FILENO);
	action();
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	rewind(file);
	n = fread(text, 1, sizeof text - 1, file);
	text[n] = '\0';
	fclose(file);
	assert_string_equal(text, said);
}

static void complain(void)
{
	struct err err = { ERR_INPUT, "There is no client \x1b[2J." };

	log_err(&err);
}

static void make_progress(void)
{
	struct progress progress;

	progress_start(&progress, "Importing clients", 10);
	for (int i = 0; i <= 10; i++)
		progress_step(&progress, i);
}

static void errors_name_the_program_and_are_filtered(void **state)
{
	(void)state;
	expect_on_stderr(complain, "fascicle: There is no client <1B>[2J.\n");
}

static void progress_is_silent_where_nobody_watches(void **state)
{
	(void)state;
	expect_on_stderr(make_progress, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_kept_with_its_kind),
		cmocka_unit_test(a_long_error_is_cut_between_characters),
		cmocka_unit_test(printed_text_cannot_steer_the_terminal),
		cmocka_unit_test(errors_name_the_program_and_are_filtered),
		cmocka_unit_test(progress_is_silent_where_nobody_watches),
	};

	return cmocka_run_group_tests_name("base log", tests, NULL, NULL);
}
