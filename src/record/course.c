/* SPDX-License-Identifier: MIT */
/* A course of treatment and its goals. */
#include "record/course.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "record/codes.h"

void course_init(struct course *course)
{
	*course = (struct course){ .planned = -1, .review_every = -1 };
}

void course_release(struct course *course)
{
	free(course->uid);
	free(course->reason);
	free(course->review_on);
	free(course->begun_on);
	free(course->ended_on);
	free(course->outcome_note);
	course_init(course);
}

void course_copy(struct course *to, const struct course *from)
{
	if (to == from)
		return;
	course_release(to);
	*to = *from;
	to->uid = mem_strdup(from->uid);
	to->reason = mem_strdup(from->reason);
	to->review_on = mem_strdup(from->review_on);
	to->begun_on = mem_strdup(from->begun_on);
	to->ended_on = mem_strdup(from->ended_on);
	to->outcome_note = mem_strdup(from->outcome_note);
}

bool course_check(const struct course *course, struct err *err)
{
	if (str_empty(course->reason))
		return err_set(err, ERR_INPUT, _("Say what the course of treatment is for."));
	if (course->planned == 0 || course->planned > COURSE_PLANNED_MAX)
		return err_set(err, ERR_INPUT, _("Plan between 1 and %d sessions, or leave it open."),
			       COURSE_PLANNED_MAX);
	if (course->review_every == 0 || course->review_every > COURSE_REVIEW_MAX)
		return err_set(err, ERR_INPUT, _("Review every 1 to %d sessions, or leave it open."),
			       COURSE_REVIEW_MAX);
	if (!date_valid(course->begun_on))
		return err_set(err, ERR_INPUT, _("Say on which day the course began."));
	if (course->review_on && !date_valid(course->review_on))
		return err_set(err, ERR_INPUT, _("The day of the review is no day."));
	if ((course->ended_on != NULL) != (course->outcome != OUTCOME_NONE))
		return err_set(err, ERR_INPUT, _("A course that ends has a day and an outcome."));
	if (course->ended_on &&
	    (!date_valid(course->ended_on) || strcmp(course->ended_on, course->begun_on) < 0))
		return err_set(err, ERR_INPUT, _("A course cannot end before it began."));
	return true;
}

void goal_init(struct goal *goal)
{
	*goal = (struct goal){ .id = 0 };
	measure_init(&goal->measure);
}

void goal_release(struct goal *goal)
{
	free(goal->uid);
	free(goal->text);
	free(goal->met_on);
	measure_release(&goal->measure);
	*goal = (struct goal){ .id = 0 };
}

void goal_copy(struct goal *to, const struct goal *from)
{
	if (to == from)
		return;
	goal_release(to);
	*to = *from;
	to->uid = mem_strdup(from->uid);
	to->text = mem_strdup(from->text);
	to->met_on = mem_strdup(from->met_on);
	to->measure = (struct measure){ .id = 0 };
	measure_copy(&to->measure, &from->measure);
}

static const struct {
	const char *code, *word;
} outcomes[OUTCOME_COUNT] = {
	[OUTCOME_NONE] = { "", "" },
	[OUTCOME_REACHED] = { "reached", N_("goals reached") },
	[OUTCOME_BETTER] = { "better", N_("ended better") },
	[OUTCOME_UNCHANGED] = { "unchanged", N_("ended unchanged") },
	[OUTCOME_WORSE] = { "worse", N_("ended worse") },
	[OUTCOME_STOPPED] = { "stopped", N_("the client stopped") },
	[OUTCOME_REFERRED] = { "referred", N_("referred on") },
};

CODES(course_outcome, course_outcome, OUTCOME_COUNT, outcomes, .code)

const char *course_outcome_word(enum course_outcome outcome)
{
	return outcome == OUTCOME_NONE ? "" : _(outcomes[outcome].word);
}

static enum course_review later(enum course_review a, enum course_review b)
{
	return a > b ? a : b;
}

enum course_review course_review_state(const struct course *course, const struct course_count *count,
				       const char *today)
{
	enum course_review state = REVIEW_NONE;
	if (course->ended_on)
		return REVIEW_NONE;
	if (course->review_every > 0 && count->since_review >= course->review_every)
		state = count->since_review > course->review_every ? REVIEW_OVERDUE : REVIEW_DUE;
	bool answered = course->review_on && strcmp(count->last_review, course->review_on) >= 0;
	if (course->review_on && !answered && strcmp(today, course->review_on) >= 0)
		state = later(state, strcmp(today, course->review_on) > 0 ? REVIEW_OVERDUE : REVIEW_DUE);
	return state;
}

void course_count_say(const struct course *course, const struct course_count *count, struct str *out)
{
	if (course->planned > 0)
		/* TRANSLATORS: sessions done and planned */
		str_addf(out, _("%d of %d"), count->done, course->planned);
	else
		str_addf(out, "%d", count->done);
}
