/* SPDX-License-Identifier: MIT */
/* The key sequences that nearly every terminal since the VT100 sends, whatever its TERM says. */
#ifndef FASCICLE_TERM_TERM_CSI_H
#define FASCICLE_TERM_TERM_CSI_H

#include <stddef.h>

#include "ui/key.h"

/* s begins with Esc [ or Esc O. How many bytes the sequence has, 0 when it is not whole yet. An unknown one
 * is KEY_NONE, so that its letters are not taken for typing; the start of a bracketed paste is KEY_PASTE
 * without bytes. */
size_t term_csi_read(const char *s, size_t n, struct key *key);

#endif
