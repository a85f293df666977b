/* SPDX-License-Identifier: MIT */
/* What a clinic's row of each table means. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/overlay_inner.h"

static const short no_list[] = { -1 };

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

/* --- conditions and movements --- */

void overlay_set_condition(struct overlay_work *work, const struct overlay_row *row, struct condition *at)
{
	static const char *const kinds[] = { "condition", "device",    "medicine", "allergy",
					     "history",   "lifestage", "consent",  "redflag" };
	at->name = or_nothing(overlay_text(work, row, 1, false));
	at->kind = NULL;
	at->short_name = at->short_name ? at->short_name : at->name;
	at->also = or_nothing(at->also);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_eq(kinds[i], row->cells[2]))
			at->kind = kinds[i];
	if (!at->kind)
		overlay_complain(
			work, row,
			_("the kind \"%s\" must be one of these: condition, device, medicine, allergy, history, "
			  "lifestage, consent, redflag."),
			row->cells[2]);
	else if (!condition_is_red(at))
		at->urgency = URGENCY_NONE;
	else if (at->urgency == URGENCY_NONE)
		at->urgency = URGENCY_JUDGEMENT;
}

void overlay_set_movement(struct overlay_work *work, const struct overlay_row *row, struct movement *at)
{
	long long degrees;
	at->joint = or_nothing(overlay_text(work, row, 1, false));
	at->movement = or_nothing(overlay_text(work, row, 2, false));
	at->also = or_nothing(at->also);
	if (str_to_int(row->cells[3], &degrees) && degrees >= 0 && degrees <= 360)
		at->normal_deg = (int)degrees;
	else
		overlay_complain(work, row, _("normal_deg must be whole degrees from 0 to 360, not \"%s\"."),
				 row->cells[3]);
	at->sided = str_eq(row->cells[4], "yes");
	if (!at->sided && !str_eq(row->cells[4], "no"))
		overlay_complain(work, row, _("sided must be yes or no, not \"%s\"."), row->cells[4]);
}

/* --- muscles --- */

static bool list_holds(const short *list, size_t n, int index)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == index)
			return true;
	return false;
}

static const short *region_list(struct overlay_work *work, const struct overlay_row *row, int column,
				const char *name, bool may_be_empty)
{
	const char *rest = row->cells[column];
	struct str code;
	size_t n = 0;
	if (*rest == '\0' && !may_be_empty)
		overlay_complain(work, row, _("%s is empty."), name);
	if (*rest == '\0')
		return no_list;
	short *list = overlay_keep_array(work, strlen(rest) / 2 + 2, sizeof *list);
	str_init(&code);
	while (!overlay_stopped(work) && str_next_word(&rest, &code)) {
		int region = overlay_region(work, row, code.s, name);
		if (region >= 0 && list_holds(list, n, region))
			overlay_complain(work, row, _("%s stands twice in %s."), code.s, name);
		else if (region >= 0)
			list[n++] = (short)region;
	}
	str_release(&code);
	list[n] = -1;
	return list;
}

/* A question mark at the end of the presentation says that the pattern is uncertain. */
static void set_presentation(struct overlay_work *work, const struct overlay_row *row, struct muscle *at)
{
	const char *text = or_nothing(overlay_text(work, row, 5, false));
	size_t n = strlen(text);
	at->uncertain = n > 0 && text[n - 1] == '?';
	at->presentation = text;
	if (!at->uncertain)
		return;
	char *cut = mem_strndup(text, n - 1);
	char *trimmed = str_trimmed(cut);
	free(cut);
	at->presentation = overlay_keep_taken(work, trimmed);
}

