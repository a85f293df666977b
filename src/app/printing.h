/* SPDX-License-Identifier: MIT */
/* Where a printed page goes: a new file in the out folder, or the printer at the person's own desk. */
#ifndef FASCICLE_APP_PRINTING_H
#define FASCICLE_APP_PRINTING_H

#include "app/app.h"

bool printing_has_printer(const struct app *app);
/* To the printer; else into a file of that name (numbered: a taken name gets a number), whose path goes to *path. */
bool printing_deliver(struct app *app, bool to_printer, const char *name, bool numbered,
		      const struct str *text, struct str *path, struct err *err);
/* Says where it went, and how many pages it takes when it is more than one. */
void printing_say(struct app *app, bool to_printer, const char *path, const struct str *text);

#endif
