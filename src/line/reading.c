/* SPDX-License-Identifier: MIT */
/* Problems, candidates and warnings of a line. */
#include "line/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void reading_init(struct reading *reading)
{
	*reading = (struct reading){ .ok = true };
}

bool reading_problem(struct reading *reading, const struct words *words, size_t from, size_t to,
		     const char *format, ...)
{
	va_list args;
	if (!reading->ok)
		return false;
	reading->ok = false;
	reading->problem.kind = ERR_INPUT;
	va_start(args, format);
	vsnprintf(reading->problem.text, sizeof reading->problem.text, format, args);
	va_end(args);
	const struct word *word = words->word;
	if (from < words->n) {
		reading->bad_at = word[from].at;
		reading->bad_bytes = word[to].at + word[to].bytes - word[from].at;
	} else if (words->n > 0)
		reading->bad_at = word[words->n - 1].at + word[words->n - 1].bytes;
	return false;
}

bool reading_tell(const struct reading *reading, struct err *err)
{
	return reading->ok || err_set(err, reading->problem.kind, "%s", reading->problem.text);
}

void reading_offer(struct reading *reading, enum candidate_kind what, const struct candidate *found, size_t n)
{
	if (!reading->ok)
		return;
	reading->what = n > 0 ? what : NEAR_NONE;
	reading->n_candidates = n;
	if (n > 0)
		memcpy(reading->candidates, found, n * sizeof *found);
}

void reading_warn(struct reading *reading, const char *format, ...)
{
	va_list args;
	if (reading->outside)
		return;
	reading->outside = true;
	reading->warning.kind = ERR_INPUT;
	va_start(args, format);
	vsnprintf(reading->warning.text, sizeof reading->warning.text, format, args);
	va_end(args);
}

void reading_candidate(const struct catalogue *c, const struct reading *reading, size_t i, const char **code,
		       const char **name)
{
	int index = reading->candidates[i].index;
	switch (reading->what) {
	case NEAR_TECHNIQUES:
		*code = c->techniques[index].code;
		*name = c->techniques[index].name;
		return;
	case NEAR_REGIONS:
		*code = c->regions[index].code;
		*name = c->regions[index].name;
		return;
	case NEAR_AIMS:
		*code = c->aims[index].code;
		*name = c->aims[index].name;
		return;
	case NEAR_MOVEMENTS:
		*code = c->movements[index].code;
		*name = c->movements[index].movement;
		return;
	case NEAR_SCORES:
		*code = c->scores[index].code;
		*name = c->scores[index].name;
		return;
	case NEAR_CONDITIONS:
		*code = c->conditions[index].code;
		*name = c->conditions[index].short_name;
		return;
	case NEAR_SELFCARE:
		*code = c->selfcare[index].code;
		*name = c->selfcare[index].name;
		return;
	default:
		*code = c->muscles[index].code;
		*name = c->muscles[index].name;
	}
}

void words_take(struct words *words, taker *const *takers, size_t n, void *line,
		const struct reading *reading)
{
	for (size_t at = 0; at < words->n && (!reading || reading->ok); at++) {
		size_t taken = 0;
		for (size_t i = 0; i < n && taken == 0 && !words->word[at].used; i++)
			taken = takers[i](line, at);
		words_use(words, at, taken);
	}
}
