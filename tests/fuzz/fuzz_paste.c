/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes pasted, wrapped and drawn. The first byte is the width. Nothing is lost, no
 * line is wider than it says, nothing on the screen steers a terminal. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/edit.h"
#include "text/wrap.h"
#include "ui/grid.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 8192, ROWS = 4 };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

static void check_cells(const struct grid *grid)
{
	for (int i = 0; i < grid->cols * grid->rows; i++) {
		const struct grid_cell *cell = &grid->cells[i];
		bool after_wide = i % grid->cols > 0 && cell[-1].cols == 2;
		size_t n = strlen(cell->text);
		require((cell->cols == 0) == after_wide && (n == 0) == after_wide);
		require(cell->cols < 2 || (i + 1) % grid->cols > 0);
		require(utf8_valid(cell->text, n) && utf8_is_plain(cell->text, n));
		require(n == 0 || utf8_cols(cell->text, n) == cell->cols);
		for (size_t at = 0; at < n; at++)
			require((unsigned char)cell->text[at] >= ' ' && cell->text[at] != 0x7F);
	}
}

/* The columns of a line, without the spaces that hang over, are at most the width unless it is one
 * grapheme. */
static void check_width(const struct wrap *wrap, const char *s, size_t n)
{
	while (n > 0 && s[n - 1] == ' ')
		n--;
	require(utf8_cols(s, n) <= wrap->width || utf8_next(s, n, 0) == n);
}

static void check_line(const struct wrap *wrap, size_t i, const char *text, struct grid *grid)
{
	const struct wrap_line *line = &wrap->lines[i];
	const char *s = text + line->from;
	struct rect all = { 0, 0, grid->cols, grid->rows };
	int cols = utf8_cols(s, line->bytes), row = (int)(i % ROWS), col;
	size_t place;
	int took = grid_textn(grid, all, 0, row, s, line->bytes, 0);
	require(took == (cols < grid->cols ? cols : grid->cols));
	check_width(wrap, s, line->bytes);
	wrap_place(wrap, text, line->from, &place, &col);
	require(place == i && col == 0);
	size_t at = wrap_offset(wrap, text, i, wrap->width / 2);
	require(at >= line->from && at <= line->from + line->bytes);
	wrap_place(wrap, text, at, &place, &col);
	require(place == i);
}

static void check_lines(const struct wrap *wrap, const char *text, size_t n, struct grid *grid)
{
	size_t at = 0;
	for (size_t i = 0; i < wrap->n_lines; i++) {
		const struct wrap_line *line = &wrap->lines[i];
		require(line->from == at);
		at += line->bytes;
		if (line->ends_paragraph && i + 1 < wrap->n_lines)
			require(text[at++] == '\n');
		check_line(wrap, i, text, grid);
		if (i % ROWS == ROWS - 1)
			check_cells(grid);
	}
	require(at == n);
	check_cells(grid);
}

/* Both the text as a whole and, after half of it, the change that the rest is. */
static void wrap_twice(struct wrap *wrap, struct edit *edit, const char *bytes, size_t n)
{
	edit_paste(edit, bytes, n / 2);
	wrap_text(wrap, buffer_text(edit->buffer), buffer_bytes(edit->buffer), edit->width);
	edit_paste(edit, bytes + n / 2, n - n / 2);
	wrap_text(wrap, buffer_text(edit->buffer), buffer_bytes(edit->buffer), edit->width);
}

static void check_same(const struct wrap *a, const struct wrap *b)
{
	require(a->n_lines == b->n_lines);
	for (size_t i = 0; i < a->n_lines; i++)
		require(a->lines[i].from == b->lines[i].from && a->lines[i].bytes == b->lines[i].bytes &&
			a->lines[i].ends_paragraph == b->lines[i].ends_paragraph);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n == 0)
		return 0;
	n = n < INPUT_MAX_BYTES ? n : INPUT_MAX_BYTES;
	struct buffer *buffer = buffer_new("sore \nhere");
	struct edit edit;
	struct wrap wrap, fresh;
	struct grid grid;
	edit_init(&edit, buffer, NULL);
	edit.width = bytes[0] % 90;
	edit.cursor = 5;
	wrap_init(&wrap);
	wrap_init(&fresh);
	grid_init(&grid, edit.width, ROWS);
	wrap_twice(&wrap, &edit, (const char *)bytes + 1, n - 1);
	wrap_text(&fresh, buffer_text(buffer), buffer_bytes(buffer), edit.width);
	check_same(&wrap, &fresh);
	check_lines(&wrap, buffer_text(buffer), buffer_bytes(buffer), &grid);
	grid_release(&grid);
	wrap_release(&fresh);
	wrap_release(&wrap);
	buffer_free(buffer);
	return 0;
}
