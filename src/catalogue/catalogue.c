/* SPDX-License-Identifier: MIT */
/* Looking rows up by code, and the names of sides. */
#include "catalogue/catalogue.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "catalogue/tables.h"

const struct catalogue *catalogue_builtin(void)
{
	return &catalogue_tables;
}

/* Every row of every table begins with its code, so one search does for all. */
static int find_code(const void *rows, size_t n, size_t row_bytes, const char *code)
{
	if (str_empty(code))
		return -1;
	const char *row = rows;
	for (size_t i = 0; i < n; i++, row += row_bytes) {
		const char *own;
		memcpy(&own, row, sizeof own);
		if (strcasecmp(own, code) == 0)
			return (int)i;
	}
	return -1;
}

int catalogue_region(const struct catalogue *c, const char *code)
{
	return find_code(c->regions, c->n_regions, sizeof *c->regions, code);
}

int catalogue_muscle(const struct catalogue *c, const char *code)
{
	return find_code(c->muscles, c->n_muscles, sizeof *c->muscles, code);
}

int catalogue_technique(const struct catalogue *c, const char *code)
{
	return find_code(c->techniques, c->n_techniques, sizeof *c->techniques, code);
}

int catalogue_condition(const struct catalogue *c, const char *code)
{
	return find_code(c->conditions, c->n_conditions, sizeof *c->conditions, code);
}

int catalogue_movement(const struct catalogue *c, const char *code)
{
	return find_code(c->movements, c->n_movements, sizeof *c->movements, code);
}

int catalogue_selfcare(const struct catalogue *c, const char *code)
{
	return find_code(c->selfcare, c->n_selfcare, sizeof *c->selfcare, code);
}

int catalogue_score(const struct catalogue *c, const char *code)
{
	return find_code(c->scores, c->n_scores, sizeof *c->scores, code);
}

bool condition_is_red(const struct condition *condition)
{
	return str_eq(condition->kind, "redflag");
}

static const struct {
	const char *code, *word;
} urgencies[] = {
	[URGENCY_NONE] = { "", "" },
	[URGENCY_EMERGENCY] = { "emergency", N_("emergency now") },
	[URGENCY_SAME_DAY] = { "same-day", N_("same day") },
	[URGENCY_DAYS] = { "days", N_("within days") },
	[URGENCY_JUDGEMENT] = { "judgement", N_("own judgement") },
};
enum { URGENCIES = sizeof urgencies / sizeof urgencies[0] };

enum urgency urgency_from_code(const char *code)
{
	for (int i = 1; code && i < URGENCIES; i++)
		if (strcasecmp(urgencies[i].code, code) == 0)
			return (enum urgency)i;
	return URGENCY_NONE;
}

const char *urgency_word(enum urgency urgency)
{
	return (unsigned)urgency < URGENCIES ? i18n_name(urgencies[urgency].word) : "";
}

int catalogue_finding(const struct catalogue *c, const char *code)
{
	return find_code(c->findings, c->n_findings, sizeof *c->findings, code);
}

int catalogue_cell(const struct catalogue *c, int region, enum side side)
{
	for (size_t i = 0; i < c->n_cells; i++)
		if (c->cells[i].region == region && c->cells[i].side == side)
			return (int)i;
	return -1;
}

static const struct {
	const char *code, *word;
} sides[] = {
	[SIDE_NONE] = { "", "" },
	[SIDE_LEFT] = { "L", N_("left") },
	[SIDE_RIGHT] = { "R", N_("right") },
	[SIDE_MIDLINE] = { "M", N_("midline") },
	[SIDE_BOTH] = { "B", N_("both sides") },
};
enum { SIDES = sizeof sides / sizeof sides[0] };

const char *side_code(enum side side)
{
	return (unsigned)side < SIDES ? sides[side].code : "";
}

enum side side_from_code(const char *code)
{
	for (int i = 1; code && i < SIDES; i++)
		if (strcasecmp(sides[i].code, code) == 0)
			return (enum side)i;
	return SIDE_NONE;
}

const char *side_word(enum side side)
{
	return (unsigned)side < SIDES ? i18n_name(sides[side].word) : "";
}

const char *side_letter(enum side side)
{
	switch (side) {
	case SIDE_LEFT:
		/* TRANSLATORS: one letter for "left", in a narrow column */
		return C_("side", "L");
	case SIDE_RIGHT:
		/* TRANSLATORS: one letter for "right", in a narrow column */
		return C_("side", "R");
	case SIDE_MIDLINE:
		/* TRANSLATORS: one letter for "midline", in a narrow column */
		return C_("side", "M");
	case SIDE_BOTH:
		/* TRANSLATORS: one letter for "both sides", in a narrow column */
		return C_("side", "B");
	default:
		return "";
	}
}

bool catalogue_is_midline(const struct catalogue *c, int muscle)
{
	for (const short *home = c->muscles[muscle].home; *home >= 0; home++)
		if (c->regions[*home].paired)
			return false;
	return true;
}

/* Translators write the name as it is said; the English table files it under its noun. */
void catalogue_muscle_phrase(const struct catalogue *c, int muscle, struct str *out)
{
	const char *name = c->muscles[muscle].name, *shown = i18n_name(name);
	const char *comma = strchr(name, ',');
	if (shown != name) {
		str_add(out, shown);
		return;
	}
	if (comma && strchr(comma + 1, ','))
		comma = NULL;
	if (comma) {
		str_add(out, comma + 1 + strspn(comma + 1, " "));
		str_add(out, " ");
	}
	str_addc(out, (char)tolower((unsigned char)name[0]));
	str_addn(out, name + 1, comma ? (size_t)(comma - name) - 1 : strlen(name) - 1);
}

static bool is_of(const struct technique *technique, const char *name)
{
	return str_eq(technique->code, name) || str_eq(technique->category, name);
}

bool catalogue_wants_place(const struct catalogue *c, int technique)
{
	for (size_t i = 0; i < c->n_placed; i++)
		if (is_of(&c->techniques[technique], c->placed[i]))
			return true;
	return false;
}

bool catalogue_aim_fits(const struct catalogue *c, int technique, size_t i)
{
	return is_of(&c->techniques[technique], c->aims[i].technique);
}

const char *catalogue_aim_name(const struct catalogue *c, const char *code)
{
	for (size_t i = 0; i < c->n_aims; i++)
		if (str_eq(c->aims[i].code, code))
			return c->aims[i].name;
	return NULL;
}
