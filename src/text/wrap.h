/* SPDX-License-Identifier: MIT */
/* Text as lines of a given width: Unicode line breaking, never a hard break stored. */
#ifndef FASCICLE_TEXT_WRAP_H
#define FASCICLE_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap_line {
	size_t from, bytes; /* without the newline that ends it, with the spaces that hang over */
	bool ends_paragraph;
};

struct wrap {
	struct wrap_line *lines; /* at least one after wrap_text, also for the empty text */
	size_t n_lines;
	int width;
	size_t cap_lines;
	char *seen; /* the text as it was last laid out: paragraphs that did not change keep their lines */
	size_t seen_bytes, cap_seen;
};

void wrap_init(struct wrap *wrap);
void wrap_release(struct wrap *wrap);
/* Lays `text` out; width < 1 counts as 1. A word longer than the line is broken between graphemes.
 * Spaces at the end of a line hang over and are not carried to the next. Called again after a change it
 * does the changed paragraphs only. */
void wrap_text(struct wrap *wrap, const char *text, size_t bytes, int width);

/* The line and column (as shown by utf8_show) of a byte offset, and back: the offset nearest to a
 * column. An offset at a soft break belongs to the line that begins there. The column is at most
 * `width`, also among hanging spaces; the offset always belongs to the line asked for. Both take the
 * text that was laid out. */
void wrap_place(const struct wrap *wrap, const char *text, size_t at, size_t *line, int *col);
size_t wrap_offset(const struct wrap *wrap, const char *text, size_t line, int col);

#endif
