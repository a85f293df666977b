/* SPDX-License-Identifier: MIT */
/* A screen of styled cells in memory. */
#include "ui/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static const char ellipsis[] = "\xE2\x80\xA6";

bool rect_empty(struct rect r)
{
	return r.cols <= 0 || r.rows <= 0;
}

struct rect rect_intersect(struct rect a, struct rect b)
{
	int col = a.col > b.col ? a.col : b.col, row = a.row > b.row ? a.row : b.row;
	int right = a.col + a.cols < b.col + b.cols ? a.col + a.cols : b.col + b.cols;
	int below = a.row + a.rows < b.row + b.rows ? a.row + a.rows : b.row + b.rows;
	struct rect both = { col, row, right - col, below - row };
	return rect_empty(a) || rect_empty(b) || rect_empty(both) ? (struct rect){ col, row, 0, 0 } : both;
}

/* ---- Cells --------------------------------------------------------------------------------------------- */

void grid_init(struct grid *grid, int cols, int rows)
{
	*grid = (struct grid){ 0 };
	grid_resize(grid, cols, rows);
}

void grid_release(struct grid *grid)
{
	free(grid->cells);
	*grid = (struct grid){ 0 };
}

void grid_resize(struct grid *grid, int cols, int rows)
{
	grid->cols = cols > 0 ? cols : 1;
	grid->rows = rows > 0 ? rows : 1;
	size_t count = (size_t)grid->cols * (size_t)grid->rows;
	grid->cells = mem_regrow(grid->cells, count, sizeof *grid->cells);
	grid_clear(grid);
}

static void cell_blank(struct grid_cell *cell, unsigned style)
{
	*cell = (struct grid_cell){ .text = " ", .cols = 1, .style = (unsigned short)style };
}

void grid_clear(struct grid *grid)
{
	size_t count = (size_t)grid->cols * (size_t)grid->rows;
	for (size_t i = 0; i < count; i++)
		cell_blank(&grid->cells[i], STYLE_PLAIN);
	grid->cursor_col = grid->cursor_row = -1;
}

