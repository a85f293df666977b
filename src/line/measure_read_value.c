/* SPDX-License-Identifier: MIT */
/* The values of a measure line: numbers in their groups, sides, what goes with a movement; and the measures they make. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/measure_reader.h"

static struct measure_token *token_at(struct measure_reader *r, size_t i)
{
	return &r->words.token[i];
}

static bool is_kind(const struct measure_reader *r, size_t i, enum measure_token_kind kind)
{
	return i < r->words.n && r->words.token[i].kind == kind;
}

/* ---- glued words: "l55", "p4", "T7" ---- */

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

static bool part_glued(struct measure_reader *r, size_t i)
{
	struct measure_token *token = token_at(r, i);
	int level = r->measure.kind == MEASURE_ROM ? level_of(token->letter, token->number) : 0;
	if (level > 0) {
		token->kind = TOKEN_NUMBER;
		token->number = level;
		mem_replace(&r->measure.unit, "level");
	} else if (token->letter == 'p' && r->measure.kind == MEASURE_ROM) {
		measure_words_part(&r->words, i);
		token->kind = TOKEN_HEAD;
		token->value = MEASURE_PAIN;
	} else if (strchr("lrb", token->letter) && r->words.n < MEASURE_TOKENS)
		measure_words_part(&r->words, i);
	else
		return measure_problem(r, i, i, _("\"%s\" is not understood here."), measure_shown(r, i, i));
	return true;
}

static bool part_all_glued(struct measure_reader *r)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (is_kind(r, i, TOKEN_GLUED) && (r->words.n >= MEASURE_TOKENS || !part_glued(r, i)))
			return measure_problem(r, i, i, _("\"%s\" is not understood here."),
					       measure_shown(r, i, i));
	return true;
}

/* ---- groups of numbers ---- */

static bool too_many(struct measure_reader *r, size_t from, size_t to)
{
	if (r->measure.kind == MEASURE_PPT)
		return measure_problem(r, from, to,
				       _("At most %d readings are taken of a pressure threshold."),
				       MEASURE_READINGS);
	return measure_problem(r, from, to,
			       _("Two values stand side by side. Part before and after with >, as 55>70."));
}

static bool is_list(const struct measure_reader *r)
{
	return r->measure.kind == MEASURE_PPT;
}

/* A list of readings, or one number with its maximum ("22/50"). What is `aside` leaves the next number alone. */
static bool take_numbers(struct measure_reader *r, size_t *at, size_t *out, int *n, bool aside,
			 struct measure_group *group)
{
	while (is_kind(r, *at, TOKEN_NUMBER)) {
		if (*n == 1 && aside)
			return true;
		if (*n == (is_list(r) ? MEASURE_READINGS : 1))
			return too_many(r, *at - 1, *at);
		out[(*n)++] = (*at)++;
		if (is_kind(r, *at, TOKEN_SLASH)) {
			if (!is_kind(r, *at + 1, TOKEN_NUMBER))
				return measure_problem(r, *at, *at, _("A number is missing behind the /."));
			++*at;
			if (!is_list(r))
				group->maximum = (*at)++;
		}
		/* "2.1kg 2.3kg", "55 deg" */
		while (is_kind(r, *at, TOKEN_UNIT) && *at + 1 < r->words.n &&
		       (is_kind(r, *at + 1, TOKEN_ARROW) ||
			(is_list(r) && is_kind(r, *at + 1, TOKEN_NUMBER))))
			++*at;
	}
	return true;
}

/* Reads a group at *at and steps behind it. */
static bool take_group(struct measure_reader *r, size_t *at, bool aside, struct measure_group *group)
{
	*group = (struct measure_group){ .first = *at };
	if (is_kind(r, *at, TOKEN_ARROW))
		return measure_problem(r, *at, *at + is_kind(r, *at + 1, TOKEN_NUMBER),
				       _("A value after treatment wants the one before: 6>2."));
	if (!take_numbers(r, at, group->before, &group->n_before, aside, group))
		return false;
	if (is_kind(r, *at, TOKEN_ARROW)) {
		++*at;
		if (!take_numbers(r, at, group->after, &group->n_after, aside, group))
			return false;
		if (group->n_after == 0)
			return measure_problem(r, *at - 1, *at - 1,
					       _("The value after treatment is missing behind the >."));
		if (is_kind(r, *at, TOKEN_ARROW))
			return measure_problem(r, *at, *at,
					       _("A measure has two values at most: before and after."));
	}
	group->last = *at - 1;
	return true;
}

