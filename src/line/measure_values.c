/* SPDX-License-Identifier: MIT */
/* The values of a measure: numbers in their groups, sides, what goes with a movement; and the measures they make. */
#include "line/measure_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct word *word_at(const struct measure_line *l, size_t at)
{
	return &l->words.word[at];
}

static const char *code_at(const struct measure_line *l, size_t at)
{
	return word_at(l, at)->means->code;
}

static int value_at(const struct measure_line *l, size_t at)
{
	return word_at(l, at)->means->value;
}

static bool is_number(const struct measure_line *l, size_t at)
{
	return measure_is(l, at, PART_NUMBER) && !word_at(l, at)->used;
}

static bool is_unit(const struct measure_line *l, size_t at)
{
	return measure_means(l, at, MEANS_UNIT) || measure_means(l, at, MEANS_PRESSURE) ||
	       measure_means(l, at, MEANS_FORCE);
}

/* ---- letters that are glued to a number: "l55", "p4", "T7" ---- */

static int level_of(char letter, double number)
{
	static const struct {
		char letter;
		int before, n;
	} spine[] = { { 'c', 0, 7 }, { 't', 7, 12 }, { 'l', 19, 5 }, { 's', 24, 5 } };
	for (size_t i = 0; i < sizeof spine / sizeof spine[0]; i++)
		if (spine[i].letter == letter && number >= 1 && number <= spine[i].n &&
		    number == floor(number))
			return spine[i].before + (int)number;
	return 0;
}

static bool part_glued(struct measure_line *l, size_t at)
{
	struct word *letter = &l->words.word[at], *number = letter + 1;
	bool motion = l->measure.kind == MEASURE_ROM;
	int level = motion ? level_of(letter->text[0], number->value) : 0;
	if (level > 0) {
		letter->part = PART_NUMBER;
		letter->value = level;
		letter->bytes += number->bytes;
		free(number->text);
		memmove(number, number + 1, (--l->words.n - at - 1) * sizeof *number);
		mem_replace(&l->measure.unit, "level");
		return true;
	}
	letter->means = vocabulary_find(letter->text, MEANS(MEANS_SIDE) | (motion ? MEANS(MEANS_GLUED) : 0));
	return letter->means || measure_problem(l, at, at + 1, _("\"%s\" is not understood here."),
						words_shown(&l->words, at, at + 1));
}

static bool part_all_glued(struct measure_line *l)
{
	for (size_t i = 0; i + 1 < l->words.n; i++) {
		bool glued = measure_is(l, i, PART_LETTERS) && word_at(l, i)->bytes == 1 &&
			     is_number(l, i + 1) && word_at(l, i + 1)->glued && !word_at(l, i)->used;
		if (glued && !part_glued(l, i))
			return false;
	}
	return true;
}

/* ---- groups of numbers ---- */

static bool is_list(const struct measure_line *l)
{
	return l->measure.kind == MEASURE_PPT;
}

static bool too_many(struct measure_line *l, size_t from, size_t to)
{
	if (is_list(l))
		return measure_problem(l, from, to,
				       _("At most %d readings are taken of a pressure threshold."),
				       MEASURE_READINGS);
	return measure_problem(l, from, to,
			       _("Two values stand side by side. Part before and after with >, as 55>70."));
}

/* A list of readings, or one number with its maximum ("22/50"). What is `aside` leaves the next number alone. */
static bool gather_numbers(struct measure_line *l, size_t *at, size_t *out, int *n, bool aside,
			   struct measure_group *group)
{
	while (is_number(l, *at)) {
		if (*n == 1 && aside)
			return true;
		if (*n == (is_list(l) ? MEASURE_READINGS : 1))
			return too_many(l, *at - 1, *at);
		out[(*n)++] = (*at)++;
		if (measure_is(l, *at, PART_SLASH)) {
			if (!is_number(l, *at + 1))
				return measure_problem(l, *at, *at, _("A number is missing behind the /."));
			++*at;
			if (!is_list(l))
				group->maximum = (*at)++;
		}
		/* "2.1kg 2.3kg", "55 deg" */
		while (is_unit(l, *at) &&
		       (measure_is(l, *at + 1, PART_ARROW) || (is_list(l) && is_number(l, *at + 1))))
			++*at;
	}
	return true;
}

