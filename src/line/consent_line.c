/* SPDX-License-Identifier: MIT */
/* Consents by line. A name goes on until a word that says something else. */
#include "line/consent_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/take.h"

struct consent_line {
	struct words words;
	const char *today;
	struct consent *out;
	struct reading *reading;
};

static const char *text_at(const struct consent_line *l, size_t at)
{
	return l->words.word[at].text;
}

static size_t problem(struct consent_line *l, size_t at, const char *sentence)
{
	reading_problem(l->reading, &l->words, at, at, "%s", sentence);
	return 1;
}

/* ---- names ---- */

/* A day, or a whole word of the line's own. A quoted word is a name of its own, or a note. */
static bool ends_name(const struct consent_line *l, size_t at)
{
	static const enum joint joints[] = { JOINT_BY, JOINT_TO, JOINT_ON };
	const char *typed = text_at(l, at);
	char day[DATE_SIZE];
	if (l->words.word[at].quoted)
		return false;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (vocabulary_joins(typed, joints[i]))
			return true;
	return take_day(&l->words, at, l->today, day, NULL) > 0 || vocabulary_whole(typed, MEANS(MEANS_FORM));
}

/* The words of a name from `at` on, up to a bracket where one may follow. */
static size_t name_words(const struct consent_line *l, size_t at, bool to_bracket)
{
	size_t n = 0;
	for (; at + n < l->words.n && !ends_name(l, at + n); n++) {
		bool bracket = to_bracket && l->words.word[at + n].text[0] == '(';
		if (bracket || (n > 0 && l->words.word[at + n].quoted))
			break;
	}
	return n;
}

/* "(grand mother)": up to the word that closes it. */
static size_t take_relation(struct consent_line *l, size_t at, char **relation)
{
	size_t n = 0;
	bool closed = false;
	while (at + n < l->words.n && !closed)
		closed = strchr(text_at(l, at + n++), ')') != NULL;
	char *typed = words_text(&l->words, at, at + n), *end = strchr(typed, ')');
	if (end && end[1] == '\0') {
		*end = '\0';
		if (!str_empty(typed + 1)) {
			free(*relation);
			*relation = str_trimmed(typed + 1);
		}
	}
	free(typed);
	if (!*relation)
		reading_problem(l->reading, &l->words, at, at + n - 1,
				_("The relation stands in brackets, as in: (mother)"));
	return n;
}

static size_t take_person(struct consent_line *l, size_t at, size_t from)
{
	struct consent_person *by = &l->out->by;
	if (by->name) {
		reading_problem(l->reading, &l->words, at, at, _("Say one person: %s is named already."),
				by->name);
		return 1;
	}
	size_t n = name_words(l, from, true);
	if (n == 0)
		return problem(l, at, _("Say who consents behind \"by\": by Ana Rossi (mother)"));
	by->name = words_text(&l->words, from, from + n);
	size_t to = from + n;
	if (to < l->words.n && text_at(l, to)[0] == '(')
		to += take_relation(l, to, &by->relation);
	return to - at;
}

/* ---- takers ---- */

static size_t take_note(void *line, size_t at)
{
	struct consent_line *l = line;
	if (!l->words.word[at].quoted || l->out->note)
		return 0;
	l->out->note = mem_strdup(text_at(l, at));
	return 1;
}

static size_t take_by(void *line, size_t at)
{
	struct consent_line *l = line;
	return vocabulary_joins(text_at(l, at), JOINT_BY) ? take_person(l, at, at + 1) : 0;
}

static size_t take_receiver(void *line, size_t at)
{
	struct consent_line *l = line;
	if (!vocabulary_joins(text_at(l, at), JOINT_TO))
		return 0;
	size_t n = name_words(l, at + 1, false);
	if (n == 0 || l->out->receiver)
		return problem(l, at, _("Say behind \"to\" one receiver: to Dr Ng"));
	l->out->receiver = words_text(&l->words, at + 1, at + 1 + n);
	return n + 1;
}

