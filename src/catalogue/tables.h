/* SPDX-License-Identifier: MIT */
/* What the generated tables hold; for this room alone. */
#ifndef FASCICLE_CATALOGUE_TABLES_H
#define FASCICLE_CATALOGUE_TABLES_H

#include "catalogue/catalogue.h"
#include "catalogue/unit.h"

extern const struct catalogue catalogue_tables;
extern const char *const catalogue_outlines[VIEW_COUNT][FIGURE_ROWS];
extern const struct unit catalogue_units[]; /* closed by one without a code */
/* The words of all choices, closed by NULL: they are shown through i18n_name(), so translators must meet them. */
extern const char *const catalogue_choice_words[];

#endif
