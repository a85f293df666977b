/* SPDX-License-Identifier: MIT */
/* The commands as the tables have them, and keys: no two commands share one where both work, and [keys] takes no key in
 * silence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/keymap.h"
#include "app/scopes.h"
#include "base/mem.h"

static bool is_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz-");
	return name[n] == '\0' && n > 0 && name[0] != '-' && name[n - 1] != '-' && !strstr(name, "--");
}

static void every_command_says_what_it_must(void **state)
{
	(void)state;

	assert_true(command_count() > 200);
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		if (!c->name || !is_name(c->name) || command_named(c->name) != c)
			fail_msg("%s: no name of its own", c->name ? c->name : "?");
		if (!c->scope || !scope_exists(c->scope) || !c->help || !*c->help || !c->run)
			fail_msg("%s: lacks scope, help or handler", c->name);
		if (c->hint ? !c->hint_scopes && strcmp(c->scope, "any") != 0 : c->hint_scopes != NULL)
			fail_msg("%s: a hint and where it stands go together", c->name);
		if (!c->ask && (c->reading || c->preset || c->owner || c->left || c->optional || c->secret))
			fail_msg("%s: asks for nothing, yet has what only a prompt has", c->name);
		if (c->edits && !(c->subject && c->preset))
			fail_msg("%s: edits what it neither names nor shows", c->name);
		if (c->secret && (c->keys || c->reading || c->preset))
			fail_msg("%s: a secret has neither key nor echo", c->name);
		if (c->over && !command_named(c->over))
			fail_msg("%s: there is no command %s to go before", c->name, c->over);
	}
}

/* "note marks:2": the number of that scope, 0 without one or where it is not listed. */
static int place_of(const struct command *c, const char *scope)
{
	char *rest = mem_strdup(c->hint_scopes ? c->hint_scopes : "");
	int place = 0;
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " ")) {
		char *colon = strchr(word, ':');
		if (colon)
			*colon++ = '\0';
		if (!scope_exists(word) || (colon && (colon[0] < '1' || colon[0] > '9' || colon[1])))
			fail_msg("%s: hint_scopes: %s", c->name, word);
		if (colon && strcmp(word, scope) == 0)
			place = colon[0] - '0';
	}
	free(rest);
	return place;
}

static void no_two_hints_have_one_place(void **state)
{
	int numbered = 0;
	(void)state;

	for (size_t s = 0; s < command_count(); s++) {
		const char *scope = command_at(s)->scope, *taken[10] = { NULL };
		for (size_t i = 0; i < command_count(); i++) {
			int place = place_of(command_at(i), scope);
			if (place == 0)
				continue;
			if (taken[place])
				fail_msg("%s and %s: %s:%d", taken[place], command_at(i)->name, scope, place);
			taken[place] = command_at(i)->name;
			numbered++;
		}
	}
	assert_true(numbered > 0);
}

static void no_two_defaults_share_a_key(void **state)
{
	struct keymap keymap;
	const struct binding *inner, *outer;
	struct err err = ERR_INIT;
	(void)state;

	keymap_init(&keymap);
	if (!keymap_build(&keymap, NULL, &err))
		fail_msg("%s", err.text);
	if (keymap_clash(&keymap, &inner, &outer))
		fail_msg("one key: %s in %s, %s in %s", inner->command->name, inner->scope,
			 outer->command->name, outer->scope);
	for (size_t i = 0; i < command_count(); i++)
		if (command_at(i)->keys && !keymap_has(&keymap, command_at(i)))
			fail_msg("%s: none of its keys runs it", command_at(i)->name);
	keymap_release(&keymap);
}

/* What goes before another command is meant; without the word, it would be found. */
static void a_key_that_goes_before_another_says_so(void **state)
{
	struct keymap keymap;
	const struct binding *inner, *outer;
	struct err err = ERR_INIT;
	int meant = 0;
	(void)state;

	keymap_init(&keymap);
	assert_true(keymap_build(&keymap, NULL, &err));
	for (size_t i = 0; i < command_count(); i++) {
		struct command silent = *command_at(i);
		if (!silent.over)
			continue;
		for (size_t b = 0; b < keymap.n; b++)
			if (keymap.bindings[b].command == command_at(i))
				keymap.bindings[b].command = &silent;
		silent.over = NULL;
		assert_true(keymap_clash(&keymap, &inner, &outer));
		assert_ptr_equal(inner->command, &silent);
		assert_string_equal(outer->command->name, command_at(i)->over);
		for (size_t b = 0; b < keymap.n; b++)
			if (keymap.bindings[b].command == &silent)
				keymap.bindings[b].command = command_at(i);
		meant++;
	}
	assert_true(meant > 0);
	keymap_release(&keymap);
}

