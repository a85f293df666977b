/* SPDX-License-Identifier: MIT */
/* A draft is stored soon after typing stops, and while it goes on. */
#include "app/drafts.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/mem.h"
#include "store/forms.h"

enum { FORM_QUIET_MS = 250, FORM_LATEST_MS = 1000 };

struct draft_fields {
	struct form_value *values; /* owned, with their texts */
	size_t n;
};

/* The form that was typed into. */
struct drafts {
	struct screen *screen;
	uint64_t revision;         /* of what is in it */
	int64_t first_ms, last_ms; /* keys in it since it was stored; 0 while all is */
};

void drafts_init(struct app *app)
{
	app->drafts = mem_alloc(sizeof *app->drafts);
}

void drafts_release(struct app *app)
{
	free(app->drafts);
}

bool drafts_are_of(const struct app *app, const struct screen *screen)
{
	return app->drafts->screen == screen;
}

void draft_add(struct draft_fields *fields, const char *name, const char *value)
{
	fields->values = mem_regrow(fields->values, fields->n + 1, sizeof *fields->values);
	fields->values[fields->n++] = (struct form_value){ mem_strdup(name), mem_strdup(value ? value : "") };
}

void draft_add_changed(struct draft_fields *fields, const char *name, const char *was, const char *now)
{
	if (!str_eq(was ? was : "", now ? now : ""))
		draft_add(fields, name, now);
}

static void fields_release(struct draft_fields *fields)
{
	for (size_t i = 0; i < fields->n; i++) {
		free(fields->values[i].field);
		free(fields->values[i].value);
	}
	free(fields->values);
}

void drafts_watch(struct app *app, int64_t now_ms)
{
	struct drafts *drafts = app->drafts;
	struct screen *front = app_front(app);
	uint64_t revision = front->class->draft ? front->class->draft->changed(front) : 0;
	/* A form that could not be stored stays the one to be stored, also while it is out of sight. */
	if (drafts->first_ms != 0 && drafts->screen != front)
		return;
	bool typed = drafts->screen == front && drafts->revision != revision;
	drafts->screen = front;
	drafts->revision = revision;
	if (!typed)
		return;
	if (drafts->first_ms == 0)
		drafts->first_ms = now_ms;
	drafts->last_ms = now_ms;
}

int drafts_rhythm_ms(int64_t first_ms, int64_t last_ms, int64_t now_ms)
{
	if (first_ms == 0)
		return -1;
	int64_t due = last_ms + FORM_QUIET_MS, latest = first_ms + FORM_LATEST_MS;
	if (due > latest)
		due = latest;
	return due > now_ms ? (int)(due - now_ms) : 0;
}

int drafts_due_ms(const struct app *app, int64_t now_ms)
{
	return drafts_rhythm_ms(app->drafts->first_ms, app->drafts->last_ms, now_ms);
}

/* To the database, or beside it. */
typedef bool keep_form(struct store *store, const char *form, int64_t record_id,
		       const struct form_value *values, size_t n, struct err *err);

static bool drafts_keep(struct app *app, keep_form *keep, struct err *err)
{
	struct draft_fields fields = { NULL, 0 };
	if (app->drafts->first_ms == 0)
		return true;
	/* The form that was typed into, which need not be in front any more. */
	const struct screen *screen = app->drafts->screen;
	const struct screen_draft *draft = screen->class->draft;
	draft->describe(screen, &fields);
	int64_t record = draft->record(screen);
	bool ok = fields.n == 0 && keep == form_draft_save
			  ? form_draft_clear(app->store, draft->form, record, err)
			  : keep(app->store, draft->form, record, fields.values, fields.n, err);
	fields_release(&fields);
	if (ok)
		app->drafts->first_ms = 0;
	else
		app->drafts->first_ms = app->drafts->last_ms = clock_mono_ms() + DRAFT_RETRY_MS;
	return ok;
}

bool drafts_save(struct app *app, struct err *err)
{
	return drafts_keep(app, form_draft_save, err);
}

bool drafts_rescue(struct app *app, struct err *err)
{
	return drafts_keep(app, form_draft_rescue, err);
}

bool drafts_load(struct app *app, struct screen *screen)
{
	const struct screen_draft *draft = screen->class->draft;
	struct form_draft stored = { NULL, 0 };
	struct err err = ERR_INIT;
	bool found = form_draft_load(app->store, draft->form, draft->record(screen), &stored, &err) &&
		     stored.n > 0;
	for (size_t i = 0; found && i < stored.n; i++)
		draft->put(screen, stored.values[i].field, stored.values[i].value);
	form_draft_release(&stored);
	return found;
}

void drafts_clear(struct app *app, struct screen *screen)
{
	const struct screen_draft *draft = screen->class->draft;
	struct err err = ERR_INIT;
	if (!form_draft_clear(app->store, draft->form, draft->record(screen), &err))
		app_say(app, "%s", err.text);
	app->drafts->first_ms = 0;
}
