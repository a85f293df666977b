/* SPDX-License-Identifier: MIT */
/* A screen that is a list: a row a record, or several. Filled anew, its cursor stays on its record; where that is gone, it goes
 * to the one that came after it. A class of lists has list_screen_init, list_screen_release and list_screen_pane. */
#ifndef FASCICLE_APP_LIST_SCREEN_H
#define FASCICLE_APP_LIST_SCREEN_H

#include "app/screen.h"
#include "panes/lines.h"

/* Each list screen's struct begins with this. */
struct list_screen {
	struct screen screen;
	const struct app *app; /* not owned */
	struct lines_pane *lines;
	int64_t *records; /* of each row; 0 where it is none's */
	size_t n_rows;
	struct {
		int64_t *records;
		size_t n_rows;
		int chosen;
	} before; /* while it is filled: what stood there */
	struct str text;
};

void list_screen_init(struct screen *screen, struct app *app);
void list_screen_release(struct screen *screen);
struct pane *list_screen_pane(const struct screen *screen);

/* Fills it anew: begin, a row for each, end. A record's number is not 0. What a row says is added to what list_row returns,
 * before the next one. Without rows, `empty` stands there, with its keys. */
void list_begin(struct list_screen *list);
struct str *list_row(struct list_screen *list, int64_t record);
void list_end(struct list_screen *list, const char *empty);

/* The record the cursor is on; 0 for none. */
int64_t list_chosen(const struct list_screen *list);
/* Puts the cursor on the first row of a record; false, and it stays, where there is none. */
bool list_choose(struct list_screen *list, int64_t record);
/* The next filling begins at the top: it is another list now. */
void list_forget(struct list_screen *list);

#endif
