/* SPDX-License-Identifier: MIT */
/* A growing byte string, always closed by a NUL. */
#include "base/str.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void str_init(struct str *str)
{
	str->cap = 32;
	str->s = mem_alloc(str->cap);
	str->len = 0;
}

void str_release(struct str *str)
{
	free(str->s);
	str->s = NULL;
	str->len = str->cap = 0;
}

void str_clear(struct str *str)
{
	str_cut(str, 0);
}

char *str_take(struct str *str)
{
	char *bytes = str->s;

	*str = (struct str){ NULL, 0, 0 };
	return bytes;
}

/* Room for `more` bytes and the NUL. */
static void make_room(struct str *str, size_t more)
{
	size_t cap = str->cap > 0 ? str->cap : 32;

	if (more >= SIZE_MAX / 2 - str->len)
		mem_die("out of memory");
	if (str->s != NULL && str->len + more < str->cap)
		return;
	while (cap <= str->len + more)
		cap *= 2;
	str->s = mem_regrow(str->s, cap, 1);
	str->cap = cap;
}

void str_add(struct str *str, const char *text)
{
	if (text != NULL)
		str_addn(str, text, strlen(text));
}

void str_addn(struct str *str, const char *bytes, size_t n)
{
	make_room(str, n);
	if (n > 0)
		memcpy(str->s + str->len, bytes, n);
	str->len += n;
	str->s[str->len] = '\0';
}

void str_addc(struct str *str, char c)
{
	str_addn(str, &c, 1);
}

void str_addf(struct str *str, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_addv(str, format, args);
	va_end(args);
}

void str_addv(struct str *str, const char *format, va_list args)
{
	va_list again;
	int n;

	if (format == NULL)
		return;
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		mem_die("a message could not be put together");
	make_room(str, (size_t)n);
	vsnprintf(str->s + str->len, (size_t)n + 1, format, args);
	str->len += (size_t)n;
}

void str_pad(struct str *str, size_t n)
{
	make_room(str, n);
	memset(str->s + str->len, ' ', n);
	str->len += n;
	str->s[str->len] = '\0';
}

void str_cut(struct str *str, size_t len)
{
	if (len > str->len)
		return;
	make_room(str, 0);
	str->len = len;
	str->s[len] = '\0';
}

void str_trim_end(struct str *str)
{
	size_t len = str->len;

	while (len > 0 && is_space(str->s[len - 1]))
		len--;
	str_cut(str, len);
}

bool str_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool str_empty(const char *text)
{
	if (text == NULL)
		return true;
	while (is_space(*text))
		text++;
	return *text == '\0';
}

bool str_starts(const char *text, const char *prefix)
{
	if (text == NULL || prefix == NULL)
		return false;
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

char *str_trimmed(const char *text)
{
	size_t n;

	if (text == NULL)
		text = "";
	while (is_space(*text))
		text++;
	n = strlen(text);
	while (n > 0 && is_space(text[n - 1]))
		n--;
	return mem_strndup(text, n);
}

char *str_format(const char *format, ...)
{
	struct str str;
	va_list args;

	str_init(&str);
	va_start(args, format);
	str_addv(&str, format, args);
	va_end(args);
	return str.s;
}

bool str_to_int(const char *text, long long *value)
{
	const char *digits = text;
	long long number;
	char *end;

	if (text == NULL)
		return false;
	if (*digits == '-' || *digits == '+')
		digits++;
	if (*digits < '0' || *digits > '9')
		return false; /* strtoll would skip white space */
	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0')
		return false;
	*value = number;
	return true;
}

bool str_next_word(const char **rest, struct str *word)
{
	const char *at = *rest;
	bool quoted = false;

	str_clear(word);
	while (*at == ' ' || *at == '\t')
		at++;
	*rest = at;
	if (*at == '\0')
		return false;
	for (; *at != '\0' && (quoted || (*at != ' ' && *at != '\t')); at++) {
		if (*at == '"')
			quoted = !quoted;
		else
			str_addc(word, *at);
	}
	*rest = at;
	return true;
}
