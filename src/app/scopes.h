/* SPDX-License-Identifier: MIT */
/* Which scopes of keys work at the same time: those of a pane, of the text in it, of its screen, and of everywhere. Known
 * without a screen, so that keys are checked before one is there; a test compares it with the screens themselves. */
#ifndef FASCICLE_APP_SCOPES_H
#define FASCICLE_APP_SCOPES_H

#include <stdbool.h>

enum { SCOPES_MAX = 6 };

/* The scopes around the cursor in a pane of that scope, innermost first, closed by NULL. */
void scope_stack(const char *pane, const char *stack[SCOPES_MAX]);
/* Whether there is such a scope: one that has commands, or a pane's. */
bool scope_exists(const char *scope);
/* Whether a key of the one is looked for before a key of the other somewhere. */
bool scope_over(const char *inner, const char *outer);
/* Whether a command of the one runs by a key of the other somewhere. */
bool scope_reaches(const char *keys, const char *commands);
/* Whether letters are typed wherever the scope works, so that they run no command of it. */
bool scope_types(const char *scope);

#endif
