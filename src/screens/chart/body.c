/* SPDX-License-Identifier: MIT */
/* Walking on the figure. */
#include <stdio.h>
#include <stdlib.h>

#include "app/entries.h"
#include "app/keyed.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/match.h"
#include "store/points.h"

/* From the figure the side and the region under the cursor are said already. */
static bool cmd_body_mark(struct app *app, const char *argument, int value, struct err *err)
{
	enum side side;
	const struct region *region = body_pane_region(app->chart->body, &side);
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	const char *letter = side == SIDE_LEFT ? "l " : side == SIDE_RIGHT ? "r " : "";
	char *line = str_format("%s%s ", letter, region->code);
	prompt_ask_with(app, command_named("mark-add"), line);
	free(line);
	return true;
}

static const struct command body_mark_command = {
	.name = "body-mark",
	.scope = "body",
	.keys = "Enter",
	.hint = N_("mark"),
	.hint_scopes = "body",
	.help = N_("Mark a trigger point in this region"),
	.run = cmd_body_mark,
};

static bool cmd_body_move(struct app *app, const char *argument, int value, struct err *err)
{
	static const int steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
	(void)argument, (void)err;
	body_pane_step(app->chart->body, steps[value][0], steps[value][1]);
	return true;
}

static const struct command body_left_command = {
	.name = "body-left",
	.scope = "body",
	.keys = "Left",
	.help = N_("Go to the region on the left"),
	.run = cmd_body_move,
};

static const struct command body_right_command = {
	.name = "body-right",
	.scope = "body",
	.keys = "Right",
	.help = N_("Go to the region on the right"),
	.run = cmd_body_move,
	.value = 1,
};

static const struct command body_up_command = {
	.name = "body-up",
	.scope = "body",
	.keys = "Up",
	.help = N_("Go to the region above"),
	.run = cmd_body_move,
	.value = 2,
};

static const struct command body_down_command = {
	.name = "body-down",
	.scope = "body",
	.keys = "Down",
	.help = N_("Go to the region below"),
	.run = cmd_body_move,
	.value = 3,
};

static bool cmd_body_flip(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	body_pane_flip(app->chart->body);
	return true;
}

static const struct command body_flip_command = {
	.name = "body-flip",
	.scope = "body",
	.keys = "f",
	.hint = N_("flip"),
	.hint_scopes = "body",
	.help = N_("Turn the figure round"),
	.run = cmd_body_flip,
};

/* The mark under the body's cursor, or the one chosen in the list. */
static const struct mark *mark_at_hand(const struct app *app)
{
	enum side side;
	const struct region *region = body_pane_region(app->chart->body, &side);
	for (size_t i = 0; app->chart->focus == SLOT_BODY && i < app->open->marks.n; i++) {
		const struct mark *mark = &app->open->marks.rows[i];
		if (mark->side == side && str_eq(mark->region, region->code))
			return mark;
	}
	return marks_pane_chosen(app->chart->marks_pane);
}

/* The drawing becomes part of the mark, in one step that undo takes back. */
bool drawing_keep(struct app *app, struct err *err)
{
	const struct mark *old = session_mark(app->open, app->chart->drawing.id);
	app->chart->body->draws = false;
	app->chart->body->drawn = NULL;
	return !old || mark_change(app, old, &app->chart->drawing, err);
}

static bool cmd_body_referral(struct app *app, const char *argument, int value, struct err *err)
{
	struct body_pane *body = app->chart->body;
	const struct mark *mark = mark_at_hand(app);
	(void)argument, (void)value;
	if (body->shows_referral) {
		body_pane_referral(body, -1, SIDE_NONE);
		body->drawn = NULL;
		return true;
	}
	if (!mark)
		return err_set(err, ERR_MISSING,
			       _("No mark to show the referral of. {body-mark} marks the region."));
	body_pane_referral(body, catalogue_muscle(app->catalogue, mark->muscle), mark->side);
	body->drawn = mark->referral;
	app_say(app, _("-- usual, ~~ sometimes, ## as the client reports. The chart only suggests."));
	return true;
}

static const struct command body_referral_command = {
	.name = "body-referral",
	.scope = "body",
	.keys = "r marks:r",
	.hint = N_("referral"),
	.hint_scopes = "body",
	.help = N_("Show where the chosen mark's muscle may refer, or hide it"),
	.run = cmd_body_referral,
};

