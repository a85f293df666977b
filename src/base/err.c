/* SPDX-License-Identifier: MIT */
/* A sentence that a therapist can act on. */
#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* The text may quote anything: what is kept is valid, and a cut never splits what a person sees as one. */
static void keep(struct err *err, const struct str *text)
{
	struct str whole;
	size_t n = 0;

	str_init(&whole);
	utf8_repair(&whole, text->s, text->len);
	while (n < whole.len) {
		size_t next = utf8_next(whole.s, whole.len, n);

		if (next >= sizeof err->text)
			break;
		n = next;
	}
	memcpy(err->text, whole.s, n);
	err->text[n] = '\0';
	str_release(&whole);
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	struct str text;
	va_list args;

	if (err == NULL)
		return false;
	str_init(&text);
	va_start(args, format);
	str_addv(&text, format, args); /* the arguments may point into err */
	va_end(args);
	err->kind = kind;
	keep(err, &text);
	str_release(&text);
	return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
	struct str text;
	va_list args;

	if (err == NULL)
		return false;
	str_init(&text);
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	str_add(&text, ": ");
	str_add(&text, err->text);
	keep(err, &text);
	str_release(&text);
	return false;
}

void err_clear(struct err *err)
{
	if (err == NULL)
		return;
	err->kind = ERR_NONE;
	err->text[0] = '\0';
}
