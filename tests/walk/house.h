/* SPDX-License-Identifier: MIT */
/* All that the walk knows of the program: a made-up clinic in memory, keys in, and what can be told afterwards. A change
 * of the program's state or of its screens is followed here, and nowhere else in this folder. */
#ifndef FASCICLE_TESTS_WALK_HOUSE_H
#define FASCICLE_TESTS_WALK_HOUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Folders of this name and six characters of chance; where one is named, house_hide puts X for those. */
#define HOUSE_FOLDER "/tmp/fascicle-walk-"
void house_hide(char *text);

/* The clinic, once a process; what happens to it in a forked child is gone with the child. Files are written to `folder`. */
bool house_open(const char *folder, struct err *err);
/* The program on it, from its start. `keys` is "COMMAND=KEY" as [keys] has it, or NULL. */
bool house_start(const char *keys, struct err *err);

/* A key by its name, or a character that was typed. False when there is no such key. */
bool house_press(const char *name);
void house_type(const char *text);
/* The terminal goes away: what is half typed is stored. */
void house_gone(void);

/* Where the cursor is: the scopes that are looked through for a key, innermost first: "marks chart any". */
void house_scopes(struct str *out);
/* Whether they, and whether letters are typed there, are what keys are checked against before there is a screen. */
bool house_scopes_are_known(void);
/* What stands over the screen, where the screen has a title. */
void house_title(struct str *out);
void house_message(struct str *out);
/* The command that the open prompt asks for; NULL while none is open. */
const char *house_asked(void);
bool house_left(void); /* whether the program was left */
/* The screen as text, with its styles. */
void house_screen(struct str *out);

size_t house_commands(void);
const char *house_command(size_t i); /* its name */
const char *house_command_scope(size_t i);
/* Every key that is bound in one of the scopes around the cursor, once: calls with its name and the index of the
 * command that it runs there. */
void house_bound(void (*each)(void *context, const char *key, size_t command), void *context);
size_t house_bindings(void);
const char *house_binding_scope(size_t i);
/* Whether the command has a key anywhere. */
bool house_has_key(size_t command);

/* Which rows were added, changed (and in which columns) or deleted since the last call: "mark +1 session ~1(version)", and
 * a digest of what stands in them; then the actions that were audited. "" for none. The table `but` (NULL for none) is
 * left out. */
void house_rows(const char *but, struct str *out);

#endif
