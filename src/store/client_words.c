/* SPDX-License-Identifier: MIT */
/* The words a client is found by, and how typed words are put into the same form. */
#include "store/client_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Above every character, so that [word, word + LAST) holds all that begins with the word. */
#define LAST "\xF4\x8F\xBF\xBF"
enum { PHONE_DIGITS = 24, PHONE_TAIL = 3 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ASCII punctuation, and the typographic apostrophe and hyphens (U+2010 to U+201F): not a part of any word. */
static size_t punctuation(const char *s)
{
	if (ispunct((unsigned char)*s))
		return 1;
	if (memcmp(s, "\xE2\x80", strnlen(s, 2) < 2 ? 1 : 2) == 0 && s[1] != '\0' &&
	    (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x9F)
		return 3;
	return 0;
}

static void add_key(struct client_words *words, const char *key, size_t n)
{
	if (n == 0)
		return;
	words->keys = mem_regrow(words->keys, words->n_keys + 1, sizeof *words->keys);
	words->keys[words->n_keys++] = mem_strndup(key, n);
}

/* A name's words: "O'Brien-Smith" gives obriensmith, briensmith and smith, so each part begins one. */
static void add_name_word(struct client_words *words, const char *word, size_t n)
{
	size_t starts[8] = { 0 }, n_starts = 1;
	struct str plain;

	str_init(&plain);
	for (size_t i = 0; i < n;) {
		size_t skip = punctuation(word + i);
		if (skip == 0) {
			str_addc(&plain, word[i++]);
			continue;
		}
		i += skip;
		if (plain.len > starts[n_starts - 1] && n_starts < sizeof starts / sizeof *starts)
			starts[n_starts++] = plain.len;
	}
	for (size_t i = 0; i < n_starts && starts[i] < plain.len; i++) {
		add_key(words, plain.s + starts[i], plain.len - starts[i]);
		str_addc(&words->all, ' ');
		str_add(&words->all, plain.s + starts[i]);
	}
	str_release(&plain);
}

static void add_name(struct client_words *words, const char *folded)
{
	for (const char *s = folded; *s != '\0';) {
		while (is_blank(*s))
			s++;
		const char *end = s;
		while (*end != '\0' && !is_blank(*end))
			end++;
		add_name_word(words, s, (size_t)(end - s));
		s = end;
	}
}

/* Numbers without their leading zeros, joined by '-': 1979-03-05 gives 1979-3-5. False when it has no shape of a
 * date: up to three numbers of at most two digits, the first or the third a year of up to four. */
static bool date_form(const char *typed, struct str *out)
{
	size_t number = 0, digits = 0;
	bool year_first = false;

	str_clear(out);
	for (const char *s = typed;; s++) {
		if (isdigit((unsigned char)*s)) {
			digits++;
			if (*s != '0' || (out->len > 0 && isdigit((unsigned char)out->s[out->len - 1])))
				str_addc(out, *s);
			continue;
		}
		if (number == 0)
			year_first = digits == 4;
		if (digits > ((number == 0 && year_first) || (number == 2 && !year_first) ? 4u : 2u))
			return false;
		if (*s == '\0')
			return number > 0;
		if (strchr("./-", *s) == NULL || digits == 0 || ++number > 2)
			return false;
		digits = 0;
		str_addc(out, '-');
	}
}

static void add_birth(struct client_words *words, const char *birth)
{
	int year, month, day;
	char end;

	if (sscanf(birth, "%4d-%2d-%2d%c", &year, &month, &day, &end) != 3)
		return;
	char *forms[] = { str_format("%d-%d-%d", year, month, day),
			  str_format("%d-%d-%d", day, month, year) };
	for (size_t i = 0; i < 2; i++) {
		add_key(words, forms[i], strlen(forms[i]));
		str_addf(&words->all, " %s", forms[i]);
		free(forms[i]);
	}
}

/* Any part of the number may be typed: every end of it that is not too short to tell anything is a key. */
static void add_phone(struct client_words *words, const char *phone)
{
	char digits[PHONE_DIGITS + 1];
	size_t n = 0;

	for (const char *s = phone; *s != '\0' && n < PHONE_DIGITS; s++)
		if (isdigit((unsigned char)*s))
			digits[n++] = *s;
	digits[n] = '\0';
	for (size_t i = 0; i == 0 || i + PHONE_TAIL <= n; i++)
		add_key(words, digits + i, n - i);
	if (n > 0)
		str_addf(&words->all, " #%s", digits);
}

void client_words_make(struct client_words *words, const struct client *client)
{
	*words = (struct client_words){ NULL, 0, { 0 }, NULL };
	str_init(&words->all);
	char *name = str_format("%s %s", client->family != NULL ? client->family : "",
				client->given != NULL ? client->given : "");
	words->name_key = utf8_search_key(name);
	free(name);
	add_name(words, words->name_key);
	if (client->birth != NULL)
		add_birth(words, client->birth);
	if (client->phone != NULL)
		add_phone(words, client->phone);
}

void client_words_release(struct client_words *words)
{
	for (size_t i = 0; i < words->n_keys; i++)
		free(words->keys[i]);
	free(words->keys);
	str_release(&words->all);
	free(words->name_key);
	*words = (struct client_words){ NULL, 0, { 0 }, NULL };
}

/* ---- typed ---- */

static void add_typed(struct typed_words *typed, const char *form, bool all_digits)
{
	if (*form == '\0' || typed->n == TYPED_WORDS)
		return;
	typed->words[typed->n++] = (struct typed_word){
		.from = mem_strdup(form),
		.upto = str_format("%s" LAST, form),
		.anywhere = str_format("%% %s%%", form),
		.in_phone = all_digits ? str_format("%%#%%%s%%", form) : NULL,
	};
}

static void add_typed_word(struct typed_words *typed, const char *word, size_t n)
{
	struct str form;
	char *copy = mem_strndup(word, n);

	str_init(&form);
	if (!date_form(copy, &form)) {
		str_clear(&form);
		for (size_t i = 0; i < n;) {
			size_t skip = punctuation(word + i);
			if (skip == 0)
				str_addc(&form, word[i++]);
			else
				i += skip;
		}
	}
	add_typed(typed, form.s, form.len > 0 && strspn(form.s, "0123456789") == form.len);
	str_release(&form);
	free(copy);
}

void typed_words_make(struct typed_words *typed, const char *text)
{
	char *folded = utf8_search_key(text != NULL ? text : "");

	*typed = (struct typed_words){ .n = 0 };
	for (const char *s = folded; *s != '\0';) {
		while (is_blank(*s))
			s++;
		const char *end = s;
		while (*end != '\0' && !is_blank(*end))
			end++;
		add_typed_word(typed, s, (size_t)(end - s));
		s = end;
	}
	free(folded);
}

void typed_words_release(struct typed_words *typed)
{
	for (size_t i = 0; i < typed->n; i++) {
		free(typed->words[i].from);
		free(typed->words[i].upto);
		free(typed->words[i].anywhere);
		free(typed->words[i].in_phone);
	}
	typed->n = 0;
}
