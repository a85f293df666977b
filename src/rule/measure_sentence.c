/* SPDX-License-Identifier: MIT */
/* Measures in a few columns, and as sentences of the note. */
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "record/measure.h"

void measure_short_name(const struct catalogue *c, const struct measure *measure, struct str *out)
{
	int movement = catalogue_movement(c, measure->code);
	bool moves = measure->kind == MEASURE_ROM || measure->kind == MEASURE_STRENGTH;
	if (!moves || movement < 0) {
		measure_name(c, measure, out);
		return;
	}
	/* What is moved tells them apart where the rest is cut away. */
	if (measure->side != SIDE_NONE)
		str_addf(out, "%s ", side_letter(measure->side));
	str_addf(out, "%s, %s", i18n_name(c->movements[movement].movement),
		 i18n_name(c->movements[movement].joint));
	if (measure->kind == MEASURE_STRENGTH)
		str_addf(out, " (%s)", _("Strength"));
}

void measure_short_values(const struct measure *measure, struct str *out)
{
	struct str values;
	str_init(&values);
	measure_values(measure, &values);
	for (const char *s = values.s; *s;) {
		bool arrow = strncmp(s, " > ", 3) == 0;
		bool degrees = strcmp(s, " deg") == 0 && utf8_terminal();
		if (arrow)
			str_add(out, utf8_terminal() ? "→" : ">");
		else if (degrees)
			str_add(out, "°");
		else
			str_addc(out, *s);
		s += arrow ? 3 : degrees ? 4 : 1;
	}
	str_release(&values);
}

/* "55 to 70 deg" */
static void say_values(const struct measure *measure, struct str *out)
{
	struct str values;
	str_init(&values);
	measure_values(measure, &values);
	const char *arrow = strstr(values.s, " > ");
	if (arrow)
		/* TRANSLATORS: a value before and after treatment */
		str_addf(out, _("%.*s to %s"), (int)(arrow - values.s), values.s, arrow + 3);
	else
		str_add(out, values.s);
	str_release(&values);
}

void measures_sentence(const struct catalogue *c, const struct measure *rows, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct measure *m = &rows[i];
		if (i > 0)
			str_addc(out, ' ');
		if (m->kind == MEASURE_PSFS)
			str_addf(out, _("Activity “%s”"), m->activity);
		else
			measure_name(c, m, out);
		if (m->mode != MODE_UNSAID)
			str_addf(out, ", %s,", measure_mode_word(m->mode));
		str_addc(out, ' ');
		say_values(m, out);
		if (m->pain_before >= 0 && m->pain_after >= 0)
			str_addf(out, _(", pain with it %d to %d"), m->pain_before, m->pain_after);
		else if (m->pain_before >= 0)
			str_addf(out, _(", pain with it %d"), m->pain_before);
		if (m->end_feel != END_FEEL_UNSAID)
			str_addf(out, _(", end feel %s"), end_feel_word(m->end_feel));
		if (m->method != METHOD_UNSAID)
			str_addf(out, ", %s", measure_method_word(m->method));
		str_addc(out, '.');
	}
}
