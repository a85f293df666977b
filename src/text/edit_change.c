/* SPDX-License-Identifier: MIT */
/* Commands that change what stands there: case and transposing. */
#include "text/edit.h"

#include <string.h>

#include "base/utf8.h"
#include "text/edit_inner.h"
#include "text/rows.h"

/* Puts `text` in place of [from, to), as one undo step, and goes behind it. */
static void replace(struct edit *edit, size_t from, size_t to, const struct str *text)
{
	buffer_group_begin(edit->buffer);
	buffer_stand(edit->buffer, edit->cursor);
	buffer_delete(edit->buffer, from, to - from);
	edit->cursor = from;
	edit_put(edit, text->s, text->len);
	buffer_group_end(edit->buffer);
}

bool edit_case(struct edit *edit, char mode)
{
	size_t from, to;
	edit_begin_command(edit);
	if (!edit_selection(edit, &from, &to)) {
		from = edit->cursor;
		to = rows_word_end(buffer_text(edit->buffer), buffer_bytes(edit->buffer), from);
	}
	edit->selecting = false;
	if (from == to)
		return false;
	const char *text = buffer_text(edit->buffer);
	struct str changed;
	str_init(&changed);
	utf8_case(&changed, text + from, to - from, mode);
	if (changed.len == to - from && memcmp(changed.s, text + from, changed.len) == 0)
		edit_go(edit, to);
	else
		replace(edit, from, to, &changed);
	str_release(&changed);
	return true;
}

bool edit_transpose(struct edit *edit)
{
	edit_begin_command(edit);
	edit->selecting = false;
	const char *text = buffer_text(edit->buffer);
	size_t n = buffer_bytes(edit->buffer), start, end;
	rows_paragraph(text, n, edit->cursor, &start, &end);
	size_t middle = edit->cursor == end ? utf8_prev(text, n, end) : edit->cursor;
	if (middle <= start || middle >= end)
		return false;
	size_t first = utf8_prev(text, n, middle), last = utf8_next(text, n, middle);
	struct str swapped;
	str_init(&swapped);
	str_addn(&swapped, text + middle, last - middle);
	str_addn(&swapped, text + first, middle - first);
	replace(edit, first, last, &swapped);
	str_release(&swapped);
	return true;
}
