# SPDX-License-Identifier: MIT
# The one room that knows a terminal is no part of the library: the rest runs without.
libfascicle_term_a_SOURCES = \
	src/term/term.c \
	src/term/term.h \
	src/term/term_cell.c \
	src/term/term_cell.h \
	src/term/term_curses.c \
	src/term/term_curses.h \
	src/term/term_keys.c \
	src/term/term_keys.h \
	src/term/term_paste.c \
	src/term/term_paste.h \
	src/term/term_sequences.c \
	src/term/term_sequences.h \
	src/term/term_signals.c \
	src/term/term_signals.h \
	src/term/term_tty.c \
	src/term/term_tty.h
