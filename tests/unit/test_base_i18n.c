/* SPDX-License-Identifier: MIT */
/* Words in the reader's language also where only the C locales are installed; numbers in none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

/* A catalogue in a language of its own, sorted by key as gettext wants it. */
static const char *const words[][2] = {
	{ "", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n" },
	{ "day\004tomorrow", "morgen" },
	{ "day with weekday\004%1$s %2$d %3$s %4$d", "%1$s %2$d. %3$s %4$d" },
	{ "month\004March", "M\u00E4rz" },
	{ "month, short\004Mar", "M\u00E4r" },
	{ "session", "Sitzung" },
	{ "session status\004open", "offen" },
	{ "weekday, short\004Fri", "Fr" },
};

enum { WORDS = sizeof words / sizeof words[0] };

static char folder[] = "/tmp/fascicle-i18n-XXXXXX";

static void put_number(FILE *file, uint32_t number)
{
	fwrite(&number, sizeof number, 1, file);
}

static void put_index(FILE *file, int column, uint32_t offset)
{
	for (int i = 0; i < WORDS; i++) {
		uint32_t n = (uint32_t)strlen(words[i][column]);

		put_number(file, n);
		put_number(file, offset);
		offset += n + 1;
	}
}

static void put_texts(FILE *file, int column)
{
	for (int i = 0; i < WORDS; i++)
		fwrite(words[i][column], 1, strlen(words[i][column]) + 1, file);
}

/* The binary form of a catalogue, of the byte order of this machine. */
static void write_catalogue(const char *path)
{
	FILE *file = fopen(path, "w");
	uint32_t texts = 28 + 16 * WORDS, keys_size = 0;

	assert_non_null(file);
	for (int i = 0; i < WORDS; i++)
		keys_size += (uint32_t)strlen(words[i][0]) + 1;
	put_number(file, 0x950412DE);
	put_number(file, 0);
	put_number(file, WORDS);
	put_number(file, 28);
	put_number(file, 28 + 8 * WORDS);
	put_number(file, 0);
	put_number(file, texts);
	put_index(file, 0, texts);
	put_index(file, 1, texts + keys_size);
	put_texts(file, 0);
	put_texts(file, 1);
	fclose(file);
}

static char *catalogue_path(const char *below)
{
	return str_format("%s%s", folder, below);
}

static int make_catalogue(void **state)
{
	static const char *const parts[] = { "/de", "/de/LC_MESSAGES" };
	char *path;

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	for (int i = 0; i < 2; i++) {
		path = catalogue_path(parts[i]);
		if (mkdir(path, 0700) != 0)
			return -1;
		free(path);
	}
	path = catalogue_path("/de/LC_MESSAGES/fascicle.mo");
	write_catalogue(path);
	free(path);
	setenv("FASCICLE_LOCALEDIR", folder, 1);
	return 0;
}

static int remove_catalogue(void **state)
{
	static const char *const parts[] = { "/de/LC_MESSAGES/fascicle.mo", "/de/LC_MESSAGES", "/de", "" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		char *path = catalogue_path(parts[i]);

		if (remove(path) != 0)
			return -1;
		free(path);
	}
	return 0;
}

static void start(const char *lc_all, const char *language_variable, const char *language)
{
	setenv("LC_ALL", lc_all, 1);
	if (language_variable == NULL)
		unsetenv("LANGUAGE");
	else
		setenv("LANGUAGE", language_variable, 1);
	i18n_start(language);
}

static void the_chosen_language_speaks_in_any_locale(void **state)
{
	static const char *const locales[] = { "C.UTF-8", "C", "POSIX", "xx_XX.UTF-8", "en_US.UTF-8" };

	(void)state;
	for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
		start(locales[i], NULL, "de");
		assert_string_equal(_("session"), "Sitzung");
		assert_string_equal(C_("session status", "open"), "offen");
		start(locales[i], NULL, NULL);
		if (i < 3)
			assert_string_equal(_("session"), "session");
	}
}

static void the_choice_wins_over_the_environment(void **state)
{
	(void)state;
	start("C.UTF-8", "de", "en");
	assert_string_equal(_("session"), "session");
	start("C.UTF-8", "en", "de");
	assert_string_equal(_("session"), "Sitzung");
}

