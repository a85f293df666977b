/* SPDX-License-Identifier: MIT */
/* The line to the terminal: its descriptors, modes and size, and the bytes that still wait to be sent. */
#ifndef FASCICLE_TERM_TERM_TTY_H
#define FASCICLE_TERM_TERM_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/err.h"
#include "base/str.h"

enum { TERM_TTY_COLS_MAX = 1024, TERM_TTY_ROWS_MAX = 512 };

struct term_tty {
	int in, out;
	struct termios before, raw; /* as it was found; as we need it */
	struct str queue;           /* bytes for the terminal; the first `sent` of them are gone */
	size_t sent;
	bool stalled; /* the line did not take all of the queue */
	bool lost;    /* the other end went away */
};

/* Notes the modes that are set. ERR_REFUSED when stdin or stdout is no terminal. */
bool term_tty_open(struct term_tty *tty, struct err *err);
void term_tty_release(struct term_tty *tty);

/* Our modes: every key as it comes, nothing echoed, no flow control. */
void term_tty_raw(const struct term_tty *tty);
/* The modes that were noted. Leaves a terminal alone that another job has in its hands. */
void term_tty_restore(const struct term_tty *tty);
/* False while another job of the session has the terminal. */
bool term_tty_is_ours(const struct term_tty *tty);

/* Columns and rows, each at least 1; 80 x 24 where the line does not say. */
void term_tty_size(const struct term_tty *tty, int *cols, int *rows);

/* Sends what the line takes now, in one write; the rest stays in the queue. Never waits. */
void term_tty_send(struct term_tty *tty);
/* Appends what was typed so far. Sets lost at the end of the line. */
void term_tty_receive(struct term_tty *tty, struct str *typed);

#endif
