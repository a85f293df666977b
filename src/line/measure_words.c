/* SPDX-License-Identifier: MIT */
/* Splitting a measure line into words. */
#include "line/measure_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/dose.h"
#include "line/entry_shape.h"
#include "record/measure.h"

/* ---- meanings ---- */

/* Known from its first letters on, `least` of them; 0 asks for the whole word. */
static const struct meaning {
	const char *word;
	unsigned least;
	enum measure_token_kind kind;
	int value;
	const char *text;
} meanings[] = {
	{ "pain", 0, TOKEN_HEAD, MEASURE_PAIN, NULL },
	{ "nprs", 0, TOKEN_HEAD, MEASURE_PAIN, NULL },
	{ "nrs", 0, TOKEN_HEAD, MEASURE_PAIN, NULL },
	{ "psfs", 0, TOKEN_HEAD, MEASURE_PSFS, NULL },
	{ "ppt", 0, TOKEN_HEAD, MEASURE_PPT, NULL },
	{ "strength", 4, TOKEN_HEAD, MEASURE_STRENGTH, NULL },
	{ "mmt", 0, TOKEN_HEAD, MEASURE_STRENGTH, NULL },
	{ "l", 0, TOKEN_SIDE, SIDE_LEFT, NULL },
	{ "left", 4, TOKEN_SIDE, SIDE_LEFT, NULL },
	{ "r", 0, TOKEN_SIDE, SIDE_RIGHT, NULL },
	{ "right", 4, TOKEN_SIDE, SIDE_RIGHT, NULL },
	{ "b", 0, TOKEN_SIDE, SIDE_BOTH, NULL },
	{ "both", 0, TOKEN_SIDE, SIDE_BOTH, NULL },
	{ "bilateral", 5, TOKEN_SIDE, SIDE_BOTH, NULL },
	{ "active", 3, TOKEN_MODE, MODE_ACTIVE, NULL },
	{ "arom", 0, TOKEN_MODE, MODE_ACTIVE, NULL },
	{ "passive", 4, TOKEN_MODE, MODE_PASSIVE, NULL },
	{ "prom", 0, TOKEN_MODE, MODE_PASSIVE, NULL },
	{ "soft", 0, TOKEN_FEEL, END_FEEL_SOFT, NULL },
	{ "firm", 0, TOKEN_FEEL, END_FEEL_FIRM, NULL },
	{ "hard", 0, TOKEN_FEEL, END_FEEL_HARD, NULL },
	{ "empty", 0, TOKEN_FEEL, END_FEEL_EMPTY, NULL },
	{ "spasm", 0, TOKEN_FEEL, END_FEEL_SPASM, NULL },
	{ "guarded", 5, TOKEN_FEEL, END_FEEL_GUARDED, NULL },
	{ "goniometer", 4, TOKEN_METHOD, METHOD_GONIOMETER, NULL },
	{ "inclinometer", 4, TOKEN_METHOD, METHOD_INCLINOMETER, NULL },
	{ "app", 0, TOKEN_METHOD, METHOD_APP, NULL },
	{ "tape", 0, TOKEN_METHOD, METHOD_TAPE, NULL },
	{ "eye", 0, TOKEN_METHOD, METHOD_EYE, NULL },
	{ "now", 0, TOKEN_SLOT, 0, "now" },
	{ "today", 0, TOKEN_SLOT, 0, "now" },
	{ "best", 0, TOKEN_SLOT, 0, "best" },
	{ "least", 0, TOKEN_SLOT, 0, "best" },
	{ "worst", 0, TOKEN_SLOT, 0, "worst" },
	{ "average", 3, TOKEN_SLOT, 0, "average" },
	{ "avg", 0, TOKEN_SLOT, 0, "average" },
	{ "mean", 0, TOKEN_SLOT, 0, "average" },
	{ "deg", 0, TOKEN_UNIT, 0, "deg" },
	{ "degrees", 6, TOKEN_UNIT, 0, "deg" },
	{ "\xc2\xb0", 0, TOKEN_UNIT, 0, "deg" },
	{ "\xc2\xba", 0, TOKEN_UNIT, 0, "deg" },
	{ "mm", 0, TOKEN_UNIT, 0, "mm" },
	{ "cm", 0, TOKEN_UNIT, 0, "cm" },
	{ "kg", 0, TOKEN_UNIT, 0, "kg/cm2" },
	{ "kg/cm2", 0, TOKEN_UNIT, 0, "kg/cm2" },
	{ "kg/cm^2", 0, TOKEN_UNIT, 0, "kg/cm2" },
	{ "kg/cm\xc2\xb2", 0, TOKEN_UNIT, 0, "kg/cm2" },
	{ "kgcm2", 0, TOKEN_UNIT, 0, "kg/cm2" },
	{ "n", 0, TOKEN_UNIT, 0, "N/cm2" },
	{ "n/cm2", 0, TOKEN_UNIT, 0, "N/cm2" },
	{ "n/cm^2", 0, TOKEN_UNIT, 0, "N/cm2" },
	{ "n/cm\xc2\xb2", 0, TOKEN_UNIT, 0, "N/cm2" },
	{ "kpa", 0, TOKEN_UNIT, 0, "kPa" },
	{ "lb", 0, TOKEN_UNIT, 0, "lb/cm2" },
	{ "lb/cm2", 0, TOKEN_UNIT, 0, "lb/cm2" },
	{ "points", 5, TOKEN_UNIT, 0, "points" },
	{ "pts", 0, TOKEN_UNIT, 0, "points" },
	{ "%", 0, TOKEN_UNIT, 0, "%" },
	{ "level", 0, TOKEN_UNIT, 0, "level" },
	{ "from", 0, TOKEN_FROM, 0, NULL },
};

