/* SPDX-License-Identifier: MIT */
/* A small program on the terminal for the tests: shows what is typed, wrapped at words as an editor does, and
 * the names of the keys that are no text.    echo_screen [--ascii] [--mono] [--foreign] [--no-memfd] [--tick MS]
 * [--save FILE]  Ctrl-q ends it, Ctrl-z suspends it, Ctrl-x, Ctrl-o and Ctrl-r end it by a fault, for want of memory
 * and by a raised SIGABRT. Ctrl-p prints the text, Ctrl-u fills the screen, Ctrl-b rings the bell. When the
 * terminal goes away the text is written to FILE and it ends with status 3. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/term.h"
#include "ui/grid.h"

enum { TEXT_ROW = 4, GONE_STATUS = 3 };

struct echo {
	struct term *term;
	struct terminal *terminal;
	struct grid grid;
	struct str text, event; /* event: the last key that is no text */
	const char *save;
	int tick_ms;
	bool full; /* every cell is filled */
	bool ended;
	int status;
};

static bool without_memfd;

/* Stands before that of the C library: a system without it. */
int memfd_create(const char *name, unsigned flags)
{
	if (!without_memfd)
		return (int)syscall(SYS_memfd_create, name, flags);
	errno = ENOSYS;
	return -1;
}

/* The row that starts at `at` ends there: behind the last space that fits, or where the width is used up. */
static size_t row_end(const struct str *text, size_t at, int cols)
{
	size_t fits = at + utf8_fit(text->s + at, text->len - at, cols), end;

	if (fits == text->len)
		return fits;
	for (end = fits; end > at && text->s[end] != ' ' && text->s[end - 1] != ' '; end--)
		;
	if (end == at)
		return fits;
	return text->s[end] == ' ' ? end + 1 : end;
}

static void draw_text(struct echo *echo, struct rect all)
{
	size_t at = 0;
	int row = TEXT_ROW, col = 0;

	while (at < echo->text.len) {
		size_t end = row_end(&echo->text, at, all.cols - 1);

		if (end <= at)
			break;
		col = grid_textn(&echo->grid, all, 0, row, echo->text.s + at, end - at, STYLE_PLAIN);
		at = end;
		if (at < echo->text.len || col >= all.cols) {
			row++;
			col = 0;
		}
	}
	echo->grid.cursor_col = col;
	echo->grid.cursor_row = row < all.rows ? row : all.rows - 1;
}

static void draw_full(struct echo *echo, struct rect all)
{
	for (int row = 0; row < all.rows; row++)
		for (int col = 0; col < all.cols; col++)
			grid_fill(&echo->grid, (struct rect){ col, row, 1, 1 },
				  (char)('a' + (row + col) % 26),
				  row % 2 ? STYLE_BOLD | STYLE_ALARM : STYLE_UNDERLINE);
	grid_text(&echo->grid, all, 0, 0, "full", STYLE_PLAIN);
}

static void draw(struct echo *echo)
{
	struct rect all = { 0, 0, 0, 0 };
	const char *notice = term_notice(echo->term);

	echo->terminal->size(echo->terminal->self, &all.cols, &all.rows);
	grid_resize(&echo->grid, all.cols, all.rows);
	echo->grid.ascii = term_is_ascii(echo->term);
	grid_text(&echo->grid, all, 0, 0, "echo", STYLE_BOLD);
	grid_text(&echo->grid, all, 6, 0, "accent", STYLE_ACCENT);
	grid_text(&echo->grid, all, 14, 0, "alarm", STYLE_ALARM | STYLE_REVERSE);
	grid_text(&echo->grid, all, 0, 1, echo->event.s, STYLE_PLAIN);
	if (notice)
		grid_text(&echo->grid, all, 0, 2, notice, STYLE_PLAIN);
	grid_line_across(&echo->grid, 0, 3, all.cols);
	draw_text(echo, all);
	if (echo->full)
		draw_full(echo, all);
	echo->terminal->present(echo->terminal->self, &echo->grid);
}

static void save(const struct echo *echo)
{
	FILE *file = echo->save ? fopen(echo->save, "w") : NULL;

	if (!file)
		return;
	fwrite(echo->text.s, 1, echo->text.len, file);
	fclose(file);
}

static void saw_fault(int number)
{
	static const char said[] = "fault seen\r\n";

	(void)number;
	if (write(STDOUT_FILENO, said, sizeof said - 1) < 0)
		_exit(1);
}

