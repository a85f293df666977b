/* SPDX-License-Identifier: MIT */
/* The form of the findings, as far as others need it. */
#ifndef FASCICLE_APP_FINDING_FORM_H
#define FASCICLE_APP_FINDING_FORM_H

#include "app/app.h"
#include "line/finding_line.h"

/* Records what a line was understood as, as one step that undo takes back; refuses one that was not understood. */
bool finding_add(struct app *app, const struct finding_reading *reading, struct err *err);
/* On opening the chart of a follow-up: says what came after the last treatment, and that nothing is said about it yet. */
void finding_greet(struct app *app);
/* After a key in the form: does what the pane wants of the program. */
bool finding_form_answer(struct app *app, struct err *err);

#endif
