/* SPDX-License-Identifier: MIT */
/* Keys in, a screen out, on a real pseudo-terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "vt.h"

static struct vt *start(const char *option, const char *const *env)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), option, NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env });

	vt_expect(vt, "ready");
	return vt;
}

#define START_IN(...) start(NULL, (const char *const[]){ __VA_ARGS__, NULL })

static void quit(struct vt *vt)
{
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	vt_end(vt);
}

static void assert_key(struct vt *vt, const char *bytes, const char *name)
{
	char shown[64];

	snprintf(shown, sizeof shown, "key %s.", name);
	vt_type(vt, bytes);
	vt_expect(vt, shown);
}

static void keys_arrive_under_their_names(void **state)
{
	static const struct {
		const char *bytes, *name;
	} keys[] = {
		{ "\033OA", "Up" },
		{ "\033OB", "Down" },
		{ "\033OC", "Right" },
		{ "\033OD", "Left" },
		{ "\033OH", "Home" },
		{ "\033OF", "End" },
		{ "\033[5~", "PgUp" },
		{ "\033[6~", "PgDn" },
		{ "\033[2~", "Insert" },
		{ "\033[3~", "Delete" },
		{ "\033[Z", "BackTab" },
		{ "\t", "Tab" },
		{ "\r", "Enter" },
		{ "\033OP", "F1" },
		{ "\033[15~", "F5" },
		{ "\033[20~", "F9" },
		{ "\033[24~", "F12" },
		{ "\033[1;2A", "Shift-Up" },
		{ "\033[1;5C", "Ctrl-Right" },
		{ "\033[1;3D", "Alt-Left" },
		{ "\033m", "Alt-m" },
		{ "\0331", "Alt-1" },
		{ "\033.", "Alt-." },
		{ "\007", "Ctrl-g" },
		{ "\003", "Ctrl-c" },
		{ "\023", "Ctrl-s" },
		{ "\034", "Ctrl-\\" },
		{ "\033", "Esc" },
	};
	struct vt *vt = start(NULL, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_key(vt, keys[i].bytes, keys[i].name);
	quit(vt);
}

static void a_vt100_has_its_own_function_keys(void **state)
{
	struct vt *vt = START_IN("TERM=vt100");

	(void)state;
	assert_key(vt, "\033Ot", "F5");
	assert_key(vt, "\033OA", "Up");
	assert_key(vt, "\033x", "Alt-x");
	quit(vt);
}

static void letters_of_many_bytes_stand_in_their_columns(void **state)
{
	struct vt *vt = start(NULL, NULL);
	int col, row;

	(void)state;
	vt_type(vt, "\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81\xc3\xa9|");
	vt_expect(vt, "\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81\xc3\xa9|");
	vt_cursor(vt, &col, &row);
	assert_int_equal(col, 8);
	vt_type(vt, "\177\177\177\177\177x");
	vt_expect(vt, "\xe6\x97\xa5x");
	quit(vt);
}

static void clusters_that_terminals_disagree_on_keep_the_row_straight(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	/* a family, a flag, a heart as a picture, a thumb with a skin tone: each with a bar behind */
	vt_type(vt, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7| \xf0\x9f\x87\xa6\xf0\x9f\x87\xba| "
		    "\xe2\x9d\xa4\xef\xb8\x8f| end");
	vt_expect(vt, "| end");
	assert_null(strstr(vt_sent(vt, NULL), "\xe2\x80\x8d"));
	assert_null(strstr(vt_sent(vt, NULL), "\xef\xb8\x8f"));
	quit(vt);
}

static void a_paste_with_an_end_mark_inside_types_no_key(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	assert_non_null(strstr(vt_sent(vt, NULL), "\033[?2004h"));
	vt_type(vt, "\033[200~ab\033[201~\021cd\033[201~");
	vt_expect(vt, "key Paste. 5 bytes: ab");
	assert_true(vt_running(vt));
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	assert_non_null(strstr(vt_sent(vt, NULL), "\033[?2004l"));
	vt_end(vt);
}

static void a_megabyte_is_pasted_whole(void **state)
{
	enum { BYTES = 1 << 20 };
	struct vt *vt = start(NULL, NULL);
	char *bytes = malloc(BYTES);

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'm', BYTES);
	vt_type(vt, "\033[200~");
	vt_typen(vt, bytes, BYTES);
	vt_type(vt, "\033[201~");
	vt_expect(vt, "key Paste. 1048576 bytes: mmm");
	free(bytes);
	quit(vt);
}

