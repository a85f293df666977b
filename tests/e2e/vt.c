/* SPDX-License-Identifier: MIT */
/* Starting, feeding and ending the program. */
#include "vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "vt_inner.h"

enum { SILENT_MS = 300 };

long long vt_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *vt_program(const char *path)
{
	static char full[4096];
	const char *folder = getenv("FASCICLE_BUILDDIR");

	snprintf(full, sizeof full, "%s/%s", folder ? folder : ".", path);
	return full;
}

static int open_pty(char *name, size_t n)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (master == -1 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, n) != 0)
		fail_msg("no pseudo-terminal: %s", strerror(errno));
	return master;
}

static void set_environment(const char *const *env)
{
	char *equals;

	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (; env && *env; env++) {
		equals = strchr(*env, '=');
		if (equals)
			putenv(strdup(*env));
		else
			unsetenv(*env);
	}
}

/* In the child: never returns. */
static void become(const struct vt_options *options, const char *terminal)
{
	sigset_t none;
	int fd;

	setsid();
	fd = open(terminal, O_RDWR | O_NOCTTY);
	if (fd == -1 || (!options->detached && ioctl(fd, TIOCSCTTY, 0) != 0))
		_exit(126);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	set_environment(options->env);
	if (options->folder && chdir(options->folder) != 0)
		_exit(125);
	execvp(options->argv[0], (char *const *)options->argv);
	_exit(127);
}

static void set_size(struct vt *vt)
{
	struct winsize size = { .ws_col = (unsigned short)vt->cols, .ws_row = (unsigned short)vt->rows };

	ioctl(vt->master, TIOCSWINSZ, &size);
}

struct vt *vt_start(const struct vt_options *options)
{
	struct vt *vt = calloc(1, sizeof *vt);
	char terminal[64];

	assert_non_null(vt);
	vt->cols = options->cols > 0 ? options->cols : VT_COLS;
	vt->rows = options->rows > 0 ? options->rows : VT_ROWS;
	vt->master = open_pty(terminal, sizeof terminal);
	vt->keeper = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC);
	set_size(vt);
	tcgetattr(vt->keeper, &vt->modes);
	if (options->no_flush) {
		vt->modes.c_lflag |= NOFLSH;
		tcsetattr(vt->keeper, TCSANOW, &vt->modes);
	}
	fflush(NULL);
	vt->pid = fork();
	if (vt->pid == 0)
		become(options, terminal);
	if (vt->pid == -1)
		fail_msg("no new process: %s", strerror(errno));
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	vt_screen_open(vt);
	return vt;
}

void vt_end(struct vt *vt)
{
	if (!vt)
		return;
	if (vt_running(vt)) {
		kill(-vt->pid, SIGKILL);
		kill(vt->pid, SIGKILL);
		waitpid(vt->pid, NULL, 0);
	}
	vt_hang_up(vt);
	vt_screen_close(vt);
	free(vt->sent);
	free(vt);
}

/* One look, at most timeout_ms long. False when nothing will ever come again. */
bool vt_pump(struct vt *vt, int timeout_ms)
{
	struct pollfd line = { .fd = vt->master, .events = POLLIN };
	char piece[65536];
	ssize_t n;

	if (vt->master == -1) {
		poll(NULL, 0, timeout_ms);
		return false;
	}
	if (poll(&line, 1, timeout_ms) <= 0)
		return vt_running(vt);
	n = read(vt->master, piece, sizeof piece);
	if (n <= 0)
		return n == -1 && (errno == EAGAIN || errno == EINTR);
	vt->sent = realloc(vt->sent, vt->sent_bytes + (size_t)n + 1);
	assert_non_null(vt->sent);
	memcpy(vt->sent + vt->sent_bytes, piece, (size_t)n);
	vt->sent_bytes += (size_t)n;
	vt->sent[vt->sent_bytes] = '\0';
	vt_screen_feed(vt, piece, (size_t)n);
	return true;
}

void vt_typen(struct vt *vt, const char *bytes, size_t n)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;

	while (n > 0 && vt->master != -1) {
		ssize_t done = write(vt->master, bytes, n);

		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else {
			vt_pump(vt, 10); /* the line is full both ways */
		}
		if (vt_clock_ms() > until)
			fail_msg("the program does not read its keys");
	}
}

void vt_type(struct vt *vt, const char *bytes)
{
	vt_typen(vt, bytes, strlen(bytes));
}

/* Whether the screen answered: bytes came, or none will. A space behind a full row may change nothing. */
static bool answered(struct vt *vt, char typed, size_t sent_before, long long waited_ms)
{
	return vt->sent_bytes != sent_before || (typed == ' ' && waited_ms > SILENT_MS);
}

void vt_type_slowly(struct vt *vt, const char *ascii)
{
	for (; *ascii; ascii++) {
		long long start = vt_clock_ms();
		size_t before = vt_sent_bytes(vt);

		vt_typen(vt, ascii, 1);
		while (!answered(vt, *ascii, before, vt_clock_ms() - start)) {
			vt_pump(vt, 20);
			if (vt_clock_ms() > start + VT_SECONDS * 1000LL)
				fail_msg("no answer to '%c'\n%s", *ascii, vt_screen(vt));
		}
	}
}

void vt_resize(struct vt *vt, int cols, int rows)
{
	vt->cols = cols;
	vt->rows = rows;
	vt_screen_size(vt);
	set_size(vt);
}

