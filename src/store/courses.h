/* SPDX-License-Identifier: MIT */
/* Courses of treatment, their goals and re-assessments as stored. Reading and writing need the right to chart. */
#ifndef FASCICLE_STORE_COURSES_H
#define FASCICLE_STORE_COURSES_H

#include "record/course.h"
#include "store/store.h"

/* A course with what the sessions say of it. */
struct course_row {
	struct course course;
	struct course_count count;
};
struct courses {
	struct course_row *rows;
	size_t n;
};
void courses_release(struct courses *courses);

/* Adds (id 0) or changes a course; ERR_STALE when somebody else changed it since it was read. A client has one running
 * course at a time (ERR_REFUSED). */
bool course_save(struct store *store, struct course *course, struct err *err);
bool course_void(struct store *store, int64_t id, bool voided, struct err *err);
/* The client's courses, the running one first, then the latest. */
bool courses_load(struct store *store, int64_t client_id, struct courses *out, struct err *err);
/* Every running course of the practice with a review planned, by client; course_review_state tells which are due. */
bool courses_load_running(struct store *store, struct courses *out, struct err *err);

struct goals {
	struct goal *rows;
	size_t n;
};
void goals_release(struct goals *goals);
bool goal_save(struct store *store, struct goal *goal, struct err *err);
bool goal_void(struct store *store, int64_t id, bool voided, struct err *err);
bool goals_load(struct store *store, int64_t course_id, struct goals *out, struct err *err);

/* Writes down that the course was looked at again in this session: the count begins anew. Twice in a session is once. */
bool course_review_add(struct store *store, int64_t course_id, int64_t session_id, struct err *err);
/* Takes it back. */
bool course_review_void(struct store *store, int64_t course_id, int64_t session_id, struct err *err);

#endif