static struct grid_cell *cell_at(const struct grid *grid, int col, int row)
{
	return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

static struct rect whole(const struct grid *grid)
{
	return (struct rect){ 0, 0, grid->cols, grid->rows };
}

/* Makes the cell ready for something else: the other half of a wide grapheme becomes a space. */
static struct grid_cell *cell_free(struct grid *grid, int col, int row)
{
	struct grid_cell *cell = cell_at(grid, col, row);
	if (cell->cols == 0 && col > 0)
		cell_blank(cell - 1, cell[-1].style);
	if (cell->cols == 2 && col + 1 < grid->cols)
		cell_blank(cell + 1, cell[1].style);
	return cell;
}

static void put_blank(struct grid *grid, int col, int row, unsigned style)
{
	cell_blank(cell_free(grid, col, row), style);
}

/* A grapheme too long for a cell gives way to U+FFFD; what the terminal gets is as wide as the text said. */
static void put_grapheme(struct grid *grid, int col, int row, const char *s, size_t n, int cols,
			 unsigned style)
{
	bool fits = n < GRID_CELL_BYTES;
	struct grid_cell *cell = cell_free(grid, col, row);
	cell_blank(cell, style);
	if (cols == 2) {
		struct grid_cell *half = cell_free(grid, col + 1, row);
		cell_blank(half, style);
		if (fits) {
			half->text[0] = '\0';
			half->cols = 0;
			cell->cols = 2;
		}
	}
	if (!fits) {
		s = "\xEF\xBF\xBD";
		n = 3;
	}
	memcpy(cell->text, s, n);
	cell->text[n] = '\0';
}

/* ---- Text ---------------------------------------------------------------------------------------------- */

/* Where text goes on, and the columns of its row that may be drawn. */
struct pen {
	struct grid *grid;
	int col, row;
	int left, right;
	unsigned style;
};

static struct pen pen_at(struct grid *grid, struct rect clip, int col, int row, unsigned style)
{
	clip = rect_intersect(clip, whole(grid));
	struct pen pen = { .grid = grid, .col = col, .row = row, .style = style };
	pen.left = clip.col;
	pen.right = row >= clip.row && row < clip.row + clip.rows ? clip.col + clip.cols : clip.col;
	return pen;
}

static void pen_grapheme(struct pen *pen, const char *s, size_t n)
{
	int cols = utf8_grapheme_cols(s, n);
	int end = pen->col + cols;
	if (pen->col >= pen->left && end <= pen->right && cols <= 2) {
		put_grapheme(pen->grid, pen->col, pen->row, s, n, cols, pen->style);
	} else {
		int from = pen->col > pen->left ? pen->col : pen->left;
		for (int col = from; col < end && col < pen->right; col++)
			put_blank(pen->grid, col, pen->row, pen->style);
	}
	pen->col = end;
}

static void pen_shown(struct pen *pen, const char *s, size_t n)
{
	for (size_t at = 0, end; at < n && pen->col < pen->right; at = end) {
		end = utf8_next(s, n, at);
		pen_grapheme(pen, s + at, end - at);
	}
}

int grid_textn(struct grid *grid, struct rect clip, int col, int row, const char *bytes, size_t n,
	       unsigned style)
{
	struct pen pen = pen_at(grid, clip, col, row, style);
	struct str shown;
	str_init(&shown);
	for (size_t at = 0, end; at < n && pen.col < pen.right; at = end) {
		end = utf8_next(bytes, n, at);
		if (end == at + 1 && bytes[at] >= ' ' && bytes[at] <= '~') {
			pen_grapheme(&pen, bytes + at, 1);
			continue;
		}
		str_clear(&shown);
		utf8_show(&shown, bytes + at, end - at, false);
		pen_shown(&pen, shown.s, shown.len);
	}
	str_release(&shown);
	return (pen.col < pen.right ? pen.col : pen.right > col ? pen.right : col) - col;
}

int grid_text(struct grid *grid, struct rect clip, int col, int row, const char *text, unsigned style)
{
	return text ? grid_textn(grid, clip, col, row, text, strlen(text), style) : 0;
}

int grid_text_cut(struct grid *grid, struct rect clip, int col, int row, int cols, const char *text,
		  unsigned style)
{
	if (!text || cols <= 0)
		return 0;
	size_t n = strlen(text), fits = utf8_fit(text, n, cols);
	if (fits == n)
		return grid_textn(grid, clip, col, row, text, n, style);
	fits = utf8_fit(text, fits, cols - 1);
	int took = grid_textn(grid, clip, col, row, text, fits, style);
	bool ascii = grid->ascii || !utf8_terminal();
	return took + grid_text(grid, clip, col + took, row, ascii ? "~" : ellipsis, style);
}

const char *grid_marker(const struct grid *grid, bool focused)
{
	bool ascii = grid->ascii || !utf8_terminal();
	if (focused)
		return ascii ? ">" : "\xE2\x96\xB8";
	return ascii ? "." : "\xC2\xB7";
}

/* ---- Areas and lines ----------------------------------------------------------------------------------- */

void grid_fill(struct grid *grid, struct rect area, char c, unsigned style)
{
	area = rect_intersect(area, whole(grid));
	for (int row = area.row; row < area.row + area.rows; row++) {
		for (int col = area.col; col < area.col + area.cols; col++) {
			struct grid_cell *cell = cell_free(grid, col, row);
			cell_blank(cell, style);
			cell->text[0] = c >= ' ' && c <= '~' ? c : ' ';
		}
	}
}

void grid_style(struct grid *grid, struct rect area, unsigned style)
{
	area = rect_intersect(area, whole(grid));
	for (int row = area.row; row < area.row + area.rows; row++)
		for (int col = area.col; col < area.col + area.cols; col++)
			cell_at(grid, col, row)->style |= (unsigned short)style;
}

static void join_line(struct grid *grid, int col, int row, unsigned parts)
{
	if (col < 0 || row < 0 || col >= grid->cols || row >= grid->rows)
		return;
	struct grid_cell *cell = cell_free(grid, col, row);
	unsigned both = cell->line | parts;
	cell_blank(cell, STYLE_PLAIN);
	cell->line = (unsigned char)both;
}

/* The parts of the cell at `at` of a line of n cells that runs from `back` to `ahead`. */
static unsigned parts_at(int at, int n, unsigned back, unsigned ahead)
{
	if (n == 1)
		return back | ahead;
	return (at > 0 ? back : 0) | (at < n - 1 ? ahead : 0);
}

void grid_line_across(struct grid *grid, int col, int row, int cols)
{
	for (int i = 0; i < cols && col + i < grid->cols; i++)
		join_line(grid, col + i, row, parts_at(i, cols, LINE_LEFT, LINE_RIGHT));
}

void grid_line_down(struct grid *grid, int col, int row, int rows)
{
	for (int i = 0; i < rows && row + i < grid->rows; i++)
		join_line(grid, col, row + i, parts_at(i, rows, LINE_UP, LINE_DOWN));
}

/* ---- As text ------------------------------------------------------------------------------------------- */

/* By line_part bits; an end that meets nothing is drawn as a whole line, as no vt100 has half ones. */
static const char *const box[16] = {
	" ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
};
static const char *const box_ascii[16] = {
	" ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
};

const char *grid_line_text(unsigned parts, bool ascii)
{
	return ascii ? box_ascii[parts & 15] : box[parts & 15];
}

static const struct {
	unsigned style;
	char letter;
} style_letters[] = {
	{ STYLE_REVERSE, 'r' }, { STYLE_BOLD, 'b' },   { STYLE_UNDERLINE, 'u' },
	{ STYLE_DIM, 'd' },     { STYLE_ACCENT, 'a' }, { STYLE_ALARM, 'x' },
};

/* The letter of the first style, a capital where there is more than one. */
static char style_letter(unsigned style)
{
	char letter = ' ';
	for (size_t i = 0; i < sizeof style_letters / sizeof style_letters[0]; i++) {
		if (!(style & style_letters[i].style))
			continue;
		if (letter != ' ')
			return (char)(letter - 'a' + 'A');
		letter = style_letters[i].letter;
	}
	return letter;
}

static void dump_cell(const struct grid *grid, const struct grid_cell *cell, bool styles, struct str *out)
{
	if (styles)
		str_addc(out, style_letter(cell->style));
	else if (cell->line)
		str_add(out, grid_line_text(cell->line, grid->ascii));
	else
		str_add(out, cell->text);
}

static void dump_rows(const struct grid *grid, bool styles, struct str *out)
{
	for (int row = 0; row < grid->rows; row++) {
		size_t start = out->len;
		for (int col = 0; col < grid->cols; col++)
			dump_cell(grid, cell_at(grid, col, row), styles, out);
		size_t end = out->len;
		while (end > start && out->s[end - 1] == ' ')
			end--;
		str_cut(out, end);
		str_addc(out, '\n');
	}
}

void grid_dump(const struct grid *grid, bool styles, struct str *out)
{
	dump_rows(grid, false, out);
	if (!styles)
		return;
	str_add(out, "styles:\n");
	dump_rows(grid, true, out);
}
