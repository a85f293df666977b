/* SPDX-License-Identifier: MIT */
/* The program itself on a made-up clinic in the scratch folder. */
#ifndef FASCICLE_TESTS_E2E_CLINIC_H
#define FASCICLE_TESTS_E2E_CLINIC_H

#include "vt.h"

/* Makes the clinic (scratch_make comes before). */
void clinic_make(void);
/* The same of another size. */
void clinic_make_of(int clients, int sessions);
/* The command line for a shell that opens it, for use over SSH; valid until the next call. */
const char *clinic_command(void);
/* Opens it on a terminal of that type (NULL: xterm-256color), at the day. */
struct vt *clinic_open(const char *type);
/* The same on a line that a Ctrl-C does not empty. */
struct vt *clinic_open_no_flush(const char *type);
/* The same with a configuration in the scratch folder. */
struct vt *clinic_open_with(const char *config);
/* The same under strace (trace.h). */
struct vt *clinic_open_traced(void);
/* From the day into the chart of the chosen session, to the end of its section Plan. */
void clinic_open_chart(struct vt *vt);
/* Leaves by Ctrl-q and ends the vt. */
void clinic_leave(struct vt *vt);
/* Opens the clinic again, and the chart, and expects the text there. */
void clinic_expect_kept(const char *text);
/* Nothing in the database is damaged. */
void clinic_verify(void);

#endif
