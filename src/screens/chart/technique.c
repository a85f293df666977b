/* SPDX-License-Identifier: MIT */
/* Techniques with their doses: by line, by tick, by the dose of a tick. */
#include <stdlib.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "record/dose.h"

static bool application_add(struct app *app, struct application *application, struct err *err)
{
	char *title = application_title(app, application);
	bool ok = treatment_add(app, title, application, 1, err);
	if (ok)
		app_say(app, _("Noted: %s"), title);
	free(title);
	return ok;
}

/* What a technique line is read for: the marks by their numbers, and a place where one is needed. */
static struct entry_session session_at_hand(const struct app *app, bool wants_place)
{
	return (struct entry_session){ app->open->marks.rows, app->open->marks.n, wants_place };
}

static void technique_reading(struct app *app, const char *argument, struct str *out)
{
	struct entry_session session = session_at_hand(app, true);
	if (str_empty(argument)) {
		str_add(out,
			_("technique, then its dose and where: dtm 20min depth 3 lpv b, dnt m1 3in 3out gauge 0.25mm; "
			  "aim tension, with TENS"));
		return;
	}
	entry_technique_reading(app, argument, &session, out);
}

static bool cmd_technique_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct entry_session session = session_at_hand(app, true);
	struct entry_reading reading;
	(void)value;
	entry_reading_init(&reading);
	entry_read_technique_in(app->catalogue, -1, argument, &session, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err);
	struct application *said = ok ? &reading.entries[0].applications[0] : NULL;
	const struct application *needled = ok ? needles_entry_for(app, said) : NULL;
	ok = ok && (needled ? needles_take_out(app, needled, said, err) : application_add(app, said, err));
	entry_reading_release(&reading);
	return ok;
}

static const struct command technique_add_command = {
	.name = "technique-add",
	.scope = "chart",
	.keys = "Alt-t techniques:a",
	.hint = N_("technique"),
	.hint_scopes = "note:3 body techniques:7",
	.ask = N_("Technique and dose"),
	.help = N_("Write down a technique with its dose: dtm 20min depth 3"),
	.run = cmd_technique_add,
	.reading = technique_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

/* The number of the mark that is chosen in the list; 0 while there is none. */
static int chosen_mark(const struct app *app)
{
	const struct mark *mark = marks_pane_chosen(app->chart->marks_pane);
	return mark ? (int)(mark - app->open->marks.rows) + 1 : 0;
}

/* The place is said already; the technique is typed behind it. */
static bool cmd_technique_on(struct app *app, const char *argument, int value, struct err *err)
{
	struct str line;
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	str_init(&line);
	if (app->chart->focus == SLOT_BODY) {
		enum side side;
		const struct region *region = body_pane_region(app->chart->body, &side);
		str_addf(&line, "%s%s ", region->code,
			 side == SIDE_LEFT    ? " l"
			 : side == SIDE_RIGHT ? " r"
					      : "");
	} else if (chosen_mark(app) > 0)
		str_addf(&line, "m%d ", chosen_mark(app));
	else
		err_set(err, ERR_MISSING, _("There is no mark to treat. {mark-add marks} marks one."));
	if (line.len)
		prompt_ask_with(app, command_named("technique-add"), line.s);
	bool ok = line.len > 0;
	str_release(&line);
	return ok;
}

static const struct command technique_on_command = {
	.name = "technique-on",
	.scope = "marks",
	.keys = "t body:t",
	.hint = N_("treat"),
	.hint_scopes = "marks",
	.help = N_("Write down a technique on the chosen mark, or on the figure's region"),
	.run = cmd_technique_on,
};

static bool tick_off(struct app *app, const struct application *application, struct err *err)
{
	char *title = application_title(app, application);
	int64_t id = application->id;
	bool ok = application_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title);
		entry_undo_voided(&app->open->undo, UNDO_APPLICATION_VOIDED, id, true);
		ok = session_reload(app, err);
		app_say(app, _("Taken back: %s. {undo} brings it back."), title);
	}
	free(title);
	return ok;
}

