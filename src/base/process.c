/* SPDX-License-Identifier: MIT */
/* What a process that holds records does before anything else. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* The leak checker has to look into the process. */
#if defined(__SANITIZE_ADDRESS__)
#define CHECKED_FOR_LEAKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHECKED_FOR_LEAKS 1
#endif
#endif

static void ignore_signal(int number)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = SIG_IGN;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* A closed descriptor would be taken by the next file that is opened: the database could become stderr.
 * Output that was closed is opened for reading, so that writing to it fails and is reported. */
static void open_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		if (open("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
	}
}

#ifdef __linux__
static bool may_be_watched(void)
{
#ifdef FASCICLE_TEST
	if (getenv("FASCICLE_WATCHED") != NULL)
		return true;
#endif
#ifdef CHECKED_FOR_LEAKS
	return true;
#else
	return false;
#endif
}
#endif

void process_secure(void)
{
	struct rlimit none = { 0, 0 };

	open_standard_descriptors();
	umask(077);
	setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
	if (!may_be_watched())
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	ignore_signal(SIGPIPE);
	ignore_signal(SIGXFSZ);
}
