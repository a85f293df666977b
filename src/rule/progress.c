/* SPDX-License-Identifier: MIT */
/* How much values changed, and whether it is as much as matters. */
#include "rule/progress.h"

#include <math.h>

#include "base/i18n.h"

/* Values are plain decimals; this is far less than the last digit of any. */
static const double hair = 1e-6;

/* ---- rules ---- */

static const struct score *scale_of(const struct catalogue *c, const char *code)
{
	int score = catalogue_score(c, code);
	return score >= 0 ? &c->scores[score] : NULL;
}

void progress_rule_of(const struct catalogue *c, const struct measure *measure, struct progress_rule *rule)
{
	const struct score *scale = measure_scale(c, measure);
	*rule = (struct progress_rule){ scale, true, scale && scale->high_is_good };
	if (measure->kind == MEASURE_SCORE)
		rule->high_is_good = measure->high_is_good;
	/* Thresholds hold for the unit they were published in; a distance may be meant either way. */
	if (measure->kind == MEASURE_ROM && !str_eq(measure->unit, "deg")) {
		rule->scale = NULL;
		rule->is_directed = str_eq(measure->unit, "level");
		rule->high_is_good = false; /* a higher vertebra has the smaller number */
	}
	if (measure->kind == MEASURE_PPT && !str_eq(measure->unit, "kg/cm2"))
		rule->scale = NULL;
}

void progress_rule_psfs_mean(const struct catalogue *c, struct progress_rule *rule)
{
	const struct score *scale = scale_of(c, "PSFS");
	*rule = (struct progress_rule){ scale, true, !scale || scale->high_is_good };
}

/* ---- change ---- */

static double points_that_matter(const struct score *scale, double from)
{
	double points = scale && scale->n_changes > 0 ? scale->changes[0].points : 0;
	for (size_t i = 0; scale && i < scale->n_changes; i++)
		if (from >= scale->changes[i].from - hair)
			points = scale->changes[i].points;
	return points;
}

static enum progress_verdict verdict_of(const struct progress_rule *rule,
					const struct progress_change *change)
{
	if (change->error > 0 && fabs(change->difference) < change->error - hair)
		return PROGRESS_ERROR;
	if (!rule->is_directed || change->matters <= 0)
		return PROGRESS_UNJUDGED;
	if (change->gain >= change->matters - hair)
		return PROGRESS_BETTER;
	return -change->gain >= change->matters - hair ? PROGRESS_WORSE : PROGRESS_SMALL;
}

void progress_change_of(const struct progress_rule *rule, double from, double to, struct progress_change *out)
{
	*out = (struct progress_change){ .from = from, .to = to, .difference = to - from };
	out->gain = !rule->is_directed ? 0 : rule->high_is_good ? to - from : from - to;
	out->matters = points_that_matter(rule->scale, from);
	out->error = rule->scale ? rule->scale->error : 0;
	out->source = rule->scale ? rule->scale->source : "";
	out->verdict = verdict_of(rule, out);
}

static double rounded(double value)
{
	return round(fabs(value) * 100) / 100;
}

void progress_change_say(const struct progress_change *change, struct str *out)
{
	double by = rounded(change->difference);
	if (by < hair)
		str_add(out, _("unchanged"));
	else if (change->verdict == PROGRESS_ERROR)
		str_addf(out, _("changed by %g: within the error of %g"), by, change->error);
	else if (change->verdict == PROGRESS_BETTER)
		str_addf(out, _("better by %g: %g or more matter"), by, change->matters);
	else if (change->verdict == PROGRESS_WORSE)
		str_addf(out, _("worse by %g: %g or more matter"), by, change->matters);
	else if (change->verdict == PROGRESS_SMALL && change->gain > 0)
		str_addf(out, _("%g better, not counted as a change below %g"), by, change->matters);
	else if (change->verdict == PROGRESS_SMALL)
		str_addf(out, _("%g worse, not counted as a change below %g"), by, change->matters);
	else
		str_addf(out, _("changed by %g"), by);
}

bool progress_regained(double base, double now, double reference, double *percent)
{
	if (reference - base < hair)
		return false;
	*percent = 100 * (now - base) / (reference - base);
	return true;
}

/* ---- left and right ---- */

void progress_sides_of(const struct catalogue *c, double left, double right, enum side affected,
		       struct progress_sides *out)
{
	const struct score *motion = scale_of(c, "ROM"), *sides = scale_of(c, "SIDES");
	double low = fmin(left, right), high = fmax(left, right);
	*out = (struct progress_sides){ .difference = left - right, .has_percent = low > 0 };
	out->worse = high - low < hair ? SIDE_NONE : left < right ? SIDE_LEFT : SIDE_RIGHT;
	out->error = motion ? motion->error : 0;
	out->marked_from = points_that_matter(motion, low);
	out->marked_percent = points_that_matter(sides, 0);
	if (out->has_percent) {
		enum side side = affected == SIDE_LEFT || affected == SIDE_RIGHT ? affected : out->worse;
		out->loss = 100 * (high - low) / high;
		out->symmetry = side == SIDE_RIGHT ? 100 * right / left : 100 * left / right;
	}
	bool marked =
		(out->marked_from > 0 && high - low >= out->marked_from - hair) ||
		(out->has_percent && out->marked_percent > 0 && out->loss >= out->marked_percent - hair);
	out->asymmetry = high - low < out->error - hair || out->worse == SIDE_NONE ? SIDES_WITHIN_ERROR
			 : marked                                                  ? SIDES_MARKED
										   : SIDES_DIFFER;
}

/* ---- summary ---- */

bool progress_summarise(const struct catalogue *c, const struct progress_series *series,
			struct progress_summary *out)
{
	struct progress_rule rule;
	*out = (struct progress_summary){ .has_first = false };
	if (series->n == 0)
		return false;
	const struct progress_point *first = &series->points[0], *now = &series->points[series->n - 1];
	if (series->is_mean)
		progress_rule_psfs_mean(c, &rule);
	else
		progress_rule_of(c, &series->what, &rule);
	out->has_first = out->has_previous = series->n > 1;
	out->has_session = now->has_after;
	if (series->n > 1) {
		progress_change_of(&rule, first->before, now->before, &out->since_first);
		progress_change_of(&rule, now[-1].before, now->before, &out->since_previous);
	}
	if (now->has_after)
		progress_change_of(&rule, now->before, now->after, &out->in_session);
	return true;
}

bool progress_target_met(const struct progress_rule *rule, double target, double now)
{
	if (!rule->is_directed)
		return false;
	return rule->high_is_good ? now >= target - hair : now <= target + hair;
}
