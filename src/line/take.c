/* SPDX-License-Identifier: MIT */
/* Takers that several lines share. */
#include "line/take.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { DAY_WORDS = 3, PHRASE_WORDS = 4 };

/* ---- meanings and their denial ---- */

const struct meaning *word_means(const struct words *words, size_t at, uint64_t kinds)
{
	return words_is_open(words, at) ? vocabulary_find(words->word[at].text, kinds) : NULL;
}

bool word_joins(const struct words *words, size_t at, enum joint joint)
{
	return words_is_open(words, at) && vocabulary_joins(words->word[at].text, joint);
}

static const char minus[] = "\xe2\x88\x92";

/* "-tb", "no-tb", "tb-": what is denied; NULL when the word denies nothing. Caller frees. */
static char *without_denial(const char *text)
{
	size_t n = strlen(text), hyphen = strcspn(text, "-");
	if (*text == '-' || str_starts(text, minus))
		return mem_strdup(text + (*text == '-' ? 1 : strlen(minus)));
	if (n > 2 && text[n - 1] == '-')
		return mem_strndup(text, n - 1);
	char *before = mem_strndup(text, hyphen);
	bool denies = text[hyphen] && vocabulary_find(before, MEANS(MEANS_DENIAL));
	free(before);
	return denies ? mem_strdup(text + hyphen + 1) : NULL;
}

size_t take_meaning(const struct words *words, size_t at, uint64_t kinds, const struct meaning **meaning,
		    bool *denied)
{
	const struct word *word = &words->word[at];
	if (word->quoted || word->used)
		return 0;
	*meaning = vocabulary_find(word->text + (denied && word->text[0] == '+'), kinds);
	if (!denied || *meaning) {
		if (denied)
			*denied = false;
		return *meaning != NULL;
	}
	*denied = true;
	if (vocabulary_find(word->text, MEANS(MEANS_DENIAL)) && words_is_open(words, at + 1)) {
		*meaning = vocabulary_find(word[1].text, kinds);
		return *meaning ? 2 : 0;
	}
	char *bare = without_denial(word->text);
	*meaning = bare ? vocabulary_find(bare, kinds) : NULL;
	free(bare);
	return *meaning != NULL;
}

size_t take_phrase(const struct words *words, size_t at, uint64_t kinds, const struct meaning **meaning)
{
	size_t n = 0;
	while (n < PHRASE_WORDS && words_is_open(words, at + n))
		n++;
	for (*meaning = NULL; n > 0; n--) {
		char *typed = words_text(words, at, at + n);
		*meaning = vocabulary_find(typed, kinds);
		free(typed);
		if (*meaning)
			break;
	}
	return n;
}

enum side side_typed(const char *word)
{
	const struct meaning *found = vocabulary_find(word, MEANS(MEANS_SIDE));
	return found ? (enum side)found->value : SIDE_NONE;
}

/* ---- days ---- */

static bool begins_day(const char *text)
{
	size_t sign = *text == '+' || *text == '-';
	return text[sign] >= '0' && text[sign] <= '9';
}

size_t take_day(const struct words *words, size_t at, const char *today, char out[DATE_SIZE], struct err *err)
{
	size_t most = 0;
	while (most < DAY_WORDS && words_is_open(words, at + most) &&
	       (most == 0 || !words->word[at + most].parted))
		most++;
	for (size_t n = most; n > 0; n--) {
		char *typed = words_text(words, at, at + n);
		bool read = date_parse(typed, today, out, err);
		free(typed);
		if (read) {
			err_clear(err);
			return n;
		}
	}
	out[0] = '\0';
	return most > 0 && begins_day(words->word[at].text);
}

bool is_day_word(const char *word, const char *today)
{
	char out[DATE_SIZE];
	if (word[strspn(word, "0123456789./-")] == '\0' && strpbrk(word, "0123456789"))
		return true;
	char *in_year = str_format("1 %s 2000", word);
	bool is = date_parse_partial(in_year, today, out, NULL) || date_parse(word, today, out, NULL);
	free(in_year);
	return is;
}

