/* SPDX-License-Identifier: MIT */
/* Sending a client on to somebody else: to whom, how soon and why, as the therapist decides. */
#ifndef FASCICLE_RECORD_REFERRAL_H
#define FASCICLE_RECORD_REFERRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct referral {
	int64_t id;
	char *uid;
	int64_t session_id;
	char *profession; /* code: "gp", "emergency" ... */
	char *name;       /* of the person or house; NULL when not said */
	char *urgency;    /* "emergency", "same-day", "days", "routine" */
	char *reason;
	char *recorded_at; /* instant */
	int64_t recorded_by;
};

void referral_init(struct referral *referral);
void referral_release(struct referral *referral);

/* The professions there are, closed by NULL, and what they are called (translated). */
extern const char *const referral_professions[];
const char *referral_profession_word(const char *profession);
const char *referral_urgency_word(const char *urgency); /* "on the same day", translated */

/* "GP (Dr Lee), on the same day: night pain and weight loss": for readings and lists. */
void referral_describe(const struct referral *referral, struct str *out);
/* "Referred to GP (Dr Lee), on the same day: night pain." for each. Appended. */
void referral_sentence(const struct referral *rows, size_t n, struct str *out);

#endif
