/* SPDX-License-Identifier: MIT */
/* A command is data: name, where it works, keys, what it asks for, help, handler. commands.def is the one list; the
 * keymap, the palette, the help screen, `fascicle keys` and the manual are made from it. */
#ifndef FASCICLE_APP_COMMAND_H
#define FASCICLE_APP_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct app;

struct command {
	const char *name;  /* "mark-add": noun-verb */
	const char *scope; /* where it works: "any", a screen ("day", "chart") or a pane ("note") */
	const char *
		keys; /* "Alt-m body:Enter Alt-1=s": default keys, parted by spaces; scope: before a key narrows
	                      it to that scope, =argument after it is handed to the command */
	const char *hint; /* word for the bottom line of `hint_scopes`; NULL for none. English */
	const char *hint_scopes;
	const char *ask;  /* what the prompt asks when no argument was given; NULL takes none. English */
	const char *help; /* one line. English */
	/* `value` is the table's own number. False leaves the sentence in err, and the prompt, if any, open. */
	bool (*run)(struct app *app, const char *argument, int value, struct err *err);
	int value;
	/* Says while typing what an argument is understood as; NULL for none. */
	void (*reading)(struct app *app, const char *argument, struct str *out);
	/* What the prompt holds at first; NULL for nothing. */
	void (*preset)(struct app *app, struct str *out);
	bool secret; /* asks for a passphrase: shown as stars, never kept */
};

size_t command_count(void);
const struct command *command_at(size_t i);
/* NULL when there is none of that name. */
const struct command *command_named(const char *name);

/* Ranks commands whose name or help holds the typed words; writes at most max, best first. */
size_t command_match(const char *typed, const struct command **out, size_t max);

#endif
