/* SPDX-License-Identifier: MIT */
/* What followed: techniques (with their doses) beside the change that was noted after them, counted. That one came after
 * the other is all it says; how often it was so always stands with it. */
#ifndef FASCICLE_RULE_HELPED_H
#define FASCICLE_RULE_HELPED_H

#include <stddef.h>

#include "record/application.h"
#include "record/mark.h"
#include "rule/progress.h"

enum helped_what { HELPED_TENDERNESS, HELPED_PAIN, HELPED_MOTION, HELPED_WHATS };

struct helped_row {
	char *technique; /* code */
	char *dose; /* "force 12 kg, presses 3 n" in the catalogue's words; "" where doses are not told apart */
	enum helped_what what;
	int n;                    /* cases: never shown without it */
	int better, small, worse; /* by the thresholds of the catalogue; within error counts as small */
	double sum;               /* of the gains: sum / n is the mean, more is better */
};
struct helped {
	struct helped_row *rows;
	size_t n;
	bool by_dose;
};
void helped_init(struct helped *helped, bool by_dose);
void helped_release(struct helped *helped);

/* Adds one session: tenderness before and after of each mark goes to the techniques used on it; pain now and ranges of
 * motion that were taken before and after go to every technique of the session, once each. Without an "after" nothing is
 * counted. */
void helped_add_session(struct helped *helped, const struct catalogue *c, const struct mark *marks,
			size_t n_marks, const struct application *applications, size_t n_applications,
			const struct measure *measures, size_t n_measures);
/* Most cases first; then by technique, dose and what. */
void helped_sort(struct helped *helped);
/* "graded press · tenderness -2.3 on average after it, 7 times (5 better, 2 small, 0 worse)". Appends. */
void helped_say(const struct catalogue *c, const struct helped_row *row, struct str *out);

#endif
