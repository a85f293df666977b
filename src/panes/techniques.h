/* SPDX-License-Identifier: MIT */
/* The practice's techniques as a checklist; what was used is ticked and shows its dose. */
#ifndef FASCICLE_PANES_TECHNIQUES_H
#define FASCICLE_PANES_TECHNIQUES_H

#include <stddef.h>

#include "catalogue/catalogue.h"
#include "model/application.h"
#include "ui/list.h"
#include "ui/pane.h"

struct techniques_pane {
	struct pane pane;
	const struct catalogue *catalogue;
	int *techniques; /* the practice's set, in its order: indexes into the catalogue */
	const struct application *applications; /* not owned; valid until the next set */
	size_t n_applications;
	struct list list;
	int page;
};

/* `order`: codes parted by spaces or commas, NULL or "" for all in the catalogue's order; `off`: codes left out. */
struct techniques_pane *techniques_pane_new(const struct catalogue *catalogue, const char *order,
					    const char *off);
void techniques_pane_set(struct techniques_pane *pane, const struct application *applications, size_t n);
int techniques_pane_chosen(const struct techniques_pane *pane); /* index into the catalogue; -1 when empty */
/* The newest application of the chosen technique; NULL when it is not ticked. */
const struct application *techniques_pane_application(const struct techniques_pane *pane);

#endif
