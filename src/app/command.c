/* SPDX-License-Identifier: MIT */
/* The command table, made from commands.def. */
#include "app/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/handlers.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "record/session.h"
#include "text/edit.h"

#define COMMAND(name, scope, keys, hint, hint_scopes, ask, run, value, reading, preset, help) \
	{ name, scope, keys, hint, hint_scopes, ask, help, run, value, reading, preset, false },
#define SECRET(name, scope, ask, run, value, help) \
	{ name, scope, "", NULL, "", ask, help, run, value, NULL, NULL, true },
static const struct command commands[] = {
#include "app/commands.def"
};
#undef SECRET
#undef COMMAND

size_t command_count(void)
{
	return sizeof commands / sizeof commands[0];
}

const struct command *command_at(size_t i)
{
	return &commands[i];
}

const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* How well one typed word fits: the name's beginning before its middle, before the help. 0: not at all. */
static int word_score(const struct command *command, const char *help_key, const char *word)
{
	const char *found = strstr(command->name, word);
	if (found == command->name)
		return 8;
	if (found)
		return found[-1] == '-' ? 6 : 3;
	return strstr(help_key, word) ? 1 : 0;
}

static int command_score(const struct command *command, const char *typed_key)
{
	char *help_key = utf8_search_key(_(command->help));
	const char *rest = typed_key;
	struct str word;
	int score = 1;
	str_init(&word);
	while (score > 0 && str_next_word(&rest, &word)) {
		int s = word_score(command, help_key, word.s);
		score = s == 0 ? 0 : score + s;
	}
	if (score > 0 && str_eq(command->name, typed_key))
		score += 100;
	str_release(&word);
	free(help_key);
	return score;
}

/* What is longer names no command. */
enum { TYPED_MAX_BYTES = 200 };

size_t command_match(const char *typed, const struct command **out, size_t max)
{
	size_t n = 0;
	int scores[64];
	if (strlen(typed) > TYPED_MAX_BYTES)
		return 0;
	char *typed_key = utf8_search_key(typed);
	if (max > sizeof scores / sizeof scores[0])
		max = sizeof scores / sizeof scores[0];
	for (size_t i = 0; i < command_count(); i++) {
		int score = command_score(&commands[i], typed_key);
		size_t at = n;
		if (score == 0 || commands[i].secret)
			continue;
		while (at > 0 && scores[at - 1] < score)
			at--;
		if (at >= max)
			continue;
		size_t moved = (n < max ? n : max - 1) - at;
		memmove(&scores[at + 1], &scores[at], moved * sizeof scores[0]);
		memmove(&out[at + 1], &out[at], moved * sizeof out[0]);
		scores[at] = score;
		out[at] = &commands[i];
		if (n < max)
			n++;
	}
	free(typed_key);
	return n;
}
