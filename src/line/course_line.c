/* SPDX-License-Identifier: MIT */
/* Commas part what is said of a course; what is neither a number of sessions nor a review is why. */
#include "line/course_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/take.h"
#include "rule/course_say.h"

/* ---- the course ---- */

/* "6", "6 sessions", to the end of the words. */
static bool is_sessions(const struct words *words, size_t at, long long *n)
{
	if (!words_is_open(words, at))
		return false;
	const char *text = words->word[at].text;
	bool digits = text[strspn(text, "0123456789")] == '\0';
	return digits && str_to_int(text, n) &&
	       at + 1 + word_joins(words, at + 1, JOINT_SESSIONS) == words->n;
}

/* Behind "review": "every 5", "5", or a day. */
static bool read_review(struct words *words, const char *today, struct course *out, struct reading *reading)
{
	long long n;
	char day[DATE_SIZE];
	size_t at = 1 + word_joins(words, 1, JOINT_EVERY);
	if (is_sessions(words, at, &n)) {
		if (n < 1 || n > COURSE_REVIEW_MAX)
			return reading_problem(reading, words, at, words->n - 1,
					       _("A review comes every 1 to %d sessions, not %lld."),
					       COURSE_REVIEW_MAX, n);
		out->review_every = (int)n;
		return true;
	}
	size_t taken = take_day(words, at, today, day, NULL);
	if (taken == 0 || !day[0] || at + taken < words->n) {
		at = at < words->n ? at : words->n - 1;
		return reading_problem(
			reading, words, at, words->n - 1,
			_("“%s” is no number of sessions and no day: review every 5, or review 4 dec."),
			words_shown(words, at, words->n - 1));
	}
	mem_replace(&out->review_on, day);
	return true;
}

static bool read_piece(struct words *words, const char *today, struct course *out, struct reading *reading)
{
	long long n;
	if (words->n == 0)
		return true;
	if (words->n > 1 && word_joins(words, 0, JOINT_REVIEW))
		return read_review(words, today, out, reading);
	if (is_sessions(words, 0, &n)) {
		if (n < 1 || n > COURSE_PLANNED_MAX)
			return reading_problem(reading, words, 0, words->n - 1,
					       _("A course has 1 to %d sessions, not %lld."),
					       COURSE_PLANNED_MAX, n);
		out->planned = (int)n;
		return true;
	}
	char *typed = words_raw(words, 0, words->n);
	char *reason = str_empty(out->reason) ? mem_strdup(typed) : str_format("%s, %s", out->reason, typed);
	free(typed);
	free(out->reason);
	out->reason = reason;
	return true;
}

bool course_line_read(const char *line, const char *today, struct course *out, struct reading *reading)
{
	struct words words = { .n = 0 };
	struct err err = ERR_INIT;
	reading_init(reading);
	mem_replace(&out->reason, NULL);
	mem_replace(&out->review_on, NULL);
	out->planned = out->review_every = -1;
	if (!out->begun_on)
		out->begun_on = mem_strdup(today);
	for (size_t at = 0, end; reading->ok && at <= strlen(line); at = end + 1) {
		end = line_piece_end(line, at, ",;");
		words_split(&words, line, at, end);
		read_piece(&words, today, out, reading);
		words_release(&words);
	}
	if (str_empty(out->reason))
		reading_problem(reading, &words, 0, 0,
				_("Say why the client comes: Neck pain, 6 sessions, review every 5"));
	if (reading->ok && !course_check(out, &err))
		reading_problem(reading, &words, 0, 0, "%s", err.text);
	return reading->ok;
}

void course_line_compose(const struct course *course, struct str *out)
{
	str_add(out, course->reason);
	if (course->planned > 0)
		str_addf(out, ", %d sessions", course->planned);
	if (course->review_every > 0)
		str_addf(out, ", review every %d", course->review_every);
	if (course->review_on)
		str_addf(out, ", review %s", course->review_on);
}

/* ---- how it ended ---- */

bool course_end_read(const char *line, struct course *out, struct reading *reading)
{
	struct words words;
	struct str all;
	reading_init(reading);
	words_split(&words, line, 0, strlen(line));
	str_init(&all);
	course_outcomes_say(&all);
	const struct meaning *found = word_means(&words, 0, MEANS(MEANS_OUTCOME));
	if (found) {
		char *note = words_rest(&words, 1);
		out->outcome = (enum course_outcome)found->value;
		mem_replace(&out->outcome_note, *note ? note : NULL);
		free(note);
	} else
		reading_problem(reading, &words, 0, 0, _("“%s” is no way a course ends. Say one of: %s"),
				words.n > 0 ? words_shown(&words, 0, 0) : "", all.s);
	str_release(&all);
	words_release(&words);
	return reading->ok;
}

/* ---- goals ---- */

static bool read_target(const struct catalogue *c, const struct measure_known *known, const char *line,
			struct goal *out, struct reading *reading)
{
	struct measure_reading said;
	struct words none = { .n = 0 };
	measure_reading_init(&said);
	measure_line_read(c, known, line, &said);
	*reading = said.reading;
	if (reading->ok && said.n != 1)
		reading_problem(reading, &none, 0, 0, _("A goal has one measure: one side, no “;”."));
	else if (reading->ok && said.measures[0].after.n > 0)
		reading_problem(reading, &none, 0, 0, _("Say the value that is aimed at, without “>”."));
	if (reading->ok) {
		out->has_measure = true;
		measure_copy(&out->measure, &said.measures[0]);
		out->target = said.measures[0].before;
	}
	measure_reading_release(&said);
	return reading->ok;
}

bool goal_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		    struct goal *out, struct reading *reading)
{
	const struct words none = { .n = 0 };
	size_t sign = strcspn(line, "=");
	char *text = mem_strndup(line, sign), *trimmed = str_trimmed(text);
	reading_init(reading);
	mem_replace(&out->text, trimmed);
	out->has_measure = false;
	out->target.n = 0;
	free(trimmed);
	free(text);
	if (str_empty(out->text))
		return reading_problem(
			reading, &none, 0, 0,
			_("Say the goal in the client's words: turn my head when I park = cx rot l 75"));
	if (!line[sign])
		return true;
	read_target(c, known, line + sign + 1, out, reading);
	reading->bad_at += sign + 1;
	return reading->ok;
}

void goal_line_compose(const struct goal *goal, struct str *out)
{
	struct measure aimed;
	str_add(out, goal->text);
	if (!goal->has_measure)
		return;
	goal_aim(goal, &aimed);
	str_add(out, " = ");
	measure_compose(&aimed, out);
	measure_release(&aimed);
}
