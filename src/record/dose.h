/* SPDX-License-Identifier: MIT */
/* What is usual for a dose. How people say its value stands in line/dose_value.h. */
#ifndef FASCICLE_RECORD_DOSE_H
#define FASCICLE_RECORD_DOSE_H

#include "base/str.h"
#include "catalogue/catalogue.h"

/* "10 to 15 kg", "rotary, static", "1 to 5": what is usual, for prompts; nothing for a free value. */
void dose_usual(const struct dose_spec *spec, struct str *out);

#endif
