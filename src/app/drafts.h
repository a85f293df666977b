/* SPDX-License-Identifier: MIT */
/* Half-filled forms and addenda are drafts too: stored while they are typed, and there again when they are opened. The screen
 * names its fields (screen.h); the store keeps them by name. */
#ifndef FASCICLE_APP_DRAFTS_H
#define FASCICLE_APP_DRAFTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct app;
struct screen;

void drafts_init(struct app *app);
void drafts_release(struct app *app);
/* Whether it is this screen that was typed into last. */
bool drafts_are_of(const struct app *app, const struct screen *screen);
/* After each key: sees whether the form in front says something else now. */
void drafts_watch(struct app *app, int64_t now_ms);
/* When what was typed from `first` to `last` wants storing; -1 when nothing was (first 0). */
int drafts_rhythm_ms(int64_t first_ms, int64_t last_ms, int64_t now_ms);
/* Milliseconds until it wants storing; -1 when there is nothing to store. */
int drafts_due_ms(const struct app *app, int64_t now_ms);
/* Stores it when it changed since the last time. */
bool drafts_save(struct app *app, struct err *err);
/* The same beside the database, where it comes back from at the next start. */
bool drafts_rescue(struct app *app, struct err *err);
/* Puts a stored draft of the screen into its form; false when there is none. */
bool drafts_load(struct app *app, struct screen *screen);
/* Forgets it: the form was kept for good. */
void drafts_clear(struct app *app, struct screen *screen);

#endif