/* The group that begins at `at`: how many words it takes; 0 where it is wrong. */
static size_t gather_group(struct measure_line *l, size_t at, bool aside, struct measure_group *group)
{
	size_t from = at;
	*group = (struct measure_group){ .first = at };
	if (measure_is(l, at, PART_ARROW)) {
		measure_problem(l, at, at + is_number(l, at + 1),
				_("A value after treatment wants the one before: 6>2."));
		return 0;
	}
	if (!gather_numbers(l, &at, group->before, &group->n_before, aside, group))
		return 0;
	if (measure_is(l, at, PART_ARROW)) {
		at++;
		if (!gather_numbers(l, &at, group->after, &group->n_after, aside, group))
			return 0;
		if (group->n_after == 0) {
			measure_problem(l, at - 1, at - 1,
					_("The value after treatment is missing behind the >."));
			return 0;
		}
		if (measure_is(l, at, PART_ARROW)) {
			measure_problem(l, at, at, _("A measure has two values at most: before and after."));
			return 0;
		}
	}
	group->last = at - 1;
	return at - from;
}

/* ---- takers ---- */

static bool twice(struct measure_line *l, size_t at)
{
	return measure_problem(l, at, at, _("\"%s\" says again what was said already."), measure_word(l, at));
}

static size_t take_group(void *line, size_t at)
{
	struct measure_line *l = line;
	if (!is_number(l, at) && !measure_is(l, at, PART_ARROW))
		return 0;
	if (l->n_groups == MEASURE_GROUPS)
		return 1 + too_many(l, at, at);
	return gather_group(l, at, false, &l->group[l->n_groups++]);
}

static bool whole_0_to_10(struct measure_line *l, size_t at, int *out)
{
	const struct word *word = word_at(l, at);
	if (word->value < 0 || word->value > 10 || word->value != floor(word->value) || word->grade)
		return measure_problem(l, at, at, _("Pain goes from 0 to 10 in whole numbers, not %s."),
				       measure_word(l, at));
	*out = (int)word->value;
	return true;
}

static bool check_of_ten(struct measure_line *l, size_t at, double maximum)
{
	return at == 0 || word_at(l, at)->value == maximum ||
	       measure_problem(l, at, at, _("This goes up to %g, not %s."), maximum, measure_word(l, at));
}

/* "pain 4>2" in a movement's line. */
static size_t take_pain(void *line, size_t at)
{
	struct measure_line *l = line;
	struct measure_group group;
	bool pain = measure_means(l, at, MEANS_GLUED) ||
		    (measure_means(l, at, MEANS_MEASURED) && value_at(l, at) == MEASURE_PAIN);
	if (!pain || l->measure.kind != MEASURE_ROM)
		return 0;
	if (!is_number(l, at + 1) && !measure_is(l, at + 1, PART_ARROW))
		measure_problem(l, at, at, _("Say how much it hurt, from 0 to 10: pain 4."));
	else if (l->measure.pain_before >= 0)
		measure_problem(l, at, at, _("The pain with the movement is said twice."));
	else {
		size_t n = gather_group(l, at + 1, true, &group);
		if (n > 0 && check_of_ten(l, group.maximum, 10) &&
		    whole_0_to_10(l, group.before[0], &l->measure.pain_before) && group.n_after > 0)
			whole_0_to_10(l, group.after[0], &l->measure.pain_after);
		return 1 + n;
	}
	return 1;
}

static size_t take_head(void *line, size_t at)
{
	struct measure_line *l = line;
	if (!measure_means(l, at, MEANS_MEASURED))
		return 0;
	return value_at(l, at) == (int)l->measure.kind || twice(l, at) || 1;
}

static size_t take_start(void *line, size_t at)
{
	struct measure_line *l = line;
	struct measure *m = &l->measure;
	if (word_at(l, at)->quoted || !vocabulary_joins(word_at(l, at)->text, JOINT_FROM))
		return 0;
	if (m->kind != MEASURE_ROM || !is_number(l, at + 1) || m->has_start) {
		measure_problem(l, at, at,
				_("\"from\" says where a movement starts: knee flex r from 10 120."));
		return 1;
	}
	m->has_start = true;
	m->start = word_at(l, at + 1)->value;
	if (m->start < l->low || m->start > l->high || word_at(l, at + 1)->grade)
		measure_problem(l, at + 1, at + 1, _("A movement is measured from %g to %g degrees, not %s."),
				l->low, l->high, measure_word(l, at + 1));
	return 2;
}

static size_t take_side(void *line, size_t at)
{
	struct measure_line *l = line;
	if (!measure_means(l, at, MEANS_SIDE))
		return 0;
	int side = value_at(l, at);
	bool again = l->n_sides == 1 && (value_at(l, l->side[0]) == side ||
					 value_at(l, l->side[0]) == SIDE_BOTH || side == SIDE_BOTH);
	if (l->n_sides == 2 || again)
		twice(l, at);
	else
		l->side[l->n_sides++] = at;
	return 1;
}

