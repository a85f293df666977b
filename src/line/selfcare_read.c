/* SPDX-License-Identifier: MIT */
/* Reading a self-care line. What has a shape or a keyword of its own is taken first; the words left over are the name
 * of an item, or the kind of what stands in quotes. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "record/dose.h"
#include "record/selfcare.h"

enum { WORDS = 40, SHOWN_BYTES = 60, QUOTED_MAX_BYTES = 200 };

struct word {
	size_t at, bytes; /* in the line, with quotes */
	char *text;       /* lower case; as typed when quoted */
	bool quoted, used;
};

struct care_reader {
	const struct catalogue *c;
	const char *line, *today;
	struct selfcare_reading *reading;
	struct word word[WORDS];
	size_t n;
	char *dose[SELFCARE_DOSES];       /* as typed */
	size_t dose_word[SELFCARE_DOSES]; /* where */
	const char *words_of_own;
	size_t own_word;
	int item;
};

static bool problem(struct care_reader *r, size_t word, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool problem(struct care_reader *r, size_t word, const char *format, ...)
{
	va_list args;
	struct str text;
	if (!r->reading->ok)
		return false;
	str_init(&text);
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	err_set(&r->reading->problem, ERR_INPUT, "%s", text.s);
	str_release(&text);
	r->reading->ok = false;
	r->reading->bad_at = word < r->n ? r->word[word].at : strlen(r->line);
	r->reading->bad_bytes = word < r->n ? r->word[word].bytes : 0;
	return false;
}

/* ---- words ---- */

/* A key's colon parts it from its value: stop:"if it tingles". */
static size_t word_bytes(const char *s)
{
	size_t n = 0;
	if (*s == '"') {
		n = 1 + strcspn(s + 1, "\"");
		return n + (s[n] == '"');
	}
	while (s[n] && !isspace((unsigned char)s[n]) && s[n] != '"')
		if (s[n++] == ':')
			break;
	return n;
}

static void split(struct care_reader *r)
{
	for (const char *s = r->line; *s && r->n < WORDS;) {
		size_t n = word_bytes(s);
		if (n == 0) {
			s++;
			continue;
		}
		struct word *word = &r->word[r->n++];
		*word = (struct word){ .at = (size_t)(s - r->line), .bytes = n, .quoted = *s == '"' };
		if (word->quoted)
			word->text = mem_strndup(s + 1, n - 1 - (n > 1 && s[n - 1] == '"'));
		else
			word->text = mem_strndup(s, n - (n > 1 && s[n - 1] == ':'));
		for (char *t = word->text; !word->quoted && *t; t++)
			*t = (char)tolower((unsigned char)*t);
		s += n;
	}
	if (r->n == WORDS)
		problem(r, WORDS - 1, _("The line is too long."));
}

static const char *shown(const struct care_reader *r, size_t i)
{
	return i < r->n ? r->word[i].text : "";
}

static bool is_open(const struct care_reader *r, size_t i)
{
	return i < r->n && !r->word[i].used && !r->word[i].quoted;
}

static void use(struct care_reader *r, size_t i, size_t n)
{
	for (size_t k = i; k < i + n && k < r->n; k++)
		r->word[k].used = true;
}

/* ---- doses ---- */

static int dose_named(const char *name)
{
	static const struct {
		const char *word, *dose;
	} others[] = { { "times", "reps" },    { "rep", "reps" },  { "set", "sets" }, { "daily", "a_day" },
		       { "weekly", "a_week" }, { "nprs", "pain" }, { "for", "time" }, { "with", "load" } };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(others[i].word, name))
			name = others[i].dose;
	for (int i = 0; i < SELFCARE_DOSES; i++)
		if (str_eq(selfcare_doses[i].name, name))
			return i;
	return -1;
}

