/* SPDX-License-Identifier: MIT */
/* The real terminal, through curses: the only room that knows it. */
#ifndef FASCICLE_TERM_TERM_H
#define FASCICLE_TERM_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ui/terminal.h"

struct term;

enum term_colour { TERM_COLOUR_AUTO, TERM_COLOUR_YES, TERM_COLOUR_NO };
enum term_lines { TERM_LINES_AUTO, TERM_LINES_ASCII, TERM_LINES_UNICODE };

struct term_options {
	enum term_colour colour; /* auto minds NO_COLOR and what the terminal has */
	enum term_lines lines;   /* auto: line drawing where locale and terminal have it */
	int escape_ms;           /* how long an Esc waits for the letter that makes it Alt; 0: 25 ms */
};

/* Takes TERMINFO, TERMINFO_DIRS, TERMCAP and TERMPATH out of the environment when the records belong to
 * another account than the person's: a terminal description of their own making must not be read with its
 * rights. Called before term_open. */
void term_environment_guard(bool foreign_account);

/* Needs stdin and stdout to be a terminal (ERR_REFUSED with a sentence when not). The locale is set already.
 * An unknown TERM falls back to vt100 and leaves a sentence for term_notice. Installs the handlers for
 * SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH, SIGCONT and the program-fault signals before curses
 * starts; but for the faults they are taken only while a key is waited for. */
bool term_open(struct term **term, const struct term_options *options, struct err *err);
/* Clears, leaves the alternate screen, gives the terminal its modes back. NULL is fine. */
void term_close(struct term *term);
/* Lives as long as the term. */
struct terminal *term_terminal(struct term *term);
bool term_is_ascii(const struct term *term);
/* A sentence to show at the start, or NULL. */
const char *term_notice(const struct term *term);

/* Sends the text (UTF-8, lines closed by \n) through the display filter to a printer at the terminal's own desk (terminfo
 * mc5 and mc4). ERR_REFUSED where there is no such printer. The next present draws the whole screen anew. */
bool term_print(struct term *term, const char *text, size_t bytes, struct err *err);

/* Restores the terminal from a fault or out-of-memory hook: async-signal-safe. */
void term_rescue(void);
/* Called from the handler of a program fault (SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL) after the rescue and
 * before the default action. */
void term_on_fault(void (*hook)(int signal));

#endif