static size_t take_slot(void *line, size_t at)
{
	struct measure_line *l = line;
	bool again = l->n_slots == MEASURE_GROUPS;
	if (!measure_means(l, at, MEANS_SLOT))
		return 0;
	for (size_t i = 0; i < l->n_slots; i++)
		again = again || str_eq(code_at(l, l->slot[i]), code_at(l, at));
	if (l->measure.kind != MEASURE_PAIN)
		measure_problem(l, at, at, _("\"%s\" belongs to a pain score: leave it out here."),
				measure_word(l, at));
	else if (again)
		twice(l, at);
	else
		l->slot[l->n_slots++] = at;
	return 1;
}

static size_t take_of_movement(void *line, size_t at)
{
	struct measure_line *l = line;
	struct measure *m = &l->measure;
	bool mode = measure_means(l, at, MEANS_MODE), feel = measure_means(l, at, MEANS_FEEL);
	if (!mode && !feel && !measure_means(l, at, MEANS_METHOD))
		return 0;
	if (m->kind != MEASURE_ROM)
		measure_problem(l, at, at, _("\"%s\" belongs to a movement's range: leave it out here."),
				measure_word(l, at));
	else if (mode ? m->mode : feel ? m->end_feel : m->method)
		twice(l, at);
	else if (mode)
		m->mode = (enum measure_mode)value_at(l, at);
	else if (feel)
		m->end_feel = (enum end_feel)value_at(l, at);
	else
		m->method = (enum measure_method)value_at(l, at);
	return 1;
}

/* The unit that a word stands for in this measure, "kg" of a threshold for kg/cm2; NULL where it is none of it. */
static const char *unit_meant(const struct measure_line *l, size_t at)
{
	const struct meaning *pressure;
	const char *code = code_at(l, at);
	switch (l->measure.kind) {
	case MEASURE_PPT:
		pressure = vocabulary_find(word_at(l, at)->text, MEANS(MEANS_PRESSURE) | MEANS(MEANS_FORCE));
		return pressure ? pressure->code : NULL;
	case MEASURE_ROM:
		return str_eq(code, "deg") || unit_find(UNIT_OF_MOTION, code) ? code : NULL;
	case MEASURE_STRENGTH:
		return NULL;
	default:
		return str_eq(code, "points") || (str_eq(code, "%") && l->measure.maximum == 100) ? code
												  : NULL;
	}
}

static size_t take_unit(void *line, size_t at)
{
	struct measure_line *l = line;
	struct measure *m = &l->measure;
	if (!is_unit(l, at))
		return 0;
	const char *unit = unit_meant(l, at);
	if (!unit)
		measure_problem(l, at, at, _("%s is no unit of this measure."), measure_word(l, at));
	else if (m->kind == MEASURE_ROM || m->kind == MEASURE_PPT) {
		if (!str_eq(m->unit, "") && !str_eq(m->unit, "deg") && !str_eq(m->unit, unit))
			measure_problem(l, at, at, _("One measure has one unit, not %s and %s."), m->unit,
					unit);
		else
			mem_replace(&m->unit, unit);
	}
	return 1;
}

static size_t take_rest(void *line, size_t at)
{
	struct measure_line *l = line;
	const struct word *word = word_at(l, at);
	bool name = word->quoted || word->part == PART_LETTERS || word->part == PART_OTHER;
	if (l->measure.kind == MEASURE_PSFS || !name)
		measure_problem(l, at, at, _("\"%s\" is not understood here."), measure_word(l, at));
	return 1;
}

/* Units inside a group were stepped over there. */
static bool take_inner_units(struct measure_line *l)
{
	for (size_t g = 0; g < l->n_groups; g++)
		for (size_t i = l->group[g].first; i <= l->group[g].last; i++)
			if (is_unit(l, i))
				take_unit(l, i);
	return l->out->reading.ok;
}

static bool gather_values(struct measure_line *l)
{
	static taker *const takers[] = { take_group, take_pain,        take_head, take_start, take_side,
					 take_slot,  take_of_movement, take_unit, take_rest };
	const struct reading *reading = &l->out->reading;
	if (!part_all_glued(l))
		return false;
	words_take(&l->words, takers, sizeof takers / sizeof *takers, l, reading);
	if (!reading->ok || !take_inner_units(l))
		return false;
	if (l->n_groups == 0)
		return measure_problem(l, l->words.n, 0, _("The value is missing."));
	return l->measure.kind != MEASURE_PPT || !str_eq(l->measure.unit, "") ||
	       measure_problem(l, l->words.n, 0,
			       _("Say the unit of the pressure threshold: kg/cm2, N/cm2 or kPa."));
}

