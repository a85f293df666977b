/* SPDX-License-Identifier: MIT */
/* Sentences name commands, and say the key that runs each where one is:
 *
 *   {undo}                    its key here; else its first one; ":undo" where it has none
 *   {mark-add chart}          its key in that scope
 *   {consent-add=sensitive}   the key that hands this over
 *   {timer-mark|timer-row}    the first that has a key here; else the first of them
 *   {:service-set}            ":service-set", as it is typed
 *
 * What stands in braces and names no command stays as it is. */
#ifndef FASCICLE_APP_KEYED_H
#define FASCICLE_APP_KEYED_H

#include "app/keymap.h"

struct app;

/* Adds the sentence with the keys of a scope and of what stands behind it, as where no screen is. */
void keyed_in_scope(const struct keymap *keymap, const char *scope, const char *sentence, struct str *out);

/* The same with the keys of where one is. */
void keyed_add(const struct app *app, struct str *out, const char *sentence);
/* Puts the sentence, which the caller frees, in place of what was there. */
void keyed_replace(const struct app *app, char **text, const char *sentence);
/* Fills them in where they stand. */
void keyed_fill(const struct app *app, struct str *text);

#endif
