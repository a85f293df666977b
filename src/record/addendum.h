/* SPDX-License-Identifier: MIT */
/* What is added below a signed note. It is never changed: a wrong one is put right by another. */
#ifndef FASCICLE_RECORD_ADDENDUM_H
#define FASCICLE_RECORD_ADDENDUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Time, author, reason and text each stand below the note (append-only records: correct by adding, keep the old). */
struct addendum {
	int64_t id;
	char *uid;
	int64_t session_id;
	char *at; /* instant */
	int64_t author_id;
	char *author; /* name at that time */
	char *reason; /* one line */
	char *text;
};

void addendum_init(struct addendum *addendum);
void addendum_release(struct addendum *addendum);

/* Whether it can be kept; the sentence says what is missing. */
bool addendum_check(const struct addendum *addendum, struct err *err);

#endif
