/* SPDX-License-Identifier: MIT */
/* Numbers, units and choices of a dose, as people type them. */
#include "line/dose_value.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/unit.h"
#include "line/vocabulary.h"
#include "line/words.h"
#include "record/dose.h"

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
	const struct meaning *answer = vocabulary_find(typed, MEANS(MEANS_YES));
	if (!answer)
		return err_set(err, ERR_INPUT, _("\"%s\" is no value for %s: type yes or no."), typed,
			       i18n_name(spec->label));
	str_clear(canonical);
	str_add(canonical, answer->code);
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

/* Whether what is typed behind the number says the unit, or nothing. */
static bool is_unit(const struct unit *unit, const char *typed)
{
	typed += strspn(typed, " ");
	const struct meaning *said = vocabulary_find(typed, MEANS(MEANS_UNIT) | MEANS(MEANS_TIMES));
	const char *code = said ? said->code : "";
	return *typed == '\0' || str_eq(code, unit->code) || (*unit->shown == '\0' && str_eq(code, "nprs"));
}

static bool check_number(const struct dose_spec *spec, const char *typed, struct str *canonical,
			 bool *outside, struct err *err)
{
	const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
	bool minus = *typed == '-' && unit && unit->low < 0;
	struct part number;
	part_next(typed + minus, &number);
	if (!unit || number.kind != PART_NUMBER)
		return wrong_value(spec, typed, err);
	if (!is_unit(unit, number.at + number.bytes))
		return err_set(err, ERR_INPUT, _("%s is counted in %s: \"%s\" has another unit."),
			       i18n_name(spec->label), *unit->shown ? unit->shown : _("plain numbers"),
			       typed);
	double value = minus ? -number.value : number.value;
	str_clear(canonical);
	str_addf(canonical, "%s%s", minus ? "-" : "", number.number);
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
