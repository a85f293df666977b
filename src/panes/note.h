/* SPDX-License-Identifier: MIT */
/* The note: four sections in one pane, each a text of its own. */
#ifndef FASCICLE_PANES_NOTE_H
#define FASCICLE_PANES_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/session.h"
#include "text/edit.h"
#include "text/wrap.h"
#include "ui/pane.h"

struct note_section_view {
	struct buffer *buffer;
	struct edit edit;
	struct wrap wrap;
	uint64_t wrapped_revision; /* of the buffer that `wrap` shows; UINT64_MAX for none */
	int top;                   /* first line that shows */
};

struct note_pane {
	struct pane pane;
	struct note_section_view sections[NOTE_SECTIONS];
	enum note_section section; /* the one with the cursor */
	struct rect area;
	bool read_only;
};

struct note_pane *note_pane_new(struct kill_ring *ring); /* free through its class */

/* Puts new texts in (NULL is empty); the cursor goes to `cursor` in `section`. */
void note_pane_set(struct note_pane *note, char *const texts[NOTE_SECTIONS], enum note_section section,
		   size_t cursor, bool read_only);
const char *note_pane_text(struct note_pane *note, enum note_section section);
/* Grows with every change of any section. */
uint64_t note_pane_revision(const struct note_pane *note);
struct edit *note_pane_edit(struct note_pane *note);
/* Goes to a section, its cursor where it was left; with `at_end` to its end. */
void note_pane_go(struct note_pane *note, enum note_section section);
/* Moves the cursor; past the edge of a section it goes on into the next. */
void note_pane_move(struct note_pane *note, enum edit_move move);

#endif
