/* SPDX-License-Identifier: MIT */
/* The words for the reader: every text a person may see goes through one of these. */
#ifndef FASCICLE_BASE_I18N_H
#define FASCICLE_BASE_I18N_H

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) text
/* One sentence for each plural form; n chooses. */
#define P_(one, many, n) ngettext(one, many, (unsigned long)(n))
/* The same English word in two meanings is told apart by a context: C_("session status", "open"). */
#define C_(context, text)  i18n_in_context(context "\004" text, text)
#define NC_(context, text) text

/* Looks `key` ("context\004text") up; returns `text` itself where it has no translation. */
const char *i18n_in_context(const char *key, const char *text) __attribute__((format_arg(2)));

/* The translation of `text` in `context` where both are known only at run time (catalogue names).
 * An empty text stays empty. */
const char *i18n_name(const char *text);

/* Reads LANGUAGE, LC_ALL, LC_MESSAGES and LC_CTYPE from the environment; numbers, dates and money stay
 * in the C locale. `language`, when not NULL or empty, wins over the environment for the words alone.
 * Where the environment's locale is not installed, falls back to C.UTF-8 for the characters and speaks its
 * language all the same; where there is none, LANGUAGE alone says which. Tells utf8_set_terminal what the terminal takes. May be called again. */
void i18n_start(const char *language);

#endif