static bool says(const struct meaning *meaning, const char *word)
{
	size_t n = strlen(word);
	if (meaning->least == 0 || n < meaning->least)
		return strcmp(word, meaning->word) == 0;
	return str_starts(meaning->word, word);
}

/* What the reader's language says for it. */
static bool says_translated(const char *shown, const char *key)
{
	char *whole = utf8_search_key(shown);
	bool same = *whole != '\0' && strcmp(whole, key) == 0;
	free(whole);
	return same;
}

static bool translated(struct measure_token *token)
{
	char *key = utf8_search_key(token->word);
	bool found = false;
	for (int i = 1; !found && i < MODE_COUNT; i++)
		if ((found = says_translated(measure_mode_word((enum measure_mode)i), key))) {
			token->kind = TOKEN_MODE;
			token->value = i;
		}
	for (int i = 1; !found && i < END_FEEL_COUNT; i++)
		if ((found = says_translated(end_feel_word((enum end_feel)i), key))) {
			token->kind = TOKEN_FEEL;
			token->value = i;
		}
	for (int i = 1; !found && i < METHOD_COUNT; i++)
		if ((found = says_translated(measure_method_word((enum measure_method)i), key))) {
			token->kind = TOKEN_METHOD;
			token->value = i;
		}
	free(key);
	return found;
}

static void tell_meaning(struct measure_token *token)
{
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (says(&meanings[i], token->word)) {
			token->kind = meanings[i].kind;
			token->value = meanings[i].value;
			token->text = meanings[i].text;
			return;
		}
	if (translated(token) || !isalpha((unsigned char)token->word[0]) ||
	    !isdigit((unsigned char)token->word[1]))
		return;
	struct str canonical;
	str_init(&canonical);
	size_t used = dose_number(token->word + 1, &canonical, &token->number);
	str_release(&canonical);
	if (used == 0 || token->word[1 + used] != '\0')
		return;
	token->kind = TOKEN_GLUED;
	token->letter = token->word[0];
}

/* ---- cutting ---- */

static const char minus[] = "\xe2\x88\x92";

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ':' || c == '\n' || c == '\r';
}

