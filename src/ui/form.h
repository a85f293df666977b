/* SPDX-License-Identifier: MIT */
/* A form: labelled one-line fields, Tab and arrows between them, what is wrong beside the field. */
#ifndef FASCICLE_UI_FORM_H
#define FASCICLE_UI_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "text/edit.h"
#include "ui/grid.h"
#include "ui/key.h"

struct form_field {
	const char *label; /* translated; not owned */
	const char *help;  /* translated; shown below while the field has the focus; not owned; may be NULL */
	bool required;
	struct buffer *buffer; /* owned */
	struct edit edit;
	int left;      /* first column that shows when the value is wider than its place */
	char *problem; /* sentence, or NULL; owned */
};

struct form {
	struct form_field *fields;
	int n_fields;
	int focus;
	int top; /* first field that shows */
};

/* `ring` is not owned and may be NULL. */
void form_init(struct form *form, int n_fields, struct kill_ring *ring);
void form_release(struct form *form);
/* Makes an empty field before that one (or, as the number of fields, at the end); the cursor stays in its field. */
void form_insert(struct form *form, int at, struct kill_ring *ring);
/* Takes a field away; the cursor stays in its field, or goes to the one that comes up in its place. */
void form_remove(struct form *form, int at);
/* What the field is and its first value (NULL is empty); nothing of it can be undone. */
void form_set(struct form *form, int field, const char *label, const char *help, bool required,
	      const char *value);
const char *form_value(struct form *form, int field);           /* valid until the field changes */
void form_put(struct form *form, int field, const char *value); /* replaces the value, as one step of undo */
void form_problem(struct form *form, int field, const char *sentence); /* NULL clears */
/* Typing, editing, Tab, BackTab, Up, Down, Home, End, Ctrl-a/b/d/e/f/k/t/u/w/y/_, Alt-b/c/d/f/l/u/y. Tab
 * goes round, Up and Down stop at the ends. False when not its own (Enter, Esc and commands are the
 * pane's). *left is the field that lost the focus, or -1. */
bool form_key(struct form *form, const struct key *key, int *left);
/* A row a field: "> ! Label *  value   problem"; below them the problem of the focused field in full,
 * else its help. */
void form_draw(struct form *form, struct grid *grid, struct rect area, bool focused);

/* Another number after each change of a field. */
uint64_t form_revision(const struct form *form);

/* One-line editor alone, for the prompt and the palette: same keys. Make it by form_line_init. `left`
 * starts at 0 and is kept for it by the caller: the columns of the text that are out of sight at the
 * left. */
void form_line_init(struct edit *edit, struct buffer *buffer, struct kill_ring *ring);
bool form_line_key(struct edit *edit, const struct key *key);
void form_line_draw(struct edit *edit, int *left, struct grid *grid, struct rect area, bool focused,
		    unsigned style);

#endif
