/* SPDX-License-Identifier: MIT */
/* A command is data: name, where it works, keys, what it asks for, help, handler. It stands beside its handler, in the
 * table of its file; commands.h names the tables. The keymap, the palette, the help screen, `fascicle keys` and the manual
 * are made from them. */
#ifndef FASCICLE_APP_COMMAND_H
#define FASCICLE_APP_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct app;

/* The manual is made from the sources: one member a line, words as they stand here, and what is not said left out. */
struct command {
	const char *name;  /* "mark-add": noun-verb */
	const char *scope; /* where it works: "any", a screen ("day", "chart") or a pane ("note") */
	/* "Alt-m body:Enter Alt-1=s": default keys, parted by spaces; scope: before a key narrows it to that scope, =argument
	 * after it is handed to the command */
	const char *keys;
	/* The command of an outer scope whose key it has in its own, and is meant to; NULL: none. */
	const char *over;
	const char *hint; /* word for the bottom line of `hint_scopes`; NULL for none. English */
	/* "note marks:2": where keys have little room, the numbered ones come first */
	const char *hint_scopes;
	const char *ask;  /* what the prompt asks when no argument was given; NULL takes none. English */
	const char *help; /* one line. English */
	/* `value` is the command's own number. False leaves the sentence in err, and the prompt, if any, open. */
	bool (*run)(struct app *app, const char *argument, int value, struct err *err);
	int value;
	/* Says while typing what an argument is understood as; NULL for none. */
	void (*reading)(struct app *app, const char *argument, struct str *out);
	/* What the prompt holds at first; NULL for nothing. */
	void (*preset)(struct app *app, struct str *out);
	/* Names the record that the command would change; false with a sentence when there is nothing it could do. */
	bool (*subject)(struct app *app, struct str *out, struct err *err);
	/* The session or the client that a line typed for it belongs to; NULL or 0: nobody. */
	int64_t (*owner)(const struct app *app);
	bool edits; /* what the record says when the prompt opens is part of what the line was typed for */
	/* Whether its hint makes sense now; NULL: always. */
	bool (*offered)(const struct app *app);
	bool optional; /* Enter on an empty line leaves it; what else asks cannot do without an answer */
	/* Its prompt was left without an answer; NULL: nothing more happens. */
	void (*left)(struct app *app);
	bool secret; /* asks for a passphrase: shown as stars, never kept */
};

size_t command_count(void);
/* In the order of the tables. */
const struct command *command_at(size_t i);
/* NULL when there is none of that name. */
const struct command *command_named(const char *name);

/* Ranks commands whose name or help holds the typed words; writes at most max, best first. */
size_t command_match(const char *typed, const struct command **out, size_t max);

#endif
