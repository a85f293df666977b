/* SPDX-License-Identifier: MIT */
/* What the files that make up text/edit.h share. */
#ifndef FASCICLE_TEXT_EDIT_INNER_H
#define FASCICLE_TEXT_EDIT_INNER_H

#include "text/edit.h"

/* Makes cursor and anchor good and forgets what only the command before left: goal column, kills to
 * join, the yank that could be replaced. */
void edit_begin_command(struct edit *edit);
/* Inserts at the cursor and goes behind it; returns the bytes that went in. */
size_t edit_put(struct edit *edit, const char *bytes, size_t n);

#endif