static void last_words(void *context)
{
	(void)context;
	term_rescue();
}

static void set_event(struct echo *echo, const struct key *key)
{
	str_clear(&echo->event);
	str_add(&echo->event, "key ");
	key_name(key, &echo->event);
	str_addc(&echo->event, '.');
	if (key->kind == KEY_RESIZE)
		str_addf(&echo->event, " %d rows", echo->grid.rows);
	if (key->kind == KEY_PASTE) {
		str_addf(&echo->event, " %zu bytes: ", key->paste_bytes);
		str_addn(&echo->event, key->paste, key->paste_bytes < 40 ? key->paste_bytes : 40);
	}
}

/* The sanitizer of undefined behaviour would end the program before the processor does. */
__attribute__((no_sanitize("undefined"))) static void fault(void)
{
	volatile int *volatile nowhere = NULL;

	*nowhere = 1;
}

static void command(struct echo *echo, char letter)
{
	switch (letter) {
	case 'q':
		echo->ended = true;
		break;
	case 'z':
		echo->terminal->suspend(echo->terminal->self);
		break;
	case 'b':
		echo->terminal->bell(echo->terminal->self);
		break;
	case 'u':
		echo->full = !echo->full;
		break;
	case 'p':
		term_print(echo->term, echo->text.s, echo->text.len, NULL);
		break;
	case 'x':
		fault();
		break;
	case 'r':
		raise(SIGABRT);
		break;
	case 'o':
		mem_die("no memory left");
	default:
		break;
	}
}

static void follow(struct echo *echo, const struct key *key)
{
	if (key->kind == KEY_GONE) {
		save(echo);
		echo->ended = true;
		echo->status = GONE_STATUS;
	} else if (key->kind == KEY_TEXT && !key->ctrl && !key->alt) {
		str_add(&echo->text, key->text);
	} else if (key->kind == KEY_BACKSPACE) {
		str_cut(&echo->text, utf8_prev(echo->text.s, echo->text.len, echo->text.len));
	} else {
		if (key->kind == KEY_RESIZE)
			echo->terminal->size(echo->terminal->self, &echo->grid.cols, &echo->grid.rows);
		set_event(echo, key);
		if (key->kind == KEY_PASTE)
			str_addn(&echo->text, key->paste, key->paste_bytes);
		if (key->kind == KEY_TEXT && key->ctrl)
			command(echo, key->text[0]);
	}
}

static bool read_options(struct echo *echo, struct term_options *options, char **argument)
{
	for (; *argument; argument++)
		if (strcmp(*argument, "--ascii") == 0)
			options->lines = TERM_LINES_ASCII;
		else if (strcmp(*argument, "--mono") == 0)
			options->colour = TERM_COLOUR_NO;
		else if (strcmp(*argument, "--foreign") == 0)
			term_environment_guard(true);
		else if (strcmp(*argument, "--no-memfd") == 0)
			without_memfd = true;
		else if (strcmp(*argument, "--tick") == 0 && argument[1])
			echo->tick_ms = atoi(*++argument);
		else if (strcmp(*argument, "--save") == 0 && argument[1])
			echo->save = *++argument;
		else
			return false;
	return true;
}

int main(int argc, char **argv)
{
	struct echo echo = { .tick_ms = -1 };
	struct term_options options = { 0 };
	struct err err = ERR_INIT;
	struct key key;

	i18n_start("");
	if (argc < 1 || !read_options(&echo, &options, argv + 1)) {
		fputs("echo_screen: wrong option\n", stderr);
		return 2;
	}
	mem_set_last_words(last_words, NULL);
	term_on_fault(saw_fault);
	if (!term_open(&echo.term, &options, &err)) {
		fprintf(stderr, "echo_screen: %s\n", err.text);
		return 1;
	}
	echo.terminal = term_terminal(echo.term);
	grid_init(&echo.grid, 1, 1);
	str_init(&echo.text);
	str_init(&echo.event);
	str_add(&echo.event, "ready");
	while (!echo.ended) {
		draw(&echo);
		echo.terminal->read(echo.terminal->self, echo.tick_ms, &key);
		follow(&echo, &key);
	}
	term_close(echo.term);
	grid_release(&echo.grid);
	str_release(&echo.text);
	str_release(&echo.event);
	return echo.status;
}
