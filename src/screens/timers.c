/* SPDX-License-Identifier: MIT */
/* The timers that run, and the points that are ready to be pressed again. */
#include <stdlib.h>

#include "app/app.h"
#include "app/draw.h"
#include "app/entries.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "screens/screens.h"

struct timers_screen {
	struct list_screen list;
	int64_t *applications; /* of each row; 0 for none */
};

/* ---- rows ---- */

static void add_since(const struct timer *timer, struct str *out)
{
	char wall[WALL_SIZE];
	wall_format(timer->started_ms / 1000 + timer->seconds, wall);
	str_add(out, wall + DATE_SIZE);
}

static const char *kind_word(const struct timer *timer)
{
	switch (timer->kind) {
	case TIMER_BUILD:
		return C_("timer", "press");
	case TIMER_REST:
		return C_("timer", "rest");
	case TIMER_DOWN:
		/* TRANSLATORS: time that is left, as in "11:10 left" */
		return C_("timer", "left");
	default:
		return C_("timer", "held");
	}
}

static void timer_add(const struct app *app, const struct timer *timer, struct str *out)
{
	struct str row;
	bool over = timer->kind != TIMER_BUILD && timer_rings(timer, app->open->timing.now_ms);
	str_init(&row);
	timer_show(timer, app->open->timing.now_ms, &row);
	str_addc(&row, ' ');
	if (over)
		add_since(timer, &row);
	else
		str_add(&row, kind_word(timer));
	utf8_show_in(out, row.s, 13);
	str_addc(out, ' ');
	timing_place(app, timer, out);
	str_release(&row);
}

/* On its timer, else on the one that followed it on the same technique; when there is none, on none: the next key would act
 * on another. */
static void cursor_follow(struct timers_screen *list, size_t n, int64_t timer, int64_t application)
{
	if (n == 0 || list_choose(&list->list, timer))
		return;
	list->list.lines->list.chosen = -1;
	for (size_t i = 0; i < n && application != 0; i++)
		if (list->applications[i] == application)
			list->list.lines->list.chosen = (int)i;
}

static bool timers_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct timers_screen *list = (struct timers_screen *)screen;
	const struct timers *timers = &app->open->timing.timers;
	int64_t timer = list_chosen(&list->list);
	int64_t application = timer ? list->applications[lines_pane_chosen(list->list.lines)] : 0;
	size_t n = 0;
	(void)err;
	list->applications = mem_regrow(list->applications, timers->n + 1, sizeof *list->applications);
	list_begin(&list->list);
	for (size_t i = 0; i < timers->n; i++) {
		if (!timing_stands(app, &timers->rows[i]))
			continue;
		timer_add(app, &timers->rows[i], list_row(&list->list, timers->rows[i].id));
		list->applications[n++] = timers->rows[i].application_id;
	}
	list_end(
		&list->list,
		_("No timer runs: {timer-mark|technique-tick} on a mark or on a ticked technique starts one."));
	cursor_follow(list, n, timer, application);
	return true;
}

static bool timers_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct timers_screen *list = (struct timers_screen *)screen;
	(void)with;
	if (!timing_load(app, err) || !timers_refresh(screen, app, err))
		return false;
	if (list_chosen(&list->list) == 0)
		list->list.lines->list.chosen = 0;
	return true;
}

static void timers_screen_release(struct screen *screen)
{
	free(((struct timers_screen *)screen)->applications);
	list_screen_release(screen);
}

/* ---- commands ---- */

static bool cmd_timers_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "timers", NULL, err);
}

static const struct command timers_show_command = {
	.name = "timers-show",
	.scope = "chart",
	.keys = "Alt-T",
	.help = N_("List the timers, and the points that are ready to be pressed again"),
	.run = cmd_timers_show,
};

static const struct timer *timer_chosen(struct app *app, struct err *err)
{
	int64_t chosen = list_chosen((const struct list_screen *)app_screen(app, &timers_screen));
	for (size_t i = 0; i < app->open->timing.timers.n; i++)
		if (app->open->timing.timers.rows[i].id == chosen)
			return &app->open->timing.timers.rows[i];
	err_set(err, ERR_MISSING, _("No timer is chosen: j and k choose one."));
	return NULL;
}

/* The chosen one, when it belongs to the open chart. */
static const struct timer *timer_here(struct app *app, struct err *err)
{
	const struct timer *timer = timer_chosen(app, err);
	if (!timer || timer->session_id == app->open->session.id)
		return timer;
	err_set(err, ERR_REFUSED, _("This timer belongs to the chart of %s: open that one."), timer->client);
	return NULL;
}

static bool cmd_timer_row(struct app *app, const char *argument, int value, struct err *err)
{
	const struct timer *timer = timer_here(app, err);
	const struct application *application =
		timer ? session_application(app->open, timer->application_id) : NULL;
	(void)argument, (void)value;
	if (timer && !application)
		return err_set(err, ERR_MISSING, _("The technique of this timer was taken back."));
	return timer && timer_press(app, application, err) && app_refresh(app, err);
}

static const struct command timer_row_command = {
	.name = "timer-row",
	.scope = "timers",
	.keys = "Space",
	.hint = N_("stop, press again"),
	.hint_scopes = "timers",
	.help = N_("Stop the chosen timer, or press its point again"),
	.run = cmd_timer_row,
};

static bool cmd_timer_go(struct app *app, const char *argument, int value, struct err *err)
{
	const struct timer *timer = timer_here(app, err);
	(void)argument, (void)value;
	if (!timer)
		return false;
	app_back(app);
	prompt_mend(app, NULL); /* here it goes on by hand */
	if (marks_pane_choose(app->chart->marks_pane, timer->mark_id))
		app->chart->focus = SLOT_MARKS;
	else if (techniques_pane_choose(app->chart->techniques, timer->application_id))
		app->chart->focus = SLOT_TECHNIQUES;
	return true;
}

static const struct command timer_go_command = {
	.name = "timer-go",
	.scope = "timers",
	.keys = "Enter",
	.hint = N_("go to"),
	.hint_scopes = "timers",
	.help = N_("Go to the mark or the technique of the timer"),
	.run = cmd_timer_go,
};

static bool cmd_timer_drop(struct app *app, const char *argument, int value, struct err *err)
{
	const struct timer *timer = timer_here(app, err);
	(void)argument, (void)value;
	if (!timer || !timer_stop(app->store, timer->id, clock_now_ms(), err))
		return false;
	app_say(app, _("Forgotten: the dose stays as it was."));
	return timing_load(app, err) && app_refresh(app, err);
}

static const struct command timer_drop_command = {
	.name = "timer-drop",
	.scope = "timers",
	.keys = "x",
	.hint = N_("forget"),
	.hint_scopes = "timers",
	.help = N_("Forget the chosen timer: nothing goes into the dose"),
	.run = cmd_timer_drop,
};

static const struct command *const timers_commands[] = {
	&timers_show_command, &timer_go_command, &timer_row_command, &timer_drop_command, NULL,
};

const struct screen_class timers_screen = {
	.scope = "timers",
	.title = N_("Timers"),
	.say_title = title_of_chart,
	.size = sizeof(struct timers_screen),
	.init = list_screen_init,
	.release = timers_screen_release,
	.pane = list_screen_pane,
	.open = timers_open,
	.refresh = timers_refresh,
	.commands = timers_commands,
};
