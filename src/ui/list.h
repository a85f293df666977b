/* SPDX-License-Identifier: MIT */
/* A list with a cursor: which row is chosen, which rows show. The rows themselves belong to the pane. */
#ifndef FASCICLE_UI_LIST_H
#define FASCICLE_UI_LIST_H

#include <stdbool.h>

#include "ui/grid.h"
#include "ui/key.h"

struct list {
	int n_rows; /* how many there are */
	int chosen; /* -1 when empty */
	int top;    /* first that shows */
};

void list_set_count(struct list *list, int n_rows); /* keeps the choice inside */
/* Arrows, j k, g G, Home End, PgUp PgDn. `page` is the rows that show. False when the key is not for a
 * list. */
bool list_key(struct list *list, const struct key *key, int page);
/* Makes the chosen row show. */
void list_scroll(struct list *list, int page);
/* The marker in the first column and bold, never a bar over the row: few bytes on a slow line. Draws
 * rows through `row`, which gets the area right of the marker. */
void list_draw(struct list *list, struct grid *grid, struct rect area, bool focused,
	       void (*row)(void *context, int index, struct grid *grid, struct rect area, unsigned style),
	       void *context);

#endif