static void say_dose(struct care_reader *r, const char *name, const char *value, size_t bytes, size_t word)
{
	int dose = dose_named(name);
	if (r->dose[dose]) {
		problem(r, word, _("“%s” says the %s a second time."), shown(r, word),
			i18n_name(selfcare_doses[dose].label));
		return;
	}
	r->dose[dose] = mem_strndup(value, bytes);
	r->dose_word[dose] = word;
}

/* Which dose a bare number with this unit is: by the word before it, else the usual one. */
static const char *dose_of_unit(const char *unit)
{
	return str_eq(unit, "s")                          ? "hold"
	       : str_eq(unit, "min") || str_eq(unit, "h") ? "time"
	       : str_eq(unit, "kg")                       ? "load"
	       : str_eq(unit, "n")                        ? "reps"
							  : NULL;
}

/* "2/day", "2xday", "5/week", "3days": how often; NULL when the rest of the word says nothing of the kind. */
static const char *often(const char *rest)
{
	static const char *const days[] = { "/day", "/d", "x/day", "xday", "aday", "xdaily", "/tag", NULL };
	static const char *const weeks[] = { "/week",  "/wk",       "/w",     "x/week", "days",
					     "d/week", "days/week", "/woche", NULL };
	for (int i = 0; days[i]; i++)
		if (str_eq(days[i], rest))
			return "a_day";
	for (int i = 0; weeks[i]; i++)
		if (str_eq(weeks[i], rest))
			return "a_week";
	return NULL;
}

/* "3x30s": times and hold; "2x10": sets and times. */
static bool cross(struct care_reader *r, size_t i, const char *text, size_t digits)
{
	if (text[digits] != 'x' && text[digits] != '*')
		return false;
	const char *second = text + digits + 1;
	size_t n = strspn(second, "0123456789.");
	if (n == 0)
		return false;
	bool is_hold = second[n] != '\0';
	if (is_hold && !str_eq(dose_unit(second + n, strlen(second + n)), "s"))
		return false;
	say_dose(r, is_hold ? "reps" : "sets", text, digits, i);
	say_dose(r, is_hold ? "hold" : "reps", second, strlen(second), i);
	return true;
}

/* A word with digits in it; how many words it took. */
static size_t take_number(struct care_reader *r, size_t i)
{
	const char *text = r->word[i].text;
	size_t x = *text == 'x';
	size_t digits = strspn(text + x, "0123456789.,");
	const char *rest = text + x + digits;
	if (digits == 0)
		return 0;
	if (x && *rest == '\0') {
		say_dose(r, "reps", text + 1, digits, i);
		return 1;
	}
	if (x || cross(r, i, text, digits))
		return x ? 0 : 1;
	if (often(rest)) {
		say_dose(r, often(rest), text, digits, i);
		return 1;
	}
	if (*rest && dose_named(rest) >= 0) {
		say_dose(r, rest, text, digits, i);
		return 1;
	}
	const char *unit = *rest ? dose_unit(rest, strlen(rest)) : NULL;
	if (unit && dose_of_unit(unit)) {
		say_dose(r, dose_of_unit(unit), text, str_eq(unit, "n") ? digits : strlen(text), i);
		return 1;
	}
	/* "3 times", "2 a day", "15 min" */
	const char *next = *rest ? "" : shown(r, i + 1);
	if (str_eq(next, "a") || str_eq(next, "per")) {
		const char *per = shown(r, i + 2);
		const char *name = str_eq(per, "day") ? "a_day" : str_eq(per, "week") ? "a_week" : NULL;
		if (name)
			say_dose(r, name, text, digits, i);
		return name ? 3 : 0;
	}
	if (*next && dose_named(next) >= 0) {
		say_dose(r, next, text, digits, i);
		return 2;
	}
	unit = *next ? dose_unit(next, strlen(next)) : NULL;
	if (!unit || !dose_of_unit(unit))
		return 0;
	char *both = str_format("%s%s", text, str_eq(unit, "n") ? "" : next);
	say_dose(r, dose_of_unit(unit), both, strlen(both), i);
	free(both);
	return 2;
}

