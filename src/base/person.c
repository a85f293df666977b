/* SPDX-License-Identifier: MIT */
/* The person behind the process. */
#include "base/person.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"

static const char service_account[] = "fascicle";

static bool person_fill(struct person *person, uid_t uid, struct err *err)
{
	const struct passwd *account = getpwuid(uid);
	if (!account)
		return err_set(err, ERR_REFUSED, _("User %lu has no account on this machine."),
			       (unsigned long)uid);
	snprintf(person->login, sizeof person->login, "%s", account->pw_name);
	const char *name = account->pw_gecos && account->pw_gecos[0] ? account->pw_gecos : account->pw_name;
	snprintf(person->name, sizeof person->name, "%.*s", (int)strcspn(name, ","), name);
	if (!person->name[0])
		snprintf(person->name, sizeof person->name, "%s", account->pw_name);
	return true;
}

bool person_find(struct person *person, struct err *err)
{
	const struct passwd *runs_as = getpwuid(geteuid());
	const char *sudo_uid = getenv("SUDO_UID");
	long long uid = 0;
	*person = (struct person){ .clinic_host = runs_as && str_eq(runs_as->pw_name, service_account) };
	if (!person->clinic_host)
		return person_fill(person, getuid(), err);
	if (!sudo_uid || !str_to_int(sudo_uid, &uid) || uid < 0)
		return err_set(err, ERR_REFUSED,
			       _("On the clinic's host Fascicle is started through sudo, so that it knows "
				 "who you are."));
	return person_fill(person, (uid_t)uid, err);
}
