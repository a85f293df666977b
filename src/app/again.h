/* SPDX-License-Identifier: MIT */
/* A treatment that is done again: a preset's, or the last session's. */
#ifndef FASCICLE_APP_AGAIN_H
#define FASCICLE_APP_AGAIN_H

#include "app/app.h"

/* Adds techniques as one step that undo takes back, `what`. Those that are ticked at the same place already are left
 * alone, and so are those without the place they need and those that the catalogue has no more; the message says which,
 * with `unknown` (names, may be empty) that could not be read at all. A wanted mark_id is a mark of this session. */
bool treatment_again(struct app *app, const char *what, const struct application *wanted, size_t n,
		     const char *unknown, struct err *err);

#endif
