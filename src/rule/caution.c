/* SPDX-License-Identifier: MIT */
/* Drawing cautions out of the catalogue's rules. */
#include "rule/caution.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Conditions that may be of one place only. The first one concerns the whole limb. */
static const char *const local_codes[] = { "DVT",   "SKINF", "SKBRK", "INFLA", "FRACT",
					   "IMPLT", "SENSR", "VVEIN", "RADTX", "LYMPH" };
static const char limb_code[] = "DVT";
static const char sensitive_code[] = "SENSA";
static const char withheld_code[] = "NOCON";

/* Rules that hold whatever the technique is; red flags are added by their kind. */
static const struct any_rule {
	const char *code;
	enum caution_rule rule;
	enum caution_level level;
} any_rules[] = {
	{ withheld_code, CAUTION_ANY, CAUTION_ABSOLUTE },
	{ "ALCDR", CAUTION_ANY, CAUTION_ABSOLUTE },
	{ "COGNI", CAUTION_PERSON, CAUTION_CAUTION },
	{ "MINOR", CAUTION_PERSON, CAUTION_CAUTION },
};

/* A technique minds the region rules of its category, and of those beside it. */
static const struct {
	const char *technique, *category;
} also_of[] = { { "EDN", "electrotherapy" } };

enum { N_LOCAL = sizeof local_codes / sizeof *local_codes, N_ANY = sizeof any_rules / sizeof *any_rules };
enum { N_ALSO = sizeof also_of / sizeof *also_of };

/* ---- the list ---- */

void cautions_release(struct cautions *cautions)
{
	free(cautions->rows);
	*cautions = (struct cautions){ NULL, 0 };
}

enum caution_level cautions_worst(const struct cautions *cautions)
{
	enum caution_level worst = CAUTION_NONE;
	for (size_t i = 0; i < cautions->n; i++)
		if (cautions->rows[i].level > worst)
			worst = cautions->rows[i].level;
	return worst;
}

bool caution_is_of_consent(const struct caution *caution)
{
	return caution->rule == CAUTION_PERSON || caution->rule == CAUTION_SENSITIVE;
}

static bool same_caution(const struct caution *a, const struct caution *b)
{
	return a->rule == b->rule && a->technique == b->technique && strcmp(a->cause, b->cause) == 0 &&
	       str_eq(a->reason, b->reason);
}

/* One thing is said once: what is certain before what may be. Absolute ones stand first. */
static void caution_add(struct cautions *out, const struct caution *caution)
{
	size_t at = 0;
	for (size_t i = 0; i < out->n; i++) {
		if (!same_caution(&out->rows[i], caution))
			continue;
		if (out->rows[i].maybe && !caution->maybe)
			out->rows[i] = *caution;
		return;
	}
	while (at < out->n && out->rows[at].level >= caution->level)
		at++;
	out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
	memmove(&out->rows[at + 1], &out->rows[at], (out->n - at) * sizeof *out->rows);
	out->rows[at] = *caution;
	out->n++;
}

/* ---- places ---- */

static bool sides_meet(enum side a, enum side b)
{
	return a == b || a == SIDE_NONE || b == SIDE_NONE || a == SIDE_BOTH || b == SIDE_BOTH;
}

/* Whether what is at `cell` concerns what is done at `place`. */
static bool reaches(const struct catalogue *c, const struct caution_place *cell,
		    const struct caution_place *place, bool whole_limb)
{
	enum limb limb = c->regions[cell->region].limb;
	if (!sides_meet(cell->side, place->side))
		return false;
	return cell->region == place->region ||
	       (whole_limb && limb != LIMB_NONE && c->regions[place->region].limb == limb);
}

static bool is_local(const char *code)
{
	for (size_t i = 0; i < N_LOCAL; i++)
		if (str_eq(local_codes[i], code))
			return true;
	return false;
}

/* Where a condition of these regions meets the technique; *maybe when it does not, but might. False: it does not count. */
static bool locate(const struct caution_input *in, const struct standing *standing, struct caution *caution)
{
	const struct catalogue *c = in->catalogue;
	const char *code = c->conditions[standing->condition].code, *rest = standing->regions;
	bool whole_limb = str_eq(code, limb_code), first = true;
	struct caution_place cell;
	if (!is_local(code) || str_empty(rest))
		return true;
	while (flag_region_next(c, &rest, &cell.region, &cell.side)) {
		for (size_t i = 0; i < in->n_places; i++)
			if (reaches(c, &cell, &in->places[i], whole_limb)) {
				caution->region = cell.region;
				caution->side = cell.side;
				caution->limb = cell.region != in->places[i].region;
				caution->maybe = false;
				return true;
			}
		if (first) {
			caution->region = cell.region;
			caution->side = cell.side;
			first = false;
		}
	}
	caution->maybe = !first;
	return first || in->elsewhere || in->n_places == 0;
}

/* ---- the rules ---- */

static struct caution caution_of(const struct caution_input *in, enum caution_rule rule,
				 enum caution_level level, int condition)
{
	struct caution caution = {
		.level = level, .rule = rule, .technique = in->technique, .condition = condition, .region = -1
	};
	if (condition >= 0)
		strncpy(caution.cause, in->catalogue->conditions[condition].code, CAUTION_CAUSE_SIZE - 1);
	return caution;
}

