/* SPDX-License-Identifier: MIT */
/* A program under strace, to count its writes to the terminal. */
#ifndef FASCICLE_TESTS_E2E_TRACE_H
#define FASCICLE_TESTS_E2E_TRACE_H

#include "vt.h"

/* False where strace is missing or may not look at programs; says so. */
bool trace_possible(void);
/* As vt_start, traced into the scratch folder; vt_pid is strace's. */
struct vt *trace_start(const struct vt_options *options);
/* How many writes to the terminal it has made so far. */
long trace_writes(void);

#endif