/* ---- building ---- */

static bool out_of_range(struct measure_line *l, size_t at, double low, double high)
{
	const char *shown = measure_word(l, at);
	switch (l->measure.kind) {
	case MEASURE_PAIN:
		return measure_problem(l, at, at, _("Pain goes from 0 to 10 in whole numbers, not %s."),
				       shown);
	case MEASURE_PSFS:
		return measure_problem(
			l, at, at, _("An activity goes from 0, unable, to 10, as before, not %s."), shown);
	case MEASURE_ROM:
		if (str_eq(l->measure.unit, "deg"))
			return measure_problem(l, at, at,
					       _("A movement is measured from %g to %g degrees, not %s."),
					       low, high, shown);
		return measure_problem(l, at, at, _("This goes from %g to %g %s, not %s."), low, high,
				       l->measure.unit, shown);
	case MEASURE_STRENGTH:
		return measure_problem(l, at, at, _("Strength goes from 0 to 5, also 4+ or 4-, not %s."),
				       shown);
	default:
		return measure_problem(l, at, at, _("This goes from %g to %g, not %s."), low, high, shown);
	}
}

static bool is_whole_kind(const struct measure_line *l)
{
	const struct measure *m = &l->measure;
	if (m->kind == MEASURE_SCORE)
		return l->c->scores[catalogue_score(l->c, m->code)].kind == SCORE_RATING;
	return m->kind == MEASURE_PAIN || m->kind == MEASURE_PSFS || m->kind == MEASURE_STRENGTH;
}

static bool check_number(struct measure_line *l, size_t at, double *out)
{
	const struct word *word = word_at(l, at);
	const struct unit *unit = unit_find(is_list(l) ? UNIT_OF_THRESHOLD : UNIT_OF_MOTION, l->measure.unit);
	double low = unit ? unit->low : l->low, high = unit ? unit->high : l->high;
	if (str_eq(l->measure.unit, "level") != (l->words.line[word->at] > '9'))
		return measure_problem(l, at, at,
				       _("Degrees and levels of the spine do not go together: %s."),
				       measure_word(l, at));
	*out = word->value + (word->grade == '+' ? 0.3 : word->grade == '-' ? -0.3 : 0);
	if ((word->grade && l->measure.kind != MEASURE_STRENGTH) || *out < low || *out > high ||
	    (is_whole_kind(l) && word->value != floor(word->value)))
		return out_of_range(l, at, low, high);
	return !is_list(l) || *out > 0 ||
	       measure_problem(l, at, at, _("A pressure threshold is more than 0."));
}

static bool fill(struct measure_line *l, const struct measure_group *group, struct measure *m)
{
	for (int i = 0; i < group->n_before; i++)
		if (!check_number(l, group->before[i], &m->before.reading[i]))
			return false;
	for (int i = 0; i < group->n_after; i++)
		if (!check_number(l, group->after[i], &m->after.reading[i]))
			return false;
	m->before.n = group->n_before;
	m->after.n = group->n_after;
	double maximum = m->kind == MEASURE_SCORE ? m->maximum : m->kind == MEASURE_STRENGTH ? 5 : 10;
	if (m->kind == MEASURE_ROM && group->maximum > 0)
		return measure_problem(l, group->maximum, group->maximum,
				       _("Part before and after with >, as 55>70."));
	return check_of_ten(l, group->maximum, maximum);
}

/* A sentence with the measure's name in it. */
static bool named_problem(struct measure_line *l, const struct measure *measure, size_t from, size_t to,
			  const char *format)
{
	struct str name, text;
	str_init(&name);
	str_init(&text);
	measure_name(l->c, measure, &name);
	str_addf(&text, format, name.s);
	measure_problem(l, from, to, "%s", text.s);
	str_release(&text);
	str_release(&name);
	return false;
}

/* Of two values of pain the least is not above the worst. */
static bool pains_fit(struct measure_line *l, const struct measure_group *group, const struct measure *a,
		      const struct measure *b)
{
	const struct measure *best = str_eq(a->code, "best") ? a : b, *worst = best == a ? b : a;
	if (a->kind != MEASURE_PAIN || b->kind != MEASURE_PAIN || !str_eq(best->code, "best") ||
	    !str_eq(worst->code, "worst") || best->before.reading[0] <= worst->before.reading[0])
		return true;
	return measure_problem(l, group->first, group->last,
			       _("The least pain, %g, is more than the worst, %g: mend one of them."),
			       best->before.reading[0], worst->before.reading[0]);
}

