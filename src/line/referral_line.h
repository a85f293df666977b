/* SPDX-License-Identifier: MIT */
/* A referral by line: profession, "name" in quotes, urgency, and the reason in plain words.
 *
 *   GP same-day night pain and weight loss
 *   specialist "Dr Lee" routine persistent shoulder pain */
#ifndef FASCICLE_LINE_REFERRAL_LINE_H
#define FASCICLE_LINE_REFERRAL_LINE_H

#include "line/reading.h"
#include "record/referral.h"

/* Fills what is said into an initialised referral. Nothing of it is guessed but that an emergency department is for now. */
bool referral_line_read(const char *line, struct referral *out, struct reading *reading);

#endif
