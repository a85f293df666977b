/* SPDX-License-Identifier: MIT */
/* A command of the findings beside the form. */
#ifndef FASCICLE_SCREENS_FINDINGS_USUAL_H
#define FASCICLE_SCREENS_FINDINGS_USUAL_H

#include "app/command.h"

extern const struct command finding_usual_command;

#endif