static void a_vt100_is_sent_no_marks_for_pastes(void **state)
{
	struct vt *vt = START_IN("TERM=vt100");

	(void)state;
	assert_null(strstr(vt_sent(vt, NULL), "2004"));
	quit(vt);
}

static void a_window_of_one_cell_is_survived(void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 1, 1 }, { 2, 1 }, { 1, 30 }, { 200, 60 }, { 7, 2 }, { 1, 1 }, { 80, 24 } };
	struct vt *vt = start(NULL, NULL);

	(void)state;
	vt_type(vt, "still here \xe6\x97\xa5\xe6\x9c\xac");
	vt_expect(vt, "still here");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		vt_forget_sent(vt);
		vt_resize(vt, sizes[i].cols, sizes[i].rows);
		while (vt_sent_bytes(vt) == 0)
			assert_true(vt_running(vt));
	}
	vt_expect(vt, "key Resize. 24 rows");
	vt_expect(vt, "still here");
	quit(vt);
}

static void it_starts_in_a_window_of_one_cell(void **state)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .cols = 1, .rows = 1 });

	(void)state;
	vt_expect(vt, "e");
	vt_type(vt, "a\xe6\x97\xa5");
	vt_resize(vt, 80, 24);
	vt_expect(vt, "a\xe6\x97\xa5");
	quit(vt);
}

/* Curses would fill the corner by inserting before it, and send what lies in memory before the row. */
static void a_single_column_shows_nothing_from_elsewhere(void **state)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), NULL };
	const char *env[] = { "TERM=screen", NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env, .cols = 1, .rows = 4 });

	(void)state;
	vt_expect(vt, "e");
	vt_type(vt, "abc");
	vt_resize(vt, 1, 1);
	vt_type(vt, "\025\025x");
	vt_rest(vt, 300);
	assert_null(strstr(vt_sent(vt, NULL), "\033[@"));
	assert_null(strstr(vt_sent(vt, NULL), "\033[1@"));
	vt_resize(vt, 80, 24);
	vt_expect(vt, "abcx");
	quit(vt);
}

static void an_unknown_terminal_is_treated_as_a_vt100(void **state)
{
	struct vt *vt = START_IN("TERM=nosuchterm");

	(void)state;
	vt_expect(vt, "The terminal \"nosuchterm\" is not known here: it is treated as a vt100.");
	assert_key(vt, "\033OA", "Up");
	quit(vt);
	vt = START_IN("TERM=dumb");
	vt_expect(vt, "\"dumb\"");
	quit(vt);
	vt = START_IN("TERM");
	vt_expect(vt, "TERM does not say");
	quit(vt);
}

static void a_hostile_name_of_a_terminal_is_only_shown(void **state)
{
	struct vt *vt = START_IN("TERM=x\033]0;gotcha\007y");

	(void)state;
	vt_expect(vt, "gotcha");
	assert_null(strstr(vt_sent(vt, NULL), "\033]"));
	quit(vt);
}

static void terminals_without_a_size_of_their_own_work(void **state)
{
	static const char *const types[] = { "TERM=linux", "TERM=putty", "TERM=screen", "TERM=tmux-256color",
					     "TERM=vt220", "TERM=rxvt",  "TERM=ansi" };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct vt *vt = START_IN(types[i]);

		assert_int_equal(strncmp(vt_row(vt, 2), "The terminal", 12) == 0, 0);
		vt_type(vt, "typed on it");
		vt_expect(vt, "typed on it");
		quit(vt);
	}
}

static void colour_is_used_and_can_be_refused(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	assert_true(vt_coloured(vt));
	quit(vt);
	vt = START_IN("NO_COLOR=1");
	assert_false(vt_coloured(vt));
	quit(vt);
	vt = start("--mono", NULL);
	assert_false(vt_coloured(vt));
	quit(vt);
	vt = START_IN("TERM=vt100");
	assert_false(vt_coloured(vt));
	quit(vt);
}

static void lines_are_drawn_as_the_terminal_can(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	assert_int_equal(strncmp(vt_row(vt, 3), "\xe2\x94\x80\xe2\x94\x80", 6), 0);
	quit(vt);
	vt = start("--ascii", NULL);
	assert_int_equal(strncmp(vt_row(vt, 3), "----", 4), 0);
	quit(vt);
	vt = START_IN("LC_ALL=C");
	assert_int_equal(strncmp(vt_row(vt, 3), "----", 4), 0);
	vt_type(vt, "caf\xc3\xa9");
	vt_expect(vt, "cafe");
	quit(vt);
}

