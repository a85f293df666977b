/* SPDX-License-Identifier: MIT */
/* Each place with something to fill in names its fields; the store keeps them by name. */
#include "app/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/intake_form.h"
#include "base/mem.h"
#include "store/forms.h"

enum { SIDE_QUIET_MS = 250, SIDE_LATEST_MS = 1000 };

struct side_form {
	const char *form;
	int64_t record;
	struct form_value *values; /* owned, with their texts */
	size_t n;
};

static void side_add(struct side_form *side, const char *name, const char *value)
{
	side->values = mem_regrow(side->values, side->n + 1, sizeof *side->values);
	side->values[side->n++] = (struct form_value){ mem_strdup(name), mem_strdup(value ? value : "") };
}

static const char *const snippet_fields[] = { "word", "text", "whose" };

/* Only what differs from the record is a draft: what a colleague changes meanwhile is not written over by it. */
static void side_add_changed(struct side_form *side, const char *name, const char *was, const char *now)
{
	if (!str_eq(was ? was : "", now ? now : ""))
		side_add(side, name, now);
}

/* A form of as many rows as there are. */
static void side_add_rows(struct side_form *side, struct intake_pane *pane)
{
	for (int i = 0; i < pane->form.n_fields; i++) {
		char *name = intake_form_name(pane, i);
		side_add_changed(side, name, pane->rows[i].was, form_value(&pane->form, i));
		free(name);
	}
}

static void side_describe(struct app *app, enum place place, struct side_form *side)
{
	const struct snippet *snippet = &app->edited_snippet;
	*side = (struct side_form){ .form = NULL };
	switch (place) {
	case PLACE_CLIENT:
		side->form = "client";
		side->record = app->client->record;
		for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
			side_add_changed(side, client_fields[i].name, client_value(&app->edited, i),
					 form_value(&app->client->form, i));
		break;
	case PLACE_SNIPPET:
		side->form = "snippet";
		side->record = app->snippet->record;
		side_add_changed(side, snippet_fields[0], snippet->word, form_value(&app->snippet->form, 0));
		side_add_changed(side, snippet_fields[1], snippet->text, form_value(&app->snippet->form, 1));
		side_add_changed(side, snippet_fields[2], snippet->id && !snippet->owner ? "clinic" : "mine",
				 form_value(&app->snippet->form, 2));
		break;
	case PLACE_ADDENDUM:
		side->form = "addendum";
		side->record = app->chart.session.id;
		side_add(side, "reason", app->addendum_reason);
		side_add(side, "text", buffer_text(app->addendum->view.buffer));
		break;
	case PLACE_FINDINGS:
		side->form = "findings";
		side->record = app->chart.session.id;
		if (!str_empty(findings_pane_line(app->findings))) {
			side_add(side, "field", app->catalogue->findings[app->findings->field].code);
			side_add(side, "line", findings_pane_line(app->findings));
		}
		break;
	case PLACE_INTAKE:
		side->form = "intake";
		side->record = app->intake->record;
		side_add_rows(side, app->intake);
		break;
	default:
		break;
	}
}

static void side_forget(struct side_form *side)
{
	for (size_t i = 0; i < side->n; i++) {
		free(side->values[i].field);
		free(side->values[i].value);
	}
	free(side->values);
}

static uint64_t form_revision(const struct form *form)
{
	uint64_t sum = 0;
	for (int i = 0; i < form->n_fields; i++)
		sum += buffer_revision(form->fields[i].buffer);
	return sum;
}

static uint64_t side_revision(const struct app *app)
{
	switch (app_place(app)) {
	case PLACE_CLIENT:
		return form_revision(&app->client->form);
	case PLACE_SNIPPET:
		return form_revision(&app->snippet->form);
	case PLACE_ADDENDUM:
		return buffer_revision(app->addendum->view.buffer);
	case PLACE_FINDINGS:
		return buffer_revision(app->findings->buffer);
	case PLACE_INTAKE:
		return intake_pane_revision(app->intake);
	default:
		return 0;
	}
}

