/* SPDX-License-Identifier: MIT */
/* The day: its sessions by time, unsigned ones of earlier days on top, and what matters of the chosen client. */
#ifndef FASCICLE_PANES_DAY_H
#define FASCICLE_PANES_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/session.h"
#include "ui/list.h"
#include "ui/pane.h"

/* A row as the day shows it; the texts are the caller's and live until the next day_pane_set. */
struct day_line {
	const char *when; /* "09:00", or "13 Nov" when it is of an earlier day */
	const char *client;
	const char *service;
	enum session_status status;
	bool has_draft;
	bool review; /* the course is to be looked at again */
	bool earlier;
};

struct day_pane {
	struct pane pane;
	struct day_line *lines; /* not owned */
	struct list list;
	int page;
	struct str empty; /* what to do when there is nothing: several lines */
};

struct day_pane *day_pane_new(void);
void day_pane_set(struct day_pane *day, struct day_line *lines, size_t n);
int day_pane_chosen(const struct day_pane *day); /* -1 when empty */
void day_pane_choose(struct day_pane *day, int row);

/* What stands right of the list: plain lines parted by newlines, wrapped at the area's edge. */
void preview_draw(struct grid *grid, struct rect area, const char *text);

#endif
