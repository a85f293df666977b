/* SPDX-License-Identifier: MIT */
/* The paragraph and the wrapped row round a place, without laying the whole text out. */
#ifndef FASCICLE_TEXT_ROWS_H
#define FASCICLE_TEXT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

/* The paragraph that holds `at`, without its newline. */
void rows_paragraph(const char *text, size_t n, size_t at, size_t *from, size_t *end);
/* The wrapped row that holds `at`. `soft` when it goes on in the next row: its end belongs to that one
 * then. */
void rows_bounds(const char *text, size_t n, size_t at, int width, size_t *from, size_t *end, bool *soft);
/* Goes `rows` rows down (up when negative), as far as there are any, and aims for column *goal there; -1
 * sets it to the column of *at. False when *at was in the first or last row already. */
bool rows_move(const char *text, size_t n, size_t *at, int width, int rows, int *goal);
/* The grapheme boundary at `at` or, when it stands inside a grapheme, behind that. */
size_t rows_boundary(const char *text, size_t n, size_t at);
/* Word steps that end on a grapheme boundary: Unicode breaks words inside some graphemes. */
size_t rows_word_end(const char *text, size_t n, size_t at);
size_t rows_word_start(const char *text, size_t n, size_t at);

#endif
