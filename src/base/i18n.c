/* SPDX-License-Identifier: MIT */
/* The words for the reader. Numbers, dates and money never follow the locale. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
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

/* The characters of the environment's locale, or as near as this machine has them. */
static void choose_characters(void)
{
	const char *wanted, *codeset;

	if (setlocale(LC_CTYPE, "") != NULL)
		return;
	wanted = getenv("LC_ALL");
	if (wanted == NULL || *wanted == '\0')
		wanted = getenv("LC_CTYPE");
	if (wanted == NULL || *wanted == '\0')
		wanted = getenv("LANG");
	codeset = wanted == NULL ? NULL : strchr(wanted, '.');
	/* Somebody who names another character set has a terminal that would show UTF-8 as rubbish. */
	if (codeset != NULL && strncasecmp(codeset, ".utf-8", 6) != 0 && strncasecmp(codeset, ".utf8", 5) != 0)
		setlocale(LC_CTYPE, "C");
	else if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "C");
}

/* gettext translates nothing in the locales C and, with newer C libraries, C.UTF-8. A server often has no other, and
 * takes C.UTF-8 with a modifier as a locale of its own: then LANGUAGE counts. */
static void make_language_count(void)
{
	static const char *const carriers[] = { "C.UTF-8@fascicle", "en_US.UTF-8", "en_GB.UTF-8", "en_AU.UTF-8", "C.UTF-8" };
	const char *now = setlocale(LC_MESSAGES, NULL);

	if (now != NULL && strcmp(now, "POSIX") != 0 && strcmp(now, "C") != 0 && strncmp(now, "C.", 2) != 0)
		return;
	for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++)
		if (setlocale(LC_MESSAGES, carriers[i]) != NULL)
			return;
}

void i18n_start(const char *language)
{
	choose_characters();
	setlocale(LC_MESSAGES, "");
	if (!str_empty(language)) {
		setenv("LANGUAGE", language, 1);
		make_language_count();
	}
	utf8_set_terminal(strcmp(nl_langinfo(CODESET), "UTF-8") == 0);
	bindtextdomain(PACKAGE, words_folder());
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}
