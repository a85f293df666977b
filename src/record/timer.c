/* SPDX-License-Identifier: MIT */
/* What a timer shows, when it rings and what it leaves in the dose. */
#include "record/timer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "record/codes.h"

enum { SLIP_SECONDS = 1, SLIP_SECONDS_OF_MINUTES = 15, HALF_MINUTE = 30 };

static const char *const kind_codes[TIMER_KINDS] = {
	[TIMER_HOLD] = "hold", [TIMER_BUILD] = "build", [TIMER_REST] = "rest", [TIMER_DOWN] = "down"
};

/* Which dose is timed, best first. Without a name it is any but a rest, for techniques of the clinic's own. */
static const struct rule {
	const char *unit, *name;
	enum timer_kind kind;
} rules[] = {
	{ "s", "build", TIMER_BUILD }, { "s", "hold", TIMER_HOLD },        { "s", "stretch", TIMER_HOLD },
	{ "s", "time", TIMER_HOLD },   { "min", "retention", TIMER_DOWN }, { "min", "time", TIMER_DOWN },
	{ "s", NULL, TIMER_HOLD },     { "min", NULL, TIMER_DOWN },
};

/* These go on while the hands are elsewhere: they count down even when no minutes were said. */
static const char *const hands_free[] = { "needling", "electrotherapy", "cupping", "thermal", "exercise" };

/* What counts how often something was held, best first. */
static const char *const counts[] = { "presses", "reps", "sets" };

void timer_init(struct timer *timer)
{
	*timer = (struct timer){ .kind = TIMER_HOLD };
}

void timer_release(struct timer *timer)
{
	free(timer->uid);
	free(timer->technique);
	free(timer->dose);
	free(timer->client);
	timer_init(timer);
}

CODES(timer_kind, timer_kind, TIMER_KINDS, kind_codes, )

/* ---- how a technique is timed -------------------------------------------------------------------------- */

static const struct dose_spec *dose_of(const struct technique *technique, const char *name, const char *unit)
{
	for (size_t i = 0; i < technique->n_doses; i++) {
		const struct dose_spec *dose = &technique->doses[i];
		bool named = name ? str_eq(dose->name, name) : !str_eq(dose->name, "rest");
		if (named && str_eq(dose->unit, unit))
			return dose;
	}
	return NULL;
}

static bool is_hands_free(const struct technique *technique)
{
	for (size_t i = 0; i < sizeof hands_free / sizeof *hands_free; i++)
		if (str_eq(technique->category, hands_free[i]))
			return true;
	return false;
}

static double said(const struct application *application, const char *dose)
{
	const char *value = application ? application_dose(application, dose) : NULL;
	return value ? strtod(value, NULL) : 0;
}

/* The lower end of what is usual, or the upper one where it begins at nothing. */
static double usual(const struct dose_spec *dose)
{
	if (dose->low > dose->high)
		return 0;
	return dose->low > 0 ? dose->low : dose->high;
}

static int seconds_of(double minutes)
{
	int seconds = (int)(minutes * 60 + 0.5);
	return seconds < TIMER_MOST_SECONDS ? seconds : TIMER_MOST_SECONDS;
}

bool timer_spec_of(const struct technique *technique, const struct application *application,
		   struct timer_spec *out)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct dose_spec *dose = dose_of(technique, rules[i].name, rules[i].unit);
		if (!dose)
			continue;
		*out = (struct timer_spec){ rules[i].kind, dose, 0 };
		double to_run = said(application, dose->name);
		if (to_run <= 0 && (out->kind == TIMER_BUILD || is_hands_free(technique)))
			to_run = usual(dose);
		if (out->kind == TIMER_BUILD)
			out->seconds = (int)to_run;
		else if (out->kind == TIMER_DOWN)
			out->seconds = seconds_of(to_run);
		if (out->kind == TIMER_DOWN && out->seconds == 0)
			out->kind = TIMER_HOLD;
		return true;
	}
	return false;
}

int timer_rest_seconds(const struct technique *technique, const struct application *application)
{
	const struct dose_spec *rest = dose_of(technique, "rest", "min");
	if (!rest)
		return 0;
	double minutes = said(application, "rest");
	return seconds_of(minutes > 0 ? minutes : usual(rest));
}

int timer_presses_usual(const struct technique *technique)
{
	const struct dose_spec *presses = dose_of(technique, "presses", "n");
	return presses && presses->low <= presses->high ? (int)presses->high : 0;
}

/* ---- what it shows ------------------------------------------------------------------------------------- */

/* Not cut at the most. */
static int64_t run_seconds(const struct timer *timer, int64_t now_ms)
{
	int64_t end = timer->stopped_ms ? timer->stopped_ms : now_ms;
	return end > timer->started_ms ? (end - timer->started_ms) / 1000 : 0;
}

int timer_elapsed(const struct timer *timer, int64_t now_ms)
{
	int64_t run = run_seconds(timer, now_ms);
	return run < TIMER_MOST_SECONDS ? (int)run : TIMER_MOST_SECONDS;
}

