/* SPDX-License-Identifier: MIT */
/* The handlers only leave a note. */
#include "term/term_signals.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

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
static struct sigaction earlier[CAUGHT];
static sigset_t mask_earlier, mask_waiting;

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
	sigprocmask(SIG_BLOCK, &held, &mask_earlier);
	mask_waiting = mask_earlier;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT; i++) {
		sigdelset(&mask_waiting, caught[i].number);
		sigaction(caught[i].number, &action, &earlier[i]);
	}
	for (int i = 0; i < TERM_SIGNAL_COUNT; i++)
		notes[i] = 0;
}

void term_signals_stop(void)
{
	term_signals_let_in();
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i].number, &earlier[i], NULL);
	sigprocmask(SIG_SETMASK, &mask_earlier, NULL);
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
