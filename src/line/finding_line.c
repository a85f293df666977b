/* SPDX-License-Identifier: MIT */
/* Findings by line: the field, the value by its kind, and the place that is said among its words. */
#include "line/finding_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/take.h"

enum { SHOWN = 8 }; /* of what may be meant */

/* One value while it is read. */
struct value_line {
	const struct catalogue *c;
	const struct finding_spec *spec;
	struct words words;
	struct finding finding;
	struct finding_reading *out;
};

void finding_reading_init(struct finding_reading *reading)
{
	*reading = (struct finding_reading){ .field = -1 };
	reading_init(&reading->reading);
	str_init(&reading->near);
}

void finding_reading_release(struct finding_reading *reading)
{
	findings_release(&reading->findings);
	str_release(&reading->near);
}

static void begin_anew(struct finding_reading *reading)
{
	finding_reading_release(reading);
	finding_reading_init(reading);
}

static bool problem(struct value_line *l, size_t from, const char *format, const char *what)
{
	size_t to = l->words.n > 0 ? l->words.n - 1 : 0;
	return reading_problem(&l->out->reading, &l->words, from, to, format, what);
}

static void offer(struct finding_reading *reading, const char *word)
{
	str_addf(&reading->near, "%s%s", reading->near.len ? " · " : "", word);
}

/* ---- words by their beginnings ---- */

enum fit { FIT_NONE, FIT_INSIDE, FIT_BEGINS, FIT_WHOLE };

/* Lower case, without accents, '_' as a blank, blanks at the ends off; caller frees. */
static char *key_of(const char *text)
{
	char *trimmed = str_trimmed(text), *key = utf8_search_key(trimmed);
	for (char *c = key; *c; c++)
		if (*c == '_')
			*c = ' ';
	free(trimmed);
	return key;
}

/* How well a typed key fits a text: all of it, its beginning, or the beginning of one of its words. */
static enum fit fit(const char *key, const char *text)
{
	char *other = key_of(text);
	size_t n = strlen(key);
	enum fit best = FIT_NONE;
	if (n > 0 && strncmp(other, key, n) == 0)
		best = other[n] == '\0' ? FIT_WHOLE : FIT_BEGINS;
	for (const char *at = other; n > 0 && best == FIT_NONE && (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, key, n) == 0)
			best = FIT_INSIDE;
	free(other);
	return best;
}

static enum fit choice_fit(const struct finding_spec *spec, size_t i, const char *key)
{
	enum fit code = fit(key, spec->choices[i].code), word = fit(key, i18n_name(spec->choices[i].word));
	return code > word ? code : word;
}

/* The choice that typed words mean. The first of a list is the usual one: it needs no more than its beginning. Returns its
 * index, -1 when none fits, -2 when several do; *n_like says how many. */
static int choice_named(const struct finding_spec *spec, const char *typed, enum fit least, int *n_like)
{
	char *key = key_of(typed);
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
	return n > 1 && !(found == 0 && best == FIT_BEGINS) ? -2 : found;
}

/* Those that fit what was typed, else the first of them. */
static void offer_choices(struct finding_reading *reading, const struct finding_spec *spec, const char *typed)
{
	char *key = key_of(typed);
	int n = 0;
	for (int all = *key == '\0'; n == 0 && all < 2; all++)
		for (size_t i = 0; i < spec->n_choices && n <= SHOWN; i++)
			if (all || choice_fit(spec, i, key) != FIT_NONE)
				offer(reading, n++ < SHOWN ? i18n_name(spec->choices[i].word) : "…");
	free(key);
}

/* Code and name of each that may be meant. */
static void offer_found(struct value_line *l, enum candidate_kind what, const struct candidate *found,
			size_t n)
{
	reading_offer(&l->out->reading, what, found, n);
	for (size_t i = 0; i < l->out->reading.n_candidates; i++) {
		struct str name;
		str_init(&name);
		const char *code = reading_candidate(l->c, &l->out->reading, i, &name);
		char *one = str_format("%s %s", code, name.s);
		offer(l->out, one);
		free(one);
		str_release(&name);
	}
}

/* ---- the place ---- */

/* The words that nothing has taken, of [from, to). Caller frees. */
static char *open_text(const struct value_line *l, size_t from, size_t to)
{
	struct str text;
	str_init(&text);
	for (size_t i = from; i < to; i++) {
		char *one = l->words.word[i].used ? NULL : words_text(&l->words, i, i + 1);
		if (one)
			str_addf(&text, "%s%s", text.len ? " " : "", one);
		free(one);
	}
	return str_take(&text);
}

