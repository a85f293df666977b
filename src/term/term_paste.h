/* SPDX-License-Identifier: MIT */
/* Bracketed paste: what comes between the marks is text, whatever it looks like. */
#ifndef FASCICLE_TERM_TERM_PASTE_H
#define FASCICLE_TERM_TERM_PASTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { TERM_PASTE_BYTES = 16 << 20 }; /* a longer one comes in pieces */

struct term_paste {
	bool open;       /* a start mark came */
	bool closing;    /* an end mark came; it is the last one when nothing follows at once */
	size_t searched; /* closing: so far behind the mark there is no other */
	struct str raw;  /* as collected */
	struct str text; /* the last piece handed out: UTF-8, lines closed by \n, without marks or NULs */
};

enum term_paste_state {
	TERM_PASTE_MORE,  /* wait for bytes, as long as the paste may take */
	TERM_PASTE_PAUSE, /* wait a moment: was that end mark the last? */
	TERM_PASTE_PIECE, /* text is to be handed out (it may be empty) */
	TERM_PASTE_IDLE,  /* nothing to hand out and nothing to wait for but bytes */
};

void term_paste_init(struct term_paste *paste);
void term_paste_release(struct term_paste *paste);
void term_paste_begin(struct term_paste *paste);

/* Takes from the n bytes of s; *used says how many. `waited`: the time for more is over. Text that somebody
 * copied may hold an end mark so that the rest counts as keys: bytes that follow a mark without a pause and
 * up to another one are still paste. A lone Esc ends a paste whose end never came. */
enum term_paste_state term_paste_take(struct term_paste *paste, const char *s, size_t n, bool waited,
				      size_t *used);

#endif
