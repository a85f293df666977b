/* SPDX-License-Identifier: MIT */
/* Commas part what is said of a course; what is neither a number of sessions nor a review is why. */
#include "line/course_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "rule/course_say.h"

/* ---- the course ---- */

static bool word_begins(const char *word, const char *typed, size_t least)
{
	return strlen(typed) >= least && strncasecmp(word, typed, strlen(typed)) == 0;
}

/* "6", "6 sessions" */
static bool is_planned(const char *piece, long long *n)
{
	struct str word;
	str_init(&word);
	bool ok = str_next_word(&piece, &word) && str_to_int(word.s, n);
	ok = ok && (!str_next_word(&piece, &word) || word_begins("sessions", word.s, 1) ||
		    word_begins(_("sessions"), word.s, 1));
	ok = ok && !str_next_word(&piece, &word);
	str_release(&word);
	return ok;
}

/* Behind "review": "every 5", "5", or a day. */
static bool read_review(const char *rest, const char *today, struct course *out, struct err *err)
{
	long long n;
	char day[DATE_SIZE];
	const char *after = rest;
	struct str word;
	str_init(&word);
	if (str_next_word(&after, &word) &&
	    (word_begins("every", word.s, 2) || word_begins(_("every"), word.s, 2)))
		rest = after;
	str_release(&word);
	if (is_planned(rest, &n)) {
		if (n < 1 || n > COURSE_REVIEW_MAX)
			return err_set(err, ERR_INPUT, _("A review comes every 1 to %d sessions, not %lld."),
				       COURSE_REVIEW_MAX, n);
		out->review_every = (int)n;
		return true;
	}
	rest += strspn(rest, " ");
	if (!date_parse(rest, today, day, NULL))
		return err_set(
			err, ERR_INPUT,
			_("“%s” is no number of sessions and no day: review every 5, or review 4 dec."),
			rest);
	mem_replace(&out->review_on, day);
	return true;
}

static bool read_piece(char *piece, const char *today, struct course *out, struct err *err)
{
	long long n;
	const char *rest = piece;
	struct str word;
	str_init(&word);
	str_next_word(&rest, &word);
	bool review = word_begins("review", word.s, 3) || word_begins(_("review"), word.s, 3);
	str_release(&word);
	if (review && !str_empty(rest))
		return read_review(rest, today, out, err);
	if (is_planned(piece, &n)) {
		if (n < 1 || n > COURSE_PLANNED_MAX)
			return err_set(err, ERR_INPUT, _("A course has 1 to %d sessions, not %lld."),
				       COURSE_PLANNED_MAX, n);
		out->planned = (int)n;
		return true;
	}
	if (str_empty(piece))
		return true;
	char *trimmed = str_trimmed(piece);
	char *reason =
		str_empty(out->reason) ? mem_strdup(trimmed) : str_format("%s, %s", out->reason, trimmed);
	free(trimmed);
	free(out->reason);
	out->reason = reason;
	return true;
}

bool course_line_read(const char *line, const char *today, struct course *out, struct err *err)
{
	bool ok = true;
	mem_replace(&out->reason, NULL);
	mem_replace(&out->review_on, NULL);
	out->planned = out->review_every = -1;
	if (!out->begun_on)
		out->begun_on = mem_strdup(today);
	while (ok && *line) {
		size_t n = strcspn(line, ",");
		char *piece = mem_strndup(line, n);
		ok = read_piece(piece, today, out, err);
		free(piece);
		line += n + (line[n] == ',');
	}
	if (!ok)
		return false;
	if (str_empty(out->reason))
		return err_set(err, ERR_INPUT,
			       _("Say why the client comes: Neck pain, 6 sessions, review every 5"));
	return course_check(out, err);
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

bool course_end_read(const char *line, struct course *out, struct err *err)
{
	struct str word, all;
	enum course_outcome found = OUTCOME_NONE;
	str_init(&word);
	str_init(&all);
	str_next_word(&line, &word);
	for (int i = OUTCOME_NONE + 1; i < OUTCOME_COUNT && found == OUTCOME_NONE; i++)
		if (word_begins(course_outcome_code((enum course_outcome)i), word.s, 2))
			found = (enum course_outcome)i;
	course_outcomes_say(&all);
	bool ok = found != OUTCOME_NONE ||
		  err_set(err, ERR_INPUT, _("“%s” is no way a course ends. Say one of: %s"), word.s, all.s);
	if (ok) {
		char *note = str_trimmed(line);
		out->outcome = found;
		mem_replace(&out->outcome_note, str_empty(note) ? NULL : note);
		free(note);
	}
	str_release(&all);
	str_release(&word);
	return ok;
}

/* ---- goals ---- */

static bool read_target(const struct catalogue *c, const struct measure_known *known, const char *line,
			struct goal *out, struct err *err)
{
	struct measure_reading reading;
	measure_reading_init(&reading);
	measure_line_read(c, known, line, &reading);
	bool ok = reading.reading.ok;
	if (!ok)
		*err = reading.reading.problem;
	else if (reading.n != 1)
		ok = err_set(err, ERR_INPUT, _("A goal has one measure: one side, no “;”."));
	else if (reading.measures[0].after.n > 0)
		ok = err_set(err, ERR_INPUT, _("Say the value that is aimed at, without “>”."));
	if (ok) {
		out->has_measure = true;
		measure_copy(&out->measure, &reading.measures[0]);
		out->target = reading.measures[0].before;
	}
	measure_reading_release(&reading);
	return ok;
}

bool goal_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		    struct goal *out, struct err *err)
{
	const char *sign = strchr(line, '=');
	char *text = sign ? mem_strndup(line, (size_t)(sign - line)) : mem_strdup(line);
	char *trimmed = str_trimmed(text);
	mem_replace(&out->text, trimmed);
	out->has_measure = false;
	out->target.n = 0;
	free(trimmed);
	free(text);
	if (str_empty(out->text))
		return err_set(
			err, ERR_INPUT,
			_("Say the goal in the client's words: turn my head when I park = cx rot l 75"));
	return !sign || read_target(c, known, sign + 1, out, err);
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
