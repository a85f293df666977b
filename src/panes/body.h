/* SPDX-License-Identifier: MIT */
/* The body: two views as a grid of regions, the marks of the session on them, a cursor that walks from region to
 * region. A cell says, first that applies: A7 the worst mark, *n several; ## drawn referral; -- usual and ~~ occasional
 * referral of the shown mark; !! it hurts here; a7 a mark of an earlier session; :: a sensitive region; .. nothing. */
#ifndef FASCICLE_PANES_BODY_H
#define FASCICLE_PANES_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"
#include "catalogue/referral.h"
#include "record/mark.h"
#include "ui/pane.h"

struct body_pane {
	struct pane pane;
	const struct catalogue *catalogue; /* not owned */
	int cursor;                        /* cell */
	const struct mark *marks;          /* not owned: the session's, valid until the next body_pane_set */
	size_t n_marks;
	enum zone *zones; /* one a cell: the referral that is shown */
	bool shows_referral;
	bool *pain;        /* one a cell: "it hurts here" */
	const char *drawn; /* not owned: the referral that the client reports, "TMP.L EYE.L"; NULL for none */
	bool draws;        /* Space draws the referral instead of pain */
	const struct mark *earlier; /* not owned: marks of an earlier session, laid under today's */
	size_t n_earlier;
	char *overlay; /* what lies under today's marks, for the caption; NULL for nothing */
	const int *
		heat; /* not owned: one a cell, how often it was marked; NULL for none. Shown instead of marks */
};

struct body_pane *body_pane_new(const struct catalogue *catalogue);
void body_pane_set(struct body_pane *body, const struct mark *marks, size_t n_marks);
/* dx, dy: one step. False at the edge. */
bool body_pane_step(struct body_pane *body, int dx, int dy);
void body_pane_go(struct body_pane *body, int cell);
/* The region on the other view that lies nearest to the cursor's row. */
void body_pane_flip(struct body_pane *body);
/* Shows the suggested referral of a muscle on a side; muscle -1 hides it. */
void body_pane_referral(struct body_pane *body, int muscle, enum side side);
/* For the next client: no pain, no referral, no drawing. */
void body_pane_forget(struct body_pane *body);
/* Marks of an earlier session (NULL for none) with the words for the caption. */
void body_pane_earlier(struct body_pane *body, const struct mark *marks, size_t n, const char *caption);
void body_pane_heat(struct body_pane *body, const int *counts, const char *caption);
/* Says that it hurts in the region under the cursor, or not any more. */
void body_pane_pain(struct body_pane *body);
/* The regions that hurt, or, when none was said, the one under the cursor; at most `max`. */
size_t body_pane_painful(const struct body_pane *body, int *regions, size_t max);
/* Region and side under the cursor. */
const struct region *body_pane_region(const struct body_pane *body, enum side *side);

#endif
