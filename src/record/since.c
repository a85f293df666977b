/* SPDX-License-Identifier: MIT */
/* Checking and saying when something began and ended. */
#include "record/since.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"

bool since_check(const char *since, const char *until, struct err *err)
{
	char first[DATE_SIZE] = "", last[DATE_SIZE] = "";
	if ((since && !date_partial_valid(since)) || (until && !date_partial_valid(until)))
		return err_set(err, ERR_INPUT, _("\"%s\" is no day, month or year."),
			       since && !date_partial_valid(since) ? since : until);
	date_partial_first(since, first);
	date_partial_last(until, last);
	return !since || !until || strcmp(first, last) <= 0 ||
	       err_set(err, ERR_INPUT, _("It cannot end (%s) before it began (%s)."),
		       date_partial_medium(until), date_partial_medium(since));
}

bool since_check_birth(const char *since, const char *until, const char *birth, struct err *err)
{
	const char *const days[] = { since, until };
	for (size_t i = 0; i < sizeof days / sizeof days[0] && !str_empty(birth); i++) {
		char last[DATE_SIZE] = "";
		date_partial_last(days[i], last);
		if (last[0] && strcmp(last, birth) < 0)
			return err_set(err, ERR_INPUT,
				       _("%s is before the client was born (%s): check the year."),
				       date_partial_medium(days[i]), date_medium(birth));
	}
	return true;
}

void since_write(const char *since, const char *until, struct str *out)
{
	if (!str_empty(since))
		str_addf(out, " since %s", since);
	if (!str_empty(until))
		str_addf(out, " until %s", until);
}

void since_tell(const char *since, const char *until, struct str *out)
{
	if (!str_empty(since))
		str_addf(out, _(", since %s"), date_partial_medium(since));
	if (!str_empty(until))
		str_addf(out, _(", until %s"), date_partial_medium(until));
}