static bool is_filler(const struct value_line *l, size_t at)
{
	return word_means(&l->words, at, MEANS(MEANS_FILLER)) != NULL;
}

/* A word that leads to the place belongs to it: "at stp l". */
static void use_with_filler(struct value_line *l, size_t at)
{
	words_use(&l->words, at, 1);
	if (at > 1 && is_filler(l, at - 1))
		words_use(&l->words, at - 1, 1);
}

/* "stp.l", or a code alone. */
static void take_cell(struct value_line *l, size_t at)
{
	int region;
	enum side side;
	if (l->finding.region || !place_typed(l->c, l->words.word[at].text, &region, &side))
		return;
	mem_replace(&l->finding.region, l->c->regions[region].code);
	l->finding.side = side != SIDE_NONE ? side : l->finding.side;
	use_with_filler(l, at);
}

static void take_side(struct value_line *l, size_t at)
{
	enum side side = l->finding.side == SIDE_NONE ? side_typed(l->words.word[at].text) : SIDE_NONE;
	if (side == SIDE_NONE)
		return;
	l->finding.side = side;
	use_with_filler(l, at);
}

static void take_grade(struct value_line *l, size_t at)
{
	const char *text = l->words.word[at].text;
	if (l->spec->high == 0 || l->finding.grade >= 0 || !isdigit((unsigned char)text[0]) || text[1])
		return;
	l->finding.grade = text[0] - '0';
	words_use(&l->words, at, 1);
}

/* Region codes, sides and a severity; the first word is the value's. Own words keep a lone "l" unless a region is said. */
static void take_place(struct value_line *l)
{
	const struct finding_spec *spec = l->spec;
	bool region = spec->where == WHERE_MAY || spec->where == WHERE_MUST;
	for (size_t i = 1; region && i < l->words.n; i++)
		take_cell(l, i);
	bool side = spec->where != WHERE_NO && (spec->kind != FINDING_WORDS || l->finding.region);
	for (size_t i = spec->kind == FINDING_MUSCLE ? 0 : 1; i < l->words.n; i++) {
		if (side && words_is_open(&l->words, i))
			take_side(l, i);
		if (spec->kind == FINDING_CHOICE && words_is_open(&l->words, i))
			take_grade(l, i);
	}
}

/* What stands behind a choice is the name of a region. */
static bool take_region_name(struct value_line *l, size_t from)
{
	struct candidate found[READING_CANDIDATES];
	while (from + 1 < l->words.n && (l->words.word[from].used || is_filler(l, from)))
		from++;
	char *name = open_text(l, from, l->words.n);
	bool ok = *name == '\0';
	if (!ok && (l->finding.region || l->spec->where == WHERE_NO || l->spec->where == WHERE_SIDE))
		problem(l, from, _("I do not understand “%s”."), name);
	else if (!ok) {
		size_t n = match_regions(l->c, name, found, READING_CANDIDATES);
		ok = n > 0 && match_is_clear(found, n);
		if (ok)
			mem_replace(&l->finding.region, l->c->regions[found[0].index].code);
		else {
			offer_found(l, NEAR_REGIONS, found, n);
			problem(l, from, n ? _("Which region is “%s”?") : _("No region is called “%s”."),
				name);
		}
	}
	free(name);
	return ok;
}

/* ---- values ---- */

/* The longest run of words from the first on that means a choice. */
static bool read_choice(struct value_line *l)
{
	int choice = -1, like;
	size_t to = l->words.n;
	for (; choice == -1 && to > 0; to--) {
		char *typed = open_text(l, 0, to);
		choice = *typed ? choice_named(l->spec, typed, FIT_INSIDE, &like) : -1;
		free(typed);
	}
	if (choice >= 0) {
		mem_replace(&l->finding.value, l->spec->choices[choice].code);
		return take_region_name(l, to + 1);
	}
	char *typed = open_text(l, 0, l->words.n);
	offer_choices(l->out, l->spec, typed);
	problem(l, 0,
		choice == -2 ? _("Which is “%s”? More letters tell them apart.")
			     : _("“%s” is not one of the choices."),
		typed);
	free(typed);
	return false;
}

/* A choice when the words begin one and only one, or stand inside one and only one; else the words as they are. Quotes
 * make them own words. */
static bool read_words(struct value_line *l)
{
	char *typed = open_text(l, 0, l->words.n);
	bool own = l->words.n > 0 && l->words.word[0].quoted;
	int like = 0, choice = own ? -1 : choice_named(l->spec, typed, FIT_BEGINS, &like);
	if (choice == -1 && !own) {
		choice = choice_named(l->spec, typed, FIT_INSIDE, &like);
		choice = choice == -2 ? -1 : choice;
	}
	if (choice == -2) {
		offer_choices(l->out, l->spec, typed);
		problem(l, 0,
			_("Which is “%s”? More letters tell them apart; in \"quotes\" it stays as it is."),
			typed);
	}
	mem_replace(&l->finding.value, choice >= 0 ? l->spec->choices[choice].code : typed);
	free(typed);
	return choice != -2;
}

