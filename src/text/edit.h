/* SPDX-License-Identifier: MIT */
/* A cursor in a buffer and what a person does with it: move, type, delete, select, kill and yank, search. */
#ifndef FASCICLE_TEXT_EDIT_H
#define FASCICLE_TEXT_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/buffer.h"
#include "text/kill.h"

struct edit {
	struct buffer *buffer;  /* not owned */
	struct kill_ring *ring; /* not owned; may be NULL; shared by all sections and prompts */
	size_t cursor;
	bool selecting;
	size_t anchor; /* the other end of the selection */
	int goal_col;  /* column that up and down aim for; -1 when unset */
	int width; /* columns of the pane: up, down, home and end go by wrapped lines; INT_MAX: no wrapping */
	bool one_line;                /* a field or prompt: newlines and tabs become spaces */
	bool kill_follows;            /* the last command killed: the next kill joins it */
	size_t yank_from, yank_bytes; /* what the last yank put in; 0 bytes after another command */
};

void edit_init(struct edit *edit, struct buffer *buffer, struct kill_ring *ring);

enum edit_move {
	EDIT_LEFT,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_UP,
	EDIT_DOWN,
	EDIT_PAGE_UP,
	EDIT_PAGE_DOWN,
	EDIT_LINE_START,
	EDIT_LINE_END,
	EDIT_PARAGRAPH_UP,
	EDIT_PARAGRAPH_DOWN,
	EDIT_TEXT_START,
	EDIT_TEXT_END,
};
/* Moves the cursor; with a running selection the anchor stays. `page` is the rows of a page. False when
 * the cursor was at the edge already, so that the pane can go on to the next section; the moves to the
 * start or end of the line or text are always true. */
bool edit_move(struct edit *edit, enum edit_move move, int page);

/* Types text at the cursor (replacing the selection). */
void edit_type(struct edit *edit, const char *bytes, size_t n);
/* A paste: one undo step, nothing interpreted. */
void edit_paste(struct edit *edit, const char *bytes, size_t n);

enum edit_delete {
	EDIT_DELETE_BACK,
	EDIT_DELETE_FORWARD,
	EDIT_DELETE_WORD_BACK,
	EDIT_DELETE_WORD_FORWARD,
	EDIT_DELETE_TO_END,
	EDIT_DELETE_TO_START,
	EDIT_DELETE_SELECTION,
};
/* Deletes; words, line parts and selections go to the kill ring. With a selection every one of them but
 * the line parts deletes it. The line parts go by wrapped lines; at the end of a paragraph DELETE_TO_END
 * takes the newline. False when there was nothing. */
bool edit_delete(struct edit *edit, enum edit_delete what);

void edit_select_start(struct edit *edit);
void edit_select_none(struct edit *edit);
void edit_select_all(struct edit *edit);
/* The selected range; false when empty. */
bool edit_selection(const struct edit *edit, size_t *from, size_t *to);
bool edit_copy(struct edit *edit);
bool edit_yank(struct edit *edit);
/* Replaces what the last yank put in by the one before it in the ring. */
bool edit_yank_pop(struct edit *edit);

/* False when there is nothing to undo, nothing to swap, no word ahead. */
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);
bool edit_transpose(struct edit *edit);
bool edit_case(struct edit *edit, char mode); /* 'u' 'l' 't' on the next word or the selection */

/* The next (or, backward, the previous) place whose folded text (utf8_search_key) matches: forward the
 * first one at or behind `from`, backward the last one that begins before it; wraps round. Whole
 * graphemes. */
bool edit_find(const struct edit *edit, const char *needle, bool forward, size_t from, size_t *at,
	       size_t *bytes);

/* The first match that begins in [from, to), both on grapheme boundaries; reads no more of the text than
 * that takes. For highlights. */
bool edit_find_within(const struct edit *edit, const char *needle, size_t from, size_t to, size_t *at,
		      size_t *bytes);

/* Moves the cursor to a place that was found or asked for; as edit_move. */
void edit_go(struct edit *edit, size_t at);

/* Must be called when the text changed behind the cursor (undo in another view, a restored draft). */
void edit_clamp(struct edit *edit);

#endif
