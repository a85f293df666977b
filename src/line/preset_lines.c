/* SPDX-License-Identifier: MIT */
/* A session's techniques as the lines of a preset. */
#include "line/preset_lines.h"

#include <string.h>

#include "line/entry.h"

static bool has_line(const char *lines, const char *line)
{
	size_t n = strlen(line);
	for (const char *at = lines; (at = strstr(at, line)); at += n)
		if ((at == lines || at[-1] == '\n') && (at[n] == '\n' || at[n] == '\0'))
			return true;
	return false;
}

void preset_lines(const struct application *applications, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++) {
		struct application again;
		struct str line;
		str_init(&line);
		application_init(&again);
		application_again(&again, &applications[i]);
		entry_compose_technique(&again, true, 0, &line);
		if (!has_line(out->s, line.s))
			str_addf(out, "%s%s", out->len ? "\n" : "", line.s);
		application_release(&again);
		str_release(&line);
	}
}
