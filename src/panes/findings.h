/* SPDX-License-Identifier: MIT */
/* The findings of a session as a form: a row a field, grouped by section; the chosen row shows its choices and a line to
 * type on. It changes nothing itself: what is wanted is left in `wants` for the program. */
#ifndef FASCICLE_PANES_FINDINGS_H
#define FASCICLE_PANES_FINDINGS_H

#include "record/finding.h"
#include "text/edit.h"
#include "ui/pane.h"

enum findings_wants {
	FINDINGS_NOTHING,
	FINDINGS_TICK,     /* the choice under the cursor, or to take it back */
	FINDINGS_TAKE_BACK /* the last value of the field, onto the line */
};

struct findings_pane {
	struct pane pane;
	const struct catalogue *catalogue;
	struct findings findings; /* what is shown */
	char *since;              /* what was done last time; NULL hides the questions about it */
	int field;                /* chosen: index of the catalogue's row */
	int choice;               /* under the cursor */
	int top;                  /* first row that shows */
	struct buffer *buffer;    /* what is typed for the chosen field */
	struct edit edit;
	int left;
	enum findings_wants wants;
};

struct findings_pane *findings_pane_new(const struct catalogue *catalogue, struct kill_ring *ring);
/* Shows these from now on; copies. The cursor stays where it is as long as its row shows. */
void findings_pane_set(struct findings_pane *pane, const struct findings *findings, const char *since);
/* To the first row. */
void findings_pane_home(struct findings_pane *pane);
void findings_pane_go(struct findings_pane *pane, int field);
/* A row on or back; false at the end. */
bool findings_pane_step(struct findings_pane *pane, int step);
const char *findings_pane_line(struct findings_pane *pane);
void findings_pane_put(struct findings_pane *pane, const char *line);

#endif
