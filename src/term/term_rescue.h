/* SPDX-License-Identifier: MIT */
/* What gives the terminal back when the program can do nothing else any more. */
#ifndef FASCICLE_TERM_TERM_RESCUE_H
#define FASCICLE_TERM_TERM_RESCUE_H

#include <termios.h>

#include "base/str.h"

/* From now on a rescue sets these modes on fd and sends these bytes (copied). */
void term_rescue_arm(int fd_in, int fd_out, const struct termios *modes, const struct str *farewell);
void term_rescue_disarm(void);

/* The handlers for program faults; they run on a stack of their own, so that a full one is no hindrance. */
void term_rescue_watch(void);
void term_rescue_unwatch(void);

#endif