void side_watch(struct app *app, int64_t now_ms)
{
	uint64_t revision = side_revision(app);
	/* A form that could not be stored stays the one to be stored, also while it is out of sight. */
	if (app->side_first_ms != 0 && app->side_place != app_place(app))
		return;
	bool typed = app->side_place == app_place(app) && app->side_revision != revision;
	app->side_place = app_place(app);
	app->side_revision = revision;
	if (!typed)
		return;
	if (app->side_first_ms == 0)
		app->side_first_ms = now_ms;
	app->side_last_ms = now_ms;
}

int side_rhythm_ms(int64_t first_ms, int64_t last_ms, int64_t now_ms)
{
	if (first_ms == 0)
		return -1;
	int64_t due = last_ms + SIDE_QUIET_MS, latest = first_ms + SIDE_LATEST_MS;
	if (due > latest)
		due = latest;
	return due > now_ms ? (int)(due - now_ms) : 0;
}

int side_due_ms(const struct app *app, int64_t now_ms)
{
	return side_rhythm_ms(app->side_first_ms, app->side_last_ms, now_ms);
}

bool side_save(struct app *app, struct err *err)
{
	struct side_form side;
	if (app->side_first_ms == 0)
		return true;
	/* The form that was typed into, which need not be in front any more. */
	side_describe(app, app->side_place, &side);
	bool ok = !side.form || (side.n == 0 ? form_draft_clear(app->store, side.form, side.record, err)
					     : form_draft_save(app->store, side.form, side.record,
							       side.values, side.n, err));
	side_forget(&side);
	if (ok)
		app->side_first_ms = 0;
	else
		app->side_first_ms = app->side_last_ms = clock_mono_ms() + DRAFT_RETRY_MS;
	return ok;
}

static void side_put(struct app *app, const char *name, const char *value)
{
	for (int i = 0; app_place(app) == PLACE_CLIENT && i < CLIENT_FIELD_COUNT; i++)
		if (str_eq(client_fields[i].name, name))
			fields_pane_put(app->client, i, value);
	for (int i = 0; app_place(app) == PLACE_SNIPPET && i < 3; i++)
		if (str_eq(snippet_fields[i], name))
			fields_pane_put(app->snippet, i, value);
	if (app_place(app) == PLACE_FINDINGS && str_eq(name, "field"))
		findings_pane_go(app->findings, catalogue_finding(app->catalogue, value));
	if (app_place(app) == PLACE_FINDINGS && str_eq(name, "line"))
		findings_pane_put(app->findings, value);
	if (app_place(app) == PLACE_INTAKE)
		intake_form_put(app->intake, name, value);
	if (app_place(app) == PLACE_ADDENDUM && str_eq(name, "reason"))
		mem_replace(&app->addendum_reason, value);
	if (app_place(app) == PLACE_ADDENDUM && str_eq(name, "text"))
		text_view_set(&app->addendum->view, value, strlen(value));
}

bool side_load(struct app *app)
{
	struct side_form side;
	struct form_draft draft = { NULL, 0 };
	struct err err = ERR_INIT;
	side_describe(app, app_place(app), &side);
	bool found =
		side.form && form_draft_load(app->store, side.form, side.record, &draft, &err) && draft.n > 0;
	for (size_t i = 0; found && i < draft.n; i++)
		side_put(app, draft.values[i].field, draft.values[i].value);
	form_draft_release(&draft);
	side_forget(&side);
	return found;
}

void side_clear(struct app *app)
{
	struct side_form side;
	struct err err = ERR_INIT;
	side_describe(app, app_place(app), &side);
	if (side.form && !form_draft_clear(app->store, side.form, side.record, &err))
		app_say(app, "%s", err.text);
	side_forget(&side);
	app->side_first_ms = 0;
}
