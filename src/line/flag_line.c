/* SPDX-License-Identifier: MIT */
/* Flags by line. The condition is the longest run of words that names one and leaves nothing behind it but places. */
#include "line/flag_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/known.h"
#include "line/take.h"
#include "record/since.h"
#include "rule/flag_say.h"

enum { SUBJECT_WORDS = 16, RUN_WORDS = 5 };

struct flag_line {
	const struct catalogue *c;
	struct words words;
	size_t at[SUBJECT_WORDS]; /* the words that the condition and its places are made of */
	size_t n;
	struct str cells;           /* "CLF.L KNB.L" */
	int waiting[SUBJECT_WORDS]; /* regions whose side is not said yet */
	size_t n_waiting;
	struct reading places; /* of what stands behind the condition */
	struct flag_reading *out;
};

void flag_reading_init(struct flag_reading *reading)
{
	reading_init(&reading->reading);
	flag_init(&reading->flag);
}

void flag_reading_release(struct flag_reading *reading)
{
	flag_release(&reading->flag);
	flag_reading_init(reading);
}

static const char *word_of(const struct flag_line *l, size_t i)
{
	return l->words.word[l->at[i]].text;
}

/* Words [from, to) with blanks between; caller frees. */
static char *run_of(const struct flag_line *l, size_t from, size_t to)
{
	struct str run;
	str_init(&run);
	for (size_t i = from; i < to; i++) {
		char *typed = words_text(&l->words, l->at[i], l->at[i] + 1);
		str_addf(&run, "%s%s", i > from ? " " : "", typed);
		free(typed);
	}
	return str_take(&run);
}

/* ---- places ---- */

static const char *shown(struct flag_line *l, size_t i)
{
	return words_shown(&l->words, l->at[i], l->at[i]);
}

static enum side side_at(const struct flag_line *l, size_t i)
{
	enum side side = i < l->n ? side_typed(word_of(l, i)) : SIDE_NONE;
	return side == SIDE_MIDLINE ? SIDE_NONE : side;
}

static void cell_add(struct flag_line *l, int region, enum side side)
{
	str_addf(&l->cells, "%s%s.%s", l->cells.len ? " " : "", l->c->regions[region].code, side_code(side));
}

static void cell_said(struct flag_line *l, size_t i, int region, enum side side)
{
	const struct region *row = &l->c->regions[region];
	if (!row->paired && side != SIDE_MIDLINE)
		reading_problem(&l->places, &l->words, l->at[i], l->at[i],
				_("%s lies in the midline: leave the side out."), i18n_name(row->name));
	else if (side == SIDE_BOTH) {
		cell_add(l, region, SIDE_LEFT);
		cell_add(l, region, SIDE_RIGHT);
	} else
		cell_add(l, region, side);
}

/* The longest run of words from here that names a region; 0 when none does, and the nearest are offered. */
static size_t region_take(struct flag_line *l, size_t from, int *region)
{
	struct candidate near[READING_CANDIDATES];
	size_t most = l->n - from < RUN_WORDS ? l->n - from : RUN_WORDS;
	for (size_t i = from; i < from + most; i++)
		if (side_at(l, i) != SIDE_NONE)
			most = i - from;
	for (size_t n = most; n > 0; n--) {
		char *run = run_of(l, from, from + n);
		size_t found = match_regions(l->c, run, near, FLAG_CANDIDATES);
		free(run);
		if (match_is_clear(near, found)) {
			*region = near[0].index;
			l->places.n_candidates = 0;
			return n;
		}
		if (found > 0)
			reading_offer(&l->places, NEAR_REGIONS, near, found);
	}
	return 0;
}

/* A side of the words before it, or of the place behind it: "calf l", "left calf". */
static size_t side_take(struct flag_line *l, size_t i, enum side side)
{
	int region;
	size_t took = i + 1 < l->n && l->n_waiting == 0 ? region_take(l, i + 1, &region) : 0;
	if (took > 0) {
		cell_said(l, i, region, side);
		return took + 1;
	}
	if (l->n_waiting == 0)
		reading_problem(&l->places, &l->words, l->at[i], l->at[i],
				_("\"%s\" is a side without a place: write calf %s."), shown(l, i),
				shown(l, i));
	for (size_t k = 0; k < l->n_waiting; k++)
		cell_said(l, i, l->waiting[k], side);
	l->n_waiting = 0;
	return 1;
}

