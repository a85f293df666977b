/* SPDX-License-Identifier: MIT */
/* Connect, chart, lose the connection in mid-word, connect again: the words are there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "clinic.h"
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
	else
		clinic_make();
	return 0;
}

static int stop_host(void **state)
{
	(void)state;
	ssh_host_stop(&host);
	scratch_remove();
	return 0;
}

static struct vt *connect_and_open_chart(void)
{
	struct vt *vt;

	if (host.why[0])
		skip();
	vt = ssh_host_run(&host, clinic_command(), 0, 0);
	vt_expect(vt, "Today");
	clinic_open_chart(vt);
	return vt;
}

static void a_cut(enum ssh_cut how, const char *word)
{
	struct vt *vt = connect_and_open_chart();

	vt_type_slowly(vt, "\r");
	vt_type_slowly(vt, word);
	ssh_host_cut(&host, vt, how);
	ssh_host_wait_ended();
	vt_end(vt);
	vt = connect_and_open_chart();
	vt_expect(vt, word);
	clinic_leave(vt);
	clinic_verify();
}

static void a_killed_client_loses_no_letter(void **state)
{
	(void)state;
	a_cut(SSH_CUT_CLIENT, "client was kil");
}

static void a_killed_server_loses_no_letter(void **state)
{
	(void)state;
	a_cut(SSH_CUT_SERVER, "server was kil");
}

static void a_closed_window_loses_no_letter(void **state)
{
	(void)state;
	a_cut(SSH_CUT_WINDOW, "window was clo");
}

static void a_line_that_went_dead_loses_no_letter(void **state)
{
	(void)state;
	a_cut(SSH_CUT_FROZEN, "line went de");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_killed_client_loses_no_letter),
		cmocka_unit_test(a_killed_server_loses_no_letter),
		cmocka_unit_test(a_closed_window_loses_no_letter),
		cmocka_unit_test(a_line_that_went_dead_loses_no_letter),
	};

	return cmocka_run_group_tests_name("charting over SSH", tests, start_host, stop_host);
}
