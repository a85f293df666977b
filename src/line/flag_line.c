/* SPDX-License-Identifier: MIT */
/* Taking a flag's line apart. The condition is the longest run of words that names one and leaves nothing behind it but
 * places. */
#include "line/flag_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/known.h"
#include "record/since.h"

enum { WORDS_MAX = 16, RUN_MAX = 5 };

struct subject {
	const struct catalogue *c;
	char *word[WORDS_MAX];
	size_t n;
};

/* What stands behind the condition. */
struct places {
	struct str cells;       /* "CLF.L KNB.L" */
	int waiting[WORDS_MAX]; /* regions whose side is not said yet */
	size_t n_waiting;
	struct err err;
	struct candidate near[FLAG_CANDIDATES];
	size_t n_near;
};

void flag_reading_init(struct flag_reading *reading)
{
	*reading = (struct flag_reading){ .problem = ERR_INIT };
	flag_init(&reading->flag);
}

void flag_reading_release(struct flag_reading *reading)
{
	flag_release(&reading->flag);
	flag_reading_init(reading);
}

static enum side side_of(const char *word)
{
	static const enum side sides[] = { SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH };
	for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++)
		if (strcasecmp(word, side_code(sides[i])) == 0 ||
		    strcasecmp(word, side_letter(sides[i])) == 0 ||
		    strcasecmp(word, side_word(sides[i])) == 0)
			return sides[i];
	if (strcasecmp(word, "left") == 0)
		return SIDE_LEFT;
	return strcasecmp(word, "right") == 0  ? SIDE_RIGHT
	       : strcasecmp(word, "both") == 0 ? SIDE_BOTH
					       : SIDE_NONE;
}

/* False when there are more words than a condition and its places have. */
static bool subject_split(struct subject *subject, const char *text)
{
	struct str word;
	str_init(&word);
	while (subject->n < WORDS_MAX && str_next_word(&text, &word))
		subject->word[subject->n++] = mem_strdup(word.s);
	bool all = !str_next_word(&text, &word);
	str_release(&word);
	return all;
}

static void subject_free(struct subject *subject)
{
	for (size_t i = 0; i < subject->n; i++)
		free(subject->word[i]);
}

/* Words [from, to) with blanks between; caller frees. */
static char *run_of(const struct subject *subject, size_t from, size_t to)
{
	struct str run;
	str_init(&run);
	for (size_t i = from; i < to; i++)
		str_addf(&run, "%s%s", i > from ? " " : "", subject->word[i]);
	return str_take(&run);
}

/* ---- places ---- */

static void cell_add(struct places *places, const struct region *region, enum side side)
{
	str_addf(&places->cells, "%s%s.%s", places->cells.len ? " " : "", region->code, side_code(side));
}

static bool cell_said(const struct subject *subject, struct places *places, int region, enum side side)
{
	const struct region *row = &subject->c->regions[region];
	if (!row->paired && side != SIDE_MIDLINE)
		return err_set(&places->err, ERR_INPUT, _("%s lies in the midline: leave the side out."),
			       i18n_name(row->name));
	if (side == SIDE_BOTH) {
		cell_add(places, row, SIDE_LEFT);
		side = SIDE_RIGHT;
	}
	cell_add(places, row, side);
	return true;
}

/* One side for all regions that wait for theirs. */
static bool side_said(const struct subject *subject, struct places *places, enum side side, const char *word)
{
	if (places->n_waiting == 0)
		return err_set(&places->err, ERR_INPUT, _("\"%s\" is a side without a place: write calf %s."),
			       word, word);
	for (size_t i = 0; i < places->n_waiting; i++)
		if (!cell_said(subject, places, places->waiting[i], side))
			return false;
	places->n_waiting = 0;
	return true;
}

/* "CLF.L" */
static bool is_cell(const struct subject *subject, const char *word, int *region, enum side *side)
{
	const char *dot = strchr(word, '.');
	if (!dot)
		return false;
	char *code = mem_strndup(word, (size_t)(dot - word));
	*region = catalogue_region(subject->c, code);
	*side = side_from_code(dot + 1);
	free(code);
	return *region >= 0 && *side != SIDE_NONE;
}