/* "hold 30s", "every 30 min", "pain 7". */
static size_t take_named_dose(struct care_reader *r, size_t i)
{
	int dose = dose_named(shown(r, i));
	const char *value = shown(r, i + 1);
	if (str_eq(shown(r, i), "daily")) {
		say_dose(r, "a_day", "1", 1, i);
		return 1;
	}
	if (dose < 0 || !isdigit((unsigned char)*value))
		return 0;
	const char *unit = shown(r, i + 2);
	bool apart = value[strspn(value, "0123456789.,")] == '\0' && *unit && dose_unit(unit, strlen(unit));
	char *both = str_format("%s%s", value, apart ? unit : "");
	say_dose(r, selfcare_doses[dose].name, both, strlen(both), i + 1);
	free(both);
	return apart ? 3 : 2;
}

static size_t take_often(struct care_reader *r, size_t i)
{
	const char *text = shown(r, i);
	const char *n = str_eq(text, "once") ? "1" : str_eq(text, "twice") ? "2" : NULL;
	if (!n)
		return 0;
	bool week = str_eq(shown(r, i + 1), "a") && str_eq(shown(r, i + 2), "week");
	bool day = str_eq(shown(r, i + 1), "a") && str_eq(shown(r, i + 2), "day");
	say_dose(r, week ? "a_week" : "a_day", n, 1, i);
	return week || day ? 3 : 1;
}

/* ---- keywords ---- */

static bool is_lead(const char *word)
{
	return str_eq(word, "by") || str_eq(word, "with") || str_eq(word, "helper");
}

static size_t take_choice(struct care_reader *r, size_t i)
{
	static const struct {
		const char *word;
		size_t least, field;
	} choices[] = {
		{ "shown", 4, offsetof(struct selfcare, taught) },
		{ "practised", 4, offsetof(struct selfcare, taught) },
		{ "practiced", 8, offsetof(struct selfcare, taught) },
		{ "leaflet", 4, offsetof(struct selfcare, taught) },
		{ "video", 3, offsetof(struct selfcare, taught) },
		{ "self", 4, offsetof(struct selfcare, helper) },
		{ "partner", 4, offsetof(struct selfcare, helper) },
		{ "friend", 4, offsetof(struct selfcare, helper) },
		{ "manage", 4, offsetof(struct selfcare, purpose) },
		{ "prevent", 4, offsetof(struct selfcare, purpose) },
	};
	const char *text = shown(r, i);
	size_t n = strlen(text);
	/* "by partner", "with a friend": the word that leads there says nothing more. */
	const char *who = is_lead(text) ? shown(r, i + 1) : "";
	if (str_eq(who, "partner") || str_eq(who, "friend") || str_eq(who, "self"))
		return 1 + take_choice(r, i + 1);
	/* "self pressure" is the kind. */
	if (str_eq(text, "self") && str_starts(shown(r, i + 1), "press"))
		return 0;
	for (size_t k = 0; k < sizeof choices / sizeof *choices; k++) {
		if (n < choices[k].least || strncmp(choices[k].word, text, n) != 0)
			continue;
		char **field = (char **)(void *)((char *)&r->reading->selfcare + choices[k].field);
		if (*field)
			problem(r, i, _("“%s” and “%s” cannot both be."), *field, text);
		mem_replace(field, str_eq(choices[k].word, "practiced") ? "practised" : choices[k].word);
		return 1;
	}
	return 0;
}

