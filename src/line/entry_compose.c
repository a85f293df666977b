/* SPDX-License-Identifier: MIT */
/* A mark, or a technique, as the line that says it and is read back the same. */
#include <string.h>

#include "base/str.h"
#include "line/entry.h"
#include "line/vocabulary.h"

static void add_word(struct str *out, const char *word)
{
	if (out->len && out->s[out->len - 1] != ' ')
		str_addc(out, ' ');
	str_add(out, word);
}

static void add_meaning(struct str *out, enum meaning_kind kind, int value)
{
	add_word(out, "");
	vocabulary_say(out, kind, value);
}

static void add_key(struct str *out, enum joint joint)
{
	add_meaning(out, MEANS_JOINT, (int)joint);
	str_addc(out, ':');
}

/* A minus before what is denied. */
static void add_said(struct str *out, enum meaning_kind kind, int value, bool denied)
{
	add_word(out, denied ? "-" : "");
	vocabulary_say(out, kind, value);
}

static void add_tenderness(struct str *out, const struct mark *mark)
{
	if (mark->tender_before < 0 && mark->tender_after < 0)
		return;
	add_word(out, "");
	if (mark->tender_before >= 0)
		str_addf(out, "%d", mark->tender_before);
	if (mark->tender_after >= 0)
		str_addf(out, ">%d", mark->tender_after);
}

static void add_list(struct str *out, const double readings[PPT_READINGS])
{
	for (int i = 0; i < PPT_READINGS && readings[i] >= 0; i++)
		str_addf(out, "%s%.10g", i ? "/" : "", readings[i]);
}

static void add_readings(struct str *out, const struct mark *mark)
{
	if (!mark->ppt_unit)
		return;
	add_key(out, JOINT_THRESHOLD);
	add_list(out, mark->ppt_before);
	if (mark->ppt_after[0] >= 0)
		str_add(out, ">");
	add_list(out, mark->ppt_after);
	str_add(out, mark->ppt_unit);
}

static void add_referral(struct str *out, const char *cells)
{
	add_key(out, JOINT_REFERRAL);
	for (; *cells; cells++)
		str_addc(out, *cells == ' ' ? ',' : *cells);
}

/* A quote inside would end the note. */
static void add_note(struct str *out, const char *note)
{
	add_word(out, "\"");
	for (; *note; note++)
		str_addc(out, *note == '"' ? '\'' : *note);
	str_addc(out, '"');
}

void entry_compose_mark(const struct mark *mark, struct str *out)
{
	if (mark->side == SIDE_LEFT || mark->side == SIDE_RIGHT)
		add_meaning(out, MEANS_SIDE, (int)mark->side);
	add_word(out, mark->muscle);
	if (mark->region)
		add_word(out, mark->region);
	if (mark->type != MARK_TYPE_NONE)
		add_word(out, mark_type_code(mark->type));
	if (mark->linked) {
		add_key(out, JOINT_OF);
		str_add(out, mark->linked);
	}
	if (mark->tissue != TISSUE_NONE)
		add_word(out, mark_tissue_code(mark->tissue));
	if (mark->aware != TRI_UNSAID)
		add_said(out, MEANS_AWARE, 0, mark->aware == TRI_NO);
	add_tenderness(out, mark);
	for (int bit = 1; bit < 1 << SIGN_COUNT; bit <<= 1)
		if ((mark->signs_yes | mark->signs_no) & (unsigned)bit)
			add_said(out, MEANS_SIGN, bit, mark->signs_no & (unsigned)bit);
	add_readings(out, mark);
	if (mark->referral && mark->referral[0])
		add_referral(out, mark->referral);
	if (mark->response != RESPONSE_NONE)
		add_word(out, mark_response_code(mark->response));
	if (mark->sufficient != TRI_UNSAID)
		add_said(out, MEANS_ENOUGH, 0, mark->sufficient == TRI_NO);
	if (!str_empty(mark->note))
		add_note(out, mark->note);
}

/* --- techniques */

static void add_place(struct str *out, const struct application *application, int on_mark)
{
	if (on_mark > 0) {
		add_word(out, "");
		str_addf(out, "m%d", on_mark);
	} else if (!str_empty(application->region)) {
		add_key(out, JOINT_AT);
		str_add(out, application->region);
		if (application->side == SIDE_BOTH)
			add_meaning(out, MEANS_SIDE, SIDE_BOTH);
		else if (application->side == SIDE_LEFT || application->side == SIDE_RIGHT)
			str_addf(out, ".%s", side_code(application->side));
	}
}

/* A value below nothing must stand right behind its name; words are quoted. */
static void add_dose(struct str *out, const struct dose *dose)
{
	bool is_number = dose->value[0] == '-' || (dose->value[0] >= '0' && dose->value[0] <= '9');
	bool has_unit = is_number && !str_eq(dose->unit, "n") && !str_eq(dose->unit, "nprs") &&
			!(dose->unit[0] >= '0' && dose->unit[0] <= '9');
	add_word(out, dose->name);
	if (str_eq(dose->unit, "text"))
		add_note(out, dose->value);
	else if (dose->value[0] == '-')
		str_addf(out, ":%s", dose->value);
	else
		str_addf(out, " %s%s", dose->value, has_unit ? dose->unit : "");
}

void entry_compose_technique(const struct application *application, bool with_name, int on_mark,
			     struct str *out)
{
	if (with_name)
		add_word(out, application->technique);
	add_place(out, application, on_mark);
	for (size_t i = 0; i < application->n_doses; i++)
		add_dose(out, &application->doses[i]);
	if (application->combined) {
		add_meaning(out, MEANS_JOINT, JOINT_WITH);
		add_word(out, application->combined);
	}
	if (application->aim) {
		add_meaning(out, MEANS_JOINT, JOINT_AIM);
		add_word(out, application->aim);
	}
	if (!str_empty(application->note))
		add_note(out, application->note);
}
