/* SPDX-License-Identifier: MIT */
/* The units there are, with what is shown behind a number and beyond what no value is taken: units.csv. A unit may be of
 * several things, each with limits of its own: the vacuum of a cup and a pressure threshold are both counted in kPa. */
#ifndef FASCICLE_CATALOGUE_UNIT_H
#define FASCICLE_CATALOGUE_UNIT_H

#include <stdbool.h>

enum unit_use {
	UNIT_OF_DOSE,
	UNIT_OF_THRESHOLD, /* beyond what any gauge reads: 30 kg/cm2 is nearly three times what the classic one shows */
	UNIT_OF_MOTION /* but degrees, whose limits are those of the movement */
};

struct unit {
	const char *code;
	enum unit_use use;
	const char *shown; /* "" where nothing is shown */
	double low, high;
	bool whole; /* whole numbers alone */
};

/* NULL where there is none of that use. */
const struct unit *unit_find(enum unit_use use, const char *code);

#endif