static size_t number_sign(const char *s, bool *negative)
{
	*negative = *s == '-' || str_starts(s, minus);
	return *s == '-' || *s == '+' ? 1 : *negative ? strlen(minus) : 0;
}

/* "-10", "2,5", "4+": bytes taken, 0 for none. */
static size_t take_number(const char *s, size_t n, struct measure_token *token)
{
	struct str canonical;
	bool negative;
	size_t at = number_sign(s, &negative);
	if (at >= n || !isdigit((unsigned char)s[at]))
		return 0;
	char *rest = mem_strndup(s + at, n - at);
	str_init(&canonical);
	size_t used = dose_number(rest, &canonical, &token->number);
	str_release(&canonical);
	free(rest);
	if (used == 0)
		return 0;
	if (negative && token->number != 0)
		token->number = -token->number;
	at += used;
	if (at < n && (s[at] == '+' || s[at] == '-') && (at + 1 == n || (s[at] == '+' || s[at + 1] != '>')) &&
	    (at + 1 == n || !isdigit((unsigned char)s[at + 1])))
		token->grade = s[at++];
	token->kind = TOKEN_NUMBER;
	return at;
}

static size_t take_quoted(const char *s, size_t n, struct measure_token *token)
{
	const char *end = n > 1 ? memchr(s + 1, '"', n - 1) : NULL;
	size_t inside = end ? (size_t)(end - s - 1) : n - 1;
	token->kind = TOKEN_QUOTED;
	token->word = mem_strndup(s + 1, inside);
	return inside + 1 + (end != NULL);
}

static size_t take_word(const char *s, size_t n, struct measure_token *token)
{
	size_t at = 0;
	bool letters = (unsigned char)s[0] >= 0x80 || isalpha((unsigned char)s[0]);
	do
		at++;
	while (letters && at < n && !is_blank(s[at]) && s[at] != '"' && entry_arrow(s + at) == 0 &&
	       s[at] != '%' && s[at] != '=' && s[at] != '(' && s[at] != ')');
	token->word = mem_strndup(s, at);
	for (char *c = token->word; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	token->kind = TOKEN_OPEN;
	tell_meaning(token);
	return at;
}

static size_t take_token(const char *s, size_t n, struct measure_token *token)
{
	size_t arrow = entry_arrow(s);
	if (arrow > 0 && arrow <= n) {
		token->kind = TOKEN_ARROW;
		return arrow;
	}
	size_t used = take_number(s, n, token);
	if (used > 0)
		return used;
	if (*s == '"')
		return take_quoted(s, n, token);
	if (*s == '/') {
		token->kind = TOKEN_SLASH;
		return 1;
	}
	return take_word(s, n, token);
}

void measure_words_split(struct measure_words *words, const char *line, size_t from, size_t to)
{
	words->n = 0;
	words->is_full = false;
	for (size_t at = from; at < to;) {
		if (is_blank(line[at])) {
			at++;
			continue;
		}
		/* one is kept free for measure_words_part */
		if (words->n + 1 >= MEASURE_TOKENS) {
			words->is_full = true;
			return;
		}
		struct measure_token *token = &words->token[words->n++];
		*token = (struct measure_token){ .at = at };
		token->bytes = take_token(line + at, to - at, token);
		at += token->bytes;
	}
}

void measure_words_release(struct measure_words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->token[i].word);
	words->n = 0;
}

void measure_words_part(struct measure_words *words, size_t glued)
{
	struct measure_token *token = &words->token[glued], number = *token;
	memmove(token + 2, token + 1, (words->n - glued - 1) * sizeof *token);
	words->n++;
	token->kind = TOKEN_SIDE;
	token->value = token->letter == 'l' ? SIDE_LEFT : token->letter == 'r' ? SIDE_RIGHT : SIDE_BOTH;
	token->bytes = 1;
	number.kind = TOKEN_NUMBER;
	number.at++;
	number.bytes--;
	number.word = NULL;
	token[1] = number;
}
