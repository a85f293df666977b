/* SPDX-License-Identifier: MIT */
/* What a client tells at intake beside flags: one line a fact, of a kind, since and until when. Facts are ended or voided,
 * never rewritten. */
#ifndef FASCICLE_RECORD_CLIENT_FACT_H
#define FASCICLE_RECORD_CLIENT_FACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum client_fact_kind {
	CLIENT_FACT_HISTORY,
	CLIENT_FACT_MEDICATION,
	CLIENT_FACT_ILLNESS,
	CLIENT_FACT_SURGERY,
	CLIENT_FACT_INJURY,
	CLIENT_FACT_ACTIVITY,
	CLIENT_FACT_ERGONOMICS, /* desk, lifting, driving, tools, hours */
	CLIENT_FACT_POSTURE,    /* posture, movement pattern, lifestyle */
	CLIENT_FACT_STRESS,     /* 0 to 10 */
	CLIENT_FACT_KINDS
};

struct client_fact {
	int64_t id;
	char *uid;
	int64_t client_id;
	enum client_fact_kind kind;
	char *text;
	char *since;       /* "2019", "2019-03" or "2019-03-14"; NULL when not known */
	char *until;       /* the same; NULL while it lasts */
	char *recorded_at; /* instant */
	int64_t recorded_by;
	char *voided_at; /* instant; NULL while it stands */
};

void client_fact_init(struct client_fact *fact);
void client_fact_release(struct client_fact *fact);

const char *client_fact_code(enum client_fact_kind kind); /* "medication", as stored */
bool client_fact_from_code(const char *code, enum client_fact_kind *kind);
const char *client_fact_word(enum client_fact_kind kind); /* translated: "Medicines" */

/* Whether it lasts on that day, or ends on it. */
bool client_fact_lasts(const struct client_fact *fact, const char *day);

/* Appends the line that reads as this fact; and "warfarin, since May 2023", translated. */
void client_fact_write(const struct client_fact *fact, struct str *out);
void client_fact_tell(const struct client_fact *fact, struct str *out);

#endif
