/* SPDX-License-Identifier: MIT */
/* The timers that run, as the screen shows them: at most one change a second, of the digits alone, and nothing wakes while
 * none runs. Starting and stopping them is in screens/chart/timer.c. */
#ifndef FASCICLE_APP_TIMING_H
#define FASCICLE_APP_TIMING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/timers.h"

struct app;
struct grid;
struct rect;

struct timing {
	struct timers timers; /* of the person's open sessions, in the order of the list */
	bool *rang;           /* beside them: the end was told */
	struct timer_shown *shown;
	size_t n_shown;       /* of the open chart, for its panes */
	int64_t now_ms;       /* for which the digits are; goes on by whole seconds */
	int64_t session_id;   /* chart that was open when they were loaded */
	int64_t last;         /* application that was timed last; 0 for none */
	int64_t needles;      /* still in, in other sessions of today and yesterday */
	char *needles_client; /* the first of those */
};

void timing_release(struct timing *timing);
/* Reads them anew: after a start, a stop, another chart. */
bool timing_load(struct app *app, struct err *err);
/* The chart was opened, left or changed: says what belongs to it now. */
void timing_follow(struct app *app);
/* Milliseconds until a digit changes; -1 while nothing runs. */
int timing_due_ms(const struct app *app);
/* Goes on to the present second and rings for what has ended. */
void timing_tick(struct app *app);

/* Whether the entry that a timer belongs to still stands in the open chart; timers of other charts always do. */
bool timing_stands(const struct app *app, const struct timer *timer);
/* Whether a timer of the open chart was not stopped yet, so that its time is in no dose; a rest is none of those. */
bool timing_measures(const struct app *app);
/* The mark of a timer and its technique; the client, where it is of another chart. */
void timing_place(const struct app *app, const struct timer *timer, struct str *out);
/* Needles and timers at the right end of a header row; returns the columns it took. */
int timing_draw(struct app *app, struct grid *grid, const struct rect *row);

#endif
