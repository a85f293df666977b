/* SPDX-License-Identifier: MIT */
/* The configuration: what the library would quietly drop, cut or overwrite is refused with file, line, section and key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "io/conf.h"

static char path[] = "/tmp/fascicle-conf-XXXXXX";

static int setup(void **state)
{
	struct conf *conf = mem_alloc(sizeof *conf);

	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	int fd = mkstemp(path);
	if (fd < 0)
		return -1;
	close(fd);
	conf_init(conf);
	*state = conf;
	return 0;
}

static int teardown(void **state)
{
	conf_release(*state);
	free(*state);
	unlink(path);
	return 0;
}

static void put_n(const char *bytes, size_t n)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void takes(struct conf *conf, const char *text)
{
	struct err err = ERR_INIT;

	put_n(text, strlen(text));
	if (!conf_load_file(conf, path, true, NULL, &err))
		fail_msg("%s", err.text);
}

static void refuses_n(struct conf *conf, const char *text, size_t n, const char *part)
{
	struct err err = ERR_INIT;

	put_n(text, n);
	if (conf_load_file(conf, path, true, NULL, &err))
		fail_msg("not refused: %s", text);
	if (strstr(err.text, part) == NULL || strstr(err.text, path) == NULL)
		fail_msg("%s\nsaid: %s", text, err.text);
	assert_int_equal(err.kind, ERR_INPUT);
}

static void refuses(struct conf *conf, const char *text, const char *part)
{
	refuses_n(conf, text, strlen(text), part);
}

static void every_default_is_a_value_of_its_type(void **state)
{
	struct conf *conf = *state;

	assert_true(conf_key_count() >= 20);
	for (size_t i = 0; i < conf_key_count(); i++) {
		const struct conf_key *key = conf_key_at(i);
		struct err err = ERR_INIT;
		assert_string_equal(conf_source(conf, key->name), "default");
		assert_string_equal(conf_text(conf, key->name), key->standard);
		assert_true(strlen(key->help) > 10 && key->help[strlen(key->help) - 1] == '.');
		assert_non_null(strchr(key->name, ':'));
		if (!conf_set(conf, key->name, key->standard, "test", &err))
			fail_msg("%s: %s", key->name, err.text);
		assert_string_equal(conf_text(conf, key->name), key->standard);
	}
}

static void values_are_read_by_type(void **state)
{
	struct conf *conf = *state;

	takes(conf, "; a comment\n"
		    "# another\n"
		    "\n"
		    "[practice]\r\n"
		    "name = Brunswick Myotherapy\r\n"
		    "address = \"5/12 Main St; Brunswick #3\" ; where\n"
		    "phone = '03 9555 0101'\n"
		    "abn =\n"
		    "Tax_Registered = Yes\n"
		    "tax_rate_bp=1000\n"
		    "[UI]\n"
		    "  colour   =   no  \n"
		    "bell = off\n"
		    "[database]\n"
		    "path = /srv/clinic.db\n"
		    "[catalogue]\n"
		    "folder = ~/tables\n"
		    "techniques = TPG DNT\n");
	assert_string_equal(conf_text(conf, "practice:name"), "Brunswick Myotherapy");
	assert_string_equal(conf_text(conf, "practice:address"), "5/12 Main St; Brunswick #3");
	assert_string_equal(conf_text(conf, "practice:phone"), "03 9555 0101");
	assert_string_equal(conf_text(conf, "practice:abn"), "");
	assert_true(conf_bool(conf, "practice:tax_registered"));
	assert_int_equal(conf_int(conf, "practice:tax_rate_bp"), 1000);
	assert_string_equal(conf_text(conf, "ui:colour"), "no");
	assert_false(conf_bool(conf, "ui:bell"));
	assert_string_equal(conf_text(conf, "database:path"), "/srv/clinic.db");
	assert_string_equal(conf_source(conf, "database:path"), path);
	char *folder = str_format("%s/tables", getenv("HOME"));
	assert_string_equal(conf_text(conf, "catalogue:folder"), folder);
	free(folder);
	assert_string_equal(conf_text(conf, "catalogue:techniques"), "TPG DNT");
	assert_string_equal(conf_text(conf, "catalogue:off"), "JMT");
	assert_string_equal(conf_source(conf, "catalogue:off"), "default");
}

static void bindings_keep_their_order(void **state)
{
	struct conf *conf = *state;

	takes(conf, "[keys]\nsession-next = F8\nmark-add = \"Alt-;\"\nview-zoom = =\nhelp = G g\n");
	assert_int_equal(conf->n_bindings, 4);
	assert_string_equal(conf->bindings[0].command, "session-next");
	assert_string_equal(conf->bindings[0].key, "F8");
	assert_string_equal(conf->bindings[1].command, "mark-add");
	assert_string_equal(conf->bindings[1].key, "Alt-;");
	assert_string_equal(conf->bindings[2].key, "=");
	assert_string_equal(conf->bindings[3].key, "G g");
	assert_string_equal(conf->bindings[3].source, path);
	refuses(conf, "[keys]\nmark add = F8\n", "[keys] mark add");
	refuses(conf, "[keys]\nhelp = F1\nHELP = F2\n", "[keys] help is set twice, first in line 2");
}

static void a_later_file_wins(void **state)
{
	struct conf *conf = *state;

	takes(conf, "[ui]\ncolour = no\nbell = no\n");
	takes(conf, "[ui]\ncolour = yes\n");
	assert_string_equal(conf_text(conf, "ui:colour"), "yes");
	assert_false(conf_bool(conf, "ui:bell"));
	struct err err = ERR_INIT;
	assert_true(conf_set(conf, "ui:colour", "auto", "option", &err));
	assert_string_equal(conf_source(conf, "ui:colour"), "option");
}

static void unknown_and_repeated_keys_are_refused(void **state)
{
	struct conf *conf = *state;

	refuses(conf, "[ui]\ncolor = no\n", "line 2: [ui] color: there is no such key");
	refuses(conf, "[uix]\ncolour = no\n", "line 2: [uix] colour: there is no such section");
	refuses(conf, "[ui]\ncolour = no\nbell = no\nColour = yes\n",
		"line 4: [ui] colour is set twice, first in line 2");
	refuses(conf, "[ui]\ncolour = no\n[draft]\nsaving = yes\n[ui]\ncolour = no\n",
		"line 6: [ui] colour is set twice");
	refuses(conf, "colour = no\n", "line 1: a key stands before the first [section]");
	refuses(conf, "[u]\ni:colour = no\n", "no such section");
	assert_string_equal(conf_source(conf, "practice:name"), "default");
}

static void bad_values_are_refused_with_what_would_do(void **state)
{
	struct conf *conf = *state;

	refuses(conf, "[ui]\ncolour = blue\n", "[ui] colour: \"blue\" must be one of these: auto|yes|no");
	refuses(conf, "[ui]\ncolour = \n", "must be one of");
	refuses(conf, "[ui]\ncolour = auto|yes\n", "must be one of");
	refuses(conf, "[ui]\nbell = maybe\n", "must be yes or no");
	refuses(conf, "[draft]\nquiet_ms = 20\n", "a whole number from 50 to 1000");
	refuses(conf, "[draft]\nquiet_ms = 250ms\n", "a whole number");
	refuses(conf, "[draft]\nquiet_ms = 99999999999999999999\n", "a whole number");
	refuses(conf, "[practice]\ntax_rate_bp = 10.5\n", "a whole number from 0 to 10000");
	refuses(conf, "[database]\npath = clinic.db\n", "begins with / or ~/");
	refuses(conf, "[practice]\nname = a\x01z\n", "control character");
	refuses(conf, "[practice]\nname = \x1B]52;c;aGk=\x07\n",
		""); /* and nothing of it reaches the terminal */
	assert_string_equal(conf_source(conf, "ui:colour"), "default");
}

