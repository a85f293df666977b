/* SPDX-License-Identifier: MIT */
/* Techniques go into the open chart here, whichever way they were said: one place to refuse or to ask. */
#include <stdlib.h>

#include "app/entries.h"

bool applications_add(struct app *app, struct application *applications, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		applications[i].session_id = app->chart.session.id;
		if (!application_save(app->store, &applications[i], err))
			return false;
		entry_undo_voided(&app->chart.undo, UNDO_APPLICATION_VOIDED, applications[i].id, false);
	}
	return true;
}

bool treatment_add(struct app *app, const char *what, struct application *applications, size_t n,
		   struct err *err)
{
	if (!chart_may_change(app, err) || !store_begin(app->store, err))
		return false;
	entry_undo_begin(&app->chart.undo, what);
	if (!store_end(app->store, applications_add(app, applications, n, err), err)) {
		entry_undo_forget(&app->chart.undo);
		return false;
	}
	return chart_reload(&app->chart, app->store, err);
}

bool treatment_change(struct app *app, const struct application *before, struct application *after,
		      struct err *err)
{
	if (!chart_may_change(app, err))
		return false;
	char *title = application_title(app, after);
	entry_undo_begin(&app->chart.undo, title);
	free(title);
	entry_undo_application_changed(&app->chart.undo, before, after);
	if (application_save(app->store, after, err))
		return true;
	entry_undo_forget(&app->chart.undo);
	return false;
}

char *application_title(const struct app *app, const struct application *application)
{
	struct str line;
	str_init(&line);
	application_line(app->catalogue, application, &line);
	application_place(app->catalogue, application, &line);
	char *title = str_take(&line);
	str_release(&line);
	return title;
}
