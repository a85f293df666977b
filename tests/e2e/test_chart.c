/* SPDX-License-Identifier: MIT */
/* Charting on a real terminal: what is typed is there again whatever ended the program, and a slow line
 * carries little. */
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

#include "clinic.h"
#include "prose.h"
#include "scratch.h"
#include "trace.h"
#include "vt.h"

enum { IDLE_MS = 1500, REST_MS = 1500, LOST_KEYS_MAX = 10 };

static const char words[] = " Next week again, and a word cut in mid-";

static int make_clinic(void **state)
{
	(void)state;
	scratch_make();
	clinic_make();
	return 0;
}

static int remove_clinic(void **state)
{
	(void)state;
	scratch_remove();
	return 0;
}

static struct vt *open_chart(void)
{
	struct vt *vt = clinic_open(NULL);

	clinic_open_chart(vt);
	return vt;
}

static void a_broken_line_keeps_every_letter(void **state)
{
	struct vt *vt = open_chart();

	(void)state;
	vt_type_slowly(vt, words);
	vt_hang_up(vt);
	vt_wait_exit(vt);
	vt_end(vt);
	clinic_expect_kept("cut in mid-");
	clinic_verify();
}

static void being_told_to_end_keeps_every_letter_and_the_terminal(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
	struct termios before, after;

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		char word[16];
		struct vt *vt = open_chart();

		snprintf(word, sizeof word, " signal%d", signals[i]);
		vt_type(vt, word);
		vt_expect(vt, word + 1);
		vt_kill(vt, signals[i]);
		vt_wait_exit(vt);
		before = vt_modes_before(vt);
		after = vt_modes(vt);
		assert_int_equal(after.c_lflag, before.c_lflag);
		assert_false(vt_on_alternate_screen(vt));
		assert_null(strstr(vt_screen(vt), "signal"));
		vt_end(vt);
		clinic_expect_kept(word + 1);
	}
}

/* Nothing warns it: what was not stored yet is lost, and that is little. */
static void a_kill_loses_ten_letters_at_most(void **state)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char kept[sizeof letters];

	(void)state;
	for (size_t typed = 15; typed < 48; typed += 8) {
		struct vt *vt = open_chart();

		snprintf(kept, sizeof kept, "%.*s", (int)typed, letters);
		vt_type_slowly(vt, "\r");
		vt_type_slowly(vt, kept);
		vt_kill(vt, SIGKILL);
		vt_wait_exit(vt);
		vt_end(vt);
		kept[typed - LOST_KEYS_MAX] = '\0';
		clinic_expect_kept(kept);
	}
	clinic_verify();
}

/* Nobody reads what it sends: 60 times the whole screen. */
static struct vt *freeze_line(void)
{
	struct vt *vt = open_chart();

	for (int i = 0; i < 60; i++)
		vt_type_unread(vt, "\014");
	vt_type_unread(vt, words);
	return vt;
}

static void a_frozen_line_ends_as_any_other(void **state)
{
	struct vt *vt = freeze_line();

	(void)state;
	vt_kill(vt, SIGTERM);
	vt_wait_exit_unread(vt);
	vt_end(vt);
	clinic_expect_kept("cut in mid-");
}

/* The clock that stores the draft goes on behind it. */
static void behind_a_frozen_line_the_draft_is_stored(void **state)
{
	struct vt *vt = freeze_line();

	(void)state;
	vt_rest_unread(vt, REST_MS);
	vt_kill(vt, SIGKILL);
	vt_wait_exit(vt);
	vt_end(vt);
	clinic_expect_kept("cut in mid-");
}

static void a_fault_keeps_every_letter(void **state)
{
	static const int faults[] = { SIGSEGV, SIGABRT, SIGBUS };

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		char word[16];
		struct vt *vt = open_chart();

		snprintf(word, sizeof word, " fault%d", faults[i]);
		vt_type(vt, word);
		vt_expect(vt, word + 1);
		vt_kill(vt, faults[i]);
		vt_wait_exit(vt);
		assert_false(vt_on_alternate_screen(vt));
		assert_null(strstr(vt_screen(vt), "fault"));
		vt_end(vt);
		clinic_expect_kept(word + 1);
	}
}

static void ctrl_z_hides_the_record(void **state)
{
	struct vt *vt = open_chart();

	(void)state;
	vt_type(vt, "\032"); /* nobody can continue it here: it goes on by itself */
	vt_type(vt, words);
	vt_expect(vt, "cut in mid-");
	clinic_leave(vt);
	clinic_expect_kept("cut in mid-");
}

