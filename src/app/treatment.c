/* SPDX-License-Identifier: MIT */
/* Techniques go into the open chart here, whichever way they were said: one place to refuse or to ask. */
#include <stdlib.h>

#include "app/caution_gate.h"
#include "app/entries.h"
#include "base/mem.h"

bool applications_add(struct app *app, struct application *applications, size_t n, struct err *err)
{
	if (!caution_gate_pass(app, applications, n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		applications[i].session_id = app->open->session.id;
		if (!application_save(app->store, &applications[i], err))
			return false;
		entry_undo_voided(&app->open->undo, UNDO_APPLICATION_VOIDED, applications[i].id, false);
	}
	return true;
}

bool treatment_add(struct app *app, const char *what, struct application *applications, size_t n,
		   struct err *err)
{
	if (!chart_may_change(app, err) || !store_begin(app->store, err))
		return false;
	entry_undo_begin(&app->open->undo, what);
	if (!store_end(app->store, applications_add(app, applications, n, err), err)) {
		entry_undo_forget(&app->open->undo);
		return false;
	}
	return session_reload(app, err);
}

/* Counting and timing go on whatever is open; what is newly said to be somewhere else is looked at. */
static bool is_moved(const struct application *before, const struct application *after)
{
	return !str_eq(before->technique, after->technique) || !str_eq(before->region, after->region) ||
	       before->side != after->side || before->mark_id != after->mark_id;
}

static bool change(struct app *app, const struct application *before, struct application *after, bool asks,
		   struct err *err)
{
	if (!chart_may_change(app, err) || !store_begin(app->store, err))
		return false;
	char *title = application_title(app, after);
	entry_undo_begin(&app->open->undo, title);
	free(title);
	entry_undo_application_changed(&app->open->undo, before, after);
	bool ok =
		(!asks || caution_gate_pass(app, after, 1, err)) && application_save(app->store, after, err);
	if (store_end(app->store, ok, err))
		return true;
	entry_undo_forget(&app->open->undo);
	return false;
}

bool treatment_change(struct app *app, const struct application *before, struct application *after,
		      struct err *err)
{
	return change(app, before, after, is_moved(before, after), err);
}

bool treatment_edit(struct app *app, const struct application *before, struct application *after,
		    struct err *err)
{
	return change(app, before, after, true, err) && session_reload(app, err);
}

bool treatment_moves(struct app *app, const struct mark *before, const struct mark *after, struct err *err)
{
	const struct applications *all = &app->open->applications;
	struct application *moved = mem_array(all->n + 1, sizeof *moved);
	size_t n = 0;
	if (str_eq(before->region, after->region) && before->side == after->side) {
		free(moved);
		return true;
	}
	for (size_t i = 0; i < all->n; i++) {
		if (all->rows[i].mark_id != before->id)
			continue;
		application_init(&moved[n]);
		application_copy(&moved[n], &all->rows[i]);
		mem_replace(&moved[n].region, after->region);
		moved[n++].side = after->side;
	}
	bool ok = n == 0 || caution_gate_pass(app, moved, n, err);
	for (size_t i = 0; i < n; i++)
		application_release(&moved[i]);
	free(moved);
	return ok;
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
