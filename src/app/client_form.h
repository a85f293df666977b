/* SPDX-License-Identifier: MIT */
/* The form of a client's details, made from the client's own table of fields. */
#ifndef FASCICLE_APP_CLIENT_FORM_H
#define FASCICLE_APP_CLIENT_FORM_H

#include "record/client.h"
#include "panes/fields.h"

struct fields_pane *client_form_new(struct kill_ring *ring);
void client_form_put(struct fields_pane *form, const struct client *client);
/* Checks every field and puts the values into *client. */
bool client_form_read(struct fields_pane *form, struct client *client, struct err *err);

#endif
