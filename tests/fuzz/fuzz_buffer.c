/* SPDX-License-Identifier: MIT */
/* Fuzz target: any row of editing commands leaves valid text, a cursor between graphemes, and undo leads
 * back to the start and redo to the end again. The first byte is the width, then a command a byte; what
 * follows a command is its argument. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 4096, TEXT_MAX_BYTES = 16384 };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

struct input {
	const uint8_t *bytes;
	size_t n;
};

static unsigned take(struct input *input)
{
	if (input->n == 0)
		return 0;
	input->n--;
	return *input->bytes++;
}

/* As many bytes as the next one says. */
static const char *take_text(struct input *input, size_t *n)
{
	size_t wanted = take(input);
	const char *text = (const char *)input->bytes;
	*n = wanted < input->n ? wanted : input->n;
	input->bytes += *n;
	input->n -= *n;
	return text;
}

static void type_or_paste(struct edit *edit, struct input *input, bool paste)
{
	size_t n;
	const char *text = take_text(input, &n);
	if (buffer_bytes(edit->buffer) > TEXT_MAX_BYTES)
		return;
	if (paste)
		edit_paste(edit, text, n);
	else
		edit_type(edit, text, n);
}

static void find(struct edit *edit, struct input *input)
{
	size_t n, at = 0, found = 0;
	unsigned how = take(input);
	const char *text = take_text(input, &n);
	char *needle = mem_strndup(text, n);
	if (edit_find(edit, needle, how & 1, edit->cursor, &at, &found)) {
		require(found > 0 && at + found <= buffer_bytes(edit->buffer));
		edit_go(edit, at);
		require(edit->cursor == at);
		size_t again = 0;
		require(edit_find_within(edit, needle, at, at + 1, &again, &found) && again == at);
	}
	free(needle);
}

/* Straight at the buffer, at any offset. */
static void raw_change(struct edit *edit, struct input *input)
{
	size_t n, at = take(input);
	at = at * 256 + take(input);
	const char *text = take_text(input, &n);
	if (at % 2 || buffer_bytes(edit->buffer) > TEXT_MAX_BYTES)
		buffer_delete(edit->buffer, at / 2, n);
	else
		buffer_insert(edit->buffer, at / 2, text, n);
	edit_clamp(edit);
}

static void yank(struct edit *edit)
{
	if (buffer_bytes(edit->buffer) <= TEXT_MAX_BYTES)
		edit_yank(edit);
}

static void yank_pop(struct edit *edit)
{
	if (buffer_bytes(edit->buffer) <= TEXT_MAX_BYTES)
		edit_yank_pop(edit);
}

static void perform(struct edit *edit, struct input *input)
{
	unsigned command = take(input);
	unsigned how = command / 16;
	switch (command % 16) {
	case 0:
	case 1:
		type_or_paste(edit, input, command % 16);
		break;
	case 2:
		edit_move(edit, (enum edit_move)(how % 14), (int)how);
		break;
	case 3:
		edit_delete(edit, (enum edit_delete)(how % 7));
		break;
	case 4:
		edit_select_start(edit);
		break;
	case 5:
		edit_select_all(edit);
		break;
	case 6:
		edit_copy(edit);
		break;
	case 7:
		yank(edit);
		break;
	case 8:
		yank_pop(edit);
		break;
	case 9:
		edit_undo(edit);
		break;
	case 10:
		edit_redo(edit);
		break;
	case 11:
		edit_transpose(edit);
		break;
	case 12:
		edit_case(edit, "ult"[how % 3]);
		break;
	case 13:
		find(edit, input);
		break;
	case 14:
		raw_change(edit, input);
		break;
	default:
		edit->one_line = how & 1;
		edit->width = (int)take(input);
		break;
	}
}

static void check(const struct edit *edit)
{
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer);
	require(utf8_valid(text, n) && strlen(text) == n && !memchr(text, '\r', n));
	require(edit->cursor <= n);
	if (edit->cursor > 0)
		require(utf8_next(text, n, utf8_prev(text, n, edit->cursor)) == edit->cursor);
}

/* All the way on, all the way back, on to the same end and back to the same start. */
static void check_undo(struct edit *edit, const char *start)
{
	size_t steps = 0;
	while (edit_redo(edit))
		;
	char *end = mem_strdup(buffer_text(edit->buffer));
	while (edit_undo(edit))
		steps++;
	require(strcmp(buffer_text(edit->buffer), start) == 0);
	for (size_t i = 0; i < steps; i++)
		require(edit_redo(edit));
	require(!edit_redo(edit) && strcmp(buffer_text(edit->buffer), end) == 0);
	for (size_t i = 0; i < steps; i++)
		require(edit_undo(edit));
	require(strcmp(buffer_text(edit->buffer), start) == 0);
	free(end);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct input input = { bytes, n < INPUT_MAX_BYTES ? n : INPUT_MAX_BYTES };
	struct kill_ring *ring = kill_ring_new();
	struct buffer *buffer = buffer_new("Neck stiff; 首が痛い e\xCC\x81.\n");
	char *start = mem_strdup(buffer_text(buffer));
	struct edit edit;
	edit_init(&edit, buffer, ring);
	edit.width = (int)take(&input);
	while (input.n > 0) {
		perform(&edit, &input);
		check(&edit);
	}
	check_undo(&edit, start);
	free(start);
	buffer_free(buffer);
	kill_ring_free(ring);
	return 0;
}