static void any_window_is_survived(void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 1, 1 },  { 80, 1 },   { 1, 24 },  { 132, 50 },
		      { 10, 3 }, { 250, 70 }, { 40, 12 }, { 80, 24 } };
	struct vt *vt = open_chart();

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		vt_forget_sent(vt);
		vt_resize(vt, sizes[i].cols, sizes[i].rows);
		while (vt_sent_bytes(vt) == 0)
			assert_true(vt_running(vt));
		vt_type(vt, "z");
	}
	vt_expect(vt, "zzzzzzzz");
	clinic_leave(vt);
}

static void a_pasted_page_is_text_and_nothing_else(void **state)
{
	struct vt *vt = open_chart();

	(void)state;
	vt_type(vt, "\033[200~pasted\r\033\033[20~\021 here\033[201~\021more\033[201~");
	vt_expect(vt, "pasted");
	vt_expect(vt, "more");
	assert_true(vt_running(vt));
	clinic_leave(vt);
	clinic_expect_kept("more");
}

static void opening_a_chart_sends_less_than_two_kilobytes(void **state)
{
	static const char *const types[] = { "xterm-256color", "vt100", "linux", "screen-256color" };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct vt *vt = clinic_open(types[i]);

		vt_forget_sent(vt);
		vt_type(vt, "\r");
		vt_expect(vt, "Subjective");
		vt_rest(vt, REST_MS / 3);
		print_message("# %s: %zu bytes\n", types[i], vt_sent_bytes(vt));
		assert_true(vt_sent_bytes(vt) < 2000);
		clinic_leave(vt);
	}
}

static double bytes_a_letter(struct vt *vt)
{
	vt_rest(vt, REST_MS / 3);
	vt_forget_sent(vt);
	vt_type_slowly(vt, prose);
	return (double)vt_sent_bytes(vt) / (double)(sizeof prose - 1);
}

/* A wrap costs the letters of the word twice and the way to the next row: the figure is for the width of the
 * screen, and a pane of 52 columns has half as many wraps again. */
static void a_letter_of_the_note_costs_little_more_than_itself(void **state)
{
	struct vt *vt = open_chart();
	double each;

	(void)state;
	each = bytes_a_letter(vt);
	print_message("# in the pane: %.3f bytes a letter\n", each);
	assert_true(each <= 1.35);
	clinic_leave(vt);
	vt = open_chart();
	vt_type(vt, "\033z");
	vt_expect_gone(vt, "Back");
	each = bytes_a_letter(vt);
	print_message("# zoomed: %.3f bytes a letter\n", each);
	assert_true(each <= 1.2);
	clinic_leave(vt);
}

static void a_key_is_one_write(void **state)
{
	static const char *const keys[] = { "\t", "\t",    "\033[B", "\033[B", "\t",
					    "f",  "\033z", "\033z",  "\033m" };
	struct vt *vt;
	long before;
	int count = sizeof keys / sizeof keys[0];

	(void)state;
	if (!trace_possible())
		skip();
	vt = clinic_open_traced();
	clinic_open_chart(vt);
	vt_rest(vt, REST_MS);
	before = trace_writes();
	vt_type_slowly(vt, words);
	assert_int_equal(trace_writes() - before, sizeof words - 1);
	vt_rest(vt, REST_MS);
	before = trace_writes();
	for (int i = 0; i < count; i++) {
		vt_type(vt, keys[i]);
		vt_rest(vt, REST_MS / 4);
	}
	print_message("# %ld writes for %d keys\n", trace_writes() - before, count);
	assert_in_range(trace_writes() - before, 1, count);
	vt_type_slowly(vt, "\033"); /* not Alt with the key behind it */
	clinic_leave(vt);
}

static void idle_sends_nothing_and_wakes_nothing(void **state)
{
	struct vt *vt = open_chart();
	long before;

	(void)state;
	vt_type_slowly(vt, words);
	vt_rest(vt, REST_MS);
	before = vt_sleeps(vt);
	assert_int_equal(vt_watch(vt, IDLE_MS), 0);
	assert_int_equal(vt_sleeps(vt), before);
	clinic_leave(vt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_clinic, remove_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_broken_line_keeps_every_letter),
		TEST(being_told_to_end_keeps_every_letter_and_the_terminal),
		TEST(a_kill_loses_ten_letters_at_most),
		TEST(a_frozen_line_ends_as_any_other),
		TEST(behind_a_frozen_line_the_draft_is_stored),
		TEST(a_fault_keeps_every_letter),
		TEST(ctrl_z_hides_the_record),
		TEST(any_window_is_survived),
		TEST(a_pasted_page_is_text_and_nothing_else),
		TEST(opening_a_chart_sends_less_than_two_kilobytes),
		TEST(a_letter_of_the_note_costs_little_more_than_itself),
		TEST(a_key_is_one_write),
		TEST(idle_sends_nothing_and_wakes_nothing),
	};

	return cmocka_run_group_tests_name("charting on a terminal", tests, NULL, NULL);
}
