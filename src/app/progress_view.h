/* SPDX-License-Identifier: MIT */
/* What is known of how a client goes: measures over the sessions, the course of treatment and its goals. */
#ifndef FASCICLE_APP_PROGRESS_VIEW_H
#define FASCICLE_APP_PROGRESS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "app/entry_undo.h"
#include "record/client.h"
#include "panes/lines.h"
#include "panes/progress.h"
#include "store/courses.h"
#include "store/measures.h"

struct app;

/* Rows of the list that a course takes; the goals stand below the first one. */
enum { COURSE_ROWS = 2 };

struct progress_view {
	struct progress_pane *pane;
	struct client client; /* whose it is; id 0 until it was opened */
	char day[DATE_SIZE];  /* that is looked from: of the open session, or today */
	int64_t session_id;   /* the open session, up to which it is told; 0: until now */
	bool signed_only;     /* what is not signed is not told */
	struct progress_list series;
	int *group_of;           /* series -> plot */
	int n_groups, group;     /* plots; the one that shows */
	int span;                /* how far back, a row of a table */
	struct courses courses;  /* the running one first */
	struct goals goals;      /* of the first course */
	struct lines_pane *list; /* the course, its goals, earlier courses */
	struct entry_undo undo;  /* of what was done to courses and goals */
};

void progress_view_init(struct progress_view *view);
void progress_view_release(struct progress_view *view);

/* Loads all anew for the client of the view. */
bool progress_view_load(struct progress_view *view, struct store *store, struct err *err);
/* Makes it the view of the client in front: of the open chart, or of the session that is chosen on the day. */
bool progress_view_open(struct progress_view *view, struct app *app, struct err *err);
/* The same where it is not in front already. */
bool progress_view_ready(struct app *app, struct err *err);
/* Looks further back, or less far. */
bool progress_view_span(struct app *app, int step, struct err *err);
/* Fills the pane with the plot that is chosen. */
bool progress_view_fill(struct app *app, struct err *err);
/* Fills the list of courses and goals. */
void progress_view_list(struct app *app);
/* The running course; NULL when there is none. */
const struct course_row *progress_view_running(const struct progress_view *view);
/* The latest value that a goal's measure has; false when it was never measured. */
bool progress_view_goal_now(const struct progress_view *view, const struct goal *goal, double *now);

/* For commands: the client that a line typed there belongs to. */
int64_t progress_owner(const struct app *app);

#endif
