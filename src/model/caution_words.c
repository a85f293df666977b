/* SPDX-License-Identifier: MIT */
/* Cautions in words. */
#include "model/caution.h"

#include "base/i18n.h"

static const char *limb_word(enum limb limb)
{
	return limb == LIMB_ARM ? C_("limb", "arm") : C_("limb", "leg");
}

/* "left calf", "left leg", "throat". */
static void place_words(const struct catalogue *c, const struct caution *caution, struct str *out)
{
	const struct region *region = &c->regions[caution->region];
	const char *name = caution->limb ? limb_word(region->limb) : i18n_name(region->lay_name);
	if (caution->side == SIDE_LEFT || caution->side == SIDE_RIGHT)
		/* TRANSLATORS: a side and a place of the body: "left calf" */
		str_addf(out, _("%s %s"), side_word(caution->side), name);
	else
		str_add(out, name);
}

void caution_name(const struct catalogue *c, const struct caution *caution, struct str *out)
{
	struct str place;
	str_init(&place);
	if (caution->region >= 0)
		place_words(c, caution, &place);
	if (caution->rule == CAUTION_REGION)
		str_addf(out, _("%s (%s)"), place.s, i18n_name(caution->reason));
	else if (caution->rule == CAUTION_SENSITIVE)
		str_addf(out, _("%s (a sensitive area; consent to it is not recorded)"), place.s);
	else if (caution->rule == CAUTION_PERSON)
		str_addf(out, _("%s (who consents is not recorded by name)"),
			 i18n_name(c->conditions[caution->condition].name));
	else if (caution->maybe)
		str_addf(out, _("%s (%s; it is not said where the technique is used)"),
			 i18n_name(c->conditions[caution->condition].name), place.s);
	else if (caution->region >= 0)
		str_addf(out, _("%s (%s)"), i18n_name(c->conditions[caution->condition].name), place.s);
	else
		str_add(out, i18n_name(c->conditions[caution->condition].name));
	str_release(&place);
}

void caution_sentence(const struct catalogue *c, const struct caution *caution, struct str *out)
{
	const char *technique = i18n_name(c->techniques[caution->technique].short_name);
	struct str name;
	str_init(&name);
	caution_name(c, caution, &name);
	if (caution->rule == CAUTION_ANY)
		str_addf(out, _("Against any technique: %s."), name.s);
	else if (caution->rule == CAUTION_PERSON || caution->rule == CAUTION_SENSITIVE)
		str_addf(out, _("Before any technique: %s."), name.s);
	else if (caution->level == CAUTION_ABSOLUTE)
		str_addf(out, _("Against %s: %s."), technique, name.s);
	else
		str_addf(out, _("Care with %s: %s."), technique, name.s);
	str_release(&name);
}
