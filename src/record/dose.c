/* SPDX-License-Identifier: MIT */
/* Units, numbers and choices of a dose. */
#include "record/dose.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/unit.h"

/* What people write for a unit, parted by blanks. */
static const struct {
	const char *code, *spellings;
} units[] = {
	{ "kg", "kg kgs kilo kilos kgf" },
	{ "s", "s sec secs second seconds" },
	{ "min", "min mins minute minutes" },
	{ "h", "h hr hrs hour hours" },
	{ "n", "x times" },
	{ "Hz", "hz hertz" },
	{ "us", "us µs μs usec" },
	{ "mA", "ma" },
	{ "kPa", "kpa" },
	{ "mm", "mm" },
	{ "C", "c °c degc celsius" },
	{ "%", "% percent" },
	{ "/min", "/min" },
	{ "nprs", "/10" },
	{ "1-5", "/5" },
	{ "0-4", "/4" },
};

const char *dose_unit(const char *typed, size_t bytes)
{
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		for (const char *s = units[i].spellings; *s; s += strspn(s, " ")) {
			size_t n = strcspn(s, " ");
			if (n == bytes && strncasecmp(s, typed, n) == 0)
				return units[i].code;
			s += n;
		}
	return NULL;
}

size_t dose_number(const char *typed, struct str *canonical, double *value)
{
	size_t whole = strspn(typed, "0123456789"), part = 0;
	const char *point = typed + whole;
	if ((*point == '.' || *point == ',') && isdigit((unsigned char)point[1]))
		part = strspn(point + 1, "0123456789");
	if ((whole == 0 && part == 0) || whole > 6 || part > 4)
		return 0;
	size_t used = whole + (part ? part + 1 : 0), start = strspn(typed, "0");
	str_clear(canonical);
	if (start >= whole)
		str_add(canonical, "0");
	else
		str_addn(canonical, typed + start, whole - start);
	while (part > 0 && point[part] == '0')
		part--;
	if (part > 0) {
		str_addc(canonical, '.');
		str_addn(canonical, point + 1, part);
	}
	*value = strtod(canonical->s, NULL);
	return used;
}

void dose_usual(const struct dose_spec *spec, struct str *out)
{
	const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
	if (str_eq(spec->unit, "enum")) {
		for (const char *s = spec->choices; *s; s += strcspn(s, "|"), s += *s == '|') {
			char *choice = mem_strndup(s, strcspn(s, "|"));
			str_addf(out, "%s%s", s == spec->choices ? "" : ", ", i18n_name(choice));
			free(choice);
		}
		return;
	}
	if (spec->low > spec->high || !unit)
		return;
	if (spec->low < spec->high)
		/* TRANSLATORS: a usual range, as in "10 to 15 kg" */
		str_addf(out, _("%g to %g"), spec->low, spec->high);
	else
		str_addf(out, "%g", spec->high);
	str_addf(out, "%s%s", *unit->shown && *unit->shown != '/' ? " " : "", unit->shown);
}

static bool wrong_value(const struct dose_spec *spec, const char *typed, struct err *err)
{
	struct str usual;
	str_init(&usual);
	dose_usual(spec, &usual);
	const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
	const char *shown = unit && *unit->shown ? unit->shown : NULL;
	if (usual.len > 0)
		err_set(err, ERR_INPUT, _("\"%s\" is no value for %s: usual is %s."), typed,
			i18n_name(spec->label), usual.s);
	else if (shown)
		err_set(err, ERR_INPUT, _("\"%s\" is no value for %s: type a number in %s."), typed,
			i18n_name(spec->label), shown);
	else
		err_set(err, ERR_INPUT, _("\"%s\" is no value for %s: type a number."), typed,
			i18n_name(spec->label));
	str_release(&usual);
	return false;
}

static const char *roman(const char *typed)
{
	static const char *const numerals[] = { "I", "II", "III", "IV", "V" };
	return strlen(typed) == 1 && *typed >= '1' && *typed <= '5' ? numerals[*typed - '1'] : typed;
}

const char *dose_choice(const struct dose_spec *spec, const char *typed, size_t *bytes)
{
	const char *wanted = strchr(spec->choices, 'V') ? roman(typed) : typed;
	size_t n = strlen(wanted);
	const char *found = NULL;
	for (const char *s = spec->choices; *s; s += strcspn(s, "|"), s += *s == '|') {
		size_t choice = strcspn(s, "|");
		char *word = mem_strndup(s, choice);
		const char *shown = i18n_name(word);
		bool whole = strcasecmp(word, wanted) == 0 || strcasecmp(shown, wanted) == 0;
		bool starts =
			n >= 2 && (strncasecmp(word, wanted, n) == 0 || strncasecmp(shown, wanted, n) == 0);
		free(word);
		if (whole || (starts && !found)) {
			found = s;
			*bytes = choice;
		} else if (starts)
			found = NULL;
		if (whole)
			break;
	}
	return found;
}

