/* SPDX-License-Identifier: MIT */
/* Doses of an entry line: which technique and which of its doses a value belongs to, and doses by their names. */
#include "line/entry_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/unit.h"
#include "line/dose_value.h"
#include "record/dose.h"

static bool is_set(const struct entry_line *l, int owner, const struct dose_spec *spec)
{
	return application_dose(&l->entry.applications[owner], spec->name) != NULL;
}

static bool has_unit(const struct dose_spec *spec, const char *unit)
{
	return str_eq(spec->unit, unit);
}

static const struct dose_spec *spec_by_name(const struct technique *t, const char *name)
{
	for (size_t i = 0; i < t->n_doses; i++)
		if (str_eq(t->doses[i].name, name))
			return &t->doses[i];
	return NULL;
}

/* Whether what is typed is the beginning of a name, or one of several of it: "1 press", "2 twitches". */
static bool is_like(const char *name, const char *typed)
{
	size_t n = strlen(name);
	return (strlen(typed) >= 2 && strncasecmp(name, typed, strlen(typed)) == 0) ||
	       (strncasecmp(name, typed, n) == 0 && str_eq(typed + n, "es"));
}

/* The dose of the technique that a word names: by the vocabulary, its name or the beginning of it. */
static const struct dose_spec *spec_named(const struct technique *t, const char *typed)
{
	const struct meaning *known = vocabulary_find(typed, MEANS(MEANS_NEEDLES) | MEANS(MEANS_DOSE));
	const struct dose_spec *like = NULL, *whole = spec_by_name(t, typed);
	if (!whole && known)
		whole = spec_by_name(t, known->code);
	for (size_t i = 0; i < t->n_doses && !whole; i++) {
		const struct dose_spec *spec = &t->doses[i];
		const char *shown = i18n_name(spec->label);
		if (strcasecmp(shown, typed) == 0)
			whole = spec;
		else if (!like && (is_like(spec->name, typed) || is_like(shown, typed)))
			like = spec;
	}
	return whole ? whole : like;
}

/* ---- setting a dose ---- */

static void warn_outside(struct entry_line *l, int owner, const struct dose_spec *spec, const char *value)
{
	struct str usual;
	str_init(&usual);
	dose_usual(spec, &usual);
	reading_warn(&l->out->reading, _("%s: %s %s lies outside what is usual, %s."),
		     i18n_name(entry_technique(l, owner)->short_name), i18n_name(spec->label), value,
		     usual.s);
	str_release(&usual);
}

static bool set_dose(struct entry_line *l, int owner, const struct dose_spec *spec, const char *typed,
		     size_t from, size_t to)
{
	struct str value;
	struct err err = ERR_INIT;
	bool outside, ok = false;
	str_init(&value);
	if (is_set(l, owner, spec))
		entry_problem(l, from, to, _("%s is said twice for %s: keep one."), i18n_name(spec->label),
			      i18n_name(entry_technique(l, owner)->short_name));
	else if (!dose_check(spec, typed, &value, &outside, &err))
		entry_problem(l, from, to, "%s", err.text);
	else {
		application_set_dose(&l->entry.applications[owner], spec->name, spec->unit, value.s);
		if (outside)
			warn_outside(l, owner, spec, value.s);
		ok = true;
	}
	str_release(&value);
	return ok;
}

/* The same of the words [from, to] as they were typed. */
static void set_typed(struct entry_line *l, int owner, const struct dose_spec *spec, size_t name, size_t from,
		      size_t to)
{
	char *typed = words_text(&l->words, from, to + 1);
	set_dose(l, owner, spec, typed, name < from ? name : from, name > to ? name : to);
	free(typed);
}

/* "force (kg), build (s), presses": what the technique does take. */
void entry_no_dose(struct entry_line *l, int owner, size_t from, size_t to)
{
	const struct technique *t = entry_technique(l, owner);
	struct str doses;
	str_init(&doses);
	for (size_t i = 0; i < t->n_doses; i++) {
		const struct dose_spec *spec = &t->doses[i];
		const struct unit *unit = unit_find(UNIT_OF_DOSE, spec->unit);
		bool plain = !unit || has_unit(spec, "n") || has_unit(spec, "nprs");
		str_addf(&doses, "%s%s", i ? ", " : "", i18n_name(spec->label));
		if (!plain)
			str_addf(&doses, " (%s)", spec->unit);
	}
	entry_problem(l, from, to, _("\"%s\" is no dose of %s: it takes %s."), entry_shown(l, from, to),
		      i18n_name(t->short_name), doses.s);
	str_release(&doses);
}

