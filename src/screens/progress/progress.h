/* SPDX-License-Identifier: MIT */
/* How a client goes, and the course of treatment: two screens over what is known of the same client. */
#ifndef FASCICLE_SCREENS_PROGRESS_PROGRESS_H
#define FASCICLE_SCREENS_PROGRESS_PROGRESS_H

#include "app/entry_undo.h"
#include "app/progress_view.h"
#include "app/screen.h"
#include "panes/progress.h"

struct progress_screen {
	struct screen screen;
	struct progress_pane *pane;
	struct progress_view view;
	int group;              /* the plot that shows */
	int shorter;            /* how many spans less than all sessions show */
	struct entry_undo undo; /* of what was done to courses and goals */
};

struct progress_screen *progress_of(struct app *app);
/* Makes it of the client in front, unless one of the two screens is in front already. */
bool progress_ready(struct app *app, struct err *err);
/* Fills the pane with the plot that is chosen. */
bool progress_fill(struct app *app, struct err *err);
/* Looks further back, or less far. */
bool progress_span(struct app *app, int step, struct err *err);
/* Whose it is; NULL as long as nobody looked. */
const struct client *progress_client(const struct app *app);
/* For commands: the client that a line typed there belongs to. */
int64_t progress_owner(const struct app *app);

#endif