static void what_the_library_would_cut_or_join_is_refused(void **state)
{
	struct conf *conf = *state;

	refuses(conf, "[practice]\nname = Smith; Jones\n", "line 2: the value holds ; or #");
	refuses(conf, "[practice]\nname = #1 Clinic\n", "line 2: the value holds ; or #");
	refuses(conf, "[practice]\nname = \"Smith\" Jones\n",
		"line 2: there is text after the closing quote");
	refuses(conf, "[practice]\nname = \"Smith\n", "line 2: the quote before the value is never closed");
	refuses(conf, "[practice]\nname = Smith \\\nphone = 1\n", "line 2: the line ends in a backslash");
	refuses(conf, "; a comment \\  \n[practice]\n", "line 1: the line ends in a backslash");
	refuses(conf, "[practice]\nname\n", "line 2: this is neither");
	refuses(conf, "[practice]\n= x\n", "line 2: this is neither");
	refuses(conf, "[practice] ; mine\nname = x\n", "line 1: a section stands alone");
	refuses(conf, "[practice\nname = x\n", "line 1: a section stands alone");
	refuses(conf, "[]\n", "line 1: a section stands alone");
	takes(conf, "[practice]\nname = Bob \"the\" Smith's\n");
	assert_string_equal(conf_text(conf, "practice:name"), "Bob \"the\" Smith's");
}

