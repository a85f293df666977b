/* SPDX-License-Identifier: MIT */
/* The note: four sections in one pane, each a text of its own. */
#ifndef FASCICLE_PANES_NOTE_H
#define FASCICLE_PANES_NOTE_H

#include "base/str.h"
#include "record/session.h"
#include "panes/text.h"

enum { NOTE_STOPS_MAX = 16 };

/* A place that a snippet leaves to fill in. */
struct note_stop {
	size_t from, bytes;
};

struct note_pane {
	struct pane pane;
	struct text_view sections[NOTE_SECTIONS];
	enum note_section section; /* the one with the cursor */
	struct rect area;
	bool read_only;
	char *needle; /* what is searched for and shown; NULL for nothing */
	char *previous
		[NOTE_SECTIONS]; /* the last signed note: a section that still says the same is carried forward */

	struct note_stop stops[NOTE_STOPS_MAX]; /* of this section, in the order they are visited */
	size_t n_stops, next_stop;
	size_t bytes_at_stop; /* of the section's text when the last stop was reached */
};

struct note_pane *note_pane_new(struct kill_ring *ring); /* free through its class */

/* Puts new texts in (NULL is empty); the cursor goes to `cursor` in `section`. */
void note_pane_set(struct note_pane *note, char *const texts[NOTE_SECTIONS], enum note_section section,
		   size_t cursor, bool read_only);
/* The texts of the last signed note; NULL for none. */
void note_pane_set_previous(struct note_pane *note, char *const texts[NOTE_SECTIONS]);
const char *note_pane_text(struct note_pane *note, enum note_section section);
/* Grows with every change of any section. */
uint64_t note_pane_revision(const struct note_pane *note);
struct edit *note_pane_edit(struct note_pane *note);
/* Goes to a section, its cursor where it was left. */
void note_pane_go(struct note_pane *note, enum note_section section);
/* Moves the cursor; past the edge of a section it goes on into the next. */
void note_pane_move(struct note_pane *note, enum edit_move move);
/* The section whose title stands above the pane when it has that many rows: the first, or the only one that fits. */
enum note_section note_pane_first(const struct note_pane *note, int rows);
/* "Plan", or "Plan (carried forward)". */
void note_pane_title(struct note_pane *note, enum note_section section, struct str *out);

/* Shows the places that hold the needle; NULL shows none. */
void note_pane_seek(struct note_pane *note, const char *needle);
/* Whether there is such a place. */
bool note_pane_holds(struct note_pane *note);
/* Goes to the next (or the previous) such place, through all sections and round. False when there is none. */
bool note_pane_find(struct note_pane *note, bool forward);

/* Puts text in at the cursor in one undo step, in place of the `replace` bytes before it, and goes to its first stop;
 * stops count from the start of the text put in. */
void note_pane_put(struct note_pane *note, size_t replace, const char *text, const struct note_stop *stops,
		   size_t n_stops);
/* Makes a section say `text` in one undo step; the cursor stays by what it stood on. */
void note_pane_replace(struct note_pane *note, enum note_section section, const char *text);
/* Goes to the next stop, its hint selected. False when there is none left. */
bool note_pane_next_stop(struct note_pane *note);

#endif