static size_t take_given(void *line, size_t at)
{
	struct consent_line *l = line;
	struct err err = ERR_INIT;
	char day[DATE_SIZE];
	size_t on = vocabulary_joins(text_at(l, at), JOINT_ON);
	if (on && at + 1 >= l->words.n)
		return problem(l, at, _("Say the day behind \"on\"."));
	size_t n = take_day(&l->words, at + on, l->today, day, &err);
	if (n == 0 && !on)
		return 0;
	n += n == 0;
	if (!day[0])
		reading_problem(l->reading, &l->words, at + on, at + on + n - 1, "%s", err.text);
	else if (l->out->given_on)
		reading_problem(l->reading, &l->words, at + on, at + on + n - 1,
				_("“%s” is a second day: a consent is given on one."),
				words_shown(&l->words, at + on, at + on + n - 1));
	else
		l->out->given_on = mem_strdup(day);
	return on + n;
}

static size_t take_area(void *line, size_t at)
{
	const struct consent_line *l = line;
	return vocabulary_joins(text_at(l, at), JOINT_AREA);
}

static size_t take_scope(void *line, size_t at)
{
	struct consent_line *l = line;
	const struct meaning *scope = vocabulary_find(text_at(l, at), MEANS(MEANS_SCOPE));
	if (!scope)
		return 0;
	if (l->out->scope != CONSENT_SCOPES && (int)l->out->scope != scope->value)
		reading_problem(l->reading, &l->words, at, at,
				_("“%s” is a second scope: say one consent at a time."),
				words_shown(&l->words, at, at));
	l->out->scope = (enum consent_scope)scope->value;
	return 1;
}

static size_t take_form(void *line, size_t at)
{
	struct consent_line *l = line;
	const struct meaning *form = vocabulary_find(text_at(l, at), MEANS(MEANS_FORM));
	if (!form)
		return 0;
	if (l->out->form != CONSENT_UNSAID && (int)l->out->form != form->value)
		reading_problem(l->reading, &l->words, at, at,
				_("“%s”: it was given either verbal or written."),
				words_shown(&l->words, at, at));
	l->out->form = (enum consent_form)form->value;
	return 1;
}

static size_t take_unknown(void *line, size_t at)
{
	struct consent_line *l = line;
	reading_problem(
		l->reading, &l->words, at, at,
		_("“%s” fits nothing here. For: treatment, needling, sensitive, privacy, contact, release; "
		  "how: verbal, written; a day; by NAME (relation); to RECEIVER."),
		words_shown(&l->words, at, at));
	return 1;
}

static bool line_read(const char *line, const char *today, bool asks_person, struct consent *out,
		      struct reading *reading)
{
	static taker *const takers[] = { take_note, take_by,    take_receiver, take_given,
					 take_area, take_scope, take_form,     take_unknown };
	struct consent_line l = { .today = today, .out = out, .reading = reading };
	bool by = false;
	reading_init(reading);
	words_split(&l.words, line, 0, strlen(line));
	for (size_t i = 0; i < l.words.n; i++)
		by = by || (!l.words.word[i].quoted && vocabulary_joins(text_at(&l, i), JOINT_BY));
	if (l.words.is_full)
		reading_problem(reading, &l.words, l.words.n - 1, l.words.n - 1,
				_("The line is too long: say one consent at a time."));
	if (asks_person && !by)
		words_use(&l.words, 0, take_person(&l, 0, 0));
	words_take(&l.words, takers, sizeof takers / sizeof *takers, &l, reading);
	words_release(&l.words);
	return reading->ok;
}

bool consent_line_read(const char *line, const char *today, struct consent *out, struct reading *reading)
{
	return line_read(line, today, false, out, reading);
}

bool consent_person_read(const char *line, const char *today, struct consent *out, struct reading *reading)
{
	return line_read(line, today, true, out, reading);
}
