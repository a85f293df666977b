/* SPDX-License-Identifier: MIT */
/* What may be known of a terminal by its name alone. */
#ifndef FASCICLE_TERM_TERM_TYPE_H
#define FASCICLE_TERM_TERM_TYPE_H

#include <stdbool.h>

#include "base/str.h"

extern const char term_type_fallback[]; /* what nearly every terminal understands */

/* The name that TERM gives, or NULL. */
const char *term_type_wanted(void);
/* The sentence for a terminal that is treated as term_type_fallback. */
void term_type_explain(const char *wanted, struct str *out);
/* Terminals of this family bracket a paste, even where their description is too old to say so. */
bool term_type_brackets_paste(const char *name);

#endif