static void nothing_is_sent_but_for_the_screen(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	vt_type(vt, "\033[200~\033]52;c;eA==\007\033[201~");
	vt_expect(vt, "key Paste.");
	assert_null(strstr(vt_sent(vt, NULL), "\033]"));
	quit(vt);
}

static void text_is_printed_at_the_terminal(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	vt_type(vt, "for paper");
	vt_expect(vt, "for paper");
	vt_forget_sent(vt);
	vt_type(vt, "\020");
	vt_expect(vt, "key Ctrl-p.");
	assert_non_null(strstr(vt_sent(vt, NULL), "\033[5ifor paper\033[4i"));
	quit(vt);
}

static void the_bell_rings_with_the_screen(void **state)
{
	struct vt *vt = start(NULL, NULL);

	(void)state;
	vt_forget_sent(vt);
	vt_type(vt, "\002");
	vt_expect(vt, "key Ctrl-b.");
	assert_int_equal(vt_sent(vt, NULL)[0], '\a');
	quit(vt);
}

/* Whether the program has a file open that has such a name and stands in no folder. */
static bool has_open(const struct vt *vt, const char *name)
{
	char command[256];

	snprintf(command, sizeof command, "readlink /proc/%d/fd/* | grep -q '%s.*(deleted)$'",
		 (int)vt_pid(vt), name);
	return system(command) == 0;
}

/* All that is sent for the same keys. */
static char *sent_for_keys(const char *option, const char *frame)
{
	struct vt *vt = start(option, NULL);
	char *sent;

	assert_true(has_open(vt, frame));
	vt_type_slowly(vt, "a few words");
	vt_type(vt, "\025");
	vt_expect(vt, "full");
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	sent = strdup(vt_sent(vt, NULL));
	vt_end(vt);
	return sent;
}

static void without_files_in_memory_the_same_is_sent(void **state)
{
	char *usual = sent_for_keys(NULL, "/memfd:frame"), *other = sent_for_keys("--no-memfd", "/tmp/");

	(void)state;
	assert_true(strlen(usual) > 1000);
	assert_string_equal(usual, other);
	free(usual);
	free(other);
}

static void without_a_terminal_it_says_so(void **state)
{
	char command[4200], said[256] = "";
	FILE *pipe;

	(void)state;
	snprintf(command, sizeof command, "'%s' 2>&1 < /dev/null", vt_program("tests/e2e/echo_screen"));
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_non_null(fgets(said, sizeof said, pipe));
	assert_non_null(strstr(said, "needs a terminal"));
	assert_int_equal(WEXITSTATUS(pclose(pipe)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_arrive_under_their_names),
		cmocka_unit_test(a_vt100_has_its_own_function_keys),
		cmocka_unit_test(letters_of_many_bytes_stand_in_their_columns),
		cmocka_unit_test(clusters_that_terminals_disagree_on_keep_the_row_straight),
		cmocka_unit_test(a_paste_with_an_end_mark_inside_types_no_key),
		cmocka_unit_test(a_megabyte_is_pasted_whole),
		cmocka_unit_test(a_vt100_is_sent_no_marks_for_pastes),
		cmocka_unit_test(a_window_of_one_cell_is_survived),
		cmocka_unit_test(it_starts_in_a_window_of_one_cell),
		cmocka_unit_test(a_single_column_shows_nothing_from_elsewhere),
		cmocka_unit_test(an_unknown_terminal_is_treated_as_a_vt100),
		cmocka_unit_test(a_hostile_name_of_a_terminal_is_only_shown),
		cmocka_unit_test(terminals_without_a_size_of_their_own_work),
		cmocka_unit_test(colour_is_used_and_can_be_refused),
		cmocka_unit_test(lines_are_drawn_as_the_terminal_can),
		cmocka_unit_test(nothing_is_sent_but_for_the_screen),
		cmocka_unit_test(text_is_printed_at_the_terminal),
		cmocka_unit_test(the_bell_rings_with_the_screen),
		cmocka_unit_test(without_files_in_memory_the_same_is_sent),
		cmocka_unit_test(without_a_terminal_it_says_so),
	};

	return cmocka_run_group_tests_name("the terminal", tests, NULL, NULL);
}
