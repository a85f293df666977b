/* SPDX-License-Identifier: MIT */
/* Drawing: what every screen has in common. */
#ifndef FASCICLE_APP_DRAW_H
#define FASCICLE_APP_DRAW_H

#include "app/app.h"

/* The screen in front, and the prompt over it. */
void draw_app(struct app *app);
/* The title of the screen in front; none where it draws one itself. */
void app_title(const struct app *app, struct str *out);
/* Behind the title of what belongs to the open chart: whose it is. */
void title_of_chart(const struct screen *screen, const struct app *app, struct str *out);

/* A pane under its title, the day in the header; right of it what matters of the row, unless that is NULL. */
void draw_list(struct app *app, struct pane *pane, const char *title, const char *preview);

/* The place that draws itself. */
void draw_chart(struct screen *screen, struct app *app);

#endif
