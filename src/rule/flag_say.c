/* SPDX-License-Identifier: MIT */
/* A flag in words. */
#include "rule/flag_say.h"

#include "base/i18n.h"
#include "record/since.h"

static void tell_regions(const struct catalogue *c, const struct flag *flag, struct str *out)
{
	const char *rest = flag->regions;
	int region;
	enum side side;
	while (flag_region_next(c, &rest, &region, &side))
		if (side == SIDE_MIDLINE)
			str_addf(out, ", %s", i18n_name(c->regions[region].name));
		else
			/* TRANSLATORS: side and region: "left Calf". */
			str_addf(out, _(", %1$s %2$s"), side_word(side), i18n_name(c->regions[region].name));
}

void flag_describe(const struct catalogue *c, const struct flag *flag, struct str *out)
{
	int condition = flag_condition(c, flag);
	str_add(out, condition >= 0 ? i18n_name(c->conditions[condition].name) : flag->condition);
	if (condition >= 0 && condition_is_red(&c->conditions[condition]))
		str_addf(out, _(" (red flag, %s)"), urgency_word(c->conditions[condition].urgency));
	tell_regions(c, flag, out);
	since_tell(flag->since, flag->until, out);
	if (flag->source != FLAG_CLIENT)
		str_addf(out, ", %s", flag_source_word(flag->source));
	if (!str_empty(flag->note))
		str_addf(out, ": %s", flag->note);
	if (!str_empty(flag->action))
		str_addf(out, _(" (done: %s)"), flag->action);
}
