/* SPDX-License-Identifier: MIT */
/* The finding line: a field, a value, and a place and severity where the field takes them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/match.h"
#include "record/finding.h"
#include "line/finding_words.h"

enum { SHOWN = 8 }; /* candidates */

void finding_reading_init(struct finding_reading *reading)
{
	*reading = (struct finding_reading){ .field = -1 };
	str_init(&reading->problem);
	str_init(&reading->candidates);
}

void finding_reading_release(struct finding_reading *reading)
{
	findings_release(&reading->findings);
	str_release(&reading->problem);
	str_release(&reading->candidates);
	reading->ok = false;
	reading->field = -1;
}

static bool problem(struct finding_reading *reading, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static bool problem(struct finding_reading *reading, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (reading->problem.len == 0)
		str_addv(&reading->problem, format, args);
	va_end(args);
	return false;
}

static void offer(struct finding_reading *reading, const char *word)
{
	str_addf(&reading->candidates, "%s%s", reading->candidates.len ? " · " : "", word);
}

/* --- words by their beginnings --- */

enum fit { FIT_NONE, FIT_INSIDE, FIT_BEGINS, FIT_WHOLE };

/* How well a typed key fits a text: all of it, its beginning, or the beginning of one of its words. */
static enum fit fit(const char *key, const char *text)
{
	char *other = utf8_search_key(text);
	size_t n = strlen(key);
	enum fit best = FIT_NONE;
	for (char *c = other; *c; c++)
		if (*c == '_')
			*c = ' ';
	if (n == 0)
		best = FIT_NONE;
	else if (strcmp(other, key) == 0)
		best = FIT_WHOLE;
	else if (strncmp(other, key, n) == 0)
		best = FIT_BEGINS;
	for (const char *at = other; best == FIT_NONE && (at = strchr(at, ' ')); at++)
		if (n > 0 && strncmp(at + 1, key, n) == 0)
			best = FIT_INSIDE;
	free(other);
	return best;
}

static enum fit better(enum fit a, enum fit b)
{
	return a > b ? a : b;
}

/* Lower case, without accents, '_' as a blank, blanks at the ends off; caller frees. */
static char *typed_key(const char *typed)
{
	char *trimmed = str_trimmed(typed), *key = utf8_search_key(trimmed);
	for (char *c = key; *c; c++)
		if (*c == '_')
			*c = ' ';
	free(trimmed);
	return key;
}

static enum fit choice_fit(const struct finding_spec *spec, size_t i, const char *key)
{
	return better(fit(key, spec->choices[i].code), fit(key, i18n_name(spec->choices[i].word)));
}

/* The choice that typed words mean. The first of a list is the usual one: it needs no more than its beginning. Returns its
 * index, -1 when none fits, -2 when several do; *n_like says how many. */
static int choice_named(const struct finding_spec *spec, const char *typed, enum fit least, int *n_like)
{
	char *key = typed_key(typed);
	enum fit best = FIT_NONE;
	int found = -1, n = 0;
	for (size_t i = 0; i < spec->n_choices; i++) {
		enum fit how = choice_fit(spec, i, key);
		if (how < least || how == FIT_NONE || how < best)
			continue;
		n = how > best ? 1 : n + 1;
		best = how;
		if (n == 1)
			found = (int)i;
	}
	free(key);
	*n_like = n;
	if (n > 1 && !(found == 0 && best == FIT_BEGINS))
		return -2;
	return found;
}

static void offer_choices(struct finding_reading *reading, const struct finding_spec *spec, const char *typed)
{
	char *key = typed_key(typed);
	int n = 0;
	for (size_t i = 0; i < spec->n_choices && n <= SHOWN; i++) {
		if (*key && choice_fit(spec, i, key) == FIT_NONE)
			continue;
		offer(reading, n++ < SHOWN ? i18n_name(spec->choices[i].word) : "…");
	}
	free(key);
	for (size_t i = 0; n == 0 && i < spec->n_choices && i <= SHOWN; i++)
		offer(reading, i < SHOWN ? i18n_name(spec->choices[i].word) : "…");
}

/* --- values --- */

/* What stands behind a choice is the name of a region. */
static bool take_region_name(const struct catalogue *c, const struct finding_spec *spec, const char *name,
			     struct finding *finding, struct finding_reading *reading)
{
	struct candidate found[SHOWN];
	if (!*name)
		return true;
	if (finding->region || spec->where == WHERE_NO || spec->where == WHERE_SIDE)
		return problem(reading, _("I do not understand “%s”."), name);
	size_t n = match_regions(c, name, found, SHOWN);
	if (n > 0 && match_is_clear(found, n)) {
		mem_replace(&finding->region, c->regions[found[0].index].code);
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		char *one = str_format("%s %s", c->regions[found[i].index].code,
				       i18n_name(c->regions[found[i].index].name));
		offer(reading, one);
		free(one);
	}
	return problem(reading, n ? _("Which region is “%s”?") : _("No region is called “%s”."), name);
}

/* The longest run of words from the first on that means a choice. */
static int choice_in(const struct finding_spec *spec, const struct finding_words *words, enum fit least,
		     size_t *n_words, int *n_like)
{
	int found = -1;
	*n_words = 0;
	*n_like = 0;
	for (size_t to = words->n; found < 0 && to > 0; to--) {
		char *typed = finding_words_rest(words, 0, to);
		int like = 0, named = *typed ? choice_named(spec, typed, least, &like) : -1;
		free(typed);
		if (like > 0 && *n_like == 0)
			*n_like = like;
		if (named == -2)
			return -2;
		found = named;
		*n_words = to;
	}
	return found;
}

static bool read_choice(const struct catalogue *c, const struct finding_spec *spec,
			struct finding_words *words, struct finding *finding, struct finding_reading *reading)
{
	size_t n_words;
	int like, choice = choice_in(spec, words, FIT_INSIDE, &n_words, &like);
	if (choice < 0) {
		char *typed = finding_words_rest(words, 0, words->n);
		offer_choices(reading, spec, typed);
		problem(reading,
			choice == -2 ? _("Which is “%s”? More letters tell them apart.")
				     : _("“%s” is not one of the choices."),
			typed);
		free(typed);
		return false;
	}
	mem_replace(&finding->value, spec->choices[choice].code);
	char *rest = finding_words_rest(words, n_words, words->n);
	bool ok = take_region_name(c, spec, rest, finding, reading);
	free(rest);
	return ok;
}

/* A choice when the words begin one and only one, or stand inside one and only one; else the words as they are. Quotes
 * make them own words. */
static bool read_words(const struct finding_spec *spec, const struct finding_words *words,
		       struct finding *finding, struct finding_reading *reading)
{
	char *typed = finding_words_rest(words, 0, words->n);
	int like = 0, choice = words->is_own ? -1 : choice_named(spec, typed, FIT_BEGINS, &like);
	if (choice == -1 && !words->is_own)
		choice = choice_named(spec, typed, FIT_INSIDE, &like);
	if (choice == -2 && like > 0 && choice_named(spec, typed, FIT_BEGINS, &like) == -1)
		choice = -1;
	if (choice == -2) {
		offer_choices(reading, spec, typed);
		problem(reading,
			_("Which is “%s”? More letters tell them apart; in \"quotes\" it stays as it is."),
			typed);
	}
	mem_replace(&finding->value, choice >= 0 ? spec->choices[choice].code : typed);
	free(typed);
	return choice != -2;
}

/* "d", "day", "days", and the like in the user's language. */
static bool says_days(const char *unit)
{
	size_t n = strlen(unit);
	return n > 0 && (strncasecmp(unit, "days", n) == 0 || strncasecmp(unit, _("days"), n) == 0);
}

static bool read_number(const struct finding_spec *spec, const char *typed, struct finding *finding)
{
	char *trimmed = str_trimmed(typed);
	size_t n = strspn(trimmed, "0123456789");
	const char *unit = trimmed + n + strspn(trimmed + n, " ");
	if (finding_is_hours(spec) && n > 0 && n < 4 && says_days(unit)) {
		char *hours = str_format("%d", 24 * atoi(trimmed));
		mem_replace(&finding->value, hours);
		free(hours);
		free(trimmed);
		return true;
	}
	/* "24 h", "24 hours": the unit may be said, by its first letter */
	if (n > 0 && (*unit == '\0' || (*spec->unit && tolower((unsigned char)*unit) == *spec->unit &&
					isalpha((unsigned char)*unit))))
		trimmed[n] = '\0';
	mem_replace(&finding->value, trimmed);
	free(trimmed);
	return true;
}

static bool read_date(const char *typed, struct finding *finding, struct finding_reading *reading)
{
	char today[DATE_SIZE], date[DATE_SIZE];
	struct err err = ERR_INIT;
	date_today(today);
	if (!date_parse(typed, today, date, &err))
		return problem(reading, "%s", err.text);
	mem_replace(&finding->value, date);
	return true;
}

static bool read_muscle(const struct catalogue *c, const struct finding_words *words, struct finding *finding,
			struct finding_reading *reading)
{
	struct candidate found[SHOWN];
	char *typed = finding_words_rest(words, 0, words->n);
	size_t n = match_muscles(c, typed, found, SHOWN);
	bool clear = n > 0 && match_is_clear(found, n);
	if (clear)
		mem_replace(&finding->value, c->muscles[found[0].index].code);
	else
		problem(reading, n ? _("Which muscle is “%s”?") : _("No muscle is called “%s”."), typed);
	for (size_t i = 0; !clear && i < n; i++) {
		char *one = str_format("%s %s", c->muscles[found[i].index].code,
				       i18n_name(c->muscles[found[i].index].name));
		offer(reading, one);
		free(one);
	}
	free(typed);
	return clear;
}

static bool read_kind(const struct catalogue *c, const struct finding_spec *spec, const char *typed,
		      struct finding_words *words, struct finding *finding, struct finding_reading *reading)
{
	char *text;
	finding_words_place(c, spec, words, finding);
	switch (spec->kind) {
	case FINDING_CHOICE:
		return read_choice(c, spec, words, finding, reading);
	case FINDING_WORDS:
		return read_words(spec, words, finding, reading);
	case FINDING_NUMBER:
		return read_number(spec, typed, finding);
	case FINDING_DATE:
		return read_date(typed, finding, reading);
	case FINDING_MUSCLE:
		return read_muscle(c, words, finding, reading);
	default:
		text = str_trimmed(typed);
		mem_replace(&finding->value, text);
		free(text);
		return true;
	}
}

/* A region in the midline needs no side to be said. */
static void settle_side(const struct catalogue *c, struct finding *finding)
{
	int region = catalogue_region(c, finding->region);
	if (region >= 0 && !c->regions[region].paired && finding->side == SIDE_NONE)
		finding->side = SIDE_MIDLINE;
}

static bool read_one(const struct catalogue *c, int field, const char *typed, struct finding_reading *reading)
{
	const struct finding_spec *spec = &c->findings[field];
	struct finding finding;
	struct finding_words words;
	struct err err = ERR_INIT;
	finding_init(&finding);
	finding_words_split(&words, typed);
	mem_replace(&finding.field, spec->code);
	bool ok = read_kind(c, spec, typed, &words, &finding, reading);
	if (ok) {
		settle_side(c, &finding);
		ok = finding_check(c, &finding, &err) || problem(reading, "%s", err.text);
	}
	if (ok)
		findings_add(&reading->findings, &finding);
	finding_words_release(&words);
	finding_release(&finding);
	return ok;
}

static void reading_clear(struct finding_reading *reading)
{
	findings_release(&reading->findings);
	str_clear(&reading->problem);
	str_clear(&reading->candidates);
	reading->ok = false;
	reading->field = -1;
}

static bool say_value_missing(const struct finding_spec *spec, struct finding_reading *reading)
{
	offer_choices(reading, spec, "");
	if (spec->kind == FINDING_NUMBER)
		return problem(reading, _("%s: say a whole number from %d to %d."), i18n_name(spec->name),
			       spec->low, spec->high);
	return problem(reading, _("%s: say a value."), i18n_name(spec->name));
}

/* Up to the next comma that is not in quotes. */
static size_t part_bytes(const char *line)
{
	bool quoted = false;
	size_t n = 0;
	for (; line[n] && (quoted || line[n] != ','); n++)
		if (line[n] == '"')
			quoted = !quoted;
	return n;
}

/* "none, ibuprofen" cannot both be so. */
static bool none_beside(const struct finding_spec *spec, struct finding_reading *reading)
{
	const struct findings *all = &reading->findings;
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->n; j++)
			if (finding_stands_alone(all->rows[i].value) &&
			    !findings_agree(&all->rows[i], &all->rows[j]))
				return problem(reading, _("“%s” stands alone: say it without the others."),
					       finding_choice_word(spec, all->rows[i].value));
	return true;
}

