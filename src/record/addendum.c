/* SPDX-License-Identifier: MIT */
/* What is added below a signed note. */
#include "record/addendum.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"

void addendum_init(struct addendum *addendum)
{
	*addendum = (struct addendum){ .id = 0 };
}

void addendum_release(struct addendum *addendum)
{
	free(addendum->uid);
	free(addendum->at);
	free(addendum->author);
	free(addendum->reason);
	free(addendum->text);
	addendum_init(addendum);
}

bool addendum_check(const struct addendum *addendum, struct err *err)
{
	if (str_empty(addendum->reason))
		return err_set(err, ERR_INPUT,
			       _("Say why something is added: the reason stands above the addendum."));
	if (str_empty(addendum->text))
		return err_set(err, ERR_INPUT,
			       _("The addendum is empty. Write what is to stand below the note."));
	return true;
}
