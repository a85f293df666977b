/* SPDX-License-Identifier: MIT */
/* What is looked for among the commands of the program. */
#include "app/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/screen.h"
#include "base/i18n.h"
#include "base/utf8.h"

static const struct command *const *commands_of(const struct program_part *part)
{
	return part->screen ? part->screen->commands : part->commands;
}

size_t command_count(void)
{
	size_t n = 0;
	for (const struct program_part *part = program_parts; program_part_is(part); part++)
		for (const struct command *const *at = commands_of(part); at && *at; at++)
			n++;
	return n;
}

const struct command *command_at(size_t i)
{
	for (const struct program_part *part = program_parts; program_part_is(part); part++)
		for (const struct command *const *at = commands_of(part); at && *at; at++)
			if (i-- == 0)
				return *at;
	return NULL;
}

const struct command *command_named(const char *name)
{
	for (const struct program_part *part = program_parts; program_part_is(part); part++)
		for (const struct command *const *at = commands_of(part); at && *at; at++)
			if (strcmp((*at)->name, name) == 0)
				return *at;
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
		const struct command *command = command_at(i);
		int score = command_score(command, typed_key);
		size_t at = n;
		if (score == 0 || command->secret)
			continue;
		while (at > 0 && scores[at - 1] < score)
			at--;
		if (at >= max)
			continue;
		size_t moved = (n < max ? n : max - 1) - at;
		memmove(&scores[at + 1], &scores[at], moved * sizeof scores[0]);
		memmove(&out[at + 1], &out[at], moved * sizeof out[0]);
		scores[at] = score;
		out[at] = command;
		if (n < max)
			n++;
	}
	free(typed_key);
	return n;
}