/* Goes to a region, or to the first home of a muscle: on the side that is said, else on the cursor's. */
static bool cmd_body_jump(struct app *app, const char *argument, int value, struct err *err)
{
	struct candidate found[1], muscle[1];
	enum side side;
	int region = -1;
	(void)value;
	body_pane_region(app->chart->body, &side);
	if ((argument[0] == 'l' || argument[0] == 'r') && argument[1] == ' ') {
		side = argument[0] == 'l' ? SIDE_LEFT : SIDE_RIGHT;
		argument += 2;
	}
	size_t n = match_regions(app->catalogue, argument, found, 1);
	size_t m = match_muscles(app->catalogue, argument, muscle, 1);
	if (n && (!m || found[0].score >= muscle[0].score))
		region = found[0].index;
	else if (m)
		region = app->catalogue->muscles[muscle[0].index].home[0];
	if (region < 0)
		return err_set(err, ERR_MISSING, _("No region or muscle fits “%s”."), argument);
	int cell = catalogue_cell(app->catalogue, region, side == SIDE_MIDLINE ? SIDE_LEFT : side);
	if (cell < 0)
		cell = catalogue_cell(app->catalogue, region, SIDE_MIDLINE);
	body_pane_go(app->chart->body, cell);
	app->chart->focus = SLOT_BODY;
	return true;
}

static const struct command body_jump_command = {
	.name = "body-jump",
	.scope = "body",
	.keys = "/",
	.ask = N_("Region or muscle"),
	.help = N_("Go to a region by part of its name, or a muscle's"),
	.run = cmd_body_jump,
};

/* --- drawing what the client reports --- */

static bool cmd_body_draw(struct app *app, const char *argument, int value, struct err *err)
{
	struct body_pane *body = app->chart->body;
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (body->draws)
		return drawing_keep(app, err);
	const struct mark *mark = mark_at_hand(app);
	if (!mark)
		return err_set(err, ERR_MISSING,
			       _("No mark to draw the referral of. {body-mark} marks the region."));
	mark_release(&app->chart->drawing);
	mark_init(&app->chart->drawing);
	mark_copy(&app->chart->drawing, mark);
	body->draws = true;
	body->drawn = app->chart->drawing.referral;
	app_say(app,
		_("Arrows walk, {body-pain} says that it is felt there, {body-draw} keeps the drawing."));
	return true;
}

static const struct command body_draw_command = {
	.name = "body-draw",
	.scope = "body",
	.keys = "d",
	.help = N_("Draw the referral that the client reports for the mark here; {body-draw} again keeps it"),
	.run = cmd_body_draw,
};

static bool cmd_body_space(struct app *app, const char *argument, int value, struct err *err)
{
	struct body_pane *body = app->chart->body;
	enum side side;
	const struct region *region = body_pane_region(body, &side);
	(void)argument, (void)value, (void)err;
	if (!body->draws) {
		body_pane_pain(body);
		return true;
	}
	mark_referral_toggle(&app->chart->drawing, region->code, side);
	body->drawn = app->chart->drawing.referral;
	return true;
}

static const struct command body_pain_command = {
	.name = "body-pain",
	.scope = "body",
	.keys = "Space",
	.help = N_("Say that it hurts in this region, or not; while drawing, the referral reaches it"),
	.run = cmd_body_space,
};

/* --- over the sessions --- */

static bool cmd_body_heat(struct app *app, const char *argument, int value, struct err *err)
{
	char date[DATE_SIZE], from[DATE_SIZE];
	struct points points = { NULL, 0 };
	(void)argument, (void)value;
	if (app->chart->body->heat) {
		body_pane_heat(app->chart->body, NULL, NULL);
		return true;
	}
	if (!points_load(app->store, app->open->session.client_id, app->open->session.id, &points, err))
		return false;
	wall_date(app->open->session.start, date);
	date_add_days(date, -365, from);
	free(app->chart->heat);
	app->chart->heat = mem_array(app->catalogue->n_cells, sizeof *app->chart->heat);
	point_heat(app->catalogue, points.rows, points.n, from, app->chart->heat);
	points_release(&points);
	body_pane_heat(app->chart->body, app->chart->heat, _("last year"));
	app_say(app,
		_("How often each region was marked in the last year. {body-heat} shows the marks again."));
	return true;
}

