/* SPDX-License-Identifier: MIT */
/* The line breaks, the program is told to end, stops or fails: what was typed is kept and the terminal is
 * given back. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "scratch.h"
#include "vt.h"

enum { GONE_STATUS = 3 };

static int make_scratch(void **state)
{
	(void)state;
	scratch_make();
	return 0;
}

static int remove_scratch(void **state)
{
	(void)state;
	scratch_remove();
	return 0;
}

static struct vt *start(bool detached)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), "--save", scratch_path("saved"), NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .detached = detached });

	vt_expect(vt, "ready");
	return vt;
}

static void assert_ended_with(struct vt *vt, const char *saved)
{
	int status = vt_wait_exit(vt);
	char *text = scratch_read("saved");

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), GONE_STATUS);
	assert_string_equal(text, saved);
	free(text);
	vt_end(vt);
}

/* The modes are those of the start, and nothing of the text is left on either screen. */
static void assert_given_back(struct vt *vt)
{
	struct termios before = vt_modes_before(vt), after = vt_modes(vt);

	assert_int_equal(after.c_iflag, before.c_iflag);
	assert_int_equal(after.c_oflag, before.c_oflag);
	assert_int_equal(after.c_lflag, before.c_lflag);
	assert_false(vt_on_alternate_screen(vt));
	assert_true(vt_cursor_shown(vt));
	assert_non_null(strstr(vt_sent(vt, NULL), "\033[?2004l"));
	assert_null(strstr(vt_screen(vt), "secret"));
}

static bool clears_before_leaving(struct vt *vt)
{
	const char *leaves = strstr(vt_sent(vt, NULL), "\033[?1049l"), *clears = NULL;

	for (const char *at = vt_sent(vt, NULL); (at = strstr(at, "\033[2J")) && at < leaves; at++)
		clears = at;
	if (!leaves || !clears)
		return false;
	for (const char *at = clears; at < leaves; at++)
		if (strncmp(at, "secret", 6) == 0)
			return false;
	return strstr(vt_sent(vt, NULL), "secret") < clears;
}

static void the_terminal_is_given_back_at_the_end(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	vt_type(vt, "secret");
	vt_expect(vt, "secret");
	assert_true(vt_on_alternate_screen(vt));
	assert_int_equal(vt_modes(vt).c_lflag & (ICANON | ECHO | ISIG), 0);
	assert_int_equal(vt_modes(vt).c_iflag & IXON, 0);
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	assert_given_back(vt);
	assert_true(clears_before_leaving(vt));
	vt_end(vt);
}

static void a_broken_line_ends_it_with_the_text_kept(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	vt_type(vt, "typed before the li");
	vt_expect(vt, "before the li");
	vt_hang_up(vt);
	assert_ended_with(vt, "typed before the li");
}

static void a_line_that_vanishes_without_a_signal_ends_it_too(void **state)
{
	struct vt *vt = start(true);

	(void)state;
	vt_type(vt, "no signal came");
	vt_expect(vt, "no signal came");
	vt_hang_up(vt);
	assert_ended_with(vt, "no signal came");
}

static void being_told_to_end_keeps_text_and_terminal(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		struct vt *vt = start(false);

		vt_type(vt, "secret");
		vt_expect(vt, "secret");
		vt_kill(vt, signals[i]);
		vt_wait_exit(vt);
		assert_given_back(vt);
		assert_ended_with(vt, "secret");
	}
}

/* The program stands still while both are sent. */
static void keys_that_came_before_the_end_still_count(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	vt_kill(vt, SIGSTOP);
	vt_wait_stopped(vt);
	vt_type(vt, "last words \033[200~and a pas");
	vt_kill(vt, SIGTERM);
	vt_kill(vt, SIGCONT);
	assert_ended_with(vt, "last words and a pas");
}

/* Nobody reads what it sends, as behind a frozen SSH: keys are still taken, and the end is heard. */
static void a_frozen_line_freezes_nothing(void **state)
{
	enum { FRAMES = 200 };
	struct vt *vt = start(false);
	size_t frame;
	char *text;

	(void)state;
	vt_forget_sent(vt);
	vt_type(vt, "\025");
	vt_expect(vt, "full");
	frame = vt_sent_bytes(vt);
	vt_forget_sent(vt);
	for (int i = 0; i < 2 * FRAMES; i++)
		vt_type_unread(vt, "\025");
	vt_type_unread(vt, "kept");
	vt_kill(vt, SIGTERM);
	assert_int_equal(WEXITSTATUS(vt_wait_exit_unread(vt)), GONE_STATUS);
	assert_true(vt_sent_bytes(vt) < frame * FRAMES);
	text = scratch_read("saved");
	assert_string_equal(text, "kept");
	free(text);
	vt_end(vt);
}

/* What is not read yet is overtaken: the newest screen comes, the ones between do not. */
static void a_line_that_flows_again_shows_the_newest_screen(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	for (int i = 0; i < 400; i++)
		vt_type_unread(vt, "\025");
	vt_type_unread(vt, "the newest");
	vt_expect(vt, "the newest");
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	vt_end(vt);
}

