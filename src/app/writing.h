/* SPDX-License-Identifier: MIT */
/* What the note writes of itself: snippets, templates, and sentences made from the entries. */
#ifndef FASCICLE_APP_WRITING_H
#define FASCICLE_APP_WRITING_H

#include "app/app.h"

/* Whether the practice's own sentences can be used; the sentence names the key. */
bool writing_check(const struct conf *conf, struct err *err);
/* After a space was typed: a `;word` before it becomes its text. False when there was none. */
bool writing_expand(struct app *app);
/* Fills an untouched note with the template of its service. */
bool writing_begin(struct app *app, struct err *err);

#endif
