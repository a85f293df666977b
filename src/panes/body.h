/* SPDX-License-Identifier: MIT */
/* The body: two views as a grid of regions, the marks of the session on them, a cursor that walks from region to
 * region. */
#ifndef FASCICLE_PANES_BODY_H
#define FASCICLE_PANES_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"
#include "catalogue/referral.h"
#include "model/mark.h"
#include "ui/pane.h"

struct body_pane {
	struct pane pane;
	const struct catalogue *catalogue; /* not owned */
	int cursor;                        /* cell */
	const struct mark *marks;          /* not owned: the session's, valid until the next body_pane_set */
	size_t n_marks;
	enum zone *zones; /* one a cell: the referral that is shown */
	bool shows_referral;
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
/* Region and side under the cursor. */
const struct region *body_pane_region(const struct body_pane *body, enum side *side);

#endif
