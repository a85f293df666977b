/* SPDX-License-Identifier: MIT */
/* A reading of a measure line as one line of plain words, so that a table of lines can be read and compared. */
#ifndef FASCICLE_TESTS_MEASURE_TOLD_H
#define FASCICLE_TESTS_MEASURE_TOLD_H

#include "base/mem.h"
#include "base/str.h"
#include "line/measure_line.h"

static void tell_measure(struct str *out, const struct measure *m)
{
	str_addf(out, "%s %s", measure_kind_code(m->kind), m->kind == MEASURE_PSFS ? "" : m->code);
	if (m->activity)
		str_addf(out, "\"%s\"", m->activity);
	if (m->side)
		str_addf(out, " %s", side_code(m->side));
	if (m->mode)
		str_addf(out, " %s", measure_mode_code(m->mode));
	if (m->has_start)
		str_addf(out, " from %g", m->start);
	str_addc(out, ' ');
	measure_value_text(&m->before, out);
	if (m->after.n > 0) {
		str_addc(out, '>');
		measure_value_text(&m->after, out);
	}
	str_addf(out, " %s", m->unit);
	if (m->maximum > 0)
		str_addf(out, " of %g", m->maximum);
	if (m->pain_before >= 0)
		str_addf(out, " pain=%d", m->pain_before);
	if (m->pain_after >= 0)
		str_addf(out, ">%d", m->pain_after);
	if (m->end_feel)
		str_addf(out, " %s", end_feel_code(m->end_feel));
	if (m->method)
		str_addf(out, " %s", measure_method_code(m->method));
}

static void tell_measures(struct str *out, const struct catalogue *c, const char *line,
			  const struct measure_reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		str_add(out, i ? " ; " : "");
		tell_measure(out, &r->measures[i]);
	}
	if (r->reading.ok)
		return;
	str_addf(out, "%s! [%.*s] %s", out->len ? " " : "", (int)r->reading.bad_bytes,
		 line + r->reading.bad_at, r->reading.problem.text);
	for (size_t i = 0; i < r->reading.n_candidates && i < 3; i++) {
		struct str name;
		str_init(&name);
		str_addf(out, "%s%s", i ? " " : " => ", reading_candidate(c, &r->reading, i, &name));
		str_release(&name);
	}
}

#endif
