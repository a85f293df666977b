/* SPDX-License-Identifier: MIT */
/* The list of the screens. */
#include "screens/screens.h"

#include <stddef.h>

const struct screen_class *const screen_classes[] = { NULL };
