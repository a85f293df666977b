/* SPDX-License-Identifier: MIT */
/* Opens and closes the program as its tests want it. */
#include "clinic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "scratch.h"
#include "trace.h"

enum { COMMAND_BYTES = 8192 };

static const char clinic_name[] = "clinic.db";

static void run(const char *arguments)
{
	char command[COMMAND_BYTES];
	int status;

	snprintf(command, sizeof command, "HOME='%s' '%s' %s >'%s' 2>&1", scratch_path(""),
		 vt_program("fascicle-test"), arguments, scratch_path("said"));
	status = system(command);
	if (status != 0) {
		char *said = scratch_read("said");

		print_error("%s\n%s", command, said);
		free(said);
	}
	assert_int_equal(status, 0);
}

void clinic_make_of(int clients, int sessions)
{
	char arguments[2048];

	snprintf(arguments, sizeof arguments, "demo --clients %d --sessions %d --seed 1 '%s'", clients,
		 sessions, scratch_path(clinic_name));
	run(arguments);
}

void clinic_make(void)
{
	clinic_make_of(10, 30);
}

void clinic_verify(void)
{
	char arguments[2048];

	snprintf(arguments, sizeof arguments, "-d '%s' verify", scratch_path(clinic_name));
	run(arguments);
}

const char *clinic_command(void)
{
	static char command[COMMAND_BYTES];
	const char *now = getenv("FASCICLE_NOW");

	snprintf(command, sizeof command, "HOME='%s' FASCICLE_NOW='%s' LC_ALL=C.UTF-8 exec '%s' -d '%s'",
		 scratch_path(""), now ? now : "2026-11-20T08:55:00Z", vt_program("fascicle-test"),
		 scratch_path(clinic_name));
	return command;
}

static struct vt *open_with(struct vt *(*start)(const struct vt_options *), const char *type,
			    const char *config, bool no_flush)
{
	char home[2048], term[128];
	const char *argv[] = {
		vt_program("fascicle-test"),          "-d", scratch_path(clinic_name), config ? "-c" : NULL,
		config ? scratch_path(config) : NULL, NULL
	};
	const char *env[] = { home, term, NULL };
	struct vt *vt;

	snprintf(home, sizeof home, "HOME=%s", scratch_path(""));
	snprintf(term, sizeof term, "TERM=%s", type);
	vt = start(&(struct vt_options){
		.argv = argv, .env = env, .folder = scratch_path(""), .no_flush = no_flush });
	vt_expect(vt, "Today");
	return vt;
}

struct vt *clinic_open(const char *type)
{
	return open_with(vt_start, type ? type : "xterm-256color", NULL, false);
}

struct vt *clinic_open_no_flush(const char *type)
{
	return open_with(vt_start, type, NULL, true);
}

struct vt *clinic_open_with(const char *config)
{
	return open_with(vt_start, "xterm-256color", config, false);
}

struct vt *clinic_open_traced(void)
{
	return open_with(trace_start, "xterm-256color", NULL, false);
}

void clinic_open_chart(struct vt *vt)
{
	vt_type(vt, "\r");
	vt_expect(vt, "Subjective");
	vt_type(vt, "\0334");
	vt_type(vt, "\033>");
}

void clinic_leave(struct vt *vt)
{
	int status;

	vt_type(vt, "\021");
	status = vt_wait_exit(vt);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	vt_end(vt);
}

void clinic_expect_kept(const char *text)
{
	struct vt *vt = clinic_open(NULL);

	clinic_open_chart(vt);
	vt_expect(vt, text);
	clinic_leave(vt);
}