void vt_kill(struct vt *vt, int number)
{
	kill(vt->pid, number);
}

void vt_hang_up(struct vt *vt)
{
	if (vt->keeper != -1)
		close(vt->keeper);
	if (vt->master != -1)
		close(vt->master);
	vt->keeper = vt->master = -1;
}

pid_t vt_pid(const struct vt *vt)
{
	return vt->pid;
}

bool vt_running(struct vt *vt)
{
	if (!vt->ended && waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid)
		vt->ended = true;
	return !vt->ended;
}

int vt_wait_exit_at(struct vt *vt, const char *file, int line)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;

	while (vt_running(vt)) {
		vt_pump(vt, 10);
		if (vt_clock_ms() > until) {
			print_error("the program does not end; its screen:\n%s", vt_screen(vt));
			_fail(file, line);
		}
	}
	while (vt->master != -1 && vt_watch(vt, 0) > 0)
		;
	return vt->status;
}

int vt_wait_exit_unread(struct vt *vt)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;

	while (vt_running(vt)) {
		poll(NULL, 0, 10);
		if (vt_clock_ms() > until)
			fail_msg("the program does not end");
	}
	return vt->status;
}

void vt_wait_stopped(struct vt *vt)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;
	siginfo_t info = { 0 };

	while (waitid(P_PID, (id_t)vt->pid, &info, WSTOPPED | WNOHANG) == 0 && info.si_pid == 0) {
		vt_pump(vt, 10);
		if (vt_clock_ms() > until)
			fail_msg("the program does not stop");
	}
}

/* Looks at the screen whenever the line has fallen silent. */
static bool comes_to(struct vt *vt, const char *text, bool there, int seconds)
{
	long long until = vt_clock_ms() + seconds * 1000LL;
	bool alive = true;

	vt_watch(vt, 0);
	while ((strstr(vt_screen(vt), text) != NULL) != there) {
		if (!alive || vt_clock_ms() > until)
			return false;
		alive = vt_pump(vt, 50);
		vt_watch(vt, 0);
	}
	return true;
}

bool vt_shows(struct vt *vt, const char *text, int seconds)
{
	return comes_to(vt, text, true, seconds);
}

void vt_expect_at(struct vt *vt, const char *text, bool absent, const char *file, int line)
{
	if (comes_to(vt, text, !absent, VT_SECONDS))
		return;
	print_error("%s: \"%s\"; the screen:\n", absent ? "stays on the screen" : "is not on the screen",
		    text);
	for (int row = 0; row < vt->rows; row++)
		print_error("%s\n", vt_row(vt, row));
	_fail(file, line);
}

const char *vt_sent(struct vt *vt, size_t *bytes)
{
	vt_watch(vt, 0);
	if (bytes)
		*bytes = vt->sent_bytes;
	return vt->sent ? vt->sent : "";
}

size_t vt_sent_bytes(struct vt *vt)
{
	vt_watch(vt, 0);
	return vt->sent_bytes;
}

void vt_forget_sent(struct vt *vt)
{
	vt_watch(vt, 0);
	vt->sent_bytes = 0;
	if (vt->sent)
		vt->sent[0] = '\0';
}

size_t vt_watch(struct vt *vt, int ms)
{
	long long until = vt_clock_ms() + ms, left = ms;
	size_t before = vt->sent_bytes, last;
	bool alive;

	do {
		last = vt->sent_bytes;
		alive = vt_pump(vt, left > 0 ? (int)left : 0);
		left = until - vt_clock_ms();
	} while (alive && (left > 0 || vt->sent_bytes > last));
	return vt->sent_bytes - before;
}

struct termios vt_modes_before(const struct vt *vt)
{
	return vt->modes;
}

struct termios vt_modes(struct vt *vt)
{
	struct termios modes = { 0 };

	if (tcgetattr(vt->keeper, &modes) != 0)
		fail_msg("no modes: %s", strerror(errno));
	return modes;
}

long vt_sleeps(const struct vt *vt)
{
	char path[64], row[256];
	long number = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)vt->pid);
	file = fopen(path, "r");
	while (file && number == -1 && fgets(row, sizeof row, file))
		if (sscanf(row, "voluntary_ctxt_switches: %ld", &number) != 1)
			number = -1;
	if (file)
		fclose(file);
	return number;
}

void vt_type_unread(struct vt *vt, const char *bytes)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;
	long before = vt_sleeps(vt);

	vt_type(vt, bytes);
	while (vt_running(vt) && vt_sleeps(vt) == before) {
		poll(NULL, 0, 1);
		if (vt_clock_ms() > until)
			fail_msg("the program does not read its keys");
	}
}

static void rest(struct vt *vt, int ms, bool reads)
{
	long long until = vt_clock_ms() + VT_SECONDS * 1000LL;
	size_t sent;
	long before;

	do {
		if (vt_clock_ms() > until)
			fail_msg("it never comes to rest");
		before = vt_sleeps(vt);
		sent = vt->sent_bytes;
		if (reads)
			vt_watch(vt, ms);
		else
			poll(NULL, 0, ms);
	} while (vt_sleeps(vt) != before || vt->sent_bytes != sent);
}

void vt_rest(struct vt *vt, int ms)
{
	rest(vt, ms, true);
}

void vt_rest_unread(struct vt *vt, int ms)
{
	rest(vt, ms, false);
}
