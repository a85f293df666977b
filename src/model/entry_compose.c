/* SPDX-License-Identifier: MIT */
/* A mark as the line that says it: what entry_read_marks reads back the same. */
#include <string.h>

#include "base/str.h"
#include "model/entry.h"

/* The shortest words of the grammar, in the order of the signs' bits. */
static const char *const sign_words[SIGN_COUNT] = { "tb",   "tender", "referred", "familiar", "nodule",
						    "jump", "ltr",    "rom",      "weak",     "autonomic" };

static void add_word(struct str *out, const char *word)
{
	if (out->len && out->s[out->len - 1] != ' ')
		str_addc(out, ' ');
	str_add(out, word);
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
	add_word(out, "ppt:");
	add_list(out, mark->ppt_before);
	if (mark->ppt_after[0] >= 0)
		str_add(out, ">");
	add_list(out, mark->ppt_after);
	str_add(out, mark->ppt_unit);
}

static void add_referral(struct str *out, const char *cells)
{
	add_word(out, "ref:");
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
		add_word(out, mark->side == SIDE_LEFT ? "l" : "r");
	add_word(out, mark->muscle);
	if (mark->region)
		add_word(out, mark->region);
	if (mark->type != MARK_TYPE_NONE)
		add_word(out, mark_type_code(mark->type));
	add_tenderness(out, mark);
	for (int i = 0; i < SIGN_COUNT; i++) {
		if (mark->signs_yes & (1u << i))
			add_word(out, sign_words[i]);
		if (mark->signs_no & (1u << i))
			str_addf(out, " -%s", sign_words[i]);
	}
	add_readings(out, mark);
	if (mark->referral && mark->referral[0])
		add_referral(out, mark->referral);
	if (mark->response != RESPONSE_NONE)
		add_word(out, mark_response_code(mark->response));
	if (mark->sufficient != TRI_UNSAID)
		add_word(out, mark->sufficient == TRI_YES ? "ok" : "-ok");
	if (!str_empty(mark->note))
		add_note(out, mark->note);
}