/* ---- what goes with it ---- */

static bool whole_0_to_10(struct measure_reader *r, size_t i, int *out)
{
	const struct measure_token *token = token_at(r, i);
	if (token->number < 0 || token->number > 10 || token->number != floor(token->number) || token->grade)
		return measure_problem(r, i, i, _("Pain goes from 0 to 10 in whole numbers, not %s."),
				       measure_shown(r, i, i));
	*out = (int)token->number;
	return true;
}

static bool check_of_ten(struct measure_reader *r, size_t i, double maximum)
{
	if (i == 0 || token_at(r, i)->number == maximum)
		return true;
	return measure_problem(r, i, i, _("This goes up to %g, not %s."), maximum, measure_shown(r, i, i));
}

/* "pain 4>2" in a movement's line. */
static bool take_pain(struct measure_reader *r, size_t *at)
{
	struct measure_group group;
	size_t head = (*at)++;
	if (!is_kind(r, *at, TOKEN_NUMBER) && !is_kind(r, *at, TOKEN_ARROW))
		return measure_problem(r, head, head, _("Say how much it hurt, from 0 to 10: pain 4."));
	if (r->measure.pain_before >= 0)
		return measure_problem(r, head, head, _("The pain with the movement is said twice."));
	return take_group(r, at, true, &group) && check_of_ten(r, group.maximum, 10) &&
	       whole_0_to_10(r, group.before[0], &r->measure.pain_before) &&
	       (group.n_after == 0 || whole_0_to_10(r, group.after[0], &r->measure.pain_after));
}

static bool take_start(struct measure_reader *r, size_t *at)
{
	size_t from = (*at)++;
	if (r->measure.kind != MEASURE_ROM || !is_kind(r, *at, TOKEN_NUMBER) || r->measure.has_start)
		return measure_problem(r, from, from,
				       _("\"from\" says where a movement starts: knee flex r from 10 120."));
	r->measure.has_start = true;
	r->measure.start = token_at(r, *at)->number;
	if (r->measure.start < r->low || r->measure.start > r->high || token_at(r, *at)->grade)
		return measure_problem(r, *at, *at,
				       _("A movement is measured from %g to %g degrees, not %s."), r->low,
				       r->high, measure_shown(r, *at, *at));
	++*at;
	return true;
}

static bool twice(struct measure_reader *r, size_t i)
{
	return measure_problem(r, i, i, _("\"%s\" says again what was said already."),
			       measure_shown(r, i, i));
}

static bool take_of_movement(struct measure_reader *r, size_t i)
{
	const struct measure_token *token = token_at(r, i);
	struct measure *m = &r->measure;
	if (m->kind != MEASURE_ROM)
		return measure_problem(r, i, i, _("\"%s\" belongs to a movement's range: leave it out here."),
				       measure_shown(r, i, i));
	if (token->kind == TOKEN_MODE   ? m->mode != MODE_UNSAID
	    : token->kind == TOKEN_FEEL ? m->end_feel != END_FEEL_UNSAID
					: m->method != METHOD_UNSAID)
		return twice(r, i);
	if (token->kind == TOKEN_MODE)
		m->mode = (enum measure_mode)token->value;
	else if (token->kind == TOKEN_FEEL)
		m->end_feel = (enum end_feel)token->value;
	else
		m->method = (enum measure_method)token->value;
	return true;
}

static bool unit_fits(const struct measure_reader *r, const char *unit)
{
	static const char *const of_kind[MEASURE_KIND_COUNT] = {
		[MEASURE_PAIN] = " points ", [MEASURE_ROM] = " deg mm cm level ",
		[MEASURE_STRENGTH] = " ",    [MEASURE_PPT] = " kg/cm2 N/cm2 kPa lb/cm2 ",
		[MEASURE_PSFS] = " points ", [MEASURE_SCORE] = " points ",
	};
	if (str_eq(unit, "%"))
		return r->measure.kind == MEASURE_SCORE && r->measure.maximum == 100;
	char *key = str_format(" %s ", unit);
	bool fits = strstr(of_kind[r->measure.kind], key) != NULL;
	mem_replace(&key, NULL);
	return fits;
}

