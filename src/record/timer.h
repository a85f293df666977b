/* SPDX-License-Identifier: MIT */
/* Timers: a hold counts up, and its seconds go into the dose; a graded press builds its force up over a minute and then
 * the point rests five to six minutes before it is pressed again; TENS, cups, needles, heat and cold count down to their
 * minutes. Pure: what is shown comes from the stored start and a given now. */
#ifndef FASCICLE_RECORD_TIMER_H
#define FASCICLE_RECORD_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/application.h"

enum timer_kind { TIMER_HOLD, TIMER_BUILD, TIMER_REST, TIMER_DOWN, TIMER_KINDS };

enum {
	TIMER_MOST_SECONDS =
		7200, /* nothing that is timed goes on for longer: forgotten ones stand still there */
	TIMER_STALE_MS = 12 * 3600 * 1000, /* a timer that was started so long ago is of no use any more */
	TIMER_SHOWN_BYTES = 32,
};

struct timer {
	int64_t id;
	char *uid;
	int64_t session_id;
	enum timer_kind kind;
	char *technique;        /* code */
	int64_t mark_id;        /* 0 when it is not on a mark */
	int64_t application_id; /* whose dose it is for */
	char *dose;             /* that the seconds are for: "hold", "time" */
	int seconds;            /* to run; 0: counts up */
	int64_t started_ms;     /* since 1970, UTC */
	int64_t stopped_ms;     /* 0 while it runs */
	char *client;           /* family name, where it was loaded; never stored */
};

/* What a pane shows beside an entry. */
struct timer_shown {
	int64_t mark_id;
	int64_t application_id;
	char text[TIMER_SHOWN_BYTES];
};

void timer_init(struct timer *timer);
void timer_release(struct timer *timer);

const char *timer_kind_code(enum timer_kind kind); /* "hold" ... as stored */
bool timer_kind_from_code(const char *code, enum timer_kind *kind);

/* How a technique is timed: by the first of its doses in seconds or minutes that a rule of the table fits. */
struct timer_spec {
	enum timer_kind kind;
	const struct dose_spec *dose;
	int seconds; /* to run; 0: counts up */
};
/* The minutes that the application says come before the usual ones (their lower end). False when no dose of the technique
 * can be timed. `application` may be NULL. What a press measured is no plan: of an application that has presses, the caller
 * takes the seconds that its first press was to run. */
bool timer_spec_of(const struct technique *technique, const struct application *application,
		   struct timer_spec *out);
/* Seconds that a point rests after a graded press: as said, else the lower end of what is usual; 0 for techniques without
 * such a rest. */
int timer_rest_seconds(const struct technique *technique, const struct application *application);

/* Whole seconds since the start, 0 to TIMER_MOST_SECONDS, wherever the clock was set meanwhile. */
int timer_elapsed(const struct timer *timer, int64_t now_ms);
/* Seconds until it is over; 0 for one that counts up. */
int timer_left(const struct timer *timer, int64_t now_ms);
/* Whether its time has come: a countdown or a rest is over, a press is built up. */
bool timer_rings(const struct timer *timer, int64_t now_ms);
/* Whether what is shown changes with the next second. */
bool timer_ticks(const struct timer *timer, int64_t now_ms);
/* How long a rest has been over, in seconds. */
int timer_waits(const struct timer *timer, int64_t now_ms);

/* " 0:23", "14:05" (five columns at least, so that only digits change), or, when its time is over, a word: "ready" of a
 * rest, "over" of a countdown. */
void timer_show(const struct timer *timer, int64_t now_ms, struct str *out);
/* What is going on: "hold", "press", "rest", or the technique of a countdown; translated. */
const char *timer_word(const struct catalogue *c, const struct timer *timer);

/* Writes what was measured into the dose. The first measured hold replaces what was said before and is number 1; each
 * further one makes the mean hold and adds 1, as in "hold 32 s x3"; where the technique counts nothing, the latest stands.
 * The same of presses: "build" is the mean of their build-ups, as long as they were, whatever was planned, and what was
 * said with a number of presses counts as that many. Minutes are those it ran, to the nearest half, and not
 * more than it was to run. False when it was stopped at once, a slip of the finger: nothing is written. */
bool timer_measure(const struct catalogue *c, const struct timer *timer, int64_t now_ms,
		   struct application *application);

/* The most presses on a point that are usual in a session (2 to 4); 0 where presses are not counted. */
int timer_presses_usual(const struct technique *technique);

/* Sorts for the list of timers: points that are ready again first, the longest waiting on top; then what is over or runs,
 * the one that ends first on top, those that count up last. */
int timer_order(const struct timer *a, const struct timer *b, int64_t now_ms);

#endif
