/* SPDX-License-Identifier: MIT */
/* The doses of a technique as the tables write them: name[unit]=range, parted by semicolons. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/overlay_inner.h"
#include "catalogue/unit.h"

/* "12", "0.25": digits, and after a point more digits. Moves *at behind it. */
static bool take_number(const char **at, double *value)
{
	const char *start = *at;
	size_t whole = strspn(start, "0123456789");
	const char *end = start + whole;
	if (whole == 0 || whole > 6)
		return false;
	if (*end == '.') {
		size_t part = strspn(end + 1, "0123456789");
		if (part == 0 || part > 4)
			return false;
		end += part + 1;
	}
	*value = strtod(start, NULL);
	*at = end;
	return true;
}

static bool is_whole(double value)
{
	return value == (double)(long)value;
}

static bool read_range(const char *range, double *low, double *high)
{
	if (!take_number(&range, low))
		return false;
	*high = *low;
	if (*range == '-') {
		range++;
		if (!take_number(&range, high))
			return false;
	}
	return *range == '\0';
}

static bool set_range(struct overlay_work *work, const struct overlay_row *row, const struct unit *unit,
		      const char *range, struct dose_spec *spec)
{
	spec->low = 1;
	spec->high = 0;
	if (*range == '\0')
		return true;
	double low, high;
	if (!unit)
		overlay_complain(work, row, _("the dose %s takes no range: leave it empty after the =."),
				 spec->name);
	else if (!read_range(range, &low, &high))
		overlay_complain(work, row, _("the range \"%s\" of the dose %s does not read 10-15 or 60."),
				 range, spec->name);
	else if (low > high)
		overlay_complain(work, row, _("the range \"%s\" of the dose %s is the wrong way round."),
				 range, spec->name);
	else if (low < unit->low || high > unit->high)
		overlay_complain(work, row,
				 _("the range \"%s\" of the dose %s goes beyond what %s can be: %g to %g."),
				 range, spec->name, spec->unit, unit->low, unit->high);
	else if (unit->whole && !(is_whole(low) && is_whole(high)))
		overlay_complain(work, row, _("the range \"%s\" of the dose %s must be in whole numbers."),
				 range, spec->name);
	else {
		spec->low = low;
		spec->high = high;
		return true;
	}
	return false;
}

static bool is_choice(const char *choice)
{
	size_t n = 0;
	while (isalnum((unsigned char)choice[n]) || (unsigned char)choice[n] >= 0x80 ||
	       (n > 0 && (choice[n] == ' ' || choice[n] == '-')))
		n++;
	return n > 0 && choice[n] == '\0';
}

static bool set_choices(struct overlay_work *work, const struct overlay_row *row, const char *range,
			struct dose_spec *spec)
{
	char *choice;
	bool ok = true, any = str_eq(spec->unit, "text") && str_eq(range, "*");
	for (size_t i = 0; !any && ok && (choice = overlay_part(range, '|', i)); i++) {
		ok = is_choice(choice);
		free(choice);
	}
	if (!ok) {
		overlay_complain(work, row,
				 _("the dose %s wants choices parted by |, such as light|moderate."),
				 spec->name);
		return false;
	}
	spec->low = 1;
	spec->high = 0;
	spec->choices = overlay_keep_text(work, range);
	return true;
}

static bool is_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz_");
	return n > 0 && name[n] == '\0';
}

static const char *label_of(struct overlay_work *work, const char *name)
{
	char *label = mem_strdup(name);
	for (char *at = label; *at; at++)
		if (*at == '_')
			*at = ' ';
	return overlay_keep_taken(work, label);
}

/* Values that are no numbers; NULL for none of these. */
static const char *word_unit(const char *unit)
{
	static const char *const words[] = { "enum", "text", "bool" };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq(words[i], unit))
			return words[i];
	return NULL;
}

static bool read_dose(struct overlay_work *work, const struct overlay_row *row, const char *text,
		      struct dose_spec *spec)
{
	const char *open = strchr(text, '['), *close = strstr(text, "]=");
	bool ok = open && close && open < close;
	char *name = ok ? mem_strndup(text, (size_t)(open - text)) : NULL;
	char *unit = ok ? mem_strndup(open + 1, (size_t)(close - open) - 1) : NULL;
	const struct unit *counted = ok ? unit_find(UNIT_OF_DOSE, unit) : NULL;
	if (!ok || !is_name(name) || !(counted || word_unit(unit))) {
		overlay_complain(
			work, row,
			_("the dose \"%s\" does not read name[unit]=range, such as force[kg]=10-15."), text);
		ok = false;
	} else {
		*spec = (struct dose_spec){ .name = overlay_keep_text(work, name),
					    .unit = counted ? counted->code : word_unit(unit),
					    .choices = "",
					    .label = label_of(work, name) };
		bool chooses = str_eq(unit, "enum") ||
			       (str_eq(unit, "text") && close[2] && !isdigit((unsigned char)close[2]));
		ok = chooses ? set_choices(work, row, close + 2, spec)
			     : set_range(work, row, counted, close + 2, spec);
	}
	free(name);
	free(unit);
	return ok;
}

static bool dose_is_new(struct overlay_work *work, const struct overlay_row *row,
			const struct dose_spec *doses, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(doses[i].name, doses[n].name)) {
			overlay_complain(work, row, _("the dose %s stands twice."), doses[n].name);
			return false;
		}
	return true;
}

void overlay_doses(struct overlay_work *work, const struct overlay_row *row, const char *cell,
		   struct technique *technique)
{
	size_t n = 0, most = 1;
	char *text;
	technique->doses = NULL;
	technique->n_doses = 0;
	if (*cell == '\0')
		return;
	for (const char *at = cell; *at; at++)
		most += *at == ';';
	struct dose_spec *doses = overlay_keep_array(work, most, sizeof *doses);
	for (size_t i = 0; !overlay_stopped(work) && (text = overlay_part(cell, ';', i)); i++) {
		char *trimmed = str_trimmed(text);
		if (read_dose(work, row, trimmed, &doses[n]) && dose_is_new(work, row, doses, n))
			n++;
		free(trimmed);
		free(text);
	}
	technique->doses = doses;
	technique->n_doses = n;
}
