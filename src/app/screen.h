/* SPDX-License-Identifier: MIT */
/* What every screen is. Its state is private to its file; the app knows it by its class alone, and another screen by its name.
 * A screen is made when it is first wanted and stays until the program ends: what stood in it is there again. What a class has
 * no use for is NULL. */
#ifndef FASCICLE_APP_SCREEN_H
#define FASCICLE_APP_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "text/edit.h"
#include "ui/key.h"
#include "ui/pane.h"

struct app;
struct command;
struct screen;

/* What a screen is opened for: a record, or words to be shown. */
struct opening {
	int64_t id;
	const char *title, *text;
};

/* The session that a screen is about, and whose it is; 0 for none. */
struct at_hand {
	int64_t session, client;
};

/* What Esc does on a screen. */
enum leaving {
	LEAVE_REFUSED, /* the sentence says why */
	LEAVE_STAYS,   /* it had something of its own to close first */
	LEAVE_GOES
};

/* The fields of a half-filled form, as they are stored while they are typed. */
struct draft_fields;
void draft_add(struct draft_fields *fields, const char *name, const char *value);
/* Only what differs from the record is a draft: what a colleague changes meanwhile is not written over by it. */
void draft_add_changed(struct draft_fields *fields, const char *name, const char *was, const char *now);

struct screen_draft {
	const char *form;                                 /* its name in the store */
	int64_t (*record)(const struct screen *screen);   /* whose draft it is; 0 for something new */
	uint64_t (*changed)(const struct screen *screen); /* another number after each change */
	void (*describe)(const struct screen *screen, struct draft_fields *out);
	void (*put)(struct screen *screen, const char *field, const char *value);
};

struct screen_class {
	const char *scope; /* its name, and that of its keys in the command table: "snippets" */
	const char *title; /* English; NULL where it depends */
	/* What stands behind it, or in its place. */
	void (*say_title)(const struct screen *screen, const struct app *app, struct str *out);
	size_t size;                                          /* of its struct, which is made of zeros */
	void (*init)(struct screen *screen, struct app *app); /* fills what begins as something else */
	void (*release)(struct screen *screen);               /* what the struct owns, not itself */
	struct pane *(*pane)(const struct screen *screen);    /* that has the cursor; never NULL */
	struct edit *(*edit)(const struct screen *screen); /* the text that the cursor is in; NULL for none */
	struct at_hand (*at_hand)(const struct screen *screen); /* NULL: what the screen below it is about */
	/* Loads what it is opened for, before it comes in front. False: one stays where one was. */
	bool (*open)(struct screen *screen, struct app *app, const struct opening *with, struct err *err);
	/* It is in front again, or what it shows may have changed. */
	bool (*refresh)(struct screen *screen, struct app *app, struct err *err);
	/* The whole of it; without, it is its pane under the title. */
	void (*draw)(struct screen *screen, struct app *app);
	/* Its pane was offered a key that no command has, and took it or not. */
	void (*typed)(struct screen *screen, struct app *app, const struct key *key, bool taken);
	/* After every key while it is in front. */
	void (*key_done)(struct screen *screen, struct app *app);
	enum leaving (*leave)(struct screen *screen, struct app *app, struct err *err);
	const struct screen_draft *draft;
	const struct command *const *commands; /* closed by NULL */
};

/* What the program is made of: a screen with its commands, or commands that belong to none. */
struct program_part {
	const struct screen_class *screen;
	const struct command *const *commands;
};
/* All of it, in screens/screens.c. */
extern const struct program_part program_parts[];
/* False behind the last. */
bool program_part_is(const struct program_part *part);

/* Each screen struct begins with this. */
struct screen {
	const struct screen_class *class;
};

enum { SCREENS_DEEP = 8 };

/* The screens that were made, and those one is in. */
struct screens {
	struct screen **made;
	size_t n_made;
	struct screen *stack[SCREENS_DEEP]; /* where we are, on top of where Esc leads */
	int depth;                          /* at least 1 */
};

void screens_release(struct screens *screens);

/* Puts the first screen below all others, as it is made. */
void app_begin(struct app *app, const char *name);
/* What one is at: asked of the screen in front, else of those below it. */
struct at_hand app_at_hand(const struct app *app);
/* Opens the screen of that name on top of where we are; `with` may be NULL. */
bool app_open(struct app *app, const char *name, const struct opening *with, struct err *err);
/* A text to be read, under its title. */
void app_read(struct app *app, const char *title, const char *text);
/* Back to the screen below, which is shown as it is now. */
void app_back(struct app *app);
/* The screen in front. */
struct screen *app_front(const struct app *app);
bool app_is_at(const struct app *app, const char *name);
/* The one screen of a class, made when it was not yet. */
struct screen *app_screen(struct app *app, const struct screen_class *class);
/* Shows the screen in front as things are now. */
bool app_refresh(struct app *app, struct err *err);

#endif