static size_t place_take(struct flag_line *l, size_t i)
{
	enum side side = side_at(l, i);
	int region;
	if (side != SIDE_NONE)
		return side_take(l, i, side);
	if (vocabulary_find(word_of(l, i), MEANS(MEANS_FILLER)))
		return 1;
	if (place_typed(l->c, word_of(l, i), &region, &side) && side != SIDE_NONE) {
		cell_said(l, i, region, side);
		return 1;
	}
	size_t took = region_take(l, i, &region);
	if (took == 0) {
		reading_problem(&l->places, &l->words, l->at[i], l->at[i],
				l->places.n_candidates > 1
					? _("\"%s\" may be several places: write the code of one.")
					: _("No place is called \"%s\". Write part of its name or its code."),
				shown(l, i));
		return 1;
	}
	/* A side behind a midline region is refused, so it waits for none. */
	if (l->c->regions[region].paired)
		l->waiting[l->n_waiting++] = region;
	else if (side_at(l, i + took) != SIDE_NONE)
		cell_said(l, i + took, region, side_at(l, i + took));
	else
		cell_add(l, region, SIDE_MIDLINE);
	return took;
}

static bool places_read(struct flag_line *l, size_t from)
{
	str_clear(&l->cells);
	l->n_waiting = 0;
	reading_init(&l->places);
	while (from < l->n && l->places.ok)
		from += place_take(l, from);
	if (l->n_waiting > 0)
		reading_problem(&l->places, &l->words, l->words.n, 0,
				_("%s is left and right: say l, r or b."),
				i18n_name(l->c->regions[l->waiting[0]].name));
	return l->places.ok;
}

/* ---- the condition ---- */

