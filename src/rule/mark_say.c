/* SPDX-License-Identifier: MIT */
/* Marks and what was done on them, in words. */
#include "rule/mark_say.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

static void dot(struct str *out)
{
	if (out->len)
		str_add(out, utf8_terminal() ? " · " : ", ");
}

static void describe_place(const struct catalogue *c, const struct mark *mark, struct str *out)
{
	int muscle = catalogue_muscle(c, mark->muscle), region = catalogue_region(c, mark->region);
	if (mark->side != SIDE_NONE)
		str_addf(out, "%s ", side_letter(mark->side));
	if (muscle >= 0)
		catalogue_muscle_phrase(c, muscle, out);
	else
		str_add(out, mark->muscle);
	/* the first home goes without saying */
	if (region >= 0 && muscle >= 0 && c->muscles[muscle].home[0] != region) {
		dot(out);
		str_add(out, i18n_name(c->regions[region].name));
	}
}

static void describe_tender(const struct mark *mark, struct str *out)
{
	if (mark->tender_before < 0 && mark->tender_after < 0)
		return;
	dot(out);
	if (mark->tender_before >= 0)
		str_addf(out, "%d", mark->tender_before);
	if (mark->tender_after >= 0)
		str_addf(out, "%s> %d", mark->tender_before >= 0 ? " " : "", mark->tender_after);
}

static void describe_signs(unsigned yes, unsigned no, struct str *out)
{
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (yes >> bit & 1) {
			dot(out);
			str_add(out, mark_sign_word(bit));
		}
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (no >> bit & 1) {
			dot(out);
			/* TRANSLATORS: a sign that was tested and not found, as in "no jump sign" */
			str_addf(out, _("no %s"), mark_sign_word(bit));
		}
}

static void describe_threshold(const struct mark *mark, struct str *out)
{
	double before, after;
	bool has_before = mark_ppt_mean(mark->ppt_before, &before),
	     has_after = mark_ppt_mean(mark->ppt_after, &after);
	if (!has_before && !has_after)
		return;
	dot(out);
	/* TRANSLATORS: pressure pain threshold */
	str_add(out, _("threshold"));
	if (has_before)
		str_addf(out, " %.1f", before);
	if (has_after)
		str_addf(out, " > %.1f", after);
	str_addf(out, " %s", mark->ppt_unit ? mark->ppt_unit : "");
}

static void describe_referral(const struct catalogue *c, const struct mark *mark, struct str *out)
{
	int region;
	enum side side;
	bool first = true;
	for (const char *rest = mark->referral; rest && mark_referral_next(c, &rest, &region, &side);
	     first = false) {
		if (first) {
			dot(out);
			str_add(out, _("refers to"));
		}
		str_addf(out, "%s %s %s", first ? "" : ",", i18n_name(c->regions[region].name),
			 side_letter(side));
	}
}

static void describe_more(const struct catalogue *c, const struct mark *mark, struct str *out)
{
	int linked = catalogue_muscle(c, mark->linked);
	if (linked >= 0) {
		/* TRANSLATORS: a trigger point that depends on the one in another muscle: "of upper trapezius" */
		str_addf(out, " %s ", _("of"));
		catalogue_muscle_phrase(c, linked, out);
	}
	if (mark->tissue != TISSUE_NONE) {
		dot(out);
		str_add(out, mark_tissue_word(mark->tissue));
	}
	if (mark->aware != TRI_UNSAID) {
		dot(out);
		str_add(out,
			mark->aware == TRI_YES ? _("known to the client") : _("not known to the client"));
	}
}

static void describe_found(const struct catalogue *c, const struct mark *mark, struct str *out)
{
	describe_place(c, mark, out);
	if (mark->type != MARK_TYPE_NONE) {
		dot(out);
		str_add(out, mark_type_word(mark->type));
	}
	describe_more(c, mark, out);
	describe_tender(mark, out);
	describe_signs(mark->signs_yes, mark->signs_no, out);
	describe_threshold(mark, out);
	describe_referral(c, mark, out);
}

static void describe_outcome(const struct mark *mark, struct str *out)
{
	if (mark->response != RESPONSE_NONE) {
		dot(out);
		str_add(out, mark_response_word(mark->response));
	}
	if (mark->sufficient != TRI_UNSAID) {
		dot(out);
		str_add(out, mark->sufficient == TRI_YES ? _("sufficient") : _("not sufficient"));
	}
	if (!str_empty(mark->note)) {
		dot(out);
		str_addf(out, "\"%s\"", mark->note);
	}
}

void mark_describe(const struct catalogue *c, const struct mark *mark, const struct application *applications,
		   size_t n, struct str *out)
{
	struct str text;
	str_init(&text);
	describe_found(c, mark, &text);
	for (size_t i = 0; i < n; i++) {
		dot(&text);
		application_line(c, &applications[i], &text);
	}
	describe_outcome(mark, &text);
	str_addn(out, text.s, text.len);
	str_release(&text);
}

void application_describe(const struct catalogue *c, const struct application *application, int on_mark,
			  struct str *out)
{
	struct str text;
	int region = catalogue_region(c, application->region);
	str_init(&text);
	application_line(c, application, &text);
	if (on_mark > 0) {
		dot(&text);
		str_addf(&text, _("mark %d"), on_mark);
	}
	if (region >= 0) {
		dot(&text);
		if (application->side != SIDE_NONE)
			str_addf(&text, "%s ", side_letter(application->side));
		str_add(&text, i18n_name(c->regions[region].name));
	}
	if (!str_empty(application->note))
		str_addf(&text, " \"%s\"", application->note);
	str_addn(out, text.s, text.len);
	str_release(&text);
}
