/* SPDX-License-Identifier: MIT */
/* The only file that knows curses. */
#include "term/term_curses.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "term/term_cell.h"

/* The two that stand off best from black as well as from white. */
enum { COLOUR_ACCENT = COLOR_MAGENTA, COLOUR_ALARM = COLOR_RED };
enum { PAIR_ACCENT = 1, PAIR_ALARM = 2 };

struct term_curses {
	SCREEN *screen;
	FILE *frame;  /* where curses believes the terminal to be */
	cchar_t *row; /* room for the row that is drawn */
	unsigned short *styles;
	bool colour;
	int cursor_shown; /* -1 when not known */
};

/* ---- Frame: what curses would send, which it does in as many pieces as its buffers ask for, is caught in it ---- */

/* A file in memory; where the system has none, one on the disk whose name is gone before anything is in it. NULL when there
 * are no more files. Only its descriptor is used. */
static FILE *open_frame(void)
{
	int fd = -1;
#ifdef MFD_CLOEXEC
	fd = memfd_create("frame", MFD_CLOEXEC);
#endif
	FILE *frame = fd != -1 ? fdopen(fd, "w+") : tmpfile();
	if (frame)
		fcntl(fileno(frame), F_SETFD, FD_CLOEXEC);
	else if (fd != -1)
		close(fd);
	return frame;
}

/* What can be said in fewer bytes. Lines are drawn in Unicode or ASCII, so the alternate character set needs
 * no reset; curses uses no line feed to go down, lest the line turn it into a return as well, but after a
 * return it may. */
static const struct {
	const char *long_form, *short_form;
} shorter[] = { { "\033(B", "" }, { "\017", "" }, { "\r\033[1B", "\r\n" } };

static void add_shortened(struct str *out, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		size_t i, bytes = 0, kinds = sizeof shorter / sizeof shorter[0];

		for (i = 0; i < kinds; i++) {
			bytes = strlen(shorter[i].long_form);
			if ((size_t)(end - s) >= bytes && memcmp(s, shorter[i].long_form, bytes) == 0)
				break;
		}
		if (i < kinds) {
			str_add(out, shorter[i].short_form);
			s += bytes;
		} else {
			str_addc(out, *s++);
		}
	}
}

/* Appends what was written to the frame since the last call, said in as few bytes as will do. */
static void collect(FILE *frame, struct str *out)
{
	int fd = fileno(frame);
	struct str sent;
	char piece[4096];
	off_t end = lseek(fd, 0, SEEK_CUR);
	ssize_t n;

	str_init(&sent);
	while ((off_t)sent.len < end) {
		size_t left = (size_t)end - sent.len;

		n = pread(fd, piece, left < sizeof piece ? left : sizeof piece, (off_t)sent.len);
		if (n <= 0)
			break;
		str_addn(&sent, piece, (size_t)n);
	}
	lseek(fd, 0, SEEK_SET);
	add_shortened(out, sent.s, sent.len);
	str_release(&sent);
}

/* ---- Start and end ---- */

bool term_curses_knows(const char *name)
{
	int why = 0;
	bool knows = setupterm(name, STDOUT_FILENO, &why) == OK && cursor_address != NULL;

	if (cur_term)
		del_curterm(cur_term);
	return knows;
}

