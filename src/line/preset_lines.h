/* SPDX-License-Identifier: MIT */
/* What a session's techniques are kept as in a preset: technique lines. */
#ifndef FASCICLE_LINE_PRESET_LINES_H
#define FASCICLE_LINE_PRESET_LINES_H

#include <stddef.h>

#include "base/str.h"
#include "record/application.h"

/* The techniques as lines, as they may be used another day: each at its region instead of its mark, without what was
 * counted or found on the day. Two that would be alike are one line. */
void preset_lines(const struct application *applications, size_t n, struct str *out);

#endif
