/* SPDX-License-Identifier: MIT */
/* A process that keeps what it holds to itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/process.h"

/* Runs in a child: what is closed and then secured cannot be undone here. */
static int secured_state(void)
{
	struct rlimit core;
	struct sigaction action;
	int fd;

	close(0);
	close(1);
	close(2);
	process_secure();
	fd = open("/dev/null", O_RDONLY);
	if (fd <= 2)
		return 1;
	if (umask(0) != 077)
		return 2;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0)
		return 3;
	sigaction(SIGPIPE, NULL, &action);
	if (action.sa_handler != SIG_IGN)
		return 4;
	sigaction(SIGXFSZ, NULL, &action);
	if (action.sa_handler != SIG_IGN)
		return 5;
	if (read(0, &fd, 1) != 0)
		return 6; /* nothing to read: the end */
	if (write(1, "x", 1) != -1)
		return 7; /* lost output is noticed */
	if (write(2, "x", 1) != 1)
		return 8;
	return 0;
}

static int hidden_state(void)
{
	unsetenv("FASCICLE_WATCHED");
	process_secure();
	return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

static int watched_state(void)
{
	setenv("FASCICLE_WATCHED", "1", 1);
	process_secure();
	return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

/* What a child says that secures itself. */
static int said_by_child(int (*state)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(state());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void a_secured_process_has_its_descriptors_and_no_core(void **state)
{
	(void)state;
	assert_int_equal(said_by_child(secured_state), 0);
}

static void nobody_looks_into_a_secured_process(void **state)
{
	const char *sanitizers = getenv("FASCICLE_SANITIZERS");

	(void)state;
	if (sanitizers != NULL && strcmp(sanitizers, "no") != 0)
		skip(); /* the leak checker has to */
	assert_int_equal(said_by_child(hidden_state), 0);
}

static void a_test_may_ask_to_look(void **state)
{
	(void)state;
	assert_int_equal(said_by_child(watched_state), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_secured_process_has_its_descriptors_and_no_core),
		cmocka_unit_test(nobody_looks_into_a_secured_process),
		cmocka_unit_test(a_test_may_ask_to_look),
	};

	return cmocka_run_group_tests_name("base process", tests, NULL, NULL);
}
