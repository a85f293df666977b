/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test's files, removed with all that is in it. */
#ifndef FASCICLE_TESTS_E2E_SCRATCH_H
#define FASCICLE_TESTS_E2E_SCRATCH_H

enum { SCRATCH_SECONDS = 30 };

/* Makes it in TMPDIR. One at a time. */
const char *scratch_make(void);
void scratch_remove(void);
/* The path of a file in it; valid until eight more calls. */
const char *scratch_path(const char *name);
/* What a file there holds ("" when it is missing). Caller frees. */
char *scratch_read(const char *name);
/* Waits until a file there holds that text and nothing else, for SCRATCH_SECONDS at most; else the test
 * fails. */
void scratch_expect(const char *name, const char *text);
void scratch_write(const char *name, const char *text);

#endif
