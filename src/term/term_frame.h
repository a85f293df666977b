/* SPDX-License-Identifier: MIT */
/* Catches what curses sends, which it would do in as many pieces as its buffers ask for. */
#ifndef FASCICLE_TERM_TERM_FRAME_H
#define FASCICLE_TERM_TERM_FRAME_H

#include <stdio.h>

#include "base/str.h"

/* Only its descriptor is used. NULL when the system has no more files. fclose() it. */
FILE *term_frame_open(void);
/* Appends what was written to it since the last call, said in as few bytes as will do. */
void term_frame_collect(FILE *frame, struct str *out);

#endif