static bool counts_down(const struct timer *timer)
{
	return timer->kind == TIMER_REST || timer->kind == TIMER_DOWN;
}

int timer_left(const struct timer *timer, int64_t now_ms)
{
	int elapsed = timer_elapsed(timer, now_ms);
	return counts_down(timer) && timer->seconds > elapsed ? timer->seconds - elapsed : 0;
}

bool timer_rings(const struct timer *timer, int64_t now_ms)
{
	return timer->seconds > 0 && timer_elapsed(timer, now_ms) >= timer->seconds;
}

bool timer_ticks(const struct timer *timer, int64_t now_ms)
{
	if (timer->stopped_ms)
		return false;
	return counts_down(timer) ? timer_left(timer, now_ms) > 0
				  : timer_elapsed(timer, now_ms) < TIMER_MOST_SECONDS;
}

int timer_waits(const struct timer *timer, int64_t now_ms)
{
	int64_t waits = run_seconds(timer, now_ms) - timer->seconds;
	return timer->kind == TIMER_REST && waits > 0 ? (int)(waits < INT32_MAX ? waits : INT32_MAX) : 0;
}

void timer_show(const struct timer *timer, int64_t now_ms, struct str *out)
{
	char digits[TIMER_SHOWN_BYTES];
	if (counts_down(timer) && timer_rings(timer, now_ms)) {
		str_add(out, timer->kind == TIMER_REST ? C_("timer", "ready") : C_("timer", "over"));
		return;
	}
	int seconds = counts_down(timer) ? timer_left(timer, now_ms) : timer_elapsed(timer, now_ms);
	snprintf(digits, sizeof digits, "%2d:%02d", seconds / 60, seconds % 60);
	str_add(out, digits);
}

const char *timer_word(const struct catalogue *c, const struct timer *timer)
{
	int technique = catalogue_technique(c, timer->technique);
	switch (timer->kind) {
	case TIMER_BUILD:
		return C_("timer", "press");
	case TIMER_REST:
		return C_("timer", "rest");
	case TIMER_HOLD:
		if (str_eq(timer->dose, "hold"))
			return C_("timer", "hold");
		break;
	default:
		break;
	}
	return technique >= 0 ? i18n_name(c->techniques[technique].short_name) : timer->technique;
}

/* ---- what it leaves ------------------------------------------------------------------------------------ */

static void set_number(struct application *application, const char *name, const char *unit, double value)
{
	char text[TIMER_SHOWN_BYTES];
	snprintf(text, sizeof text, "%g", value);
	application_set_dose(application, name, unit, text);
}

static const char *count_name(const struct technique *technique)
{
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (dose_of(technique, counts[i], "n"))
			return counts[i];
	return NULL;
}

static void measure_hold(const struct technique *technique, const char *dose, int seconds,
			 struct application *out)
{
	const char *count = count_name(technique);
	int times = count ? (int)said(out, count) : 0;
	double all = times * said(out, dose) + seconds;
	set_number(out, dose, "s", (int)(all / (times + 1) + 0.5));
	if (count)
		set_number(out, count, "n", times + 1);
}

static void measure_minutes(const struct timer *timer, int seconds, struct application *out)
{
	int run = timer->seconds > 0 && timer->seconds < seconds ? timer->seconds : seconds;
	int halves = (run + HALF_MINUTE / 2) / HALF_MINUTE;
	set_number(out, timer->dose, "min", halves > 0 ? halves / 2.0 : 0.5);
}

bool timer_measure(const struct catalogue *c, const struct timer *timer, int64_t now_ms,
		   struct application *application)
{
	int index = catalogue_technique(c, timer->technique), seconds = timer_elapsed(timer, now_ms);
	if (index < 0 || timer->kind == TIMER_REST)
		return false;
	const struct technique *technique = &c->techniques[index];
	bool minutes = dose_of(technique, timer->dose, "min") != NULL;
	if (seconds < (minutes ? SLIP_SECONDS_OF_MINUTES : SLIP_SECONDS))
		return false;
	if (minutes)
		measure_minutes(timer, seconds, application);
	else
		measure_hold(technique, timer->dose, seconds, application);
	application_order_doses(c, application);
	return true;
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static int rank(const struct timer *timer, int64_t now_ms)
{
	if (timer->kind == TIMER_REST && timer_rings(timer, now_ms))
		return 0;
	return counts_down(timer) ? 1 : 2;
}

int timer_order(const struct timer *a, const struct timer *b, int64_t now_ms)
{
	int first = rank(a, now_ms), second = rank(b, now_ms);
	if (first != second)
		return first - second;
	int by_time = first == 0   ? timer_waits(b, now_ms) - timer_waits(a, now_ms)
		      : first == 1 ? timer_left(a, now_ms) - timer_left(b, now_ms)
				   : timer_elapsed(b, now_ms) - timer_elapsed(a, now_ms);
	return by_time ? by_time : (a->id > b->id) - (a->id < b->id);
}
