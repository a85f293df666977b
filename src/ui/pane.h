/* SPDX-License-Identifier: MIT */
/* What every pane is: it draws itself into a grid, takes keys that are no command, and knows its cursor.
 * A pane holds copies of what it shows and never touches the store. */
#ifndef FASCICLE_UI_PANE_H
#define FASCICLE_UI_PANE_H

#include <stdbool.h>

#include "ui/grid.h"
#include "ui/key.h"

struct pane;

struct pane_class {
	const char *
		scope; /* the scope of its keys in the command table: "note"; NULL: the screen's that it fills */
	/* Draws into `area`; places grid->cursor when `focused`. */
	void (*draw)(struct pane *pane, struct grid *grid, struct rect area, bool focused);
	/* Takes a key that no command is bound to. False when it has no use for it. */
	bool (*key)(struct pane *pane, const struct key *key);
	/* The area changed (may be NULL). */
	void (*resize)(struct pane *pane, struct rect area);
	void (*free)(struct pane *pane);
	bool takes_text; /* letters type here; commands are Ctrl, Alt and function keys */
};

/* Each pane struct begins with this. */
struct pane {
	const struct pane_class *class;
};

static inline void pane_free(struct pane *pane)
{
	pane->class->free(pane);
}

#endif
