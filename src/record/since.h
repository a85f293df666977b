/* SPDX-License-Identifier: MIT */
/* Since when and until when: days that may be no more than a month or a year, "2019", "2019-03" or "2019-03-14". */
#ifndef FASCICLE_RECORD_SINCE_H
#define FASCICLE_RECORD_SINCE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Refuses days that are none, and an end before the beginning; NULL is no day. */
bool since_check(const char *since, const char *until, struct err *err);
/* Refuses days that lie before the client's birth; NULL or "" is not known. */
bool since_check_birth(const char *since, const char *until, const char *birth, struct err *err);
/* Appends " since 2023-05 until 2024" as known_read reads it. */
void since_write(const char *since, const char *until, struct str *out);
/* Appends ", since May 2023, until 2024", translated. */
void since_tell(const char *since, const char *until, struct str *out);

#endif
