/* SPDX-License-Identifier: MIT */
/* The value of a dose as people say it, put into its canonical form. Force (kg) and pressure (kg/cm2, kPa) are different
 * things: no unit is ever converted. */
#ifndef FASCICLE_LINE_DOSE_VALUE_H
#define FASCICLE_LINE_DOSE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/* Puts a typed value for a dose into canonical form; the sentence names dose, unit and what is usual.
 * *outside is set when it lies outside the usual range (allowed after a confirm). */
bool dose_check(const struct dose_spec *spec, const char *typed, struct str *canonical, bool *outside,
		struct err *err);

/* The choice of an enum that a typed word means (whole, its beginning of two letters or more, "grade 3" as a number
 * for I to V); its bytes in spec->choices, NULL when none or several fit. */
const char *dose_choice(const struct dose_spec *spec, const char *typed, size_t *bytes);

#endif