static const struct command body_heat_command = {
	.name = "body-heat",
	.scope = "body",
	.keys = "H",
	.help = N_("Show how often each region was marked in the last year, or hide it"),
	.run = cmd_body_heat,
};

static bool cmd_body_muscles(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "muscles", NULL, err);
}

static const struct command body_muscles_command = {
	.name = "body-muscles",
	.scope = "body",
	.keys = "R",
	.hint = N_("whence"),
	.hint_scopes = "body",
	.help = N_("It hurts here: which muscles may refer here?"),
	.run = cmd_body_muscles,
};

static bool cmd_body_legend(struct app *app, const char *argument, int value, struct err *err)
{
	struct str text;
	(void)argument, (void)value, (void)err;
	str_init(&text);
	keyed_add(app, &text,
		  _("A7  an active point, tenderness 7 (X is 10)\n"
		    "L4  latent, S satellite, K key, ? no type said\n"
		    "*2  two marks in one region\n"
		    "##  the client feels it here, as drawn\n"
		    "--  where the muscle usually refers, ~~ where it sometimes does\n"
		    "!!  it hurts here\n"
		    "a7  a mark of an earlier session\n"
		    ".3  how often it was marked in the last year\n"
		    "::  a region that asks for sensitive-area consent\n"
		    "..  nothing\n"
		    "\n"
		    "Before a technique, the worst over all places of the session:\n"
		    "!   care is asked for, !! something speaks against it; {cautions-show} says what\n"
		    "\n"
		    "Behind the title of the marks:\n"
		    "consent ok  to treatment, ndl to needling, sens for sensitive areas"));
	app_read(app, _("Signs on the figure"), text.s);
	str_release(&text);
	return true;
}

static const struct command body_legend_command = {
	.name = "body-legend",
	.scope = "body",
	.keys = "l",
	.help = N_("Say what the signs on the figure mean"),
	.run = cmd_body_legend,
};

/* --- earlier sessions --- */

static bool history_go(struct app *app, int back, struct err *err)
{
	bool found = false;
	if (!chart_go_back(app->chart, back < 0 ? 0 : back, &found, err))
		return false;
	if (!found)
		app_say(app, app->chart->back ? _("This is the first session.")
					      : _("No signed session before this one."));
	else if (app->chart->back)
		app_say(app,
			_("Small letters are marks of %s. {history-step=-1} goes back, {history-step=+1} forth, {body-history} hides them."),
			app->chart->history->title);
	return true;
}

static bool cmd_body_history(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return history_go(app, app->chart->back ? 0 : 1, err);
}

static const struct command body_history_command = {
	.name = "body-history",
	.scope = "body",
	.keys = "h",
	.hint = N_("earlier"),
	.hint_scopes = "body",
	.help = N_("Lay the marks of earlier sessions under today's, or take them away"),
	.run = cmd_body_history,
};

static bool cmd_history_step(struct app *app, const char *argument, int value, struct err *err)
{
	long long step;
	(void)value;
	if (!str_to_int(argument, &step) || step < -10000 || step > 10000)
		return err_set(err, ERR_INPUT, _("Say how many sessions: -1 is back, +1 forth."));
	return history_go(app, app->chart->back - (int)step, err);
}

static const struct command history_step_command = {
	.name = "history-step",
	.scope = "chart",
	.keys = "body:[=-1 body:]=+1 history:[=-1 history:]=+1",
	.ask = N_("Sessions back or forth (-1, +1)"),
	.help = N_("Go a session back or forth"),
	.run = cmd_history_step,
	.owner = chart_owner,
};

const struct command *const body_commands[] = {
	&body_mark_command,     &body_left_command,
	&body_right_command,    &body_up_command,
	&body_down_command,     &body_flip_command,
	&body_referral_command, &body_pain_command,
	&body_muscles_command,  &body_draw_command,
	&body_history_command,  &history_step_command,
	&body_heat_command,     NULL,
};

const struct command *const legend_commands[] = {
	&body_legend_command,
	NULL,
};

const struct command *const jump_commands[] = {
	&body_jump_command,
	NULL,
};
