/* SPDX-License-Identifier: MIT */
/* Timers as stored: the start is, so a timer runs on whatever becomes of the line or the program. Nothing here is part of
 * the signed record: what was measured goes into the dose. */
#ifndef FASCICLE_STORE_TIMERS_H
#define FASCICLE_STORE_TIMERS_H

#include "record/timer.h"
#include "store/store.h"

struct timers {
	struct timer *rows;
	size_t n;
};
void timers_release(struct timers *timers);

/* Stores a timer from its started_ms on and gives it an id. ERR_REFUSED once the session is signed. */
bool timer_start(struct store *store, struct timer *timer, struct err *err);
/* ERR_MISSING when it does not run any more. */
bool timer_stop(struct store *store, int64_t id, int64_t stopped_ms, struct err *err);
/* The seconds that the first timer of this kind was to run for the application: what was planned, before anything was
 * measured. Leaves *seconds as it is when there was none. */
bool timer_planned(struct store *store, int64_t application_id, enum timer_kind kind, int *seconds,
		   struct err *err);
/* Stops a timer that an undone entry had started, or lets it run on from where it began. *changed tells whether there was
 * anything to do: one that was stopped otherwise stays so. */
bool timer_undo(struct store *store, int64_t id, bool undone, bool *changed, struct err *err);
/* Those that run, or wait, in the person's sessions that are not closed, and in session `open` (0: none) whoever's it is;
 * not those that were started TIMER_STALE_MS before now_ms, and not those of entries that were taken back. Oldest first;
 * none for a role that does not read notes. */
bool timers_load(struct store *store, int64_t open, int64_t now_ms, struct timers *out, struct err *err);

/* Needles that were put in and not taken out in the person's sessions since `since_wall` (a date or wall time) that are not
 * closed, but for those of session `open`; `client` is the family name of the first (caller frees; NULL when there is
 * none). */
bool needles_left(struct store *store, int64_t open, const char *since_wall, int64_t *n, char **client,
		  struct err *err);

#endif
