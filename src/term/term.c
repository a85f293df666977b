/* SPDX-License-Identifier: MIT */
/* Opens and closes the terminal. */
#include "term/term.h"

#include <langinfo.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "term/term_inner.h"
#include "term/term_rescue.h"
#include "term/term_signals.h"
#include "term/term_type.h"

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static void terminal_size(void *self, int *cols, int *rows)
{
	const struct term *term = self;

	*cols = term->cols;
	*rows = term->rows;
}

/* The name that curses gets, and the notice when it is not the one that TERM gave. */
static const char *choose_type(struct term *term)
{
	const char *wanted = term_type_wanted();

	if (wanted && term_curses_knows(wanted))
		return wanted;
	term_type_explain(wanted, &term->notice);
	return term_type_fallback;
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
	bool pastes = term_type_brackets_paste(type);

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
	term_rescue_arm(term->tty.in, term->tty.out, &term->tty.before, &last);
	str_release(&last);
}

static bool can_print(void)
{
	return term_curses_string("mc5") && term_curses_string("mc4");
}

static bool terminal_can_print(void *self)
{
	(void)self;
	return can_print();
}

static bool terminal_print(void *self, const char *text, size_t bytes, struct err *err)
{
	return term_print(self, text, bytes, err);
}

static struct term *new_term(const struct term_options *options)
{
	struct term *term = mem_alloc(sizeof *term);

	term->terminal =
		(struct terminal){ term,           term_read_key,     terminal_size,      term_show_present,
				   term_show_bell, term_show_suspend, terminal_can_print, terminal_print };
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
	term_rescue_watch();
	term_show_arrive(term);
	*opened = term;
	return true;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	term_show_leave(term);
	term_rescue_unwatch();
	term_rescue_disarm();
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

	if (!can_print())
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
