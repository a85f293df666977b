/* SPDX-License-Identifier: MIT */
/* Shapes of words with digits in them: tenderness, doses, pressure readings. For the entry files of this room. */
#ifndef FASCICLE_LINE_ENTRY_SHAPE_H
#define FASCICLE_LINE_ENTRY_SHAPE_H

#include "line/entry_words.h"

/* Tells the kind of a word that holds a digit and fills its numbers; false when it has none of the shapes. */
bool entry_shape(struct entry_word *word, bool for_mark);

/* Reads pressure pain threshold readings, "4.5", "2.1/2.4/2.2", "4.5>6.2kg/cm2", into a word of kind WORD_PPT; the
 * unit stays NULL when it is not said. */
bool entry_shape_ppt(struct entry_word *word, const char *text);

/* How many bytes of arrow (">" "->" "=>" "→") stand at s. */
size_t entry_arrow(const char *s);

#endif
