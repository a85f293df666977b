/* SPDX-License-Identifier: MIT */
/* Screens are made, come in front, and go again. */
#include "app/screen.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/mem.h"

bool program_part_is(const struct program_part *part)
{
	return part->screen || part->commands;
}

void screens_release(struct screens *screens)
{
	for (size_t i = 0; i < screens->n_made; i++) {
		struct screen *screen = screens->made[i];
		if (screen->class->release)
			screen->class->release(screen);
		free(screen);
	}
	free(screens->made);
}

struct screen *app_screen(struct app *app, const struct screen_class *class)
{
	struct screens *screens = &app->screens;
	for (size_t i = 0; i < screens->n_made; i++)
		if (screens->made[i]->class == class)
			return screens->made[i];
	struct screen *screen = mem_alloc(class->size);
	screen->class = class;
	if (class->init)
		class->init(screen, app);
	screens->made = mem_regrow(screens->made, screens->n_made + 1, sizeof(struct screen *));
	screens->made[screens->n_made++] = screen;
	return screen;
}

static const struct screen_class *class_named(const char *name)
{
	const struct program_part *part = program_parts;
	while (!part->screen || strcmp(part->screen->scope, name) != 0)
		part++;
	return part->screen;
}

struct screen *app_front(const struct app *app)
{
	return app->screens.stack[app->screens.depth - 1];
}

bool app_is_at(const struct app *app, const char *name)
{
	return strcmp(app_front(app)->class->scope, name) == 0;
}

/* In front, as it is. */
static void app_push(struct app *app, struct screen *screen)
{
	struct screens *screens = &app->screens;
	struct err err = ERR_INIT;
	if (screens->depth > 0 && app_front(app) == screen)
		return;
	/* What is half filled in is stored before it goes out of sight. */
	if (!drafts_save(app, &err))
		app_say(app, "%s", err.text);
	if (screens->depth == SCREENS_DEEP) {
		memmove(&screens->stack[1], &screens->stack[2],
			(SCREENS_DEEP - 2) * sizeof screens->stack[0]);
		screens->depth--;
	}
	screens->stack[screens->depth++] = screen;
}

bool app_open(struct app *app, const char *name, const struct opening *with, struct err *err)
{
	static const struct opening nothing = { 0 };
	struct screen *screen = app_screen(app, class_named(name));
	if (screen->class->open && !screen->class->open(screen, app, with ? with : &nothing, err))
		return false;
	app_push(app, screen);
	return true;
}

void app_begin(struct app *app, const char *name)
{
	app_push(app, app_screen(app, class_named(name)));
}

struct at_hand app_at_hand(const struct app *app)
{
	for (int i = app->screens.depth - 1; i >= 0; i--) {
		const struct screen *screen = app->screens.stack[i];
		if (screen->class->at_hand)
			return screen->class->at_hand(screen);
	}
	return (struct at_hand){ 0, 0 };
}

int64_t chosen_session(const struct app *app)
{
	return app_at_hand(app).session;
}

void app_read(struct app *app, const char *title, const char *text)
{
	const struct opening with = { .title = title, .text = text };
	struct err err = ERR_INIT;
	app_open(app, "read", &with, &err);
}

bool app_refresh(struct app *app, struct err *err)
{
	struct screen *front = app_front(app);
	return !front->class->refresh || front->class->refresh(front, app, err);
}

void app_back(struct app *app)
{
	struct err err = ERR_INIT;
	if (app->screens.depth == 1)
		return;
	app->screens.depth--;
	if (!app_refresh(app, &err))
		app_say(app, "%s", err.text);
}

bool app_home(struct app *app, struct err *err)
{
	if (!drafts_save(app, err) || !session_leave(app, err))
		return false;
	app->screens.depth = 1;
	prompt_mend(app, NULL);
	return app_refresh(app, err);
}

struct pane *app_pane(const struct app *app)
{
	const struct screen *front = app_front(app);
	return front->class->pane(front);
}
