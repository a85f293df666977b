/* SPDX-License-Identifier: MIT */
/* The form of a snippet. */
#ifndef FASCICLE_APP_SNIPPET_FORM_H
#define FASCICLE_APP_SNIPPET_FORM_H

#include "panes/fields.h"

struct fields_pane *snippet_form_new(struct kill_ring *ring);

#endif
