/* SPDX-License-Identifier: MIT */
/* Techniques with their doses: by line, by tick, by the dose of a tick. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/handlers.h"
#include "base/i18n.h"
#include "base/mem.h"

static bool application_add(struct app *app, struct application *application, struct err *err)
{
	char *title = application_title(app, application);
	bool ok = treatment_add(app, title, application, 1, err);
	if (ok)
		app_say(app, _("Noted: %s"), title);
	free(title);
	return ok;
}

void technique_reading(struct app *app, const char *argument, struct str *out)
{
	struct entry_reading reading;
	if (str_empty(argument)) {
		str_add(out,
			_("technique, then its dose and where: dtm 20min depth 3, dnt 3in 3out gauge 0.25mm"));
		return;
	}
	entry_reading_init(&reading);
	entry_read_technique(app->catalogue, -1, argument, &reading);
	entry_reading_show(app, &reading, out);
	entry_reading_release(&reading);
}

bool cmd_technique_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct entry_reading reading;
	(void)value;
	if (!chart_may_change(app, err))
		return false;
	entry_reading_init(&reading);
	entry_read_technique(app->catalogue, -1, argument, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err) &&
		  application_add(app, &reading.entries[0].applications[0], err);
	entry_reading_release(&reading);
	return ok;
}

static bool tick_off(struct app *app, const struct application *application, struct err *err)
{
	char *title = application_title(app, application);
	int64_t id = application->id;
	bool ok = application_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&app->chart.undo, title);
		entry_undo_voided(&app->chart.undo, UNDO_APPLICATION_VOIDED, id, true);
		ok = chart_reload(&app->chart, app->store, err);
		app_say(app, _("Taken back: %s. u brings it back."), title);
	}
	free(title);
	return ok;
}

bool cmd_technique_tick(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart.techniques);
	int technique = techniques_pane_chosen(app->chart.techniques);
	struct application application;
	(void)argument, (void)value;
	if (technique < 0)
		return err_set(err, ERR_MISSING,
			       _("The practice has no techniques: see [catalogue] in the configuration."));
	if (!chart_may_change(app, err))
		return false;
	if (ticked)
		return tick_off(app, ticked, err);
	application_init(&application);
	application.technique = mem_strdup(app->catalogue->techniques[technique].code);
	bool ok = application_add(app, &application, err);
	application_release(&application);
	return ok;
}

/* The usual doses of the chosen technique, and how the line is understood. */
void dose_reading(struct app *app, const char *argument, struct str *out)
{
	int technique = techniques_pane_chosen(app->chart.techniques);
	struct entry_reading reading;
	if (technique < 0)
		return;
	entry_reading_init(&reading);
	if (!str_empty(argument)) {
		entry_read_technique(app->catalogue, technique, argument, &reading);
		entry_reading_show(app, &reading, out);
		str_addc(out, '\n');
	}
	const struct technique *row = &app->catalogue->techniques[technique];
	str_addf(out, "%s:", i18n_name(row->name));
	for (size_t i = 0; i < row->n_doses; i++) {
		const struct dose_spec *spec = &row->doses[i];
		str_addf(out, "%s %s", i ? "," : "", i18n_name(spec->name));
		if (spec->low <= spec->high)
			str_addf(out, " %g-%g %s", spec->low, spec->high, spec->unit);
		else if (spec->choices[0])
			str_addf(out, " %s", spec->choices);
	}
	entry_reading_release(&reading);
}

void dose_preset(struct app *app, struct str *out)
{
	const struct application *ticked = techniques_pane_application(app->chart.techniques);
	for (size_t i = 0; ticked && i < ticked->n_doses; i++)
		str_addf(out, "%s%s %s%s", i ? " " : "", ticked->doses[i].name, ticked->doses[i].value,
			 ticked->doses[i].unit);
}

/* Ticks the technique when it is not ticked yet; else the dose of the tick is replaced. */
bool cmd_technique_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart.techniques);
	int technique = techniques_pane_chosen(app->chart.techniques);
	struct entry_reading reading;
	(void)value;
	if (technique < 0 || !chart_may_change(app, err))
		return false;
	entry_reading_init(&reading);
	entry_read_technique(app->catalogue, technique, argument, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err);
	struct application *said = ok ? &reading.entries[0].applications[0] : NULL;
	if (ok && !ticked) {
		ok = application_add(app, said, err);
	} else if (ok) {
		char *title = application_title(app, said);
		said->id = ticked->id;
		said->session_id = ticked->session_id;
		said->mark_id = ticked->mark_id;
		mem_replace(&said->uid, ticked->uid);
		entry_undo_begin(&app->chart.undo, title);
		entry_undo_application_changed(&app->chart.undo, ticked, said);
		ok = application_save(app->store, said, err);
		if (!ok)
			entry_undo_forget(&app->chart.undo);
		free(title);
		ok = ok && chart_reload(&app->chart, app->store, err);
	}
	entry_reading_release(&reading);
	return ok;
}
