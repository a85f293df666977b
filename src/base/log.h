/* SPDX-License-Identifier: MIT */
/* Sentences for people on stderr and stdout: whatever they hold is shown, never obeyed, by the terminal. */
#ifndef FASCICLE_BASE_LOG_H
#define FASCICLE_BASE_LOG_H

#include <stdio.h>

#include "base/err.h"

/* "fascicle: sentence\n" on stderr through the display filter. */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_err(const struct err *err);
/* Printed text through the display filter (newlines and tabs stay). */
void log_print(FILE *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A progress line on a terminal's stderr: share of done/total, rate, time left; silent when stderr is no
 * terminal. Call with done == total to end the line. At most ten updates a second. */
struct progress {
	const char *what;
	long long total;
	long long started_ms;
	long long shown_ms;
	int is_terminal;
};
void progress_start(struct progress *progress, const char *what, long long total);
void progress_step(struct progress *progress, long long done);

#endif