static void what_is_no_plain_text_is_refused(void **state)
{
	struct conf *conf = *state;

	refuses(conf, "\xEF\xBB\xBF[ui]\nbell = no\n", "byte order mark");
	refuses_n(conf, "\xFF\xFE[\0u\0", 6, "not UTF-8");
	refuses_n(conf, "[ui]\nbell = n\0o\n", 16, "line 2: there is a NUL byte");
	refuses(conf, "[practice]\nname = M\xFCller\n", "line 2: the text is not UTF-8");
	char *line = str_format("[practice]\nname = %0994d\n", 0);
	refuses(conf, line, "line 2: the line is longer than 1000 bytes");
	free(line);
	line = str_format("[practice]\nname = %0993d\n", 0);
	takes(conf, line);
	assert_int_equal(strlen(conf_text(conf, "practice:name")), 993);
	free(line);
}

static void files_that_cannot_be_read_are_told_apart(void **state)
{
	struct conf *conf = *state;
	struct err err = ERR_INIT;

	unlink(path);
	assert_true(conf_load_file(conf, path, false, NULL, &err));
	assert_false(conf_load_file(conf, path, true, NULL, &err));
	assert_int_equal(err.kind, ERR_MISSING);
	assert_int_equal(mkdir(path, 0700), 0);
	err_clear(&err);
	assert_false(conf_load_file(conf, path, false, NULL, &err));
	assert_non_null(strstr(err.text, "folder"));
	rmdir(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	err_clear(&err);
	assert_false(conf_load_file(conf, path, false, NULL, &err));
	assert_true(err.text[0] != '\0');
	unlink(path);
	takes(conf, "");
	if (geteuid() == 0)
		return; /* root may read anything */
	chmod(path, 0);
	err_clear(&err);
	assert_false(conf_load_file(conf, path, false, NULL, &err));
	assert_int_equal(err.kind, ERR_REFUSED);
}

static void all_problems_are_collected_when_asked_for(void **state)
{
	struct conf *conf = *state;
	struct str problems;
	struct err err = ERR_INIT;
	static const char wrong[] = "[ui]\ncolour = blue\ncolor = no\nbell = perhaps\nlines = ascii\n";
	static const char broken[] = "[ui\nbell\nlines = a;b\n";

	str_init(&problems);
	put_n(wrong, sizeof wrong - 1);
	assert_false(conf_load_file(conf, path, true, &problems, &err));
	int lines = 0;
	for (const char *s = problems.s; *s != '\0'; s++)
		lines += *s == '\n';
	assert_int_equal(lines, 3);
	assert_non_null(strstr(err.text, "line 2"));
	assert_non_null(strstr(problems.s, "line 3"));
	assert_non_null(strstr(problems.s, "line 4"));
	assert_string_equal(conf_text(conf, "ui:lines"), "ascii"); /* what is right is taken */
	str_clear(&problems);
	put_n(broken, sizeof broken - 1);
	assert_false(conf_load_file(conf, path, true, &problems, &err));
	assert_non_null(strstr(problems.s, "line 1"));
	assert_non_null(strstr(problems.s, "line 2"));
	str_release(&problems);
}

static void settings_by_name_are_checked_too(void **state)
{
	struct conf *conf = *state;
	struct err err = ERR_INIT;

	assert_false(conf_set(conf, "ui:nothing", "x", "option", &err));
	assert_false(conf_set(conf, "ui", "x", "option", &err));
	assert_false(conf_set(conf, "ui:colour", "x", "option", &err));
	assert_true(conf_set(conf, "database:path", "here.db", "option", &err)); /* typed where one stands */
	assert_string_equal(conf_text(conf, "database:path"), "here.db");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_default_is_a_value_of_its_type, setup, teardown),
		cmocka_unit_test_setup_teardown(values_are_read_by_type, setup, teardown),
		cmocka_unit_test_setup_teardown(bindings_keep_their_order, setup, teardown),
		cmocka_unit_test_setup_teardown(a_later_file_wins, setup, teardown),
		cmocka_unit_test_setup_teardown(unknown_and_repeated_keys_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(bad_values_are_refused_with_what_would_do, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_library_would_cut_or_join_is_refused, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_is_no_plain_text_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(files_that_cannot_be_read_are_told_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(all_problems_are_collected_when_asked_for, setup, teardown),
		cmocka_unit_test_setup_teardown(settings_by_name_are_checked_too, setup, teardown),
	};

	return cmocka_run_group_tests_name("io conf", tests, NULL, NULL);
}
