/* SPDX-License-Identifier: MIT */
/* The text of one note section: the bytes stand in one block with a gap where the last change was, so
 * that typing in a place moves nothing. */
#include "text/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/undo.h"

enum { GAP_BYTES = 256 };

struct buffer {
	char *bytes;
	size_t cap;
	size_t gap, gap_end; /* bytes[gap..gap_end) is free; always at least one byte, for the closing NUL */
	uint64_t revision;
	size_t stand; /* the cursor before the next change, or UNDO_NO_CURSOR */
	struct undo undo;
};

static void gap_to(struct buffer *buffer, size_t at)
{
	size_t room = buffer->gap_end - buffer->gap;
	if (at < buffer->gap)
		memmove(buffer->bytes + at + room, buffer->bytes + at, buffer->gap - at);
	else if (at > buffer->gap)
		memmove(buffer->bytes + buffer->gap, buffer->bytes + buffer->gap_end, at - buffer->gap);
	buffer->gap = at;
	buffer->gap_end = at + room;
}

static void gap_grow(struct buffer *buffer, size_t n)
{
	if (buffer->gap_end - buffer->gap > n)
		return;
	size_t tail = buffer->cap - buffer->gap_end;
	size_t cap = buffer->gap + n + tail;
	cap += GAP_BYTES + cap / 4;
	buffer->bytes = mem_regrow(buffer->bytes, cap, 1);
	memmove(buffer->bytes + cap - tail, buffer->bytes + buffer->gap_end, tail);
	buffer->gap_end = cap - tail;
	buffer->cap = cap;
}

static void put_in(struct buffer *buffer, size_t at, const char *bytes, size_t n)
{
	gap_grow(buffer, n);
	gap_to(buffer, at);
	memcpy(buffer->bytes + buffer->gap, bytes, n);
	buffer->gap += n;
	buffer->revision++;
}

/* The n bytes that were at `at` stand in the gap afterwards, at the place returned, until the next change. */
static const char *take_out(struct buffer *buffer, size_t at, size_t n)
{
	gap_to(buffer, at);
	const char *gone = buffer->bytes + buffer->gap_end;
	buffer->gap_end += n;
	buffer->revision++;
	return gone;
}

static char byte_at(const struct buffer *buffer, size_t at)
{
	return buffer->bytes[at < buffer->gap ? at : at + (buffer->gap_end - buffer->gap)];
}

/* Whether `at` stands between the bytes of one character. */
static bool is_inside(const struct buffer *buffer, size_t at)
{
	return at < buffer_bytes(buffer) && ((unsigned char)byte_at(buffer, at) & 0xC0) == 0x80;
}

static size_t snap_back(const struct buffer *buffer, size_t at)
{
	if (at > buffer_bytes(buffer))
		at = buffer_bytes(buffer);
	while (is_inside(buffer, at))
		at--;
	return at;
}

/* Valid, with LF for every line end, and U+FFFD for NUL, which would end the text early for its readers. */
static void clean(struct str *out, const char *bytes, size_t n)
{
	struct str valid;
	str_init(&valid);
	utf8_repair(&valid, bytes, n);
	for (size_t i = 0; i < valid.len; i++) {
		char c = valid.s[i];
		if (c == '\r' && i + 1 < valid.len && valid.s[i + 1] == '\n')
			continue;
		if (c == '\0')
			str_add(out, "\xEF\xBF\xBD");
		else
			str_addc(out, c == '\r' ? '\n' : c);
	}
	str_release(&valid);
}

static bool is_clean(const char *bytes, size_t n)
{
	return !memchr(bytes, '\r', n) && !memchr(bytes, '\0', n) && utf8_valid(bytes, n);
}

struct buffer *buffer_new(const char *text)
{
	struct buffer *buffer = mem_alloc(sizeof *buffer);
	undo_init(&buffer->undo);
	buffer_reset(buffer, text);
	return buffer;
}

void buffer_free(struct buffer *buffer)
{
	if (!buffer)
		return;
	undo_release(&buffer->undo);
	free(buffer->bytes);
	free(buffer);
}

size_t buffer_bytes(const struct buffer *buffer)
{
	return buffer->cap - (buffer->gap_end - buffer->gap);
}