static size_t take_date(struct care_reader *r, size_t i)
{
	bool review = str_eq(shown(r, i), "review"), trained = str_eq(shown(r, i), "trained");
	char date[DATE_SIZE];
	struct err err = ERR_INIT;
	if (!review && !trained)
		return 0;
	if (i + 1 >= r->n) {
		problem(r, i, _("Say the day: %s +14, or %s 2026-12-04."), shown(r, i), shown(r, i));
		return 1;
	}
	if (!date_parse(shown(r, i + 1), r->today, date, &err))
		problem(r, i + 1, "%s", err.text);
	else if (review && strcmp(date, r->today) < 0)
		problem(r, i + 1, _("The review, %s, lies before today."), date);
	else if (trained && strcmp(date, r->today) > 0)
		problem(r, i + 1, _("The day of training, %s, is still to come."), date);
	else
		mem_replace(review ? &r->reading->selfcare.review_on
				   : &r->reading->selfcare.helper_trained_on,
			    date);
	return 2;
}

static size_t take_stop(struct care_reader *r, size_t i)
{
	if (!str_eq(shown(r, i), "stop"))
		return 0;
	size_t n = str_eq(shown(r, i + 1), "if") ? 2 : 1;
	if (i + n >= r->n || !r->word[i + n].quoted) {
		problem(r, i, _("Say when to stop in quotes: stop \"if it tingles\"."));
		return n;
	}
	mem_replace(&r->reading->selfcare.stop_if, r->word[i + n].text);
	return n + 1;
}

static size_t take_side(struct care_reader *r, size_t i)
{
	static const struct {
		const char *word;
		enum side side;
	} sides[] = { { "l", SIDE_LEFT },      { "left", SIDE_LEFT },     { "r", SIDE_RIGHT },
		      { "right", SIDE_RIGHT }, { "b", SIDE_BOTH },        { "both", SIDE_BOTH },
		      { "m", SIDE_MIDLINE },   { "middle", SIDE_MIDLINE } };
	for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
		if (!str_eq(sides[k].word, shown(r, i)))
			continue;
		if (r->reading->selfcare.side != SIDE_NONE && r->reading->selfcare.side != sides[k].side)
			problem(r, i, _("“%s” is a second side; b means both."), shown(r, i));
		r->reading->selfcare.side = sides[k].side;
		return 1;
	}
	return 0;
}

/* "stp", "stp.l". */
static size_t take_region(struct care_reader *r, size_t i)
{
	struct str all;
	char *code = mem_strdup(shown(r, i)), *point = strchr(code, '.');
	enum side side = SIDE_NONE;
	if (point) {
		*point = '\0';
		side = side_from_code(point + 1);
	}
	int region = strlen(code) == 3 ? catalogue_region(r->c, code) : -1;
	free(code);
	if (region < 0)
		return 0;
	if (point && (side == SIDE_NONE || catalogue_cell(r->c, region, side) < 0))
		problem(r, i, _("“%s”: this region has no such side."), shown(r, i));
	str_init(&all);
	str_addf(&all, "%s%s%s%s%s", r->reading->selfcare.regions, *r->reading->selfcare.regions ? " " : "",
		 r->c->regions[region].code, side != SIDE_NONE ? "." : "", side_code(side));
	mem_replace(&r->reading->selfcare.regions, all.s);
	str_release(&all);
	return 1;
}

static void take_words(struct care_reader *r)
{
	static size_t (*const takers[])(struct care_reader *, size_t) = {
		take_stop,   take_date,   take_often, take_named_dose,
		take_number, take_choice, take_side,  take_region,
	};
	for (size_t i = 0; i < r->n; i++) {
		size_t taken = 0;
		for (size_t k = 0; is_open(r, i) && taken == 0 && k < sizeof takers / sizeof *takers; k++)
			taken = takers[k](r, i);
		use(r, i, taken);
		if (!r->word[i].quoted || r->word[i].used)
			continue;
		if (r->words_of_own)
			problem(r, i, _("Own words stand once in quotes; this is a second time."));
		r->words_of_own = r->word[i].text;
		r->own_word = i;
		if (str_empty(r->word[i].text))
			problem(r, i, _("There is nothing between the quotes."));
		else if (r->word[i].bytes > QUOTED_MAX_BYTES)
			problem(r, i, _("The words in quotes are too long for a sheet."));
	}
}

