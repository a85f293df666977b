/* SPDX-License-Identifier: MIT */
/* What the database holds of a note that was being typed. */
#ifndef FASCICLE_TESTS_E2E_KEPT_H
#define FASCICLE_TESTS_E2E_KEPT_H

#include <stdbool.h>

enum { KEPT_SECTIONS = 4 };

struct kept {
	char *text[KEPT_SECTIONS];
	int section;      /* where the cursor is */
	long long cursor; /* in bytes */
};

/* The session whose draft's last section ends so. No program may have the clinic open, here and below: this
 * may have to finish what a killed one left. */
long long kept_session(const char *ending);
/* Its draft; kept_release() it. */
void kept_load(long long session, struct kept *kept);
void kept_release(struct kept *kept);
/* Whether a draft that was put aside ends so in some section. */
bool kept_aside(long long session, const char *ending);
/* Whether a text from a crash waits beside the database. */
bool kept_rescued(long long session);

#endif
