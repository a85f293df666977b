/* SPDX-License-Identifier: MIT */
/* Findings as data, and what they say in words. */
#include "record/finding.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

void finding_init(struct finding *finding)
{
	*finding = (struct finding){ .grade = -1 };
}

void finding_release(struct finding *finding)
{
	free(finding->field);
	free(finding->value);
	free(finding->region);
	finding_init(finding);
}

void finding_copy(struct finding *to, const struct finding *from)
{
	struct finding copy = *from;
	copy.field = mem_strdup(from->field);
	copy.value = mem_strdup(from->value);
	copy.region = mem_strdup(from->region);
	finding_release(to);
	*to = copy;
}

void findings_release(struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		finding_release(&findings->rows[i]);
	free(findings->rows);
	*findings = (struct findings){ NULL, 0 };
}

void findings_add(struct findings *findings, const struct finding *finding)
{
	findings->rows = mem_regrow(findings->rows, findings->n + 1, sizeof *findings->rows);
	finding_init(&findings->rows[findings->n]);
	finding_copy(&findings->rows[findings->n++], finding);
}

void findings_of(const struct findings *findings, const char *field, struct findings *out)
{
	for (size_t i = 0; i < findings->n; i++)
		if (str_eq(findings->rows[i].field, field))
			findings_add(out, &findings->rows[i]);
}

bool finding_stands_alone(const char *value)
{
	static const char *const alone[] = { "none", "unremarkable", "not_needed", "no_change", "unknown" };
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		if (str_eq(value, alone[i]))
			return true;
	return false;
}

bool findings_agree(const struct finding *a, const struct finding *b)
{
	return str_eq(a->value, b->value) ||
	       !(finding_stands_alone(a->value) || finding_stands_alone(b->value));
}

bool findings_have(const struct findings *findings, const char *field)
{
	for (size_t i = 0; i < findings->n; i++)
		if (str_eq(findings->rows[i].field, field))
			return true;
	return false;
}

bool finding_equal(const struct finding *a, const struct finding *b)
{
	return str_eq(a->field, b->field) && str_eq(a->value, b->value) && str_eq(a->region, b->region) &&
	       a->side == b->side && a->grade == b->grade;
}

/* --- what may be stored --- */

bool finding_is_hours(const struct finding_spec *spec)
{
	return spec->kind == FINDING_NUMBER && str_eq(spec->unit, "h");
}

/* Of the choice that a code stands for; -1 for own words. */
int finding_choice_index(const struct finding_spec *spec, const char *code)
{
	for (size_t i = 0; i < spec->n_choices; i++)
		if (str_eq(spec->choices[i].code, code))
			return (int)i;
	return -1;
}

static bool check_number(const struct finding_spec *spec, const char *value, struct err *err)
{
	long long n;
	if (str_to_int(value, &n) && n >= spec->low && n <= spec->high)
		return true;
	return err_set(err, ERR_INPUT, _("%s: say a whole number from %d to %d."), i18n_name(spec->name),
		       spec->low, spec->high);
}

static bool check_value(const struct catalogue *c, const struct finding_spec *spec, const char *value,
			struct err *err)
{
	switch (spec->kind) {
	case FINDING_CHOICE:
		return finding_choice_index(spec, value) >= 0 ||
		       err_set(err, ERR_INPUT, _("%s: “%s” is not one of the choices."),
			       i18n_name(spec->name), value);
	case FINDING_NUMBER:
		return check_number(spec, value, err);
	case FINDING_DATE:
		return date_valid(value) ||
		       err_set(err, ERR_INPUT, _("%s: say a day, such as 20.11.2026 or today."),
			       i18n_name(spec->name));
	case FINDING_MUSCLE:
		return catalogue_muscle(c, value) >= 0 ||
		       err_set(err, ERR_INPUT, _("No muscle is called “%s”."), value);
	default:
		if (!utf8_is_plain(value, strlen(value)))
			return err_set(err, ERR_INPUT,
				       _("%s: write it on one line, without control characters."),
				       i18n_name(spec->name));
		return strlen(value) <= FINDING_TEXT_MAX ||
		       err_set(err, ERR_INPUT, _("%s: that is too long; the note's text has room for it."),
			       i18n_name(spec->name));
	}
}

static bool check_place(const struct catalogue *c, const struct finding_spec *spec,
			const struct finding *finding, struct err *err)
{
	int region = catalogue_region(c, finding->region);
	const char *name = i18n_name(spec->name);
	if (!finding->region && spec->where == WHERE_MUST)
		return err_set(err, ERR_INPUT, _("%s: say where, a region with its side: stp l."), name);
	if (finding->region && (spec->where == WHERE_NO || spec->where == WHERE_SIDE))
		return err_set(err, ERR_INPUT, _("%s takes no region."), name);
	if (finding->side != SIDE_NONE && spec->where == WHERE_NO)
		return err_set(err, ERR_INPUT, _("%s takes no side."), name);
	if (!finding->region)
		return true;
	if (region < 0)
		return err_set(err, ERR_INPUT, _("No region is called “%s”."), finding->region);
	bool midline = finding->side == SIDE_MIDLINE;
	if (c->regions[region].paired && (finding->side == SIDE_NONE || midline))
		return err_set(err, ERR_INPUT, _("%s has a left and a right: say l, r or b."),
			       i18n_name(c->regions[region].name));
	if (!c->regions[region].paired && finding->side != SIDE_NONE && !midline)
		return err_set(err, ERR_INPUT, _("%s lies in the midline: leave the side out."),
			       i18n_name(c->regions[region].name));
	return true;
}

