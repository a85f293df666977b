/* SPDX-License-Identifier: MIT */
/* Doses of an entry line: which technique and which of its doses a number with a unit belongs to. */
#include "line/entry_reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/dose_value.h"
#include "record/dose.h"

static const struct technique *technique_of(const struct reader *r, int owner)
{
	return &r->c->techniques[r->technique[owner]];
}

static bool is_set(const struct reader *r, int owner, const struct dose_spec *spec)
{
	return application_dose(&r->entry.applications[owner], spec->name) != NULL;
}

static const struct dose_spec *spec_by_name(const struct technique *t, const char *name)
{
	for (size_t i = 0; i < t->n_doses; i++)
		if (str_eq(t->doses[i].name, name))
			return &t->doses[i];
	return NULL;
}

int reader_dose_named(const struct technique *technique, const char *name)
{
	static const char *const needle_words[] = { "n", "ndl", "needle", "needles", "in" };
	size_t n = strlen(name);
	int found = -1;
	for (size_t i = 0; i < sizeof needle_words / sizeof needle_words[0]; i++)
		if (str_eq(name, needle_words[i]))
			name = "needles_in";
	if (str_eq(name, "out"))
		name = "needles_out";
	for (size_t i = 0; i < technique->n_doses; i++) {
		const struct dose_spec *spec = &technique->doses[i];
		const char *shown = i18n_name(spec->label);
		if (str_eq(spec->name, name) || strcasecmp(shown, name) == 0)
			return (int)i;
		if (n >= 2 && found < 0 &&
		    (strncasecmp(spec->name, name, n) == 0 || strncasecmp(shown, name, n) == 0))
			found = (int)i;
		/* "1 press", "2 twitches" */
		if (found < 0 && n > strlen(spec->name) &&
		    strncasecmp(spec->name, name, strlen(spec->name)) == 0 &&
		    str_eq(name + strlen(spec->name), "es"))
			found = (int)i;
	}
	return found;
}

const struct dose_spec *reader_choice_of(const struct technique *technique, const char *typed)
{
	size_t bytes;
	for (size_t i = 0; i < technique->n_doses; i++)
		if (str_eq(technique->doses[i].unit, "enum") &&
		    dose_choice(&technique->doses[i], typed, &bytes))
			return &technique->doses[i];
	return NULL;
}

static void warn_outside(struct reader *r, int owner, const struct dose_spec *spec, const char *value)
{
	if (r->reading->outside)
		return;
	struct str usual;
	str_init(&usual);
	dose_usual(spec, &usual);
	r->reading->outside = true;
	err_set(&r->reading->warning, ERR_INPUT, _("%s: %s %s lies outside what is usual, %s."),
		i18n_name(technique_of(r, owner)->short_name), i18n_name(spec->label), value, usual.s);
	str_release(&usual);
}

bool reader_set_dose(struct reader *r, int owner, const struct dose_spec *spec, const char *typed,
		     size_t from, size_t to)
{
	struct str value;
	struct err err = ERR_INIT;
	bool outside, ok;
	str_init(&value);
	if (is_set(r, owner, spec))
		ok = reader_problem(r, from, to, _("%s is said twice for %s: keep one."),
				    i18n_name(spec->label), i18n_name(technique_of(r, owner)->short_name));
	else if (!dose_check(spec, typed, &value, &outside, &err))
		ok = reader_problem(r, from, to, "%s", err.text);
	else {
		application_set_dose(&r->entry.applications[owner], spec->name, spec->unit, value.s);
		if (outside)
			warn_outside(r, owner, spec, value.s);
		ok = true;
	}
	str_release(&value);
	return ok;
}