/* ---- doses by their names ---- */

static const struct amount *amount_at(const struct entry_line *l, size_t at)
{
	static const struct amount none = { .kind = AMOUNT_NONE };
	return at < l->words.n ? &l->amount[at] : &none;
}

/* Words of an amount are the value of something else now. */
static void use_amount(struct entry_line *l, size_t at)
{
	l->amount[at].kind = AMOUNT_NONE;
}

/* The place of a technique line, where none was said yet: "lubricant oil lpv b". */
static bool is_place(const struct entry_line *l, const char *text)
{
	return !l->is_mark && l->region < 0 && catalogue_region(l->c, text) >= 0;
}

/* Free text runs on to the next word that has a meaning of its own. */
static size_t text_words(const struct entry_line *l, const struct technique *t, size_t from)
{
	size_t n = 1;
	for (; words_is_open(&l->words, from + n); n++) {
		const char *next = entry_text(l, from + n);
		if (is_place(l, next) || entry_names_partner(l, from + n) ||
		    word_joins(&l->words, from + n, JOINT_AIM) || (strlen(next) >= 3 && spec_named(t, next)))
			break;
	}
	return n;
}

static size_t take_text(struct entry_line *l, int owner, const struct dose_spec *spec, size_t name,
			size_t from)
{
	size_t n = l->words.word[from].quoted ? 1 : text_words(l, entry_technique(l, owner), from);
	use_amount(l, from);
	set_typed(l, owner, spec, name, from, from + n - 1);
	return n;
}

/* "4 cups", "5 min rest": where the value stands before its name, and is its own. False for none. */
static bool value_before(const struct entry_line *l, int owner, const struct dose_spec *spec, size_t at,
			 size_t *from)
{
	for (size_t n = 1; n <= 2 && n <= at; n++) {
		const struct amount *amount = amount_at(l, at - n);
		bool counts = amount->kind == AMOUNT_BARE && has_unit(spec, "n") &&
			      (!l->is_mark || l->technique_word[owner] + 1 < at);
		bool measures = amount->kind == AMOUNT_UNIT && str_eq(amount->unit, spec->unit) &&
				l->technique_word[owner] < at - n;
		if (amount->words != n || !(counts || measures))
			continue;
		*from = at - n;
		return true;
	}
	return false;
}

/* How many words behind the name of a dose are its value. */
static size_t value_words(const struct entry_line *l, const struct dose_spec *spec, size_t at)
{
	bool is_text = has_unit(spec, "text"), is_number = unit_find(UNIT_OF_DOSE, spec->unit) != NULL;
	const struct amount *amount = amount_at(l, at);
	switch (amount->kind) {
	case AMOUNT_NONE:
		return at < l->words.n && !l->words.word[at].used &&
		       (l->words.word[at].quoted ? is_text : !is_number);
	case AMOUNT_BARE:
		return amount->words;
	case AMOUNT_UNIT:
		return is_text ? 0 : amount->words;
	case AMOUNT_NAMED:
		return is_text ? amount->words : 0;
	case AMOUNT_ENOUGH:
		return has_unit(spec, "bool") ? amount->words : 0;
	default:
		return 0;
	}
}

/* A force and a pressure are never taken for each other: "tpg force 12kg/cm2". */
static void no_force(struct entry_line *l, int owner, const struct dose_spec *spec, size_t at)
{
	size_t to = at + l->amount[at].words - 1;
	entry_problem(
		l, at, to,
		_("\"%s\" is a pressure, but %s of %s is counted in kg. For a threshold write ppt before it."),
		entry_shown(l, at, to), i18n_name(spec->label),
		i18n_name(entry_technique(l, owner)->short_name));
}

