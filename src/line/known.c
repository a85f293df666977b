/* SPDX-License-Identifier: MIT */
/* Reading and writing what a line says beside its subject. */
#include "line/known.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "record/since.h"

enum { DAY_WORDS = 3 };

enum keyword { KEY_NONE, KEY_SINCE, KEY_IN, KEY_UNTIL, KEY_NOTE };

static const struct {
	const char *word;
	enum keyword keyword;
} keywords[] = {
	{ NC_("word of a line", "since"), KEY_SINCE },
	{ NC_("word of a line", "in"), KEY_IN },
	{ NC_("word of a line", "until"), KEY_UNTIL },
	{ NC_("word of a line", "note"), KEY_NOTE },
};

struct words {
	char **word;
	const char **behind; /* where the line goes on */
	size_t n;
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

static void words_split(const char *line, struct words *words)
{
	*words = (struct words){ NULL, NULL, 0 };
	for (;;) {
		line += strspn(line, " \t\n");
		size_t n = strcspn(line, " \t\n");
		if (n == 0)
			break;
		words->word = mem_regrow(words->word, words->n + 1, sizeof *words->word);
		words->behind = mem_regrow(words->behind, words->n + 1, sizeof *words->behind);
		words->word[words->n] = mem_strndup(line, n);
		line += n;
		words->behind[words->n++] = line;
	}
}

static void words_free(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->word[i]);
	free(words->word);
	free(words->behind);
}

static enum keyword keyword_of(const char *word)
{
	for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
		char *key = str_format("word of a line\004%s", keywords[i].word);
		bool same = strcasecmp(word, keywords[i].word) == 0 ||
			    strcasecmp(word, i18n_in_context(key, keywords[i].word)) == 0;
		free(key);
		if (same)
			return keywords[i].keyword;
	}
	return KEY_NONE;
}

static bool is_source(const char *word, enum flag_source *source)
{
	return flag_source_from_code(word, source);
}

/* Whether a word may be part of a day: digits with their separators, a month, "today". */
static bool is_day_word(const char *word, const char *today)
{
	char out[DATE_SIZE];
	if (word[strspn(word, "0123456789./-")] == '\0' && strpbrk(word, "0123456789"))
		return true;
	char *in_year = str_format("1 %s 2000", word);
	bool is = date_parse_partial(in_year, today, out, NULL) || date_parse(word, today, out, NULL);
	free(in_year);
	return is;
}

/* The day that begins at a word; *i goes behind it, or behind what is none. */
static bool day_take(const struct words *words, size_t *i, const char *today, char out[DATE_SIZE],
		     struct err *err)
{
	struct str day;
	size_t from = *i;
	str_init(&day);
	while (*i < words->n &&
	       (*i == from || (*i < from + DAY_WORDS && is_day_word(words->word[*i], today)))) {
		str_addf(&day, "%s%s", *i > from ? " " : "", words->word[*i]);
		if (!is_day_word(words->word[(*i)++], today))
			break;
	}
	bool ok = date_parse_partial(day.s, today, out, err);
	str_release(&day);
	return ok;
}

static bool has_year(const char *word)
{
	size_t digits = 0;
	for (; *word && digits < 4; word++)
		digits = *word >= '0' && *word <= '9' ? digits + 1 : 0;
	return digits == 4;
}

/* "2035" is a year also when it cannot be right: that is said, not kept as a word. */
static bool is_year(const char *word)
{
	return strlen(word) == 4 && strspn(word, "0123456789") == 4 &&
	       (strncmp(word, "19", 2) == 0 || strncmp(word, "20", 2) == 0);
}

/* "appendix 1999", "whiplash March 2021 until 2022": what ends with a year says since when. */
static bool day_at_end(const struct words *words, size_t i, const char *today)
{
	char out[DATE_SIZE];
	struct str day;
	size_t end = i;
	while (end < words->n &&
	       (keyword_of(words->word[end]) == KEY_NONE || keyword_of(words->word[end]) == KEY_IN))
		end++;
	bool all = i > 0 && end > i && i + DAY_WORDS >= end && has_year(words->word[end - 1]);
	str_init(&day);
	for (size_t k = i; all && k < end; k++) {
		all = is_day_word(words->word[k], today);
		str_addf(&day, "%s%s", k > i ? " " : "", words->word[k]);
	}
	all = all && (date_parse_partial(day.s, today, out, NULL) || (i + 1 == end && is_year(day.s)));
	str_release(&day);
	return all;
}

static void subject_add(struct str *subject, const char *word)
{
	str_addf(subject, "%s%s", subject->len ? " " : "", word);
}

/* Takes what begins at a word; false with what is wrong. *i goes behind it. */
static bool take(const struct words *words, size_t *i, const char *today, bool full, struct known *known,
		 struct str *subject, struct err *err)
{
	const char *word = words->word[*i];
	enum keyword keyword = keyword_of(word);
	bool in_year = keyword == KEY_IN && *i + 1 < words->n && has_year(words->word[*i + 1]);
	bool ends = day_at_end(words, *i, today) && known->since[0] == '\0';
	if (full && keyword == KEY_NOTE) {
		known->note = str_trimmed(words->behind[*i]);
		*i = words->n;
		return true;
	}
	if (keyword == KEY_SINCE || in_year || keyword == KEY_UNTIL || ends) {
		*i += !ends;
		return day_take(words, i, today, keyword == KEY_UNTIL ? known->until : known->since, err);
	}
	if (!full || !is_source(word, &known->source))
		subject_add(subject, word);
	else
		known->has_source = true;
	(*i)++;
	return true;
}

bool known_read(const char *line, const char *today, bool full, struct known *known, struct err *err)
{
	struct words words;
	struct str subject;
	bool ok = true;
	known_release(known);
	words_split(line, &words);
	str_init(&subject);
	for (size_t i = 0; i < words.n;)
		ok = take(&words, &i, today, full, known, &subject, ok ? err : NULL) && ok;
	words_free(&words);
	known->subject = str_take(&subject);
	return ok &&
	       since_check(known->since[0] ? known->since : NULL, known->until[0] ? known->until : NULL, err);
}
