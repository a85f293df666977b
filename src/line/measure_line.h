/* SPDX-License-Identifier: MIT */
/* The measure line: what was measured, in one line, any order, words cut short; several parted by ';', or by a comma before
 * the name of the next.
 *
 *   cx rot l 55>70 r 60>72 active firm; pain now 6>2 best 2 worst 8; psfs "carry shopping" 3>6
 *   ppt inf r 2.1 2.3 2.2 kg; ndi 22/50; tightness 6>3; strength shoulder abd r 4+
 *
 * A movement by its code or parts of its name, with its side where it has two (b: the same on both), active or passive,
 * "from 10" where it does not start at 0, pain with it ("pain 4>2", "p4"), end feel and method. Values before and after
 * treatment are parted by '>'. */
#ifndef FASCICLE_LINE_MEASURE_LINE_H
#define FASCICLE_LINE_MEASURE_LINE_H

#include "line/reading.h"
#include "record/measure.h"

enum { MEASURE_LINE_MAX = 60 };

/* The measures that were understood, also when there is something to mend. */
struct measure_reading {
	struct measure *measures;
	size_t n;
	struct reading reading;
};

/* The client's own activities: one that begins as it was typed without quotes is taken whole. */
struct measure_known {
	const char *const *activities;
	size_t n;
};

void measure_reading_init(struct measure_reading *reading);
void measure_reading_release(struct measure_reading *reading);

/* Reads a line; never fails hard. Call it at each key for the live reading. `known` may be NULL. */
void measure_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		       struct measure_reading *reading);

#endif
