/* SPDX-License-Identifier: MIT */
/* What is known of how a client goes: measures over the sessions, the course of treatment and its goals. */
#ifndef FASCICLE_APP_PROGRESS_VIEW_H
#define FASCICLE_APP_PROGRESS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "record/client.h"
#include "rule/progress.h"
#include "store/courses.h"

struct app;
struct store;

struct progress_view {
	struct client client; /* whose it is; id 0 until it was opened */
	char day[DATE_SIZE];  /* that is looked from: of the open session, or today */
	int64_t session_id;   /* the open session, up to which it is told; 0: until now */
	bool signed_only;     /* what is not signed is not told */
	struct progress_list series;
	int *group_of; /* series -> plot */
	int n_groups;
	struct courses courses; /* the running one first */
	struct goals goals;     /* of the first course */
};

void progress_view_init(struct progress_view *view);
void progress_view_release(struct progress_view *view);

/* Loads all anew for the client of the view. */
bool progress_view_load(struct progress_view *view, struct store *store, struct err *err);
/* Makes it the view of the client in front: of the open chart, or of the session that is chosen on the day. */
bool progress_view_open(struct progress_view *view, struct app *app, struct err *err);
/* The running course; NULL when there is none. */
const struct course_row *progress_view_running(const struct progress_view *view);
/* The latest value that a goal's measure has; false when it was never measured. */
bool progress_view_goal_now(const struct progress_view *view, const struct goal *goal, double *now);

#endif
