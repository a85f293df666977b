/* SPDX-License-Identifier: MIT */
/* A text that is only read, under its title: a report, earlier versions, a legend. */
#include "panes/reader.h"

#include "screens/screens.h"

struct read_screen {
	struct screen screen;
	struct reader_pane *reader;
};

static void read_init(struct screen *screen, struct app *app)
{
	(void)app;
	((struct read_screen *)screen)->reader = reader_pane_new(&read_pane_class);
}

static void read_release(struct screen *screen)
{
	pane_free(&((struct read_screen *)screen)->reader->pane);
}

static struct pane *read_pane(const struct screen *screen)
{
	return &((const struct read_screen *)screen)->reader->pane;
}

static void read_title(const struct screen *screen, const struct app *app, struct str *out)
{
	(void)app;
	str_add(out, ((const struct read_screen *)screen)->reader->title);
}

static bool read_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	(void)app, (void)err;
	reader_pane_set(((struct read_screen *)screen)->reader, with->title, with->text);
	return true;
}

const struct screen_class read_screen = {
	.scope = "read",
	.say_title = read_title,
	.size = sizeof(struct read_screen),
	.init = read_init,
	.release = read_release,
	.pane = read_pane,
	.open = read_open,
};
