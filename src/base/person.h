/* SPDX-License-Identifier: MIT */
/* Who runs the program, as the operating system says; never from USER or LOGNAME. */
#ifndef FASCICLE_BASE_PERSON_H
#define FASCICLE_BASE_PERSON_H

#include <stdbool.h>

#include "base/err.h"

struct person {
	char login[64];
	char name[128]; /* full name of the account, or the login */
	bool clinic_host; /* the program runs as the account that owns the clinic's data; the person came through sudo */
};

/* When the program runs as the account named "fascicle", the person is the one of SUDO_UID, which sudo overwrites;
 * without it, or without such an account, it is refused. Else the person is the real user. */
bool person_find(struct person *person, struct err *err);

#endif
