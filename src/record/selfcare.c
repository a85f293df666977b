/* SPDX-License-Identifier: MIT */
/* Self-care as plain data, and in words. */
#include "record/selfcare.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* All texts of the struct. */
static const size_t texts[] = {
	offsetof(struct selfcare, uid),
	offsetof(struct selfcare, kind),
	offsetof(struct selfcare, item),
	offsetof(struct selfcare, text),
	offsetof(struct selfcare, regions),
	offsetof(struct selfcare, dose),
	offsetof(struct selfcare, purpose),
	offsetof(struct selfcare, start_on),
	offsetof(struct selfcare, review_on),
	offsetof(struct selfcare, stop_if),
	offsetof(struct selfcare, taught),
	offsetof(struct selfcare, helper),
	offsetof(struct selfcare, helper_trained_on),
	offsetof(struct selfcare, recorded_at),
	offsetof(struct selfcare, ended_on),
	offsetof(struct selfcare, adherence),
	offsetof(struct selfcare, effect),
	offsetof(struct selfcare, last_adherence),
	offsetof(struct selfcare, last_effect),
};
enum { TEXTS = sizeof texts / sizeof *texts };

static char **text_at(struct selfcare *selfcare, int i)
{
	return (char **)(void *)((char *)selfcare + texts[i]);
}

void selfcare_init(struct selfcare *selfcare)
{
	*selfcare = (struct selfcare){ .side = SIDE_NONE };
}

void selfcare_release(struct selfcare *selfcare)
{
	for (int i = 0; i < TEXTS; i++)
		free(*text_at(selfcare, i));
	selfcare_init(selfcare);
}

void selfcare_copy(struct selfcare *to, const struct selfcare *from)
{
	struct selfcare copy = *from;
	for (int i = 0; i < TEXTS; i++)
		*text_at(&copy, i) = mem_strdup(*text_at(&copy, i));
	selfcare_release(to);
	*to = copy;
}

/* ---- words ---- */

static const char *const effects[][2] = { { "worse", N_("worse") },
					  { "same", N_("same") },
					  { "better", N_("better") } };

const char *selfcare_effect_word(const char *effect)
{
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
		if (str_eq(effects[i][0], effect))
			return _(effects[i][1]);
	return "";
}

const char *selfcare_name(const struct catalogue *c, const struct selfcare *selfcare)
{
	int item = selfcare->item ? catalogue_selfcare(c, selfcare->item) : -1;
	return item >= 0 ? i18n_name(c->selfcare[item].name) : selfcare->text ? selfcare->text : "";
}

void selfcare_title(const struct catalogue *c, const struct selfcare *selfcare, struct str *out)
{
	str_add(out, selfcare_name(c, selfcare));
	if (selfcare->side != SIDE_NONE)
		str_addf(out, ", %s", side_word(selfcare->side));
}

/* ---- doses ---- */

const struct dose_spec selfcare_doses[SELFCARE_DOSES] = {
	{ "time", "min", 1, 0, "", N_("time") },      { "every", "min", 1, 0, "", N_("every") },
	{ "sets", "n", 1, 0, "", N_("sets") },        { "reps", "n", 1, 0, "", N_("reps") },
	{ "hold", "s", 1, 0, "", N_("hold") },        { "load", "kg", 1, 0, "", N_("load") },
	{ "rest", "min", 1, 0, "", N_("rest") },      { "a_day", "n", 1, 0, "", N_("a day") },
	{ "a_week", "n", 1, 0, "", N_("a week") },    { "pain", "nprs", 1, 0, "", N_("pain") },
	{ "effort", "0-10", 1, 0, "", N_("effort") },
};

/* Takes "hold 30s" off *rest: the name, and value and unit apart. */
static bool dose_next(const char **rest, struct str *name, struct str *value, const char **unit)
{
	if (!str_next_word(rest, name) || !str_next_word(rest, value))
		return false;
	size_t digits = strspn(value->s, "0123456789.");
	*unit = str_eq(value->s + digits, "h") ? "h" : value->s[digits] ? "u" : "";
	str_cut(value, digits);
	return true;
}

static void how_often(struct str *out, int n)
{
	if (n == 1)
		str_add(out, _("once a day"));
	else if (n == 2)
		str_add(out, _("twice a day"));
	else
		str_addf(out, P_("%d time a day", "%d times a day", n), n);
}

static void dose_plain(const char *name, const char *value, const char *unit, struct str *out)
{
	int n = atoi(value);
	if (str_eq(name, "time"))
		str_addf(out, *unit == 'h' ? _("%s hours") : _("%s minutes"), value);
	else if (str_eq(name, "every"))
		str_addf(out, _("every %s minutes"), value);
	else if (str_eq(name, "sets"))
		str_addf(out, P_("%d set", "%d sets", n), n);
	else if (str_eq(name, "reps"))
		str_addf(out, P_("%d time", "%d times", n), n);
	else if (str_eq(name, "hold"))
		str_addf(out, _("hold %s seconds"), value);
	else if (str_eq(name, "load"))
		str_addf(out, _("with %s kg"), value);
	else if (str_eq(name, "rest"))
		str_addf(out, _("%s min rest between"), value);
	else if (str_eq(name, "a_day"))
		how_often(out, n);
	else if (str_eq(name, "a_week"))
		str_addf(out, P_("%d day a week", "%d days a week", n), n);
	else if (str_eq(name, "pain"))
		str_addf(out, _("pain no more than %s of 10"), value);
	else if (str_eq(name, "effort"))
		str_addf(out, _("effort about %s of 10"), value);
}

