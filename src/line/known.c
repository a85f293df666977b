/* SPDX-License-Identifier: MIT */
/* Reading what a line says beside its subject. */
#include "line/known.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "line/take.h"
#include "record/since.h"

enum { DAY_WORDS = 3 };

struct known_line {
	struct words *words;
	const char *today;
	bool full;
	struct known *known;
	struct reading *reading;
};

void known_init(struct known *known)
{
	*known = (struct known){ .source = FLAG_CLIENT };
}

void known_release(struct known *known)
{
	free(known->subject);
	free(known->note);
	known_init(known);
}

static size_t take_note(void *line, size_t at)
{
	struct known_line *l = line;
	if (!l->full || !word_joins(l->words, at, JOINT_NOTE))
		return 0;
	l->known->note = words_rest(l->words, at + 1);
	return l->words->n - at;
}

static size_t day_behind(struct known_line *l, size_t at, char out[DATE_SIZE])
{
	struct err err = ERR_INIT;
	size_t n = take_partial_day(l->words, at, l->today, out, &err);
	if (!out[0])
		reading_problem(l->reading, l->words, at, at + n - (n > 0), "%s", err.text);
	return n;
}

static bool has_year(const char *word)
{
	size_t digits = 0;
	for (; *word && digits < 4; word++)
		digits = *word >= '0' && *word <= '9' ? digits + 1 : 0;
	return digits == 4;
}

static size_t take_since(void *line, size_t at)
{
	struct known_line *l = line;
	bool in_year = word_joins(l->words, at, JOINT_IN) && words_is_open(l->words, at + 1) &&
		       has_year(l->words->word[at + 1].text);
	if (!in_year && !word_joins(l->words, at, JOINT_SINCE))
		return 0;
	return 1 + day_behind(l, at + 1, l->known->since);
}

static size_t take_until(void *line, size_t at)
{
	struct known_line *l = line;
	return word_joins(l->words, at, JOINT_UNTIL) ? 1 + day_behind(l, at + 1, l->known->until) : 0;
}

/* "2035" is a year also when it cannot be right: that is said, not kept as a word. */
static bool is_year(const char *word)
{
	return strlen(word) == 4 && strspn(word, "0123456789") == 4 &&
	       (str_starts(word, "19") || str_starts(word, "20"));
}

/* "appendix 1999", "whiplash March 2021 until 2022": what ends with a year says since when. */
static size_t take_ending(void *line, size_t at)
{
	struct known_line *l = line;
	const struct word *word = l->words->word;
	char day[DATE_SIZE];
	size_t end = at;
	while (words_is_open(l->words, end) && !word_joins(l->words, end, JOINT_SINCE) &&
	       !word_joins(l->words, end, JOINT_UNTIL) && !word_joins(l->words, end, JOINT_NOTE))
		end++;
	if (at == 0 || end == at || at + DAY_WORDS < end || l->known->since[0] ||
	    !has_year(word[end - 1].text))
		return 0;
	for (size_t i = at; i < end; i++)
		if (!is_day_word(word[i].text, l->today))
			return 0;
	char *typed = words_raw(l->words, at, end);
	bool ends = date_parse_partial(typed, l->today, day, NULL) || (at + 1 == end && is_year(typed));
	free(typed);
	return ends ? day_behind(l, at, l->known->since) : 0;
}

static size_t take_source(void *line, size_t at)
{
	struct known_line *l = line;
	const struct meaning *source = l->full ? word_means(l->words, at, MEANS(MEANS_SOURCE)) : NULL;
	if (!source)
		return 0;
	l->known->source = (enum flag_source)source->value;
	l->known->has_source = true;
	return 1;
}

bool known_take(struct words *words, const char *today, bool full, struct known *known,
		struct reading *reading)
{
	static taker *const takers[] = { take_note, take_since, take_until, take_ending, take_source };
	struct known_line l = { words, today, full, known, reading };
	struct err err = ERR_INIT;
	known_release(known);
	words_take(words, takers, sizeof takers / sizeof *takers, &l, NULL);
	if (reading->ok &&
	    !since_check(known->since[0] ? known->since : NULL, known->until[0] ? known->until : NULL, &err))
		reading_problem(reading, words, words->n, 0, "%s", err.text);
	return reading->ok;
}

bool known_read(const char *line, const char *today, bool full, struct known *known, struct reading *reading)
{
	struct words words;
	struct str subject;
	reading_init(reading);
	words_split(&words, line, 0, strlen(line));
	known_take(&words, today, full, known, reading);
	str_init(&subject);
	for (size_t i = 0, end; i < words.n; i = end) {
		for (end = i + 1; !words.word[i].used && end < words.n && !words.word[end].used;)
			end++;
		char *typed = words.word[i].used ? NULL : words_raw(&words, i, end);
		if (typed)
			str_addf(&subject, "%s%s", subject.len ? " " : "", typed);
		free(typed);
	}
	words_release(&words);
	known->subject = str_take(&subject);
	return reading->ok;
}