static bool check_enum(const struct dose_spec *spec, const char *typed, struct str *canonical,
		       struct err *err)
{
	size_t n;
	const char *choice = dose_choice(spec, typed, &n);
	if (!choice)
		return wrong_value(spec, typed, err);
	str_clear(canonical);
	str_addn(canonical, choice, n);
	return true;
}

static bool check_bool(const struct dose_spec *spec, const char *typed, struct str *canonical,
		       struct err *err)
{
	static const char *const yes[] = { "yes", "y", "1", "ok", N_("yes") };
	static const char *const no[] = { "no", "n", "0", N_("no") };
	const char *value = NULL;
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		if (strcasecmp(typed, yes[i]) == 0 || strcasecmp(typed, i18n_name(yes[i])) == 0)
			value = "yes";
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
		if (strcasecmp(typed, no[i]) == 0 || strcasecmp(typed, i18n_name(no[i])) == 0)
			value = "no";
	if (!value)
		return err_set(err, ERR_INPUT, _("\"%s\" is no value for %s: type yes or no."), typed,
			       i18n_name(spec->label));
	str_clear(canonical);
	str_add(canonical, value);
	return true;
}

static bool check_text(const struct dose_spec *spec, const char *typed, struct str *canonical,
		       struct err *err)
{
	enum { TEXT_COLS = 80 };
	if (utf8_cols(typed, strlen(typed)) > TEXT_COLS)
		return err_set(err, ERR_INPUT, _("The text for %s is too long: at most %d columns fit."),
			       i18n_name(spec->label), TEXT_COLS);
	str_clear(canonical);
	/* a quote inside would end the text where the line is said again */
	for (; *typed; typed++)
		str_addc(canonical, *typed == '"' ? '\'' : *typed);
	return true;
}

static bool check_number(const struct dose_spec *spec, const char *typed, struct str *canonical,
			 bool *outside, struct err *err)
{
	const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
	bool minus = *typed == '-' && unit && unit->low < 0;
	double value;
	size_t used = dose_number(typed + minus, canonical, &value);
	if (!unit || used == 0)
		return wrong_value(spec, typed, err);
	const char *rest = typed + minus + used;
	rest += strspn(rest, " ");
	const char *other = *rest ? dose_unit(rest, strlen(rest)) : unit->code;
	if (*rest && !str_eq(other, unit->code) && !(str_eq(unit->shown, "") && str_eq(other, "nprs")))
		return err_set(err, ERR_INPUT, _("%s is counted in %s: \"%s\" has another unit."),
			       i18n_name(spec->label), *unit->shown ? unit->shown : _("plain numbers"),
			       typed);
	if (minus) {
		char *positive = str_take(canonical);
		str_addf(canonical, "-%s", positive);
		free(positive);
		value = -value;
	}
	if (unit->whole && strchr(canonical->s, '.'))
		return err_set(err, ERR_INPUT, _("%s is a whole number, not %s."), i18n_name(spec->label),
			       canonical->s);
	if (value < unit->low || value > unit->high)
		return err_set(err, ERR_INPUT, _("%s %s cannot be right: it goes from %g to %g."),
			       i18n_name(spec->label), canonical->s, unit->low, unit->high);
	*outside = spec->low <= spec->high && (value < spec->low || value > spec->high);
	return true;
}

bool dose_check(const struct dose_spec *spec, const char *typed, struct str *canonical, bool *outside,
		struct err *err)
{
	char *value = str_trimmed(typed);
	bool ok;
	*outside = false;
	if (*value == '\0')
		ok = err_set(err, ERR_INPUT, _("The value for %s is missing."), i18n_name(spec->label));
	else if (str_eq(spec->unit, "enum"))
		ok = check_enum(spec, value, canonical, err);
	else if (str_eq(spec->unit, "bool"))
		ok = check_bool(spec, value, canonical, err);
	else if (str_eq(spec->unit, "text"))
		ok = check_text(spec, value, canonical, err);
	else
		ok = check_number(spec, value, canonical, outside, err);
	free(value);
	return ok;
}