/* What the technique's own list says of a condition. A place that is only possible asks for care. */
static enum caution_level find_listed(const struct caution_input *in, const struct standing *standing,
				      struct cautions *out)
{
	const struct technique *technique = &in->catalogue->techniques[in->technique];
	for (size_t i = 0; i < technique->n_contraindications; i++) {
		const struct contraindication *listed = &technique->contraindications[i];
		if (listed->condition != standing->condition)
			continue;
		struct caution caution =
			caution_of(in, CAUTION_CONDITION, listed->level, standing->condition);
		if (!locate(in, standing, &caution))
			return CAUTION_NONE;
		if (caution.maybe)
			caution.level = CAUTION_CAUTION;
		caution_add(out, &caution);
		return listed->level;
	}
	return CAUTION_NONE;
}

static void find_condition(const struct caution_input *in, const struct standing *standing,
			   struct cautions *out)
{
	const struct condition *row = &in->catalogue->conditions[standing->condition];
	enum caution_level listed = find_listed(in, standing, out);
	struct any_rule rule = { row->code, CAUTION_ANY, CAUTION_NONE };
	if (condition_is_red(row))
		rule.level = CAUTION_ABSOLUTE;
	for (size_t i = 0; i < N_ANY; i++)
		if (str_eq(any_rules[i].code, row->code))
			rule = any_rules[i];
	/* The technique's list has said it already. */
	if (rule.level == CAUTION_NONE || (rule.rule == CAUTION_ANY && listed >= rule.level))
		return;
	if (rule.rule == CAUTION_PERSON && in->consenting_person)
		return;
	struct caution caution = caution_of(in, rule.rule, rule.level, standing->condition);
	caution_add(out, &caution);
}

static bool minds_category(const struct technique *technique, const char *category)
{
	if (str_eq(technique->category, category))
		return true;
	for (size_t i = 0; i < N_ALSO; i++)
		if (str_eq(also_of[i].technique, technique->code) && str_eq(also_of[i].category, category))
			return true;
	return false;
}

static void find_at(const struct caution_input *in, const struct caution_place *place, struct cautions *out)
{
	const struct catalogue *c = in->catalogue;
	for (size_t i = 0; i < c->n_rules; i++) {
		if (c->rules[i].region != place->region ||
		    !minds_category(&c->techniques[in->technique], c->rules[i].category))
			continue;
		struct caution caution = caution_of(in, CAUTION_REGION, c->rules[i].level, -1);
		snprintf(caution.cause, sizeof caution.cause, "region %s", c->regions[place->region].code);
		caution.region = place->region;
		caution.side = place->side;
		caution.reason = c->rules[i].reason;
		caution_add(out, &caution);
	}
	if (c->regions[place->region].sensitive && !in->consent_sensitive && !in->elsewhere) {
		struct caution caution = caution_of(in, CAUTION_SENSITIVE, CAUTION_CAUTION,
						    catalogue_condition(c, sensitive_code));
		strcpy(caution.cause, sensitive_code);
		caution.region = place->region;
		caution.side = place->side;
		caution_add(out, &caution);
	}
}

void cautions_find(const struct caution_input *in, struct cautions *out)
{
	if (in->technique < 0)
		return;
	struct standing withheld = { .condition = catalogue_condition(in->catalogue, withheld_code) };
	if (in->consent_withdrawn && withheld.condition >= 0)
		find_condition(in, &withheld, out);
	for (size_t i = 0; i < in->n_standing; i++)
		if (in->standing[i].condition >= 0)
			find_condition(in, &in->standing[i], out);
	for (size_t i = 0; i < in->n_places; i++)
		if (in->places[i].region >= 0)
			find_at(in, &in->places[i], out);
}

/* ---- answers ---- */

void caution_answer_init(struct caution_answer *answer)
{
	*answer = (struct caution_answer){ .id = 0 };
}

void caution_answer_release(struct caution_answer *answer)
{
	free(answer->uid);
	free(answer->technique);
	free(answer->cause);
	free(answer->reason);
	free(answer->at);
}

const char *caution_technique(const struct catalogue *c, const struct caution *caution)
{
	/* Consent is withheld from one technique; the others are of the client, whatever is done. */
	bool any = caution_is_of_consent(caution) ||
		   (caution->rule == CAUTION_ANY && strcmp(caution->cause, withheld_code) != 0);
	return any ? "" : c->techniques[caution->technique].code;
}

const struct caution_answer *caution_answered(const struct catalogue *c, const struct caution *caution,
					      const struct caution_answer *answers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(answers[i].technique, caution_technique(c, caution)) &&
		    str_eq(answers[i].cause, caution->cause) && answers[i].level >= caution->level)
			return &answers[i];
	return NULL;
}

static const char *const level_codes[] = { "", "caution", "absolute" };

const char *caution_level_code(enum caution_level level)
{
	return level_codes[level];
}

bool caution_level_from_code(const char *code, enum caution_level *level)
{
	for (int i = CAUTION_CAUTION; i <= CAUTION_ABSOLUTE; i++)
		if (str_eq(code, level_codes[i])) {
			*level = (enum caution_level)i;
			return true;
		}
	return false;
}
