/* SPDX-License-Identifier: MIT */
/* Signals as notes that the reader of keys picks up. They are held back but for the moment of waiting, so
 * that none comes between the look at a note and the wait. A fault of the program gives the terminal back. */
#ifndef FASCICLE_TERM_TERM_SIGNALS_H
#define FASCICLE_TERM_TERM_SIGNALS_H

#include <poll.h>
#include <stdbool.h>
#include <termios.h>

#include "base/str.h"

enum term_signal {
	TERM_SIGNAL_END,       /* hang-up, or told to end: stays set */
	TERM_SIGNAL_RESIZED,   /* a new window size */
	TERM_SIGNAL_STOP,      /* asked to stop by another process */
	TERM_SIGNAL_CONTINUED, /* running again after a stop */
	TERM_SIGNAL_COUNT
};

void term_signals_start(void);
/* The handlers and the mask as they were. */
void term_signals_stop(void);

/* Lets in what came since the last wait. */
void term_signals_let_in(void);
/* Waits for the descriptors or a signal, at most timeout_ms (negative: for ever). */
void term_signals_wait(struct pollfd *lines, nfds_t count, int timeout_ms);
/* Whether it came; forgets it, but for TERM_SIGNAL_END. */
bool term_signals_take(enum term_signal which);

/* Stops the process group as Ctrl-Z does in a shell; returns when it runs again, or at once where nobody
 * could ever continue it. */
void term_signals_stop_here(void);

/* From now on term_rescue sets these modes on fd and sends these bytes (copied). */
void term_signals_arm(int fd_in, int fd_out, const struct termios *modes, const struct str *farewell);
void term_signals_disarm(void);

/* The handlers for program faults; they run on a stack of their own, so that a full one is no hindrance. */
void term_signals_watch_faults(void);
void term_signals_unwatch_faults(void);

#endif
