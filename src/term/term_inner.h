/* SPDX-License-Identifier: MIT */
/* What the files of this room share about the open terminal. */
#ifndef FASCICLE_TERM_TERM_INNER_H
#define FASCICLE_TERM_TERM_INNER_H

#include <stdbool.h>

#include "base/str.h"
#include "term/term_curses.h"
#include "term/term_keys.h"
#include "term/term_tty.h"
#include "ui/terminal.h"

struct term {
	struct terminal terminal;
	struct term_tty tty;
	struct term_curses *curses;
	struct term_keys keys;
	/* Monotonic milliseconds: then an unfinished sequence is all there will be; -1 when there is none. */
	long long quiet_ms;
	struct str notice;
	struct str arrival, farewell; /* switch keypad and paste marks on and off */
	int cols, rows;
	struct grid wanted, shown;
	bool unpainted;   /* `wanted` has not been sent */
	bool shown_known; /* `shown` is what the terminal has */
	bool ascii;
	bool gone;
};

/* Milliseconds on the monotonic clock. */
long long term_read_clock(void);
/* terminal.read */
void term_read_key(void *self, int timeout_ms, struct key *key);

/* terminal.present, terminal.bell, terminal.suspend */
void term_show_present(void *self, const struct grid *grid);
void term_show_bell(void *self);
void term_show_suspend(void *self);
/* Sends what waits to be shown, as far as the line takes it. */
void term_show_settle(struct term *term);
/* Takes the terminal: at the start, and again when it was in other hands. */
void term_show_arrive(struct term *term);
/* Clears and gives it back. */
void term_show_leave(struct term *term);
/* Asks the line for its size. True when it changed; then all is to be drawn anew. */
bool term_show_resized(struct term *term);

#endif
