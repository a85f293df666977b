/* SPDX-License-Identifier: MIT */
/* The client's trigger points, each with its course over the sessions. */
#include "app/app.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "screens/screens.h"
#include "store/points.h"

struct points_screen {
	struct list_screen list;
	struct points points;
};

enum { COURSE_COLS = 22, SPARK_COLS = 10 };

static void point_line(const struct app *app, const struct point_history *point, struct str *out)
{
	struct str name, spark;
	int muscle = catalogue_muscle(app->catalogue, point->muscle);
	bool ascii = app->grid.ascii;
	str_init(&name);
	str_init(&spark);
	str_addf(&name, "%s ", side_letter(point->side));
	if (muscle >= 0)
		catalogue_muscle_phrase(app->catalogue, muscle, &name);
	point_sparkline(point, SPARK_COLS, ascii, &spark);
	utf8_show_in(out, name.s, 27);
	str_addc(out, ' ');
	utf8_show_in(out, point_status_word(point_status(point)), 12);
	utf8_show_in(out, spark.s, SPARK_COLS + 1);
	point_course(point, COURSE_COLS, ascii, out);
	str_release(&spark);
	str_release(&name);
}

static bool points_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct points_screen *list = (struct points_screen *)screen;
	struct points fresh = { NULL, 0 };
	(void)with;
	if (!points_load(app->store, app->open->session.client_id, app->open->session.id, &fresh, err))
		return false;
	points_release(&list->points);
	list->points = fresh;
	list_forget(&list->list);
	list_begin(&list->list);
	for (size_t i = 0; i < fresh.n; i++)
		point_line(app, &fresh.rows[i], list_row(&list->list, fresh.rows[i].point_id));
	list_end(&list->list, _("No points yet: {mark-add chart} marks the first."));
	return true;
}

static bool cmd_points_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "points", NULL, err);
}

static const struct command points_show_command = {
	.name = "points-show",
	.scope = "chart",
	.keys = "body:p marks:p",
	.hint = N_("points"),
	.hint_scopes = "body",
	.help = N_("List the client's points with their course over the sessions"),
	.run = cmd_points_show,
};

static bool cmd_point_go(struct app *app, const char *argument, int value, struct err *err)
{
	const struct points_screen *list = (const struct points_screen *)app_screen(app, &points_screen);
	const struct point_history *point = NULL;
	int64_t chosen = list_chosen(&list->list);
	(void)argument, (void)value;
	for (size_t i = 0; i < list->points.n; i++)
		if (list->points.rows[i].point_id == chosen)
			point = &list->points.rows[i];
	if (!point)
		return err_set(err, ERR_MISSING, _("No point is chosen."));
	int cell =
		catalogue_cell(app->catalogue, catalogue_region(app->catalogue, point->region), point->side);
	app_back(app);
	body_pane_go(app->chart->body, cell);
	app->chart->focus = SLOT_BODY;
	return true;
}

static const struct command point_go_command = {
	.name = "point-go",
	.scope = "points",
	.keys = "Enter",
	.hint = N_("show"),
	.hint_scopes = "points",
	.help = N_("Go to the chosen point on the figure"),
	.run = cmd_point_go,
};

static const struct command *const points_commands[] = {
	&points_show_command,
	&point_go_command,
	NULL,
};

static void points_screen_release(struct screen *screen)
{
	points_release(&((struct points_screen *)screen)->points);
	list_screen_release(screen);
}

const struct screen_class points_screen = {
	.scope = "points",
	.title = N_("Points and their course"),
	.size = sizeof(struct points_screen),
	.init = list_screen_init,
	.release = points_screen_release,
	.pane = list_screen_pane,
	.open = points_open,
	.commands = points_commands,
};