static void dose_short(const char *name, const char *value, const char *unit, struct str *out)
{
	if (str_eq(name, "time"))
		str_addf(out, "%s %s", value, *unit == 'h' ? "h" : "min");
	else if (str_eq(name, "every"))
		str_addf(out, _("every %s min"), value);
	else if (str_eq(name, "sets"))
		str_addf(out, _("%s sets"), value);
	else if (str_eq(name, "reps"))
		str_addf(out, "%s%s", utf8_terminal() ? "×" : "x", value);
	else if (str_eq(name, "hold"))
		str_addf(out, "%s s", value);
	else if (str_eq(name, "load"))
		str_addf(out, "%s kg", value);
	else if (str_eq(name, "rest"))
		str_addf(out, _("rest %s min"), value);
	else if (str_eq(name, "a_day"))
		str_addf(out, _("%s/day"), value);
	else if (str_eq(name, "a_week"))
		str_addf(out, _("%s/week"), value);
	else if (str_eq(name, "pain"))
		str_addf(out, _("pain %s"), value);
	else if (str_eq(name, "effort"))
		str_addf(out, _("effort %s"), value);
}

static void doses_say(const char *dose, void (*say)(const char *, const char *, const char *, struct str *),
		      const char *between, struct str *out)
{
	struct str name, value;
	const char *unit, *rest = dose ? dose : "";
	bool first = true;
	str_init(&name);
	str_init(&value);
	for (; dose_next(&rest, &name, &value, &unit); first = false) {
		str_add(out, first ? "" : between);
		say(name.s, value.s, unit, out);
	}
	str_release(&name);
	str_release(&value);
}

void selfcare_dose_phrase(const char *dose, struct str *out)
{
	doses_say(dose, dose_plain, ", ", out);
}

void selfcare_dose_brief(const char *dose, struct str *out)
{
	doses_say(dose, dose_short, " ", out);
}

/* ---- regions ---- */

bool selfcare_region_next(const struct catalogue *c, const char **rest, int *region, enum side *side)
{
	struct str word;
	bool found = false;
	str_init(&word);
	while (!found && *rest && str_next_word(rest, &word)) {
		char *dot = strchr(word.s, '.');
		*side = dot ? side_from_code(dot + 1) : SIDE_NONE;
		if (dot)
			*dot = '\0';
		*region = catalogue_region(c, word.s);
		found = *region >= 0;
	}
	str_release(&word);
	return found;
}

/* ---- the whole ---- */

static void dot(struct str *out)
{
	if (out->len)
		str_add(out, utf8_terminal() ? " · " : ", ");
}

static void describe_regions(const struct catalogue *c, const struct selfcare *selfcare, struct str *out)
{
	const char *rest = selfcare->regions;
	int region;
	enum side side;
	while (selfcare_region_next(c, &rest, &region, &side)) {
		dot(out);
		if (side != SIDE_NONE)
			str_addf(out, "%s ", side_letter(side));
		str_add(out, i18n_name(c->regions[region].name));
	}
}

static const char *said_word(const char *code)
{
	static const char *const words[] = { N_("manage"),    N_("prevent"), N_("shown"),
					     N_("practised"), N_("leaflet"), N_("video"),
					     N_("self"),      N_("partner"), N_("friend") };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(words[i], code))
			return _(words[i]);
	return code;
}

static void describe_said(const struct selfcare *selfcare, struct str *out)
{
	const char *said[] = { selfcare->taught, selfcare->helper, selfcare->purpose };
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i]) {
			dot(out);
			str_add(out, said_word(said[i]));
			if (i == 1 && selfcare->helper_trained_on)
				str_addf(out, _(" (trained %s)"), date_medium(selfcare->helper_trained_on));
		}
	if (selfcare->review_on) {
		dot(out);
		str_addf(out, _("review %s"), date_medium(selfcare->review_on));
	}
	if (selfcare->stop_if) {
		dot(out);
		str_addf(out, _("stop: %s"), selfcare->stop_if);
	}
}

void selfcare_describe(const struct catalogue *c, const struct selfcare *selfcare, struct str *out)
{
	struct str text;
	str_init(&text);
	selfcare_title(c, selfcare, &text);
	describe_regions(c, selfcare, &text);
	if (!str_empty(selfcare->dose)) {
		dot(&text);
		selfcare_dose_phrase(selfcare->dose, &text);
	}
	describe_said(selfcare, &text);
	str_addn(out, text.s, text.len);
	str_release(&text);
}

void selfcare_sentence(const struct catalogue *c, const struct selfcare *rows, size_t n, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (rows[i].ended_on)
			continue;
		str_add(out, any ? "; " : _("Self-care: "));
		selfcare_title(c, &rows[i], out);
		if (!str_empty(rows[i].dose)) {
			str_add(out, ", ");
			selfcare_dose_phrase(rows[i].dose, out);
		}
		any = true;
	}
	if (any)
		str_addc(out, '.');
}