/* A name whose value does not stand behind it. What is a value of its own there is led in by it: "hold 3x30s". */
static size_t take_led(struct entry_line *l, int owner, const struct dose_spec *spec, size_t at)
{
	const struct amount *next = amount_at(l, at + 1);
	bool missing = str_eq(spec->name, entry_text(l, at));
	if (next->kind == AMOUNT_COUNT && has_unit(spec, "n")) {
		set_dose(l, owner, spec, next->number, at, at + next->words);
		use_amount(l, at + 1);
		return 1;
	}
	if (next->kind == AMOUNT_THRESHOLD && has_unit(spec, "kg"))
		no_force(l, owner, spec, at + 1);
	else if (next->kind != AMOUNT_CROSS && missing)
		entry_problem(l, at, at, _("The value for %s is missing."), i18n_name(spec->label));
	return missing || next->kind == AMOUNT_CROSS;
}

/* "depth 4", "gauge 0.25mm", "grade iii", "lot AB 12", "4 cups": a dose by its name, with its value. */
size_t entry_take_dose(void *line, size_t at)
{
	struct entry_line *l = line;
	int owner = entry_owner(l, at);
	const char *name = entry_text(l, at);
	bool named = strlen(name) >= 3 || word_means(&l->words, at, MEANS(MEANS_NEEDLES));
	if (owner < 0 || !words_is_open(&l->words, at) || !named)
		return 0;
	const struct dose_spec *spec = spec_named(entry_technique(l, owner), name);
	size_t from = at;
	if (!spec)
		return 0;
	bool before = value_before(l, owner, spec, at, &from);
	size_t n = value_words(l, spec, at + 1);
	if (before && (n == 0 || has_unit(spec, "n"))) {
		set_typed(l, owner, spec, at, from, at - 1);
		use_amount(l, from);
		return 1;
	}
	if (n == 0)
		return take_led(l, owner, spec, at);
	if (has_unit(spec, "text"))
		return 1 + take_text(l, owner, spec, at, at + 1);
	set_typed(l, owner, spec, at, at + 1, at + n);
	use_amount(l, at + 1);
	return 1 + n;
}

/* "knuckle", "rotary", "light": one of the choices of the technique. */
size_t entry_take_choice(void *line, size_t at)
{
	struct entry_line *l = line;
	int owner = entry_owner(l, at);
	const char *text = entry_text(l, at);
	size_t bytes;
	if (owner < 0 || !words_is_open(&l->words, at) || (strlen(text) < 3 && !strchr("iv", *text)))
		return 0;
	const struct technique *t = entry_technique(l, owner);
	for (size_t i = 0; i < t->n_doses; i++) {
		const struct dose_spec *spec = &t->doses[i];
		if (!has_unit(spec, "enum") || !dose_choice(spec, text, &bytes))
			continue;
		if (is_set(l, owner, spec))
			return 0;
		set_typed(l, owner, spec, at, at, at);
		return 1;
	}
	return 0;
}

/* ---- free text without its name ---- */

/* "depth 3" of a technique that has no depth: another technique's dose with a value as it takes. */
static bool is_foreign_dose(const struct entry_line *l, size_t at)
{
	const struct amount *value = amount_at(l, at + 1);
	bool bare = value->kind == AMOUNT_BARE;
	if (!bare && value->kind != AMOUNT_UNIT)
		return false;
	for (size_t t = 0; t < l->c->n_techniques; t++) {
		const struct dose_spec *spec = spec_by_name(&l->c->techniques[t], entry_text(l, at));
		if (spec && !has_unit(spec, "text") && (bare || has_unit(spec, value->unit)))
			return true;
	}
	return false;
}

/* Whether the word is one of those that are known of the text without its name: "oil", "almond". */
static bool is_known(const struct dose_spec *spec, const char *typed)
{
	bool known = false;
	for (const char *s = spec->choices; *s && !known; s += strcspn(s, "|"), s += *s == '|') {
		char *choice = mem_strndup(s, strcspn(s, "|"));
		known = strcasecmp(choice, typed) == 0 || strcasecmp(i18n_name(choice), typed) == 0;
		free(choice);
	}
	return known;
}

static size_t known_words(const struct entry_line *l, const struct dose_spec *spec, size_t from)
{
	size_t n = 0;
	while (words_is_open(&l->words, from + n) && is_known(spec, entry_text(l, from + n)))
		n++;
	return n;
}

/* In a technique line, what nothing else explains is a free text of its own: "oil" where it is known, "desk posture" where
 * any words are meant. What is unknown might be a mistyped place: it needs the name of its text before it. */
