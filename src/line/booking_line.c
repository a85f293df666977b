/* SPDX-License-Identifier: MIT */
/* Times and services by line. */
#include "line/booking_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "line/take.h"

struct booking_line {
	struct words words;
	char *first, *second; /* times; second NULL: there is none */
	char **service;       /* NULL: none is expected */
	struct reading *reading;
};

static size_t take_filler(void *line, size_t at)
{
	const struct booking_line *l = line;
	return vocabulary_find(l->words.word[at].text, MEANS(MEANS_FILLER)) != NULL;
}

/* "10:30", "2 pm". */
static size_t read_time(const struct words *words, size_t at, char time[6], struct err *err)
{
	for (size_t n = words_is_open(words, at + 1) && !words->word[at + 1].parted ? 2 : 1; n > 0; n--) {
		char *typed = words_text(words, at, at + n);
		bool is_time = time_parse(typed, time, err);
		free(typed);
		if (is_time)
			return n;
	}
	return 0;
}

static size_t take_time(void *line, size_t at)
{
	struct booking_line *l = line;
	struct err err = ERR_INIT;
	char time[6];
	size_t n = read_time(&l->words, at, time, &err);
	if (n == 0 && l->service)
		return 0;
	if (n == 0)
		reading_problem(l->reading, &l->words, at, at, "%s", err.text);
	else if (!l->first[0])
		memcpy(l->first, time, sizeof time);
	else if (l->second && !l->second[0])
		memcpy(l->second, time, sizeof time);
	else
		reading_problem(l->reading, &l->words, at, at + n - 1, _("“%s” is one time too many."),
				words_shown(&l->words, at, at + n - 1));
	return n ? n : 1;
}

static size_t take_service(void *line, size_t at)
{
	struct booking_line *l = line;
	if (*l->service)
		reading_problem(l->reading, &l->words, at, at, _("“%s” is a second service beside %s."),
				words_shown(&l->words, at, at), *l->service);
	else
		*l->service = words_text(&l->words, at, at + 1);
	return 1;
}

static bool line_read(struct booking_line *l, const char *line)
{
	static taker *const takers[] = { take_filler, take_time, take_service };
	reading_init(l->reading);
	words_split(&l->words, line, 0, strlen(line));
	words_take(&l->words, takers, l->service ? 3 : 2, l, l->reading);
	words_release(&l->words);
	return l->reading->ok;
}

bool booking_line_read(const char *line, char time[6], char **service, struct reading *reading)
{
	struct booking_line l = { .first = time, .service = service, .reading = reading };
	time[0] = '\0';
	*service = NULL;
	return line_read(&l, line);
}

bool times_line_read(const char *line, char from[6], char to[6], struct reading *reading)
{
	struct booking_line l = { .first = from, .second = to, .reading = reading };
	from[0] = to[0] = '\0';
	return line_read(&l, line);
}
