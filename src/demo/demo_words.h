/* SPDX-License-Identifier: MIT */
/* The words of the made-up clinic. Every person is invented; data, not translated. */
#ifndef FASCICLE_DEMO_DEMO_WORDS_H
#define FASCICLE_DEMO_DEMO_WORDS_H

#include <stdint.h>

struct demo_service {
	const char *code, *label;
	int minutes;
	int64_t cents;
};
struct demo_regular {
	const char *family, *given, *sex;
};
struct demo_given {
	const char *name, *sex;
};
enum { DEMO_COMPLAINT_MARKS = 3, DEMO_SELFCARE = 2 };
/* The marks are entry lines in which %d stands for tenderness before and after. */
enum { DEMO_FINDINGS = 6 };
struct demo_complaint {
	const char *first, *later, *objective, *assessment, *plan;
	const char *marks[DEMO_COMPLAINT_MARKS];
	const char *technique;
	const char *selfcare[DEMO_SELFCARE]; /* lines; taught the first time */
	const char *findings[DEMO_FINDINGS]; /* lines; found the first time */
};
/* A point of the first client, who comes week after week: the course has a character a week, the last for last week:
 * tenderness before treatment, or '.' where it was not marked. */
struct demo_point {
	const char *who, *how; /* of the entry line */
	const char *course;
};
struct demo_today {
	const char *time, *service;
	int client;
};

enum {
	DEMO_FAMILIES = 24,
	DEMO_GIVENS = 24,
	DEMO_STREETS = 6,
	DEMO_OCCUPATIONS = 10,
	DEMO_COMPLAINTS = 5,
	DEMO_TODAY = 7,
	DEMO_POINTS = 6,
	DEMO_WEEKS = 10
};

extern const struct demo_service demo_services[3];
extern const struct demo_regular demo_regulars[7];
extern const char *const demo_families[DEMO_FAMILIES];
extern const struct demo_given demo_givens[DEMO_GIVENS];
extern const char *const demo_streets[DEMO_STREETS];
extern const char *const demo_occupations[DEMO_OCCUPATIONS];
/* Lines: what is answered the next times about the treatment before. */
extern const char *const demo_later_findings[DEMO_FINDINGS];
extern const struct demo_complaint demo_complaints[DEMO_COMPLAINTS];
extern const struct demo_point demo_points[DEMO_POINTS];
extern const struct demo_today demo_today_list[DEMO_TODAY];

#endif
