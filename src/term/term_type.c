/* SPDX-License-Identifier: MIT */
/* The terminal's name and where descriptions of it may come from. */
#include "term/term_type.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "term/term.h"

enum { SHOWN_COLS = 30 };

const char term_type_fallback[] = "vt100";

void term_environment_guard(bool foreign_account)
{
	static const char *const sources[] = { "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "TERMPATH" };

	for (size_t i = 0; foreign_account && i < sizeof sources / sizeof sources[0]; i++)
		unsetenv(sources[i]);
}

const char *term_type_wanted(void)
{
	const char *name = getenv("TERM");

	return str_empty(name) ? NULL : name;
}

void term_type_explain(const char *wanted, struct str *out)
{
	struct str shown;

	if (!wanted) {
		str_addf(out, _("TERM does not say which terminal this is: it is treated as a %s."),
			 term_type_fallback);
		return;
	}
	str_init(&shown);
	utf8_show_cols(&shown, wanted, SHOWN_COLS);
	str_addf(out, _("The terminal \"%s\" is not known here: it is treated as a %s."), shown.s,
		 term_type_fallback);
	str_release(&shown);
}

bool term_type_brackets_paste(const char *name)
{
	static const char *const families[] = { "alacritty", "contour", "foot",    "ghostty", "gnome",
						"iterm",     "kitty",   "konsole", "mintty",  "putty",
						"rxvt",      "screen",  "st-",     "tmux",    "vte",
						"wezterm",   "xterm" };

	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
		if (str_starts(name, families[i]))
			return true;
	return false;
}
