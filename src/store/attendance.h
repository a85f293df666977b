/* SPDX-License-Identifier: MIT */
/* How a client came, and what was used each time, counted over the sessions. Reading needs the right to chart. */
#ifndef FASCICLE_STORE_ATTENDANCE_H
#define FASCICLE_STORE_ATTENDANCE_H

#include "base/date.h"
#include "store/store.h"

struct attendance {
	int attended, missed, cancelled; /* sessions with a note or entries; no-shows; cancelled ones */
	char first[DATE_SIZE],
		last[DATE_SIZE]; /* days of the first and the last that was attended; "" for none */
};
/* From a day on (NULL: ever) up to another (NULL: now). With `signed_only` what is not signed was not attended. */
bool attendance_load(struct store *store, int64_t client_id, const char *from, const char *to,
		     bool signed_only, struct attendance *out, struct err *err);

struct attendance_technique {
	char *code;
	int sessions; /* in which it was used */
};
struct attendance_techniques {
	struct attendance_technique *rows; /* most sessions first */
	size_t n;
};
bool attendance_techniques_load(struct store *store, int64_t client_id, const char *from, const char *to,
				bool signed_only, struct attendance_techniques *out, struct err *err);
void attendance_techniques_release(struct attendance_techniques *techniques);

#endif
