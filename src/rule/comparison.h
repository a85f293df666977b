/* SPDX-License-Identifier: MIT */
/* Measures side by side: the first time, the last time, now; the change since the first, and how much would matter. */
#ifndef FASCICLE_RULE_COMPARISON_H
#define FASCICLE_RULE_COMPARISON_H

#include "rule/progress.h"

/* Columns, a row a series, and below it what the change since the first comes to. `now` is the day that
 * is looked from: what was not measured then has no value under now. `first` (may be NULL): what lies before that day
 * does not count. Fits `cols` (60 at least). Nothing where there is no series. Appends. */
void comparison_table(const struct catalogue *c, const struct progress_list *list, const char *first,
		      const char *now, int cols, struct str *out);

/* Which of the series belong on one plot: all pains, all activities, the sides of one movement. */
bool comparison_is_together(const struct progress_series *a, const struct progress_series *b);
/* What they are together: "Pain", "Activities", "Rotation, Cervical spine, active". Appends. */
void comparison_title(const struct catalogue *c, const struct progress_series *series, struct str *out);
/* What tells one from the others of its plot: "now", "L", "carry shopping". Appends. */
void comparison_label(const struct catalogue *c, const struct progress_series *series, struct str *out);

#endif
