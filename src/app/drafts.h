/* SPDX-License-Identifier: MIT */
/* Half-filled forms and addenda are drafts too: stored while they are typed, and there again when they are opened. */
#ifndef FASCICLE_APP_DRAFTS_H
#define FASCICLE_APP_DRAFTS_H

#include "app/app.h"

/* After each key: sees whether the form in front says something else now. */
void side_watch(struct app *app, int64_t now_ms);
/* When what was typed from `first` to `last` wants storing; -1 when nothing was (first 0). */
int side_rhythm_ms(int64_t first_ms, int64_t last_ms, int64_t now_ms);
/* Milliseconds until it wants storing; -1 when there is nothing to store. */
int side_due_ms(const struct app *app, int64_t now_ms);
/* Stores it when it changed since the last time. */
bool side_save(struct app *app, struct err *err);
/* Puts a stored draft of the place in front into its form; false when there is none. */
bool side_load(struct app *app);
/* Forgets it: the form was kept for good. */
void side_clear(struct app *app);

#endif
