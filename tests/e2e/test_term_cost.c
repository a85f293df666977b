/* SPDX-License-Identifier: MIT */
/* What a slow line is asked to carry: bytes for a letter, writes for a key, nothing when idle. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scratch.h"
#include "vt.h"

enum { IDLE_MS = 1500 };

static const char prose[] =
	"Neck stiff again since Tuesday, worse at the desk and better after a walk. Slept badly, woke twice with a dull "
	"ache behind the left eye. Last time she was sore for one day, then easier for nearly a week. No pins and "
	"needles, no weakness in the hand. Rotation to the left is limited by a third, side bending to the right pulls "
	"along the upper trapezius. Two points there refer to the temple as she knows it. After graded pressure the "
	"neck turns freely and the temple is quiet. Stretches twice a day, a break from the screen every forty minutes, "
	"heat in the evening, and back in two weeks unless the headache returns before that.";

static struct vt *start(const char *type)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), NULL };
	const char *env[] = { type, NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env });

	vt_expect(vt, "ready");
	return vt;
}

static void quit(struct vt *vt)
{
	vt_type(vt, "\021");
	assert_int_equal(vt_wait_exit(vt), 0);
	vt_end(vt);
}

static void a_letter_of_prose_costs_little_more_than_itself(void **state)
{
	static const char *const types[] = { "TERM=xterm-256color", "TERM=vt100", "TERM=linux",
					     "TERM=screen" };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct vt *vt = start(types[i]);
		double each;

		vt_forget_sent(vt);
		vt_type_slowly(vt, prose);
		each = (double)vt_sent_bytes(vt) / (double)(sizeof prose - 1);
		print_message("# %s: %.3f bytes a letter\n", types[i], each);
		assert_true(each <= 1.2);
		assert_non_null(strstr(vt_screen(vt), "unless the headache returns"));
		quit(vt);
	}
}

/* strace with -y names the file behind each descriptor. */
static long writes_to_terminal(const char *trace)
{
	long count = 0;
	char *text = scratch_read(trace);

	for (char *row = strtok(text, "\n"); row; row = strtok(NULL, "\n"))
		if (strstr(row, "write") && (strstr(row, "</dev/tty") || strstr(row, "</dev/pts/")))
			count++;
	free(text);
	return count;
}

static struct vt *start_traced(void)
{
	const char *argv[] = { "strace",
			       "-qq",
			       "-f",
			       "-y",
			       "-e",
			       "trace=write,writev,pwrite64",
			       "-e",
			       "signal=none",
			       "-o",
			       scratch_path("trace"),
			       vt_program("tests/e2e/echo_screen"),
			       NULL };
	const char *env[] = { "ASAN_OPTIONS=detect_leaks=0", NULL };

	return vt_start(&(struct vt_options){ .argv = argv, .env = env });
}

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

static void one_key_is_one_write_whatever_changed(void **state)
{
	enum { LETTERS = 60, FULL = 10 };
	struct vt *vt;
	long before;

	(void)state;
	if (system("strace -qq -o /dev/null true 2>/dev/null") != 0) {
		print_message("# strace is not here, or may not look at programs\n");
		skip();
	}
	vt = start_traced();
	vt_expect(vt, "ready");
	before = writes_to_terminal("trace");
	assert_in_range(before, 1, 3); /* the trace sees the terminal at all */
	before = writes_to_terminal("trace");
	for (int i = 0; i < LETTERS; i++)
		vt_type_slowly(vt, "w");
	assert_int_equal(writes_to_terminal("trace") - before, LETTERS);
	for (int i = 0; i < FULL; i++) { /* every cell, more than the buffer of curses holds */
		vt_type(vt, "\025");
		if (i % 2 == 0)
			vt_expect(vt, "full");
		else
			vt_expect_gone(vt, "full");
		vt_watch(vt, 0);
	}
	print_message("# %ld writes for %d letters and %d full screens\n",
		      writes_to_terminal("trace") - before, LETTERS, FULL);
	assert_int_equal(writes_to_terminal("trace") - before, LETTERS + FULL);
	quit(vt);
}

static void idle_sends_nothing_and_wakes_nothing(void **state)
{
	struct vt *vt = start("TERM=xterm-256color");
	long before;

	(void)state;
	vt_type_slowly(vt, "some text");
	vt_watch(vt, IDLE_MS / 10);
	before = vt_sleeps(vt);
	assert_true(before > 0);
	assert_int_equal(vt_watch(vt, IDLE_MS), 0);
	assert_int_equal(vt_sleeps(vt), before);
	vt_type_slowly(vt, "x"); /* the control: a key does wake it */
	vt_watch(vt, IDLE_MS / 10);
	assert_true(vt_sleeps(vt) > before);
	quit(vt);
}

static void a_time_that_was_asked_for_wakes_it(void **state)
{
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), "--tick", "30", NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv });

	(void)state;
	vt_expect(vt, "key Tick.");
	vt_type(vt, "\033"); /* Esc alone comes although the ticks are not far apart */
	vt_type(vt, "x");
	vt_expect(vt, "key Alt-x.");
	quit(vt);
}

/* Many keys at once, as from a paste without marks: no screen is drawn for each. */
static void keys_that_wait_share_a_screen(void **state)
{
	struct vt *vt = start("TERM=vt100");

	(void)state;
	vt_forget_sent(vt);
	for (int i = 0; i < 20; i++)
		vt_type(vt, "\025\025\033OA\033OB");
	vt_type(vt, "\033OAend of it");
	vt_expect(vt, "end of it");
	vt_expect(vt, "key Up.");
	assert_true(vt_sent_bytes(vt) < 20000);
	quit(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_of_prose_costs_little_more_than_itself),
		cmocka_unit_test_setup_teardown(one_key_is_one_write_whatever_changed, make_scratch,
						remove_scratch),
		cmocka_unit_test(idle_sends_nothing_and_wakes_nothing),
		cmocka_unit_test(a_time_that_was_asked_for_wakes_it),
		cmocka_unit_test(keys_that_wait_share_a_screen),
	};

	return cmocka_run_group_tests_name("what the terminal costs", tests, NULL, NULL);
}
