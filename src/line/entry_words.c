/* SPDX-License-Identifier: MIT */
/* Splitting an entry line into words. */
#include "line/entry_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "line/vocabulary.h"
#include "catalogue/unit.h"
#include "line/entry_keywords.h"
#include "line/entry_shape.h"

/* "-tb", "no-tb", "+tb", "tb-" : the keyword inside, and whether it is denied. */
static const struct keyword *signed_keyword(const char *text, bool *negated)
{
	static const char *const noes[] = { "-", "no-", "non-", "not-", "\xe2\x88\x92" };
	*negated = false;
	const struct keyword *k = entry_keyword(text[0] == '+' ? text + 1 : text);
	for (size_t i = 0; !k && i < sizeof noes / sizeof noes[0]; i++)
		if (str_starts(text, noes[i])) {
			k = entry_keyword(text + strlen(noes[i]));
			*negated = k != NULL;
		}
	size_t n = strlen(text);
	if (!k && n > 2 && text[n - 1] == '-') {
		char *bare = mem_strndup(text, n - 1);
		k = entry_keyword(bare);
		*negated = k != NULL;
		free(bare);
	}
	return k && *negated && k->kind != WORD_SIGN && k->kind != WORD_SUFFICIENT && k->kind != WORD_AWARE
		       ? NULL
		       : k;
}

static bool is_pair(struct entry_word *word, const char *line)
{
	size_t key = strcspn(word->text, ":=");
	const char *typed = line + word->at;
	if (word->text[0] == '@') {
		word->name = mem_strdup("at");
		word->value_text = mem_strndup(typed + 1, word->bytes - 1);
		return true;
	}
	if (key == 0 || !word->text[key])
		return false;
	for (size_t i = 0; i < key; i++)
		if (!isalpha((unsigned char)word->text[i]) && word->text[i] != '_' && word->text[i] != '-')
			return false;
	word->name = mem_strndup(word->text, key);
	struct str value;
	str_init(&value);
	for (size_t i = strcspn(typed, ":=") + 1; i < word->bytes; i++)
		if (typed[i] != '"')
			str_addc(&value, typed[i]);
	word->value_text = str_take(&value);
	str_release(&value);
	return true;
}

static bool is_cell(struct entry_word *word)
{
	size_t n = strlen(word->text);
	if (n < 4 || word->text[n - 2] != '.' || !strchr("lrm", word->text[n - 1]))
		return false;
	for (size_t i = 0; i < n - 2; i++)
		if (!isalnum((unsigned char)word->text[i]))
			return false;
	word->name = mem_strndup(word->text, n - 2);
	word->value = side_from_code(word->text + n - 1);
	return isalpha((unsigned char)word->text[0]);
}

static void tell_kind(struct entry_word *word, const char *line, bool for_mark)
{
	const char *text = word->text;
	word->before = word->after = -1;
	if (line[word->at] == '"') {
		word->kind = WORD_QUOTED;
		word->value_text = mem_strndup(line + word->at + 1, word->bytes - 1);
		char *end = strchr(word->value_text, '"');
		if (end)
			*end = '\0';
		return;
	}
	if (text[0] && !text[1] && strchr(for_mark ? "asklrbm" : "lrbm", text[0])) {
		word->kind = WORD_LETTER;
		word->value = text[0];
		return;
	}
	const struct keyword *k = signed_keyword(text, &word->negated);
	if (k && (for_mark || k->kind == WORD_SIDE || strcmp(k->word, "ok") == 0)) {
		word->kind = k->kind;
		word->value = k->value;
		return;
	}
	word->negated = false;
	if (is_pair(word, line)) {
		word->kind = WORD_PAIR;
		return;
	}
	if (is_cell(word)) {
		word->kind = WORD_CELL;
		return;
	}
	if (strpbrk(text, "0123456789"))
		entry_shape(word, for_mark);
}

/* --- joining what people write apart */

static bool is_digits(const char *s)
{
	return *s && strspn(s, "0123456789.") == strlen(s);
}

/* "kg/cm2" by itself */
static bool is_pressure_unit(const char *s)
{
	while (isalpha((unsigned char)*s))
		s++;
	return str_starts(s, "/cm");
}

