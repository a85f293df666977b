/* SPDX-License-Identifier: MIT */
/* A measure in words, and as the line that says it. */
#include <ctype.h>

#include "base/i18n.h"
#include "record/measure.h"

/* ---- names ---- */

static const char *pain_word(const char *code)
{
	static const struct {
		const char *code, *name;
	} slots[] = {
		{ "now", N_("Pain now") },
		{ "best", N_("Pain at its least") },
		{ "worst", N_("Pain at its worst") },
		{ "average", N_("Pain on average") },
	};
	for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
		if (str_eq(slots[i].code, code))
			return _(slots[i].name);
	return _("Pain");
}

static void add_place(const struct catalogue *c, const char *code, struct str *out)
{
	int movement = catalogue_movement(c, code), muscle = catalogue_muscle(c, code);
	if (movement >= 0)
		str_addf(out, "%s: %s", i18n_name(c->movements[movement].joint),
			 i18n_name(c->movements[movement].movement));
	else if (muscle >= 0)
		str_add(out, i18n_name(c->muscles[muscle].name));
	else
		str_add(out, code);
}

static void add_side(const struct measure *measure, struct str *out)
{
	if (measure->side != SIDE_NONE)
		str_addf(out, "%s ", side_letter(measure->side));
}

void measure_name(const struct catalogue *c, const struct measure *measure, struct str *out)
{
	const struct score *scale;
	switch (measure->kind) {
	case MEASURE_PAIN:
		str_add(out, pain_word(measure->code));
		break;
	case MEASURE_PSFS:
		str_add(out, measure->activity);
		break;
	case MEASURE_SCORE:
		scale = measure_scale(c, measure);
		str_add(out, scale ? i18n_name(scale->name) : measure->code);
		break;
	case MEASURE_ROM:
		add_side(measure, out);
		add_place(c, measure->code, out);
		break;
	case MEASURE_STRENGTH:
		str_addf(out, "%s ", _("Strength"));
		add_side(measure, out);
		add_place(c, measure->code, out);
		break;
	default:
		str_addf(out, "%s ", _("Pressure pain threshold"));
		add_side(measure, out);
		add_place(c, measure->code, out);
	}
}

/* ---- values ---- */

static void add_value(const struct measure *measure, const struct measure_value *value, const char *between,
		      struct str *out)
{
	for (int i = 0; i < value->n; i++) {
		str_add(out, i > 0 ? between : "");
		measure_number(measure->unit, value->reading[i], out);
	}
}

static bool has_unit(const struct measure *measure)
{
	return !str_eq(measure->unit, "points") && !str_eq(measure->unit, "grade") &&
	       !str_eq(measure->unit, "level");
}

void measure_values(const struct measure *measure, struct str *out)
{
	if (measure->has_start) {
		measure_number(measure->unit, measure->start, out);
		str_add(out, " .. ");
	}
	add_value(measure, &measure->before, "/", out);
	if (measure->after.n > 0) {
		str_add(out, " > ");
		add_value(measure, &measure->after, "/", out);
	}
	if (measure->kind == MEASURE_SCORE && measure->maximum > 10)
		str_addf(out, " / %g", measure->maximum);
	if (has_unit(measure))
		str_addf(out, " %s", measure->unit);
}

static void add_word(struct str *out, const char *word)
{
	if (*word != '\0')
		str_addf(out, " \xc2\xb7 %s", word);
}

static void add_pain(const struct measure *measure, struct str *out)
{
	if (measure->pain_before >= 0)
		str_addf(out, " %d", measure->pain_before);
	if (measure->pain_after >= 0)
		str_addf(out, ">%d", measure->pain_after);
}

void measure_describe(const struct catalogue *c, const struct measure *measure, struct str *out)
{
	measure_name(c, measure, out);
	add_word(out, measure_mode_word(measure->mode));
	str_add(out, " \xc2\xb7 ");
	measure_values(measure, out);
	if (measure->pain_before >= 0) {
		add_word(out, C_("with a movement", "pain"));
		add_pain(measure, out);
	}
	add_word(out, end_feel_word(measure->end_feel));
	add_word(out, measure_method_word(measure->method));
}

/* ---- the line ---- */

static void compose_head(const struct measure *measure, struct str *out)
{
	static const char *const heads[MEASURE_KIND_COUNT] = {
		[MEASURE_PAIN] = "pain ", [MEASURE_ROM] = "",       [MEASURE_STRENGTH] = "strength ",
		[MEASURE_PPT] = "ppt ",   [MEASURE_PSFS] = "psfs ", [MEASURE_SCORE] = "",
	};
	str_add(out, heads[measure->kind]);
	if (measure->kind == MEASURE_PSFS)
		str_addf(out, "\"%s\"", measure->activity);
	else
		str_add(out, measure->code);
	if (measure->side != SIDE_NONE)
		str_addf(out, " %c", tolower((unsigned char)side_code(measure->side)[0]));
}

void measure_compose(const struct measure *measure, struct str *out)
{
	compose_head(measure, out);
	if (measure->mode != MODE_UNSAID)
		str_addf(out, " %s", measure_mode_code(measure->mode));
	if (measure->has_start) {
		str_add(out, " from ");
		measure_number(measure->unit, measure->start, out);
	}
	str_addc(out, ' ');
	add_value(measure, &measure->before, " ", out);
	if (measure->after.n > 0) {
		str_add(out, " > "); /* "4->5" would be 4 and 5 */
		add_value(measure, &measure->after, " ", out);
	}
	if (has_unit(measure) && !str_eq(measure->unit, "deg"))
		str_addf(out, " %s", measure->unit);
	if (measure->pain_before >= 0) {
		str_add(out, " pain");
		add_pain(measure, out);
	}
	if (measure->end_feel != END_FEEL_UNSAID)
		str_addf(out, " %s", end_feel_code(measure->end_feel));
	if (measure->method != METHOD_UNSAID)
		str_addf(out, " %s", measure_method_code(measure->method));
}
