/* SPDX-License-Identifier: MIT */
/* Problems, candidates and warnings of a line. */
#include "line/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

void reading_init(struct reading *reading)
{
	*reading = (struct reading){ .ok = true };
}

bool reading_problemv(struct reading *reading, const struct words *words, size_t from, size_t to,
		      const char *format, va_list args)
{
	const struct word *word = words->word;
	if (!reading->ok)
		return false;
	reading->ok = false;
	reading->problem.kind = ERR_INPUT;
	vsnprintf(reading->problem.text, sizeof reading->problem.text, format, args);
	if (from < words->n) {
		reading->bad_at = word[from].at;
		reading->bad_bytes = word[to].at + word[to].bytes - word[from].at;
	} else if (words->n > 0)
		reading->bad_at = word[words->n - 1].at + word[words->n - 1].bytes;
	return false;
}

bool reading_problem(struct reading *reading, const struct words *words, size_t from, size_t to,
		     const char *format, ...)
{
	va_list args;
	va_start(args, format);
	reading_problemv(reading, words, from, to, format, args);
	va_end(args);
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

const char *reading_candidate(const struct catalogue *c, const struct reading *reading, size_t i,
			      struct str *name)
{
	int index = reading->candidates[i].index;
	switch (reading->what) {
	case NEAR_TECHNIQUES:
		str_add(name, i18n_name(c->techniques[index].name));
		return c->techniques[index].code;
	case NEAR_REGIONS:
		str_add(name, i18n_name(c->regions[index].name));
		return c->regions[index].code;
	case NEAR_AIMS:
		str_add(name, i18n_name(c->aims[index].name));
		return c->aims[index].code;
	case NEAR_MOVEMENTS:
		str_addf(name, "%s: %s", i18n_name(c->movements[index].joint),
			 i18n_name(c->movements[index].movement));
		return c->movements[index].code;
	case NEAR_SCORES:
		str_add(name, i18n_name(c->scores[index].name));
		return c->scores[index].code;
	case NEAR_CONDITIONS:
		str_add(name, i18n_name(c->conditions[index].short_name));
		return c->conditions[index].code;
	case NEAR_SELFCARE:
		str_add(name, i18n_name(c->selfcare[index].name));
		return c->selfcare[index].code;
	default:
		str_add(name, i18n_name(c->muscles[index].name));
		return c->muscles[index].code;
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