bool finding_read_value(const struct catalogue *c, int field, const char *line,
			struct finding_reading *reading)
{
	const struct finding_spec *spec = &c->findings[field];
	bool parts = spec->many && (spec->kind == FINDING_CHOICE || spec->kind == FINDING_WORDS);
	bool ok = true;
	reading_clear(reading);
	reading->field = field;
	if (str_empty(line))
		return say_value_missing(spec, reading);
	if (spec->ask == ASK_SESSION && strchr(line, ','))
		return problem(
			reading,
			_("%s holds one answer: say the gravest, and write the others behind what was done."),
			i18n_name(spec->name));
	while (ok && line) {
		size_t n = parts ? part_bytes(line) : strlen(line);
		char *one = mem_strndup(line, n);
		if (!str_empty(one))
			ok = reading->findings.n < FINDING_LINE_MAX
				     ? read_one(c, field, one, reading)
				     : problem(reading, _("That is too much for one line."));
		free(one);
		line = line[n] ? line + n + 1 : NULL;
	}
	reading->ok = ok && (reading->findings.n > 0 || say_value_missing(spec, reading)) &&
		      none_beside(spec, reading);
	return reading->ok;
}

/* --- the field --- */

/* A code said from its beginning on goes before a name; what is said whole before what is only begun. */
static int field_score(const struct finding_spec *spec, const char *key)
{
	enum fit code = fit(key, spec->code), name = fit(key, i18n_name(spec->name));
	return code == FIT_WHOLE ? 6 : code == FIT_BEGINS ? 5 : (int)name;
}

