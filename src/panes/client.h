/* SPDX-License-Identifier: MIT */
/* The form of a client's details. */
#ifndef FASCICLE_PANES_CLIENT_H
#define FASCICLE_PANES_CLIENT_H

#include "model/client.h"
#include "ui/form.h"
#include "ui/pane.h"

struct client_pane {
	struct pane pane;
	struct form form;
	struct client client; /* as it was when the form was opened: id and version */
	char *today;
	bool changed;
};

struct client_pane *client_pane_new(struct kill_ring *ring);
void client_pane_set(struct client_pane *pane, const struct client *client, const char *today);
/* Checks every field; puts the values into *out (initialised). False with the cursor on the first field to mend. */
bool client_pane_read(struct client_pane *pane, struct client *out, struct err *err);
/* Enter: to the next field; true on the last one, when the form wants to be kept. */
bool client_pane_enter(struct client_pane *pane);

#endif
