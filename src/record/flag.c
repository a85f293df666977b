/* SPDX-License-Identifier: MIT */
/* Flags as records: codes, copies, and what holds on a day. */
#include "record/flag.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "record/codes.h"

enum { ADULT_AGE = 18 };

void flag_init(struct flag *flag)
{
	*flag = (struct flag){ .source = FLAG_CLIENT };
}

void flag_release(struct flag *flag)
{
	free(flag->uid);
	free(flag->condition);
	free(flag->regions);
	free(flag->since);
	free(flag->until);
	free(flag->note);
	free(flag->action);
	free(flag->action_at);
	free(flag->recorded_at);
	flag_init(flag);
}

void flag_copy(struct flag *to, const struct flag *from)
{
	struct flag copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.condition = mem_strdup(from->condition);
	copy.regions = mem_strdup(from->regions);
	copy.since = mem_strdup(from->since);
	copy.until = mem_strdup(from->until);
	copy.note = mem_strdup(from->note);
	copy.action = mem_strdup(from->action);
	copy.action_at = mem_strdup(from->action_at);
	copy.recorded_at = mem_strdup(from->recorded_at);
	flag_release(to);
	*to = copy;
}

static const struct {
	const char *code, *word;
} sources[FLAG_SOURCE_COUNT] = {
	[FLAG_CLIENT] = { "client", N_("said by the client") },
	[FLAG_LETTER] = { "letter", N_("from a letter") },
	[FLAG_OBSERVED] = { "observed", N_("observed") },
};

CODES(flag_source, flag_source, FLAG_SOURCE_COUNT, sources, .code)

const char *flag_source_word(enum flag_source source)
{
	return (unsigned)source < FLAG_SOURCE_COUNT ? i18n_name(sources[source].word) : "";
}

bool flag_holds(const struct flag *flag, const char *day)
{
	char first[DATE_SIZE] = "", last[DATE_SIZE] = "";
	if (!str_empty(flag->since))
		date_partial_first(flag->since, first);
	if (!str_empty(flag->until))
		date_partial_last(flag->until, last);
	return strcmp(first, day) <= 0 && (last[0] == '\0' || strcmp(last, day) >= 0);
}

int flag_condition(const struct catalogue *c, const struct flag *flag)
{
	return catalogue_condition(c, flag->condition);
}

bool flag_is_red(const struct catalogue *c, const struct flag *flag)
{
	int condition = flag_condition(c, flag);
	return condition >= 0 && condition_is_red(&c->conditions[condition]);
}

bool flag_wants_action(const struct catalogue *c, const struct flag *flag, const char *day)
{
	return flag_is_red(c, flag) && flag_holds(flag, day) && str_empty(flag->action);
}

static bool read_cell(const struct catalogue *c, const char *cell, int *region, enum side *side)
{
	const char *dot = strchr(cell, '.');
	char *code = mem_strndup(cell, dot ? (size_t)(dot - cell) : strlen(cell));
	*region = catalogue_region(c, code);
	free(code);
	if (*region < 0)
		return false;
	*side = !dot ? (c->regions[*region].paired ? SIDE_BOTH : SIDE_MIDLINE) : side_from_code(dot + 1);
	return *side != SIDE_NONE;
}

bool flag_region_next(const struct catalogue *c, const char **rest, int *region, enum side *side)
{
	bool found = false;
	while (!found && !str_empty(*rest)) {
		*rest += strspn(*rest, " ");
		size_t n = strcspn(*rest, " ");
		char *cell = mem_strndup(*rest, n);
		*rest += n;
		found = read_cell(c, cell, region, side);
		free(cell);
	}
	return found;
}

/* ---- what holds on a day ---- */

/* One condition says another. */
static const struct {
	const char *code, *says;
} implied[] = {
	{ "PREGH", "PREG" },
};

struct standing_list {
	struct standing *rows;
	size_t n;
};

static bool stands(const struct standing_list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->rows[i].code, code))
			return true;
	return false;
}

static void stand(struct standing_list *list, const struct catalogue *c, const char *code,
		  const struct flag *flag)
{
	list->rows = mem_regrow(list->rows, list->n + 1, sizeof *list->rows);
	list->rows[list->n++] = (struct standing){ catalogue_condition(c, code), code,
						   flag && flag->regions ? flag->regions : "", flag };
}

static void stand_implied(struct standing_list *list, const struct catalogue *c, const char *birth,
			  const char *day)
{
	int age = birth ? date_age(birth, day) : -1;
	for (size_t i = 0; i < sizeof implied / sizeof implied[0]; i++)
		if (stands(list, implied[i].code) && !stands(list, implied[i].says))
			stand(list, c, implied[i].says, NULL);
	if (age >= 0 && age < ADULT_AGE && !stands(list, "MINOR"))
		stand(list, c, "MINOR", NULL);
}

static int rank_of(const struct catalogue *c, const struct standing *row)
{
	static const char *const kinds[] = { "redflag",  "consent",   "allergy",   "device",
					     "medicine", "lifestage", "condition", "history" };
	int rank = 0, count = (int)(sizeof kinds / sizeof kinds[0]);
	while (row->condition >= 0 && rank < count &&
	       !str_eq(kinds[rank], c->conditions[row->condition].kind))
		rank++;
	return row->condition >= 0 ? rank : count;
}

/* Few rows, and equal ones stay as they came. */
static void sort_standing(const struct catalogue *c, struct standing_list *list)
{
	for (size_t i = 1; i < list->n; i++) {
		struct standing row = list->rows[i];
		size_t at = i;
		for (; at > 0 && rank_of(c, &list->rows[at - 1]) > rank_of(c, &row); at--)
			list->rows[at] = list->rows[at - 1];
		list->rows[at] = row;
	}
}

size_t flags_standing(const struct catalogue *c, const struct flag *flags, size_t n, const char *birth,
		      const char *day, struct standing **out)
{
	struct standing_list list = { NULL, 0 };
	for (size_t i = 0; i < n; i++)
		if (flag_holds(&flags[i], day))
			stand(&list, c, flags[i].condition, &flags[i]);
	stand_implied(&list, c, birth, day);
	sort_standing(c, &list);
	*out = list.rows;
	return list.n;
}

const char *standing_name(const struct catalogue *c, const struct standing *standing)
{
	return standing->condition >= 0 ? i18n_name(c->conditions[standing->condition].short_name)
					: standing->code;
}