/* "24", "24 h", "2 days" of what is counted in hours; the unit may be said by its first letter. */
static bool read_number(struct value_line *l)
{
	struct part number;
	const char *unit = NULL;
	long long value;
	size_t n = l->words.n > 0 ? take_amount(&l->words, 0, MEANS(MEANS_UNIT), &number, &unit) : 0;
	char *typed = open_text(l, 0, l->words.n);
	size_t digits = strspn(typed, "0123456789"), letter = digits + strspn(typed + digits, " ");
	bool own_unit = isalpha((unsigned char)typed[letter]) &&
			tolower((unsigned char)typed[letter]) == *l->spec->unit;
	bool whole = n == l->words.n && str_to_int(number.number, &value) && value < 1000;
	if (whole && str_eq(unit, "d") && finding_is_hours(l->spec)) {
		free(typed);
		typed = str_format("%lld", 24 * value);
	} else if (digits > 0 && (own_unit || (whole && str_eq(unit, l->spec->unit))))
		typed[digits] = '\0';
	mem_replace(&l->finding.value, typed);
	free(typed);
	return true;
}

static bool read_date(struct value_line *l)
{
	char today[DATE_SIZE], date[DATE_SIZE];
	struct err err = ERR_INIT;
	char *typed = open_text(l, 0, l->words.n);
	date_today(today);
	bool ok = date_parse(typed, today, date, &err) || problem(l, 0, "%s", err.text);
	if (ok)
		mem_replace(&l->finding.value, date);
	free(typed);
	return ok;
}

static bool read_muscle(struct value_line *l)
{
	struct candidate found[READING_CANDIDATES];
	char *typed = open_text(l, 0, l->words.n);
	size_t n = match_muscles(l->c, typed, found, READING_CANDIDATES);
	bool clear = n > 0 && match_is_clear(found, n);
	if (clear)
		mem_replace(&l->finding.value, l->c->muscles[found[0].index].code);
	else {
		offer_found(l, NEAR_MUSCLES, found, n);
		problem(l, 0, n ? _("Which muscle is “%s”?") : _("No muscle is called “%s”."), typed);
	}
	free(typed);
	return clear;
}

static bool read_by_kind(struct value_line *l)
{
	take_place(l);
	switch (l->spec->kind) {
	case FINDING_CHOICE:
		return read_choice(l);
	case FINDING_WORDS:
		return read_words(l);
	case FINDING_NUMBER:
		return read_number(l);
	case FINDING_DATE:
		return read_date(l);
	case FINDING_MUSCLE:
		return read_muscle(l);
	default:
		mem_replace(&l->finding.value, l->words.line);
		return true;
	}
}

static void read_one(const struct catalogue *c, int field, const char *typed, struct finding_reading *reading)
{
	struct value_line l = { .c = c, .spec = &c->findings[field], .out = reading };
	struct err err = ERR_INIT;
	char *line = str_trimmed(typed);
	finding_init(&l.finding);
	words_split(&l.words, line, 0, strlen(line));
	mem_replace(&l.finding.field, l.spec->code);
	bool ok = read_by_kind(&l);
	int region = ok ? catalogue_region(c, l.finding.region) : -1;
	if (region >= 0 && !c->regions[region].paired && l.finding.side == SIDE_NONE)
		l.finding.side = SIDE_MIDLINE;
	if (ok && finding_check(c, &l.finding, &err))
		findings_add(&reading->findings, &l.finding);
	else if (ok)
		problem(&l, 0, "%s", err.text);
	words_release(&l.words);
	finding_release(&l.finding);
	free(line);
}

static bool line_problem(struct finding_reading *reading, const char *format, const char *what)
{
	const struct words none = { .n = 0 };
	return reading_problem(&reading->reading, &none, 0, 0, format, what);
}

static bool say_value_missing(const struct finding_spec *spec, struct finding_reading *reading)
{
	const struct words none = { .n = 0 };
	offer_choices(reading, spec, "");
	if (spec->kind == FINDING_NUMBER)
		return reading_problem(&reading->reading, &none, 0, 0,
				       _("%s: say a whole number from %d to %d."), i18n_name(spec->name),
				       spec->low, spec->high);
	return line_problem(reading, _("%s: say a value."), i18n_name(spec->name));
}

