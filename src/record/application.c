/* SPDX-License-Identifier: MIT */
/* A technique that was used, and how it reads in a list. */
#include "record/application.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

void application_init(struct application *application)
{
	*application = (struct application){ .side = SIDE_NONE };
}

static void free_dose(struct dose *dose)
{
	free(dose->name);
	free(dose->unit);
	free(dose->value);
}

void application_release(struct application *application)
{
	free(application->uid);
	free(application->technique);
	free(application->region);
	free(application->note);
	free(application->aim);
	free(application->combined);
	for (size_t i = 0; i < application->n_doses; i++)
		free_dose(&application->doses[i]);
	free(application->doses);
	application_init(application);
}

void application_copy(struct application *to, const struct application *from)
{
	struct application copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.technique = mem_strdup(from->technique);
	copy.region = mem_strdup(from->region);
	copy.note = mem_strdup(from->note);
	copy.aim = mem_strdup(from->aim);
	copy.combined = mem_strdup(from->combined);
	copy.doses = from->n_doses ? mem_array(from->n_doses, sizeof *copy.doses) : NULL;
	for (size_t i = 0; i < from->n_doses; i++)
		copy.doses[i] =
			(struct dose){ mem_strdup(from->doses[i].name), mem_strdup(from->doses[i].unit),
				       mem_strdup(from->doses[i].value) };
	application_release(to);
	*to = copy;
}

static size_t dose_index(const struct application *application, const char *name)
{
	size_t i = 0;
	while (i < application->n_doses && !str_eq(application->doses[i].name, name))
		i++;
	return i;
}

void application_set_dose(struct application *application, const char *name, const char *unit,
			  const char *value)
{
	size_t i = dose_index(application, name);
	bool is_there = i < application->n_doses;
	if (!value) {
		if (!is_there)
			return;
		free_dose(&application->doses[i]);
		application->n_doses--;
		memmove(&application->doses[i], &application->doses[i + 1],
			(application->n_doses - i) * sizeof *application->doses);
		return;
	}
	if (!is_there) {
		application->doses =
			mem_regrow(application->doses, application->n_doses + 1, sizeof *application->doses);
		application->doses[application->n_doses++] = (struct dose){ mem_strdup(name), NULL, NULL };
	}
	mem_replace(&application->doses[i].unit, unit);
	mem_replace(&application->doses[i].value, value);
}

const char *application_dose(const struct application *application, const char *name)
{
	size_t i = dose_index(application, name);
	return i < application->n_doses ? application->doses[i].value : NULL;
}

void application_order_doses(const struct catalogue *c, struct application *application)
{
	int index = catalogue_technique(c, application->technique);
	size_t placed = 0;
	for (size_t d = 0; index >= 0 && d < c->techniques[index].n_doses; d++)
		for (size_t i = placed; i < application->n_doses; i++)
			if (str_eq(application->doses[i].name, c->techniques[index].doses[d].name)) {
				struct dose dose = application->doses[i];
				application->doses[i] = application->doses[placed];
				application->doses[placed++] = dose;
			}
}

static long count_of(const struct application *application, const char *name)
{
	const char *value = application_dose(application, name);
	long long n;
	return value && str_to_int(value, &n) ? (long)n : 0;
}

long application_needles_left(const struct application *application)
{
	return count_of(application, "needles_in") - count_of(application, "needles_out");
}

long applications_needles_left(const struct application *applications, size_t n)
{
	long left = 0;
	for (size_t i = 0; i < n; i++)
		if (application_needles_left(&applications[i]) > 0)
			left += application_needles_left(&applications[i]);
	return left;
}

void application_again(struct application *to, const struct application *from)
{
	/* Counted, found or felt on the day: said of another day they would be false. */
	static const char *const of_the_day[] = { "needles_in",  "needles_out", "lot",
						  "sufficiency", "twitch",      "marks",
						  "pain",        "pain_peak",   "feel" };
	application_copy(to, from);
	to->id = to->session_id = to->mark_id = 0;
	mem_replace(&to->uid, NULL);
	mem_replace(&to->note, NULL);
	for (size_t i = 0; i < sizeof of_the_day / sizeof of_the_day[0]; i++)
		application_set_dose(to, of_the_day[i], NULL, NULL);
}

bool application_is_alike(const struct application *a, const struct application *b)
{
	return str_eq(a->technique, b->technique) && a->side == b->side &&
	       (str_eq(a->region, b->region) || (str_empty(a->region) && str_empty(b->region)));
}

/* A unit that only one dose of the technique has needs no name beside it. */
static bool is_only_unit(const struct technique *technique, const char *unit)
{
	int n = 0;
	for (size_t i = 0; technique && i < technique->n_doses; i++)
		n += str_eq(technique->doses[i].unit, unit);
	return n == 1;
}

