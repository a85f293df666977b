/* SPDX-License-Identifier: MIT */
/* What the goals take from the course they belong to, and it from them. */
#ifndef FASCICLE_SCREENS_PROGRESS_COURSE_H
#define FASCICLE_SCREENS_PROGRESS_COURSE_H

#include "app/command.h"
#include "store/courses.h"

extern const struct command goal_add_command;
extern const struct command goal_edit_command;
extern const struct command goal_met_command;

/* The goal that the cursor of the list is on; NULL for none. */
const struct goal *course_goal_chosen(struct app *app);
/* The running course of the client in front; NULL with a sentence where none runs. */
const struct course_row *course_running(struct app *app, struct err *err);
/* For commands: what they would change is there when a course runs. */
bool course_running_subject(struct app *app, struct str *out, struct err *err);
/* After a change: whatever shows courses shows them as they are now. */
bool course_shown_again(struct app *app, struct err *err);

#endif
