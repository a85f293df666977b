/* SPDX-License-Identifier: MIT */
/* The terminal at the end of an SSH line, and what happens when the line is cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "scratch.h"
#include "ssh_host.h"
#include "vt.h"

static struct ssh_host host;

static int start_host(void **state)
{
	(void)state;
	scratch_make();
	if (!ssh_host_start(&host, 1))
		print_message("# skipped: %s\n", host.why);
	return 0;
}

static int stop_host(void **state)
{
	(void)state;
	ssh_host_stop(&host);
	scratch_remove();
	return 0;
}

static struct vt *start(const char *save)
{
	char command[5000];
	struct vt *vt;

	if (host.why[0])
		skip();
	snprintf(command, sizeof command, "LC_ALL=C.UTF-8 exec '%s' --save '%s'",
		 vt_program("tests/e2e/echo_screen"), scratch_path(save));
	vt = ssh_host_run(&host, command, 0, 0);
	vt_expect(vt, "ready");
	return vt;
}

static void quit(struct vt *vt)
{
	int status;

	vt_type(vt, "\021");
	status = vt_wait_exit(vt);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	vt_end(vt);
}

static void keys_and_text_pass_through_ssh(void **state)
{
	struct vt *vt = start("saved");

	(void)state;
	vt_type(vt, "caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac");
	vt_expect(vt, "caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac");
	vt_type(vt, "\033m");
	vt_expect(vt, "key Alt-m.");
	vt_type(vt, "\033[20~");
	vt_expect(vt, "key F9.");
	vt_type(vt, "\003");
	vt_expect(vt, "key Ctrl-c.");
	vt_type(vt, "\033[200~a\033[201~\021b\033[201~");
	vt_expect(vt, "key Paste. 3 bytes");
	quit(vt);
}

static void the_window_may_change_at_the_other_end(void **state)
{
	struct vt *vt = start("saved");

	(void)state;
	vt_resize(vt, 132, 50);
	vt_expect(vt, "key Resize. 50 rows");
	vt_resize(vt, 1, 1);
	vt_resize(vt, 80, 24);
	vt_expect(vt, "key Resize. 24 rows");
	quit(vt);
}

static void a_letter_costs_as_little_through_ssh(void **state)
{
	static const char text[] =
		"Slept badly, woke twice with a dull ache behind the left eye. Last time easier for a week.";
	struct vt *vt = start("saved");
	double each;

	(void)state;
	vt_forget_sent(vt);
	vt_type_slowly(vt, text);
	each = (double)vt_sent_bytes(vt) / (double)(sizeof text - 1);
	print_message("# %.3f bytes a letter\n", each);
	assert_true(each <= 1.2);
	quit(vt);
}

static void a_cut_in_mid_word_loses_nothing(void **state)
{
	static const enum ssh_cut ways[] = { SSH_CUT_CLIENT, SSH_CUT_SERVER, SSH_CUT_WINDOW, SSH_CUT_FROZEN };
	char name[16];

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct vt *vt;

		snprintf(name, sizeof name, "saved%zu", i);
		vt = start(name);
		vt_type_slowly(vt, "worse at the de");
		ssh_host_cut(&host, vt, ways[i]);
		ssh_host_wait_ended();
		scratch_expect(name, "worse at the de");
		vt_end(vt);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_and_text_pass_through_ssh),
		cmocka_unit_test(the_window_may_change_at_the_other_end),
		cmocka_unit_test(a_letter_costs_as_little_through_ssh),
		cmocka_unit_test(a_cut_in_mid_word_loses_nothing),
	};

	return cmocka_run_group_tests_name("the terminal over SSH", tests, start_host, stop_host);
}
