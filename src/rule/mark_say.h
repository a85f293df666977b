/* SPDX-License-Identifier: MIT */
/* How a mark and a technique are said beside the line that they were typed in. */
#ifndef FASCICLE_RULE_MARK_SAY_H
#define FASCICLE_RULE_MARK_SAY_H

#include "record/application.h"
#include "record/mark.h"

/* "L upper trapezius · active · 7 > 3 · graded press 12 kg ×3 · sufficient", with what was done on it. Appends. */
void mark_describe(const struct catalogue *c, const struct mark *mark, const struct application *applications,
		   size_t n, struct str *out);
/* "deep tissue massage 20 min · mark 1 · L Top of shoulder"; `on_mark` 0 for none. Appends. */
void application_describe(const struct catalogue *c, const struct application *application, int on_mark,
			  struct str *out);

#endif
