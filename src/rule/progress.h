/* SPDX-License-Identifier: MIT */
/* Rules over what was measured: how much a value changed, and whether that is as much as is commonly taken to matter.
 * Thresholds come from the catalogue's scores (a clinic may set its own) and are returned beside each verdict. The
 * program counts; what a change means is the practitioner's to say. */
#ifndef FASCICLE_RULE_PROGRESS_H
#define FASCICLE_RULE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/measure.h"

/* How a measure is judged. */
struct progress_rule {
	const struct score *scale; /* thresholds; NULL: none apply (another unit, nothing published) */
	bool is_directed;          /* whether more or less is known to be good */
	bool high_is_good;
};
void progress_rule_of(const struct catalogue *c, const struct measure *measure, struct progress_rule *rule);
/* The rule for the mean of the client's activities. */
void progress_rule_psfs_mean(const struct catalogue *c, struct progress_rule *rule);

/* ---- change ---- */

enum progress_verdict {
	PROGRESS_UNJUDGED, /* no threshold */
	PROGRESS_ERROR,    /* less than the error of measuring */
	PROGRESS_SMALL,    /* less than matters */
	PROGRESS_BETTER,   /* as much as matters, or more */
	PROGRESS_WORSE,    /* the same, the wrong way: never "met" */
	PROGRESS_VERDICTS
};

struct progress_change {
	double from, to;
	double difference; /* to - from */
	double gain;       /* the same, turned so that more is better; 0 where the direction is not known */
	double matters;    /* points that matter from this baseline; 0: none known */
	double error;      /* of measuring; 0: none known */
	const char *source;
	enum progress_verdict verdict;
};

/* The important change depends on the baseline where the scale says so (pain 0-10: 1 point from 1-4, 2 from 5-7, 3 from
 * 8-10). A difference below the scale's error is within error (hand goniometry: 5 degrees). */
void progress_change_of(const struct progress_rule *rule, double from, double to,
			struct progress_change *out);
/* "better by 4: 2 or more matter", "changed by 3: within the error of 5", "7 better, not counted as a change
 * below 10". Appends. */
void progress_change_say(const struct progress_change *change, struct str *out);

/* Percent of the loss that came back: 100 x (now - base) / (reference - base), reference the normal or the other side.
 * Below 0 where more was lost, above 100 where it went beyond. False when nothing was lost at base. */
bool progress_regained(double base, double now, double reference, double *percent);

/* ---- left and right ---- */

enum progress_asymmetry { SIDES_WITHIN_ERROR, SIDES_DIFFER, SIDES_MARKED };

struct progress_sides {
	double difference; /* left - right, sign kept */
	double loss;       /* percent: 100 x (max - min) / max */
	double symmetry;   /* percent: 100 x affected / unaffected */
	bool has_percent;  /* not where a value is 0 or less */
	enum side worse;   /* SIDE_NONE when equal */
	enum progress_asymmetry asymmetry;
	double error, marked_from, marked_percent; /* the thresholds used; 0: none */
};
/* Of a movement's range (more is better). `affected` SIDE_NONE: the worse side. Below the error the difference is within
 * error; it is marked from 10 degrees or 15 percent (as the catalogue has them). */
void progress_sides_of(const struct catalogue *c, double left, double right, enum side affected,
		       struct progress_sides *out);

/* ---- over time ---- */

/* A measure with the day of its session. */
struct progress_entry {
	struct measure measure;
	char date[DATE_SIZE];
	bool is_signed; /* the session */
};

struct progress_point {
	int64_t session_id;
	char date[DATE_SIZE];
	double before, after;
	bool has_after;
};

/* One thing over the sessions, oldest first, a point a session: its first value before, its last after. */
struct progress_series {
	struct measure what; /* the newest of them: what they have in common is what is meant */
	struct progress_point *points;
	size_t n;
	bool is_mean; /* of the client's activities */
};
struct progress_list {
	struct progress_series *rows;
	size_t n;
};
/* Sorts entries (oldest first) into series, in the order in which they were first measured. Where several activities
 * were rated at first, their mean follows as a series of its own, over the sessions that rated all of them. */
void progress_collect(const struct progress_entry *entries, size_t n, struct progress_list *out);
void progress_list_release(struct progress_list *list);
/* The series of the other side; NULL when there is none. */
const struct progress_series *progress_other_side(const struct progress_list *list,
						  const struct progress_series *series);

struct progress_summary {
	bool has_first, has_previous, has_session; /* which of these there are */
	struct progress_change since_first;        /* values before treatment: first session to latest */
	struct progress_change since_previous;
	struct progress_change in_session; /* before to after treatment in the latest session */
};
/* A single session gives has_first and has_previous false. False when the series is empty. */
bool progress_summarise(const struct catalogue *c, const struct progress_series *series,
			struct progress_summary *out);

/* Whether a goal's target is reached. Not where the direction is not known. */
bool progress_target_met(const struct progress_rule *rule, double target, double now);

#endif
