/* SPDX-License-Identifier: MIT */
/* The screen as curses keeps it. What curses would send is collected here, so that it leaves in one write
 * whatever the size of its buffers, and a stalled line stalls nothing. Only term_curses.c knows <curses.h>:
 * its names of keys are not ours. */
#ifndef FASCICLE_TERM_TERM_CURSES_H
#define FASCICLE_TERM_TERM_CURSES_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "ui/grid.h"

struct term_curses;

/* Whether terminfo knows the name and the terminal can place a cursor. */
bool term_curses_knows(const char *name);
/* Starts curses for a terminal of that name and size. There is one at a time. */
bool term_curses_start(struct term_curses **curses, const char *name, int cols, int rows, bool colour,
		       struct err *err);
void term_curses_end(struct term_curses *curses);

/* What terminfo says under that name (also the extended ones); NULL when nothing. Valid until the end. */
const char *term_curses_string(const char *name);
/* Appends it, without the marks that ask for pauses. */
void term_curses_add_string(const char *name, struct str *out);

/* Tells the difference between the two grids (`shown` NULL: all is new) and where the cursor is; appends what
 * the terminal has to be sent. The grids are clipped to the screen. */
void term_curses_present(struct term_curses *curses, const struct grid *wanted, const struct grid *shown,
			 struct str *out);
void term_curses_resize(struct term_curses *curses, int cols, int rows);
/* The next present draws everything, whatever stands there. */
void term_curses_forget(struct term_curses *curses);
/* Clears the screen and leaves it; the next present takes it again. */
void term_curses_leave(struct term_curses *curses, struct str *out);

#endif
