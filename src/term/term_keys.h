/* SPDX-License-Identifier: MIT */
/* Bytes of the line into keys. Knows no terminal: bytes are fed, keys come out, and where it cannot tell yet
 * it says how long to wait for more. */
#ifndef FASCICLE_TERM_TERM_KEYS_H
#define FASCICLE_TERM_TERM_KEYS_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "term/term_paste.h"
#include "term/term_sequences.h"
#include "ui/key.h"

enum {
	TERM_KEYS_ESCAPE_MS = 25, /* Esc alone, or the beginning of more? */
	TERM_KEYS_SLOW_MS = 500,  /* a sequence or a character that has begun beyond doubt */
};

struct term_keys {
	struct term_sequences sequences;
	int escape_ms;
	bool converts; /* the line is not UTF-8 */
	iconv_t charset;
	struct str raw;   /* bytes of the other character set, not yet whole */
	struct str typed; /* UTF-8, not yet made into keys */
	size_t at;        /* so much of `typed` is done with */
	struct term_paste paste;
};

enum term_keys_state {
	TERM_KEYS_EMPTY, /* nothing to come without more bytes */
	TERM_KEYS_READY, /* *key is one */
	TERM_KEYS_WAIT,  /* feed within *wait_ms, or call again with `waited` */
};

/* codeset as nl_langinfo names it; NULL, UTF-8 and plain ASCII are all read as UTF-8, so that nothing typed
 * is lost. */
void term_keys_init(struct term_keys *keys, const char *codeset, int escape_ms);
void term_keys_release(struct term_keys *keys);

void term_keys_feed(struct term_keys *keys, const char *bytes, size_t n);
/* Takes the next key; its paste stays until the call after. `waited`: the time that was asked for passed and
 * nothing came. A byte that is no UTF-8 is U+FFFD, so that a wrong character set is seen. */
enum term_keys_state term_keys_next(struct term_keys *keys, bool waited, struct key *key, int *wait_ms);
/* Bytes are there that made no key yet. */
bool term_keys_pending(const struct term_keys *keys);

#endif
