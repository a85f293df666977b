/* SPDX-License-Identifier: MIT */
/* Text as lines of a given width. */
#include "text/wrap.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

void wrap_init(struct wrap *wrap)
{
	*wrap = (struct wrap){ 0 };
}

void wrap_release(struct wrap *wrap)
{
	free(wrap->lines);
	free(wrap->seen);
	wrap_init(wrap);
}

/* ---- One paragraph ------------------------------------------------------------------------------------- */

static void add_line(struct wrap *wrap, size_t from, size_t end, bool ends_paragraph)
{
	if (wrap->n_lines == wrap->cap_lines) {
		wrap->cap_lines = wrap->cap_lines ? wrap->cap_lines * 2 : 32;
		wrap->lines = mem_regrow(wrap->lines, wrap->cap_lines, sizeof *wrap->lines);
	}
	wrap->lines[wrap->n_lines++] =
		(struct wrap_line){ .from = from, .bytes = end - from, .ends_paragraph = ends_paragraph };
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Columns of the grapheme [at, end). */
static int cols_of(const char *s, size_t at, size_t end)
{
	if (end == at + 1 && s[at] >= ' ' && s[at] <= '~')
		return 1;
	return utf8_grapheme_cols(s + at, end - at);
}

static size_t next_of(const char *s, size_t n, size_t at)
{
	if (is_ascii(s[at]) && (at + 1 == n || is_ascii(s[at + 1])))
		return at + 1;
	return utf8_next(s, n, at);
}

/* A line under construction: where it starts, how wide it is, and the last place where it may end. */
struct row {
	size_t from;
	int cols;
	size_t stop; /* == from while there is none */
	int stop_cols;
};

static void end_row(struct wrap *wrap, struct row *row, size_t offset, size_t at)
{
	bool at_stop = row->stop > row->from;
	size_t end = at_stop ? row->stop : at;
	add_line(wrap, offset + row->from, offset + end, false);
	row->cols = at_stop ? row->cols - row->stop_cols : 0;
	row->from = row->stop = end;
	row->stop_cols = 0;
}

/* Adds the lines of the paragraph text[from..from+n). `may` has room for n bytes. */
static void wrap_paragraph(struct wrap *wrap, const char *text, size_t from, size_t n, char *may)
{
	const char *s = text + from;
	struct row row = { 0 };
	utf8_line_breaks(s, n, may);
	for (size_t at = 0, end; at < n; at = end) {
		end = next_of(s, n, at);
		int cols = cols_of(s, at, end);
		if (may[at] && at > row.from) {
			row.stop = at;
			row.stop_cols = row.cols;
		}
		bool hangs = s[at] == ' ' && end == at + 1;
		while (!hangs && row.cols > wrap->width - cols && at > row.from)
			end_row(wrap, &row, from, at);
		row.cols = row.cols > INT_MAX - cols ? INT_MAX : row.cols + cols;
	}
	add_line(wrap, from + row.from, from + n, true);
}

/* ---- The whole text ------------------------------------------------------------------------------------ */

/* How many bytes two texts share at the front. */
static size_t same_front(const char *a, const char *b, size_t n)
{
	enum { STRIDE = 4096 };
	size_t at = 0;
	while (n - at >= STRIDE && memcmp(a + at, b + at, STRIDE) == 0)
		at += STRIDE;
	while (at < n && a[at] == b[at])
		at++;
	return at;
}

/* How many bytes two texts share at the end; a_end and b_end point behind them. */
static size_t same_back(const char *a_end, const char *b_end, size_t n)
{
	enum { STRIDE = 4096 };
	size_t back = 0;
	while (n - back >= STRIDE && memcmp(a_end - back - STRIDE, b_end - back - STRIDE, STRIDE) == 0)
		back += STRIDE;
	while (back < n && a_end[-1 - (ptrdiff_t)back] == b_end[-1 - (ptrdiff_t)back])
		back++;
	return back;
}

static void remember(struct wrap *wrap, const char *text, size_t bytes)
{
	if (bytes > wrap->cap_seen || !wrap->seen) {
		wrap->cap_seen = bytes + bytes / 4 + 64;
		wrap->seen = mem_regrow(wrap->seen, wrap->cap_seen, 1);
	}
	if (bytes > 0)
		memcpy(wrap->seen, text, bytes);
	wrap->seen_bytes = bytes;
}

/* The range of `text` that has to be laid out anew: whole paragraphs, [from, end), where end is bytes or
 * just behind a newline. What lies before and after stands the same in the text seen last. */
static void changed_range(const struct wrap *wrap, const char *text, size_t bytes, size_t *from, size_t *end)
{
	size_t least = bytes < wrap->seen_bytes ? bytes : wrap->seen_bytes;
	size_t front = same_front(text, wrap->seen, least);
	size_t back = same_back(text + bytes, wrap->seen + wrap->seen_bytes, least - front);
	const char *newline = front > 0 ? memrchr(text, '\n', front) : NULL;
	*from = newline ? (size_t)(newline - text) + 1 : 0;
	newline = back > 0 ? memchr(text + (bytes - back), '\n', back) : NULL;
	*end = newline ? (size_t)(newline - text) + 1 : bytes;
}

/* The first line that starts at or behind `at`. */
static size_t line_from(const struct wrap *wrap, size_t at)
{
	size_t low = 0, high = wrap->n_lines;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (wrap->lines[mid].from < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Takes the lines behind `first` off and hands them to the caller to put back. */
static struct wrap_line *keep_tail(struct wrap *wrap, size_t first, size_t *n)
{
	*n = wrap->n_lines - first;
	struct wrap_line *tail = mem_array(*n + 1, sizeof *tail);
	if (*n > 0)
		memcpy(tail, wrap->lines + first, *n * sizeof *tail);
	return tail;
}

static void lay_out(struct wrap *wrap, const char *text, size_t bytes, size_t from, size_t end)
{
	/* A text that ends in a newline has an empty line behind it; a range that ends in one has not. */
	size_t last = end < bytes ? end - 1 : end;
	char *may = mem_array(last - from + 1, 1);
	for (size_t at = from;; at++) {
		const char *newline = at < last ? memchr(text + at, '\n', last - at) : NULL;
		size_t stop = newline ? (size_t)(newline - text) : last;
		wrap_paragraph(wrap, text, at, stop - at, may);
		at = stop;
		if (stop >= last)
			break;
	}
	free(may);
}

void wrap_text(struct wrap *wrap, const char *text, size_t bytes, int width)
{
	if (width < 1)
		width = 1;
	size_t from = 0, end = bytes, n_tail = 0;
	struct wrap_line *tail = NULL;
	if (wrap->n_lines > 0 && wrap->width == width) {
		if (bytes == wrap->seen_bytes && (bytes == 0 || memcmp(text, wrap->seen, bytes) == 0))
			return;
		changed_range(wrap, text, bytes, &from, &end);
		if (end < bytes)
			tail = keep_tail(wrap, line_from(wrap, end + wrap->seen_bytes - bytes), &n_tail);
		wrap->n_lines = line_from(wrap, from);
	} else {
		wrap->n_lines = 0;
	}
	wrap->width = width;
	lay_out(wrap, text, bytes, from, end);
	for (size_t i = 0; tail && i < n_tail; i++) {
		size_t at = tail[i].from + bytes - wrap->seen_bytes;
		add_line(wrap, at, at + tail[i].bytes, tail[i].ends_paragraph);
	}
	free(tail);
	remember(wrap, text, bytes);
}

/* ---- Places -------------------------------------------------------------------------------------------- */

void wrap_place(const struct wrap *wrap, const char *text, size_t at, size_t *line, int *col)
{
	size_t i = line_from(wrap, at);
	if (i == wrap->n_lines || wrap->lines[i].from > at)
		i--;
	const struct wrap_line *place = &wrap->lines[i];
	size_t n = at - place->from < place->bytes ? at - place->from : place->bytes;
	int cols = utf8_cols(text + place->from, n);
	*line = i;
	*col = cols < wrap->width ? cols : wrap->width;
}

size_t wrap_offset(const struct wrap *wrap, const char *text, size_t line, int col)
{
	if (line >= wrap->n_lines)
		line = wrap->n_lines - 1;
	const struct wrap_line *place = &wrap->lines[line];
	const char *s = text + place->from;
	size_t at = 0;
	for (int cols = 0; at < place->bytes;) {
		size_t end = next_of(s, place->bytes, at);
		int wide = cols_of(s, at, end);
		bool is_last = end == place->bytes && !place->ends_paragraph;
		if (is_last || col - cols <= wide - (col - cols))
			break;
		cols += wide;
		at = end;
	}
	return place->from + at;
}
