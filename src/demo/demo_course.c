/* SPDX-License-Identifier: MIT */
/* Better on the whole, with a week that was worse: as courses go. */
#include "demo/demo_course.h"

#include <stdlib.h>

#include "base/mem.h"
#include "line/course_line.h"
#include "store/courses.h"
#include "store/measures.h"

enum { WEEKS = 10, REVIEW_AFTER = 4, SELDOM = 5 };

/* One for each week, the longest ago first; what lies before is as in the first. */
static const struct week {
	int pain, pain_after, left, left_after, right, tight, park, shop, index;
} by_week[WEEKS] = {
	{ 7, 5, 48, 56, 66, 8, 2, 3, 24 }, { 7, 4, 50, 58, 66, 7, 2, 3, 24 },
	{ 6, 4, 54, 60, 68, 7, 3, 4, 22 }, { 6, 3, 56, 64, 67, 6, 4, 4, 20 },
	{ 5, 3, 58, 66, 70, 6, 5, 5, 18 }, { 7, 4, 52, 60, 69, 7, 4, 5, 19 },
	{ 5, 3, 60, 66, 70, 5, 6, 6, 15 }, { 4, 2, 62, 68, 72, 5, 6, 7, 13 },
	{ 4, 2, 64, 70, 71, 4, 7, 7, 12 }, { 3, 1, 66, 72, 73, 3, 8, 8, 9 },
};

static const char course_line[] = "Neck pain with headache, 20 sessions, review every 5";
static const char *const goal_lines[] = {
	"turn my head when I park the car = cx rot l 75 active",
	"carry the shopping home = psfs \"carry the shopping\" 8",
	"no headache in the evening",
};

static const struct week *week_of(int weeks)
{
	return &by_week[weeks >= WEEKS ? 0 : weeks < 1 ? WEEKS - 1 : WEEKS - weeks];
}

static bool measure_line_keep(struct store *store, const struct catalogue *c, const char *line,
			      int64_t session, struct err *err)
{
	struct measure_reading reading;
	measure_reading_init(&reading);
	measure_line_read(c, NULL, line, &reading);
	bool ok =
		reading.reading.ok || err_set(err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	for (size_t i = 0; i < reading.n; i++)
		reading.measures[i].session_id = session;
	ok = ok && measures_save(store, reading.measures, reading.n, err);
	measure_reading_release(&reading);
	return ok;
}

/* Pain, motion and tightness each time; activities and the questionnaire now and then. */
static bool measures_make(struct store *store, const struct catalogue *c, const struct session *session,
			  const struct week *week, bool all, struct err *err)
{
	struct str line;
	str_init(&line);
	str_addf(&line, "pain now %d>%d; cx rot l %d>%d r %d active; tightness %d", week->pain,
		 week->pain_after, week->left, week->left_after, week->right, week->tight);
	if (all)
		str_addf(&line,
			 "; psfs \"turn to park the car\" %d; psfs \"carry the shopping\" %d; ndi %d/50",
			 week->park, week->shop, week->index);
	bool ok = measure_line_keep(store, c, line.s, session->id, err);
	str_release(&line);
	return ok;
}

static bool goals_make(struct store *store, const struct catalogue *c, int64_t course, struct err *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof goal_lines / sizeof *goal_lines; i++) {
		struct goal goal;
		struct reading reading;
		goal_init(&goal);
		goal.course_id = course;
		ok = (goal_line_read(c, NULL, goal_lines[i], &goal, &reading) ||
		      reading_tell(&reading, err)) &&
		     goal_save(store, &goal, err);
		goal_release(&goal);
	}
	return ok;
}

static bool begin(struct store *store, const struct catalogue *c, const struct session *session,
		  struct demo_course *course, struct err *err)
{
	struct course fresh;
	struct reading reading;
	char day[DATE_SIZE];
	wall_date(session->start, day);
	course_init(&fresh);
	fresh.client_id = session->client_id;
	bool ok = (course_line_read(course_line, day, &fresh, &reading) || reading_tell(&reading, err)) &&
		  course_save(store, &fresh, err) && goals_make(store, c, fresh.id, err);
	course->id = fresh.id;
	course_release(&fresh);
	return ok;
}

bool demo_course_make(struct store *store, const struct catalogue *c, const struct session *session,
		      int weeks, struct demo_course *course, struct err *err)
{
	if (course->id == 0 && weeks <= WEEKS && !begin(store, c, session, course, err))
		return false;
	bool all = course->sessions % SELDOM == 0;
	course->sessions++;
	return measures_make(store, c, session, week_of(weeks), all, err) &&
	       (course->id == 0 || course->sessions != REVIEW_AFTER ||
		course_review_add(store, course->id, session->id, err));
}
