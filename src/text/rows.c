/* SPDX-License-Identifier: MIT */
/* The paragraph and the wrapped row round a place. */
#include "text/rows.h"

#include <string.h>

#include "base/utf8.h"
#include "text/wrap.h"

void rows_paragraph(const char *text, size_t n, size_t at, size_t *from, size_t *end)
{
	const char *before = at > 0 ? memrchr(text, '\n', at) : NULL;
	const char *after = at < n ? memchr(text + at, '\n', n - at) : NULL;
	*from = before ? (size_t)(before - text) + 1 : 0;
	*end = after ? (size_t)(after - text) : n;
}

/* One laid out paragraph of a text, that can step to its neighbours. */
struct walk {
	const char *text;
	size_t n;
	size_t from, end;
	int width;
	struct wrap wrap;
};

static void walk_to(struct walk *walk, size_t at)
{
	rows_paragraph(walk->text, walk->n, at, &walk->from, &walk->end);
	wrap_release(&walk->wrap);
	wrap_text(&walk->wrap, walk->text + walk->from, walk->end - walk->from, walk->width);
}

static void walk_start(struct walk *walk, const char *text, size_t n, size_t at, int width)
{
	*walk = (struct walk){ .text = text, .n = n, .width = width };
	wrap_init(&walk->wrap);
	walk_to(walk, at);
}

void rows_bounds(const char *text, size_t n, size_t at, int width, size_t *from, size_t *end, bool *soft)
{
	struct walk walk;
	size_t line;
	int col;
	walk_start(&walk, text, n, at, width);
	wrap_place(&walk.wrap, text + walk.from, at - walk.from, &line, &col);
	const struct wrap_line *row = &walk.wrap.lines[line];
	*from = walk.from + row->from;
	*end = *from + row->bytes;
	*soft = !row->ends_paragraph;
	wrap_release(&walk.wrap);
}

static size_t go_up(struct walk *walk, size_t line, size_t rows)
{
	while (line < rows && walk->from > 0) {
		rows -= line + 1;
		walk_to(walk, walk->from - 1);
		line = walk->wrap.n_lines - 1;
	}
	return line < rows ? 0 : line - rows;
}

static size_t go_down(struct walk *walk, size_t line, size_t rows)
{
	while (walk->wrap.n_lines - 1 - line < rows && walk->end < walk->n) {
		rows -= walk->wrap.n_lines - line;
		walk_to(walk, walk->end + 1);
		line = 0;
	}
	size_t left = walk->wrap.n_lines - 1 - line;
	return line + (left < rows ? left : rows);
}

bool rows_move(const char *text, size_t n, size_t *at, int width, int rows, int *goal)
{
	struct walk walk;
	size_t line;
	int col;
	walk_start(&walk, text, n, *at, width);
	wrap_place(&walk.wrap, text + walk.from, *at - walk.from, &line, &col);
	if (*goal < 0)
		*goal = col;
	size_t old_from = walk.from, old_line = line;
	line = rows < 0 ? go_up(&walk, line, (size_t) - (long)rows) : go_down(&walk, line, (size_t)rows);
	bool moved = walk.from != old_from || line != old_line;
	if (moved)
		*at = walk.from + wrap_offset(&walk.wrap, text + walk.from, line, *goal);
	wrap_release(&walk.wrap);
	return moved;
}

size_t rows_boundary(const char *text, size_t n, size_t at)
{
	if (at >= n)
		return n;
	if (at == 0 || ((unsigned char)text[at - 1] < 0x80 && (unsigned char)text[at] < 0x80))
		return at;
	while (((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return utf8_next(text, n, utf8_prev(text, n, at));
}

size_t rows_word_end(const char *text, size_t n, size_t at)
{
	return rows_boundary(text, n, utf8_word_end(text, n, at));
}

size_t rows_word_start(const char *text, size_t n, size_t at)
{
	size_t start = utf8_word_start(text, n, at);
	size_t boundary = rows_boundary(text, n, start);
	return boundary > start ? utf8_prev(text, n, boundary) : start;
}
