/* SPDX-License-Identifier: MIT */
/* A set of techniques under a name. */
#include "record/preset.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

void preset_init(struct preset *preset)
{
	*preset = (struct preset){ .id = 0 };
}

void preset_release(struct preset *preset)
{
	free(preset->uid);
	free(preset->name);
	free(preset->lines);
	preset_init(preset);
}

static int line_count(const char *lines)
{
	int n = 0;
	for (const char *s = lines; s && *s; s++)
		n += *s == '\n' || s[1] == '\0';
	return n;
}

bool preset_check(const struct preset *preset, struct err *err)
{
	if (str_empty(preset->name))
		return err_set(err, ERR_INPUT, _("Say a name for the preset, as in \"usual neck\"."));
	if (!utf8_valid(preset->name, strlen(preset->name)))
		return err_set(err, ERR_INPUT, _("The name holds bytes that are not text: type it again."));
	if (utf8_cols(preset->name, strlen(preset->name)) > PRESET_NAME_MAX_COLS)
		return err_set(err, ERR_INPUT, _("The name is too long: at most %d columns fit."),
			       PRESET_NAME_MAX_COLS);
	if (str_empty(preset->lines))
		return err_set(err, ERR_INPUT, _("No technique is ticked yet: there is nothing to keep."));
	if (line_count(preset->lines) > PRESET_LINES_MAX)
		return err_set(err, ERR_INPUT, _("A preset holds at most %d techniques."), PRESET_LINES_MAX);
	return true;
}

char *preset_name_key(const char *name)
{
	char *trimmed = str_trimmed(name), *key = utf8_search_key(trimmed);
	free(trimmed);
	return key;
}
