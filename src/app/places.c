/* SPDX-License-Identifier: MIT */
/* The places and how one gets from one to the next: one row each. */
#include <stddef.h>
#include <string.h>

#include "app/app.h"
#include "app/drafts.h"
#include "base/i18n.h"

/* The panes are pointers of their own types, each of which begins with a struct pane. */
#define PANE(member) offsetof(struct app, member)

static const struct place_row {
	const char *scope; /* whose keys work there beside the pane's own */
	size_t pane;
	const char *title; /* NULL: it depends */
} rows[PLACE_COUNT] = {
	[PLACE_DAY] = { "day", PANE(day), NULL },
	[PLACE_CHART] = { "chart", 0, NULL },
	[PLACE_CLIENTS] = { "clients", PANE(clients), N_("Clients") },
	[PLACE_CLIENT] = { "client", PANE(client), NULL },
	[PLACE_SIGN] = { "sign", PANE(sign), N_("Before signing") },
	[PLACE_HELP] = { "help", PANE(help), N_("Keys") },
	[PLACE_READ] = { "read", PANE(reader), NULL },
	[PLACE_ADDENDUM] = { "addendum", PANE(addendum), NULL },
	[PLACE_BILL] = { "bill", PANE(bill_list), NULL },
	[PLACE_SNIPPETS] = { "snippets", PANE(snippet_list), N_("Snippets") },
	[PLACE_SNIPPET] = { "snippet", PANE(snippet), N_("Snippet") },
	[PLACE_MUSCLES] = { "muscles", PANE(muscles), N_("Muscles that may refer here") },
	[PLACE_TIMERS] = { "timers", PANE(timers), N_("Timers") },
	[PLACE_FINDINGS] = { "findings", PANE(findings), N_("Findings") },
	[PLACE_CONSENTS] = { "consents", PANE(consents.pane), NULL },
	[PLACE_INTAKE] = { "intake", PANE(intake), NULL },
	[PLACE_PROGRESS] = { "progress", PANE(progress.pane), NULL },
	[PLACE_COURSE] = { "course", PANE(progress.list), NULL },
	[PLACE_CAUTIONS] = { "cautions", PANE(cautions_list), N_("Cautions") },
	[PLACE_POINTS] = { "points", PANE(points_list), N_("Points and their course") },
	[PLACE_SELFCARE] = { "selfcare", PANE(selfcare_list), N_("Self-care") },
	[PLACE_PRESETS] = { "presets", PANE(preset_list), N_("Presets of techniques") },
};

enum place app_place(const struct app *app)
{
	return app->places[app->depth - 1];
}

const char *place_scope(enum place place)
{
	return rows[place].scope;
}

/* Whose it is, and when it was gone through. */
static void intake_title(const struct app *app, struct str *out)
{
	const char *day = app->intake_reviewed;
	char today[DATE_SIZE];
	date_today(today);
	int days = date_days_between(day, today);
	str_add(out, _("Intake: "));
	client_name(&app->intake_client, out);
	if (intake_pane_unkept(app->intake) > 0)
		str_add(out, _(" · not kept yet: Ctrl-s"));
	else if (!day[0])
		str_add(out, _(" · never taken"));
	else if (days == 0)
		str_add(out, _(" · gone through today"));
	else
		str_addf(out, P_(" · gone through %s, %d day ago", " · gone through %s, %d days ago", days),
			 date_medium(day), days);
}

static bool is_of_chart(enum place place)
{
	return place == PLACE_SIGN || place == PLACE_CAUTIONS || place == PLACE_FINDINGS ||
	       place == PLACE_TIMERS || place == PLACE_SELFCARE;
}

void place_title(const struct app *app, struct str *out)
{
	enum place place = app_place(app);
	if (rows[place].title)
		str_add(out, _(rows[place].title));
	if (is_of_chart(place) && app->chart.session.id) {
		str_add(out, ": ");
		client_name(&app->chart.client, out);
	}
	if (rows[place].title)
		return;
	if (place == PLACE_INTAKE)
		intake_title(app, out);
	else if (place == PLACE_CLIENT && app->edited.id)
		client_name(&app->edited, out);
	else if (place == PLACE_CLIENT)
		str_add(out, _("New client"));
	else if (place == PLACE_PROGRESS || place == PLACE_COURSE) {
		str_add(out, place == PLACE_PROGRESS ? _("Progress: ") : _("Course of treatment: "));
		client_name(&app->progress.client, out);
	} else if (place == PLACE_CONSENTS)
		consent_list_title(&app->consents, out);
	else if (place == PLACE_READ)
		str_add(out, app->reader->title);
	else if (place == PLACE_BILL)
		str_addf(out, _("Bill: %s · %s"), app->bill.client, date_short(app->bill.day));
	else if (place == PLACE_ADDENDUM)
		str_add(out, app->addendum_reason);
}

struct pane *app_pane(const struct app *app)
{
	struct pane *pane;
	if (app_place(app) == PLACE_CHART)
		return chart_pane((struct chart *)&app->chart);
	memcpy(&pane, (const char *)app + rows[app_place(app)].pane, sizeof pane);
	return pane;
}

void app_go(struct app *app, enum place place)
{
	struct err err = ERR_INIT;
	if (app_place(app) == place)
		return;
	/* What is half filled in is stored before it goes out of sight. */
	if (!side_save(app, &err))
		app_say(app, "%s", err.text);
	if (app->depth == PLACES_DEEP) {
		memmove(&app->places[1], &app->places[2], (PLACES_DEEP - 2) * sizeof app->places[0]);
		app->depth--;
	}
	app->places[app->depth++] = place;
}

bool app_home(struct app *app, struct err *err)
{
	if (!side_save(app, err) || !chart_close(&app->chart, app->store, err))
		return false;
	app->depth = 1;
	app->mending = false;
	return true;
}

void app_back(struct app *app)
{
	if (app->depth > 1)
		app->depth--;
}
