/* SPDX-License-Identifier: MIT */
/* A person who works in the practice. */
#ifndef FASCICLE_RECORD_PRACTITIONER_H
#define FASCICLE_RECORD_PRACTITIONER_H

#include <stdbool.h>
#include <stdint.h>

/* What a person may read and do. Reception sees no clinical text; the bookkeeper only ever gets the CSV. */
enum role { ROLE_THERAPIST, ROLE_OWNER, ROLE_RECEPTION, ROLE_BOOKKEEPER, ROLE_COUNT };

struct practitioner {
	int64_t id;
	char *uid;
	char *login; /* account name on the host; unique */
	char *name;  /* as it stands on receipts: "Anna Lindqvist" */
	enum role role;
	char *profession;
	char *provider_number;
	bool active;
};

void practitioner_init(struct practitioner *p);
void practitioner_release(struct practitioner *p);

const char *role_code(enum role role); /* "therapist" ... as stored */
bool role_from_code(const char *code, enum role *role);
bool role_reads_notes(enum role role);

#endif
