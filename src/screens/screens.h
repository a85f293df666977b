/* SPDX-License-Identifier: MIT */
/* The screens of the program, each in its file or folder here. Nothing else knows what one holds. */
#ifndef FASCICLE_SCREENS_SCREENS_H
#define FASCICLE_SCREENS_SCREENS_H

#include "app/screen.h"

extern const struct screen_class addendum_screen;
extern const struct screen_class bill_screen;
extern const struct screen_class cautions_screen;
extern const struct screen_class chart_screen;
extern const struct screen_class client_screen;
extern const struct screen_class clients_screen;
extern const struct screen_class consents_screen;
extern const struct screen_class course_screen;
extern const struct screen_class day_screen;
extern const struct screen_class findings_screen;
extern const struct screen_class help_screen;
extern const struct screen_class intake_screen;
extern const struct screen_class muscles_screen;
extern const struct screen_class points_screen;
extern const struct screen_class presets_screen;
extern const struct screen_class progress_screen;
extern const struct screen_class read_screen;
extern const struct screen_class selfcare_screen;
extern const struct screen_class sign_screen;
extern const struct screen_class snippet_screen;
extern const struct screen_class snippets_screen;
extern const struct screen_class timers_screen;

/* What opens a screen or speaks of it, where the manual lists it in another place than the screen's own. */
extern const struct command *const consents_show_commands[];
extern const struct command *const client_edit_commands[];
extern const struct command *const find_commands[];
extern const struct command *const intake_show_commands[];
extern const struct command *const next_commands[];
extern const struct command *const receipt_commands[];

#endif
