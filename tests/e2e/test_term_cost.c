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

#include "prose.h"
#include "scratch.h"
#include "trace.h"
#include "vt.h"

enum { IDLE_MS = 1500 };

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
		assert_non_null(strstr(vt_screen(vt), "as she knows it"));
		quit(vt);
	}
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
	const char *argv[] = { vt_program("tests/e2e/echo_screen"), NULL };
	struct vt *vt;
	long before;

	(void)state;
	if (!trace_possible())
		skip();
	vt = trace_start(&(struct vt_options){ .argv = argv });
	vt_expect(vt, "ready");
	before = trace_writes();
	assert_in_range(before, 1, 3); /* the trace sees the terminal at all */
	for (int i = 0; i < LETTERS; i++)
		vt_type_slowly(vt, "w");
	assert_int_equal(trace_writes() - before, LETTERS);
	for (int i = 0; i < FULL; i++) { /* every cell, more than the buffer of curses holds */
		vt_type(vt, "\025");
		if (i % 2 == 0)
			vt_expect(vt, "full");
		else
			vt_expect_gone(vt, "full");
	}
	print_message("# %ld writes for %d letters and %d full screens\n", trace_writes() - before, LETTERS,
		      FULL);
	assert_int_equal(trace_writes() - before, LETTERS + FULL);
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
