/* SPDX-License-Identifier: MIT */
/* Keys as the program knows them, whatever the terminal sent. */
#ifndef FASCICLE_UI_KEY_H
#define FASCICLE_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum key_kind {
	KEY_NONE,
	KEY_TEXT,  /* one typed character: `text` */
	KEY_PASTE, /* bracketed paste: `paste` */
	KEY_ENTER,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_ESCAPE,
	KEY_BACKSPACE,
	KEY_DELETE,
	KEY_INSERT,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_F1,
	KEY_F2,
	KEY_F3,
	KEY_F4,
	KEY_F5,
	KEY_F6,
	KEY_F7,
	KEY_F8,
	KEY_F9,
	KEY_F10,
	KEY_F11,
	KEY_F12,
	KEY_RESIZE, /* the screen has a new size */
	KEY_TICK,   /* a time that was asked for is up (draft, timer) */
	KEY_GONE,   /* the terminal went away or the program was told to end */
};

struct key {
	enum key_kind kind;
	bool ctrl, alt, shift; /* Ctrl-G is KEY_TEXT "g" with ctrl; Alt-m is KEY_TEXT "m" with alt */
	char text[8];          /* UTF-8 of the character, NUL-closed; letters lower-case with ctrl */
	const char *paste;     /* KEY_PASTE: bytes, valid until the next key */
	size_t paste_bytes;
};

/* "m", "Enter", "Ctrl-g", "Alt-m", "F9", "Shift-Up", "Space", "Alt-Enter" <-> key. Parsing takes "C-g",
 * "^G", "M-m", "Esc m" too. */
bool key_parse(const char *name, struct key *key);
void key_name(const struct key *key, struct str *out);
bool key_equal(const struct key *a, const struct key *b);
/* Whether it puts characters into a text. */
bool key_is_typing(const struct key *key);

struct key key_of_text(const char *text);
struct key key_of_kind(enum key_kind kind);

#endif
