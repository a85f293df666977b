/* SPDX-License-Identifier: MIT */
/* Reading an entry line: marks with their techniques, or one technique. What its shape or the vocabulary says is taken
 * first, then the names; a value is settled when it is known which techniques there are. */
#include "line/entry_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rule/mark_say.h"

/* ---- the reading ---- */

void entry_reading_init(struct entry_reading *reading)
{
	*reading = (struct entry_reading){ .n_entries = 0 };
	reading_init(&reading->reading);
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

/* ---- words ---- */

const char *entry_shown(struct entry_line *l, size_t from, size_t to)
{
	return words_shown(&l->words, from, to);
}

bool entry_problem(struct entry_line *l, size_t from, size_t to, const char *format, ...)
{
	va_list args;
	l->failed = true;
	va_start(args, format);
	reading_problemv(&l->out->reading, &l->words, from, to, format, args);
	va_end(args);
	return false;
}

const char *entry_text(const struct entry_line *l, size_t at)
{
	return at < l->words.n ? l->words.word[at].text : "";
}

size_t entry_value_words(const struct entry_line *l, size_t at)
{
	size_t n = 0;
	if (words_is_open(&l->words, at) && l->words.word[at].is_key)
		while (at + n + 1 < l->words.n && l->words.word[at + n + 1].glued)
			n++;
	return n;
}

/* A quoted text that belongs to nothing else is the note. */
static size_t take_note(void *line, size_t at)
{
	struct entry_line *l = line;
	if (!l->words.word[at].quoted || (!l->is_mark && l->entry.n_applications == 0))
		return 0;
	mem_replace(l->is_mark ? &l->entry.mark.note : &l->entry.applications[0].note, entry_text(l, at));
	return 1;
}

static void take_words(struct entry_line *l)
{
	static taker *const plain[] = { entry_take_on,     entry_take_threshold, entry_take_key,
					entry_take_letter, entry_take_side,      entry_take_enough,
					entry_take_cell,   entry_take_amount };
	static taker *const of_mark[] = { entry_take_threshold, entry_take_key,    entry_take_letter,
					  entry_take_side,      entry_take_enough, entry_take_word,
					  entry_take_cell,      entry_take_tender, entry_take_amount };
	static taker *const names[] = { entry_take_partner, entry_take_aim,   entry_take_dose,
					entry_take_choice,  entry_take_later, entry_take_clear_name };
	static taker *const rest[] = { entry_take_partner,   entry_take_aim,     entry_take_dose,
				       entry_take_choice,    entry_take_later,   entry_take_name,
				       entry_take_free_text, entry_take_unknown, take_note };
	if (l->is_mark)
		words_take(&l->words, of_mark, sizeof of_mark / sizeof *of_mark, l, NULL);
	else
		words_take(&l->words, plain, sizeof plain / sizeof *plain, l, NULL);
	words_take(&l->words, names, sizeof names / sizeof *names, l, NULL);
	words_take(&l->words, rest, sizeof rest / sizeof *rest, l, NULL);
	entry_settle_amounts(l);
}

static void line_start(struct entry_line *l, const struct catalogue *c, const char *line, size_t from,
		       size_t to, struct entry_reading *out)
{
	*l = (struct entry_line){ .c = c, .out = out, .muscle = -1, .region = -1 };
	mark_init(&l->entry.mark);
	words_split(&l->words, line, from, to);
	l->amount = mem_array(l->words.n + 1, sizeof *l->amount);
	if (l->words.is_full)
		entry_problem(l, l->words.n - 1, l->words.n - 1,
			      _("The line is too long: part it into several."));
}

static void line_end(struct entry_line *l)
{
	free(l->amount);
	words_release(&l->words);
	entry_release(&l->entry);
}

/* ---- marks ---- */

static void finish_mark(struct entry_line *l, enum side side)
{
	struct entry copy = { .n_applications = l->entry.n_applications };
	mark_init(&copy.mark);
	mark_copy(&copy.mark, &l->entry.mark);
	copy.mark.side = side;
	copy.applications =
		copy.n_applications ? mem_array(copy.n_applications, sizeof *copy.applications) : NULL;
	for (size_t i = 0; i < copy.n_applications; i++) {
		application_init(&copy.applications[i]);
		application_copy(&copy.applications[i], &l->entry.applications[i]);
		copy.applications[i].side = side;
		mem_replace(&copy.applications[i].region, copy.mark.region);
	}
	entry_settle_referral(&copy);
	add_entry(l->out, &copy);
}

static void read_mark(const struct catalogue *c, const char *line, size_t from, size_t to,
		      struct entry_reading *reading)
{
	struct entry_line l;
	line_start(&l, c, line, from, to, reading);
	l.is_mark = true;
	take_words(&l);
	if (l.muscle < 0 && l.words.n > 0)
		entry_problem(&l, l.words.n, l.words.n,
			      _("Which muscle? Say its code or parts of its name, as in \"up trap\"."));
	if (l.muscle >= 0) {
		if (!l.failed || l.region < 0 || reading->reading.ok)
			entry_place_mark(&l);
		mem_replace(&l.entry.mark.muscle, c->muscles[l.muscle].code);
		mem_replace(&l.entry.mark.region, l.region >= 0 ? c->regions[l.region].code : NULL);
		finish_mark(&l, l.side == SIDE_BOTH ? SIDE_LEFT : l.side);
		if (l.side == SIDE_BOTH)
			finish_mark(&l, SIDE_RIGHT);
	}
	line_end(&l);
}

enum { LINE_BYTES = 2000 };

/* What no reading can begin with: too long, or bytes that are not text. */
static bool is_readable(const char *line, struct reading *reading)
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
	bool any = false;
	entry_reading_release(reading);
	if (!is_readable(line, &reading->reading))
		return;
	for (size_t from = 0, to; from <= strlen(line); from = to + 1) {
		to = line_piece_end(line, from, ";");
		if (strspn(line + from, " \t,") >= to - from)
			continue;
		read_mark(c, line, from, to, reading);
		any = true;
	}
	if (!any)
		reading->reading.ok =
			err_set(&reading->reading.problem, ERR_INPUT,
				_("Say side, muscle, type and tenderness, as in \"l up trap a 7>3\"."));
}

/* ---- one technique ---- */

void entry_read_technique(const struct catalogue *c, int technique, const char *line,
			  struct entry_reading *reading)
{
	entry_read_technique_in(c, technique, line, NULL, reading);
}

void entry_read_technique_in(const struct catalogue *c, int technique, const char *line,
			     const struct entry_session *session, struct entry_reading *reading)
{
	struct entry_line l;
	entry_reading_release(reading);
	if (!is_readable(line, &reading->reading))
		return;
	line_start(&l, c, line, 0, strlen(line), reading);
	l.session = session;
	if (technique >= 0)
		entry_add_technique(&l, technique, 0);
	take_words(&l);
	if (l.entry.n_applications == 0)
		entry_problem(
			&l, l.words.n, l.words.n,
			_("Which technique? Say its code or parts of its name, as in \"dry needling\"."));
	else {
		entry_place_technique(&l);
		add_entry(reading, &l.entry);
		l.entry = (struct entry){ .n_applications = 0 };
		mark_init(&l.entry.mark);
	}
	line_end(&l);
}

/* ---- back into words ---- */

void entry_describe(const struct catalogue *c, const struct entry *entry, struct str *out)
{
	if (entry->mark.muscle)
		mark_describe(c, &entry->mark, entry->applications, entry->n_applications, out);
	else if (entry->n_applications > 0)
		application_describe(c, &entry->applications[0], entry->on_mark, out);
}