void overlay_set_muscle(struct overlay_work *work, const struct overlay_row *row, struct muscle *at)
{
	at->name = or_nothing(overlay_text(work, row, 1, false));
	at->home = region_list(work, row, 2, "home", false);
	at->primary = region_list(work, row, 3, "referral_primary", false);
	at->spill = region_list(work, row, 4, "referral_spill", true);
	set_presentation(work, row, at);
	at->hazard = or_nothing(overlay_text(work, row, 6, true));
	at->also = or_nothing(at->also);
	if (!at->satellites)
		at->satellites = no_list;
}

static bool is_key(const struct overlay_work *work, const char *code)
{
	for (size_t i = 0; i < work->overlay->n[OVERLAY_SATELLITES]; i++)
		if (strcasecmp(work->overlay->rows[OVERLAY_SATELLITES][i].cells[0], code) == 0)
			return true;
	return false;
}

static void add_satellite(struct overlay_work *work, size_t i)
{
	const struct overlay_row *row = &work->overlay->rows[OVERLAY_SATELLITES][i];
	const struct overlay_row *twin = overlay_twin(work, OVERLAY_SATELLITES, i, 2);
	int key = overlay_muscle(work, row, row->cells[0], "key_muscle");
	int satellite = overlay_muscle(work, row, row->cells[1], "satellite_muscle");
	if (key < 0 || satellite < 0)
		return;
	if (twin)
		overlay_complain(work, row, _("this pair stands twice: in line %zu as well."), twin->line);
	else if (key == satellite)
		overlay_complain(work, row, _("a muscle is no satellite of itself."));
	size_t n = 0;
	while (work->muscles[key].satellites[n] >= 0)
		n++;
	short *list = overlay_keep_array(work, n + 2, sizeof *list);
	memcpy(list, work->muscles[key].satellites, n * sizeof *list);
	list[n] = (short)satellite;
	list[n + 1] = -1;
	work->muscles[key].satellites = list;
}

void overlay_set_satellites(struct overlay_work *work)
{
	for (size_t m = 0; m < work->made->catalogue.n_muscles; m++)
		if (is_key(work, work->muscles[m].code))
			work->muscles[m].satellites = no_list;
	for (size_t i = 0; i < work->overlay->n[OVERLAY_SATELLITES] && !overlay_stopped(work); i++)
		add_satellite(work, i);
}

/* --- techniques --- */

static bool read_contraindication(struct overlay_work *work, const struct overlay_row *row, const char *text,
				  struct contraindication *out)
{
	const char *colon = strchr(text, ':');
	if (!colon) {
		overlay_complain(work, row, _("\"%s\" does not read absolute:CODE or caution:CODE."), text);
		return false;
	}
	char *level = mem_strndup(text, (size_t)(colon - text));
	bool ok = overlay_level(work, row, level, &out->level);
	int condition = catalogue_condition(&work->made->catalogue, colon + 1);
	if (ok && condition < 0)
		overlay_complain(work, row, _("there is no condition with the code \"%s\" (in %s)."),
				 colon + 1, "contraindications");
	out->condition = (short)condition;
	free(level);
	return ok && condition >= 0;
}

static bool condition_is_new(struct overlay_work *work, const struct overlay_row *row,
			     const struct contraindication *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].condition == list[n].condition) {
			overlay_complain(work, row, _("%s stands twice in %s."),
					 work->conditions[list[n].condition].code, "contraindications");
			return false;
		}
	return true;
}

static void set_contraindications(struct overlay_work *work, const struct overlay_row *row,
				  struct technique *at)
{
	const char *rest = row->cells[4];
	struct str word;
	size_t n = 0;
	struct contraindication *list = overlay_keep_array(work, strlen(rest) / 2 + 1, sizeof *list);
	str_init(&word);
	while (!overlay_stopped(work) && str_next_word(&rest, &word))
		if (read_contraindication(work, row, word.s, &list[n]) &&
		    condition_is_new(work, row, list, n))
			n++;
	str_release(&word);
	at->contraindications = list;
	at->n_contraindications = n;
}

