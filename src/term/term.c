/* SPDX-License-Identifier: MIT */
/* The terminal from its opening to its end: what it is by its name, grids onto it, keys from it. */
#include "term/term.h"

#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "term/term_curses.h"
#include "term/term_keys.h"
#include "term/term_signals.h"
#include "term/term_tty.h"

enum { TYPE_COLS = 30, LAST_BYTES_MS = 1000 };

static const long long never = LLONG_MAX;
static const char type_fallback[] = "vt100"; /* what nearly every terminal understands */
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

struct term {
	struct terminal terminal;
	struct term_tty tty;
	struct term_curses *curses;
	struct term_keys keys;
	/* Monotonic milliseconds: then an unfinished sequence is all there will be; -1 when there is none. */
	long long quiet_ms;
	struct str notice;
	struct str arrival, farewell; /* switch keypad and paste marks on and off */
	int cols, rows;
	struct grid wanted, shown;
	bool unpainted;   /* `wanted` has not been sent */
	bool shown_known; /* `shown` is what the terminal has */
	bool ascii;
	bool gone;
};

/* ---- what is known by its name ---- */

void term_environment_guard(bool foreign_account)
{
	static const char *const sources[] = { "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "TERMPATH" };

	for (size_t i = 0; foreign_account && i < sizeof sources / sizeof sources[0]; i++)
		unsetenv(sources[i]);
}

/* The name that TERM gives, or NULL. */
static const char *type_wanted(void)
{
	const char *name = getenv("TERM");

	return str_empty(name) ? NULL : name;
}

/* The sentence for a terminal that is treated as type_fallback. */
static void explain_type(const char *wanted, struct str *out)
{
	struct str shown;

	if (!wanted) {
		str_addf(out, _("TERM does not say which terminal this is: it is treated as a %s."),
			 type_fallback);
		return;
	}
	str_init(&shown);
	utf8_show_cols(&shown, wanted, TYPE_COLS);
	str_addf(out, _("The terminal \"%s\" is not known here: it is treated as a %s."), shown.s,
		 type_fallback);
	str_release(&shown);
}

/* Terminals of this family bracket a paste, even where their description is too old to say so. */
static bool type_brackets_paste(const char *name)
{
	static const char *const families[] = { "alacritty", "contour", "foot",    "ghostty", "gnome",
						"iterm",     "kitty",   "konsole", "mintty",  "putty",
						"rxvt",      "screen",  "st-",     "tmux",    "vte",
						"wezterm",   "xterm" };

	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
		if (str_starts(name, families[i]))
			return true;
	return false;
}

/* ---- onto the screen: a line that is slow or stalled gets the newest grid when it is ready again; nobody waits for it, and
 * grids that were overtaken are never sent ---- */

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

/* Sends what waits to be shown, as far as the line takes it. */
static void settle(struct term *term)
{
	if (term->tty.stalled)
		term_tty_send(&term->tty);
	if (term->unpainted && !term->tty.stalled)
		paint(term);
	term_tty_send(&term->tty);
}

static void term_present(void *self, const struct grid *grid)
{
	struct term *term = self;

	copy_grid(&term->wanted, grid);
	term->unpainted = true;
	/* With more keys at hand this grid is already old. */
	if (!term_keys_pending(&term->keys))
		settle(term);
}

static void term_bell(void *self)
{
	struct term *term = self;

	str_addc(&term->tty.queue, '\a'); /* goes with what is shown next */
}

/* Asks the line for its size. True when it changed; then all is to be drawn anew. */
static bool resized(struct term *term)
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

/* Takes the terminal: at the start, and again when it was in other hands. */
static void arrive(struct term *term)
{
	term_tty_raw(&term->tty);
	str_addn(&term->tty.queue, term->arrival.s, term->arrival.len);
	term_curses_forget(term->curses);
	term->shown_known = false;
	term->unpainted = false;
	resized(term);
}

static void send_last_bytes(struct term *term)
{
	long long until = clock_mono_ms() + LAST_BYTES_MS, now;
	struct pollfd line = { .fd = term->tty.out, .events = POLLOUT };

	term_tty_send(&term->tty);
	for (now = until - LAST_BYTES_MS; term->tty.stalled && now < until; now = clock_mono_ms()) {
		term_signals_wait(&line, 1, (int)(until - now));
		term_tty_send(&term->tty);
	}
}

/* Clears and gives it back. */
static void leave(struct term *term)
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

static void term_suspend(void *self)
{
	struct term *term = self;

	leave(term);
	term_signals_stop_here();
	arrive(term);
}

static void term_size(void *self, int *cols, int *rows)
{
	const struct term *term = self;

	*cols = term->cols;
	*rows = term->rows;
}

/* ---- from the keys: waits for the line, the clock and the signals at once, and never wakes for anything else ---- */

static void receive(struct term *term)
{
	struct str typed;

	str_init(&typed);
	term_tty_receive(&term->tty, &typed);
	if (typed.len > 0) {
		term_keys_feed(&term->keys, typed.s, typed.len);
		term->quiet_ms = -1;
	}
	str_release(&typed);
}

/* Keys that were typed before the end still count. */
static void notice_end(struct term *term)
{
	if (term->gone || (!term->tty.lost && !term_signals_take(TERM_SIGNAL_END)))
		return;
	receive(term);
	term->gone = true;
}

/* True when the screen has to be drawn anew. */
static bool follow_signals(struct term *term)
{
	bool anew = false;

	term_signals_let_in();
	notice_end(term);
	if (term->gone)
		return false;
	if (term_signals_take(TERM_SIGNAL_STOP)) {
		term_suspend(term);
		anew = true;
	}
	if (term_signals_take(TERM_SIGNAL_CONTINUED)) {
		arrive(term);
		anew = true;
	}
	if (term_signals_take(TERM_SIGNAL_RESIZED))
		anew = resized(term) || anew;
	return anew;
}

static bool next_key(struct term *term, struct key *key)
{
	long long now = clock_mono_ms();
	bool waited = term->gone || (term->quiet_ms >= 0 && now >= term->quiet_ms);
	int wait_ms;
	enum term_keys_state state = term_keys_next(&term->keys, waited, key, &wait_ms);

	if (state != TERM_KEYS_WAIT)
		term->quiet_ms = -1;
	else if (waited || term->quiet_ms < 0)
		term->quiet_ms = now + wait_ms;
	return state == TERM_KEYS_READY;
}

static int left_until(long long when)
{
	long long left;

	if (when == never)
		return -1;
	left = when - clock_mono_ms();
	if (left < 0)
		return 0;
	return left < INT_MAX ? (int)left : INT_MAX;
}

static void wait_for_line(struct term *term, long long until)
{
	struct pollfd lines[] = {
		{ .fd = term->tty.in, .events = POLLIN },
		{ .fd = term->tty.stalled ? term->tty.out : -1, .events = POLLOUT },
	};

	if (term->quiet_ms >= 0 && term->quiet_ms < until)
		until = term->quiet_ms;
	term_signals_wait(lines, 2, left_until(until));
	if (lines[0].revents & POLLIN)
		receive(term);
	else if (lines[0].revents != 0 || (lines[1].revents & (POLLERR | POLLHUP | POLLNVAL)))
		term->tty.lost = true;
}

static void term_read(void *self, int timeout_ms, struct key *key)
{
	struct term *term = self;
	long long until = timeout_ms < 0 ? never : clock_mono_ms() + timeout_ms;

	for (bool looked = false;; looked = true) {
		if (follow_signals(term)) {
			*key = key_of_kind(KEY_RESIZE);
			return;
		}
		if (next_key(term, key))
			return;
		if (term->gone) {
			*key = key_of_kind(KEY_GONE);
			return;
		}
		settle(term);
		if (looked && left_until(until) == 0) {
			*key = key_of_kind(KEY_TICK);
			return;
		}
		wait_for_line(term, until);
	}
}

/* ---- opening and closing ---- */

/* The name that curses gets, and the notice when it is not the one that TERM gave. */
static const char *choose_type(struct term *term)
{
	const char *wanted = type_wanted();

	if (wanted && term_curses_knows(wanted))
		return wanted;
	explain_type(wanted, &term->notice);
	return type_fallback;
}

static void add_or(struct str *out, const char *name, const char *otherwise)
{
	size_t before = out->len;

	term_curses_add_string(name, out);
	if (out->len == before)
		str_add(out, otherwise);
}

static void learn_type(struct term *term, const char *type)
{
	bool pastes = type_brackets_paste(type);

	term_curses_add_string("sgr0", &term->arrival); /* whatever the program before us left behind */
	term_curses_add_string("smkx", &term->arrival);
	add_or(&term->arrival, "BE", pastes ? paste_on : NULL);
	add_or(&term->farewell, "BD", pastes ? paste_off : NULL);
	term_curses_add_string("rmkx", &term->farewell);
	term_sequences_learn(&term->keys.sequences, term_curses_string);
}

static bool wants_colour(const struct term_options *options)
{
	if (options->colour == TERM_COLOUR_AUTO)
		return str_empty(getenv("NO_COLOR"));
	return options->colour == TERM_COLOUR_YES;
}

static bool needs_ascii(const struct term_options *options)
{
	if (options->lines == TERM_LINES_ASCII || !utf8_terminal())
		return true;
	return options->lines == TERM_LINES_AUTO && !term_curses_string("acsc");
}

static void arm_rescue(const struct term *term)
{
	static const char *const names[] = { "sgr0", "op", "cnorm", "clear", "rmcup" };
	struct str last;

	str_init(&last);
	str_addn(&last, term->farewell.s, term->farewell.len);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		term_curses_add_string(names[i], &last);
	str_addc(&last, '\r');
	term_signals_arm(term->tty.in, term->tty.out, &term->tty.before, &last);
	str_release(&last);
}

static bool term_can_print(void *self)
{
	(void)self;
	return term_curses_string("mc5") && term_curses_string("mc4");
}

static bool print(void *self, const char *text, size_t bytes, struct err *err)
{
	return term_print(self, text, bytes, err);
}

static struct term *new_term(const struct term_options *options)
{
	struct term *term = mem_alloc(sizeof *term);

	term->terminal = (struct terminal){ term,      term_read,    term_size,      term_present,
					    term_bell, term_suspend, term_can_print, print };
	term->quiet_ms = -1;
	str_init(&term->notice);
	str_init(&term->arrival);
	str_init(&term->farewell);
	grid_init(&term->wanted, 1, 1);
	grid_init(&term->shown, 1, 1);
	term_keys_init(&term->keys, nl_langinfo(CODESET), options->escape_ms);
	return term;
}

static void free_term(struct term *term)
{
	term_tty_release(&term->tty);
	term_keys_release(&term->keys);
	grid_release(&term->wanted);
	grid_release(&term->shown);
	str_release(&term->notice);
	str_release(&term->arrival);
	str_release(&term->farewell);
	free(term);
}

bool term_open(struct term **opened, const struct term_options *options, struct err *err)
{
	struct term *term = new_term(options);
	const char *type;

	*opened = NULL;
	if (!term_tty_open(&term->tty, err)) {
		free_term(term);
		return false;
	}
	term_signals_start(); /* before curses, which leaves alone what is taken */
	term_tty_size(&term->tty, &term->cols, &term->rows);
	type = choose_type(term);
	if (!term_curses_start(&term->curses, type, term->cols, term->rows, wants_colour(options), err)) {
		term_signals_stop();
		free_term(term);
		return false;
	}
	learn_type(term, type);
	term->ascii = needs_ascii(options);
	arm_rescue(term);
	term_signals_watch_faults();
	arrive(term);
	*opened = term;
	return true;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	leave(term);
	term_signals_unwatch_faults();
	term_signals_disarm();
	term_curses_end(term->curses);
	term_signals_stop();
	free_term(term);
}

struct terminal *term_terminal(struct term *term)
{
	return &term->terminal;
}

bool term_is_ascii(const struct term *term)
{
	return term->ascii;
}

const char *term_notice(const struct term *term)
{
	return term->notice.len > 0 ? term->notice.s : NULL;
}

bool term_print(struct term *term, const char *text, size_t bytes, struct err *err)
{
	struct str shown;

	if (!term_can_print(term))
		return err_set(err, ERR_REFUSED,
			       _("This terminal has no printer. Write the text to a file instead."));
	str_init(&shown);
	utf8_show(&shown, text, bytes, true);
	term_curses_add_string("mc5", &term->tty.queue);
	for (size_t i = 0; i < shown.len; i++) {
		if (shown.s[i] == '\n')
			str_addc(&term->tty.queue, '\r');
		str_addc(&term->tty.queue, shown.s[i]);
	}
	term_curses_add_string("mc4", &term->tty.queue);
	str_release(&shown);
	term_curses_forget(term->curses);
	term->shown_known = false;
	return true;
}