/* Whether two raw neighbours make one word: "12 kg", "7 >3", "x 3", "7 > 3". */
static bool belong_together(const char *left, const char *right, bool for_mark)
{
	size_t n = strlen(left);
	if (entry_arrow(right))
		return n > 0 && isdigit((unsigned char)left[n - 1]) && !strchr(left, '>');
	if (n > 1 && left[n - 1] == '>' && is_digits(right))
		return true;
	if (strcmp(left, "x") == 0 && is_digits(right))
		return true;
	if (n > 1 && left[n - 1] == 'x' && isdigit((unsigned char)left[0]) &&
	    isdigit((unsigned char)right[0]))
		return true;
	if (strcmp(left, "ppt") == 0 && isdigit((unsigned char)right[0]))
		return true;
	if (n > 0 && isdigit((unsigned char)left[n - 1]) && is_pressure_unit(right))
		return true;
	if (!is_digits(left))
		return false;
	if (strcmp(right, "in") == 0 || strcmp(right, "out") == 0 || strcmp(right, "x") == 0)
		return true;
	const struct meaning *unit = vocabulary_find(right, MEANS(MEANS_UNIT) | MEANS(MEANS_TIMES));
	if (!unit || !unit_find(UNIT_OF_DOSE, unit->code))
		return false;
	/* "7 s" in a mark may be a tender satellite; no tenderness is above ten */
	return strcmp(right, "s") != 0 || !for_mark || atoi(left) > 10;
}

static void join(struct entry_word *left, struct entry_word *right)
{
	char *text = str_format("%s%s", left->text, right->text);
	free(left->text);
	free(right->text);
	left->text = text;
	left->bytes = right->at + right->bytes - left->at;
}

static void join_all(struct entry_words *words, const char *line, bool for_mark)
{
	size_t kept = 0;
	for (size_t i = 0; i < words->n; i++) {
		struct entry_word *last = kept ? &words->word[kept - 1] : NULL;
		if (last && line[last->at] != '"' && line[words->word[i].at] != '"' &&
		    belong_together(last->text, words->word[i].text, for_mark))
			join(last, &words->word[i]);
		else
			words->word[kept++] = words->word[i];
	}
	words->n = kept;
}

/* "no tb", "not ok": the denial goes to the next word. */
/* "no", "not", and what the reader's language says for them. */
static bool is_denial(const char *text)
{
	if (strcmp(text, "no") == 0 || strcmp(text, "not") == 0)
		return true;
	/* TRANSLATORS: words that say a sign is absent when they stand before it ("no nodule"), parted by blanks, in small
	 * letters, in every form they take. */
	const char *rest = C_("entry line, absent", "no not without");
	struct str word;
	bool found = false;
	str_init(&word);
	while (!found && str_next_word(&rest, &word))
		found = strcmp(word.s, text) == 0;
	str_release(&word);
	return found;
}

static void deny(struct entry_words *words)
{
	size_t kept = 0;
	for (size_t i = 0; i < words->n; i++) {
		struct entry_word *word = &words->word[i], *next = i + 1 < words->n ? word + 1 : NULL;
		bool is_no = is_denial(word->text);
		if (is_no && next &&
		    (next->kind == WORD_SIGN || next->kind == WORD_SUFFICIENT || next->kind == WORD_AWARE) &&
		    !next->negated) {
			next->negated = true;
			next->bytes += next->at - word->at;
			next->at = word->at;
			free(word->text);
		} else if (is_no && next && next->kind == WORD_OPEN && strcmp(next->text, "change") == 0) {
			next->kind = WORD_RESPONSE;
			next->value = RESPONSE_UNCHANGED;
			free(word->text);
		} else
			words->word[kept++] = *word;
	}
	words->n = kept;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == ',';
}

static void cut(struct entry_words *words, const char *line, size_t from, size_t to)
{
	struct str text;
	str_init(&text);
	for (size_t at = from; at < to && words->n < ENTRY_WORDS;) {
		while (at < to && is_blank(line[at]))
			at++;
		size_t start = at;
		bool quoted = false;
		str_clear(&text);
		for (; at < to; at++) {
			bool decimal = line[at] == ',' && at > start &&
				       isdigit((unsigned char)line[at - 1]) && at + 1 < to &&
				       isdigit((unsigned char)line[at + 1]);
			bool listed = line[at] == ',' && memchr(line + start, ':', at - start) &&
				      at + 1 < to && !is_blank(line[at + 1]);
			if (!quoted && is_blank(line[at]) && !decimal && !listed)
				break;
			if (line[at] == '"')
				quoted = !quoted;
			else
				str_addc(&text, (char)tolower((unsigned char)line[at]));
		}
		if (at > start)
			words->word[words->n++] = (struct entry_word){ .at = start,
								       .bytes = at - start,
								       .text = mem_strdup(text.s) };
	}
	str_release(&text);
}

void entry_words_split(struct entry_words *words, const char *line, size_t from, size_t to, bool for_mark)
{
	words->word = mem_array(ENTRY_WORDS, sizeof *words->word);
	words->n = 0;
	cut(words, line, from, to);
	join_all(words, line, for_mark);
	for (size_t i = 0; i < words->n; i++)
		tell_kind(&words->word[i], line, for_mark);
	deny(words);
}

void entry_words_release(struct entry_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		free(words->word[i].text);
		free(words->word[i].value_text);
		free(words->word[i].name);
	}
	free(words->word);
	*words = (struct entry_words){ NULL, 0 };
}
