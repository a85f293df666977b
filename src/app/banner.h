/* SPDX-License-Identifier: MIT */
/* What is to be minded of a client, in the few columns there are for it. */
#ifndef FASCICLE_APP_BANNER_H
#define FASCICLE_APP_BANNER_H

#include "record/flag.h"

/* Appends "! anticoagulant, pacemaker +2": as many names as fit, then how many more there are; at the least "! +4". Nothing
 * where not even that fits, or nothing is to be minded. History alone is not. Says whether a red flag is among them. */
void banner_text(const struct catalogue *c, const struct standing *rows, size_t n, int cols, struct str *out,
		 bool *red);

#endif