/* Curses asks a descriptor that is no terminal for nothing: it takes the size from these two. */
static SCREEN *new_screen(const char *name, int cols, int rows, FILE *frame)
{
	char *lines_before = mem_strdup(getenv("LINES")), *columns_before = mem_strdup(getenv("COLUMNS"));
	char number[16];
	SCREEN *screen;

	use_env(TRUE);
	snprintf(number, sizeof number, "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof number, "%d", cols);
	setenv("COLUMNS", number, 1);
	screen = newterm(name, frame, frame);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (lines_before)
		setenv("LINES", lines_before, 1);
	if (columns_before)
		setenv("COLUMNS", columns_before, 1);
	free(lines_before);
	free(columns_before);
	return screen;
}

static bool start_colour(void)
{
	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return false;
	return init_pair(PAIR_ACCENT, COLOUR_ACCENT, -1) == OK &&
	       init_pair(PAIR_ALARM, COLOUR_ALARM, -1) == OK;
}

static void make_room(struct term_curses *curses, int cols)
{
	curses->row = mem_regrow(curses->row, (size_t)cols + 1, sizeof *curses->row);
	curses->styles = mem_regrow(curses->styles, (size_t)cols + 1, sizeof *curses->styles);
}

bool term_curses_start(struct term_curses **curses, const char *name, int cols, int rows, bool colour,
		       struct err *err)
{
	struct term_curses *started = mem_alloc(sizeof *started);

	*curses = NULL;
	started->frame = open_frame();
	if (started->frame)
		started->screen = new_screen(name, cols, rows, started->frame);
	if (!started->screen) {
		term_curses_end(started);
		return err_set(err, ERR_SYSTEM,
			       _("The screen cannot be set up: the terminal description is damaged "
				 "or memory is short. Try TERM=vt100."));
	}
	typeahead(-1);
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	started->colour = colour && start_colour();
	started->cursor_shown = -1;
	make_room(started, cols);
	*curses = started;
	return true;
}

void term_curses_end(struct term_curses *curses)
{
	if (!curses)
		return;
	if (curses->screen)
		delscreen(curses->screen);
	if (curses->frame)
		fclose(curses->frame);
	free(curses->row);
	free(curses->styles);
	free(curses);
}

const char *term_curses_string(const char *name)
{
	const char *string = tigetstr(name);

	return string == (char *)-1 ? NULL : string;
}

void term_curses_add_string(const char *name, struct str *out)
{
	const char *string = term_curses_string(name);

	while (string && *string)
		if (string[0] == '$' && string[1] == '<' && strchr(string, '>'))
			string = strchr(string, '>') + 1;
		else
			str_addc(out, *string++);
}

/* ---- Cells ---- */

_Static_assert(TERM_CELL_CHARACTERS == CCHARW_MAX, "a cell holds what curses holds");

static attr_t attributes_of(unsigned style, bool colour, short *pair)
{
	static const struct {
		enum style style;
		attr_t attribute;
	} table[] = {
		{ STYLE_BOLD, A_BOLD },
		{ STYLE_REVERSE, A_REVERSE },
		{ STYLE_UNDERLINE, A_UNDERLINE },
		{ STYLE_DIM, A_DIM },
	};
	attr_t attributes = A_NORMAL;

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (style & (unsigned)table[i].style)
			attributes |= table[i].attribute;
	*pair = !colour ? 0 : style & STYLE_ALARM ? PAIR_ALARM : style & STYLE_ACCENT ? PAIR_ACCENT : 0;
	return attributes;
}

static int draw_cell(const struct grid_cell *cell, attr_t attributes, short pair, bool ascii, int room,
		     cchar_t *to)
{
	struct term_cell characters;

	if (cell->line)
		term_cell_read(grid_line_text(cell->line, ascii), 1, &characters);
	else if (cell->cols == 0 || cell->cols > room)
		term_cell_read(" ", 1, &characters);
	else
		term_cell_read(cell->text, cell->cols, &characters);
	for (int i = 0; i < characters.count; i++)
		setcchar(&to[i], characters.text[i], attributes, pair, NULL);
	return characters.count;
}

static void draw_row(struct term_curses *curses, const struct grid *grid, int row)
{
	const struct grid_cell *cells = &grid->cells[(size_t)row * (size_t)grid->cols];
	int cols = grid->cols < getmaxx(stdscr) ? grid->cols : getmaxx(stdscr), count = 0;
	short pair;

	term_cell_styles(cells, cols, curses->styles);
	for (int col = 0, taken; col < cols; col += taken) {
		attr_t attributes = attributes_of(curses->styles[col], curses->colour, &pair);

		count += draw_cell(&cells[col], attributes, pair, grid->ascii, cols - col,
				   &curses->row[count]);
		taken = cells[col].cols > 1 ? cells[col].cols : 1;
	}
	mvwadd_wchnstr(stdscr, row, 0, curses->row, count);
}

static bool same_row(const struct grid *a, const struct grid *b, int row)
{
	const struct grid_cell *x = &a->cells[(size_t)row * (size_t)a->cols];
	const struct grid_cell *y = &b->cells[(size_t)row * (size_t)b->cols];

	for (int col = 0; col < a->cols; col++)
		if (x[col].cols != y[col].cols || x[col].line != y[col].line ||
		    x[col].style != y[col].style || strcmp(x[col].text, y[col].text) != 0)
			return false;
	return true;
}

/* ---- Screens ---- */

static void place_cursor(struct term_curses *curses, const struct grid *grid)
{
	int show = grid->cursor_col >= 0 && grid->cursor_row >= 0;
	int col = grid->cursor_col < getmaxx(stdscr) ? grid->cursor_col : getmaxx(stdscr) - 1;
	int row = grid->cursor_row < getmaxy(stdscr) ? grid->cursor_row : getmaxy(stdscr) - 1;

	/* Only when it changes: at every key it would cost more than the key. */
	if (show != curses->cursor_shown)
		curs_set(show);
	curses->cursor_shown = show;
	if (show)
		wmove(stdscr, row, col);
}

/* Where a letter in the last column scrolls, curses fills the lower right corner by way of the column before
 * it, without asking whether there is one. */
static int rows_to_draw(const struct grid *grid)
{
	int rows = grid->rows < getmaxy(stdscr) ? grid->rows : getmaxy(stdscr);
	bool safe = getmaxx(stdscr) > 1 || !auto_right_margin || (enter_am_mode && exit_am_mode);

	return safe || rows < getmaxy(stdscr) ? rows : rows - 1;
}

void term_curses_present(struct term_curses *curses, const struct grid *wanted, const struct grid *shown,
			 struct str *out)
{
	int rows = rows_to_draw(wanted);
	bool comparable = shown && shown->cols == wanted->cols && shown->rows == wanted->rows &&
			  shown->ascii == wanted->ascii;

	if (!comparable)
		werase(stdscr);
	for (int row = 0; row < rows; row++)
		if (!comparable || !same_row(wanted, shown, row))
			draw_row(curses, wanted, row);
	place_cursor(curses, wanted);
	wrefresh(stdscr);
	collect(curses->frame, out);
}

void term_curses_resize(struct term_curses *curses, int cols, int rows)
{
	resizeterm(rows, cols);
	make_room(curses, cols);
	term_curses_forget(curses);
}

void term_curses_forget(struct term_curses *curses)
{
	clearok(curscr, TRUE);
	curses->cursor_shown = -1;
}

void term_curses_leave(struct term_curses *curses, struct str *out)
{
	/* What stood on the other screen can be called back on many terminals: it is emptied first. */
	wclear(stdscr);
	curs_set(1);
	wrefresh(stdscr);
	endwin();
	curses->cursor_shown = -1;
	collect(curses->frame, out);
}
