/* SPDX-License-Identifier: MIT */
/* Dividing a screen: where each pane of the chart goes for a size and a focus. */
#ifndef FASCICLE_UI_LAYOUT_H
#define FASCICLE_UI_LAYOUT_H

#include <stdbool.h>

#include "ui/grid.h"

enum { LAYOUT_MIN_COLS = 40, LAYOUT_MIN_ROWS = 10, LAYOUT_FULL_COLS = 80, LAYOUT_FULL_ROWS = 24 };

/* The panes of a chart that may stand on the screen. */
enum slot { SLOT_BODY, SLOT_NOTE, SLOT_MARKS, SLOT_TECHNIQUES, SLOT_HISTORY, SLOT_COUNT };

struct layout {
	struct rect header;            /* one row */
	struct rect slot[SLOT_COUNT];  /* inside, without title and frame; empty when it does not show */
	struct rect title[SLOT_COUNT]; /* the row that carries its title */
	struct rect message;           /* one row: messages, prompts, key line */
	int body_views;                /* 1 or 2 views fit in the body's slot */
};

/* 80x24: body left (24+2 columns), note upper right, marks and techniques side by side at the lower
 * right; with the body focused both views stand side by side (51 columns) and note, marks and techniques
 * stand under each other in the 28 columns that are left. A focused note gets a few rows more. Focus
 * SLOT_HISTORY is the side view: the last session stands in the place of marks and techniques while the
 * note keeps its own; it may be asked for while the keys still go to the note. From 132 columns on
 * everything is open at once and stands still whatever has the focus: body (both views; with 40 rows or
 * more the marks below it), note over techniques, and the history beside them. Under 80 columns, or with
 * too few rows to share, only the focused pane. `zoom` gives the focused pane the whole screen. Any size
 * is taken; rects never overlap nor leave the screen, and the focused slot has a row at least: with
 * 2 rows there is no header, with 1 no message row either. Titles are the caller's to draw. */
void layout_chart(struct layout *layout, int cols, int rows, enum slot focus, bool zoom);
/* The lines between the slots and along the title rows; titles are drawn over them. */
void layout_frame(const struct layout *layout, struct grid *grid);
/* Header, a left list and a right preview (none under 80 columns), message row. Row 1, above both, is
 * the row of their titles. */
void layout_list(int cols, int rows, struct rect *header, struct rect *left, struct rect *right,
		 struct rect *message);
/* The title row's line and the line between the two. */
void layout_list_frame(struct rect left, struct rect right, struct grid *grid);

#endif