/* The longest run of words from here that names a region; 0 when none does. */
static size_t region_take(const struct subject *subject, size_t from, struct places *places, int *region)
{
	size_t most = subject->n - from < RUN_MAX ? subject->n - from : RUN_MAX;
	for (size_t n = most; n > 0; n--) {
		bool has_side = false;
		for (size_t i = from; i < from + n; i++)
			has_side = has_side || side_of(subject->word[i]) != SIDE_NONE;
		if (has_side)
			continue;
		char *run = run_of(subject, from, from + n);
		size_t found = match_regions(subject->c, run, places->near, FLAG_CANDIDATES);
		free(run);
		if (!match_is_clear(places->near, found)) {
			places->n_near = found ? found : places->n_near;
			continue;
		}
		*region = places->near[0].index;
		places->n_near = 0;
		return n;
	}
	return 0;
}

/* "in the left calf" */
static bool is_small_word(const char *word)
{
	static const char *const small[] = { NC_("small words before a place", "in on at the of") };
	const char *rest = i18n_in_context("small words before a place\004in on at the of", small[0]);
	struct str one;
	bool found = false;
	str_init(&one);
	while (!found && str_next_word(&rest, &one))
		found = strcasecmp(one.s, word) == 0;
	for (rest = small[0]; !found && str_next_word(&rest, &one);)
		found = strcasecmp(one.s, word) == 0;
	str_release(&one);
	return found;
}

/* "left calf": the words behind a side that name a place; 0 when none do. */
static size_t sided_take(const struct subject *subject, size_t from, enum side side, struct places *places)
{
	int region;
	size_t took =
		from < subject->n && places->n_waiting == 0 ? region_take(subject, from, places, &region) : 0;
	return took > 0 && cell_said(subject, places, region, side) ? took : 0;
}

static bool place_take(const struct subject *subject, size_t *i, struct places *places)
{
	const char *word = subject->word[*i];
	enum side side = side_of(word);
	int region;
	size_t took = 1;
	bool ok = true;
	if (is_small_word(word)) {
		ok = true;
	} else if (side != SIDE_NONE && (took = sided_take(subject, *i + 1, side, places)) > 0) {
		took++;
	} else if (side != SIDE_NONE) {
		took = 1;
		ok = places->err.kind == ERR_NONE && side_said(subject, places, side, word);
	} else if (is_cell(subject, word, &region, &side)) {
		ok = cell_said(subject, places, region, side);
	} else if ((took = region_take(subject, *i, places, &region)) == 0) {
		ok = err_set(&places->err, ERR_INPUT,
			     places->n_near > 1
				     ? _("\"%s\" may be several places: write the code of one.")
				     : _("No place is called \"%s\". Write part of its name or its code."),
			     word);
	} else if (!subject->c->regions[region].paired) {
		/* A side behind a midline region is refused, so it waits for none. */
		if (*i + took < subject->n && side_of(subject->word[*i + took]) != SIDE_NONE)
			ok = cell_said(subject, places, region, SIDE_LEFT);
		else
			cell_add(places, &subject->c->regions[region], SIDE_MIDLINE);
	} else {
		places->waiting[places->n_waiting++] = region;
	}
	*i += took;
	return ok;
}

static bool places_read(const struct subject *subject, size_t from, struct places *places)
{
	str_clear(&places->cells);
	places->n_waiting = places->n_near = 0;
	err_clear(&places->err);
	while (from < subject->n)
		if (!place_take(subject, &from, places))
			return false;
	return places->n_waiting == 0 ||
	       err_set(&places->err, ERR_INPUT, _("%s is left and right: say l, r or b."),
		       i18n_name(subject->c->regions[places->waiting[0]].name));
}

/* ---- the condition ---- */

static void candidates_put(struct flag_reading *out, const struct candidate *from, size_t n, bool regions)
{
	memcpy(out->candidates, from, n * sizeof *from);
	out->n_candidates = n;
	out->candidates_are_regions = regions;
}

static bool no_condition(const struct subject *subject, const struct candidate *near, size_t n,
			 struct flag_reading *out)
{
	char *run = run_of(subject, 0, subject->n);
	err_set(&out->problem, ERR_INPUT,
		n > 0 ? _("\"%s\" may be several conditions: write more of the name, or its code.")
		      : _("No condition is called \"%s\". Write part of its name or its code."),
		run);
	candidates_put(out, near, n, false);
	free(run);
	return false;
}

/* Keeps the sentence about places of the longest condition that was clear. */
static void keep_places_problem(const struct places *places, struct flag_reading *out)
{
	if (out->problem.kind != ERR_NONE)
		return;
	out->problem = places->err;
	candidates_put(out, places->near, places->n_near, true);
}

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

