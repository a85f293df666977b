/* SPDX-License-Identifier: MIT */
/* A reading of an entry line as one line of plain words, so that a table of lines can be read and compared. */
#ifndef FASCICLE_TESTS_ENTRY_TOLD_H
#define FASCICLE_TESTS_ENTRY_TOLD_H

#include "base/mem.h"
#include "base/str.h"
#include "line/entry.h"

static void tell_readings(struct str *out, const double readings[PPT_READINGS])
{
	for (int i = 0; i < PPT_READINGS && readings[i] >= 0; i++)
		str_addf(out, "%s%g", i ? "/" : "", readings[i]);
}

static void tell_mark(struct str *out, const struct mark *mark)
{
	str_addf(out, "%s %s %s", mark->side ? side_code(mark->side) : "?", mark->muscle,
		 mark->region ? mark->region : "?");
	if (mark->type)
		str_addf(out, " %s", mark_type_code(mark->type));
	if (mark->linked)
		str_addf(out, " of=%s", mark->linked);
	if (mark->tissue)
		str_addf(out, " %s", mark_tissue_code(mark->tissue));
	if (mark->aware)
		str_add(out, mark->aware == TRI_YES ? " aware" : " unaware");
	if (mark->tender_before >= 0)
		str_addf(out, " %d", mark->tender_before);
	if (mark->tender_after >= 0)
		str_addf(out, "%s>%d", mark->tender_before >= 0 ? "" : " ", mark->tender_after);
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (mark->signs_yes >> bit & 1)
			str_addf(out, " +%s", mark_sign_code(bit));
	for (int bit = 0; bit < SIGN_COUNT; bit++)
		if (mark->signs_no >> bit & 1)
			str_addf(out, " -%s", mark_sign_code(bit));
	if (mark->ppt_unit) {
		str_add(out, " ppt=");
		tell_readings(out, mark->ppt_before);
		if (mark->ppt_after[0] >= 0)
			str_add(out, ">");
		tell_readings(out, mark->ppt_after);
		str_add(out, mark->ppt_unit);
	}
	if (mark->referral) {
		str_add(out, " ref=");
		for (const char *s = mark->referral; *s; s++)
			str_addc(out, *s == ' ' ? ',' : *s);
	}
	if (mark->response)
		str_addf(out, " %s", mark_response_code(mark->response));
	if (mark->sufficient)
		str_add(out, mark->sufficient == TRI_YES ? " sufficient" : " insufficient");
	if (mark->note)
		str_addf(out, " \"%s\"", mark->note);
}

static void tell_application(struct str *out, const struct application *a, bool with_place)
{
	str_addf(out, "%s%s(", out->len && out->s[out->len - 1] != ' ' ? " " : "", a->technique);
	for (size_t i = 0; i < a->n_doses; i++)
		str_addf(out, "%s%s=%s", i ? " " : "", a->doses[i].name, a->doses[i].value);
	str_add(out, ")");
	if (a->combined)
		str_addf(out, " with=%s", a->combined);
	if (a->aim)
		str_addf(out, " aim=%s", a->aim);
	if (with_place && a->region)
		str_addf(out, " %s.%s", a->region, a->side ? side_code(a->side) : "?");
	if (with_place && a->note)
		str_addf(out, " \"%s\"", a->note);
}

static void tell_problem(struct str *out, const struct catalogue *c, const char *line,
			 const struct reading *r)
{
	str_addf(out, "%s! [%.*s] %s", out->len ? " " : "", (int)r->bad_bytes, line + r->bad_at,
		 r->problem.text);
	for (size_t i = 0; i < r->n_candidates && i < 3; i++) {
		struct str name;
		str_init(&name);
		str_addf(out, "%s%s", i ? " " : " => ", reading_candidate(c, r, i, &name));
		str_release(&name);
	}
}

static void tell_reading(struct str *out, const struct catalogue *c, const char *line,
			 const struct entry_reading *r)
{
	for (size_t i = 0; i < r->n_entries; i++) {
		const struct entry *entry = &r->entries[i];
		if (i)
			str_add(out, " ; ");
		if (entry->mark.muscle)
			tell_mark(out, &entry->mark);
		for (size_t a = 0; a < entry->n_applications; a++)
			tell_application(out, &entry->applications[a], !entry->mark.muscle);
	}
	if (r->reading.outside)
		str_addf(out, " (%s)", r->reading.warning.text);
	if (!r->reading.ok)
		tell_problem(out, c, line, &r->reading);
}

#endif
