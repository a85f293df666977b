/* SPDX-License-Identifier: MIT */
/* Reading an entry line: marks with their techniques, or one technique. */
#include "line/entry.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/entry_reader.h"

/* --- the reading */

void entry_reading_init(struct entry_reading *reading)
{
	*reading = (struct entry_reading){ .ok = true };
}

static void entry_release(struct entry *entry)
{
	mark_release(&entry->mark);
	for (size_t i = 0; i < entry->n_applications; i++)
		application_release(&entry->applications[i]);
	free(entry->applications);
	entry->applications = NULL;
	entry->n_applications = 0;
}

void entry_reading_release(struct entry_reading *reading)
{
	for (size_t i = 0; i < reading->n_entries; i++)
		entry_release(&reading->entries[i]);
	free(reading->entries);
	entry_reading_init(reading);
}

static void add_entry(struct entry_reading *reading, struct entry *entry)
{
	reading->entries = mem_regrow(reading->entries, reading->n_entries + 1, sizeof *reading->entries);
	reading->entries[reading->n_entries++] = *entry;
}

void entry_candidate(const struct catalogue *c, const struct entry_reading *reading, size_t i,
		     const char **code, const char **name)
{
	int index = reading->candidates[i].index;
	if (reading->candidates_are_techniques) {
		*code = c->techniques[index].code;
		*name = c->techniques[index].name;
	} else if (reading->candidates_are_aims) {
		*code = c->aims[index].code;
		*name = c->aims[index].name;
	} else if (reading->candidates_are_regions) {
		*code = c->regions[index].code;
		*name = c->regions[index].name;
	} else {
		*code = c->muscles[index].code;
		*name = c->muscles[index].name;
	}
}

/* --- problems */

bool reader_is_first(const struct reader *r)
{
	return r->reading->ok;
}

const char *reader_shown(struct reader *r, size_t from, size_t to)
{
	char *out = r->shown[r->turn++ % 4];
	const struct entry_word *first = &r->words.word[from], *last = &r->words.word[to];
	utf8_show_quoted(out, sizeof r->shown[0], r->line + first->at, last->at + last->bytes - first->at,
			 24);
	return out;
}

bool reader_problem(struct reader *r, size_t from, size_t to, const char *format, ...)
{
	struct entry_reading *reading = r->reading;
	r->failed = true;
	if (!reading->ok)
		return false;
	reading->ok = false;
	reading->problem.kind = ERR_INPUT;
	va_list args;
	va_start(args, format);
	vsnprintf(reading->problem.text, sizeof reading->problem.text, format, args);
	va_end(args);
	if (from < r->words.n) {
		const struct entry_word *first = &r->words.word[from], *last = &r->words.word[to];
		reading->bad_at = first->at;
		reading->bad_bytes = last->at + last->bytes - first->at;
	} else {
		const struct entry_word *last = r->words.n ? &r->words.word[r->words.n - 1] : NULL;
		reading->bad_at = last ? last->at + last->bytes : 0;
		reading->bad_bytes = 0;
	}
	return false;
}

static void reader_start(struct reader *r, const struct catalogue *c, const char *line, size_t from,
			 size_t to, bool is_mark, struct entry_reading *reading)
{
	*r = (struct reader){
		.c = c, .line = line, .reading = reading, .is_mark = is_mark, .muscle = -1, .region = -1
	};
	mark_init(&r->entry.mark);
	entry_words_split(&r->words, line, from, to, is_mark);
	if (r->words.n == ENTRY_WORDS)
		reader_problem(r, ENTRY_WORDS - 1, ENTRY_WORDS - 1,
			       _("The line is too long: part it into several."));
}

/* --- marks */

static void finish_mark(struct reader *r, enum side side)
{
	struct entry copy = { .n_applications = r->entry.n_applications };
	mark_init(&copy.mark);
	mark_copy(&copy.mark, &r->entry.mark);
	copy.mark.side = side;
	copy.applications =
		copy.n_applications ? mem_array(copy.n_applications, sizeof *copy.applications) : NULL;
	for (size_t i = 0; i < copy.n_applications; i++) {
		application_init(&copy.applications[i]);
		application_copy(&copy.applications[i], &r->entry.applications[i]);
		copy.applications[i].side = side;
		mem_replace(&copy.applications[i].region, copy.mark.region);
	}
	struct reader shown = *r;
	shown.entry = copy;
	reader_settle_referral(&shown);
	add_entry(r->reading, &shown.entry);
}

