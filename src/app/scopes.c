/* SPDX-License-Identifier: MIT */
/* What stands behind what; a screen with one pane and no text has nothing behind it but what works everywhere. */
#include "app/scopes.h"

#include <stddef.h>

#include "app/command.h"
#include "base/str.h"

static const struct scope_row {
	const char *scopes[SCOPES_MAX];
	bool types; /* letters are typed there */
} rows[] = {
	{ { "note", "text", "chart", "any" }, true },
	{ { "addendum", "text", "any" }, true },
	{ { "technique-find", "chart", "any" }, true },
	{ { "techniques", "chart", "any" }, false },
	{ { "marks", "chart", "any" }, false },
	{ { "body", "chart", "any" }, false },
	{ { "history", "chart", "any" }, false },
	{ { "read", "any" }, false },
	{ { "clients", "any" }, true },
	{ { "client", "any" }, true },
	{ { "findings", "any" }, true },
	{ { "intake", "any" }, true },
	{ { "snippet", "any" }, true },
};
enum { ROWS = sizeof rows / sizeof *rows };

static int place_in(const struct scope_row *row, const char *scope)
{
	for (int i = 0; row->scopes[i]; i++)
		if (str_eq(row->scopes[i], scope))
			return i;
	return -1;
}

void scope_stack(const char *pane, const char *stack[SCOPES_MAX])
{
	for (int r = 0; r < ROWS; r++) {
		if (!str_eq(rows[r].scopes[0], pane))
			continue;
		for (int i = 0; i < SCOPES_MAX; i++)
			stack[i] = rows[r].scopes[i];
		return;
	}
	stack[0] = pane;
	stack[1] = str_eq(pane, "any") ? NULL : "any";
	stack[2] = NULL;
}

bool scope_exists(const char *scope)
{
	for (int r = 0; r < ROWS; r++)
		if (place_in(&rows[r], scope) >= 0)
			return true;
	for (size_t i = 0; i < command_count(); i++)
		if (str_eq(command_at(i)->scope, scope))
			return true;
	return false;
}

bool scope_over(const char *inner, const char *outer)
{
	for (int r = 0; r < ROWS; r++) {
		int at = place_in(&rows[r], inner);
		if (at >= 0 && place_in(&rows[r], outer) > at)
			return true;
	}
	return str_eq(outer, "any") && !str_eq(inner, "any");
}

static bool in_chart(const char *scope)
{
	return str_eq(scope, "chart") || scope_over(scope, "chart");
}

/* The panes of the chart stand side by side: their commands work from each of them. */
bool scope_reaches(const char *keys, const char *commands)
{
	return str_eq(keys, commands) || scope_over(keys, commands) || scope_over(commands, keys) ||
	       (in_chart(keys) && in_chart(commands));
}

bool scope_types(const char *scope)
{
	bool typed = false;
	for (int r = 0; r < ROWS; r++) {
		if (place_in(&rows[r], scope) < 0)
			continue;
		if (!rows[r].types)
			return false;
		typed = !str_eq(scope, "any");
	}
	return typed;
}
