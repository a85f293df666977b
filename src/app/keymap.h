/* SPDX-License-Identifier: MIT */
/* Which key runs which command in which scope. */
#ifndef FASCICLE_APP_KEYMAP_H
#define FASCICLE_APP_KEYMAP_H

#include "app/command.h"
#include "io/conf.h"
#include "ui/key.h"

struct binding {
	struct key key;
	char *scope;
	const struct command *command;
	char *argument; /* NULL when the key hands none over */
};

struct keymap {
	struct binding *bindings;
	size_t n;
};

void keymap_init(struct keymap *keymap);
void keymap_release(struct keymap *keymap);
/* The default keys of the table, then [keys] of the configuration, where the first binding of a command takes its
 * default keys away. Errors name the file and the line's command or key. */
bool keymap_build(struct keymap *keymap, const struct conf *conf, struct err *err);

/* The binding of a key for the scopes, innermost first (closed by NULL); NULL when there is none. */
const struct binding *keymap_find(const struct keymap *keymap, const char *const *scopes,
				  const struct key *key);
/* The keys of a command as a person reads them, those that work in the scopes first: "Alt-m, Enter". With `first_only`
 * just the first. */
void keymap_names(const struct keymap *keymap, const struct command *command, const char *const *scopes,
		  bool first_only, struct str *out);

/* Tab-separated: name, scope, keys, help; a line a command. `scope` NULL for all. False when no such scope exists. */
bool keymap_list(const struct keymap *keymap, const char *scope, struct str *out, struct err *err);

#endif
