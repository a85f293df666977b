/* SPDX-License-Identifier: MIT */
/* A text that is only read: wrapped at the pane's edge and scrolled. */
#ifndef FASCICLE_PANES_READER_H
#define FASCICLE_PANES_READER_H

#include "text/wrap.h"
#include "ui/pane.h"

struct reader_pane {
	struct pane pane;
	char *title;
	char *text;
	struct wrap wrap;
	int top;
	int page;
};

struct reader_pane *reader_pane_new(const struct pane_class *class);
void reader_pane_set(struct reader_pane *reader, const char *title, const char *text);
/* A page on; past the end it begins again from the top. */
void reader_pane_on(struct reader_pane *reader);

extern const struct pane_class history_pane_class, read_pane_class;

#endif
