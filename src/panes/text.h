/* SPDX-License-Identifier: MIT */
/* A text that is written: shown wrapped, with a cursor, a selection and the places that a search found. The note has
 * four of them, an addendum one. */
#ifndef FASCICLE_PANES_TEXT_H
#define FASCICLE_PANES_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "text/edit.h"
#include "text/wrap.h"
#include "ui/pane.h"

struct text_view {
	struct buffer *buffer;
	struct edit edit;
	struct wrap wrap;
	uint64_t wrapped_revision; /* of the buffer that `wrap` shows; UINT64_MAX for none */
	int top;                   /* first line that shows */
	int rows;                  /* that showed last time */
};

void text_view_init(struct text_view *view, struct kill_ring *ring);
void text_view_release(struct text_view *view);
void text_view_set(struct text_view *view, const char *text, size_t cursor);
/* With the cursor in it the text scrolls to it; else it shows from the top. `needle`: what is searched for, or NULL. */
void text_view_draw(struct text_view *view, struct grid *grid, struct rect area, bool has_cursor,
		    bool focused, const char *needle);
/* Letters, Enter and pastes. False for any other key. */
bool text_view_key(struct text_view *view, const struct key *key);

/* A pane with one text: the addendum. */
struct text_pane {
	struct pane pane;
	struct text_view view;
};
struct text_pane *text_pane_new(struct kill_ring *ring);
/* The rows of it that showed last time; 0 of a pane of another class. */
int text_pane_rows(const struct pane *pane);

#endif
