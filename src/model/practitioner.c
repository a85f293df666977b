/* SPDX-License-Identifier: MIT */
/* People who work in the practice, and what their role may read. */
#include "model/practitioner.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

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

const char *role_code(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? roles[role].code : "";
}

bool role_from_code(const char *code, enum role *role)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (str_eq(roles[i].code, code)) {
			*role = (enum role)i;
			return true;
		}
	return false;
}

bool role_reads_notes(enum role role)
{
	return (unsigned)role < ROLE_COUNT && roles[role].reads_notes;
}
