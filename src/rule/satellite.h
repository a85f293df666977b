/* SPDX-License-Identifier: MIT */
/* Where satellites of a key point may lie: a hint to look there, from published pairs of key and satellite muscles.
 * Treating a key point may settle its satellites. */
#ifndef FASCICLE_RULE_SATELLITE_H
#define FASCICLE_RULE_SATELLITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/mark.h"

/* The muscles (indexes) in which satellites of a point in the mark's muscle may lie, without those that are marked on the
 * same side already among `marks`. Writes at most `max` and returns how many; 0 for a point that is inactive. */
size_t satellite_list(const struct catalogue *c, const struct mark *mark, const struct mark *marks,
		      size_t n_marks, int *out, size_t max);

/* The same as a sentence: "Satellites of L upper trapezius may lie in temporalis, superficial masseter." Appends; false
 * when there is nothing to say. */
bool satellite_hint(const struct catalogue *c, const struct mark *mark, const struct mark *marks,
		    size_t n_marks, struct str *out);

#endif