static void read_mark(const struct catalogue *c, const char *line, size_t from, size_t to,
		      struct entry_reading *reading)
{
	struct reader r;
	reader_start(&r, c, line, from, to, true, reading);
	reader_read_closed(&r);
	reader_read_names(&r);
	reader_read_rest(&r);
	reader_read_doses(&r);
	if (r.muscle < 0 && r.words.n > 0)
		reader_problem(&r, r.words.n, r.words.n,
			       _("Which muscle? Say its code or parts of its name, as in \"up trap\"."));
	if (r.muscle >= 0) {
		if (!r.failed || r.region < 0 || reading->ok)
			reader_place_mark(&r);
		mem_replace(&r.entry.mark.muscle, c->muscles[r.muscle].code);
		mem_replace(&r.entry.mark.region, r.region >= 0 ? c->regions[r.region].code : NULL);
		if (r.side == SIDE_BOTH) {
			finish_mark(&r, SIDE_LEFT);
			finish_mark(&r, SIDE_RIGHT);
		} else
			finish_mark(&r, r.side);
	}
	entry_words_release(&r.words);
	entry_release(&r.entry);
}

enum { LINE_BYTES = 2000 };

/* What no reading can begin with: too long, or bytes that are not text. */
static bool is_readable(const char *line, struct entry_reading *reading)
{
	size_t n = strlen(line);
	if (n > LINE_BYTES)
		reading->ok = err_set(&reading->problem, ERR_INPUT,
				      _("The line is too long: part it into several."));
	else if (!utf8_valid(line, n))
		reading->ok = err_set(&reading->problem, ERR_INPUT,
				      _("The line holds bytes that are not text: type it again."));
	return reading->ok;
}

void entry_read_marks(const struct catalogue *c, const char *line, struct entry_reading *reading)
{
	entry_reading_release(reading);
	if (!is_readable(line, reading))
		return;
	size_t n = strlen(line), from = 0;
	bool quoted = false, any = false;
	for (size_t at = 0; at <= n; at++) {
		if (line[at] == '"')
			quoted = !quoted;
		if (at < n && (line[at] != ';' || quoted))
			continue;
		if (strspn(line + from, " \t,") < at - from) {
			read_mark(c, line, from, at, reading);
			any = true;
		}
		from = at + 1;
	}
	if (!any)
		reading->ok = err_set(&reading->problem, ERR_INPUT,
				      _("Say side, muscle, type and tenderness, as in \"l up trap a 7>3\"."));
}

/* --- one technique */

static void place_technique(struct reader *r)
{
	struct application *application = &r->entry.applications[0];
	reader_place_technique(r);
	application->side = r->side;
	mem_replace(&application->region, r->region >= 0 ? r->c->regions[r->region].code : NULL);
	if (reader_place_on(r))
		reader_want_place(r);
}

void entry_read_technique(const struct catalogue *c, int technique, const char *line,
			  struct entry_reading *reading)
{
	entry_read_technique_in(c, technique, line, NULL, reading);
}

void entry_read_technique_in(const struct catalogue *c, int technique, const char *line,
			     const struct entry_session *session, struct entry_reading *reading)
{
	struct reader r;
	entry_reading_release(reading);
	if (!is_readable(line, reading))
		return;
	reader_start(&r, c, line, 0, strlen(line), false, reading);
	r.session = session;
	if (technique >= 0)
		reader_add_technique(&r, technique, 0);
	reader_read_on(&r);
	reader_read_closed(&r);
	reader_read_names(&r);
	reader_read_rest(&r);
	reader_read_doses(&r);
	if (r.entry.n_applications == 0)
		reader_problem(
			&r, r.words.n, r.words.n,
			_("Which technique? Say its code or parts of its name, as in \"dry needling\"."));
	else {
		place_technique(&r);
		add_entry(reading, &r.entry);
		r.entry = (struct entry){ .n_applications = 0 };
		mark_init(&r.entry.mark);
	}
	entry_words_release(&r.words);
	entry_release(&r.entry);
}