static int field_named(const struct catalogue *c, const char *typed, struct finding_reading *reading)
{
	char *key = typed_key(typed);
	int best = 0, found = -1, n = 0;
	for (size_t i = 0; i < c->n_findings; i++) {
		int score = field_score(&c->findings[i], key);
		if (score == 0 || score < best)
			continue;
		n = score > best ? 1 : n + 1;
		best = score;
		found = (int)i;
	}
	for (size_t i = 0, shown = 0; n > 1 && i < c->n_findings && shown < SHOWN; i++) {
		if (field_score(&c->findings[i], key) != best)
			continue;
		char *one = str_format("%s (%s)", c->findings[i].code, i18n_name(c->findings[i].name));
		offer(reading, one);
		free(one);
		shown++;
	}
	free(key);
	if (n > 1)
		problem(reading, _("Which field is “%s”?"), typed);
	else if (n == 0)
		problem(reading, _("No field is called “%s”."), typed);
	return n == 1 ? found : -1;
}

bool finding_read(const struct catalogue *c, const char *line, struct finding_reading *reading)
{
	struct str word;
	reading_clear(reading);
	str_init(&word);
	bool any = str_next_word(&line, &word);
	int field = any ? field_named(c, word.s, reading) : -1;
	if (!any)
		problem(reading, _("Say a field and its value: pattern constant."));
	str_release(&word);
	return field >= 0 && finding_read_value(c, field, line, reading);
}