size_t take_partial_day(const struct words *words, size_t at, const char *today, char out[DATE_SIZE],
			struct err *err)
{
	size_t n = at < words->n;
	while (n > 0 && n < DAY_WORDS && words_is_open(words, at + n) && !words->word[at + n].parted &&
	       is_day_word(words->word[at + n - 1].text, today) &&
	       is_day_word(words->word[at + n].text, today))
		n++;
	char *typed = n > 0 ? words_raw(words, at, at + n) : mem_strdup("");
	date_parse_partial(typed, today, out, err);
	free(typed);
	return n;
}

/* ---- numbers ---- */

size_t take_amount(const struct words *words, size_t at, uint64_t kinds, struct part *number,
		   const char **unit)
{
	*unit = NULL;
	if (!words_is_open(words, at))
		return 0;
	part_next(words->word[at].text, number);
	if (number->kind != PART_NUMBER)
		return 0;
	const char *behind = number->at + number->bytes;
	bool apart = *behind == '\0';
	if (apart && !words_is_open(words, at + 1))
		return 1;
	const struct meaning *found = vocabulary_find(apart ? words->word[at + 1].text : behind, kinds);
	*unit = found ? found->code : NULL;
	if (!found && !apart)
		return 0;
	return found && apart ? 2 : 1;
}

size_t take_times(const struct words *words, size_t at, struct part *number)
{
	struct part sign;
	if (!words_is_open(words, at))
		return 0;
	const char *text = words->word[at].text;
	part_next(text, &sign);
	if (sign.kind == PART_TIMES && text[sign.bytes])
		text += sign.bytes;
	else if (word_means(words, at, MEANS(MEANS_TIMES)) && words_is_open(words, at + 1))
		text = words->word[at + 1].text;
	part_next(text, number);
	if (number->kind != PART_NUMBER)
		return 0;
	const char *behind = text + number->bytes;
	if (text != words->word[at].text)
		return *behind ? 0 : text == words->word[at].text + sign.bytes ? 1 : 2;
	if (*behind)
		return vocabulary_find(behind, MEANS(MEANS_TIMES)) != NULL;
	return word_means(words, at + 1, MEANS(MEANS_TIMES)) ? 2 : 0;
}

size_t take_cross(const struct words *words, size_t at, uint64_t kinds, struct part *first,
		  struct part *second, const char **unit)
{
	size_t next = at;
	*unit = NULL;
	if (!words_is_open(words, at))
		return 0;
	part_next(words->word[at].text, first);
	const char *rest = words->word[at].text + first->bytes;
	if (first->kind != PART_NUMBER)
		return 0;
	if (*rest == '\0' && words_is_open(words, ++next))
		rest = words->word[next].text;
	size_t sign = part_times(rest);
	if (sign == 0 || (next > at && rest[sign] != '\0'))
		return 0;
	rest += sign;
	if (*rest == '\0' && words_is_open(words, ++next))
		rest = words->word[next].text;
	part_next(rest, second);
	if (second->kind != PART_NUMBER)
		return 0;
	rest += second->bytes;
	bool apart = *rest == '\0';
	if (apart && !words_is_open(words, next + 1))
		return next - at + 1;
	const struct meaning *found = vocabulary_find(apart ? words->word[next + 1].text : rest, kinds);
	*unit = found ? found->code : NULL;
	if (!found && !apart)
		return 0;
	return next - at + 1 + (found && apart);
}

/* ---- places ---- */

bool place_typed(const struct catalogue *c, const char *word, int *region, enum side *side)
{
	const char *dot = strchr(word, '.');
	char *code = mem_strndup(word, dot ? (size_t)(dot - word) : strlen(word));
	*region = catalogue_region(c, code);
	*side = dot ? side_typed(dot + 1) : SIDE_NONE;
	free(code);
	return *region >= 0 && (!dot || *side != SIDE_NONE);
}
