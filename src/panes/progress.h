/* SPDX-License-Identifier: MIT */
/* How a client goes: a plot of what was measured, what the chosen dot says, and what else is known. */
#ifndef FASCICLE_PANES_PROGRESS_H
#define FASCICLE_PANES_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "text/wrap.h"
#include "ui/pane.h"
#include "ui/plot.h"

struct progress_dot {
	int64_t session_id;
	char *text; /* the values of that day, in words */
};
struct progress_line {
	char *name;
	struct plot_point *points;
	struct progress_dot *dots; /* one a point */
	size_t n;
};

struct progress_pane {
	struct pane pane;
	char *head;     /* the course */
	char *title;    /* what is plotted, and how far back */
	char *facts;    /* below the plot; also what to do where nothing was measured */
	char *no_value; /* stands there where the span has none; put there by who fills it */
	struct progress_line *lines;
	size_t n_lines;
	double low, high; /* of the scale; equal: fitted */
	bool has_reference;
	double reference;
	char from[DATE_SIZE]; /* first day shown; "" for all */
	int line, dot;        /* the chosen one; -1 for none */
	struct wrap wrap;
	int top, page; /* of the facts */
};

struct progress_pane *progress_pane_new(void);
/* Takes the lines away. */
void progress_pane_clear(struct progress_pane *pane);
/* Adds a line without points; what is returned is valid until the next one is added. */
struct progress_line *progress_pane_add(struct progress_pane *pane, const char *name);
void progress_line_add(struct progress_line *line, const struct plot_point *point, int64_t session_id,
		       const char *text);
/* Chooses the latest dot of the first line that shows one. */
void progress_pane_choose(struct progress_pane *pane);
/* The session of the chosen dot; 0 for none. */
int64_t progress_pane_session(const struct progress_pane *pane);

#endif
