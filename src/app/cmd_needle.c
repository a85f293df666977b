/* SPDX-License-Identifier: MIT */
/* Needles, counted as they go in and come out. */
#include <stdio.h>
#include <stdlib.h>

#include "app/entries.h"
#include "app/handlers.h"
#include "base/i18n.h"

enum { COUNT_BYTES = 24 };

static bool counts_needles(const struct technique *technique)
{
	for (size_t i = 0; i < technique->n_doses; i++)
		if (str_eq(technique->doses[i].name, "needles_in"))
			return true;
	return false;
}

static void count_one(const struct catalogue *c, struct application *application, const char *dose)
{
	const char *value = application_dose(application, dose);
	long long n = 0;
	char text[COUNT_BYTES];
	if (value)
		str_to_int(value, &n);
	snprintf(text, sizeof text, "%lld", n + 1);
	application_set_dose(application, dose, "n", text);
	application_order_doses(c, application);
}

static void say_count(struct app *app, const struct application *application)
{
	long left = applications_needles_left(app->chart.applications.rows, app->chart.applications.n);
	char *title = application_title(app, application);
	if (left > 0)
		app_say(app, P_("%ld needle is in: %s", "%ld needles are in: %s", left), left, title);
	else
		app_say(app, _("All needles are out: %s"), title);
	free(title);
}

/* The first needle asks where it goes in. */
static void ask_first(struct app *app, const char *code)
{
	struct str line;
	const struct mark *mark = marks_pane_chosen(app->chart.marks_pane);
	str_init(&line);
	str_addf(&line, "%s ", code);
	if (mark)
		str_addf(&line, "m%d ", techniques_pane_mark_number(app->chart.techniques, mark->id));
	str_add(&line, "1in ");
	prompt_ask_with(app, command_named("technique-add"), line.s);
	str_release(&line);
}

/* `value` is 1 for a needle in, -1 for one out. */
bool cmd_needle_count(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *before = techniques_pane_application(app->chart.techniques);
	int index = techniques_pane_chosen(app->chart.techniques);
	struct application fresh;
	(void)argument;
	if (index < 0 || !counts_needles(&app->catalogue->techniques[index]))
		return err_set(err, ERR_MISSING,
			       _("Needles are counted on a needling technique: choose it first."));
	if (!chart_may_change(app, err))
		return false;
	if (value < 0 && (!before || application_needles_left(before) <= 0))
		return err_set(err, ERR_REFUSED, _("No needle of this entry is in."));
	if (!before) {
		ask_first(app, app->catalogue->techniques[index].code);
		return true;
	}
	application_init(&fresh);
	application_copy(&fresh, before);
	count_one(app->catalogue, &fresh, value > 0 ? "needles_in" : "needles_out");
	bool ok = treatment_change(app, before, &fresh, err) && chart_reload(&app->chart, app->store, err);
	if (ok)
		say_count(app, &fresh);
	application_release(&fresh);
	return ok;
}
