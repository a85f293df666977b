/* SPDX-License-Identifier: MIT */
/* The intake: groups of typed lines, top to bottom. A group that takes many lines ends with an empty one. A new row that
 * was emptied goes when it is left, one of another group moves there; Tab behind a new row goes on to the next group, Enter
 * to another row of the same. What the line under the cursor is understood as stands below. */
#ifndef FASCICLE_PANES_INTAKE_H
#define FASCICLE_PANES_INTAKE_H

#include <stdint.h>

#include "base/str.h"
#include "ui/form.h"
#include "ui/pane.h"

struct intake_group {
	const char *label, *help; /* translated; not owned */
	bool many;
};

struct intake_row {
	int group;
	int64_t record; /* what is stored; 0 for something new */
	char *was;      /* the line of what is stored, "" for something new; owned */
};

/* Says how a line of a group is understood, or what is wrong with it. */
typedef bool (*intake_check)(void *context, int group, const char *line, struct str *told, struct err *err);

/* The group that a good line belongs to; says so when it is another one. */
typedef int (*intake_home)(void *context, int group, const char *line, struct str *told);

struct intake_pane {
	struct pane pane;
	struct form form;        /* a field a row */
	struct intake_row *rows; /* beside the fields */
	struct kill_ring *ring;  /* not owned */
	const struct intake_group *groups;
	int n_groups;
	intake_check check;
	intake_home home;
	void *context;
	struct str told;
	uint64_t forgotten; /* revisions of the rows that are gone */
};

struct intake_pane *intake_pane_new(struct kill_ring *ring, intake_check check, intake_home home,
				    void *context);
/* Empties it: one empty row a group. The groups must outlive the pane or the next call. */
void intake_pane_clear(struct intake_pane *pane, const struct intake_group *groups, int n_groups);
/* Puts a stored line into its group, before the empty row. */
void intake_pane_add(struct intake_pane *pane, int group, int64_t record, const char *line);
/* Types a line over the row of a stored record, or as a new one where the group has none (record 0). */
void intake_pane_type(struct intake_pane *pane, int group, int64_t record, const char *line);
/* Checks every row that is not empty. False with the cursor on the first one to mend. */
bool intake_pane_check(struct intake_pane *pane, struct err *err);
/* The line of a row without blanks around it; caller frees. */
char *intake_pane_line(struct intake_pane *pane, int row);
/* Whether that sentence stands below the rows. */
bool intake_pane_tells(const struct intake_pane *pane, const char *sentence);
/* How many rows differ from what is stored. */
int intake_pane_unkept(struct intake_pane *pane);
/* To the next row; false on the last. */
bool intake_pane_next(struct intake_pane *pane);
/* Grows with each change of any row. */
uint64_t intake_pane_revision(const struct intake_pane *pane);

#endif
