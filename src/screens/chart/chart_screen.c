/* SPDX-License-Identifier: MIT */
/* The chart of a session: body, note, marks, techniques and the last session side by side. */
#include "app/app.h"
#include "app/draw.h"
#include "app/entries.h"
#include "app/rescue.h"
#include "app/writing.h"
#include "base/i18n.h"
#include "screens/screens.h"

struct chart_screen {
	struct screen screen;
	struct app *app;
};

static void chart_screen_init(struct screen *screen, struct app *app)
{
	((struct chart_screen *)screen)->app = app;
}

static struct pane *pane_in_front(const struct screen *screen)
{
	return chart_pane(((const struct chart_screen *)screen)->app->chart);
}

static struct edit *chart_edit(const struct screen *screen)
{
	struct chart *chart = ((const struct chart_screen *)screen)->app->chart;
	return chart->focus == SLOT_NOTE ? note_pane_edit(chart->note) : NULL;
}

static void say_rescued(struct app *app, enum rescued rescued)
{
	if (rescued == RESCUED_TEXT)
		app_say(app, _("What was typed when Fascicle ended unexpectedly is back in the note."));
	else if (rescued == RESCUED_COPY)
		app_say(app,
			_("What was typed when Fascicle ended unexpectedly is kept as a copy: note-versions shows it."));
}

bool chart_greet(struct app *app, struct err *err)
{
	struct str who;
	str_init(&who);
	if (session_held(app->open, &who))
		app_say(app, "%s", who.s);
	else
		say_rescued(app, rescue_read(app->chart, err));
	str_release(&who);
	return err->kind == ERR_NONE && writing_begin(app, err);
}

/* As whatever opens it leaves it: the note in front, and what is to be said about it. */
static bool chart_shown(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct err lost = ERR_INIT;
	(void)screen;
	if (!session_leave(app, err) || !session_enter(app, with->id, err))
		return false;
	app->chart->focus = SLOT_NOTE;
	app->chart->zoom = false;
	if (chart_greet(app, &lost))
		finding_greet(app);
	else
		app_say(app, "%s", lost.text);
	return true;
}

static struct at_hand chart_at_hand(const struct screen *screen)
{
	const struct session *session = &((const struct chart_screen *)screen)->app->open->session;
	return (struct at_hand){ session->id, session->client_id };
}

static void chart_typed_into(struct screen *screen, struct app *app, const struct key *key, bool taken)
{
	struct err err = ERR_INIT;
	bool takes_text = chart_pane(app->chart)->class->takes_text, types = key_is_typing(key);
	(void)screen;
	if (taken) {
		if (app->chart->focus == SLOT_NOTE && key->text[0] == ' ')
			writing_expand(app);
	} else if (takes_text && app->chart->taken && (types || key->kind == KEY_ENTER)) {
		chart_type_aside(app->chart, key, clock_mono_ms());
		str_clear(&app->message);
		session_held(app->open, &app->message);
		str_addf(&app->message, " %s", _("What you type is kept as a copy."));
	} else if (takes_text && types) {
		chart_may_change(app, &err), app_say(app, "%s", err.text);
	}
}

/* Leaving the chart keeps the draft; when that fails the chart stays open and says why. */
static enum leaving chart_leave(struct screen *screen, struct app *app, struct err *err)
{
	struct chart *chart = app->chart;
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
	if (session_leave(app, err))
		return LEAVE_GOES;
	note_offer_folder(app, err);
	return LEAVE_STAYS;
}

const struct screen_class chart_screen = {
	.scope = "chart",
	.size = sizeof(struct chart_screen),
	.init = chart_screen_init,
	.pane = pane_in_front,
	.edit = chart_edit,
	.at_hand = chart_at_hand,
	.open = chart_shown,
	.draw = draw_chart,
	.typed = chart_typed_into,
	.leave = chart_leave,
};