size_t buffer_read(const struct buffer *buffer, size_t at, size_t n, char *out)
{
	size_t all = buffer_bytes(buffer);
	if (at >= all)
		return 0;
	if (n > all - at)
		n = all - at;
	size_t before = at < buffer->gap ? buffer->gap - at : 0;
	if (before > n)
		before = n;
	if (before > 0)
		memcpy(out, buffer->bytes + at, before);
	if (n > before)
		memcpy(out + before, buffer->bytes + at + before + (buffer->gap_end - buffer->gap),
		       n - before);
	return n;
}

const char *buffer_text(struct buffer *buffer)
{
	gap_to(buffer, buffer_bytes(buffer));
	buffer->bytes[buffer->gap] = '\0';
	return buffer->bytes;
}

uint64_t buffer_revision(const struct buffer *buffer)
{
	return buffer->revision;
}

void buffer_stand(struct buffer *buffer, size_t cursor)
{
	buffer->stand = cursor;
}

static void record(struct buffer *buffer, bool inserted, size_t at, const char *bytes, size_t n)
{
	struct undo_change change = { .at = at, .n = n, .cursor = buffer->stand, .inserted = inserted };
	undo_record(&buffer->undo, &change, bytes);
	buffer->stand = UNDO_NO_CURSOR;
}

size_t buffer_insert(struct buffer *buffer, size_t at, const char *bytes, size_t n)
{
	if (n == 0)
		return 0;
	struct str made;
	str_init(&made);
	if (!is_clean(bytes, n)) {
		clean(&made, bytes, n);
		bytes = made.s;
		n = made.len;
	}
	at = snap_back(buffer, at);
	record(buffer, true, at, bytes, n);
	put_in(buffer, at, bytes, n);
	str_release(&made);
	return n;
}

void buffer_delete(struct buffer *buffer, size_t at, size_t n)
{
	size_t all = buffer_bytes(buffer);
	if (n == 0 || at >= all)
		return;
	size_t end = n > all - at ? all : at + n;
	at = snap_back(buffer, at);
	while (is_inside(buffer, end))
		end++;
	record(buffer, false, at, take_out(buffer, at, end - at), end - at);
}

void buffer_reset(struct buffer *buffer, const char *text)
{
	struct str made;
	str_init(&made);
	if (text)
		clean(&made, text, strlen(text));
	free(buffer->bytes);
	buffer->cap = made.len + GAP_BYTES;
	buffer->bytes = mem_alloc(buffer->cap);
	memcpy(buffer->bytes, made.s, made.len);
	buffer->gap = made.len;
	buffer->gap_end = buffer->cap;
	buffer->stand = UNDO_NO_CURSOR;
	buffer->revision++;
	undo_clear(&buffer->undo);
	str_release(&made);
}

void buffer_seal(struct buffer *buffer)
{
	undo_seal(&buffer->undo);
}

void buffer_group_begin(struct buffer *buffer)
{
	undo_begin(&buffer->undo);
}

void buffer_group_end(struct buffer *buffer)
{
	undo_end(&buffer->undo);
}

bool buffer_undo(struct buffer *buffer, size_t *cursor)
{
	const struct undo_change *change = undo_back(&buffer->undo, true);
	if (!change)
		return false;
	for (; change; change = undo_back(&buffer->undo, false)) {
		if (change->inserted)
			take_out(buffer, change->at, change->n);
		else
			put_in(buffer, change->at, undo_bytes(&buffer->undo, change), change->n);
		size_t before = change->inserted ? change->at : change->at + change->n;
		*cursor = change->cursor == UNDO_NO_CURSOR ? before : change->cursor;
	}
	buffer->stand = UNDO_NO_CURSOR;
	return true;
}

bool buffer_redo(struct buffer *buffer, size_t *cursor)
{
	const struct undo_change *change = undo_forward(&buffer->undo, true);
	if (!change)
		return false;
	for (; change; change = undo_forward(&buffer->undo, false)) {
		if (change->inserted)
			put_in(buffer, change->at, undo_bytes(&buffer->undo, change), change->n);
		else
			take_out(buffer, change->at, change->n);
		*cursor = change->inserted ? change->at + change->n : change->at;
	}
	buffer->stand = UNDO_NO_CURSOR;
	return true;
}
