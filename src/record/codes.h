/* SPDX-License-Identifier: MIT */
/* How the values of an enum are stored. */
#ifndef FASCICLE_RECORD_CODES_H
#define FASCICLE_RECORD_CODES_H

#include "base/str.h"

/* Defines NAME_code ("" for what is no value) and NAME_from_code (false, and *value as it was, for an unknown code) over a
 * table that is indexed by the value. `member` is .code where a row says more, and empty where a row is the code. */
#define CODES(name, type, count, table, member)                            \
	const char *name##_code(enum type value)                           \
	{                                                                  \
		return (unsigned)value < count ? table[value] member : ""; \
	}                                                                  \
	bool name##_from_code(const char *code, enum type *value)          \
	{                                                                  \
		for (int i = 0; code && i < count; i++)                    \
			if (str_eq(table[i] member, code)) {               \
				*value = (enum type)i;                     \
				return true;                               \
			}                                                  \
		return false;                                              \
	}

#endif
