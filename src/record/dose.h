/* SPDX-License-Identifier: MIT */
/* Values of a dose: units and how people write them, numbers in canonical form, what is usual. Force (kg) and
 * pressure (kg/cm2, kPa) are different things: no unit is ever converted. */
#ifndef FASCICLE_RECORD_DOSE_H
#define FASCICLE_RECORD_DOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/* The unit that typed bytes stand for, as the catalogue writes it ("sec" -> "s"); NULL when they are none. */
const char *dose_unit(const char *typed, size_t bytes);

/* Reads a plain decimal from the start of `typed` ("12", "0.25", "0,25"), puts it in canonical form and returns
 * how many bytes it took; 0 when there is none, or it has more than 6 digits before or 4 after the point. */
size_t dose_number(const char *typed, struct str *canonical, double *value);

/* Puts a typed value for a dose into canonical form; the sentence names dose, unit and what is usual.
 * *outside is set when it lies outside the usual range (allowed after a confirm). */
bool dose_check(const struct dose_spec *spec, const char *typed, struct str *canonical, bool *outside,
		struct err *err);

/* "10 to 15 kg", "rotary, static", "1 to 5": what is usual, for prompts; nothing for a free value. */
void dose_usual(const struct dose_spec *spec, struct str *out);

/* The choice of an enum that a typed word means (whole, its beginning of two letters or more, "grade 3" as a number
 * for I to V); its bytes in spec->choices, NULL when none or several fit. */
const char *dose_choice(const struct dose_spec *spec, const char *typed, size_t *bytes);

#endif
