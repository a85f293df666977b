/* SPDX-License-Identifier: MIT */
/* Needles, counted as they go in and come out. */
#include <stdio.h>
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"

enum { COUNT_BYTES = 24 };

static bool counts_needles(const struct technique *technique)
{
	for (size_t i = 0; i < technique->n_doses; i++)
		if (str_eq(technique->doses[i].name, "needles_in"))
			return true;
	return false;
}

static long long count_of(const struct application *application, const char *dose)
{
	const char *value = application_dose(application, dose);
	long long n = 0;
	if (value)
		str_to_int(value, &n);
	return n;
}

static void count_more(const struct catalogue *c, struct application *application, const char *dose,
		       long long more)
{
	char text[COUNT_BYTES];
	snprintf(text, sizeof text, "%lld", count_of(application, dose) + more);
	application_set_dose(application, dose, "n", text);
	application_order_doses(c, application);
}

static void say_count(struct app *app, const struct application *application)
{
	long left = applications_needles_left(app->open->applications.rows, app->open->applications.n);
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
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	str_init(&line);
	str_addf(&line, "%s ", code);
	if (mark)
		str_addf(&line, "m%d ", techniques_pane_mark_number(app->chart->techniques, mark->id));
	str_add(&line, "1in ");
	prompt_ask_with(app, command_named("technique-add"), line.s);
	str_release(&line);
}

static bool needles_chosen(const struct app *app)
{
	int index = techniques_pane_chosen(app->chart->techniques);
	return index >= 0 && counts_needles(&app->catalogue->techniques[index]);
}

static bool is_same_place(const struct application *a, const struct application *b)
{
	if (a->mark_id || b->mark_id)
		return a->mark_id == b->mark_id;
	return str_eq(a->region, b->region) && a->side == b->side;
}

const struct application *needles_entry_for(const struct app *app, const struct application *said)
{
	const struct applications *all = &app->open->applications;
	const struct application *found = NULL;
	if (application_dose(said, "needles_in") || count_of(said, "needles_out") <= 0)
		return NULL;
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->rows[i].technique, said->technique) && is_same_place(&all->rows[i], said) &&
		    application_needles_left(&all->rows[i]) > 0)
			found = &all->rows[i];
	return found;
}

bool needles_take_out(struct app *app, const struct application *entry, const struct application *said,
		      struct err *err)
{
	long long out = count_of(said, "needles_out");
	long left = application_needles_left(entry);
	struct application fresh;
	if (out > left)
		return err_set(err, ERR_REFUSED,
			       P_("Only %ld needle is in there: say %ldout, or mend the entry.",
				  "Only %ld needles are in there: say %ldout, or mend the entry.", left),
			       left, left);
	application_init(&fresh);
	application_copy(&fresh, entry);
	count_more(app->catalogue, &fresh, "needles_out", out);
	left = application_needles_left(&fresh);
	bool ok = treatment_change(app, entry, &fresh, err) && session_reload(app, err);
	if (ok && left > 0)
		app_say(app,
			P_("Needles out: %lld, %ld is left in.", "Needles out: %lld, %ld are left in.", left),
			out, left);
	else if (ok)
		app_say(app, _("Needles out: %lld, none left in."), out);
	application_release(&fresh);
	return ok;
}

/* `value` is 1 for a needle in, -1 for one out. */
static bool cmd_needle_count(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *before = techniques_pane_application(app->chart->techniques);
	int index = techniques_pane_chosen(app->chart->techniques);
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
	count_more(app->catalogue, &fresh, value > 0 ? "needles_in" : "needles_out", 1);
	bool ok = treatment_change(app, before, &fresh, err) && session_reload(app, err);
	if (ok)
		say_count(app, &fresh);
	application_release(&fresh);
	return ok;
}

static const struct command needle_in_command = {
	.name = "needle-in",
	.scope = "techniques",
	.keys = "+",
	.hint = N_("needle in"),
	.hint_scopes = "techniques:3",
	.help = N_("Count a needle in"),
	.run = cmd_needle_count,
	.value = 1,
	.offered = needles_chosen,
};

static const struct command needle_out_command = {
	.name = "needle-out",
	.scope = "techniques",
	.keys = "-",
	.hint = N_("out"),
	.hint_scopes = "techniques:4",
	.help = N_("Count a needle out"),
	.run = cmd_needle_count,
	.value = -1,
	.offered = needles_chosen,
};

const struct command *const needle_commands[] = {
	&needle_in_command,
	&needle_out_command,
	NULL,
};
