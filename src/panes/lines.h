/* SPDX-License-Identifier: MIT */
/* Lines to read and choose from: the help screen, what a note still lacks, the last session. */
#ifndef FASCICLE_PANES_LINES_H
#define FASCICLE_PANES_LINES_H

#include "base/str.h"
#include "ui/list.h"
#include "ui/pane.h"

struct lines_pane {
	struct pane pane;
	char **lines;
	struct list list;
	int page;
};

/* `scope` names its keys in the command table. */
struct lines_pane *lines_pane_new(const struct pane_class *class);
/* Fills it with the lines of `text`, parted by newlines; the choice goes to the first. */
void lines_pane_set(struct lines_pane *pane, const char *text);
int lines_pane_chosen(const struct lines_pane *pane);

extern const struct pane_class course_pane_class, help_pane_class, sign_pane_class, snippets_pane_class,
	muscles_pane_class, points_pane_class, presets_pane_class, selfcare_pane_class, timers_pane_class,
	consents_pane_class, cautions_pane_class, bill_pane_class;

#endif
