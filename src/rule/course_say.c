/* SPDX-License-Identifier: MIT */
/* Sentences about a course and its goals. */
#include "rule/course_say.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

static const char *dot(void)
{
	return utf8_terminal() ? " · " : ", ";
}

void course_describe(const struct course *course, struct str *out)
{
	str_add(out, course->reason);
	if (course->planned > 0)
		str_addf(out, P_("%s%d session planned", "%s%d sessions planned", course->planned), dot(),
			 course->planned);
	if (course->review_every > 0)
		str_addf(out,
			 P_("%sreview every %d session", "%sreview every %d sessions", course->review_every),
			 dot(), course->review_every);
	if (course->review_on)
		str_addf(out, _("%sreview %s"), dot(), date_medium(course->review_on));
}

void course_outcomes_say(struct str *out)
{
	for (int i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++)
		str_addf(out, "%s%s", i > OUTCOME_NONE + 1 ? ", " : "",
			 course_outcome_code((enum course_outcome)i));
}

void goal_aim(const struct goal *goal, struct measure *aimed)
{
	measure_init(aimed);
	measure_copy(aimed, &goal->measure);
	aimed->before = goal->target;
	aimed->after.n = 0;
}

void goal_describe(const struct catalogue *c, const struct goal *goal, struct str *out)
{
	struct measure aimed;
	str_add(out, goal->text);
	if (!goal->has_measure)
		return;
	goal_aim(goal, &aimed);
	str_add(out, dot());
	measure_short_name(c, &aimed, out);
	str_addc(out, ' ');
	measure_short_values(&aimed, out);
	measure_release(&aimed);
}

void course_brief(const struct course *course, const struct course_count *count, const char *today,
		  struct str *out)
{
	bool is_ahead = course->review_on && strcmp(count->last_review, course->review_on) < 0;
	course_count_say(course, count, out);
	if (course_review_state(course, count, today) != REVIEW_NONE)
		str_addf(out, "%s%s", dot(), _("review due"));
	else if (is_ahead && !course->ended_on)
		str_addf(out, _("%sreview due %s"), dot(), date_short(course->review_on));
}
