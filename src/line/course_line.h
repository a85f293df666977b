/* SPDX-License-Identifier: MIT */
/* A course of treatment and its goals by line.
 *
 *   Neck pain and headache, 6 sessions, review every 5
 *   Low back, 4, review 4 dec
 *
 * A goal is in the client's words; behind '=' stands what is measured, with the value that is aimed at:
 *
 *   turn my head when I park = cx rot l 75
 *   sleep through the night */
#ifndef FASCICLE_LINE_COURSE_LINE_H
#define FASCICLE_LINE_COURSE_LINE_H

#include "record/course.h"
#include "line/measure_line.h"

/* Reads a course into an initialised one; `today` is for days that are said short, and its first day. What was said of an
 * earlier state of it is forgotten, save id, uid, version, client and first day. */
bool course_line_read(const char *line, const char *today, struct course *out, struct reading *reading);
/* The line that says it. Appends. */
void course_line_compose(const struct course *course, struct str *out);
/* "reached", "better the client goes on alone": the outcome, and words of one's own behind it. */
bool course_end_read(const char *line, struct course *out, struct reading *reading);
/* Reads a goal into an initialised one, save id, uid and course. What is wrong with the measure is said as its line says
 * it. `known` may be NULL. */
bool goal_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		    struct goal *out, struct reading *reading);
void goal_line_compose(const struct goal *goal, struct str *out);
#endif