/* ---- the name ---- */

/* The open words up to the `most`-th, and the last of them. */
static size_t open_words(const struct care_reader *r, size_t most, struct str *out, size_t *first,
			 size_t *last)
{
	size_t n = 0;
	str_clear(out);
	for (size_t i = 0; i < r->n && n < most; i++) {
		if (!is_open(r, i))
			continue;
		str_addf(out, "%s%s", n ? " " : "", r->word[i].text);
		if (n++ == 0)
			*first = i;
		*last = i;
	}
	return n;
}

static void take_kind(struct care_reader *r, struct str *name, size_t first)
{
	for (char *s = name->s; *s; s++)
		if (*s == ' ' || *s == '-')
			*s = '_';
	for (int i = 0; name->len >= 3 && selfcare_kinds[i]; i++)
		if (strncmp(selfcare_kinds[i], name->s, name->len) == 0)
			mem_replace(&r->reading->selfcare.kind, selfcare_kinds[i]);
	if (r->reading->selfcare.kind)
		mem_replace(&r->reading->selfcare.text, r->words_of_own);
	else if (name->len == 0)
		problem(r, r->own_word,
			_("Say its kind before the quotes: stretch, exercise, posture, heat ..."));
	else
		problem(r, first, _("“%s” is no kind of self-care: stretch, exercise, posture, heat ..."),
			shown(r, first));
}

/* Without what follows the last word that fits something, the name is known: that word is the one to mend. */
static void name_unknown(struct care_reader *r, struct str *name, size_t n)
{
	struct candidate found[1];
	size_t first, last, bad = 0;
	for (size_t i = 0; i < r->n; i++)
		if (is_open(r, i) && is_lead(shown(r, i))) {
			problem(r, i,
				_("Say who helps as partner, friend or self, without a name: by partner."));
			return;
		}
	open_words(r, n, name, &first, &bad);
	while (n > 1 && open_words(r, --n, name, &first, &last) &&
	       match_selfcare(r->c, name->s, found, 1) == 0)
		bad = last;
	problem(r, bad, _("“%s” is not known: neither an item nor a dose."), shown(r, bad));
}

static void take_item(struct care_reader *r, struct str *name, size_t n, size_t first)
{
	struct selfcare_reading *reading = r->reading;
	reading->n_candidates = match_selfcare(r->c, name->s, reading->candidates, SELFCARE_CANDIDATES);
	if (reading->n_candidates == 0) {
		name_unknown(r, name, n);
		return;
	}
	if (!match_is_clear(reading->candidates, reading->n_candidates)) {
		problem(r, first, _("“%s” may be one of these:"), name->s);
		return;
	}
	const struct selfcare_item *item = &r->c->selfcare[reading->candidates[0].index];
	r->item = reading->candidates[0].index;
	reading->n_candidates = 0;
	mem_replace(&reading->selfcare.item, item->code);
	mem_replace(&reading->selfcare.kind, item->kind);
	mem_replace(&reading->selfcare.text, i18n_name(item->name));
}

static void take_name(struct care_reader *r)
{
	struct str name;
	size_t first = r->n, last;
	str_init(&name);
	size_t n = open_words(r, WORDS, &name, &first, &last);
	if (r->words_of_own)
		take_kind(r, &name, first);
	else if (n > 0)
		take_item(r, &name, n, first);
	else
		problem(r, r->n, _("Say what: an item of the library, or its kind and own words in quotes."));
	str_release(&name);
}

/* ---- doses, once the item is known ---- */

static const struct dose_spec *spec_of(const struct care_reader *r, int dose)
{
	const struct selfcare_item *item = r->item >= 0 ? &r->c->selfcare[r->item] : NULL;
	for (size_t i = 0; item && i < item->n_doses; i++)
		if (str_eq(item->doses[i].name, selfcare_doses[dose].name))
			return &item->doses[i];
	return &selfcare_doses[dose];
}

