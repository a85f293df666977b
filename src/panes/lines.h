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

struct lines_pane *lines_pane_new(void);
/* Fills it with the lines of `text`, parted by newlines; the choice goes to the first. */
void lines_pane_set(struct lines_pane *pane, const char *text);
int lines_pane_chosen(const struct lines_pane *pane);

#endif
