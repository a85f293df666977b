/* SPDX-License-Identifier: MIT */
/* A course of treatment: why, how many sessions are planned, what is aimed at, when it is looked at again, and how it
 * ended. */
#ifndef FASCICLE_RECORD_COURSE_H
#define FASCICLE_RECORD_COURSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "record/measure.h"

enum course_outcome {
	OUTCOME_NONE, /* it goes on */
	OUTCOME_REACHED,
	OUTCOME_BETTER,
	OUTCOME_UNCHANGED,
	OUTCOME_WORSE,
	OUTCOME_STOPPED,
	OUTCOME_REFERRED,
	OUTCOME_COUNT
};

/* Re-assessment every four to six sessions is usual. */
enum { COURSE_REVIEW_USUAL = 5, COURSE_PLANNED_MAX = 200, COURSE_REVIEW_MAX = 50 };

struct course {
	int64_t id;
	char *uid;
	int64_t version;
	int64_t client_id;
	char *reason;
	int planned;      /* sessions; -1 not said */
	int review_every; /* signed sessions; -1 not said */
	char *review_on;  /* a day that was agreed on; NULL when not said */
	char *begun_on;
	char *ended_on; /* NULL while it goes on */
	enum course_outcome outcome;
	char *outcome_note;
};
void course_init(struct course *course);
void course_release(struct course *course);
void course_copy(struct course *to, const struct course *from); /* `to` must be initialised */
/* Whether it can be stored; the sentence says what is missing or wrong. */
bool course_check(const struct course *course, struct err *err);

struct goal {
	int64_t id;
	char *uid;
	int64_t course_id;
	char *text;       /* in the client's words */
	bool has_measure; /* kind, code, activity, side, mode and unit of `measure` say which */
	struct measure measure;
	struct measure_value target; /* n 0: none */
	char *met_on;                /* a day; NULL while it is not */
};
void goal_init(struct goal *goal);
void goal_release(struct goal *goal);
void goal_copy(struct goal *to, const struct goal *from);

const char *course_outcome_code(enum course_outcome outcome); /* "reached" ... as stored; "" for none */
bool course_outcome_from_code(const char *code, enum course_outcome *outcome);
const char *course_outcome_word(enum course_outcome outcome); /* translated */

/* What the sessions say of a course. */
struct course_count {
	int done;                    /* signed sessions from its first day on (to its last) */
	int missed;                  /* no-shows in that time */
	int since_review;            /* signed sessions after the last re-assessment, or since it began */
	bool reviewed;               /* there was one */
	char last_review[DATE_SIZE]; /* its day; "" when there was none */
};
enum course_review { REVIEW_NONE, REVIEW_DUE, REVIEW_OVERDUE };
/* Due in the session that completes the number or on the day that was agreed on, overdue after it. An agreed day that a
 * re-assessment has answered no longer counts. Never for an ended course. */
enum course_review course_review_state(const struct course *course, const struct course_count *count,
				       const char *today);
/* "3 of 6", "3" where no number is planned. Appends. */
void course_count_say(const struct course *course, const struct course_count *count, struct str *out);

#endif