bool finding_check(const struct catalogue *c, const struct finding *finding, struct err *err)
{
	int field = catalogue_finding(c, finding->field);
	if (field < 0)
		return err_set(err, ERR_INPUT, _("No field is called “%s”."), finding->field);
	const struct finding_spec *spec = &c->findings[field];
	if (str_empty(finding->value))
		return err_set(err, ERR_INPUT, _("%s: say a value."), i18n_name(spec->name));
	if (finding->grade >= 0 && (spec->kind != FINDING_CHOICE || finding->grade > spec->high))
		return err_set(err, ERR_INPUT, _("%s: the severity is 0 to %d."), i18n_name(spec->name),
			       spec->high);
	return check_value(c, spec, finding->value, err) && check_place(c, spec, finding, err);
}

/* --- in words --- */

const char *finding_choice_word(const struct finding_spec *spec, const char *code)
{
	int choice = finding_choice_index(spec, code);
	return choice >= 0 ? i18n_name(spec->choices[choice].word) : code;
}

static void add_value(const struct catalogue *c, const struct finding_spec *spec, const char *value,
		      struct str *out)
{
	int muscle = spec->kind == FINDING_MUSCLE ? catalogue_muscle(c, value) : -1;
	if (muscle >= 0)
		catalogue_muscle_phrase(c, muscle, out);
	else if (spec->kind == FINDING_DATE)
		str_add(out, date_medium(value));
	else if (spec->kind == FINDING_NUMBER)
		str_addf(out, "%s%s%s", value, *spec->unit ? " " : "", i18n_name(spec->unit));
	else
		str_add(out, finding_choice_word(spec, value));
}

/* "L top of shoulder"; a name that nobody translated is in English and begins small within a sentence. */
static void add_place(const struct catalogue *c, const struct finding *finding, struct str *out)
{
	int region = catalogue_region(c, finding->region);
	const char *name = region >= 0 ? c->regions[region].name : "", *shown = i18n_name(name);
	if (finding->side != SIDE_NONE && finding->side != SIDE_MIDLINE)
		str_addf(out, " %s", region >= 0 ? side_letter(finding->side) : side_word(finding->side));
	if (region >= 0 && shown == name)
		str_addf(out, " %c%s", tolower((unsigned char)*name), name + 1);
	else if (region >= 0)
		str_addf(out, " %s", shown);
}

/* "fascia, L top of shoulder, severity 2 of 3". Appended. */
static void finding_words(const struct catalogue *c, const struct finding *finding, struct str *out)
{
	int field = catalogue_finding(c, finding->field);
	if (field < 0) {
		str_add(out, finding->value);
		return;
	}
	const struct finding_spec *spec = &c->findings[field];
	add_value(c, spec, finding->value, out);
	if (finding->region || finding->side != SIDE_NONE) {
		str_addc(out, ',');
		add_place(c, finding, out);
	}
	if (finding->grade >= 0)
		/* TRANSLATORS: "severity 2 of 3" */
		str_addf(out, _(", %s %d of %d"), i18n_name(spec->unit), finding->grade, spec->high);
}

void findings_words(const struct catalogue *c, const struct findings *findings, const char *field,
		    struct str *out)
{
	bool first = true;
	for (size_t i = 0; i < findings->n; i++) {
		if (!str_eq(findings->rows[i].field, field))
			continue;
		str_add(out, first ? "" : "; ");
		finding_words(c, &findings->rows[i], out);
		first = false;
	}
}

void findings_sentences(const struct catalogue *c, const struct findings *findings, const char *sections,
			struct str *out)
{
	struct str words;
	size_t from = out->len;
	str_init(&words);
	for (size_t i = 0; i < c->n_findings; i++) {
		const struct finding_spec *spec = &c->findings[i];
		str_clear(&words);
		if (strchr(sections, spec->section))
			findings_words(c, findings, spec->code, &words);
		if (words.len == 0)
			continue;
		str_add(out, out->len > from ? " " : "");
		/* TRANSLATORS: a field of the note and what it says, as a sentence: "Pattern: constant." */
		str_addf(out, _("%s: %s."), i18n_name(spec->name), words.s);
	}
	str_release(&words);
}

const char *findings_sections(enum note_section section)
{
	static const char *const letters[NOTE_SECTIONS] = { "LS", "O", "A", "PR" };
	return (unsigned)section < NOTE_SECTIONS ? letters[section] : "";
}
