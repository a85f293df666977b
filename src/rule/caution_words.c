/* SPDX-License-Identifier: MIT */
/* Cautions in words. */
#include "rule/caution.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

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

void caution_name(const struct catalogue *c, const struct caution *caution, bool brief, struct str *out)
{
	const struct condition *row = caution->condition < 0 ? NULL : &c->conditions[caution->condition];
	const char *name = !row ? "" : i18n_name(brief ? row->short_name : row->name);
	struct str place;
	str_init(&place);
	if (caution->region >= 0)
		place_words(c, caution, &place);
	if (caution->rule == CAUTION_REGION)
		str_addf(out, _("%s (%s)"), place.s, i18n_name(caution->reason));
	else if (caution->rule == CAUTION_SENSITIVE)
		str_addf(out, _("%s (a sensitive area; consent to it is not recorded)"), place.s);
	else if (caution->rule == CAUTION_PERSON)
		str_addf(out, _("%s (who consents is not recorded by name)"), name);
	else if (caution->maybe)
		str_addf(out, _("%s (%s, if it is used there)"), name, place.s);
	else if (caution->region >= 0)
		str_addf(out, _("%s (%s)"), name, place.s);
	else
		str_add(out, name);
	str_release(&place);
}

/* What stands before the names. */
static void head_add(const struct catalogue *c, const struct caution *caution, struct str *out)
{
	const char *technique = i18n_name(c->techniques[caution->technique].short_name);
	if (caution->rule == CAUTION_ANY)
		str_add(out, _("Against any technique:"));
	else if (caution->rule == CAUTION_PERSON || caution->rule == CAUTION_SENSITIVE)
		str_add(out, _("Before any technique:"));
	else if (caution->level == CAUTION_ABSOLUTE)
		str_addf(out, _("Against %s:"), technique);
	else
		str_addf(out, _("Care with %s:"), technique);
}

void caution_sentence(const struct catalogue *c, const struct caution *caution, struct str *out)
{
	head_add(c, caution, out);
	str_addc(out, ' ');
	caution_name(c, caution, false, out);
	str_addc(out, '.');
}

/* Whether both say the same, whatever the places and the techniques they were found at. */
static bool says_same(const struct catalogue *c, const struct caution *a, const struct caution *b)
{
	struct str one, other;
	str_init(&one);
	str_init(&other);
	head_add(c, a, &one);
	caution_name(c, a, true, &one);
	head_add(c, b, &other);
	caution_name(c, b, true, &other);
	bool same = str_eq(one.s, other.s);
	str_release(&one);
	str_release(&other);
	return same;
}

/* Moves the first of each that says the same to the front of `out`, each with the number of its techniques. */
static size_t once_each(const struct catalogue *c, const struct caution *rows, size_t n,
			const struct caution **out, size_t *techniques)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		size_t at = 0;
		bool known = false;
		while (at < kept && !says_same(c, out[at], &rows[i]))
			at++;
		for (size_t j = 0; j < i && at < kept; j++)
			known = known ||
				(rows[j].technique == rows[i].technique && says_same(c, &rows[j], &rows[i]));
		if (at == kept) {
			out[kept] = &rows[i];
			techniques[kept++] = 1;
		} else if (!known)
			techniques[at]++;
	}
	return kept;
}

size_t cautions_brief(const struct catalogue *c, const struct caution *rows, size_t n, int most,
		      struct str *out)
{
	const struct caution **each = mem_array(n + 1, sizeof *each);
	size_t *techniques = mem_array(n + 1, sizeof *techniques);
	size_t start = out->len, shown = 0, said = 0, all = once_each(c, rows, n, each, techniques);
	struct str head, last, name;
	str_init(&head);
	str_init(&last);
	str_init(&name);
	for (; shown < all; shown++) {
		str_clear(&head);
		str_clear(&name);
		head_add(c, each[shown], &head);
		caution_name(c, each[shown], true, &name);
		if (techniques[shown] > 1)
			str_addf(&name, P_(" (%zu technique)", " (%zu techniques)", techniques[shown]),
				 techniques[shown]);
		int cols = utf8_cols(out->s + start, out->len - start) + utf8_cols(name.s, name.len);
		if (shown > 0 && cols + utf8_cols(head.s, head.len) > most)
			break;
		if (strcmp(head.s, last.s) == 0)
			str_addf(out, "; %s", name.s);
		else
			str_addf(out, "%s%s %s", shown ? ". " : "", head.s, name.s);
		str_clear(&last);
		str_add(&last, head.s);
	}
	if (shown > 0)
		str_addc(out, '.');
	if (shown < all)
		str_addf(out, P_(" %zu more follows.", " %zu more follow.", all - shown), all - shown);
	/* What was said covers the rows up to the first that was not. */
	while (said < n && (shown == all || &rows[said] != each[shown]))
		said++;
	free(each);
	free(techniques);
	str_release(&head);
	str_release(&last);
	str_release(&name);
	return said;
}