static bool take_unit(struct measure_reader *r, size_t i)
{
	const char *unit = token_at(r, i)->text;
	struct measure *m = &r->measure;
	if (!unit_fits(r, unit))
		return measure_problem(r, i, i, _("%s is no unit of this measure."), measure_shown(r, i, i));
	if (m->kind != MEASURE_ROM && m->kind != MEASURE_PPT)
		return true;
	bool was_said = !str_eq(m->unit, "") && !str_eq(m->unit, "deg") && !str_eq(m->unit, unit);
	if (was_said)
		return measure_problem(r, i, i, _("One measure has one unit, not %s and %s."), m->unit, unit);
	mem_replace(&m->unit, unit);
	return true;
}

static bool take_side(struct measure_reader *r, size_t i)
{
	if (r->n_sides == 2 || (r->n_sides == 1 && (token_at(r, r->side[0])->value == token_at(r, i)->value ||
						    token_at(r, r->side[0])->value == SIDE_BOTH ||
						    token_at(r, i)->value == SIDE_BOTH)))
		return twice(r, i);
	r->side[r->n_sides++] = i;
	return true;
}

static bool take_slot(struct measure_reader *r, size_t i)
{
	if (r->measure.kind != MEASURE_PAIN)
		return measure_problem(r, i, i, _("\"%s\" belongs to a pain score: leave it out here."),
				       measure_shown(r, i, i));
	for (size_t k = 0; k < r->n_slots; k++)
		if (str_eq(token_at(r, r->slot[k])->text, token_at(r, i)->text))
			return twice(r, i);
	if (r->n_slots == MEASURE_GROUPS)
		return twice(r, i);
	r->slot[r->n_slots++] = i;
	return true;
}

static bool take_word(struct measure_reader *r, size_t *at)
{
	switch (token_at(r, *at)->kind) {
	case TOKEN_NUMBER:
	case TOKEN_ARROW:
		if (r->n_groups == MEASURE_GROUPS)
			return too_many(r, *at, *at);
		return take_group(r, at, false, &r->group[r->n_groups]) && ++r->n_groups;
	case TOKEN_HEAD:
		if (r->measure.kind == MEASURE_ROM && token_at(r, *at)->value == MEASURE_PAIN)
			return take_pain(r, at);
		return token_at(r, *at)->value == (int)r->measure.kind ? (++*at, true) : twice(r, *at);
	case TOKEN_FROM:
		return take_start(r, at);
	case TOKEN_SIDE:
		return take_side(r, (*at)++);
	case TOKEN_SLOT:
		return take_slot(r, (*at)++);
	case TOKEN_MODE:
	case TOKEN_FEEL:
	case TOKEN_METHOD:
		return take_of_movement(r, (*at)++);
	case TOKEN_UNIT:
		return take_unit(r, (*at)++);
	case TOKEN_OPEN:
	case TOKEN_QUOTED:
		if (r->measure.kind != MEASURE_PSFS) {
			++*at; /* the name */
			return true;
		}
		return measure_problem(r, *at, *at, _("\"%s\" is not understood here."),
				       measure_shown(r, *at, *at));
	default:
		return measure_problem(r, *at, *at, _("\"%s\" is not understood here."),
				       measure_shown(r, *at, *at));
	}
}

/* Units inside a group were stepped over there. */
static bool take_inner_units(struct measure_reader *r)
{
	for (size_t g = 0; g < r->n_groups; g++)
		for (size_t i = r->group[g].first; i <= r->group[g].last; i++)
			if (is_kind(r, i, TOKEN_UNIT) && !take_unit(r, i))
				return false;
	return true;
}

bool measure_read_values(struct measure_reader *r)
{
	if (!part_all_glued(r))
		return false;
	/* Numbers inside an activity's words are spent with them. */
	for (size_t at = 0; at < r->words.n;)
		if (!take_word(r, &at))
			return false;
	if (!take_inner_units(r))
		return false;
	if (r->n_groups == 0)
		return measure_problem(r, r->words.n, 0, _("The value is missing."));
	if (r->measure.kind == MEASURE_PPT && str_eq(r->measure.unit, ""))
		return measure_problem(r, r->words.n, 0,
				       _("Say the unit of the pressure threshold: kg/cm2, N/cm2 or kPa."));
	return true;
}

/* ---- building ---- */

static const struct {
	const char *unit;
	double low, high;
} limits[] = {
	{ "mm", -1000, 1000 }, { "cm", -100, 200 }, { "level", 1, 29 },  { "kg/cm2", 0, 40 },
	{ "N/cm2", 0, 400 },   { "kPa", 0, 4000 },  { "lb/cm2", 0, 90 },
};