/* "none, ibuprofen" cannot both be so. */
static void none_beside(const struct finding_spec *spec, struct finding_reading *reading)
{
	const struct findings *all = &reading->findings;
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->n; j++)
			if (finding_stands_alone(all->rows[i].value) &&
			    !findings_agree(&all->rows[i], &all->rows[j]))
				line_problem(reading, _("“%s” stands alone: say it without the others."),
					     finding_choice_word(spec, all->rows[i].value));
}

/* Values of [line + from, ...], parted by commas and semicolons where the field takes several. */
static bool read_values(const struct catalogue *c, int field, const char *line, size_t from,
			struct finding_reading *reading)
{
	const struct finding_spec *spec = &c->findings[field];
	bool parts = spec->many && (spec->kind == FINDING_CHOICE || spec->kind == FINDING_WORDS);
	reading->field = field;
	if (str_empty(line + from))
		return say_value_missing(spec, reading);
	if (spec->ask == ASK_SESSION && line[line_piece_end(line, from, ",;")])
		return line_problem(
			reading,
			_("%s holds one answer: say the gravest, and write the others behind what was done."),
			i18n_name(spec->name));
	for (size_t at = from, end; reading->reading.ok && at < strlen(line); at = end + 1) {
		end = parts ? line_piece_end(line, at, ",;") : strlen(line);
		char *one = mem_strndup(line + at, end - at);
		size_t blanks = strspn(one, " \t");
		if (!str_empty(one) && reading->findings.n == FINDING_LINE_MAX)
			line_problem(reading, "%s", _("That is too much for one line."));
		else if (!str_empty(one))
			read_one(c, field, one, reading);
		if (!reading->reading.ok)
			reading->reading.bad_at += at + blanks;
		free(one);
	}
	if (reading->reading.ok && reading->findings.n == 0)
		say_value_missing(spec, reading);
	none_beside(spec, reading);
	return reading->reading.ok;
}

bool finding_read_value(const struct catalogue *c, int field, const char *line,
			struct finding_reading *reading)
{
	begin_anew(reading);
	return read_values(c, field, line, 0, reading);
}

/* ---- the field ---- */

/* A code said from its beginning on goes before a name; what is said whole before what is only begun. */
static int field_score(const struct finding_spec *spec, const char *key)
{
	enum fit code = fit(key, spec->code), name = fit(key, i18n_name(spec->name));
	return code == FIT_WHOLE ? 6 : code == FIT_BEGINS ? 5 : (int)name;
}

static int field_named(const struct catalogue *c, const char *typed, struct finding_reading *reading)
{
	char *key = key_of(typed);
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
	return n == 1 ? found : n == 0 ? -1 : -2;
}

bool finding_read(const struct catalogue *c, const char *line, struct finding_reading *reading)
{
	struct words words;
	begin_anew(reading);
	words_split(&words, line, 0, strlen(line));
	char *typed = words_text(&words, 0, words.n > 0);
	int field = words.n > 0 ? field_named(c, words.word[0].text, reading) : -1;
	if (words.n == 0)
		line_problem(reading, "%s", _("Say a field and its value: pattern constant."));
	else if (field < 0)
		reading_problem(&reading->reading, &words, 0, 0,
				field == -2 ? _("Which field is “%s”?") : _("No field is called “%s”."),
				typed);
	else
		read_values(c, field, line, words.word[0].at + words.word[0].bytes, reading);
	free(typed);
	words_release(&words);
	return reading->reading.ok;
}

/* ---- back into words ---- */

/* Whether own words would be taken for something else unless they stand in quotes. */
static bool wants_quotes(const struct catalogue *c, int field, const struct finding *finding)
{
	struct finding_reading reading;
	if (field < 0 || c->findings[field].kind != FINDING_WORDS ||
	    finding_choice_index(&c->findings[field], finding->value) >= 0)
		return false;
	finding_reading_init(&reading);
	bool same = finding_read_value(c, field, finding->value, &reading) && reading.findings.n == 1 &&
		    str_eq(reading.findings.rows[0].value, finding->value);
	finding_reading_release(&reading);
	return !same;
}

void finding_compose(const struct catalogue *c, const struct finding *finding, struct str *out)
{
	int field = catalogue_finding(c, finding->field);
	str_addf(out, wants_quotes(c, field, finding) ? "\"%s\"" : "%s", finding->value);
	if (finding->region)
		str_addf(out, " %s", finding->region);
	if (finding->side != SIDE_NONE)
		str_addf(out, "%s%s", finding->region ? "." : " ", side_code(finding->side));
	if (finding->grade >= 0)
		str_addf(out, " %d", finding->grade);
}
