/* SPDX-License-Identifier: MIT */
/* Techniques beside the change that followed them, counted. */
#include "rule/helped.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

void helped_init(struct helped *helped, bool by_dose)
{
	*helped = (struct helped){ .by_dose = by_dose };
}

void helped_release(struct helped *helped)
{
	for (size_t i = 0; i < helped->n; i++) {
		free(helped->rows[i].technique);
		free(helped->rows[i].dose);
	}
	free(helped->rows);
	helped_init(helped, helped->by_dose);
}

static char *dose_words(const struct application *application)
{
	struct str out;
	str_init(&out);
	for (size_t i = 0; i < application->n_doses; i++) {
		const struct dose *dose = &application->doses[i];
		str_addf(&out, "%s%s %s", i > 0 ? ", " : "", dose->name, dose->value);
		if (!str_eq(dose->unit, "n") && !str_eq(dose->unit, "enum") && !str_eq(dose->unit, "text") &&
		    !str_eq(dose->unit, "bool"))
			str_addf(&out, " %s", dose->unit);
	}
	return str_take(&out);
}

static struct helped_row *row_of(struct helped *helped, const char *technique, const char *dose,
				 enum helped_what what)
{
	for (size_t i = 0; i < helped->n; i++) {
		struct helped_row *row = &helped->rows[i];
		if (row->what == what && str_eq(row->technique, technique) && str_eq(row->dose, dose))
			return row;
	}
	helped->rows = mem_regrow(helped->rows, helped->n + 1, sizeof *helped->rows);
	helped->rows[helped->n] = (struct helped_row){ .technique = mem_strdup(technique),
						       .dose = mem_strdup(dose),
						       .what = what };
	return &helped->rows[helped->n++];
}

static void count(struct helped *helped, const struct application *application, enum helped_what what,
		  const struct progress_change *change)
{
	char *dose = helped->by_dose ? dose_words(application) : mem_strdup("");
	struct helped_row *row = row_of(helped, application->technique, dose, what);
	row->n++;
	row->sum += change->gain;
	row->better += change->verdict == PROGRESS_BETTER;
	row->worse += change->verdict == PROGRESS_WORSE;
	row->small += change->verdict != PROGRESS_BETTER && change->verdict != PROGRESS_WORSE;
	free(dose);
}

static void count_mark(struct helped *helped, const struct catalogue *c, const struct mark *mark,
		       const struct application *applications, size_t n)
{
	struct progress_rule rule;
	struct progress_change change;
	struct measure pain;
	if (mark->tender_before < 0 || mark->tender_after < 0)
		return;
	/* Tenderness is a 0 to 10 scale like pain, and judged like it. */
	measure_init(&pain);
	progress_rule_of(c, &pain, &rule);
	measure_release(&pain);
	progress_change_of(&rule, mark->tender_before, mark->tender_after, &change);
	for (size_t i = 0; i < n; i++)
		if (applications[i].mark_id != 0 && applications[i].mark_id == mark->id)
			count(helped, &applications[i], HELPED_TENDERNESS, &change);
}

/* Whether an earlier application of the session is of the same technique (and dose, where they are told apart). */
static bool counted(const struct helped *helped, const struct application *applications, size_t i)
{
	bool found = false;
	for (size_t k = 0; k < i && !found; k++) {
		if (!str_eq(applications[k].technique, applications[i].technique))
			continue;
		char *one = helped->by_dose ? dose_words(&applications[k]) : NULL;
		char *other = helped->by_dose ? dose_words(&applications[i]) : NULL;
		found = str_eq(one, other);
		free(one);
		free(other);
	}
	return found;
}

static void count_measure(struct helped *helped, const struct catalogue *c, const struct measure *measure,
			  const struct application *applications, size_t n)
{
	bool is_pain = measure->kind == MEASURE_PAIN && str_eq(measure->code, "now");
	struct progress_rule rule;
	struct progress_change change;
	double before, after;
	if ((!is_pain && measure->kind != MEASURE_ROM) || !measure_mean(&measure->before, &before) ||
	    !measure_mean(&measure->after, &after))
		return;
	progress_rule_of(c, measure, &rule);
	if (!rule.scale)
		return; /* centimetres and degrees have no common mean */
	progress_change_of(&rule, before, after, &change);
	for (size_t i = 0; i < n; i++)
		if (!counted(helped, applications, i))
			count(helped, &applications[i], is_pain ? HELPED_PAIN : HELPED_MOTION, &change);
}

void helped_add_session(struct helped *helped, const struct catalogue *c, const struct mark *marks,
			size_t n_marks, const struct application *applications, size_t n_applications,
			const struct measure *measures, size_t n_measures)
{
	for (size_t i = 0; i < n_marks; i++)
		count_mark(helped, c, &marks[i], applications, n_applications);
	for (size_t i = 0; i < n_measures; i++)
		count_measure(helped, c, &measures[i], applications, n_applications);
}

static int compare(const void *left, const void *right)
{
	const struct helped_row *a = left, *b = right;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	int order = strcmp(a->technique, b->technique);
	if (order == 0)
		order = strcmp(a->dose, b->dose);
	return order != 0 ? order : (int)a->what - (int)b->what;
}

void helped_sort(struct helped *helped)
{
	if (helped->n > 1)
		qsort(helped->rows, helped->n, sizeof *helped->rows, compare);
}

static const char *helped_what_word(enum helped_what what)
{
	static const char *const words[HELPED_WHATS] = {
		[HELPED_TENDERNESS] = N_("tenderness"),
		[HELPED_PAIN] = N_("pain now"),
		[HELPED_MOTION] = N_("range of motion"),
	};
	return _(words[what]);
}

void helped_say(const struct catalogue *c, const struct helped_row *row, struct str *out)
{
	int technique = catalogue_technique(c, row->technique);
	double gain = row->sum / row->n, shown = row->what == HELPED_MOTION ? gain : -gain;
	str_add(out, technique >= 0 ? i18n_name(c->techniques[technique].short_name) : row->technique);
	if (*row->dose != '\0')
		str_addf(out, " (%s)", row->dose);
	str_addf(out, " \xc2\xb7 ");
	/* TRANSLATORS: what it is, the mean change, the number of cases, and how they part. */
	str_addf(out,
		 P_("%s %+.1f after it, %d time (%d better, %d small, %d worse)",
		    "%s %+.1f on average after it, %d times (%d better, %d small, %d worse)", row->n),
		 helped_what_word(row->what), shown, row->n, row->better, row->small, row->worse);
}