static bool subject_read(const struct subject *subject, struct places *places, struct flag_reading *out)
{
	struct candidate near[FLAG_CANDIDATES], best[FLAG_CANDIDATES];
	size_t n_best = 0, most = 0;
	while (most < subject->n && side_of(subject->word[most]) == SIDE_NONE)
		most++;
	for (size_t k = most; k > 0; k--) {
		char *run = run_of(subject, 0, k);
		size_t n;
		bool clear = condition_take(subject->c, run, near, &n);
		if (clear)
			keep_words(subject->c, near[0].index, run, &out->flag);
		free(run);
		if (!clear) {
			if (n_best == 0)
				memcpy(best, near, (n_best = n) * sizeof *near);
			continue;
		}
		if (out->flag.condition == NULL)
			mem_replace(&out->flag.condition, subject->c->conditions[near[0].index].code);
		if (places_read(subject, k, places)) {
			mem_replace(&out->flag.condition, subject->c->conditions[near[0].index].code);
			err_clear(&out->problem);
			out->n_candidates = 0;
			return true;
		}
		keep_places_problem(places, out);
	}
	return out->problem.kind == ERR_NONE && no_condition(subject, best, n_best, out);
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

bool flag_line_read(const struct catalogue *c, const char *line, const char *today, struct flag_reading *out)
{
	struct known known;
	struct subject subject = { .c = c };
	struct places places = { .err = ERR_INIT };
	struct err err = ERR_INIT;
	flag_reading_release(out);
	known_init(&known);
	str_init(&places.cells);
	bool days = known_read(line, today, true, &known, &err);
	if (!subject_split(&subject, known.subject))
		out->ok = err_set(
			&out->problem, ERR_INPUT,
			_("That is too long: write what it is and where, then note with the rest behind it."));
	else
		out->ok = subject.n > 0 ? subject_read(&subject, &places, out)
					: err_set(&out->problem, ERR_INPUT,
						  _("Write what it is: anticoagulant since 2023."));
	mem_replace(&out->flag.regions, out->ok ? places.cells.s : "");
	mem_replace(&out->flag.since, known.since[0] ? known.since : NULL);
	mem_replace(&out->flag.until, known.until[0] ? known.until : NULL);
	note_put(&known, &out->flag);
	out->flag.source = known.source;
	if (out->ok && !days) {
		out->problem = err;
		out->ok = false;
	}
	str_release(&places.cells);
	subject_free(&subject);
	known_release(&known);
	return out->ok;
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

static void tell_regions(const struct catalogue *c, const struct flag *flag, struct str *out)
{
	const char *rest = flag->regions;
	int region;
	enum side side;
	while (flag_region_next(c, &rest, &region, &side))
		if (side == SIDE_MIDLINE)
			str_addf(out, ", %s", i18n_name(c->regions[region].name));
		else
			/* TRANSLATORS: side and region: "left Calf". */
			str_addf(out, _(", %1$s %2$s"), side_word(side), i18n_name(c->regions[region].name));
}

void flag_describe(const struct catalogue *c, const struct flag *flag, struct str *out)
{
	int condition = flag_condition(c, flag);
	str_add(out, condition >= 0 ? i18n_name(c->conditions[condition].name) : flag->condition);
	if (condition >= 0 && condition_is_red(&c->conditions[condition]))
		str_addf(out, _(" (red flag, %s)"), urgency_word(c->conditions[condition].urgency));
	tell_regions(c, flag, out);
	since_tell(flag->since, flag->until, out);
	if (flag->source != FLAG_CLIENT)
		str_addf(out, ", %s", flag_source_word(flag->source));
	if (!str_empty(flag->note))
		str_addf(out, ": %s", flag->note);
	if (!str_empty(flag->action))
		str_addf(out, _(" (done: %s)"), flag->action);
}

void flag_reading_tell(const struct catalogue *c, const struct flag_reading *reading, struct str *out)
{
	if (reading->ok)
		flag_describe(c, &reading->flag, out);
	else
		str_add(out, reading->problem.text);
	for (size_t i = 0; i < reading->n_candidates; i++) {
		int index = reading->candidates[i].index;
		const char *code =
			reading->candidates_are_regions ? c->regions[index].code : c->conditions[index].code;
		const char *name = reading->candidates_are_regions ? c->regions[index].name
								   : c->conditions[index].short_name;
		str_addf(out, "%s%s %s", i ? " · " : "\n", code, i18n_name(name));
	}
}