void overlay_set_technique(struct overlay_work *work, const struct overlay_row *row, struct technique *at)
{
	at->name = or_nothing(overlay_text(work, row, 1, false));
	at->category = or_nothing(overlay_text(work, row, 2, false));
	overlay_doses(work, row, row->cells[3], at);
	set_contraindications(work, row, at);
	at->short_name = at->short_name ? at->short_name : at->name;
	at->also = or_nothing(at->also);
}

/* Where the short name of a code stands; NULL when neither table has it. */
static const char **short_name_of(struct overlay_work *work, const char *code)
{
	const struct catalogue *c = &work->made->catalogue;
	int at;
	if ((at = catalogue_technique(c, code)) >= 0)
		return &work->techniques[at].short_name;
	if ((at = catalogue_condition(c, code)) >= 0)
		return &work->conditions[at].short_name;
	return NULL;
}

void overlay_set_short_names(struct overlay_work *work)
{
	for (size_t i = 0; i < work->overlay->n[OVERLAY_SHORT_NAMES] && !overlay_stopped(work); i++) {
		const struct overlay_row *row = &work->overlay->rows[OVERLAY_SHORT_NAMES][i];
		const struct overlay_row *twin = overlay_twin(work, OVERLAY_SHORT_NAMES, i, 1);
		const char *name = overlay_text(work, row, 1, false);
		const char **at = short_name_of(work, row->cells[0]);
		if (!at)
			overlay_complain(work, row,
					 _("there is no technique or condition with the code \"%s\"."),
					 row->cells[0]);
		else if (twin)
			overlay_complain(work, row, _("the code %s stands twice: in line %zu as well."),
					 row->cells[0], twin->line);
		else if (name)
			*at = name;
	}
}

void overlay_set_urgencies(struct overlay_work *work)
{
	for (size_t i = 0; i < work->overlay->n[OVERLAY_URGENCIES] && !overlay_stopped(work); i++) {
		const struct overlay_row *row = &work->overlay->rows[OVERLAY_URGENCIES][i];
		const struct overlay_row *twin = overlay_twin(work, OVERLAY_URGENCIES, i, 1);
		int condition = catalogue_condition(&work->made->catalogue, row->cells[0]);
		enum urgency urgency = urgency_from_code(row->cells[1]);
		if (condition < 0 || !condition_is_red(&work->conditions[condition]))
			overlay_complain(work, row, _("there is no red flag with the code \"%s\"."),
					 row->cells[0]);
		else if (twin)
			overlay_complain(work, row, _("the code %s stands twice: in line %zu as well."),
					 row->cells[0], twin->line);
		else if (urgency == URGENCY_NONE)
			overlay_complain(
				work, row,
				_("the urgency \"%s\" must be one of these: emergency, same-day, days, "
				  "judgement."),
				row->cells[1]);
		else
			work->conditions[condition].urgency = urgency;
	}
}

/* --- other names --- */

/* Where the other names of a code stand; NULL when no table has it. */
static const char **also_of(struct overlay_work *work, const char *code)
{
	const struct catalogue *c = &work->made->catalogue;
	int at;
	if ((at = catalogue_muscle(c, code)) >= 0)
		return &work->muscles[at].also;
	if ((at = catalogue_technique(c, code)) >= 0)
		return &work->techniques[at].also;
	if ((at = catalogue_region(c, code)) >= 0)
		return &work->regions[at].also;
	if ((at = catalogue_condition(c, code)) >= 0)
		return &work->conditions[at].also;
	if ((at = catalogue_movement(c, code)) >= 0)
		return &work->movements[at].also;
	if ((at = catalogue_score(c, code)) >= 0)
		return &work->scores[at].also;
	return NULL;
}

