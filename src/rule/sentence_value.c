/* SPDX-License-Identifier: MIT */
/* The values that a sentence about an entry may hold. */
#include "rule/sentence_value.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/i18n.h"

/* ---- Lists --------------------------------------------------------------------------------------------- */

/* "a, b and c", one item behind the other. */
struct list {
	struct str text; /* all but the last */
	struct str last;
	int n;
};

static void list_init(struct list *list)
{
	str_init(&list->text);
	str_init(&list->last);
	list->n = 0;
}

static void join(struct str *text, const char *pattern, const char *last)
{
	char *so_far = str_take(text);
	str_addf(text, pattern, so_far, last);
	free(so_far);
}

/* Where to write the next item. */
static struct str *list_next(struct list *list)
{
	if (list->n == 1)
		str_add(&list->text, list->last.s);
	else if (list->n > 1)
		/* TRANSLATORS: joins the items of a list but for the last */
		join(&list->text, C_("list", "%s, %s"), list->last.s);
	str_clear(&list->last);
	list->n++;
	return &list->last;
}

static void list_end(struct list *list, struct str *out)
{
	if (list->n > 1)
		/* TRANSLATORS: joins the last item of a list */
		join(&list->text, C_("list", "%s and %s"), list->last.s);
	str_add(out, list->n > 1 ? list->text.s : list->last.s);
	str_release(&list->text);
	str_release(&list->last);
}

/* ---- Places -------------------------------------------------------------------------------------------- */

/* A region as it is said within a sentence; translators write it so. */
static void add_region(const struct catalogue *c, int region, struct str *out)
{
	const char *name = c->regions[region].name, *shown = i18n_name(name);
	if (shown != name) {
		str_add(out, shown);
		return;
	}
	str_addc(out, (char)tolower((unsigned char)name[0]));
	str_add(out, name + 1);
}

static void add_side(enum side side, struct str *out)
{
	str_add(out, side_letter(side));
}

static void mark_side(const struct sentence_subject *s, struct str *out)
{
	add_side(s->mark->side, out);
}

static void mark_side_word(const struct sentence_subject *s, struct str *out)
{
	str_add(out, side_word(s->mark->side));
}

static void mark_muscle(const struct sentence_subject *s, struct str *out)
{
	int muscle = catalogue_muscle(s->catalogue, s->mark->muscle);
	if (muscle >= 0)
		catalogue_muscle_phrase(s->catalogue, muscle, out);
	else
		str_add(out, s->mark->muscle);
}

/* The muscle's first home goes without saying. */
static void mark_region_elsewhere(const struct sentence_subject *s, struct str *out)
{
	const struct catalogue *c = s->catalogue;
	int muscle = catalogue_muscle(c, s->mark->muscle), region = catalogue_region(c, s->mark->region);
	if (region >= 0 && (muscle < 0 || c->muscles[muscle].home[0] != region))
		add_region(c, region, out);
}

static void mark_referral(const struct sentence_subject *s, struct str *out)
{
	struct list list;
	int region;
	enum side side;
	list_init(&list);
	for (const char *rest = s->mark->referral; mark_referral_next(s->catalogue, &rest, &region, &side);) {
		struct str *item = list_next(&list);
		str_addf(item, "%s ", side_letter(side));
		add_region(s->catalogue, region, item);
	}
	list_end(&list, out);
}

static void technique_side(const struct sentence_subject *s, struct str *out)
{
	add_side(s->application->side, out);
}

static void technique_side_word(const struct sentence_subject *s, struct str *out)
{
	str_add(out, side_word(s->application->side));
}

static void technique_region(const struct sentence_subject *s, struct str *out)
{
	int region = catalogue_region(s->catalogue, s->application->region);
	if (region >= 0)
		add_region(s->catalogue, region, out);
}

/* ---- Findings ------------------------------------------------------------------------------------------ */

static void mark_type(const struct sentence_subject *s, struct str *out)
{
	str_add(out, mark_type_word(s->mark->type));
}

static void mark_linked(const struct sentence_subject *s, struct str *out)
{
	int muscle = catalogue_muscle(s->catalogue, s->mark->linked);
	if (muscle >= 0)
		catalogue_muscle_phrase(s->catalogue, muscle, out);
	else
		str_add(out, s->mark->linked);
}

static void mark_tissue_said(const struct sentence_subject *s, struct str *out)
{
	str_add(out, mark_tissue_word(s->mark->tissue));
}

static void mark_aware(const struct sentence_subject *s, struct str *out)
{
	if (s->mark->aware != TRI_UNSAID)
		str_add(out,
			s->mark->aware == TRI_YES ? _("known to the client") : _("not known to the client"));
}

static void add_said(int number, struct str *out)
{
	if (number >= 0)
		str_addf(out, "%d", number);
}

