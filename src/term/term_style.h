/* SPDX-License-Identifier: MIT */
/* Styles as they can be seen: each change of style costs a slow line more than a letter. */
#ifndef FASCICLE_TERM_TERM_STYLE_H
#define FASCICLE_TERM_TERM_STYLE_H

#include "ui/grid.h"

/* The style for each of the `cols` cells of a row that looks the same and changes least: on a blank, bold and
 * colours cannot be seen, so a blank is plain, but for the few between two words of one style. */
void term_style_read(const struct grid_cell *cells, int cols, unsigned short *styles);

#endif
