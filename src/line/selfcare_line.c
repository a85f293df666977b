/* SPDX-License-Identifier: MIT */
/* Self-care by line. What has a shape or a word of its own is taken first; the words left over are the name of an item and
 * where it is done, or the kind of what stands in quotes. */
#include "line/selfcare_line.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/take.h"
#include "line/dose_value.h"
#include "record/dose.h"

enum { QUOTED_MAX_BYTES = 200 };

struct care_line {
	const struct catalogue *c;
	const char *today;
	struct words words;
	struct selfcare_reading *out;
	char *dose[SELFCARE_DOSES];       /* as typed */
	size_t dose_word[SELFCARE_DOSES]; /* where */
	size_t own_word;                  /* what stands in quotes; words.n: nothing does */
	int item;
};

static bool problem(struct care_line *l, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool problem(struct care_line *l, size_t at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	reading_problemv(&l->out->reading, &l->words, at, at, format, args);
	va_end(args);
	return false;
}

static const char *shown(struct care_line *l, size_t at)
{
	return words_shown(&l->words, at, at);
}

/* ---- doses ---- */

static int dose_index(const char *name)
{
	int i = 0;
	while (i < SELFCARE_DOSES && !str_eq(selfcare_doses[i].name, name))
		i++;
	return i;
}

static void say_dose(struct care_line *l, const char *name, size_t at, const char *number, const char *unit)
{
	int dose = dose_index(name);
	if (l->dose[dose]) {
		problem(l, at, _("“%s” says the %s a second time."), shown(l, at),
			i18n_name(selfcare_doses[dose].label));
		return;
	}
	l->dose[dose] = str_format("%s%s", number, unit ? unit : "");
	l->dose_word[dose] = at;
}

/* Which dose a number with this unit is, when no word says it. */
static const char *dose_of_unit(const char *unit)
{
	return str_eq(unit, "s")                          ? "hold"
	       : str_eq(unit, "min") || str_eq(unit, "h") ? "time"
	       : str_eq(unit, "kg")                       ? "load"
							  : NULL;
}

/* "3x30s": times and hold; "2x10": sets and times. */
static size_t take_sets(void *line, size_t at)
{
	struct care_line *l = line;
	struct part first, second;
	const char *unit;
	size_t n = take_cross(&l->words, at, MEANS(MEANS_UNIT), &first, &second, &unit);
	if (n == 0 || (unit && !str_eq(unit, "s")))
		return 0;
	say_dose(l, unit ? "reps" : "sets", at, first.number, NULL);
	say_dose(l, unit ? "hold" : "reps", at, second.number, unit);
	return n;
}

/* "a day", "per week", "/day", "times a day": which period, behind a number that ends before `at`. */
static size_t take_period(const struct care_line *l, size_t at, const struct meaning **period)
{
	size_t from = at;
	at += word_means(&l->words, at, MEANS(MEANS_TIMES)) != NULL;
	bool days = word_means(&l->words, at, MEANS(MEANS_PERIOD)) &&
		    word_means(&l->words, at + 1, MEANS(MEANS_PER));
	at += days;
	const char *text = words_is_open(&l->words, at) ? l->words.word[at].text : "";
	if (*text == '/' && text[1])
		*period = vocabulary_find(text + 1, MEANS(MEANS_PERIOD));
	else if (word_means(&l->words, at, MEANS(MEANS_PER)))
		*period = word_means(&l->words, ++at, MEANS(MEANS_PERIOD));
	else
		*period = strchr(text, '/') ? word_means(&l->words, at, MEANS(MEANS_PERIOD)) : NULL;
	return *period ? at + 1 - from : 0;
}

/* The same glued to its number: "2/day", "3x/day", "3days". */
static const struct meaning *period_glued(const char *rest)
{
	size_t sign = part_times(rest);
	rest += sign > 0 && rest[sign] == '/' ? sign : 0;
	/* "2d" may be two days */
	return *rest == '/' || strlen(rest) > 1 ? vocabulary_find(rest + (*rest == '/'), MEANS(MEANS_PERIOD))
						: NULL;
}

static size_t take_often(void *line, size_t at)
{
	struct care_line *l = line;
	const struct meaning *period = NULL, *count = word_means(&l->words, at, MEANS(MEANS_COUNT));
	char number[16] = "";
	size_t n = 0;
	if (count) {
		n = take_period(l, at + 1, &period);
		snprintf(number, sizeof number, "%d", count->value);
	} else if (words_is_open(&l->words, at)) {
		struct part part;
		part_next(l->words.word[at].text, &part);
		if (part.kind != PART_NUMBER)
			return 0;
		memcpy(number, part.number, sizeof number);
		const char *rest = part.at + part.bytes;
		if (*rest)
			period = period_glued(rest);
		else
			n = take_period(l, at + 1, &period);
		if (!period)
			return 0;
	} else
		return 0;
	say_dose(l, period ? period->code : "a_day", at, number, NULL);
	return 1 + n;
}

static size_t take_reps(void *line, size_t at)
{
	struct care_line *l = line;
	struct part number;
	size_t n = take_times(&l->words, at, &number);
	if (n > 0)
		say_dose(l, "reps", at, number.number, NULL);
	return n;
}

/* "hold 30s", "every 30 min", "pain 7", "daily". */
static size_t take_named_dose(void *line, size_t at)
{
	struct care_line *l = line;
	const struct meaning *dose = word_means(&l->words, at, MEANS(MEANS_DOSE));
	const struct meaning *period = word_means(&l->words, at, MEANS(MEANS_PERIOD));
	struct part number, second;
	const char *unit = NULL;
	if (!dose)
		return 0;
	const char *value = words_is_open(&l->words, at + 1) ? l->words.word[at + 1].text : "";
	size_t n = *value ? take_amount(&l->words, at + 1, MEANS(MEANS_UNIT), &number, &unit) : 0;
	if (n == 0 && *value)
		n = take_times(&l->words, at + 1, &number);
	if (n > 0 && !(period && unit)) {
		say_dose(l, dose->code, at + 1, number.number, unit);
		return 1 + n;
	}
	if (n == 0 && !period && *value &&
	    take_cross(&l->words, at + 1, MEANS(MEANS_UNIT), &number, &second, &unit))
		return 1;                                /* "hold 3x30s" */
	if (!period && isdigit((unsigned char)*value)) { /* "hold 30sq": to be mended there */
		say_dose(l, dose->code, at + 1, value, NULL);
		return 2;
	}
	if (period)
		say_dose(l, dose->code, at, "1", NULL);
	return period != NULL;
}

/* "10reps", "2 sets", "30s hold", "15 min". */
static size_t take_number(void *line, size_t at)
{
	struct care_line *l = line;
	struct part number;
	const char *unit;
	size_t n = take_amount(&l->words, at, MEANS(MEANS_UNIT) | MEANS(MEANS_DOSE), &number, &unit);
	if (n == 0)
		return 0;
	if (unit && dose_index(unit) < SELFCARE_DOSES) {
		say_dose(l, unit, at, number.number, NULL);
		return n;
	}
	const struct meaning *named = unit ? word_means(&l->words, at + n, MEANS(MEANS_DOSE)) : NULL;
	bool its_own =
		named && str_eq(selfcare_doses[dose_index(named->code)].unit, unit) &&
		!isdigit((unsigned char)(at + n + 1 < l->words.n ? l->words.word[at + n + 1].text[0] : 0));
	const char *dose = its_own ? named->code : unit ? dose_of_unit(unit) : NULL;
	if (!dose)
		return 0;
	say_dose(l, dose, at, number.number, unit);
	return n + its_own;
}

/* ---- words ---- */

static bool is_lead(const struct care_line *l, size_t at)
{
	return word_joins(&l->words, at, JOINT_BY) || word_joins(&l->words, at, JOINT_WITH) ||
	       word_joins(&l->words, at, JOINT_HELPER);
}

static size_t take_choice(void *line, size_t at)
{
	struct care_line *l = line;
	struct selfcare *selfcare = &l->out->selfcare;
	size_t lead = is_lead(l, at) && word_means(&l->words, at + 1, MEANS(MEANS_HELPER));
	const struct meaning *choice = word_means(
		&l->words, at + lead, MEANS(MEANS_TAUGHT) | MEANS(MEANS_HELPER) | MEANS(MEANS_PURPOSE));
	if (!choice)
		return 0;
	/* "self pressure" is the kind. */
	const struct meaning *kind;
	if (!lead && take_phrase(&l->words, at, MEANS(MEANS_CARE), &kind) > 1)
		return 0;
	char **field = choice->kind == MEANS_TAUGHT   ? &selfcare->taught
		       : choice->kind == MEANS_HELPER ? &selfcare->helper
						      : &selfcare->purpose;
	if (*field)
		problem(l, at + lead, _("“%s” and “%s” cannot both be."), *field, shown(l, at + lead));
	mem_replace(field, choice->code);
	return lead + 1;
}

static size_t take_date(void *line, size_t at)
{
	struct care_line *l = line;
	struct selfcare *selfcare = &l->out->selfcare;
	bool review = word_joins(&l->words, at, JOINT_REVIEW);
	struct err err = ERR_INIT;
	char day[DATE_SIZE];
	if (!review && !word_joins(&l->words, at, JOINT_TRAINED))
		return 0;
	if (!words_is_open(&l->words, at + 1)) {
		problem(l, at, _("Say the day: %s +14, or %s 2026-12-04."), shown(l, at), shown(l, at));
		return 1;
	}
	size_t n = take_day(&l->words, at + 1, l->today, day, &err);
	n += n == 0;
	if (!day[0])
		problem(l, at + 1, "%s", err.text);
	else if (review && strcmp(day, l->today) < 0)
		problem(l, at + 1, _("The review, %s, lies before today."), day);
	else if (!review && strcmp(day, l->today) > 0)
		problem(l, at + 1, _("The day of training, %s, is still to come."), day);
	else
		mem_replace(review ? &selfcare->review_on : &selfcare->helper_trained_on, day);
	return 1 + n;
}

static size_t take_stop(void *line, size_t at)
{
	struct care_line *l = line;
	if (!word_joins(&l->words, at, JOINT_STOP))
		return 0;
	size_t n = 1 + word_joins(&l->words, at + 1, JOINT_IF);
	if (at + n >= l->words.n || !l->words.word[at + n].quoted) {
		problem(l, at, _("Say when to stop in quotes: stop \"if it tingles\"."));
		return n;
	}
	mem_replace(&l->out->selfcare.stop_if, l->words.word[at + n].text);
	return n + 1;
}

static size_t take_side(void *line, size_t at)
{
	struct care_line *l = line;
	enum side *said = &l->out->selfcare.side;
	const struct meaning *side = word_means(&l->words, at, MEANS(MEANS_SIDE) | MEANS(MEANS_MIDDLE));
	if (!side)
		return 0;
	if (*said != SIDE_NONE && (int)*said != side->value)
		problem(l, at, _("“%s” is a second side; b means both."), shown(l, at));
	*said = (enum side)side->value;
	return 1;
}

static void add_region(struct care_line *l, int region, enum side side)
{
	char **regions = &l->out->selfcare.regions;
	char *all = str_format("%s%s%s%s%s", *regions, **regions ? " " : "", l->c->regions[region].code,
			       side != SIDE_NONE ? "." : "", side_code(side));
	mem_replace(regions, all);
	free(all);
}

/* "stp", "stp.l", "at stp". */
static size_t take_region(void *line, size_t at)
{
	struct care_line *l = line;
	int region;
	enum side side;
	size_t lead = word_means(&l->words, at, MEANS(MEANS_FILLER)) != NULL;
	if (!words_is_open(&l->words, at + lead))
		return 0;
	const char *text = l->words.word[at + lead].text;
	bool is_cell = place_typed(l->c, text, &region, &side);
	if (region < 0 || strcspn(text, ".") != 3)
		return 0;
	if (!is_cell || (side != SIDE_NONE && catalogue_cell(l->c, region, side) < 0))
		problem(l, at + lead, _("“%s”: this region has no such side."), shown(l, at + lead));
	add_region(l, region, side);
	return lead + 1;
}

static size_t take_own_words(void *line, size_t at)
{
	struct care_line *l = line;
	const struct word *word = &l->words.word[at];
	if (!word->quoted)
		return 0;
	if (l->own_word < l->words.n)
		problem(l, at, _("Own words stand once in quotes; this is a second time."));
	l->own_word = at;
	if (str_empty(word->text))
		problem(l, at, _("There is nothing between the quotes."));
	else if (word->bytes > QUOTED_MAX_BYTES)
		problem(l, at, _("The words in quotes are too long for a sheet."));
	return 1;
}

/* ---- the name ---- */

/* The open words [from, to) of those that are left, as typed in small letters; caller frees. */
struct left {
	size_t at[WORDS_MAX];
	size_t n;
};

static char *left_text(const struct care_line *l, const struct left *left, size_t from, size_t to)
{
	struct str text;
	str_init(&text);
	for (size_t i = from; i < to; i++)
		str_addf(&text, "%s%s", i > from ? " " : "", l->words.word[left->at[i]].text);
	return str_take(&text);
}

static void take_kind(struct care_line *l, const struct left *left)
{
	struct selfcare *selfcare = &l->out->selfcare;
	size_t n = left->n;
	for (; n > 0 && !selfcare->kind; n--) {
		char *typed = left_text(l, left, 0, n);
		const struct meaning *kind = vocabulary_find(typed, MEANS(MEANS_CARE));
		mem_replace(&selfcare->kind, kind ? kind->code : NULL);
		free(typed);
	}
	n += selfcare->kind != NULL;
	if (selfcare->kind)
		mem_replace(&selfcare->text, l->words.word[l->own_word].text);
	if (left->n == 0)
		problem(l, l->own_word,
			_("Say its kind before the quotes: stretch, exercise, posture, heat ..."));
	else if (!selfcare->kind)
		problem(l, left->at[0],
			_("“%s” is no kind of self-care: stretch, exercise, posture, heat ..."),
			shown(l, left->at[0]));
	else if (n < left->n)
		reading_problem(&l->out->reading, &l->words, left->at[n], left->at[left->n - 1],
				_("“%s” is not known: neither an item nor a dose."),
				words_shown(&l->words, left->at[n], left->at[left->n - 1]));
}

/* The region, or the first home of the muscle, that a run of words names; -1 for none. */
static int place_named(const struct care_line *l, const char *typed)
{
	struct candidate found[READING_CANDIDATES];
	size_t n = match_regions(l->c, typed, found, READING_CANDIDATES);
	if (n > 0 && match_is_clear(found, n) && found[0].score >= MATCH_SOUND)
		return found[0].index;
	n = match_muscles(l->c, typed, found, READING_CANDIDATES);
	bool clear = n > 0 && match_is_clear(found, n) && found[0].score >= MATCH_SOUND;
	return clear ? l->c->muscles[found[0].index].home[0] : -1;
}

/* Whether the words [from, n) that are left are places; with `put` they are written down. */
static bool places(struct care_line *l, const struct left *left, size_t from, bool put)
{
	while (from < left->n) {
		int region = -1;
		size_t to = left->n;
		if (vocabulary_find(l->words.word[left->at[from]].text, MEANS(MEANS_FILLER))) {
			from++;
			continue;
		}
		for (; to > from && region < 0; to--) {
			char *typed = left_text(l, left, from, to);
			region = place_named(l, typed);
			free(typed);
		}
		if (region < 0)
			return false;
		if (put)
			add_region(l, region, SIDE_NONE);
		from = to + 1;
	}
	return true;
}

/* Without what follows the last word that fits something, the name is known: that word is the one to mend. */
static void name_unknown(struct care_line *l, const struct left *left)
{
	struct candidate found[1];
	size_t bad = left->n - 1;
	for (size_t i = 0; i < left->n; i++)
		if (is_lead(l, left->at[i])) {
			problem(l, left->at[i],
				_("Say who helps as partner, friend or self, without a name: by partner."));
			return;
		}
	for (size_t n = left->n - 1; n > 0; n--) {
		char *typed = left_text(l, left, 0, n);
		bool fits = match_selfcare(l->c, typed, found, 1) > 0;
		free(typed);
		if (fits)
			break;
		bad = n - 1;
	}
	problem(l, left->at[bad], _("“%s” is not known: neither an item nor a dose."),
		shown(l, left->at[bad]));
}

static void take_item(struct care_line *l, const struct left *left)
{
	struct candidate found[READING_CANDIDATES];
	struct selfcare *selfcare = &l->out->selfcare;
	size_t n = 0, words = left->n + 1;
	while (n == 0 && --words > 0) {
		char *typed = left_text(l, left, 0, words);
		n = match_selfcare(l->c, typed, found, READING_CANDIDATES);
		free(typed);
		if (n > 0 && words < left->n && !(match_is_clear(found, n) && places(l, left, words, false)))
			n = 0;
	}
	if (n == 0) {
		name_unknown(l, left);
		return;
	}
	if (!match_is_clear(found, n)) {
		char *typed = left_text(l, left, 0, words);
		reading_offer(&l->out->reading, NEAR_SELFCARE, found, n);
		problem(l, left->at[0], _("“%s” may be one of these:"), typed);
		free(typed);
		return;
	}
	const struct selfcare_item *item = &l->c->selfcare[found[0].index];
	l->item = found[0].index;
	mem_replace(&selfcare->item, item->code);
	mem_replace(&selfcare->kind, item->kind);
	mem_replace(&selfcare->text, i18n_name(item->name));
	places(l, left, words, true);
}

static void take_name(struct care_line *l)
{
	struct left left = { .n = 0 };
	for (size_t i = 0; i < l->words.n && left.n < WORDS_MAX; i++)
		if (words_is_open(&l->words, i))
			left.at[left.n++] = i;
	if (l->own_word < l->words.n)
		take_kind(l, &left);
	else if (left.n > 0)
		take_item(l, &left);
	else
		problem(l, l->words.n,
			_("Say what: an item of the library, or its kind and own words in quotes."));
}

/* ---- doses, once the item is known ---- */

static const struct dose_spec *spec_of(const struct care_line *l, int dose)
{
	const struct selfcare_item *item = l->item >= 0 ? &l->c->selfcare[l->item] : NULL;
	for (size_t i = 0; item && i < item->n_doses; i++)
		if (str_eq(item->doses[i].name, selfcare_doses[dose].name))
			return &item->doses[i];
	return &selfcare_doses[dose];
}

/* "30min" of what is done every so often. */
static void settle_every(struct care_line *l)
{
	int time = dose_index("time"), every = dose_index("every");
	if (l->dose[time] && !l->dose[every] && spec_of(l, time) == &selfcare_doses[time] &&
	    spec_of(l, every) != &selfcare_doses[every]) {
		l->dose[every] = l->dose[time];
		l->dose_word[every] = l->dose_word[time];
		l->dose[time] = NULL;
	}
}

static const char *stored_unit(const struct dose_spec *spec)
{
	return str_eq(spec->unit, "kg") || dose_of_unit(spec->unit) ? spec->unit : "";
}

static void settle_dose(struct care_line *l, int i, struct str *all)
{
	const struct dose_spec *spec = spec_of(l, i);
	struct err err = ERR_INIT;
	struct str value, usual;
	bool outside;
	str_init(&value);
	str_init(&usual);
	if (!dose_check(spec, l->dose[i], &value, &outside, &err))
		problem(l, l->dose_word[i], "%s", err.text);
	else {
		if (str_eq(selfcare_doses[i].name, "a_week") && atoi(value.s) > 7)
			problem(l, l->dose_word[i], _("A week has 7 days, not %s."), value.s);
		if (atof(value.s) <= 0 && !str_eq(spec->unit, "0-10") && !str_eq(spec->unit, "nprs"))
			problem(l, l->dose_word[i], _("The %s is nothing."), i18n_name(spec->label));
		dose_usual(spec, &usual);
		if (outside)
			reading_warn(&l->out->reading, _("%s %s is outside what is usual (%s)."),
				     i18n_name(spec->label), value.s, usual.s);
		str_addf(all, "%s%s %s%s", all->len ? " " : "", selfcare_doses[i].name, value.s,
			 stored_unit(spec));
	}
	str_release(&usual);
	str_release(&value);
}

static void settle_doses(struct care_line *l)
{
	struct str all;
	str_init(&all);
	settle_every(l);
	for (int i = 0; i < SELFCARE_DOSES; i++)
		if (l->dose[i])
			settle_dose(l, i, &all);
	mem_replace(&l->out->selfcare.dose, all.s);
	str_release(&all);
}

/* ---- the whole ---- */

void selfcare_reading_init(struct selfcare_reading *reading)
{
	reading_init(&reading->reading);
	selfcare_init(&reading->selfcare);
}

void selfcare_reading_release(struct selfcare_reading *reading)
{
	selfcare_release(&reading->selfcare);
}

void selfcare_read(const struct catalogue *c, const char *line, const char *today,
		   struct selfcare_reading *reading)
{
	static taker *const takers[] = { take_stop, take_date,       take_sets,     take_often,
					 take_reps, take_named_dose, take_number,   take_choice,
					 take_side, take_region,     take_own_words };
	struct care_line l = { .c = c, .today = today, .out = reading, .item = -1 };
	struct selfcare *selfcare = &reading->selfcare;
	mem_replace(&selfcare->regions, "");
	mem_replace(&selfcare->start_on, today);
	words_split(&l.words, line, 0, strlen(line));
	l.own_word = l.words.n;
	if (l.words.is_full)
		problem(&l, l.words.n - 1, _("The line is too long."));
	words_take(&l.words, takers, sizeof takers / sizeof *takers, &l, NULL);
	take_name(&l);
	settle_doses(&l);
	if (selfcare->helper_trained_on && (!selfcare->helper || str_eq(selfcare->helper, "self")))
		problem(&l, l.words.n, _("Say who was trained: partner or friend."));
	for (int i = 0; i < SELFCARE_DOSES; i++)
		free(l.dose[i]);
	words_release(&l.words);
}

/* ---- what the client answers ---- */

static const char *code_meant(const char *typed, enum meaning_kind kind)
{
	const struct meaning *meaning = vocabulary_find(typed, MEANS(kind));
	return meaning ? meaning->code : NULL;
}

const char *selfcare_adherence(const char *typed)
{
	static const char *const days[] = { "0", "1", "2", "3", "4", "5", "6", "7" };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (str_eq(days[i], typed))
			return days[i];
	return code_meant(typed, MEANS_ADHERENCE);
}

const char *selfcare_effect(const char *typed)
{
	return code_meant(typed, MEANS_EFFECT);
}

/* ---- back into words ---- */

static void compose_pair(enum joint joint, const char *value, bool quoted, struct str *out)
{
	if (str_empty(value))
		return;
	str_addc(out, ' ');
	vocabulary_say(out, MEANS_JOINT, (int)joint);
	str_addf(out, quoted ? " \"%s\"" : " %s", value);
}

void selfcare_compose(const struct selfcare *selfcare, struct str *out)
{
	const char *said[] = { selfcare->regions, selfcare->dose, selfcare->taught, selfcare->helper };
	if (selfcare->item)
		str_add(out, selfcare->item);
	else
		str_addf(out, "%s \"%s\"", selfcare->kind, selfcare->text);
	for (const char *letter = side_code(selfcare->side); *letter; letter++)
		str_addf(out, " %c", tolower((unsigned char)*letter));
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (!str_empty(said[i]))
			str_addf(out, " %s", said[i]);
	compose_pair(JOINT_TRAINED, selfcare->helper_trained_on, false, out);
	if (selfcare->purpose)
		str_addf(out, " %s", selfcare->purpose);
	compose_pair(JOINT_REVIEW, selfcare->review_on, false, out);
	compose_pair(JOINT_STOP, selfcare->stop_if, true, out);
}
