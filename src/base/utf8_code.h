/* SPDX-License-Identifier: MIT */
/* Single code points, for the files that make up base/utf8.h alone. */
#ifndef FASCICLE_BASE_UTF8_CODE_H
#define FASCICLE_BASE_UTF8_CODE_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_ZWJ 0x200D

/* Reads the code point at s; returns its length in bytes. At a bad byte returns 0, and *code is that byte.
 * n is at least 1. */
size_t utf8_code(const char *s, size_t n, uint32_t *code);

/* The text itself where it is valid; else a copy of the same length with `filler` for each bad byte, to be
 * freed through *owned (NULL where there is none). */
const char *utf8_sound(const char *s, size_t n, char filler, char **owned);

#endif
