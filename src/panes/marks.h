/* SPDX-License-Identifier: MIT */
/* The session's marks as a list. */
#ifndef FASCICLE_PANES_MARKS_H
#define FASCICLE_PANES_MARKS_H

#include "catalogue/catalogue.h"
#include "model/mark.h"
#include "ui/list.h"
#include "ui/pane.h"

struct marks_pane {
	struct pane pane;
	const struct catalogue *catalogue;
	const struct mark *marks; /* not owned; valid until the next marks_pane_set */
	struct list list;
	int page;
};

struct marks_pane *marks_pane_new(const struct catalogue *catalogue);
void marks_pane_set(struct marks_pane *pane, const struct mark *marks, size_t n_marks);
const struct mark *marks_pane_chosen(const struct marks_pane *pane); /* NULL when empty */

#endif
