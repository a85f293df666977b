/* SPDX-License-Identifier: MIT */
/* A trigger point over the sessions: what was found each time, how it goes, and what that says of the figure. The
 * program counts; what a change means is the practitioner's to say. */
#ifndef FASCICLE_RECORD_POINT_H
#define FASCICLE_RECORD_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/mark.h"

enum { POINT_UNIT_SIZE = 12 };

/* What one session says of the point. */
struct point_entry {
	int64_t session_id;
	char date[DATE_SIZE]; /* of the session */
	int visit; /* the client's sessions are counted 1, 2 ... : signed ones, and others that have marks */
	enum mark_type type;
	int tender_before, tender_after; /* 0..10; -1 not said */
	double ppt_before, ppt_after;    /* mean of the readings in ppt_unit; below 0: not taken */
	char ppt_unit[POINT_UNIT_SIZE];  /* "" when nothing was taken */
	enum mark_response response;
	enum tri sufficient;
	int presses; /* graded presses on it; -1 not said */
};

struct point_history {
	int64_t point_id;
	char *muscle, *region; /* codes */
	enum side side;
	struct point_entry *entries; /* oldest first, one a session */
	size_t n_entries;            /* at least 1 once it was loaded */
	int now;                     /* number of the session that is looked from: the last that counts */
	int missed;                  /* sessions that are over since the last entry */
};

void point_entry_init(struct point_entry *entry);
void point_history_init(struct point_history *history);
void point_history_release(struct point_history *history);
/* Adds what a mark says; marks come oldest first. A point that was marked more than once in a session keeps the first
 * tenderness and threshold before and the last after; type, response and sufficiency as said last; presses are added
 * up. */
void point_history_add(struct point_history *history, const struct point_entry *entry);

/* How the point goes, looked from the session it was loaded for:
 *
 *   resolved   looked for and not found when it was last marked (type inactive, or tenderness 0 before treatment);
 *              or not marked in the last POINT_RESOLVED_SESSIONS sessions that are over
 *   better,    the tenderness before treatment has changed from the first to the last time it was found, by 2 of 10
 *   worse      or more or by a third of the first value or more: what is commonly taken for a change that matters on
 *              a 0 to 10 scale (1 point from 1 to 3, 2 points from there)
 *   recurring  found again after it was resolved, and neither better nor worse since
 *   new        found for the first time in the session that is looked from
 *   same       else, also where tenderness was not said twice
 *
 * "First" is the first time since it last was resolved, so that a point that came back is compared with itself then. */
enum point_status {
	POINT_NEW,
	POINT_BETTER,
	POINT_SAME,
	POINT_WORSE,
	POINT_RESOLVED,
	POINT_RECURRING,
	POINT_STATUS_COUNT
};
enum { POINT_RESOLVED_SESSIONS = 3 };

enum point_status point_status(const struct point_history *history);
const char *point_status_code(enum point_status status); /* "new" ... */
const char *point_status_word(enum point_status status); /* translated */

/* Whether the point was there: neither called inactive nor without any tenderness before treatment. */
bool point_entry_found(const struct point_entry *entry);

/* Tenderness before treatment, session by session: "7 → 5 → 3", "?" where it was not said, 0 where the point was looked
 * for and not found. With cols > 0 at most that wide: the first, "…" and as many of the last as fit. `ascii` writes ">"
 * and "..". Appends. */
void point_course(const struct point_history *history, int cols, bool ascii, struct str *out);
/* The same as a picture, a column a session, the latest `cols` of them: blocks of eight heights, or the heights of
 * _ . - ' " in ASCII; a blank where tenderness was not said. Appends. */
void point_sparkline(const struct point_history *history, int cols, bool ascii, struct str *out);

/* How often a point was found in each cell of the figure, counted in points and sessions, from the day `from` on (NULL:
 * ever). counts has c->n_cells numbers. */
void point_heat(const struct catalogue *c, const struct point_history *points, size_t n, const char *from,
		int *counts);
/* How often points of each muscle were found, for ranking which muscles may refer to a painful place. On a side, points
 * of the midline count as well; SIDE_NONE and SIDE_BOTH count all. weights has c->n_muscles numbers. */
void point_weights(const struct catalogue *c, const struct point_history *points, size_t n, enum side side,
		   int *weights);

#endif
