/* SPDX-License-Identifier: MIT */
/* Only async-signal-safe calls below term_rescue and the fault handler. */
#include "term/term_rescue.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "term/term.h"

enum { FAREWELL_BYTES = 512, FAULT_STACK_BYTES = 1 << 16 };

static struct {
	volatile sig_atomic_t armed;
	int in, out;
	struct termios modes;
	char farewell[FAREWELL_BYTES];
	size_t farewell_bytes;
} ready;

static const int faults[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
enum { FAULTS = sizeof faults / sizeof faults[0] };
static struct sigaction earlier[FAULTS];
static stack_t earlier_stack;
static char fault_stack[FAULT_STACK_BYTES];
static void (*fault_hook)(int signal);

void term_rescue_arm(int fd_in, int fd_out, const struct termios *modes, const struct str *farewell)
{
	ready.armed = 0;
	ready.in = fd_in;
	ready.out = fd_out;
	ready.modes = *modes;
	ready.farewell_bytes = farewell->len < FAREWELL_BYTES ? farewell->len : FAREWELL_BYTES;
	memcpy(ready.farewell, farewell->s, ready.farewell_bytes);
	ready.armed = 1;
}

void term_rescue_disarm(void)
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
		sigaction(faults[i], &earlier[i], NULL);
	term_rescue();
	fault_hook = NULL;
	if (hook)
		hook(number);
	/* A fault of the processor comes again by itself on return, with its particulars for whoever caught
	 * it before us; one that was sent has to be sent again. */
	if (info->si_code <= 0)
		raise(number);
}

void term_rescue_watch(void)
{
	struct sigaction action = { .sa_sigaction = fault_handler, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	stack_t stack = { .ss_sp = fault_stack, .ss_size = sizeof fault_stack };

	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, &earlier_stack);
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &action, &earlier[i]);
}

void term_rescue_unwatch(void)
{
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &earlier[i], NULL);
	sigaltstack(&earlier_stack, NULL);
}
