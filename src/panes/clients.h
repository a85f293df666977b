/* SPDX-License-Identifier: MIT */
/* Finding a client: a line to type in, and the clients that fit it, narrowing as it is typed. */
#ifndef FASCICLE_PANES_CLIENTS_H
#define FASCICLE_PANES_CLIENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/edit.h"
#include "ui/list.h"
#include "ui/pane.h"

/* A row; the texts are the caller's and live until the next clients_pane_set. */
struct client_line {
	const char *name, *birth, *phone, *last; /* NULL where unknown */
};

struct clients_pane {
	struct pane pane;
	struct buffer *buffer;
	struct edit edit; /* the words to look for */
	int left;
	const struct client_line *lines; /* not owned */
	char *empty;                     /* what stands there without any; owned, put there by who fills it */
	struct list list;
	int page;
};

struct clients_pane *clients_pane_new(struct kill_ring *ring);
void clients_pane_set(struct clients_pane *clients, const struct client_line *lines, size_t n);
const char *clients_pane_words(struct clients_pane *clients);
void clients_pane_clear(struct clients_pane *clients); /* empties the line */
int clients_pane_chosen(const struct clients_pane *clients);

#endif
