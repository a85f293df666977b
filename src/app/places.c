/* SPDX-License-Identifier: MIT */
/* The places that are no screens of their own yet: a class each round what struct app holds of them. A place that becomes a
 * screen takes its row and its cases from here. */
#include <stddef.h>
#include <string.h>

#include "app/app.h"
#include "app/draw.h"
#include "app/entries.h"
#include "app/writing.h"
#include "base/i18n.h"

struct place_screen {
	struct screen screen;
	struct app *app;
};

static const struct screen_class classes[PLACE_COUNT];

static struct app *app_of(const struct screen *screen)
{
	return ((const struct place_screen *)screen)->app;
}

static enum place place_of(const struct screen *screen)
{
	for (int i = 0; i < PLACE_COUNT; i++)
		if (screen->class == &classes[i])
			return i;
	return PLACE_COUNT;
}

enum place app_place(const struct app *app)
{
	return place_of(app_front(app));
}

void app_go(struct app *app, enum place place)
{
	app_push(app, app_screen(app, &classes[place]));
}

static void place_init(struct screen *screen, struct app *app)
{
	((struct place_screen *)screen)->app = app;
}

/* ---- panes ---- */

/* The panes are pointers of their own types, each of which begins with a struct pane. */
#define PANE(member) offsetof(struct app, member)

static const size_t panes[PLACE_COUNT] = {
	[PLACE_DAY] = PANE(day),
	[PLACE_CLIENTS] = PANE(clients),
};

static struct pane *place_pane(const struct screen *screen)
{
	struct pane *pane;
	memcpy(&pane, (const char *)app_of(screen) + panes[place_of(screen)], sizeof pane);
	return pane;
}

/* ---- what some do more ---- */

static bool day_shown(struct screen *screen, struct app *app, struct err *err)
{
	(void)screen;
	return day_refresh(app, err);
}

static void day_key_done(struct screen *screen, struct app *app)
{
	(void)screen;
	day_preview(app);
}

static void clients_typed(struct screen *screen, struct app *app, const struct key *key, bool taken)
{
	struct err err = ERR_INIT;
	(void)screen, (void)key;
	if (taken && !clients_refresh(app, &err))
		app_say(app, "%s", err.text);
}

/* ---- the chart ---- */

static struct pane *the_chart_pane(const struct screen *screen)
{
	return chart_pane(&app_of(screen)->chart);
}

static struct edit *chart_edit(const struct screen *screen)
{
	struct chart *chart = &app_of(screen)->chart;
	return chart->focus == SLOT_NOTE ? note_pane_edit(chart->note) : NULL;
}

static void chart_typed_into(struct screen *screen, struct app *app, const struct key *key, bool taken)
{
	struct err err = ERR_INIT;
	bool takes_text = chart_pane(&app->chart)->class->takes_text, types = key_is_typing(key);
	(void)screen;
	if (taken) {
		if (app->chart.focus == SLOT_NOTE && key->text[0] == ' ')
			writing_expand(app);
	} else if (takes_text && app->chart.taken && (types || key->kind == KEY_ENTER)) {
		chart_type_aside(&app->chart, key, clock_mono_ms());
		str_clear(&app->message);
		chart_held(&app->chart, &app->message);
		str_addf(&app->message, " %s", _("What you type is kept as a copy."));
	} else if (takes_text && types) {
		chart_may_change(app, &err), app_say(app, "%s", err.text);
	}
}

/* Leaving the chart keeps the draft; when that fails the chart stays open and says why. */
static enum leaving chart_leave(struct screen *screen, struct app *app, struct err *err)
{
	struct chart *chart = &app->chart;
	(void)screen;
	if (chart->body->draws)
		return drawing_keep(app, err) ? LEAVE_STAYS : LEAVE_REFUSED;
	if (chart->note->needle) {
		note_pane_seek(chart->note, NULL);
		return LEAVE_STAYS;
	}
	if (chart->zoom) {
		chart->zoom = false;
		return LEAVE_STAYS;
	}
	if (chart_close(chart, app->store, err))
		return LEAVE_GOES;
	note_offer_folder(app, err);
	return LEAVE_STAYS;
}

/* ---- the table ---- */

#define PLACE .size = sizeof(struct place_screen), .init = place_init, .pane = place_pane

static const struct screen_class classes[PLACE_COUNT] = {
	[PLACE_DAY] = { "day", PLACE, .draw = draw_day, .refresh = day_shown, .key_done = day_key_done },
	[PLACE_CHART] = { "chart", .size = sizeof(struct place_screen), .init = place_init,
			  .pane = the_chart_pane, .edit = chart_edit, .draw = draw_chart,
			  .typed = chart_typed_into, .leave = chart_leave },
	[PLACE_CLIENTS] = { "clients", N_("Clients"), PLACE, .typed = clients_typed },
};
