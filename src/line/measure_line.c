/* SPDX-License-Identifier: MIT */
/* Reading a measure line, part by part. */
#include "line/measure_line.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/measure_reader.h"

void measure_reading_init(struct measure_reading *reading)
{
	*reading = (struct measure_reading){ .ok = true };
}

void measure_reading_release(struct measure_reading *reading)
{
	for (size_t i = 0; i < reading->n; i++)
		measure_release(&reading->measures[i]);
	free(reading->measures);
	measure_reading_init(reading);
}

const char *measure_candidate(const struct catalogue *c, const struct measure_reading *reading, size_t i,
			      struct str *name)
{
	int index = reading->candidates[i].index;
	switch (reading->what) {
	case CANDIDATES_MOVEMENTS:
		str_addf(name, "%s: %s", i18n_name(c->movements[index].joint),
			 i18n_name(c->movements[index].movement));
		return c->movements[index].code;
	case CANDIDATES_MUSCLES:
		str_add(name, i18n_name(c->muscles[index].name));
		return c->muscles[index].code;
	default:
		str_add(name, i18n_name(c->scores[index].name));
		return c->scores[index].code;
	}
}

const char *measure_shown(struct measure_reader *r, size_t from, size_t to)
{
	char *out = r->shown[r->turn++ % 3];
	const struct measure_token *first = &r->words.token[from], *last = &r->words.token[to];
	utf8_show_quoted(out, sizeof r->shown[0], r->line + first->at, last->at + last->bytes - first->at,
			 24);
	return out;
}

bool measure_problem(struct measure_reader *r, size_t from, size_t to, const char *format, ...)
{
	struct measure_reading *reading = r->reading;
	if (!reading->ok)
		return false;
	reading->ok = false;
	reading->problem.kind = ERR_INPUT;
	va_list args;
	va_start(args, format);
	vsnprintf(reading->problem.text, sizeof reading->problem.text, format, args);
	va_end(args);
	const struct measure_token *token = r->words.token;
	if (from < r->words.n) {
		reading->bad_at = token[from].at;
		reading->bad_bytes = token[to].at + token[to].bytes - token[from].at;
	} else if (r->words.n > 0)
		reading->bad_at = token[r->words.n - 1].at + token[r->words.n - 1].bytes;
	return false;
}

static bool read_part(struct measure_reader *r)
{
	if (r->words.is_full)
		return measure_problem(r, r->words.n, 0,
				       _("This is too long for one measure. Part several with a ;."));
	return measure_read_name(r) && measure_read_values(r) && measure_read_build(r);
}

/* The end of the part that begins at `from`: the next ; outside quotes. */
static size_t part_end(const char *line, size_t from)
{
	bool quoted = false;
	size_t at = from;
	for (; line[at] != '\0' && (quoted || line[at] != ';'); at++)
		if (line[at] == '"')
			quoted = !quoted;
	return at;
}

void measure_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		       struct measure_reading *reading)
{
	struct measure_reader *r = mem_alloc(sizeof *r);
	measure_reading_release(reading);
	r->c = c;
	r->known = known;
	r->line = line;
	r->reading = reading;
	for (size_t at = 0;;) {
		size_t end = part_end(line, at);
		r->n_groups = r->n_sides = r->n_slots = 0;
		r->sided = false;
		measure_init(&r->measure);
		measure_words_split(&r->words, line, at, end);
		if (r->words.n > 0)
			read_part(r);
		measure_words_release(&r->words);
		measure_release(&r->measure);
		if (line[end] == '\0' || !reading->ok)
			break;
		at = end + 1;
	}
	if (reading->ok && reading->n == 0) {
		reading->ok = false;
		err_set(&reading->problem, ERR_INPUT,
			_("Say what was measured and its value, such as cx rot l 55>70, pain 6>2 or ndi 22."));
	}
	free(r);
}
