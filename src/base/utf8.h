/* SPDX-License-Identifier: MIT */
/* UTF-8 text as people see it: graphemes, columns, words, line breaks. The only place that knows
 * libunistring. Offsets and lengths are bytes; widths are terminal columns. */
#ifndef FASCICLE_BASE_UTF8_H
#define FASCICLE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

bool utf8_valid(const char *s, size_t n);
/* Appends s with every invalid byte replaced by U+FFFD. */
void utf8_repair(struct str *out, const char *s, size_t n);

/* The end of the grapheme cluster that starts at `at`; n at the end. */
size_t utf8_next(const char *s, size_t n, size_t at);
/* The start of the grapheme cluster that ends at `at`; 0 at the beginning. */
size_t utf8_prev(const char *s, size_t n, size_t at);

/* Columns of one grapheme cluster as the terminal shows it after utf8_show: 1 or 2, the sum of its code
 * points as the C library counts them but never more than 2 (controls and other escapes are longer; a lone
 * combining mark is shown on a dotted circle). Never 0. */
int utf8_grapheme_cols(const char *s, size_t n);
/* Columns of the whole text (sum over its graphemes, as shown). */
int utf8_cols(const char *s, size_t n);
/* How many bytes of s fit in `cols` columns, whole graphemes only. */
size_t utf8_fit(const char *s, size_t n, int cols);

/* Appends the text as it may reach a terminal or a printout: control characters (C0 but for newline and tab
 * where `keep_newlines` is set, DEL, C1), bidirectional controls, zero-width and other format characters,
 * unassigned and private code points and bad bytes become visible escapes such as <1B> or <U+202E>; so do the
 * combining marks after the fourth on one base. Zero-width joiner inside an emoji sequence and variation
 * selectors after a base stay. Where utf8_terminal() is false, what is not ASCII is replaced by something that
 * is and takes the same columns: the letter without its accent, a plain quote or dash, else '?'. */
void utf8_show(struct str *out, const char *s, size_t n, bool keep_newlines);
/* As utf8_show, cut with "…" (or "~" when not utf8_terminal()) so that it takes at most `cols` columns. */
void utf8_show_cols(struct str *out, const char *s, int cols);
/* The same in exactly that many columns: what is shorter is filled with blanks. */
void utf8_show_in(struct str *out, const char *s, int cols);
/* Words of a line as a sentence quotes them, `n` bytes in `cols` columns at most, cut to what `size` bytes hold. */
void utf8_show_quoted(char *out, size_t size, const char *s, size_t n, int cols);
/* True when nothing in the text needs escaping. */
bool utf8_is_plain(const char *s, size_t n);

/* Word steps as an editor takes them (UAX #29 word boundaries, spaces and punctuation skipped). */
size_t utf8_word_end(const char *s, size_t n, size_t at);
size_t utf8_word_start(const char *s, size_t n, size_t at);

/* UAX #14: may[i] is set for each byte offset i in 0..n-1 before which a line may be broken (1) or must be
 * broken (2, after a newline). `may` has n bytes. */
void utf8_line_breaks(const char *s, size_t n, char *may);

/* The form that searching compares: case folded, compatibility-decomposed, accents taken off. Caller frees. */
char *utf8_search_key(const char *text);
/* Normalised (NFC) copy for storing; caller frees. */
char *utf8_nfc(const char *s, size_t n, size_t *out_len);
/* Upper, lower, or title case of the range, appended. mode: 'u', 'l' or 't'. */
void utf8_case(struct str *out, const char *s, size_t n, char mode);

/* The case after the one the text has, going round 'l', 't', 'u': what to ask utf8_case for. */
char utf8_case_next(const char *s, size_t n);

/* Whether the terminal takes UTF-8; set once at the start, true until then. */
void utf8_set_terminal(bool is_utf8);
bool utf8_terminal(void);

#endif