static bool out_of_range(struct measure_reader *r, size_t i, double low, double high)
{
	const char *shown = measure_shown(r, i, i);
	switch (r->measure.kind) {
	case MEASURE_PAIN:
		return measure_problem(r, i, i, _("Pain goes from 0 to 10 in whole numbers, not %s."), shown);
	case MEASURE_PSFS:
		return measure_problem(
			r, i, i, _("An activity goes from 0, unable, to 10, as before, not %s."), shown);
	case MEASURE_ROM:
		if (str_eq(r->measure.unit, "deg"))
			return measure_problem(r, i, i,
					       _("A movement is measured from %g to %g degrees, not %s."),
					       low, high, shown);
		return measure_problem(r, i, i, _("This goes from %g to %g %s, not %s."), low, high,
				       r->measure.unit, shown);
	case MEASURE_STRENGTH:
		return measure_problem(r, i, i, _("Strength goes from 0 to 5, also 4+ or 4-, not %s."),
				       shown);
	default:
		return measure_problem(r, i, i, _("This goes from %g to %g, not %s."), low, high, shown);
	}
}

static bool is_whole_kind(const struct measure_reader *r)
{
	const struct measure *m = &r->measure;
	if (m->kind == MEASURE_SCORE)
		return r->c->scores[catalogue_score(r->c, m->code)].kind == SCORE_RATING;
	return m->kind == MEASURE_PAIN || m->kind == MEASURE_PSFS || m->kind == MEASURE_STRENGTH;
}

static bool check_number(struct measure_reader *r, size_t i, double *out)
{
	const struct measure_token *token = token_at(r, i);
	double low = r->low, high = r->high;
	bool graded = r->measure.kind == MEASURE_STRENGTH;
	for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++)
		if (str_eq(limits[k].unit, r->measure.unit)) {
			low = limits[k].low;
			high = limits[k].high;
		}
	if (str_eq(r->measure.unit, "level") != (r->line[token->at] > '9'))
		return measure_problem(r, i, i, _("Degrees and levels of the spine do not go together: %s."),
				       measure_shown(r, i, i));
	*out = token->number + (token->grade == '+' ? 0.3 : token->grade == '-' ? -0.3 : 0);
	if ((token->grade && !graded) || *out < low || *out > high ||
	    (is_whole_kind(r) && token->number != floor(token->number)))
		return out_of_range(r, i, low, high);
	if (r->measure.kind == MEASURE_PPT && *out <= 0)
		return measure_problem(r, i, i, _("A pressure threshold is more than 0."));
	return true;
}

static bool fill(struct measure_reader *r, const struct measure_group *group, struct measure *m)
{
	for (int i = 0; i < group->n_before; i++)
		if (!check_number(r, group->before[i], &m->before.reading[i]))
			return false;
	for (int i = 0; i < group->n_after; i++)
		if (!check_number(r, group->after[i], &m->after.reading[i]))
			return false;
	m->before.n = group->n_before;
	m->after.n = group->n_after;
	double maximum = m->kind == MEASURE_SCORE ? m->maximum : m->kind == MEASURE_STRENGTH ? 5 : 10;
	if (m->kind == MEASURE_ROM && group->maximum > 0)
		return measure_problem(r, group->maximum, group->maximum,
				       _("Part before and after with >, as 55>70."));
	return check_of_ten(r, group->maximum, maximum);
}

static bool said_twice(struct measure_reader *r, const struct measure_group *group,
		       const struct measure *made)
{
	struct str name;
	str_init(&name);
	measure_name(r->c, made, &name);
	measure_problem(r, group->first, group->last,
			_("%s stands in the line twice: keep one. Part before and after with >, as 55>70."),
			name.s);
	str_release(&name);
	return false;
}

/* Of two values of pain the least is not above the worst. */
static bool pains_fit(struct measure_reader *r, const struct measure_group *group, const struct measure *a,
		      const struct measure *b)
{
	const struct measure *best = str_eq(a->code, "best") ? a : b, *worst = best == a ? b : a;
	if (a->kind != MEASURE_PAIN || b->kind != MEASURE_PAIN || !str_eq(best->code, "best") ||
	    !str_eq(worst->code, "worst") || best->before.reading[0] <= worst->before.reading[0])
		return true;
	return measure_problem(r, group->first, group->last,
			       _("The least pain, %g, is more than the worst, %g: mend one of them."),
			       best->before.reading[0], worst->before.reading[0]);
}

