/* SPDX-License-Identifier: MIT */
/* A screen of styled cells in memory. Panes draw here; term presents it; tests read it as text. */
#ifndef FASCICLE_UI_GRID_H
#define FASCICLE_UI_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Meaning first: a style never is the only sign of anything. */
enum style {
	STYLE_PLAIN = 0,
	STYLE_BOLD = 1 << 0,
	STYLE_REVERSE = 1 << 1,
	STYLE_UNDERLINE = 1 << 2,
	STYLE_DIM = 1 << 3,
	STYLE_ACCENT = 1 << 4, /* colour, where there is one */
	STYLE_ALARM = 1 << 5,  /* colour, where there is one */
};

/* Line drawing: the grid keeps the meaning, term or the text dump choose the character. */
enum line_part { LINE_UP = 1, LINE_DOWN = 2, LINE_LEFT = 4, LINE_RIGHT = 8 };

enum { GRID_CELL_BYTES = 48 }; /* holds a family of four with skin tones */

struct grid_cell {
	char text[GRID_CELL_BYTES]; /* one grapheme as shown, NUL-closed; "" right of a wide one */
	unsigned char cols;         /* 1, 2, or 0 for the right half */
	unsigned char line;         /* line_part bits when it is a drawn line, else 0 */
	unsigned short style;
};

struct grid {
	int cols, rows;
	struct grid_cell *cells;
	int cursor_col, cursor_row; /* -1 hides the cursor */
	bool ascii;                 /* lines and marks in ASCII */
};

struct rect {
	int col, row, cols, rows;
};

void grid_init(struct grid *grid, int cols, int rows);
void grid_release(struct grid *grid);
void grid_resize(struct grid *grid, int cols, int rows); /* clears */
void grid_clear(struct grid *grid);

/* Everything is clipped to `clip`. Text goes through the display filter; returns the columns it took, up
 * to the right edge of the clip. A wide grapheme that does not fit whole becomes a space. NULL is no
 * text. */
int grid_text(struct grid *grid, struct rect clip, int col, int row, const char *text, unsigned style);
int grid_textn(struct grid *grid, struct rect clip, int col, int row, const char *bytes, size_t n,
	       unsigned style);
/* As grid_text, cut with an ellipsis so that it takes at most `cols`. */
int grid_text_cut(struct grid *grid, struct rect clip, int col, int row, int cols, const char *text,
		  unsigned style);
void grid_fill(struct grid *grid, struct rect area, char c, unsigned style);
/* Adds a style to what stands there. */
void grid_style(struct grid *grid, struct rect area, unsigned style);
/* The sign of a chosen row: one column. */
const char *grid_marker(const struct grid *grid, bool focused);
/* Lines join where they meet: the cell at the end of a line takes part in it with the inner half only,
 * so that a line that ends on another makes a T. */
void grid_line_across(struct grid *grid, int col, int row, int cols);
void grid_line_down(struct grid *grid, int col, int row, int rows);

/* The screen as text: a line a row, trailing spaces cut. Line parts become box characters, or - | + when
 * ascii. With `styles`, a second block after a line "styles:" marks each styled cell by a letter (r
 * reverse, b bold, u underline, d dim, a accent, x alarm; the capital of the first where there are
 * several) so that tests see meaning that is not in the letters. */
void grid_dump(const struct grid *grid, bool styles, struct str *out);
/* The characters for a drawn line. */
const char *grid_line_text(unsigned parts, bool ascii);

bool rect_empty(struct rect r);
struct rect rect_intersect(struct rect a, struct rect b);

#endif