static bool no_techniques(struct err *err)
{
	return err_set(err, ERR_MISSING,
		       _("The practice has no techniques: see [catalogue] in the configuration."));
}

static bool cmd_technique_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart->techniques);
	(void)argument, (void)value;
	if (!ticked)
		return err_set(err, ERR_MISSING,
			       _("This technique is not ticked: there is nothing to take back."));
	return chart_may_change(app, err) && tick_off(app, ticked, err);
}

static const struct command technique_void_command = {
	.name = "technique-void",
	.scope = "techniques",
	.keys = "x",
	.hint = N_("take back"),
	.hint_scopes = "techniques",
	.help = N_("Take the chosen entry of a technique back"),
	.run = cmd_technique_void,
};

/* What is used at a place asks for it, with the chosen mark in front. */
static void ask_place(struct app *app, int technique)
{
	struct str line;
	str_init(&line);
	str_addf(&line, "%s ", app->catalogue->techniques[technique].code);
	if (chosen_mark(app) > 0)
		str_addf(&line, "m%d ", chosen_mark(app));
	prompt_ask_with(app, command_named("technique-add"), line.s);
	str_release(&line);
}

/* Ticks the chosen technique; on a ticked one it is the key of its timer. */
static bool cmd_technique_tick(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart->techniques);
	int technique = techniques_pane_chosen(app->chart->techniques);
	struct application application;
	(void)argument, (void)value;
	if (technique < 0 && !ticked)
		return no_techniques(err);
	if (!chart_may_change(app, err))
		return false;
	if (ticked)
		return timer_press(app, ticked, err);
	if (catalogue_wants_place(app->catalogue, technique)) {
		ask_place(app, technique);
		return true;
	}
	application_init(&application);
	application.technique = mem_strdup(app->catalogue->techniques[technique].code);
	bool ok = application_add(app, &application, err);
	application_release(&application);
	return ok;
}

static const struct command technique_tick_command = {
	.name = "technique-tick",
	.scope = "techniques",
	.keys = "Space",
	.hint = N_("tick/time"),
	.hint_scopes = "techniques:1",
	.help = N_("Tick the chosen technique; on a ticked one, start or stop its timer"),
	.run = cmd_technique_tick,
};

static bool cmd_technique_find(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)err;
	if (value == 1)
		app->chart->focus = SLOT_TECHNIQUES;
	techniques_pane_find(app->chart->techniques, value == 1);
	return true;
}

static const struct command technique_find_command = {
	.name = "technique-find",
	.scope = "techniques",
	.keys = "/",
	.hint = N_("find"),
	.hint_scopes = "techniques",
	.help = N_("Narrow the list to the techniques that fit what is typed"),
	.run = cmd_technique_find,
	.value = 1,
};

static const struct command technique_found_command = {
	.name = "technique-found",
	.scope = "technique-find",
	.keys = "Enter Esc",
	.over = "back",
	.hint = N_("choose"),
	.hint_scopes = "technique-find",
	.help = N_("Show all techniques again, the chosen one stays chosen"),
	.run = cmd_technique_find,
};

/* A technique that has its place keeps it unless the line says another. */
static bool asks_place(const struct application *ticked)
{
	return !ticked || (!ticked->region && ticked->mark_id == 0);
}

/* What is usual for the technique, and its aims. */
static void usual_show(const struct app *app, int technique, struct str *out)
{
	const struct technique *row = &app->catalogue->techniques[technique];
	const char *before = ":";
	str_add(out, i18n_name(row->name));
	for (size_t i = 0; i < row->n_doses; i++) {
		struct str usual;
		str_init(&usual);
		dose_usual(&row->doses[i], &usual);
		str_addf(out, "%s %s%s%s", i ? "," : ":", i18n_name(row->doses[i].label),
			 usual.len ? " " : "", usual.s);
		str_release(&usual);
	}
	str_addf(out, ". %s", _("Aim"));
	for (size_t i = 0; i < app->catalogue->n_aims; i++)
		if (catalogue_aim_fits(app->catalogue, technique, i)) {
			str_addf(out, "%s %s", before, i18n_name(app->catalogue->aims[i].name));
			before = ",";
		}
}