/* Whether what is added goes with the rest of the line. */
static bool fits_line(struct measure_reader *r, const struct measure_group *group, const struct measure *made)
{
	for (size_t i = 0; i < r->reading->n; i++) {
		const struct measure *other = &r->reading->measures[i];
		if (measure_same(other, made))
			return said_twice(r, group, made);
		if (!pains_fit(r, group, other, made))
			return false;
	}
	return true;
}

static bool add(struct measure_reader *r, const struct measure_group *group, enum side side, const char *code)
{
	struct measure_reading *reading = r->reading;
	struct measure made;
	if (reading->n == MEASURE_LINE_MAX)
		return measure_problem(r, 0, r->words.n - 1, _("A line holds at most %d measures."),
				       MEASURE_LINE_MAX);
	measure_init(&made);
	measure_copy(&made, &r->measure);
	made.side = side;
	if (code)
		mem_replace(&made.code, code);
	if (!fill(r, group, &made) || !fits_line(r, group, &made)) {
		measure_release(&made);
		return false;
	}
	reading->measures = mem_regrow(reading->measures, reading->n + 1, sizeof *reading->measures);
	reading->measures[reading->n++] = made;
	return true;
}

static bool no_side(struct measure_reader *r)
{
	size_t i = r->side[0];
	struct str name;
	if (r->measure.kind != MEASURE_ROM && r->measure.kind != MEASURE_STRENGTH &&
	    r->measure.kind != MEASURE_PPT)
		return measure_problem(r, i, i, _("This measure has no side: leave \"%s\" out."),
				       measure_shown(r, i, i));
	str_init(&name);
	measure_name(r->c, &r->measure, &name);
	measure_problem(r, i, i, _("%s has no left or right: leave \"%s\" out."), name.s,
			measure_shown(r, i, i));
	str_release(&name);
	return false;
}

static bool side_missing(struct measure_reader *r)
{
	struct str name;
	str_init(&name);
	measure_name(r->c, &r->measure, &name);
	measure_problem(r, r->words.n, 0, _("%s has two sides: say l, r, or b for both."), name.s);
	str_release(&name);
	return false;
}

/* "l 55 r 60": the sides take the groups in their order. */
static bool build_sided(struct measure_reader *r)
{
	if (r->n_sides == 0)
		return side_missing(r);
	enum side first = (enum side)token_at(r, r->side[0])->value;
	bool both = first == SIDE_BOTH || (r->n_sides == 2 && r->n_groups == 1);
	if (both ? r->n_groups > 1 : r->n_groups > r->n_sides)
		return too_many(r, r->group[1].first, r->group[1].last);
	if (both)
		return add(r, &r->group[0], SIDE_LEFT, NULL) && add(r, &r->group[0], SIDE_RIGHT, NULL);
	for (size_t i = 0; i < r->n_sides; i++)
		if (!add(r, &r->group[i], (enum side)token_at(r, r->side[i])->value, NULL))
			return false;
	return true;
}

/* "6 best 2 worst 8": a value before the first word is that of now. */
static bool build_pain(struct measure_reader *r)
{
	bool now_first = r->n_groups == r->n_slots + 1 && (r->n_slots == 0 || r->group[0].first < r->slot[0]);
	if (!now_first && r->n_groups != r->n_slots)
		return r->n_groups < r->n_slots
			       ? measure_problem(
					 r, r->slot[r->n_slots - 1], r->slot[r->n_slots - 1],
					 _("A value for \"%s\" is missing."),
					 measure_shown(r, r->slot[r->n_slots - 1], r->slot[r->n_slots - 1]))
			       : too_many(r, r->group[r->n_groups - 1].first, r->group[r->n_groups - 1].last);
	for (size_t i = 0; i < r->n_groups; i++) {
		const char *slot = now_first && i == 0 ? "now" : token_at(r, r->slot[i - now_first])->text;
		for (size_t k = 0; now_first && i > 0 && k < 1; k++)
			if (str_eq(slot, "now"))
				return twice(r, r->slot[i - 1]);
		if (!add(r, &r->group[i], SIDE_NONE, slot))
			return false;
	}
	return true;
}

bool measure_read_build(struct measure_reader *r)
{
	if (r->sided)
		return build_sided(r);
	if (r->n_sides > 0)
		return no_side(r);
	if (r->measure.kind == MEASURE_PAIN)
		return build_pain(r);
	if (r->n_groups > 1)
		return too_many(r, r->group[1].first, r->group[1].last);
	return add(r, &r->group[0], SIDE_NONE, NULL);
}
