/* SPDX-License-Identifier: MIT */
/* The made-up clinic's long course of treatment: its goals, what was measured from week to week, a review that is due.
 * Chance has no part in it. */
#ifndef FASCICLE_DEMO_DEMO_COURSE_H
#define FASCICLE_DEMO_DEMO_COURSE_H

#include "catalogue/catalogue.h"
#include "record/session.h"
#include "store/store.h"

struct demo_course {
	int64_t id;   /* 0 until it was begun */
	int sessions; /* of it so far */
};

/* What one more session of the client adds, so many weeks ago; before it is signed. The course begins with the first one
 * of the last ten weeks. */
bool demo_course_make(struct store *store, const struct catalogue *c, const struct session *session,
		      int weeks, struct demo_course *course, struct err *err);

#endif
