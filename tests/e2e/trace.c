/* SPDX-License-Identifier: MIT */
/* A program under strace. */
#include "trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scratch.h"

enum { ARGUMENTS = 32 };

static const char trace_name[] = "trace";

bool trace_possible(void)
{
	if (system("strace -qq -o /dev/null true 2>/dev/null") == 0)
		return true;
	print_message("# skipped: strace is not here, or may not look at programs\n");
	return false;
}

static int add_all(const char **list, int n, const char *const *more)
{
	for (; more && *more; more++) {
		assert_true(n < ARGUMENTS - 1);
		list[n++] = *more;
	}
	list[n] = NULL;
	return n;
}

struct vt *trace_start(const struct vt_options *options)
{
	const char *const tracer[] = { "strace", "-qq",
				       "-f",     "-y",
				       "-e",     "trace=write,writev,pwrite64",
				       "-e",     "signal=none",
				       "-o",     scratch_path(trace_name),
				       NULL };
	/* No leak check while traced; and the names of files can be read of a process that does not hide. */
	const char *const quiet[] = { "ASAN_OPTIONS=detect_leaks=0", "FASCICLE_WATCHED=1", NULL };
	const char *argv[ARGUMENTS], *env[ARGUMENTS];
	struct vt_options traced = *options;

	add_all(argv, add_all(argv, 0, tracer), options->argv);
	add_all(env, add_all(env, 0, quiet), options->env);
	traced.argv = argv;
	traced.env = env;
	return vt_start(&traced);
}

/* With -y strace names the file behind each descriptor. */
long trace_writes(void)
{
	long count = 0;
	char *text = scratch_read(trace_name);

	for (char *row = strtok(text, "\n"); row; row = strtok(NULL, "\n"))
		if (strstr(row, "write") && (strstr(row, "</dev/tty") || strstr(row, "</dev/pts/")))
			count++;
	free(text);
	return count;
}