static const char *shown_unit(const char *unit)
{
	return str_eq(unit, "C") && utf8_terminal() ? "°C" : unit;
}

static void spaced_name(const char *name, struct str *out)
{
	for (; *name; name++)
		str_addc(out, *name == '_' ? ' ' : *name);
}

static const char *dose_label(const struct technique *technique, const struct dose *dose, struct str *room)
{
	for (size_t i = 0; technique && i < technique->n_doses; i++)
		if (str_eq(technique->doses[i].name, dose->name))
			return i18n_name(technique->doses[i].label);
	spaced_name(dose->name, room);
	return room->s;
}

static void add_count(const struct dose *dose, const char *label, struct str *out)
{
	if (str_eq(dose->name, "presses") || str_eq(dose->name, "reps"))
		str_addf(out, "%s%s", utf8_terminal() ? "×" : "x", dose->value);
	else if (str_eq(dose->name, "needles_in"))
		/* TRANSLATORS: needles put in, as in "3 in" */
		str_addf(out, _("%s in"), dose->value);
	else if (str_eq(dose->name, "needles_out"))
		/* TRANSLATORS: needles taken out, as in "3 out" */
		str_addf(out, _("%s out"), dose->value);
	else
		str_addf(out, "%s %s", label, dose->value);
}

/* Choices that say nothing without their name: "grade III", "against bone". */
static bool is_named_choice(const char *name)
{
	return str_eq(name, "grade") || str_eq(name, "against");
}

static void add_dose(const struct technique *technique, const struct dose *dose, struct str *out)
{
	struct str room;
	str_init(&room);
	const char *label = dose_label(technique, dose, &room);
	const char *unit = dose->unit;
	str_add(out, " ");
	if (str_eq(unit, "n"))
		add_count(dose, label, out);
	else if (str_eq(unit, "enum"))
		str_addf(out, "%s%s%s", is_named_choice(dose->name) ? label : "",
			 is_named_choice(dose->name) ? " " : "", i18n_name(dose->value));
	else if (str_eq(unit, "bool"))
		str_addf(out, "%s %s", label, str_eq(dose->value, "yes") ? _("yes") : _("no"));
	else if (str_eq(unit, "text"))
		str_addf(out, "%s %s", label, dose->value);
	else if (str_eq(unit, "nprs") || (unit[0] >= '0' && unit[0] <= '9'))
		str_addf(out, "%s %s", label, dose->value);
	else {
		if (!is_only_unit(technique, unit))
			str_addf(out, "%s ", label);
		str_addf(out, "%s%s%s", dose->value, *unit == '/' ? "" : " ", shown_unit(unit));
	}
	str_release(&room);
}

static void add_combined(const struct catalogue *c, const char *code, struct str *out)
{
	int other = catalogue_technique(c, code);
	if (code)
		/* TRANSLATORS: two techniques used together, as in "deep tissue massage 20 min with TENS" */
		str_addf(out, _(" with %s"), other >= 0 ? i18n_name(c->techniques[other].short_name) : code);
}

static void add_aim(const struct catalogue *c, const char *code, struct str *out)
{
	const char *name = catalogue_aim_name(c, code);
	if (code)
		/* TRANSLATORS: what the practitioner used a technique for, as in "(aim: range of motion)" */
		str_addf(out, _(" (aim: %s)"), name ? i18n_name(name) : code);
}

static void add_use(const struct catalogue *c, const struct application *application, bool by_code,
		    struct str *out)
{
	int index = catalogue_technique(c, application->technique);
	const struct technique *technique = index >= 0 ? &c->techniques[index] : NULL;
	str_add(out, technique && !by_code ? i18n_name(technique->short_name) : application->technique);
	for (size_t i = 0; i < application->n_doses; i++)
		add_dose(technique, &application->doses[i], out);
	add_combined(c, application->combined, out);
	add_aim(c, application->aim, out);
}

void application_line(const struct catalogue *c, const struct application *application, struct str *out)
{
	add_use(c, application, false, out);
}

void application_code_line(const struct catalogue *c, const struct application *application, struct str *out)
{
	add_use(c, application, true, out);
}

void application_place(const struct catalogue *c, const struct application *application, struct str *out)
{
	int region = catalogue_region(c, application->region);
	if (region < 0)
		return;
	str_add(out, utf8_terminal() ? " · " : ", ");
	if (application->side != SIDE_NONE && application->side != SIDE_MIDLINE)
		str_addf(out, "%s ", side_letter(application->side));
	str_add(out, i18n_name(c->regions[region].name));
}
