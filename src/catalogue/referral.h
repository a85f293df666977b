/* SPDX-License-Identifier: MIT */
/* Where a muscle's points may be felt, and which muscles may be felt in a place. Suggestions from classic
 * charts: no fixed map is to be expected, so the practitioner's drawn referral is stored apart and wins. */
#ifndef FASCICLE_CATALOGUE_REFERRAL_H
#define FASCICLE_CATALOGUE_REFERRAL_H

#include "catalogue/catalogue.h"

enum zone { ZONE_NONE, ZONE_HOME, ZONE_SPILL, ZONE_PRIMARY };

/* How the region belongs to the muscle; the strongest zone wins. */
enum zone referral_zone(const struct catalogue *c, int muscle, int region);

/* Marks each of the n_cells cells: the muscle's zones on `side` (a midline region for either side; both sides of
 * a region for a point in the midline). */
void referral_cells(const struct catalogue *c, int muscle, enum side side, enum zone *cells);

struct referral_source {
	int muscle;
	int in_primary, in_spill, in_home; /* how many of the asked regions */
	int own;                           /* how often this client had points in the muscle */
};
/* Muscles that may refer to the regions, ranked: those in which this client had points come first; then primary before
 * spill before home, more regions first; then more points of the client's own. Each region counts once, in its strongest
 * zone (a home that is also referred to counts as referred). `own` has a number for each muscle, or is NULL where nothing
 * is known. At most `max`. Returns how many. */
size_t referral_sources(const struct catalogue *c, const int *regions, size_t n_regions, const int *own,
			struct referral_source *out, size_t max);

#endif
