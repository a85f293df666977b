/* SPDX-License-Identifier: MIT */
/* Snippets: `;word` and a space become a longer text, with values from the record and stops to fill. Pure:
 * where the values come from is the caller's.
 *
 *   Reviewed with ${client} (${age}). ${marks} Next: ${1:what} in ${2:when}. Paid $$20.
 */
#ifndef FASCICLE_RECORD_SNIPPET_H
#define FASCICLE_RECORD_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "record/placeholder.h"

enum {
	SNIPPET_WORD_MAX = 20,              /* letters, digits and hyphens */
	SNIPPET_TEXT_MAX_BYTES = 16 * 1024, /* of a snippet as written */
	SNIPPET_MAX_BYTES = 64 * 1024,      /* of a text that was expanded */
	SNIPPET_STOPS_MAX = 32,
};

struct snippet {
	int64_t id;
	char *uid;
	int64_t version; /* grows with each change; a stale one is refused */
	int64_t owner;   /* practitioner's id; 0: the clinic's, for everyone */
	char *word;      /* typed behind the ';' */
	char *text;
};

void snippet_init(struct snippet *snippet);
void snippet_release(struct snippet *snippet);
void snippet_copy(struct snippet *to, const struct snippet *from); /* `to` must be initialised */

/* Whether it can be kept; the sentence says what to change. */
bool snippet_check(const struct snippet *snippet, struct err *err);
/* The text alone (also of a template's section): valid, not too long, every placeholder closed and known. */
bool snippet_text_check(const char *text, struct err *err);

/* What may stand in `${…}`, closed by a row with a NULL name. `help` is English: show it through
 * i18n_name(). */
struct snippet_name {
	const char *name;
	const char *help;
};
const struct snippet_name *snippet_names(void);
bool snippet_name_is_known(const struct placeholder_piece *piece);

/* The word as it is compared: letter case and ways to write an accent do not count. Two snippets of one owner
 * may not have the same key. Caller frees. */
char *snippet_word_key(const char *word);
/* The snippet that a typed word means: the person's own before the clinic's; NULL when there is none. */
const struct snippet *snippet_find(const struct snippet *snippets, size_t n, const char *word,
				   int64_t practitioner);

/* The `;word` that ends at the cursor and begins a word (not behind a letter, a digit or another ';'). Fills
 * where its ';' stands and the word without it. Reads text[0 .. cursor) only, and at most a word's length of
 * it. */
bool snippet_word_before(const char *text, size_t cursor, size_t *from, struct str *word);

/* A place to fill: [at, at + bytes) of the expanded text, the hint, to be selected. */
struct snippet_stop {
	size_t at, bytes;
	int number;
};

/* Expands into `out` (cleared first). Values are put in as they are, never expanded again; a known name that
 * the source has nothing for gives nothing, an unknown one stays as written, and so does what is not closed.
 * The stops are in the order they are visited: by number, those of one number in the order of the text. What
 * comes out is valid UTF-8 with line feeds only, so that offsets hold in a text buffer. False when it would
 * be longer than SNIPPET_MAX_BYTES: `out` then holds as many whole graphemes as fit, and the stops inside
 * them. */
bool snippet_expand(const char *text, const struct placeholder_source *source, struct str *out,
		    struct snippet_stop stops[SNIPPET_STOPS_MAX], size_t *n_stops);

#endif