void overlay_set_aliases(struct overlay_work *work)
{
	for (size_t i = 0; i < work->overlay->n[OVERLAY_ALIASES] && !overlay_stopped(work); i++) {
		const struct overlay_row *row = &work->overlay->rows[OVERLAY_ALIASES][i];
		const char *alias = overlay_text(work, row, 1, false);
		const char **also = also_of(work, row->cells[0]);
		if (!also)
			overlay_complain(work, row, _("no table has the code \"%s\"."), row->cells[0]);
		else if (alias && strchr(alias, '|'))
			overlay_complain(work, row, _("an alias may not hold a |: give each its own line."));
		else if (alias)
			*also = **also ? overlay_keep_taken(work, str_format("%s|%s", *also, alias)) : alias;
	}
}

/* --- rules of regions --- */

static bool is_category(const struct overlay_work *work, const char *category)
{
	const struct catalogue *c = &work->made->catalogue;
	for (size_t i = 0; i < c->n_techniques; i++)
		if (str_eq(c->techniques[i].category, category))
			return true;
	return false;
}

static bool read_rule(struct overlay_work *work, size_t i, struct region_rule *out)
{
	const struct overlay_row *row = &work->overlay->rows[OVERLAY_RULES][i];
	const struct overlay_row *twin = overlay_twin(work, OVERLAY_RULES, i, 2);
	int region = overlay_region(work, row, row->cells[1], "region");
	bool ok = overlay_level(work, row, row->cells[2], &out->level) && region >= 0;
	out->region = (short)region;
	out->category = overlay_text(work, row, 0, false);
	out->reason = overlay_text(work, row, 3, false);
	if (!out->category || !out->reason || !ok)
		return false;
	if (!is_category(work, out->category))
		overlay_complain(work, row, _("no technique is of the category \"%s\"."), out->category);
	else if (twin)
		overlay_complain(work, row,
				 _("a rule for this category and region stands in line %zu as well."),
				 twin->line);
	return true;
}

static bool same_place(const struct region_rule *a, const struct region_rule *b)
{
	return a->region == b->region && str_eq(a->category, b->category);
}

void overlay_set_rules(struct overlay_work *work)
{
	struct catalogue *c = &work->made->catalogue;
	size_t n_own = work->overlay->n[OVERLAY_RULES], n = 0;
	struct region_rule *own = overlay_keep_array(work, n_own, sizeof *own);
	size_t n_read = 0;
	for (size_t i = 0; i < n_own && !overlay_stopped(work); i++)
		n_read += read_rule(work, i, &own[n_read]);
	work->rules = overlay_keep_array(work, c->n_rules + n_read, sizeof *work->rules);
	for (size_t i = 0; i < c->n_rules; i++) {
		bool replaced = false;
		for (size_t j = 0; j < n_read; j++)
			replaced = replaced || same_place(&c->rules[i], &own[j]);
		if (!replaced)
			work->rules[n++] = c->rules[i];
	}
	for (size_t j = 0; j < n_read; j++)
		work->rules[n++] = own[j];
	c->rules = work->rules;
	c->n_rules = n;
}

/* --- sensitive regions --- */

/* "-CODE" takes off, "CODE" puts on: one of the two may stand for a region. */
static const char *region_code(const struct overlay_row *row)
{
	return row->cells[0] + (row->cells[0][0] == '-');
}

static const struct overlay_row *same_region(const struct overlay_work *work, size_t row)
{
	const struct overlay_row *rows = work->overlay->rows[OVERLAY_SENSITIVE];
	for (size_t i = 0; i < row; i++)
		if (str_eq(region_code(&rows[i]), region_code(&rows[row])))
			return &rows[i];
	return NULL;
}

void overlay_set_sensitive(struct overlay_work *work)
{
	for (size_t i = 0; i < work->overlay->n[OVERLAY_SENSITIVE] && !overlay_stopped(work); i++) {
		const struct overlay_row *row = &work->overlay->rows[OVERLAY_SENSITIVE][i];
		const struct overlay_row *twin = same_region(work, i);
		int region = overlay_region(work, row, region_code(row), "code");
		if (region >= 0 && twin)
			overlay_complain(work, row, _("the code %s stands twice: in line %zu as well."),
					 region_code(row), twin->line);
		else if (region >= 0)
			work->regions[region].sensitive = row->cells[0][0] != '-';
	}
}