/* The free dose in that unit whose usual range holds the value, else the first free one, else the first. */
static const struct dose_spec *spec_by_unit(const struct reader *r, int owner, const char *unit, double value)
{
	const struct technique *t = technique_of(r, owner);
	const struct dose_spec *first = NULL, *free_one = NULL;
	for (size_t i = 0; i < t->n_doses; i++) {
		const struct dose_spec *spec = &t->doses[i];
		if (!str_eq(spec->unit, unit))
			continue;
		first = first ? first : spec;
		if (is_set(r, owner, spec))
			continue;
		if (spec->low <= spec->high && value >= spec->low && value <= spec->high)
			return spec;
		free_one = free_one ? free_one : spec;
	}
	return free_one ? free_one : first;
}

/* Times of what: presses before repetitions before sets. */
static const struct dose_spec *spec_by_count(const struct technique *t)
{
	static const char *const counted[] = { "presses", "reps", "sets",    "thrusts",
					       "strokes", "cups", "channels" };
	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
		const struct dose_spec *spec = spec_by_name(t, counted[i]);
		if (spec)
			return spec;
	}
	return NULL;
}

/* "force (kg), build (s), presses": what the technique does take. */
static void list_doses(const struct technique *t, struct str *out)
{
	for (size_t i = 0; i < t->n_doses; i++) {
		const struct dose_spec *spec = &t->doses[i];
		bool plain = str_eq(spec->unit, "n") || str_eq(spec->unit, "enum") ||
			     str_eq(spec->unit, "text") || str_eq(spec->unit, "bool") ||
			     str_eq(spec->unit, "nprs");
		str_addf(out, "%s%s", i ? ", " : "", i18n_name(spec->label));
		if (!plain)
			str_addf(out, " (%s)", spec->unit);
	}
}

bool reader_no_dose(struct reader *r, int owner, size_t from, size_t to)
{
	struct str doses;
	str_init(&doses);
	list_doses(technique_of(r, owner), &doses);
	reader_problem(r, from, to, _("\"%s\" is no dose of %s: it takes %s."), reader_shown(r, from, to),
		       i18n_name(technique_of(r, owner)->short_name), doses.s);
	str_release(&doses);
	return false;
}

static bool set_or_refuse(struct reader *r, int owner, const struct dose_spec *spec, const char *value,
			  size_t word)
{
	return spec ? reader_set_dose(r, owner, spec, value, word, word)
		    : reader_no_dose(r, owner, word, word);
}

static bool read_unit(struct reader *r, int owner, size_t i)
{
	const struct entry_word *word = &r->words.word[i];
	if (str_eq(word->unit, "nprs") || str_eq(word->unit, "1-5") || str_eq(word->unit, "0-4")) {
		const struct technique *t = technique_of(r, owner);
		for (size_t d = 0; d < t->n_doses; d++)
			if (str_eq(t->doses[d].unit, word->unit))
				return reader_set_dose(r, owner, &t->doses[d], word->number, i, i);
	}
	return set_or_refuse(r, owner, spec_by_unit(r, owner, word->unit, strtod(word->number, NULL)),
			     word->number, i);
}

/* "3x30s" is three times thirty seconds, "2x10" two sets of ten, "0.25x40mm" a needle. */
static bool read_cross(struct reader *r, int owner, size_t i)
{
	const struct entry_word *word = &r->words.word[i];
	const struct technique *t = technique_of(r, owner);
	const struct dose_spec *gauge = spec_by_name(t, "gauge"), *length = spec_by_name(t, "length");
	if (gauge && length && (!word->unit || str_eq(word->unit, "mm")))
		return reader_set_dose(r, owner, gauge, word->number, i, i) &&
		       reader_set_dose(r, owner, length, word->second, i, i);
	const struct dose_spec *times = spec_by_count(t), *sets = spec_by_name(t, "sets"),
			       *reps = spec_by_name(t, "reps");
	if (!word->unit) {
		if (!sets || !reps)
			return reader_no_dose(r, owner, i, i);
		return reader_set_dose(r, owner, sets, word->number, i, i) &&
		       reader_set_dose(r, owner, reps, word->second, i, i);
	}
	const struct dose_spec *each = spec_by_unit(r, owner, word->unit, strtod(word->second, NULL));
	if (!times || !each)
		return reader_no_dose(r, owner, i, i);
	return reader_set_dose(r, owner, times, word->number, i, i) &&
	       reader_set_dose(r, owner, each, word->second, i, i);
}

