/* SPDX-License-Identifier: MIT */
/* How a course and its goals are said. */
#ifndef FASCICLE_RULE_COURSE_SAY_H
#define FASCICLE_RULE_COURSE_SAY_H

#include "record/course.h"

/* "Neck pain · 6 sessions planned · review every 5". Appends. */
void course_describe(const struct course *course, struct str *out);

/* The words for outcomes, parted by ", ". Appends. */
void course_outcomes_say(struct str *out);

/* Fills a measure with the goal's at its target. The caller releases it. */
void goal_aim(const struct goal *goal, struct measure *aimed);
/* "turn my head when I park · L Rotation, Cervical spine 75°". Appends. */
void goal_describe(const struct catalogue *c, const struct goal *goal, struct str *out);

/* What a header has room for: "3 of 6 · review due", "3 of 6 · review due 4 Dec". Appends. */
void course_brief(const struct course *course, const struct course_count *count, const char *today,
		  struct str *out);

#endif
