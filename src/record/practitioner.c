/* SPDX-License-Identifier: MIT */
/* People who work in the practice, and what their role may read. */
#include "record/practitioner.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/codes.h"

static const struct {
	const char *code;
	bool reads_notes;
} roles[ROLE_COUNT] = {
	[ROLE_THERAPIST] = { "therapist", true },
	[ROLE_OWNER] = { "owner", true },
	[ROLE_RECEPTION] = { "reception", false },
	[ROLE_BOOKKEEPER] = { "bookkeeper", false },
};

void practitioner_init(struct practitioner *p)
{
	*p = (struct practitioner){ .role = ROLE_THERAPIST, .active = true };
}

void practitioner_release(struct practitioner *p)
{
	free(p->uid);
	free(p->login);
	free(p->name);
	free(p->profession);
	free(p->provider_number);
	practitioner_init(p);
}

CODES(role, role, ROLE_COUNT, roles, .code)

bool role_reads_notes(enum role role)
{
	return (unsigned)role < ROLE_COUNT && roles[role].reads_notes;
}
