/* SPDX-License-Identifier: MIT */
/* A row of a list with a timer at its right end. */
#ifndef FASCICLE_PANES_ROW_H
#define FASCICLE_PANES_ROW_H

#include "ui/grid.h"

/* The text gives way to the timer's; `timer` may be NULL. */
void row_timed_draw(struct grid *grid, struct rect area, const char *text, const char *timer, unsigned style);

#endif
