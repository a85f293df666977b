/* SPDX-License-Identifier: MIT */
/* What is usual for a dose, in words. */
#include "record/dose.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/unit.h"

void dose_usual(const struct dose_spec *spec, struct str *out)
{
	const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
	if (str_eq(spec->unit, "enum")) {
		for (const char *s = spec->choices; *s; s += strcspn(s, "|"), s += *s == '|') {
			char *choice = mem_strndup(s, strcspn(s, "|"));
			str_addf(out, "%s%s", s == spec->choices ? "" : ", ", i18n_name(choice));
			free(choice);
		}
		return;
	}
	if (spec->low > spec->high || !unit)
		return;
	if (spec->low < spec->high)
		/* TRANSLATORS: a usual range, as in "10 to 15 kg" */
		str_addf(out, _("%g to %g"), spec->low, spec->high);
	else
		str_addf(out, "%g", spec->high);
	str_addf(out, "%s%s", *unit->shown && *unit->shown != '/' ? " " : "", unit->shown);
}
