/* SPDX-License-Identifier: MIT */
/* A timer on a real terminal: it runs on while the line is cut, and a second costs a slow line its digits alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clinic.h"
#include "scratch.h"
#include "ssh_host.h"
#include "vt.h"

enum { REST_MS = 500, IDLE_MS = 1500, TICKS = 4, TICK_BYTES_MAX = 45 };

static const char before_cut[] = "2026-11-20T08:55:00Z", after_cut[] = "2026-11-20T09:00:30Z",
		  goes_on[] = "2026-11-20T08:55:00Z+";

static struct ssh_host host;

static int make_clinic(void **state)
{
	(void)state;
	scratch_make();
	setenv("FASCICLE_NOW", before_cut, 1);
	clinic_make();
	return 0;
}

static int remove_clinic(void **state)
{
	(void)state;
	ssh_host_stop(&host);
	scratch_remove();
	return 0;
}

static void run_command(struct vt *vt, const char *line)
{
	vt_type(vt, "\033x");
	vt_expect(vt, "Command:");
	vt_type_slowly(vt, line);
	vt_type(vt, "\r");
}

static void start_heat(struct vt *vt)
{
	clinic_open_chart(vt);
	run_command(vt, "timer-start hot 15min");
	vt_expect(vt, "15:00 heat");
}

static void expect_left(struct vt *vt)
{
	vt_expect(vt, " 9:30 heat"); /* the day says it already */
	clinic_open_chart(vt);
	vt_expect(vt, " 9:30 heat");
	assert_null(strstr(vt_screen(vt), "15:00"));
	clinic_leave(vt);
	clinic_verify();
}

static void a_timer_runs_on_while_the_terminal_is_gone(void **state)
{
	struct vt *vt = clinic_open(NULL);

	(void)state;
	start_heat(vt);
	vt_hang_up(vt);
	vt_wait_exit(vt);
	vt_end(vt);
	setenv("FASCICLE_NOW", after_cut, 1);
	expect_left(clinic_open(NULL));
}

static void a_timer_runs_on_after_the_program_was_killed(void **state)
{
	struct vt *vt = clinic_open(NULL);

	(void)state;
	start_heat(vt);
	vt_kill(vt, 9);
	vt_wait_exit(vt);
	vt_end(vt);
	setenv("FASCICLE_NOW", after_cut, 1);
	expect_left(clinic_open(NULL));
}

static void a_timer_runs_on_while_ssh_is_cut(void **state)
{
	struct vt *vt;

	(void)state;
	if (!ssh_host_start(&host, 1)) {
		print_message("# skipped: %s\n", host.why);
		skip();
	}
	vt = ssh_host_run(&host, clinic_command(), 0, 0);
	vt_expect(vt, "Today");
	start_heat(vt);
	ssh_host_cut(&host, vt, SSH_CUT_CLIENT);
	ssh_host_wait_ended();
	vt_end(vt);
	setenv("FASCICLE_NOW", after_cut, 1);
	vt = ssh_host_run(&host, clinic_command(), 0, 0);
	vt_expect(vt, "Today");
	expect_left(vt);
}

/* From one second to the one `TICKS` later, with the cursor in the note and the timer in header, mark and technique. */
static void a_second_costs_its_digits(void **state)
{
	static const char *const types[] = { "xterm-256color", "vt100", "linux" };
	static const char *const marks[] = { "\033mr inf a 7 tpc\r", "\033ml lev scap a 7 tpc\r",
					     "\033ml inf a 7 tpc\r" };

	(void)state;
	setenv("FASCICLE_NOW", goes_on, 1);
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct vt *vt = clinic_open(types[i]);
		int col, row, col_after, row_after;

		clinic_open_chart(vt);
		vt_type(vt, marks[i]);
		vt_expect(vt, "Marked:");
		vt_type(vt, "\tG \0331");
		vt_expect(vt, "0:02 hold");
		vt_cursor(vt, &col, &row);
		vt_forget_sent(vt);
		vt_expect(vt, "0:06 hold");
		print_message("# %s: %.1f bytes a second\n", types[i], (double)vt_sent_bytes(vt) / TICKS);
		assert_true(vt_sent_bytes(vt) <= TICKS * TICK_BYTES_MAX);
		vt_cursor(vt, &col_after, &row_after);
		assert_int_equal(col_after, col);
		assert_int_equal(row_after, row);
		vt_type(vt, "\033 ");
		vt_expect_gone(vt, " hold");
		vt_type(vt, "\033tu"); /* the message goes */
		vt_type_slowly(vt, "\033");
		vt_rest(vt, REST_MS);
		long sleeps = vt_sleeps(vt);
		assert_int_equal(vt_watch(vt, IDLE_MS), 0);
		assert_int_equal(vt_sleeps(vt), sleeps);
		clinic_leave(vt);
	}
}

static void the_end_rings_the_terminals_bell_once(void **state)
{
	struct vt *vt;
	size_t bytes, bells = 0;
	const char *sent;

	(void)state;
	setenv("FASCICLE_NOW", goes_on, 1);
	vt = clinic_open(NULL);
	clinic_open_chart(vt);
	run_command(vt, "timer-start hot 0.05min"); /* three seconds; less than usual asks once */
	vt_expect(vt, "outside");
	vt_forget_sent(vt);
	vt_type(vt, "\r");
	vt_expect(vt, "The time is over");
	vt_rest(vt, REST_MS);
	sent = vt_sent(vt, &bytes);
	for (size_t i = 0; i < bytes; i++)
		bells += sent[i] == '\a';
	assert_int_equal(bells, 1);
	clinic_leave(vt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_clinic, remove_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_timer_runs_on_while_the_terminal_is_gone),
		TEST(a_timer_runs_on_after_the_program_was_killed),
		TEST(a_timer_runs_on_while_ssh_is_cut),
		TEST(a_second_costs_its_digits),
		TEST(the_end_rings_the_terminals_bell_once),
	};

	return cmocka_run_group_tests_name("timers on a terminal", tests, NULL, NULL);
}
