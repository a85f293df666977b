/* SPDX-License-Identifier: MIT */
/* The text of one note section: UTF-8 bytes with grouped undo. Always valid UTF-8. Offsets are bytes and
 * stand on grapheme boundaries when they come from text/edit. */
#ifndef FASCICLE_TEXT_BUFFER_H
#define FASCICLE_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buffer; /* gap storage and an undo log */

struct buffer *buffer_new(const char *text); /* NULL is empty; invalid bytes become U+FFFD */
void buffer_free(struct buffer *buffer);

size_t buffer_bytes(const struct buffer *buffer);
/* Copies [at, at+n) to out and returns how many bytes there were. */
size_t buffer_read(const struct buffer *buffer, size_t at, size_t n, char *out);
/* The whole text in one piece, NUL-closed; valid until the next change. */
const char *buffer_text(struct buffer *buffer);
/* Grows with each change, also undo; tells whether a draft is behind. */
uint64_t buffer_revision(const struct buffer *buffer);

/* Changes. Inserted text is made valid; CR LF and CR become LF, NUL becomes U+FFFD. Returns the bytes
 * that went in. Places inside a character mean its start; deleting takes every character that it
 * touches; beyond the end means the end. */
size_t buffer_insert(struct buffer *buffer, size_t at, const char *bytes, size_t n);
void buffer_delete(struct buffer *buffer, size_t at, size_t n);
/* Throws text and undo away and starts with `text`. */
void buffer_reset(struct buffer *buffer, const char *text);

/* Undo goes in groups: typing within a word, deleting in a row, each command else. buffer_seal closes
 * the running group. `cursor` is where the cursor was before / belongs after; both return false at the
 * end. buffer_stand says where the cursor is before the next change; without it undo puts the cursor at
 * the change. */
void buffer_stand(struct buffer *buffer, size_t cursor);
void buffer_seal(struct buffer *buffer);
bool buffer_undo(struct buffer *buffer, size_t *cursor);
bool buffer_redo(struct buffer *buffer, size_t *cursor);
/* Everything between begin and end is one undo step. May nest. */
void buffer_group_begin(struct buffer *buffer);
void buffer_group_end(struct buffer *buffer);

#endif
