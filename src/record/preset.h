/* SPDX-License-Identifier: MIT */
/* A set of techniques under a name, "usual neck": technique lines that entry_read_technique reads back. */
#ifndef FASCICLE_RECORD_PRESET_H
#define FASCICLE_RECORD_PRESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { PRESET_NAME_MAX_COLS = 30, PRESET_LINES_MAX = 60 };

struct preset {
	int64_t id;
	char *uid;
	int64_t owner; /* practitioner's id; 0: the clinic's, for everyone */
	char *name;
	char *lines; /* one a row */
};

void preset_init(struct preset *preset);
void preset_release(struct preset *preset);

/* Whether it can be kept: a name that fits in a list, and at least one line; the sentence says what to change. */
bool preset_check(const struct preset *preset, struct err *err);
/* The name as it is compared: letter case and ways to write an accent do not count. Caller frees. */
char *preset_name_key(const char *name);

#endif
