/* SPDX-License-Identifier: MIT */
/* Looking a unit up. */
#include "catalogue/unit.h"

#include "base/str.h"
#include "catalogue/tables.h"

const struct unit *unit_find(enum unit_use use, const char *code)
{
	for (const struct unit *unit = catalogue_units; unit->code; unit++)
		if (unit->use == use && str_eq(unit->code, code))
			return unit;
	return NULL;
}
