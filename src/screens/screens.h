/* SPDX-License-Identifier: MIT */
/* The screens of the program, each in its file or folder here. Nothing else knows what one holds. */
#ifndef FASCICLE_SCREENS_SCREENS_H
#define FASCICLE_SCREENS_SCREENS_H

#include "app/screen.h"

extern const struct screen_class addendum_screen, help_screen, presets_screen, read_screen, snippet_screen,
	snippets_screen;

#endif
