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
	char *argument;                 /* NULL when the key hands none over */
	const struct conf_binding *own; /* the line of [keys] it is from; NULL: a default */
};

struct keymap {
	struct binding *bindings;
	size_t n;
};

void keymap_init(struct keymap *keymap);
void keymap_release(struct keymap *keymap);
/* The default keys of the commands, then [keys] of the configuration, where the first binding of a command takes its
 * default keys away. A line that would leave its command without a key, or put two commands on one key where both work,
 * is refused. Errors name file and line. `conf` must outlive the keymap. */
bool keymap_build(struct keymap *keymap, const struct conf *conf, struct err *err);

/* Whether a key runs the command where it works. */
bool keymap_has(const struct keymap *keymap, const struct command *command);
/* Whether two commands share a key where both work, and the inner one does not say that it means to. */
bool keymap_clash(const struct keymap *keymap, const struct binding **inner, const struct binding **outer);

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
