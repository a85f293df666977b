/* SPDX-License-Identifier: MIT */
/* A consent as it is typed: one line, in any order, scope and form cut short.
 *
 *   needling written                    treatment verbal by Ana Rossi (mother)
 *   sensitive written 12.11.2026        release written to Dr Ng "neck films"
 */
#ifndef FASCICLE_LINE_CONSENT_LINE_H
#define FASCICLE_LINE_CONSENT_LINE_H

#include "line/reading.h"
#include "record/consent.h"

/* Fills what the line says into `out` (initialised) and leaves the rest unsaid; days count from `today`. What is still
 * missing is for consent_check. */
bool consent_line_read(const char *line, const char *today, struct consent *out, struct reading *reading);

/* Of a prompt that asks for the person: "Ana Rossi (mother)" is one without "by" before it; a line with "by" is read as
 * above. */
bool consent_person_read(const char *line, const char *today, struct consent *out, struct reading *reading);

#endif