size_t entry_take_free_text(void *line, size_t at)
{
	struct entry_line *l = line;
	int owner = l->is_mark || !words_is_open(&l->words, at) ? -1 : entry_owner(l, at);
	if (owner < 0)
		return 0;
	const struct technique *t = entry_technique(l, owner);
	if (is_foreign_dose(l, at)) {
		size_t n = amount_at(l, at + 1)->words;
		entry_no_dose(l, owner, at, at + n);
		use_amount(l, at + 1);
		return 1 + n;
	}
	for (size_t d = 0; d < t->n_doses; d++) {
		const struct dose_spec *spec = &t->doses[d];
		if (!has_unit(spec, "text") || is_set(l, owner, spec))
			continue;
		if (str_eq(spec->choices, "*"))
			return take_text(l, owner, spec, at, at);
		size_t n = known_words(l, spec, at);
		if (n > 0) {
			set_typed(l, owner, spec, at, at, at + n - 1);
			return n;
		}
	}
	return 0;
}

/* ---- values by their shape ---- */

/* The free dose in that unit whose usual range holds the value, else the first free one, else the first. */
static const struct dose_spec *spec_by_unit(const struct entry_line *l, int owner, const char *unit,
					    const char *number)
{
	const struct technique *t = entry_technique(l, owner);
	const struct dose_spec *first = NULL, *free_one = NULL;
	double value = strtod(number, NULL);
	for (size_t i = 0; i < t->n_doses; i++) {
		const struct dose_spec *spec = &t->doses[i];
		if (!has_unit(spec, unit))
			continue;
		first = first ? first : spec;
		if (is_set(l, owner, spec))
			continue;
		if (spec->low <= spec->high && value >= spec->low && value <= spec->high)
			return spec;
		free_one = free_one ? free_one : spec;
	}
	return free_one ? free_one : first;
}

/* Times of what: presses before repetitions before sets. */
static const struct dose_spec *spec_by_count(const struct technique *t)
{
	static const char *const counted[] = { "presses", "reps", "sets",    "thrusts",
					       "strokes", "cups", "channels" };
	const struct dose_spec *spec = NULL;
	for (size_t i = 0; i < sizeof counted / sizeof counted[0] && !spec; i++)
		spec = spec_by_name(t, counted[i]);
	return spec;
}

struct value {
	const struct dose_spec *spec;
	const char *typed;
};

static void settle_values(struct entry_line *l, int owner, size_t at, struct value one, struct value two)
{
	size_t to = at + l->amount[at].words - 1;
	if (!one.spec || (two.typed && !two.spec))
		entry_no_dose(l, owner, at, to);
	else if (set_dose(l, owner, one.spec, one.typed, at, to) && two.typed)
		set_dose(l, owner, two.spec, two.typed, at, to);
}

/* "3x30s" is three times thirty seconds, "2x10" two sets of ten, "0.25x40mm" a needle. */
static void settle_cross(struct entry_line *l, int owner, size_t at, const struct amount *amount)
{
	const struct technique *t = entry_technique(l, owner);
	const struct dose_spec *gauge = spec_by_name(t, "gauge"), *length = spec_by_name(t, "length");
	struct value one = { spec_by_count(t), amount->number }, two = { NULL, amount->second };
	if (gauge && length && (!amount->unit || has_unit(gauge, amount->unit))) {
		one.spec = gauge;
		two.spec = length;
	} else if (amount->unit)
		two.spec = spec_by_unit(l, owner, amount->unit, amount->second);
	else {
		one.spec = spec_by_name(t, "sets");
		two.spec = spec_by_name(t, "reps");
	}
	settle_values(l, owner, at, one, two);
}

/* "depth:4", "aim:tension", "note:desk" */
static void settle_pair(struct entry_line *l, int owner, size_t at)
{
	size_t to = at + l->amount[at].words - 1;
	const char *name = l->words.word[at].text;
	const struct dose_spec *spec = spec_named(entry_technique(l, owner), name);
	char *typed = words_text(&l->words, at + 1, to + 1);
	if (spec)
		set_dose(l, owner, spec, typed, at, to);
	else if (vocabulary_joins(name, JOINT_AIM))
		entry_say_aim(l, owner, typed, at, to);
	else if (vocabulary_joins(name, JOINT_NOTE))
		mem_replace(&l->entry.applications[owner].note, typed);
	else
		entry_no_dose(l, owner, at, to);
	free(typed);
}

