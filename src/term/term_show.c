/* SPDX-License-Identifier: MIT */
/* Grids onto the terminal. A line that is slow or stalled gets the newest grid when it is ready again; nobody
 * waits for it, and grids that were overtaken are never sent. */
#include <string.h>

#include "term/term_inner.h"
#include "term/term_signals.h"

enum { LAST_BYTES_MS = 1000 };

static void copy_grid(struct grid *to, const struct grid *from)
{
	if (to->cols != from->cols || to->rows != from->rows)
		grid_resize(to, from->cols, from->rows);
	memcpy(to->cells, from->cells, (size_t)from->cols * (size_t)from->rows * sizeof *from->cells);
	to->cursor_col = from->cursor_col;
	to->cursor_row = from->cursor_row;
	to->ascii = from->ascii;
}

static void paint(struct term *term)
{
	struct grid before = term->shown;

	term_curses_present(term->curses, &term->wanted, term->shown_known ? &term->shown : NULL,
			    &term->tty.queue);
	term->shown = term->wanted;
	term->wanted = before;
	term->shown_known = true;
	term->unpainted = false;
}

void term_show_settle(struct term *term)
{
	if (term->tty.stalled)
		term_tty_send(&term->tty);
	if (term->unpainted && !term->tty.stalled)
		paint(term);
	term_tty_send(&term->tty);
}

void term_show_present(void *self, const struct grid *grid)
{
	struct term *term = self;

	copy_grid(&term->wanted, grid);
	term->unpainted = true;
	/* With more keys at hand this grid is already old. */
	if (!term_keys_pending(&term->keys))
		term_show_settle(term);
}

void term_show_bell(void *self)
{
	struct term *term = self;

	str_addc(&term->tty.queue, '\a'); /* goes with what is shown next */
}

bool term_show_resized(struct term *term)
{
	int cols, rows;

	term_tty_size(&term->tty, &cols, &rows);
	if (cols == term->cols && rows == term->rows)
		return false;
	term->cols = cols;
	term->rows = rows;
	term_curses_resize(term->curses, cols, rows);
	term->shown_known = false;
	term->unpainted = false;
	return true;
}

void term_show_arrive(struct term *term)
{
	term_tty_raw(&term->tty);
	str_addn(&term->tty.queue, term->arrival.s, term->arrival.len);
	term_curses_forget(term->curses);
	term->shown_known = false;
	term->unpainted = false;
	term_show_resized(term);
}

static void send_last_bytes(struct term *term)
{
	long long until = term_read_clock() + LAST_BYTES_MS, now;
	struct pollfd line = { .fd = term->tty.out, .events = POLLOUT };

	term_tty_send(&term->tty);
	for (now = until - LAST_BYTES_MS; term->tty.stalled && now < until; now = term_read_clock()) {
		term_signals_wait(&line, 1, (int)(until - now));
		term_tty_send(&term->tty);
	}
}

void term_show_leave(struct term *term)
{
	struct str discarded;

	if (!term_tty_is_ours(&term->tty)) {
		str_init(&discarded);
		term_curses_leave(term->curses, &discarded);
		str_release(&discarded);
		return;
	}
	term_curses_leave(term->curses, &term->tty.queue);
	str_addn(&term->tty.queue, term->farewell.s, term->farewell.len);
	send_last_bytes(term);
	term_tty_restore(&term->tty);
}

void term_show_suspend(void *self)
{
	struct term *term = self;

	term_show_leave(term);
	term_signals_stop_here();
	term_show_arrive(term);
}
