/* SPDX-License-Identifier: MIT */
/* When a session is: booked by "10:30 FOLL45", moved by "10:30" or "10:30 11:15". */
#ifndef FASCICLE_LINE_BOOKING_LINE_H
#define FASCICLE_LINE_BOOKING_LINE_H

#include "line/reading.h"

/* A time and a service's code as it was typed, in any order; *time is "" and *service NULL (else the caller frees) where it
 * is not said. */
bool booking_line_read(const char *line, char time[6], char **service, struct reading *reading);
/* From when and, "" where it is not said, until when. */
bool times_line_read(const char *line, char from[6], char to[6], struct reading *reading);

#endif