/* How the line is understood, then what is usual. */
static void dose_reading(struct app *app, const char *argument, struct str *out)
{
	int technique = techniques_pane_chosen(app->chart->techniques);
	struct entry_session session =
		session_at_hand(app, asks_place(techniques_pane_application(app->chart->techniques)));
	struct entry_reading reading;
	if (technique < 0)
		return;
	entry_reading_init(&reading);
	if (!str_empty(argument)) {
		entry_read_technique_in(app->catalogue, technique, argument, &session, &reading);
		entry_reading_show(app, &reading, out);
		str_addc(out, '\n');
	}
	usual_show(app, technique, out);
	entry_reading_release(&reading);
}

static void dose_preset(struct app *app, struct str *out)
{
	const struct application *ticked = techniques_pane_application(app->chart->techniques);
	int technique = techniques_pane_chosen(app->chart->techniques);
	if (ticked)
		entry_compose_technique(ticked, false,
					techniques_pane_mark_number(app->chart->techniques, ticked->mark_id),
					out);
	else if (technique >= 0 && chosen_mark(app) > 0 && catalogue_wants_place(app->catalogue, technique))
		str_addf(out, "m%d ", chosen_mark(app));
}

/* The line replaces what the entry said. */
static bool application_change(struct app *app, const struct application *old, struct application *said,
			       struct err *err)
{
	bool moves = said->region || said->mark_id != 0;
	said->id = old->id;
	said->session_id = old->session_id;
	mem_replace(&said->uid, old->uid);
	if (!moves) {
		said->mark_id = old->mark_id;
		said->side = old->side;
		mem_replace(&said->region, old->region);
	}
	char *title = application_title(app, said);
	bool ok = treatment_edit(app, old, said, err);
	if (ok)
		app_say(app, _("Changed: %s"), title);
	free(title);
	return ok;
}

/* Ticks the technique when it is not ticked yet; else what is said of the tick is replaced. */
static bool dose_subject(struct app *app, struct str *out, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart->techniques);
	int technique = techniques_pane_chosen(app->chart->techniques);
	if (technique < 0 && !ticked)
		return no_techniques(err);
	if (!chart_may_change(app, err))
		return false;
	if (!ticked)
		str_add(out, app->catalogue->techniques[technique].code);
	else
		str_addf(out, "%lld", (long long)ticked->id);
	return true;
}

static bool cmd_technique_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *ticked = techniques_pane_application(app->chart->techniques);
	int technique = techniques_pane_chosen(app->chart->techniques);
	struct entry_session session = session_at_hand(app, asks_place(ticked));
	struct entry_reading reading;
	(void)value;
	if (technique < 0 && ticked)
		return err_set(
			err, ERR_MISSING,
			_("The catalogue has no technique %s any more: {technique-void} takes the entry back."),
			ticked->technique);
	entry_reading_init(&reading);
	entry_read_technique_in(app->catalogue, technique, argument, &session, &reading);
	bool ok = entry_accepted(app, &reading, argument, false, err);
	struct application *said = ok ? &reading.entries[0].applications[0] : NULL;
	ok = ok && (ticked ? application_change(app, ticked, said, err) : application_add(app, said, err));
	entry_reading_release(&reading);
	return ok;
}

static const struct command technique_edit_command = {
	.name = "technique-edit",
	.scope = "techniques",
	.keys = "Enter",
	.hint = N_("dose"),
	.hint_scopes = "techniques:2",
	.ask = N_("Dose"),
	.help = N_("Say place and dose of the chosen technique: m1 12kg 60s x3"),
	.run = cmd_technique_edit,
	.reading = dose_reading,
	.preset = dose_preset,
	.subject = dose_subject,
	.owner = chart_owner,
	.edits = true,
};

const struct command *const technique_commands[] = {
	&technique_add_command,  &technique_tick_command, &technique_edit_command,  &technique_on_command,
	&technique_void_command, &technique_find_command, &technique_found_command, NULL,
};
