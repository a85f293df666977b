/* SPDX-License-Identifier: MIT */
/* Handlers only leave a note; that of a fault gives the terminal back, by async-signal-safe calls alone. */
#include "term/term_signals.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "term/term.h"

enum { FAREWELL_BYTES = 512, FAULT_STACK_BYTES = 1 << 16 };

/* ---- notes ---- */

static const struct {
	int number;
	enum term_signal note;
} caught[] = {
	{ SIGHUP, TERM_SIGNAL_END },        { SIGTERM, TERM_SIGNAL_END },      { SIGINT, TERM_SIGNAL_END },
	{ SIGQUIT, TERM_SIGNAL_END },       { SIGWINCH, TERM_SIGNAL_RESIZED }, { SIGTSTP, TERM_SIGNAL_STOP },
	{ SIGCONT, TERM_SIGNAL_CONTINUED },
};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

static volatile sig_atomic_t notes[TERM_SIGNAL_COUNT];
static struct sigaction handlers_before[CAUGHT];
static sigset_t mask_before, mask_waiting;

static void take_note(int number)
{
	for (size_t i = 0; i < CAUGHT; i++)
		if (caught[i].number == number)
			notes[caught[i].note] = 1;
}

void term_signals_start(void)
{
	/* No SA_RESTART: a wait has to end. */
	struct sigaction action = { .sa_handler = take_note };
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaddset(&held, caught[i].number);
	sigprocmask(SIG_BLOCK, &held, &mask_before);
	mask_waiting = mask_before;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT; i++) {
		sigdelset(&mask_waiting, caught[i].number);
		sigaction(caught[i].number, &action, &handlers_before[i]);
	}
	for (int i = 0; i < TERM_SIGNAL_COUNT; i++)
		notes[i] = 0;
}

void term_signals_stop(void)
{
	term_signals_let_in();
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i].number, &handlers_before[i], NULL);
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

void term_signals_let_in(void)
{
	sigset_t held;

	sigprocmask(SIG_SETMASK, &mask_waiting, &held);
	sigprocmask(SIG_SETMASK, &held, NULL);
}

void term_signals_wait(struct pollfd *lines, nfds_t count, int timeout_ms)
{
	struct timespec timeout = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };

	if (ppoll(lines, count, timeout_ms < 0 ? NULL : &timeout, &mask_waiting) < 0)
		for (nfds_t i = 0; i < count; i++)
			lines[i].revents = 0;
}

bool term_signals_take(enum term_signal which)
{
	bool came = notes[which] != 0;

	if (which != TERM_SIGNAL_END)
		notes[which] = 0;
	return came;
}

void term_signals_stop_here(void)
{
	struct sigaction ours, stop = { .sa_handler = SIG_DFL };

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &ours);
	kill(0, SIGTSTP);
	term_signals_let_in(); /* stands still here */
	sigaction(SIGTSTP, &ours, NULL);
	term_signals_take(TERM_SIGNAL_CONTINUED);
	term_signals_take(TERM_SIGNAL_STOP);
}

/* ---- faults ---- */

static struct {
	volatile sig_atomic_t armed;
	int in, out;
	struct termios modes;
	char farewell[FAREWELL_BYTES];
	size_t farewell_bytes;
} ready;

static const int faults[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
enum { FAULTS = sizeof faults / sizeof faults[0] };
static struct sigaction faults_before[FAULTS];
static stack_t stack_before;
static char fault_stack[FAULT_STACK_BYTES];
static void (*fault_hook)(int signal);

void term_signals_arm(int fd_in, int fd_out, const struct termios *modes, const struct str *farewell)
{
	ready.armed = 0;
	ready.in = fd_in;
	ready.out = fd_out;
	ready.modes = *modes;
	ready.farewell_bytes = farewell->len < FAREWELL_BYTES ? farewell->len : FAREWELL_BYTES;
	memcpy(ready.farewell, farewell->s, ready.farewell_bytes);
	ready.armed = 1;
}

void term_signals_disarm(void)
{
	ready.armed = 0;
}

void term_rescue(void)
{
	pid_t front;
	ssize_t sent;

	if (!ready.armed)
		return;
	ready.armed = 0;
	front = tcgetpgrp(ready.in);
	if (front != -1 && front != getpgrp())
		return;
	sent = write(ready.out, ready.farewell, ready.farewell_bytes);
	(void)sent;
	/* What was typed for the record must not reach the shell as a command. */
	tcflush(ready.in, TCIFLUSH);
	tcsetattr(ready.in, TCSANOW, &ready.modes);
}

void term_on_fault(void (*hook)(int signal))
{
	fault_hook = hook;
}

static void fault_handler(int number, siginfo_t *info, void *context)
{
	void (*hook)(int) = fault_hook;

	(void)context;
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &faults_before[i], NULL);
	term_rescue();
	fault_hook = NULL;
	if (hook)
		hook(number);
	/* A fault of the processor comes again by itself on return, with its particulars for whoever caught
	 * it before us; one that was sent has to be sent again. */
	if (info->si_code <= 0)
		raise(number);
}

void term_signals_watch_faults(void)
{
	struct sigaction action = { .sa_sigaction = fault_handler, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	stack_t stack = { .ss_sp = fault_stack, .ss_size = sizeof fault_stack };

	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, &stack_before);
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &action, &faults_before[i]);
}

void term_signals_unwatch_faults(void)
{
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &faults_before[i], NULL);
	sigaltstack(&stack_before, NULL);
}