static void a_locale_that_is_not_installed_still_names_a_language(void **state)
{
	(void)state;
	start("de_QQ.UTF-8", NULL, NULL);
	assert_string_equal(_("session"), "Sitzung");
	assert_true(utf8_terminal());
	start("de_QQ.UTF-8", "en", NULL);
	assert_string_equal(_("session"), "session");
}

static void without_a_locale_the_variable_for_languages_speaks(void **state)
{
	(void)state;
	unsetenv("LANG");
	start("", "de", NULL);
	assert_string_equal(_("session"), "Sitzung");
	start("C.UTF-8", "de", NULL);
	assert_string_equal(_("session"), "Sitzung");
	start("C", "de", NULL); /* C is English */
	assert_string_equal(_("session"), "session");
	start("", NULL, NULL);
	assert_string_equal(_("session"), "session");
}

static void a_path_is_no_language(void **state)
{
	char *path = str_format("../..%s/de", folder);

	(void)state;
	start("C.UTF-8", path, NULL);
	assert_null(getenv("LANGUAGE"));
	start("C.UTF-8", NULL, path);
	assert_string_equal(_("session"), "session");
	free(path);
}

static void contexts_keep_meanings_apart(void **state)
{
	(void)state;
	start("C.UTF-8", NULL, "de");
	assert_string_equal(C_("session status", "open"), "offen");
	assert_string_equal(C_("door", "open"), "open");
	assert_string_equal(P_("one", "many", 1), "one");
	assert_string_equal(P_("one", "many", 2), "many");
	assert_string_equal(i18n_name("session"), "Sitzung");
	assert_string_equal(i18n_name(""), ""); /* not the catalogue's header */
	assert_null(i18n_name(NULL));
}

static void days_are_read_and_shown_in_both_languages(void **state)
{
	char day[DATE_SIZE];

	(void)state;
	start("C.UTF-8", NULL, "de");
	assert_string_equal(date_long("2026-03-20"), "Fr 20. M\u00E4r 2026");
	assert_true(date_parse("20. M\u00C4RZ 2026", "2026-11-20", day, NULL));
	assert_string_equal(day, "2026-03-20");
	assert_true(date_parse("20 march 2026", "2026-11-20", day, NULL));
	assert_string_equal(day, "2026-03-20");
	assert_true(date_parse("Morgen", "2026-11-20", day, NULL));
	assert_string_equal(day, "2026-11-21");
	assert_true(date_parse("tomorrow", "2026-11-20", day, NULL));
	assert_string_equal(day, "2026-11-21");
}

static void numbers_stay_in_the_c_locale(void **state)
{
	(void)state;
	start("de_DE.UTF-8", NULL, "de");
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
	assert_string_equal(setlocale(LC_MONETARY, NULL), "C");
	assert_string_equal(setlocale(LC_TIME, NULL), "C");
	assert_string_equal(setlocale(LC_COLLATE, NULL), "C");
}

static void the_terminal_takes_what_the_locale_says(void **state)
{
	(void)state;
	start("C.UTF-8", NULL, NULL);
	assert_true(utf8_terminal());
	start("C", NULL, NULL);
	assert_false(utf8_terminal());
	start("xx_XX.UTF-8", NULL, NULL); /* not installed, but the terminal has the characters */
	assert_true(utf8_terminal());
	start("xx_XX.ISO-8859-1", NULL, NULL);
	assert_false(utf8_terminal());
	start("C", NULL, "de");
	assert_false(utf8_terminal());
	start("C.UTF-8", NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_chosen_language_speaks_in_any_locale),
		cmocka_unit_test(the_choice_wins_over_the_environment),
		cmocka_unit_test(a_locale_that_is_not_installed_still_names_a_language),
		cmocka_unit_test(without_a_locale_the_variable_for_languages_speaks),
		cmocka_unit_test(a_path_is_no_language),
		cmocka_unit_test(contexts_keep_meanings_apart),
		cmocka_unit_test(days_are_read_and_shown_in_both_languages),
		cmocka_unit_test(numbers_stay_in_the_c_locale),
		cmocka_unit_test(the_terminal_takes_what_the_locale_says),
	};

	return cmocka_run_group_tests_name("base i18n", tests, make_catalogue, remove_catalogue);
}