/* NULL when the lines are taken, else the sentence; the caller frees it. "a = x; b = y", from line 3 on. */
static char *refused(const char *lines)
{
	struct conf_binding bindings[4];
	struct conf conf = { .bindings = bindings };
	struct keymap keymap;
	struct err err = ERR_INIT;
	char *text = mem_strdup(lines);
	for (char *line = strtok(text, ";"); line; line = strtok(NULL, ";")) {
		char *equals = strstr(line, " = ");
		*equals = '\0';
		bindings[conf.n_bindings] = (struct conf_binding){ line + strspn(line, " "), equals + 3,
								   "my.ini", 3 + conf.n_bindings };
		conf.n_bindings++;
	}
	keymap_init(&keymap);
	bool ok = keymap_build(&keymap, &conf, &err);
	keymap_release(&keymap);
	free(text);
	return ok ? NULL : mem_strdup(err.text);
}

static void own_keys_are_taken(void **state)
{
	static const char *const lines[] = {
		"undo = marks:z",
		"undo = F6",
		"undo = x; entry-void = u; technique-void = u", /* two keys change places */
		"session-next = F9; session-sign = F8; sign-now = F8",
		"undo = z marks:Z",
		"mark-add = Alt-m techniques:m",
		"help = G",
		"timer-start = F6", /* had none */
		"entry-void = techniques:v; technique-void = techniques:x",
	};
	(void)state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char *said = refused(lines[i]);
		if (said)
			fail_msg("%s\nsaid: %s", lines[i], said);
	}
}

static void own_keys_are_refused_with_file_and_line(void **state)
{
	static const struct {
		const char *lines, *said, *part;
	} cases[] = {
		{ "undo = day:u", "my.ini, line 3: [keys] undo = day:u: ", "without a key" },
		{ "undo =  ", "my.ini, line 3: [keys] undo = ", "without a key" },
		{ "undo = note:z", "my.ini, line 3: ", "without a key" }, /* is typed there */
		{ "client-save = client:s", "my.ini, line 3: ", "without a key" },
		{ "undo = marks:x", "my.ini, line 3: ", "entry-void in “marks”" },   /* in one scope */
		{ "timer-toggle = x", "my.ini, line 3: ", "entry-void in “marks”" }, /* below another */
		{ "entry-void = u", "my.ini, line 3: ", "undo in “chart”" },         /* above another */
		{ "session-next = F9", "my.ini, line 3: ", "session-sign in “chart”" },
		{ "text-copy = Alt-m", "my.ini, line 3: ", "mark-add in “chart”" }, /* text over chart */
		{ "addendum-keep = Ctrl-k", "my.ini, line 3: ", "text-kill-line in “text”" },
		{ "undo = marks:z; redo = marks:z", "my.ini, line 3: ", "redo in “marks”" },
		{ "help = F2; undoo = u", "my.ini, line 4: [keys] undoo: ", "no such command" },
		{ "help = F2; undo = F99", "my.ini, line 4: [keys] undo = F99: ", "no key" },
		{ "undo = nowhere:z", "my.ini, line 3: ", "no key" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *said = refused(cases[i].lines);
		if (!said)
			fail_msg("not refused: %s", cases[i].lines);
		if (strncmp(said, cases[i].said, strlen(cases[i].said)) != 0 || !strstr(said, cases[i].part))
			fail_msg("%s\nsaid: %s", cases[i].lines, said);
		free(said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_says_what_it_must),
		cmocka_unit_test(no_two_hints_have_one_place),
		cmocka_unit_test(no_two_defaults_share_a_key),
		cmocka_unit_test(a_key_that_goes_before_another_says_so),
		cmocka_unit_test(own_keys_are_taken),
		cmocka_unit_test(own_keys_are_refused_with_file_and_line),
	};

	return cmocka_run_group_tests_name("app keymap", tests, NULL, NULL);
}