static void mark_before(const struct sentence_subject *s, struct str *out)
{
	add_said(s->mark->tender_before, out);
}

static void mark_after(const struct sentence_subject *s, struct str *out)
{
	add_said(s->mark->tender_after, out);
}

static void mark_signs(const struct sentence_subject *s, struct str *out)
{
	struct list list;
	list_init(&list);
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (s->mark->signs_yes >> bit & 1)
			str_add(list_next(&list), mark_sign_word(bit));
	list_end(&list, out);
}

static void mark_absent(const struct sentence_subject *s, struct str *out)
{
	struct list list;
	list_init(&list);
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (s->mark->signs_no >> bit & 1)
			/* TRANSLATORS: a sign that was tested and not found, as in "no jump sign" */
			str_addf(list_next(&list), _("no %s"), mark_sign_word(bit));
	list_end(&list, out);
}

static void add_threshold(const double readings[PPT_READINGS], struct str *out)
{
	double mean;
	if (mark_ppt_mean(readings, &mean))
		str_addf(out, "%.1f", mean);
}

static void mark_threshold_before(const struct sentence_subject *s, struct str *out)
{
	add_threshold(s->mark->ppt_before, out);
}

static void mark_threshold_after(const struct sentence_subject *s, struct str *out)
{
	add_threshold(s->mark->ppt_after, out);
}

static void mark_threshold_unit(const struct sentence_subject *s, struct str *out)
{
	str_add(out, s->mark->ppt_unit);
}

/* ---- Treatment and outcome ----------------------------------------------------------------------------- */

static void mark_techniques(const struct sentence_subject *s, struct str *out)
{
	struct list list;
	list_init(&list);
	for (size_t i = 0; i < s->n_applications; i++) {
		const struct application *one = &s->applications[i];
		if (one->mark_id == 0 || one->mark_id != s->mark->id)
			continue;
		struct str *item = list_next(&list);
		application_line(s->catalogue, one, item);
		if (!str_empty(one->note))
			str_addf(item, " (%s)", one->note);
	}
	list_end(&list, out);
}

static void technique_line(const struct sentence_subject *s, struct str *out)
{
	application_line(s->catalogue, s->application, out);
}

static void mark_response_said(const struct sentence_subject *s, struct str *out)
{
	str_add(out, mark_response_word(s->mark->response));
}

static void mark_sufficient(const struct sentence_subject *s, struct str *out)
{
	if (s->mark->sufficient != TRI_UNSAID)
		str_add(out, s->mark->sufficient == TRI_YES ? _("sufficient") : _("not sufficient"));
}

static void add_note(const char *note, struct str *out)
{
	char *trimmed = str_trimmed(note);
	str_add(out, trimmed);
	free(trimmed);
}

static void mark_note(const struct sentence_subject *s, struct str *out)
{
	add_note(s->mark->note, out);
}

static void technique_note(const struct sentence_subject *s, struct str *out)
{
	add_note(s->application->note, out);
}

/* ---- The table ----------------------------------------------------------------------------------------- */

struct value {
	const char *name;
	void (*add)(const struct sentence_subject *subject, struct str *out);
};

static const struct value mark_values[] = {
	{ "side", mark_side },           /* L */
	{ "side.word", mark_side_word }, /* left */
	{ "muscle", mark_muscle },
	{ "region", mark_region_elsewhere },
	{ "type", mark_type },
	{ "linked", mark_linked }, /* the muscle whose point it belongs to */
	{ "tissue", mark_tissue_said },
	{ "aware", mark_aware },
	{ "signs", mark_signs },
	{ "absent", mark_absent }, /* signs tested and not found */
	{ "referral", mark_referral },
	{ "before", mark_before },
	{ "after", mark_after },
	{ "threshold.before", mark_threshold_before }, /* mean of the readings */
	{ "threshold.after", mark_threshold_after },
	{ "threshold.unit", mark_threshold_unit },
	{ "techniques", mark_techniques },
	{ "response", mark_response_said },
	{ "sufficient", mark_sufficient },
	{ "note", mark_note },
	{ NULL, NULL },
};

static const struct value technique_values[] = {
	{ "technique", technique_line }, { "side", technique_side }, { "side.word", technique_side_word },
	{ "region", technique_region },  { "note", technique_note }, { NULL, NULL },
};

static const struct value *const values[SENTENCE_KINDS] = {
	[SENTENCE_MARK] = mark_values,
	[SENTENCE_TECHNIQUE] = technique_values,
};

bool sentence_value(const struct sentence_subject *subject, const char *name, struct str *out)
{
	for (const struct value *row = values[subject->kind]; row->name; row++)
		if (str_eq(row->name, name)) {
			row->add(subject, out);
			return true;
		}
	return false;
}

const char *sentence_value_name(enum sentence_kind kind, size_t i)
{
	return values[kind][i].name;
}
