/* SPDX-License-Identifier: MIT */
/* The session's marks as a list, and below them what was measured. */
#ifndef FASCICLE_PANES_MARKS_H
#define FASCICLE_PANES_MARKS_H

#include "catalogue/catalogue.h"
#include "record/mark.h"
#include "record/measure.h"
#include "record/timer.h"
#include "ui/list.h"
#include "ui/pane.h"

struct marks_pane {
	struct pane pane;
	const struct catalogue *catalogue;
	const struct mark *marks; /* not owned; valid until the next marks_pane_set */
	size_t n_marks;
	const struct measure *measures;   /* not owned; the same */
	const struct timer_shown *timers; /* not owned; valid until the next marks_pane_timers */
	size_t n_timers;
	char *empty; /* what stands there without any; owned, put there by who fills it */
	struct list list;
	int page;
};

struct marks_pane *marks_pane_new(const struct catalogue *catalogue);
void marks_pane_set(struct marks_pane *pane, const struct mark *marks, size_t n_marks,
		    const struct measure *measures, size_t n_measures);
const struct mark *marks_pane_chosen(const struct marks_pane *pane);            /* NULL when none is */
const struct measure *marks_pane_chosen_measure(const struct marks_pane *pane); /* the same */
/* Of several on one mark the last shows. */
void marks_pane_timers(struct marks_pane *pane, const struct timer_shown *timers, size_t n);
/* Makes that mark the chosen one; false when it is not there. */
bool marks_pane_choose(struct marks_pane *pane, int64_t mark_id);

#endif
