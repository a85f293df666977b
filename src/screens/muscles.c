/* SPDX-License-Identifier: MIT */
/* The muscles that may refer to where it hurts. */
#include <stdlib.h>

#include "app/app.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "screens/screens.h"
#include "store/points.h"

enum { PAINFUL_MAX = 16, SOURCES_MAX = 40 };

static const char *zone_word(const struct referral_source *source)
{
	return source->in_primary ? _("usual") : source->in_spill ? _("sometimes") : _("lies here");
}

/* The muscles that may refer to what hurts; those in which the client had points on this side come first. */
static bool find_sources(const struct app *app, struct referral_source sources[SOURCES_MAX], size_t *n,
			 struct err *err)
{
	const struct catalogue *c = app->catalogue;
	struct points points = { NULL, 0 };
	int regions[PAINFUL_MAX];
	enum side side;
	if (!points_load(app->store, app->open->session.client_id, app->open->session.id, &points, err))
		return false;
	/* Before today, that is. */
	for (size_t i = 0; i < points.n; i++) {
		struct point_history *point = &points.rows[i];
		if (point->entries[point->n_entries - 1].session_id == app->open->session.id)
			point->n_entries--;
	}
	int *own = mem_array(c->n_muscles, sizeof *own);
	body_pane_region(app->chart->body, &side);
	point_weights(c, points.rows, points.n, side, own);
	*n = referral_sources(c, regions, body_pane_painful(app->chart->body, regions, PAINFUL_MAX), own,
			      sources, SOURCES_MAX);
	free(own);
	points_release(&points);
	return true;
}

/* A row's record is the muscle's place in the table, from 1 on. */
static bool muscles_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct list_screen *list = (struct list_screen *)screen;
	struct referral_source sources[SOURCES_MAX];
	size_t n;
	(void)with;
	if (!find_sources(app, sources, &n, err))
		return false;
	list_forget(list);
	list_begin(list);
	for (size_t i = 0; i < n; i++) {
		const struct muscle *muscle = &app->catalogue->muscles[sources[i].muscle];
		struct str *row = list_row(list, sources[i].muscle + 1);
		str_addf(row, "%s %-4s ", sources[i].own ? "*" : " ", muscle->code);
		utf8_show_in(row, i18n_name(muscle->name), 32);
		str_addc(row, ' ');
		utf8_show_in(row, zone_word(&sources[i]), 11);
		str_addf(row, " %s", i18n_name(muscle->presentation));
	}
	list_end(list, _("No muscle of the table refers here."));
	app_say(app, _("* had points before. A suggestion from classic charts; what pressing finds counts."));
	return true;
}

static bool cmd_muscle_mark(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t chosen = list_chosen((const struct list_screen *)app_screen(app, &muscles_screen));
	enum side side;
	(void)argument, (void)value;
	if (chosen == 0)
		return err_set(err, ERR_MISSING, _("No muscle is chosen."));
	body_pane_region(app->chart->body, &side);
	app_back(app);
	char *line =
		str_format("%s %s ", side == SIDE_LEFT ? "l" : "r", app->catalogue->muscles[chosen - 1].code);
	prompt_ask_with(app, command_named("mark-add"), line);
	free(line);
	return true;
}

static const struct command muscle_mark_command = {
	.name = "muscle-mark",
	.scope = "muscles",
	.keys = "Enter",
	.hint = N_("mark"),
	.hint_scopes = "muscles",
	.help = N_("Mark a point in the chosen muscle"),
	.run = cmd_muscle_mark,
};

static const struct command *const muscles_commands[] = {
	&muscle_mark_command,
	NULL,
};

const struct screen_class muscles_screen = {
	.scope = "muscles",
	.title = N_("Muscles that may refer here"),
	.size = sizeof(struct list_screen),
	.init = list_screen_init,
	.release = list_screen_release,
	.pane = list_screen_pane,
	.open = muscles_open,
	.commands = muscles_commands,
};
