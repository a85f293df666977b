/* SPDX-License-Identifier: MIT */
/* A progress report tells the measures that are asked for, and of the course, the goals and the techniques only what is. */
#ifndef FASCICLE_APP_PROGRESS_REPORT_H
#define FASCICLE_APP_PROGRESS_REPORT_H

#include "app/app.h"
#include "io/print.h"

struct progress_wish {
	bool course, goals, techniques, all;
	struct str measures; /* beginnings of their kinds or names, parted by blanks */
};
void progress_wish_init(struct progress_wish *wish);
void progress_wish_release(struct progress_wish *wish);
void progress_wish_take(struct progress_wish *wish, const char *word);
/* What the report would tell, and what may be asked for. Appends. */
void progress_wish_say(struct app *app, const struct progress_wish *wish, struct str *out);

/* Of the client of the open chart, up to its session, what is signed. Appends. */
bool progress_report(struct app *app, const struct progress_wish *wish, const struct print_record *record,
		     struct str *out, struct err *err);

#endif
