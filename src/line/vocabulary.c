/* SPDX-License-Identifier: MIT */
/* Looking a typed word up. */
#include "line/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

const char *meaning_translated(const struct meaning *meaning)
{
	char key[256];
	snprintf(key, sizeof key, "word of a line\004%s", meaning->words);
	return i18n_in_context(key, meaning->words);
}

bool meaning_next(const char **rest, struct str *word, size_t *least)
{
	*rest += strspn(*rest, " ");
	size_t n = strcspn(*rest, " "), enough = strcspn(*rest, "| ");
	str_clear(word);
	str_addn(word, *rest, enough);
	if (enough < n)
		str_addn(word, *rest + enough + 1, n - enough - 1);
	for (size_t i = 0; i < word->len; i++)
		word->s[i] = word->s[i] == '~' ? ' ' : word->s[i];
	*least = enough;
	*rest += n;
	return n > 0;
}

/* Whether a typed ASCII word is the whole of a word of the table, or its beginning of `least` bytes or more. */
static bool begins_plain(const char *word, size_t n, size_t least, const char *typed)
{
	size_t at = 0;
	for (size_t i = 0; i < n && typed[at]; i++) {
		char c = word[i] == '~' ? ' ' : word[i];
		if (c == '|')
			continue;
		if (strncasecmp(&c, typed + at, 1) != 0)
			return false;
		at++;
	}
	return typed[at] == '\0' && at >= least;
}

/* The same where there are letters beyond ASCII: case and accents don't count. */
static bool begins(const char *word, size_t least, const char *typed)
{
	char *enough = mem_strndup(word, least);
	char *key = utf8_search_key(typed), *whole = utf8_search_key(word), *start = utf8_search_key(enough);
	bool found = *key && str_starts(whole, key) && strlen(key) >= strlen(start);
	free(start);
	free(whole);
	free(key);
	free(enough);
	return found;
}

static bool is_plain(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] & 0x80)
			return false;
	return true;
}

/* Whether the typed word is one of these, or enough of it. */
static bool names(const char *words, const char *typed, bool whole)
{
	bool plain = is_plain(typed, strlen(typed)), found = false;
	struct str word;
	size_t least;
	str_init(&word);
	while (!found && *words) {
		size_t n = strcspn(words, " "), mark = strcspn(words, "| ");
		size_t letters = n - (mark < n);
		if (plain && is_plain(words, n)) {
			found = begins_plain(words, n, whole ? letters : mark, typed);
			words += n + strspn(words + n, " ");
		} else if (meaning_next(&words, &word, &least))
			found = begins(word.s, whole ? word.len : least, typed);
	}
	str_release(&word);
	return found;
}

static const struct meaning *find(const char *typed, uint64_t kinds, bool whole)
{
	for (int translated = 0; translated < 2 && *typed; translated++)
		for (size_t i = 0; i < vocabulary_rows; i++) {
			const struct meaning *row = &vocabulary[i];
			if (!(kinds & MEANS(row->kind)))
				continue;
			const char *words = translated ? meaning_translated(row) : row->words;
			if ((!translated || words != row->words) && names(words, typed, whole))
				return row;
		}
	return NULL;
}

const struct meaning *vocabulary_find(const char *typed, uint64_t kinds)
{
	return find(typed, kinds, false);
}

const struct meaning *vocabulary_whole(const char *typed, uint64_t kinds)
{
	return find(typed, kinds, true);
}

bool vocabulary_joins(const char *typed, enum joint joint)
{
	for (size_t i = 0; *typed && i < vocabulary_rows; i++) {
		const struct meaning *row = &vocabulary[i];
		if (row->kind == MEANS_JOINT && row->value == (int)joint)
			return names(row->words, typed, false) ||
			       names(meaning_translated(row), typed, false);
	}
	return false;
}

void vocabulary_say(struct str *out, enum meaning_kind kind, int value)
{
	struct str word;
	size_t i = 0, least;
	str_init(&word);
	while (vocabulary[i].kind != kind || vocabulary[i].value != value)
		i++;
	const char *words = vocabulary[i].words;
	meaning_next(&words, &word, &least);
	str_addn(out, word.s, word.len);
	str_release(&word);
}