/* --- scores --- */

/* A plain decimal in the C locale, at most seven bytes long. */
static bool read_number(const char *text, size_t n, double *value)
{
	char copy[8];
	size_t at = n > 0 && text[0] == '-';
	if (n - at == 0 || n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	size_t whole = strspn(copy + at, "0123456789");
	size_t end = at + whole;
	if (whole > 0 && copy[end] == '.' && strspn(copy + end + 1, "0123456789") > 0)
		end += 1 + strspn(copy + end + 1, "0123456789");
	if (whole == 0 || end != n)
		return false;
	*value = strtod(copy, NULL);
	return true;
}

static void read_column(struct overlay_work *work, const struct overlay_row *row, int column,
			const char *name, double *value)
{
	if (!read_number(row->cells[column], strlen(row->cells[column]), value))
		overlay_complain(work, row, _("%s must be a number, not \"%s\"."), name, row->cells[column]);
}

/* "5", or "0:1 5:2 8:3": from a first value on, so many points. */
static bool read_change(const char *word, double minimum, bool alone, struct score_change *out)
{
	size_t from = strcspn(word, ":");
	if (word[from] == '\0') {
		out->from = minimum;
		return alone && read_number(word, from, &out->points) && out->points > 0;
	}
	const char *points = word + from + 1;
	return read_number(word, from, &out->from) && read_number(points, strlen(points), &out->points) &&
	       out->points > 0;
}

static void read_changes(struct overlay_work *work, const struct overlay_row *row, struct score *at)
{
	const char *cell = row->cells[6], *rest = cell;
	struct score_change *changes = overlay_keep_array(work, strlen(cell) / 2 + 1, sizeof *changes);
	struct str word;
	size_t n = 0;
	bool ok = true;
	str_init(&word);
	while (ok && str_next_word(&rest, &word)) {
		ok = read_change(word.s, at->minimum, strchr(cell, ' ') == NULL, &changes[n]) &&
		     (n == 0 || changes[n].from > changes[n - 1].from);
		n++;
	}
	str_release(&word);
	if (!ok)
		overlay_complain(
			work, row,
			_("change must be points, such as 5, or rising FROM:POINTS parted by blanks, "
			  "such as 0:1 5:2 8:3, not \"%s\"."),
			cell);
	at->changes = changes;
	at->n_changes = ok ? n : 0;
}

void overlay_set_score(struct overlay_work *work, const struct overlay_row *row, struct score *at)
{
	static const char *const kinds[] = { "scale", "rating", "score" };
	size_t kind = 0;
	const char *name = overlay_text(work, row, 1, false);
	const char *source = overlay_text(work, row, 8, false);
	at->name = name ? name : "";
	at->source = source ? source : "";
	at->also = at->also ? at->also : "";
	while (kind < 3 && !str_eq(kinds[kind], row->cells[2]))
		kind++;
	if (kind == 3)
		overlay_complain(work, row, _("the kind \"%s\" must be one of these: scale, rating, score."),
				 row->cells[2]);
	else
		at->kind = (enum score_kind)kind;
	read_column(work, row, 3, "minimum", &at->minimum);
	read_column(work, row, 4, "maximum", &at->maximum);
	read_column(work, row, 7, "error", &at->error);
	if (at->minimum >= at->maximum)
		overlay_complain(work, row, _("minimum must be less than maximum."));
	if (at->error < 0)
		overlay_complain(work, row, _("error must not be less than 0."));
	at->high_is_good = str_eq(row->cells[5], "high");
	if (!at->high_is_good && !str_eq(row->cells[5], "low"))
		overlay_complain(work, row, _("good must be low or high, not \"%s\"."), row->cells[5]);
	read_changes(work, row, at);
}
