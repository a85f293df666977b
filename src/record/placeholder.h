/* SPDX-License-Identifier: MIT */
/* Text with places to fill, taken apart: `${client}` stands for a value, `${1:hint}` is a stop, `$$` is a
 * plain dollar. Snippets, templates of notes and templates of sentences are all written so. */
#ifndef FASCICLE_RECORD_PLACEHOLDER_H
#define FASCICLE_RECORD_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACEHOLDER_NAME_SIZE = 33 }; /* longest name and the NUL */

enum placeholder_kind {
	PLACEHOLDER_TEXT,      /* stands for itself; text is what it says ("$" for "$$") */
	PLACEHOLDER_SPECIAL,   /* one of the special characters; text is it */
	PLACEHOLDER_VALUE,     /* ${name}; text is the name */
	PLACEHOLDER_STOP,      /* ${1} or ${1:hint}, 1 to 99; text is the hint as written, perhaps empty */
	PLACEHOLDER_UNCLOSED,  /* "${" that no "}" closes on its line */
	PLACEHOLDER_MALFORMED, /* ${...} with something inside that is no name and no stop */
};

/* A stretch of the text: [at, at + bytes) as written. Nothing is owned. */
struct placeholder_piece {
	enum placeholder_kind kind;
	const char *at;
	size_t bytes;
	const char *text;
	size_t text_bytes;
	int number; /* of a stop */
};

/* Takes the next piece off *rest; false at the end. Each of the characters in `special` is a piece of its
 * own, and stands for itself behind a dollar. The pieces' bytes together are the text: nothing is left
 * out. */
bool placeholder_next(const char **rest, const char *special, struct placeholder_piece *piece);

/* Where values come from. `value` returns what belongs at ${name}: "" for nothing, NULL for a name that it
 * does not know; it stays valid until the next call. */
struct placeholder_source {
	const char *(*value)(void *context, const char *name);
	void *context;
};

/* The value for a piece of kind PLACEHOLDER_VALUE; NULL when the source does not know it. `source` may be
 * NULL. */
const char *placeholder_value(const struct placeholder_source *source, const struct placeholder_piece *piece);

#endif
