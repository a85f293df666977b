/* SPDX-License-Identifier: MIT */
/* Days and times. A date is ISO text "2026-11-20", a wall time "2026-11-20T09:00", an instant
 * "2026-11-20T09:00:12Z". */
#ifndef FASCICLE_BASE_DATE_H
#define FASCICLE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define DATE_SIZE    11 /* "YYYY-MM-DD" and the NUL */
#define WALL_SIZE    17 /* "YYYY-MM-DDTHH:MM" and the NUL */
#define INSTANT_SIZE 21 /* "YYYY-MM-DDTHH:MM:SSZ" and the NUL */
#define MOMENT_SIZE  25 /* "YYYY-MM-DDTHH:MM:SS.mmmZ" and the NUL */

/* Seconds since 1970 in UTC. Test builds take FASCICLE_NOW (an instant, or seconds) instead of the clock;
 * it stands still then, unless a '+' stands behind it: it goes on from there. */
int64_t clock_now(void);
/* The same in milliseconds. It can be set back: never take a difference of it for granted. */
int64_t clock_now_ms(void);
/* Milliseconds of the monotonic clock: for timers and quiet times only. */
int64_t clock_mono_ms(void);

void instant_format(int64_t seconds, char out[INSTANT_SIZE]);
bool instant_parse(const char *text, int64_t *seconds);
/* An instant to the millisecond, "2026-11-20T09:00:12.250Z". */
void moment_format(int64_t ms, char out[MOMENT_SIZE]);
bool moment_parse(const char *text, int64_t *ms);
/* Wall time of an instant in the process's zone. */
void wall_format(int64_t seconds, char out[WALL_SIZE]);
/* The instant of a wall time in the process's zone. A time that does not exist (spring forward) is moved
 * later by the gap; one that exists twice means the first. */
bool wall_to_instant(const char *wall, int64_t *seconds);
/* IANA name of the process's zone ("Australia/Melbourne", "UTC"): TZ, /etc/localtime, /etc/timezone. The text
 * lives until the next call. */
const char *clock_zone(void);

bool date_valid(const char *iso);
/* Reads what a person types: 2026-11-20, 20.11.2026, 20/11/2026, "20 nov 2026" (English or translated month),
 * "today", "tomorrow", "+7", "-1". Relative words count from `today`. */
bool date_parse(const char *typed, const char *today, char out[DATE_SIZE], struct err *err);
void date_today(char out[DATE_SIZE]);
/* Reads a day that may be known by the year or the month alone: whatever date_parse reads, and "2019", "2019-03", "3/2019",
 * "March 2019" -> "2019", "2019-03". What lies after `today` is refused. */
bool date_parse_partial(const char *typed, const char *today, char out[DATE_SIZE], struct err *err);
/* Whether it is "2019", "2019-03" or "2019-03-14". */
bool date_partial_valid(const char *partial);
/* The first and the last day that it may mean; "" where it is none. */
void date_partial_first(const char *partial, char out[DATE_SIZE]);
void date_partial_last(const char *partial, char out[DATE_SIZE]);
/* The date of a wall time; "" where there is none. */
void wall_date(const char *wall, char out[DATE_SIZE]);
void date_add_days(const char *iso, int days, char out[DATE_SIZE]);
int date_days_between(const char *from, const char *to);
int date_weekday(const char *iso); /* 0 Sunday .. 6 Saturday */
/* Whole years between birth and day; -1 when either is not a date. */
int date_age(const char *birth, const char *day);
/* Time of day: "9", "9:30", "0930", "9.30", "2pm" -> "09:30". */
bool time_parse(const char *typed, char out[6], struct err *err);
/* Minutes from wall time a to b on the calendar (no zone). */
int wall_minutes_between(const char *a, const char *b);
void wall_add_minutes(const char *wall, int minutes, char out[WALL_SIZE]);

/* For the screen, translated: "Fri 20 Nov 2026", "20 Nov 2026", "20 Nov". The texts live until the next
 * call of the same function; four calls may be in use at once. */
const char *date_long(const char *iso);
const char *date_medium(const char *iso);
const char *date_short(const char *iso);
/* "2019", "Mar 2019", "14 Mar 2019". */
const char *date_partial_medium(const char *partial);

#endif
