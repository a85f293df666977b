/* SPDX-License-Identifier: MIT */
/* Commands that work everywhere, and those that only change the view. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "app/rescue.h"
#include "app/drafts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

void note_offer_folder(struct app *app, const struct err *err)
{
	prompt_ask(app, command_named("draft-write"));
	prompt_tell(app, err->text);
}

static void draft_write_preset(struct app *app, struct str *out)
{
	const char *home = getenv("HOME");
	if (app->out_folder)
		home = app->out_folder;
	str_add(out, home && home[0] == '/' ? home : "/tmp");
}

static bool cmd_draft_write(struct app *app, const char *argument, int value, struct err *err)
{
	struct str path;
	(void)value;
	str_init(&path);
	bool ok = rescue_export(app->chart, app->out_folder ? app->out_folder : argument, &path, err);
	if (ok)
		app_say(app, _("The note is written to %s. {back} leaves the chart."), path.s);
	str_release(&path);
	return ok;
}

static const struct command draft_write_command = {
	.name = "draft-write",
	.scope = "chart",
	.ask = N_("Folder to write the note to"),
	.help = N_("Write the note as text to a new file in a folder"),
	.run = cmd_draft_write,
	.preset = draft_write_preset,
	.owner = chart_owner,
};

static bool cmd_back(struct app *app, const char *argument, int value, struct err *err)
{
	struct screen *front = app_front(app);
	(void)argument, (void)value;
	/* A form that is out of sight stays in memory: only leaving it would lose what cannot be stored. */
	if (!drafts_save(app, err) && drafts_are_of(app, front))
		return false;
	err_clear(err);
	enum leaving leaving = front->class->leave ? front->class->leave(front, app, err) : LEAVE_GOES;
	if (leaving != LEAVE_GOES)
		return leaving == LEAVE_STAYS;
	if (app->screens.depth == 1)
		app_say(app, _("This is the first screen. {quit} leaves Fascicle."));
	app_back(app);
	return true;
}

static const struct command back_command = {
	.name = "back",
	.scope = "any",
	.keys = "Esc",
	.help = N_("Go one level up; what was typed is kept"),
	.run = cmd_back,
};

static bool cmd_redraw(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	app->redraws = true;
	return true;
}

static const struct command redraw_command = {
	.name = "redraw",
	.scope = "any",
	.keys = "Ctrl-l",
	.help = N_("Draw the screen anew"),
	.run = cmd_redraw,
};

static bool cmd_suspend(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!drafts_save(app, err) || !session_keep(app, err))
		return false;
	if (app->terminal)
		app->terminal->suspend(app->terminal->self);
	return true;
}

static const struct command suspend_command = {
	.name = "suspend",
	.scope = "any",
	.keys = "Ctrl-z",
	.help = N_("Stop the program and go back to the shell; fg resumes"),
	.run = cmd_suspend,
};

/* A newer program has the records: nothing of what is typed can be stored here any more, and all of it is put beside them, from
 * where the newer one takes it. */
static bool leave_to_newer(struct app *app, const struct err *why)
{
	struct err err = ERR_INIT;
	if (why->kind != ERR_NEWER || !rescue_write(app->chart) || !drafts_rescue(app, &err) ||
	    !prompt_lines_rescue(app, &err))
		return false;
	app->chart->problem = *why;
	app->quits = true;
	return true;
}

static bool cmd_quit(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!drafts_save(app, err))
		return leave_to_newer(app, err);
	if (!session_leave(app, err)) {
		if (leave_to_newer(app, err))
			return true;
		note_offer_folder(app, err);
		return true;
	}
	/* A line that cannot be stored keeps nobody here. */
	struct err lines = ERR_INIT;
	if (!prompt_lines_save(app, &lines))
		prompt_lines_rescue(app, &lines);
	app->quits = true;
	return true;
}

static const struct command quit_command = {
	.name = "quit",
	.scope = "any",
	.keys = "Ctrl-q day:q",
	.help = N_("Leave Fascicle; drafts are kept"),
	.run = cmd_quit,
};

static bool slot_has_pane(const struct app *app, enum slot slot)
{
	if (slot != SLOT_HISTORY)
		return true;
	return app->grid.cols >= CHART_WIDE_COLS || app->chart->shows_history;
}

static bool cmd_pane_step(struct app *app, const char *argument, int value, struct err *err)
{
	static const enum slot order[SLOT_COUNT] = { SLOT_NOTE, SLOT_MARKS, SLOT_TECHNIQUES, SLOT_HISTORY,
						     SLOT_BODY };
	int at = 0;
	(void)argument, (void)err;
	/* While a snippet has places to fill in, Tab goes through them. */
	if (value == 1 && app->chart->focus == SLOT_NOTE && note_pane_next_stop(app->chart->note))
		return true;
	while (order[at] != app->chart->focus)
		at++;
	do
		at = (at + value + SLOT_COUNT) % SLOT_COUNT;
	while (!slot_has_pane(app, order[at]));
	app->chart->focus = order[at];
	return true;
}

static const struct command pane_next_command = {
	.name = "pane-next",
	.scope = "chart",
	.keys = "Tab",
	.hint = N_("pane"),
	.hint_scopes = "note:1 body marks techniques history",
	.help = N_("Go to the next pane"),
	.run = cmd_pane_step,
	.value = 1,
};

static const struct command pane_back_command = {
	.name = "pane-back",
	.scope = "chart",
	.keys = "Shift-Tab",
	.help = N_("Go to the pane before"),
	.run = cmd_pane_step,
	.value = -1,
};

static bool cmd_view_zoom(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	app->chart->zoom = !app->chart->zoom;
	return true;
}

static const struct command view_zoom_command = {
	.name = "view-zoom",
	.scope = "chart",
	.keys = "Alt-z",
	.help = N_("Give the pane the whole screen, or back"),
	.run = cmd_view_zoom,
};

const struct command *const back_commands[] = {
	&back_command,
	NULL,
};

const struct command *const app_commands[] = {
	&redraw_command,
	&suspend_command,
	&quit_command,
	NULL,
};

const struct command *const pane_commands[] = {
	&pane_next_command,
	&pane_back_command,
	NULL,
};

const struct command *const view_commands[] = {
	&view_zoom_command,
	&draft_write_command,
	NULL,
};