/* "ok" of a mark is the mark's; else of the technique that counts it. */
static void settle_enough(struct entry_line *l, int owner, size_t at, const struct amount *amount)
{
	const struct dose_spec *spec =
		owner >= 0 ? spec_by_name(entry_technique(l, owner), "sufficiency") : NULL;
	size_t to = at + amount->words - 1;
	if (l->is_mark)
		l->entry.mark.sufficient = amount->denied ? TRI_NO : TRI_YES;
	else if (spec)
		set_dose(l, owner, spec, amount->denied ? "no" : "yes", at, to);
	else
		entry_problem(l, at, to, _("\"%s\" belongs to a press or a mark."), entry_shown(l, at, to));
}

static void settle_amount(struct entry_line *l, int owner, size_t at, const struct amount *amount)
{
	const struct technique *t = entry_technique(l, owner);
	struct value one = { NULL, amount->number }, none = { NULL, NULL };
	if (amount->kind == AMOUNT_CROSS)
		settle_cross(l, owner, at, amount);
	else if (amount->kind == AMOUNT_PAIR)
		settle_pair(l, owner, at);
	else {
		one.spec = amount->kind == AMOUNT_COUNT ? spec_by_count(t)
			   : amount->kind == AMOUNT_NAMED
				   ? spec_named(t, amount->name)
				   : spec_by_unit(l, owner, amount->unit, amount->number);
		settle_values(l, owner, at, one, none);
	}
}

static void settle(struct entry_line *l, size_t at, struct amount *amount)
{
	int owner = entry_owner(l, at);
	size_t to = at + amount->words - 1;
	bool is_late = owner < 0 || l->technique_word[owner] > at;
	bool needs_unit = amount->kind == AMOUNT_UNIT && !amount->unit;
	if (amount->kind == AMOUNT_BARE && amount->unit && !is_late)
		amount->kind = AMOUNT_UNIT; /* "tpc 7 s" */
	if (amount->kind == AMOUNT_ENOUGH)
		settle_enough(l, owner, at, amount);
	else if (amount->kind == AMOUNT_BARE && l->is_mark)
		entry_settle_tender(l, at, amount);
	else if (amount->kind == AMOUNT_BARE || needs_unit)
		entry_problem(l, at, to, _("\"%s\" needs its unit: kg, s, min, mm, x ..."),
			      entry_shown(l, at, to));
	else if (owner >= 0)
		settle_amount(l, owner, at, amount);
	else if (l->is_mark && amount->unit && unit_find(UNIT_OF_THRESHOLD, amount->unit))
		entry_settle_threshold(l, at, amount);
	else
		entry_problem(
			l, at, to,
			_("Which technique does \"%s\" belong to? Name it before its dose, as in \"tpg %s\"."),
			entry_shown(l, at, to), entry_shown(l, at, to));
}

/* "tpg 12kg/cm2": a threshold of the mark or a slip for the force? Who writes the one where the other is due is asked. */
static void ask_for_force(struct entry_line *l, size_t at)
{
	int owner = entry_owner(l, at);
	if (owner < 0 || l->technique_word[owner] > at)
		return;
	const struct technique *t = entry_technique(l, owner);
	for (size_t d = 0; d < t->n_doses; d++)
		if (has_unit(&t->doses[d], "kg") && !is_set(l, owner, &t->doses[d])) {
			no_force(l, owner, &t->doses[d], at);
			return;
		}
}

/* What is no dose on its own comes first. */
static bool is_bare(const struct amount *amount)
{
	return amount->kind == AMOUNT_BARE || amount->kind == AMOUNT_ENOUGH;
}

void entry_settle_amounts(struct entry_line *l)
{
	for (size_t i = 0; i < 2 * l->words.n; i++) {
		size_t at = i % l->words.n;
		struct amount amount = l->amount[at];
		if (amount.kind == AMOUNT_NONE || amount.kind == AMOUNT_THRESHOLD ||
		    (i < l->words.n && !is_bare(&amount)))
			continue;
		settle(l, at, &amount);
		l->amount[at].kind = AMOUNT_NONE;
	}
	for (size_t at = 0; at < l->words.n; at++)
		if (l->amount[at].kind == AMOUNT_THRESHOLD)
			ask_for_force(l, at);
	for (size_t a = 0; a < l->entry.n_applications; a++)
		application_order_doses(l->c, &l->entry.applications[a]);
}