/* Whether what is added goes with the rest of the line. */
static bool fits_line(struct measure_line *l, const struct measure_group *group, const struct measure *made)
{
	for (size_t i = 0; i < l->out->n; i++) {
		const struct measure *other = &l->out->measures[i];
		if (measure_same(other, made))
			return named_problem(
				l, made, group->first, group->last,
				_("%s stands in the line twice: keep one. Part before and after with >, as 55>70."));
		if (!pains_fit(l, group, other, made))
			return false;
	}
	return true;
}

static bool add(struct measure_line *l, const struct measure_group *group, enum side side, const char *code)
{
	struct measure_reading *out = l->out;
	struct measure made;
	if (out->n == MEASURE_LINE_MAX)
		return measure_problem(l, 0, l->words.n - 1, _("A line holds at most %d measures."),
				       MEASURE_LINE_MAX);
	measure_init(&made);
	measure_copy(&made, &l->measure);
	made.side = side;
	if (code)
		mem_replace(&made.code, code);
	if (!fill(l, group, &made) || !fits_line(l, group, &made)) {
		measure_release(&made);
		return false;
	}
	out->measures = mem_regrow(out->measures, out->n + 1, sizeof *out->measures);
	out->measures[out->n++] = made;
	return true;
}

static bool no_side(struct measure_line *l)
{
	size_t at = l->side[0];
	struct str name;
	if (l->measure.kind != MEASURE_ROM && l->measure.kind != MEASURE_STRENGTH && !is_list(l))
		return measure_problem(l, at, at, _("This measure has no side: leave \"%s\" out."),
				       measure_word(l, at));
	str_init(&name);
	measure_name(l->c, &l->measure, &name);
	measure_problem(l, at, at, _("%s has no left or right: leave \"%s\" out."), name.s,
			measure_word(l, at));
	str_release(&name);
	return false;
}

/* "l 55 r 60": the sides take the groups in their order. */
static bool build_sided(struct measure_line *l)
{
	if (l->n_sides == 0 || value_at(l, l->side[0]) == SIDE_MIDLINE)
		return named_problem(l, &l->measure, l->words.n, 0,
				     _("%s has two sides: say l, r, or b for both."));
	bool both = value_at(l, l->side[0]) == SIDE_BOTH || (l->n_sides == 2 && l->n_groups == 1);
	if (both ? l->n_groups > 1 : l->n_groups > l->n_sides)
		return too_many(l, l->group[1].first, l->group[1].last);
	if (both)
		return add(l, &l->group[0], SIDE_LEFT, NULL) && add(l, &l->group[0], SIDE_RIGHT, NULL);
	for (size_t i = 0; i < l->n_sides; i++)
		if (!add(l, &l->group[i], (enum side)value_at(l, l->side[i]), NULL))
			return false;
	return true;
}

/* "6 best 2 worst 8": a value before the first word is that of now. */
static bool build_pain(struct measure_line *l)
{
	bool now_first = l->n_groups == l->n_slots + 1 && (l->n_slots == 0 || l->group[0].first < l->slot[0]);
	size_t last = l->n_slots ? l->slot[l->n_slots - 1] : 0;
	if (!now_first && l->n_groups < l->n_slots)
		return measure_problem(l, last, last, _("A value for \"%s\" is missing."),
				       measure_word(l, last));
	if (!now_first && l->n_groups > l->n_slots)
		return too_many(l, l->group[l->n_groups - 1].first, l->group[l->n_groups - 1].last);
	for (size_t i = 0; i < l->n_groups; i++) {
		const char *slot = now_first && i == 0 ? "now" : code_at(l, l->slot[i - now_first]);
		if (now_first && i > 0 && str_eq(slot, "now"))
			return twice(l, l->slot[i - 1]);
		if (!add(l, &l->group[i], SIDE_NONE, slot))
			return false;
	}
	return true;
}

bool measure_take_values(struct measure_line *l)
{
	if (!gather_values(l))
		return false;
	if (l->sided)
		return build_sided(l);
	if (l->n_sides > 0 && value_at(l, l->side[0]) != SIDE_MIDLINE)
		return no_side(l);
	if (l->measure.kind == MEASURE_PAIN)
		return build_pain(l);
	if (l->n_groups > 1)
		return too_many(l, l->group[1].first, l->group[1].last);
	return add(l, &l->group[0], SIDE_NONE, NULL);
}