static bool read_named(struct reader *r, int owner, size_t i)
{
	const struct entry_word *word = &r->words.word[i];
	const struct technique *t = technique_of(r, owner);
	int dose = reader_dose_named(t, word->name);
	return set_or_refuse(r, owner, dose >= 0 ? &t->doses[dose] : NULL, word->number, i);
}

static bool read_pair(struct reader *r, int owner, size_t i)
{
	const struct entry_word *word = &r->words.word[i];
	const struct technique *t = technique_of(r, owner);
	int dose = reader_dose_named(t, word->name);
	if (dose < 0 && str_eq(word->name, "aim")) {
		reader_take_aim(r, owner, word->value_text, i, i);
		return true;
	}
	return set_or_refuse(r, owner, dose >= 0 ? &t->doses[dose] : NULL, word->value_text, i);
}

static void read_dose(struct reader *r, int owner, size_t i)
{
	const struct entry_word *word = &r->words.word[i];
	if (word->kind == WORD_UNIT)
		read_unit(r, owner, i);
	else if (word->kind == WORD_COUNT)
		set_or_refuse(r, owner, spec_by_count(technique_of(r, owner)), word->number, i);
	else if (word->kind == WORD_CROSS)
		read_cross(r, owner, i);
	else if (word->kind == WORD_NAMED)
		read_named(r, owner, i);
	else
		read_pair(r, owner, i);
}

static bool is_bare_pressure(const struct entry_word *word)
{
	return word->kind == WORD_USED && word->unit && strstr(word->unit, "/cm") &&
	       !str_starts(word->text, "ppt");
}

/* "tpg 12kg/cm2": a threshold of the mark or a slip for the force? A force and a pressure are never taken for each other,
 * so who writes the one where the other is due is asked. */
static void ask_for_force(struct reader *r, size_t i)
{
	int owner = reader_owner(r, i);
	if (owner < 0 || r->technique_word[owner] > i)
		return;
	const struct technique *t = technique_of(r, owner);
	for (size_t d = 0; d < t->n_doses; d++)
		if (str_eq(t->doses[d].unit, "kg") && !is_set(r, owner, &t->doses[d])) {
			reader_problem(
				r, i, i,
				_("\"%s\" is a pressure, but %s of %s is counted in kg. For a threshold write ppt before it."),
				reader_shown(r, i, i), i18n_name(t->doses[d].label),
				i18n_name(t->short_name));
			return;
		}
}

void reader_read_doses(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++) {
		struct entry_word *word = &r->words.word[i];
		bool is_dose = word->kind == WORD_UNIT || word->kind == WORD_COUNT ||
			       word->kind == WORD_CROSS || word->kind == WORD_NAMED ||
			       word->kind == WORD_PAIR;
		if (!is_dose)
			continue;
		int owner = reader_owner(r, i);
		if (word->kind == WORD_UNIT && !word->unit) {
			reader_problem(r, i, i, _("\"%s\" needs its unit: kg, s, min, mm, x ..."),
				       reader_shown(r, i, i));
			continue;
		}
		if (owner < 0) {
			reader_problem(
				r, i, i,
				_("Which technique does \"%s\" belong to? Name it before its dose, as in \"tpg %s\"."),
				reader_shown(r, i, i), reader_shown(r, i, i));
			continue;
		}
		read_dose(r, owner, i);
		word->kind = WORD_USED;
	}
	for (size_t i = 0; r->is_mark && i < r->words.n; i++)
		if (is_bare_pressure(&r->words.word[i]))
			ask_for_force(r, i);
	for (size_t a = 0; a < r->entry.n_applications; a++)
		application_order_doses(r->c, &r->entry.applications[a]);
}
