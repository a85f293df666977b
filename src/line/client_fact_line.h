/* SPDX-License-Identifier: MIT */
/* A fact of the intake by line: "warfarin since 2023-05 until 2024". */
#ifndef FASCICLE_LINE_CLIENT_FACT_LINE_H
#define FASCICLE_LINE_CLIENT_FACT_LINE_H

#include "line/reading.h"
#include "record/client_fact.h"

/* Reads "warfarin since 2023-05 until 2024" into text, since and until of an initialised fact; its kind says what is asked
 * of the words: an activity how many times a week, stress a number from 0 to 10. */
bool client_fact_line_read(struct client_fact *fact, const char *line, const char *today,
			   struct reading *reading);

#endif
