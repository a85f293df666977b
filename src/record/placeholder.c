/* SPDX-License-Identifier: MIT */
/* Taking a text with places to fill apart. */
#include "record/placeholder.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' || c == '-' ||
	       c == '_';
}

/* The "}" that closes what begins at `inner`; NULL when the line ends or another "${" begins before it. */
static const char *closing(const char *inner)
{
	for (const char *s = inner; *s != '\0' && *s != '\n'; s++) {
		if (*s == '}')
			return s;
		if (*s == '$' && s[1] == '{')
			return NULL;
		if (*s == '$' && s[1] == '$')
			s++;
	}
	return NULL;
}

/* "1", "12:hint": the number and where the hint begins. */
static bool read_stop(struct placeholder_piece *piece)
{
	const char *inner = piece->text, *end = inner + piece->text_bytes, *s = inner;
	int number = 0;
	while (s < end && s - inner < 2 && is_digit(*s))
		number = number * 10 + (*s++ - '0');
	if (number == 0 || (s < end && *s != ':'))
		return false;
	s += s < end;
	piece->kind = PLACEHOLDER_STOP;
	piece->number = number;
	piece->text = s;
	piece->text_bytes = (size_t)(end - s);
	return true;
}

static bool is_name(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_name_char(s[i]))
			return false;
	return n > 0 && n < PLACEHOLDER_NAME_SIZE;
}

static void read_braces(const char *at, struct placeholder_piece *piece)
{
	const char *inner = at + 2, *end = closing(inner);
	if (end == NULL) {
		*piece = (struct placeholder_piece){ PLACEHOLDER_UNCLOSED, at, 2, at, 2, 0 };
		return;
	}
	size_t bytes = (size_t)(end - at) + 1, inner_bytes = (size_t)(end - inner);
	*piece = (struct placeholder_piece){ PLACEHOLDER_VALUE, at, bytes, inner, inner_bytes, 0 };
	if (!read_stop(piece) && !is_name(inner, inner_bytes))
		piece->kind = PLACEHOLDER_MALFORMED;
}

/* strchr finds the NUL as well. */
static bool is_one_of(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

static size_t plain_bytes(const char *s, const char *special)
{
	size_t n = 0;
	while (s[n] != '\0' && s[n] != '$' && !is_one_of(s[n], special))
		n++;
	return n;
}

bool placeholder_next(const char **rest, const char *special, struct placeholder_piece *piece)
{
	const char *at = *rest;
	if (*at == '\0')
		return false;
	if (*at == '$' && at[1] == '{')
		read_braces(at, piece);
	else if (*at == '$' && (at[1] == '$' || is_one_of(at[1], special)))
		*piece = (struct placeholder_piece){ PLACEHOLDER_TEXT, at, 2, at + 1, 1, 0 };
	else if (*at == '$')
		*piece = (struct placeholder_piece){ PLACEHOLDER_TEXT, at, 1, at, 1, 0 };
	else if (is_one_of(*at, special))
		*piece = (struct placeholder_piece){ PLACEHOLDER_SPECIAL, at, 1, at, 1, 0 };
	else {
		size_t n = plain_bytes(at, special);
		*piece = (struct placeholder_piece){ PLACEHOLDER_TEXT, at, n, at, n, 0 };
	}
	*rest = at + piece->bytes;
	return true;
}

const char *placeholder_value(const struct placeholder_source *source, const struct placeholder_piece *piece)
{
	char name[PLACEHOLDER_NAME_SIZE];
	if (source == NULL || source->value == NULL)
		return NULL;
	memcpy(name, piece->text, piece->text_bytes);
	name[piece->text_bytes] = '\0';
	return source->value(source->context, name);
}
