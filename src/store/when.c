/* SPDX-License-Identifier: MIT */
/* A stored instant as the store's sentences say it. */
#include "store/when.h"

#include <stdint.h>
#include <stdio.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"

void when_words(const char *instant, char out[WHEN_SIZE])
{
	char wall[WALL_SIZE], day[DATE_SIZE], today[DATE_SIZE];
	int64_t seconds;

	if (instant == NULL || !instant_parse(instant, &seconds)) {
		snprintf(out, WHEN_SIZE, "%s", instant != NULL ? instant : "?");
		return;
	}
	wall_format(seconds, wall);
	wall_date(wall, day);
	date_today(today);
	if (str_eq(day, today))
		snprintf(out, WHEN_SIZE, "%s", wall + DATE_SIZE);
	else
		/* TRANSLATORS: a day and a time of day: "19 Nov, 09:41" */
		snprintf(out, WHEN_SIZE, _("%s, %s"), date_short(day), wall + DATE_SIZE);
}
