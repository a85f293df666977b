/* SPDX-License-Identifier: MIT */
/* The practice's techniques as a checklist in their categories; what was used is ticked and shows its place and dose,
 * each time it was used on a row of its own. */
#ifndef FASCICLE_PANES_TECHNIQUES_H
#define FASCICLE_PANES_TECHNIQUES_H

#include <stddef.h>

#include "catalogue/catalogue.h"
#include "record/application.h"
#include "record/mark.h"
#include "record/timer.h"
#include "text/edit.h"
#include "ui/list.h"
#include "ui/pane.h"

struct techniques_row {
	const char *heading; /* a category, translated; NULL for a technique */
	int technique;       /* index into the catalogue; -1 for one that it has no more */
	int application;     /* index into the applications; -1 while it is not ticked */
};

struct techniques_pane {
	struct pane pane; /* of another class while a name is typed that narrows the list */
	const struct catalogue *catalogue;
	int *techniques; /* the practice's set, in its order: indexes into the catalogue */
	int n_techniques;
	bool in_categories;                     /* the order is the catalogue's */
	const struct application *applications; /* not owned; valid until the next set */
	size_t n_applications;
	const struct mark *marks; /* not owned, of the same session */
	size_t n_marks;
	const struct timer_shown *timers; /* not owned; valid until the next techniques_pane_timers */
	size_t n_timers;
	const enum caution_level *signs; /* one a technique of the catalogue; not owned; NULL: none */
	const enum caution_level *used;  /* one an application */
	struct techniques_row *rows;
	struct list list;
	int page;
	struct buffer *buffer; /* what narrows the list */
	struct edit edit;
	int left;
};

/* `order`: codes parted by spaces or commas, NULL or "" for all in the catalogue's order; `off`: codes left out. `ring`
 * is not owned and may be NULL. */
struct techniques_pane *techniques_pane_new(const struct catalogue *catalogue, const char *order,
					    const char *off, struct kill_ring *ring);
/* Keeps the choice on the same entry, else on the same technique. */
void techniques_pane_set(struct techniques_pane *pane, const struct application *applications, size_t n,
			 const struct mark *marks, size_t n_marks);
/* Before what something speaks against stands "!", absolutely "!!": `signs` of each technique of the catalogue while it is
 * not ticked, `used` of each application. Not owned, valid until the next set. */
void techniques_pane_set_signs(struct techniques_pane *pane, const enum caution_level *signs,
			       const enum caution_level *used);
/* The first technique is the chosen one. */
void techniques_pane_home(struct techniques_pane *pane);
int techniques_pane_chosen(const struct techniques_pane *pane); /* index into the catalogue; -1 for none */
/* The application of the chosen row; NULL when it is not ticked. */
const struct application *techniques_pane_application(const struct techniques_pane *pane);
/* From now on letters narrow the list to the techniques they fit; or the whole list again, the choice kept. */
void techniques_pane_find(struct techniques_pane *pane, bool finds);
/* The number that is shown for a mark, from 1; 0 when it is none of the session's. */
int techniques_pane_mark_number(const struct techniques_pane *pane, int64_t mark_id);
/* Of several of one entry the last shows. */
void techniques_pane_timers(struct techniques_pane *pane, const struct timer_shown *timers, size_t n);
/* Makes that entry the chosen one; false when it is not there. */
bool techniques_pane_choose(struct techniques_pane *pane, int64_t application_id);

#endif
