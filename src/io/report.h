/* SPDX-License-Identifier: MIT */
/* A report as a page to read and as CSV. Which reports there are says store/reports. */
#ifndef FASCICLE_IO_REPORT_H
#define FASCICLE_IO_REPORT_H

#include <stdio.h>

#include "base/date.h"
#include "io/conf.h"
#include "store/reports.h"

/* The days that are asked for: any part of a day says all of it, "2026", "2026-11", "2026-11-20". */
struct report_days {
	char from[DATE_SIZE], to[DATE_SIZE]; /* "" is open */
};
/* Takes "2026-11" as from and to, or only as one of them. False when it is no day. */
bool report_days_from(struct report_days *days, const char *typed, struct err *err);
bool report_days_to(struct report_days *days, const char *typed, struct err *err);

/* Appends title, days, a table of at most `cols` columns and what it comes to. */
bool report_page(struct store *store, const struct conf *conf, const struct report *report,
		 const struct report_days *days, int cols, struct str *out, struct err *err);
/* A header and the rows; amounts with a point, days as 2026-11-20, nothing summed. */
bool report_csv(struct store *store, const struct conf *conf, const struct report *report,
		const struct report_days *days, FILE *stream, struct err *err);

#endif
