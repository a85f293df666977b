/* SPDX-License-Identifier: MIT */
/* The words for the reader. Numbers, dates and money never follow the locale. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"

#ifndef PACKAGE
#define PACKAGE "fascicle"
#endif
#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

const char *i18n_in_context(const char *key, const char *text)
{
	const char *found = gettext(key);

	return found == key ? text : found;
}

const char *i18n_name(const char *text)
{
	/* The translation of "" is the catalogue's header. */
	return text == NULL || *text == '\0' ? text : gettext(text);
}

static const char *words_folder(void)
{
#ifdef FASCICLE_TEST
	const char *folder = getenv("FASCICLE_LOCALEDIR");

	if (folder != NULL)
		return folder;
#endif
	return LOCALEDIR;
}

/* What the environment asks for in one category; NULL where it is silent. */
static const char *wanted_locale(const char *category)
{
	const char *const names[] = { "LC_ALL", category, "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && *value != '\0')
			return value;
	}
	return NULL;
}

/* The characters of the environment's locale, or as near as this machine has them. */
static void choose_characters(void)
{
	const char *wanted, *codeset;

	if (setlocale(LC_CTYPE, "") != NULL)
		return;
	wanted = wanted_locale("LC_CTYPE");
	codeset = wanted == NULL ? NULL : strchr(wanted, '.');
	/* Somebody who names another character set has a terminal that would show UTF-8 as rubbish. */
	if (codeset != NULL && strncasecmp(codeset, ".utf-8", 6) != 0 &&
	    strncasecmp(codeset, ".utf8", 5) != 0)
		setlocale(LC_CTYPE, "C");
	else if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "C");
}

/* gettext ignores LANGUAGE in the locale C and, from glibc 2.39, in every one called C.something. A server
 * often has no other. But a missing country falls back to the locale without it, and keeps its name:
 * LANGUAGE counts in it. */
static void make_language_count(void)
{
	static const char *const carriers[] = { "C_AU.UTF-8", "en_US.UTF-8", "en_GB.UTF-8", "en_AU.UTF-8",
						"C.UTF-8" };
	const char *now = setlocale(LC_MESSAGES, NULL);

	if (now != NULL && strcmp(now, "POSIX") != 0 && strcmp(now, "C") != 0 && strncmp(now, "C.", 2) != 0)
		return;
	for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++)
		if (setlocale(LC_MESSAGES, carriers[i]) != NULL)
			return;
}

/* The language that the environment asks for where its locale does not speak it; NULL where that does. */
static const char *language_beside_locale(const char *given, bool installed)
{
	const char *locale = wanted_locale("LC_MESSAGES");
	bool named = given != NULL && *given != '\0';

	/* SSH brings names of locales that this machine may lack; the words are there all the same. */
	if (!installed)
		return named ? given : locale;
	/* Without a locale, or with one that is no language, LANGUAGE alone says something. C is asked for. */
	return named && (locale == NULL || strncasecmp(locale, "C.", 2) == 0) ? given : NULL;
}

static void choose_words(const char *language)
{
	const char *given = getenv("LANGUAGE");
	bool installed = setlocale(LC_MESSAGES, "") != NULL;

	/* A path would let the environment choose the catalogue, and with it the formats of our messages. */
	if (given != NULL && strchr(given, '/') != NULL) {
		unsetenv("LANGUAGE");
		given = NULL;
	}
	if (str_empty(language))
		language = language_beside_locale(given, installed);
	if (language == NULL || str_empty(language) || strchr(language, '/') != NULL)
		return;
	setenv("LANGUAGE", language, 1);
	make_language_count();
}

void i18n_start(const char *language)
{
	choose_characters();
	choose_words(language);
	utf8_set_terminal(strcmp(nl_langinfo(CODESET), "UTF-8") == 0);
	bindtextdomain(PACKAGE, words_folder());
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}
