/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes typed as a measure line. Whatever comes, what is listed is sound: codes of the catalogue,
 * values in their range, a word to mend inside the line, a sentence where something is wrong; and a measure that was
 * understood reads back the same from its own line. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "line/measure_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 400 };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

static bool is_whole(double value)
{
	return value == floor(value);
}

static void check_value(const struct catalogue *c, const struct measure *m, double value)
{
	const struct score *scale = measure_scale(c, m);
	require(isfinite(value));
	if (m->kind == MEASURE_PAIN || m->kind == MEASURE_PSFS)
		require(value >= 0 && value <= 10 && is_whole(value));
	else if (m->kind == MEASURE_STRENGTH)
		require(value >= 0 && value <= 5);
	else if (m->kind == MEASURE_SCORE)
		require(scale && value >= scale->minimum && value <= scale->maximum);
	else if (m->kind == MEASURE_PPT)
		require(value > 0 && value <= 4000);
	else
		require(value >= -1000 && value <= 1000);
}

static void check_measure(const struct catalogue *c, const struct measure *m)
{
	int movement = catalogue_movement(c, m->code);
	require(m->before.n >= 1 && m->before.n <= MEASURE_READINGS);
	require(m->after.n >= 0 && m->after.n <= MEASURE_READINGS);
	for (int i = 0; i < m->before.n; i++)
		check_value(c, m, m->before.reading[i]);
	for (int i = 0; i < m->after.n; i++)
		check_value(c, m, m->after.reading[i]);
	require(m->side == SIDE_NONE || m->side == SIDE_LEFT || m->side == SIDE_RIGHT);
	require(m->pain_before >= -1 && m->pain_before <= 10 && m->pain_after >= -1 && m->pain_after <= 10);
	require(m->pain_after < 0 || m->pain_before >= 0);
	require((m->activity != NULL) == (m->kind == MEASURE_PSFS));
	require(!m->activity || (*m->activity && utf8_valid(m->activity, strlen(m->activity))));
	if (m->kind == MEASURE_ROM)
		require(movement >= 0);
	if (movement >= 0 && (m->kind == MEASURE_ROM || m->kind == MEASURE_STRENGTH))
		require(c->movements[movement].sided == (m->side != SIDE_NONE));
	if (m->kind == MEASURE_PPT)
		require(catalogue_muscle(c, m->code) >= 0);
}

static bool same_value(const struct measure_value *a, const struct measure_value *b)
{
	bool same = a->n == b->n;
	for (int i = 0; same && i < a->n; i++)
		same = fabs(a->reading[i] - b->reading[i]) < 1e-9;
	return same;
}

static void check_round(const struct catalogue *c, const struct measure *m)
{
	struct measure_reading again;
	struct str line;
	str_init(&line);
	measure_reading_init(&again);
	measure_compose(m, &line);
	measure_line_read(c, NULL, line.s, &again);
	require(again.reading.ok && again.n == 1);
	const struct measure *b = &again.measures[0];
	require(measure_same(m, b) && same_value(&m->before, &b->before) && same_value(&m->after, &b->after));
	require(m->has_start == b->has_start && m->start == b->start && m->maximum == b->maximum);
	require(m->pain_before == b->pain_before && m->pain_after == b->pain_after);
	require(m->end_feel == b->end_feel && m->method == b->method);
	measure_reading_release(&again);
	str_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const activities[] = { "carry shopping", "carry the child" };
	static const struct measure_known known = { activities, 2 };
	const struct catalogue *c = catalogue_builtin();
	struct measure_reading reading;
	struct str told;
	if (n > INPUT_MAX_BYTES)
		return 0;
	char *line = mem_strndup((const char *)bytes, n);
	measure_reading_init(&reading);
	str_init(&told);
	measure_line_read(c, &known, line, &reading);
	require(reading.reading.ok || reading.reading.problem.text[0]);
	require(utf8_valid(reading.reading.problem.text, strlen(reading.reading.problem.text)));
	require(reading.reading.bad_at + reading.reading.bad_bytes <= strlen(line));
	require(reading.n <= MEASURE_LINE_MAX && reading.reading.n_candidates <= READING_CANDIDATES);
	for (size_t i = 0; i < reading.n; i++) {
		check_measure(c, &reading.measures[i]);
		measure_describe(c, &reading.measures[i], &told);
		check_round(c, &reading.measures[i]);
	}
	for (size_t i = 0; i < reading.reading.n_candidates; i++)
		require(*reading_candidate(c, &reading.reading, i, &told) != '\0');
	require(utf8_valid(told.s, told.len));
	measure_reading_release(&reading);
	str_release(&told);
	free(line);
	return 0;
}