/* The one condition whose short name or code that is; -1 when there is none, or more than one. */
static int condition_named(const struct catalogue *c, const char *run)
{
	int found = -1;
	for (size_t i = 0; i < c->n_conditions; i++) {
		const struct condition *row = &c->conditions[i];
		if (strcasecmp(run, row->code) != 0 && strcasecmp(run, row->short_name) != 0 &&
		    strcasecmp(run, i18n_name(row->short_name)) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}

/* The condition that a run of words names clearly. */
static bool condition_take(const struct catalogue *c, const char *run, struct candidate near[FLAG_CANDIDATES],
			   size_t *n)
{
	int named = condition_named(c, run);
	*n = match_conditions(c, run, near, FLAG_CANDIDATES);
	if (named >= 0)
		near[0] = (struct candidate){ .index = named };
	return named >= 0 || match_is_clear(near, *n);
}

/* What the client said of a red flag stays beside its name: "night pain". */
static void keep_words(const struct catalogue *c, int condition, const char *run, struct flag *flag)
{
	const struct condition *row = &c->conditions[condition];
	mem_replace(&flag->note, condition_is_red(row) && condition_named(c, run) < 0 ? run : NULL);
}

static void no_condition(struct flag_line *l, const struct candidate *near, size_t n)
{
	char *run = run_of(l, 0, l->n);
	reading_offer(&l->out->reading, NEAR_CONDITIONS, near, n);
	reading_problem(&l->out->reading, &l->words, l->at[0], l->at[l->n - 1],
			n > 0 ? _("\"%s\" may be several conditions: write more of the name, or its code.")
			      : _("No condition is called \"%s\". Write part of its name or its code."),
			run);
	free(run);
}

/* The longest condition whose rest is places; of several that are clear, the longest says what is wrong with its places. */
static void subject_read(struct flag_line *l)
{
	struct candidate near[FLAG_CANDIDATES], best[FLAG_CANDIDATES];
	struct reading wrong = { .ok = true };
	struct flag *flag = &l->out->flag;
	size_t n_best = 0, most = 0;
	while (most < l->n && side_at(l, most) == SIDE_NONE)
		most++;
	for (size_t k = most; k > 0; k--) {
		char *run = run_of(l, 0, k);
		size_t n;
		bool clear = condition_take(l->c, run, near, &n);
		if (clear)
			keep_words(l->c, near[0].index, run, flag);
		free(run);
		if (!clear) {
			if (n_best == 0)
				memcpy(best, near, (n_best = n) * sizeof *near);
			continue;
		}
		bool fits = places_read(l, k);
		if (fits || !flag->condition)
			mem_replace(&flag->condition, l->c->conditions[near[0].index].code);
		if (fits)
			return;
		wrong = wrong.ok ? l->places : wrong;
	}
	if (wrong.ok)
		no_condition(l, best, n_best);
	else
		l->out->reading = wrong;
}

/* What was typed as a note, behind the words that stay. */
static void note_put(const struct known *known, struct flag *flag)
{
	if (str_empty(known->note))
		return;
	char *note = flag->note ? str_format("%s; %s", flag->note, known->note) : mem_strdup(known->note);
	mem_replace(&flag->note, note);
	free(note);
}

static void line_read(struct flag_line *l)
{
	size_t n_open = 0;
	for (size_t i = 0; i < l->words.n; i++)
		if (!l->words.word[i].used && n_open++ < SUBJECT_WORDS)
			l->at[l->n++] = i;
	if (n_open > SUBJECT_WORDS)
		reading_problem(
			&l->out->reading, &l->words, l->at[0], l->words.n - 1,
			_("That is too long: write what it is and where, then note with the rest behind it."));
	else if (l->n > 0)
		subject_read(l);
	else
		reading_problem(&l->out->reading, &l->words, l->words.n, 0,
				_("Write what it is: anticoagulant since 2023."));
}

bool flag_line_read(const struct catalogue *c, const char *line, const char *today, struct flag_reading *out)
{
	struct flag_line l = { .c = c, .out = out };
	struct reading days;
	struct known known;
	flag_reading_release(out);
	known_init(&known);
	reading_init(&days);
	str_init(&l.cells);
	words_split(&l.words, line, 0, strlen(line));
	known_take(&l.words, today, true, &known, &days);
	line_read(&l);
	mem_replace(&out->flag.regions, out->reading.ok ? l.cells.s : "");
	if (out->reading.ok && !days.ok)
		out->reading = days;
	mem_replace(&out->flag.since, known.since[0] ? known.since : NULL);
	mem_replace(&out->flag.until, known.until[0] ? known.until : NULL);
	note_put(&known, &out->flag);
	out->flag.source = known.source;
	str_release(&l.cells);
	words_release(&l.words);
	known_release(&known);
	return out->reading.ok;
}

/* ---- back into words ---- */

static const char *short_name(const struct catalogue *c, const struct flag *flag)
{
	int condition = flag_condition(c, flag);
	return condition >= 0 ? i18n_name(c->conditions[condition].short_name) : flag->condition;
}

static void line_write(const struct flag *flag, const char *name, struct str *out)
{
	str_add(out, name);
	if (!str_empty(flag->regions))
		str_addf(out, " %s", flag->regions);
	since_write(flag->since, flag->until, out);
	if (flag->source != FLAG_CLIENT)
		str_addf(out, " %s", flag_source_code(flag->source));
	if (!str_empty(flag->note))
		str_addf(out, " note %s", flag->note);
}

void flag_line_write(const struct catalogue *c, const struct flag *flag, struct str *out)
{
	struct flag_reading reading;
	struct str line;
	const char *name = short_name(c, flag);
	flag_reading_init(&reading);
	str_init(&line);
	line_write(flag, name, &line);
	/* A name that would be read otherwise gives way to the code. */
	if (!flag_line_read(c, line.s, "9999-12-31", &reading) ||
	    !str_eq(reading.flag.condition, flag->condition) ||
	    !str_eq(reading.flag.regions, flag->regions ? flag->regions : "")) {
		str_clear(&line);
		line_write(flag, flag->condition, &line);
	}
	str_add(out, line.s);
	str_release(&line);
	flag_reading_release(&reading);
}

void flag_reading_tell(const struct catalogue *c, const struct flag_reading *reading, struct str *out)
{
	if (reading->reading.ok)
		flag_describe(c, &reading->flag, out);
	else
		str_add(out, reading->reading.problem.text);
	for (size_t i = 0; i < reading->reading.n_candidates; i++) {
		struct str name;
		str_init(&name);
		const char *code = reading_candidate(c, &reading->reading, i, &name);
		str_addf(out, "%s%s %s", i ? " · " : "\n", code, name.s);
		str_release(&name);
	}
}
