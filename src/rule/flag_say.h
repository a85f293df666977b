/* SPDX-License-Identifier: MIT */
/* How a flag is said. */
#ifndef FASCICLE_RULE_FLAG_SAY_H
#define FASCICLE_RULE_FLAG_SAY_H

#include "record/flag.h"

/* Appends "Varicose veins, left Calf, since 2010, from a letter", translated; a red flag with how soon somebody has to
 * act. */
void flag_describe(const struct catalogue *c, const struct flag *flag, struct str *out);

#endif