/* "30min" of what is done every so often. */
static void settle_every(struct care_reader *r)
{
	int time = dose_named("time"), every = dose_named("every");
	if (r->dose[time] && !r->dose[every] && spec_of(r, time) == &selfcare_doses[time] &&
	    spec_of(r, every) != &selfcare_doses[every]) {
		r->dose[every] = r->dose[time];
		r->dose_word[every] = r->dose_word[time];
		r->dose[time] = NULL;
	}
}

static void warn_outside(struct care_reader *r, const struct dose_spec *spec, const char *value)
{
	struct str usual;
	if (r->reading->outside)
		return;
	str_init(&usual);
	dose_usual(spec, &usual);
	err_set(&r->reading->warning, ERR_INPUT, _("%s %s is outside what is usual (%s)."),
		i18n_name(spec->label), value, usual.s);
	r->reading->outside = true;
	str_release(&usual);
}

static const char *stored_unit(const struct dose_spec *spec)
{
	return str_eq(spec->unit, "s") || str_eq(spec->unit, "min") || str_eq(spec->unit, "h") ||
			       str_eq(spec->unit, "kg")
		       ? spec->unit
		       : "";
}

static void take_doses(struct care_reader *r)
{
	struct str all, value;
	str_init(&all);
	str_init(&value);
	settle_every(r);
	for (int i = 0; i < SELFCARE_DOSES; i++) {
		const struct dose_spec *spec = spec_of(r, i);
		struct err err = ERR_INIT;
		bool outside;
		if (!r->dose[i])
			continue;
		if (!dose_check(spec, r->dose[i], &value, &outside, &err)) {
			problem(r, r->dose_word[i], "%s", err.text);
			continue;
		}
		if (str_eq(selfcare_doses[i].name, "a_week") && atoi(value.s) > 7)
			problem(r, r->dose_word[i], _("A week has 7 days, not %s."), value.s);
		if (atof(value.s) <= 0 && !str_eq(spec->unit, "0-10") && !str_eq(spec->unit, "nprs"))
			problem(r, r->dose_word[i], _("The %s is nothing."), i18n_name(spec->label));
		if (outside)
			warn_outside(r, spec, value.s);
		str_addf(&all, "%s%s %s%s", all.len ? " " : "", selfcare_doses[i].name, value.s,
			 stored_unit(spec));
	}
	mem_replace(&r->reading->selfcare.dose, all.s);
	str_release(&all);
	str_release(&value);
}

/* ---- the whole ---- */

void selfcare_reading_init(struct selfcare_reading *reading)
{
	*reading = (struct selfcare_reading){ .ok = true };
	selfcare_init(&reading->selfcare);
	reading->problem = (struct err)ERR_INIT;
	reading->warning = (struct err)ERR_INIT;
}

void selfcare_reading_release(struct selfcare_reading *reading)
{
	selfcare_release(&reading->selfcare);
}

void selfcare_read(const struct catalogue *c, const char *line, const char *today,
		   struct selfcare_reading *reading)
{
	struct care_reader r = { .c = c, .line = line, .today = today, .reading = reading, .item = -1 };
	mem_replace(&reading->selfcare.regions, "");
	mem_replace(&reading->selfcare.start_on, today);
	split(&r);
	take_words(&r);
	take_name(&r);
	take_doses(&r);
	if (reading->selfcare.helper_trained_on &&
	    (!reading->selfcare.helper || str_eq(reading->selfcare.helper, "self")))
		problem(&r, r.n, _("Say who was trained: partner or friend."));
	for (size_t i = 0; i < r.n; i++)
		free(r.word[i].text);
	for (int i = 0; i < SELFCARE_DOSES; i++)
		free(r.dose[i]);
}
