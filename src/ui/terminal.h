/* SPDX-License-Identifier: MIT */
/* What the program needs of a terminal: keys in, a grid out. term implements it with curses; tests with
 * a script. */
#ifndef FASCICLE_UI_TERMINAL_H
#define FASCICLE_UI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ui/grid.h"
#include "ui/key.h"

struct terminal {
	void *self;
	/* Waits for a key at most timeout_ms (negative: for ever). A time-out gives KEY_TICK; a new size
	 * KEY_RESIZE; a lost terminal or a request to end KEY_GONE, again and again. Idle costs nothing:
	 * no wake-ups but the time-out. */
	void (*read)(void *self, int timeout_ms, struct key *key);
	void (*size)(void *self, int *cols, int *rows);
	/* Shows the grid: the difference to what stands there, in one write. */
	void (*present)(void *self, const struct grid *grid);
	void (*bell)(void *self);
	/* Gives the terminal back, stops the process (Ctrl-Z) and takes it again after `fg`. */
	void (*suspend)(void *self);
	/* Whether there is a printer at the person's own desk, and sending it UTF-8 lines. NULL where nothing can print. */
	bool (*can_print)(void *self);
	bool (*print)(void *self, const char *text, size_t bytes, struct err *err);
};

#endif
