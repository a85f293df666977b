/* SPDX-License-Identifier: MIT */
/* A growing byte string, always closed by a NUL. Holds UTF-8 inside the program. */
#ifndef FASCICLE_BASE_STR_H
#define FASCICLE_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *s; /* never NULL after str_init */
	size_t len;
	size_t cap;
};

void str_init(struct str *str);
void str_release(struct str *str);
void str_clear(struct str *str);
/* Hands the bytes to the caller (free() them) and leaves str released: more may be added, but until then it holds no
 * text to be read. */
char *str_take(struct str *str);

void str_add(struct str *str, const char *text); /* NULL adds nothing */
void str_addn(struct str *str, const char *bytes, size_t n);
void str_addc(struct str *str, char c);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *str, const char *format, va_list args);
void str_pad(struct str *str, size_t n);   /* n spaces */
void str_cut(struct str *str, size_t len); /* keeps the first len bytes */
void str_trim_end(struct str *str);        /* takes white space off the end */

/* Null-safe questions. */
bool str_eq(const char *a, const char *b);
bool str_empty(const char *text); /* NULL, "" or only white space */
bool str_starts(const char *text, const char *prefix);

/* Copies `text` without white space at both ends; caller frees. */
char *str_trimmed(const char *text);
/* A formatted string; caller frees. */
char *str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Strict whole-number conversion in the C locale: optional sign, digits, nothing else. */
bool str_to_int(const char *text, long long *value);

/* Splits off the next word of *rest (separated by spaces or tabs); "double quotes" hold one together.
 * Returns false at the end. The word goes to `word`, cleared first. */
bool str_next_word(const char **rest, struct str *word);

#endif