static void faults_give_the_terminal_back(void **state)
{
	static const char *const keys[] = { "\030", "\022", "\017" };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct vt *vt = start(false);

		vt_type(vt, "secret");
		vt_expect(vt, "secret");
		vt_type(vt, keys[i]);
		assert_int_not_equal(vt_wait_exit(vt), 0);
		assert_given_back(vt);
		if (i < 2)
			assert_non_null(strstr(vt_sent(vt, NULL), "fault seen"));
		vt_end(vt);
	}
}

static void ctrl_z_gives_the_terminal_to_the_shell_and_back(void **state)
{
	char command[5000];
	const char *argv[] = { "sh", "-i", NULL };
	const char *env[] = { "PS1=prompt> ", "ENV", NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env });

	(void)state;
	vt_expect(vt, "prompt>");
	snprintf(command, sizeof command, "'%s'\r", vt_program("tests/e2e/echo_screen"));
	vt_type(vt, command);
	vt_expect(vt, "ready");
	vt_type(vt, "secret");
	vt_expect(vt, "secret");
	vt_type(vt, "\032");
	vt_expect(vt, "Stopped");
	assert_null(strstr(vt_screen(vt), "secret"));
	assert_int_equal(vt_modes(vt).c_lflag & (ICANON | ECHO), ICANON | ECHO);
	vt_type(vt, "fg\r");
	vt_expect(vt, "secret");
	vt_expect(vt, "key Ctrl-z.");
	assert_int_equal(vt_modes(vt).c_lflag & (ICANON | ECHO), 0);
	vt_type(vt, " again");
	vt_expect(vt, "secret again");
	vt_type(vt, "\021");
	vt_expect(vt, "\nprompt>\n");
	assert_null(strstr(vt_screen(vt), "secret"));
	vt_type(vt, "exit\r");
	vt_wait_exit(vt);
	vt_end(vt);
}

static void ctrl_z_where_nobody_could_continue_it_goes_on(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	vt_type(vt, "\032");
	vt_expect(vt, "key Ctrl-z.");
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	assert_given_back(vt);
	vt_end(vt);
}

static void after_a_stop_everything_is_drawn_anew(void **state)
{
	struct vt *vt = start(false);

	(void)state;
	vt_type(vt, "still here");
	vt_expect(vt, "still here");
	vt_kill(vt, SIGSTOP);
	vt_wait_stopped(vt);
	vt_forget_sent(vt);
	vt_kill(vt, SIGCONT);
	vt_expect(vt, "key Resize.");
	assert_non_null(strstr(vt_sent(vt, NULL), "still here"));
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	assert_given_back(vt);
	vt_end(vt);
}

/* A description of the person's own making is read for their own records and not for another account's. */
static void a_foreign_description_of_the_terminal_is_not_read(void **state)
{
	static const char source[] =
		"homemade|made at home, cols#80, lines#24, clear=\\E[H\\E[2J, cup=\\E[%i%p1%d;%p2%dH,\n";
	char command[2048], variable[1024];
	const char *env[] = { "TERM=homemade", variable, NULL };
	const char *path = vt_program("tests/e2e/echo_screen");
	const char *own[] = { path, NULL }, *foreign[] = { path, "--foreign", NULL };
	struct vt *vt;

	(void)state;
	scratch_write("homemade", source);
	snprintf(command, sizeof command, "tic -o '%s' '%s' 2>/dev/null", scratch_path("terminfo"),
		 scratch_path("homemade"));
	if (system(command) != 0) {
		print_message("# no tic here\n");
		skip();
	}
	snprintf(variable, sizeof variable, "TERMINFO=%s", scratch_path("terminfo"));
	vt = vt_start(&(struct vt_options){ .argv = own, .env = env });
	vt_expect(vt, "ready");
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	vt_end(vt);
	vt = vt_start(&(struct vt_options){ .argv = foreign, .env = env });
	vt_expect(vt, "\"homemade\" is not known");
	vt_end(vt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_terminal_is_given_back_at_the_end),
		TEST(a_broken_line_ends_it_with_the_text_kept),
		TEST(a_line_that_vanishes_without_a_signal_ends_it_too),
		TEST(being_told_to_end_keeps_text_and_terminal),
		TEST(keys_that_came_before_the_end_still_count),
		TEST(a_frozen_line_freezes_nothing),
		TEST(a_line_that_flows_again_shows_the_newest_screen),
		TEST(faults_give_the_terminal_back),
		TEST(ctrl_z_gives_the_terminal_to_the_shell_and_back),
		TEST(ctrl_z_where_nobody_could_continue_it_goes_on),
		TEST(after_a_stop_everything_is_drawn_anew),
		TEST(a_foreign_description_of_the_terminal_is_not_read),
	};

	return cmocka_run_group_tests_name("the line to the terminal", tests, NULL, NULL);
}
