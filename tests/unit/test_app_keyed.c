/* SPDX-License-Identifier: MIT */
/* Sentences that name commands: every key is moved to another, and then no sentence, no help and no list says an old
 * one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/keyed.h"
#include "base/mem.h"

enum { MOVED_MAX = 1000, FIRST_LETTER = 0x4e00 };

struct moved {
	struct keymap usual, keymap;
	struct conf_binding lines[MOVED_MAX];
	struct conf conf;
};

/* A letter that no default has, with Alt: it works where letters are typed too. */
static void free_key(size_t i, struct str *out)
{
	int code = FIRST_LETTER + (int)i;
	str_addf(out, "Alt-%c%c%c", 0xe0 | code >> 12, 0x80 | (code >> 6 & 0x3f), 0x80 | (code & 0x3f));
}

static void moved_init(struct moved *moved)
{
	struct err err = ERR_INIT;
	keymap_init(&moved->usual);
	keymap_init(&moved->keymap);
	assert_true(keymap_build(&moved->usual, NULL, &err));
	assert_true(moved->usual.n < MOVED_MAX);
	for (size_t i = 0; i < moved->usual.n; i++) {
		const struct binding *binding = &moved->usual.bindings[i];
		struct str value;
		str_init(&value);
		str_addf(&value, "%s:", binding->scope);
		free_key(i, &value);
		if (binding->argument)
			str_addf(&value, "=%s", binding->argument);
		moved->lines[i] = (struct conf_binding){ mem_strdup(binding->command->name), str_take(&value),
							 mem_strdup("my.ini"), i + 1 };
	}
	moved->conf = (struct conf){ .bindings = moved->lines, .n_bindings = moved->usual.n };
	if (!keymap_build(&moved->keymap, &moved->conf, &err))
		fail_msg("%s", err.text);
}

static void moved_release(struct moved *moved)
{
	keymap_release(&moved->keymap);
	for (size_t i = 0; i < moved->usual.n; i++) {
		free(moved->lines[i].command);
		free(moved->lines[i].key);
		free(moved->lines[i].source);
	}
	keymap_release(&moved->usual);
}

/* Whether what stands in braces names the command. */
static bool names(const char *braces, size_t n, const struct command *command)
{
	for (const char *at = braces; at < braces + n; at++) {
		size_t word = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
		if (word == strlen(command->name) && strncmp(at, command->name, word) == 0)
			return true;
		at += strcspn(at, "|}");
	}
	return false;
}

/* Steps over a key that a command in braces has now; NULL where something else stands. */
static const char *key_behind(const struct keymap *keymap, const char *braces, size_t n, const char *shown)
{
	const char *behind = NULL;
	size_t longest = 0;
	for (size_t i = 0; i < keymap->n; i++) {
		struct str key;
		str_init(&key);
		key_name(&keymap->bindings[i].key, &key);
		if (key.len > longest && strncmp(shown, key.s, key.len) == 0 &&
		    names(braces, n, keymap->bindings[i].command)) {
			longest = key.len;
			behind = shown + key.len;
		}
		str_release(&key);
	}
	return behind;
}

/* Whether each command of the sentence is shown with a key of this keymap; counts them. */
static bool says_keys_of(const struct keymap *keymap, const char *sentence, const char *shown, int *count)
{
	while (*sentence) {
		size_t n = strcspn(sentence + 1, "{}");
		bool typed = sentence[1] == ':';
		if (*sentence == '$' && sentence[1] == '{') {
			sentence++, shown++;
		} else if (*sentence == '{' && sentence[1 + n] == '}' && !typed) {
			shown = key_behind(keymap, sentence + 1, n, shown);
			if (!shown)
				return false;
			++*count;
			sentence += n + 2;
			continue;
		} else if (*sentence == '{' && typed) {
			sentence += n + 2, shown += n;
			continue;
		}
		if (*sentence++ != *shown++)
			return false;
	}
	return *shown == '\0';
}

/* The next msgid of the translations, in `out`; NULL behind the last. */
static const char *next_sentence(const char *po, struct str *out)
{
	const char *at = strstr(po, "\nmsgid \"");
	str_clear(out);
	if (!at)
		return NULL;
	for (at += strlen("\nmsgid "); *at == '"'; at += strspn(at, "\n")) {
		for (at++; *at != '"'; at++)
			if (*at != '\\')
				str_addc(out, *at);
			else if (*++at == 'n')
				str_addc(out, '\n');
			else
				str_addc(out, *at);
		at++;
	}
	return at - 1;
}

static char *po_read(void)
{
	struct str path, text;
	str_init(&path);
	str_init(&text);
	str_addf(&path, "%s/po/de.po", getenv("FASCICLE_SRCDIR"));
	FILE *file = fopen(path.s, "r");
	assert_non_null(file);
	for (int c; (c = getc(file)) != EOF;)
		str_addc(&text, (char)c);
	fclose(file);
	str_release(&path);
	return str_take(&text);
}

static int wrong_sentences(const struct keymap *shows, const struct keymap *wanted, int *count)
{
	char *po = po_read();
	struct str sentence, shown;
	int wrong = 0;
	str_init(&sentence);
	str_init(&shown);
	for (const char *at = po; (at = next_sentence(at, &sentence));) {
		int here = 0;
		str_clear(&shown);
		keyed_in_scope(shows, "any", sentence.s, &shown);
		if (strchr(sentence.s, '{') && !strstr(sentence.s, "${") &&
		    !says_keys_of(wanted, sentence.s, shown.s, &here)) {
			wrong++;
			if (shows == wanted)
				print_message("# %s\n# shown: %s\n", sentence.s, shown.s);
		}
		*count += here;
	}
	str_release(&shown);
	str_release(&sentence);
	free(po);
	return wrong;
}

static void every_sentence_says_the_moved_key(void **state)
{
	static struct moved moved;
	int count = 0, of_old = 0;
	(void)state;
	moved_init(&moved);
	int wrong = wrong_sentences(&moved.keymap, &moved.keymap, &count);
	print_message("# %zu keys moved, named %d times in sentences\n", moved.usual.n, count);
	assert_int_equal(wrong, 0);
	assert_true(count > 100);
	/* Sentences with the keys of before are told apart. */
	assert_true(wrong_sentences(&moved.usual, &moved.keymap, &of_old) > 90);
	moved_release(&moved);
}

/* How many commands are listed with a key that is none of these. */
static int old_keys_listed(const struct keymap *listed, const struct keymap *wanted)
{
	int old = 0;
	for (size_t i = 0; i < command_count(); i++) {
		struct str keys, other;
		str_init(&keys);
		str_init(&other);
		keymap_names(listed, command_at(i), NULL, false, &keys);
		keymap_names(wanted, command_at(i), NULL, false, &other);
		old += strcmp(keys.s, other.s) != 0;
		str_release(&other);
		if (keys.len && listed == wanted && !strstr(keys.s, "Alt-\xe4") &&
		    !strstr(keys.s, "Alt-\xe5"))
			old++;
		str_release(&keys);
	}
	return old;
}

static void hints_help_and_list_say_the_moved_key(void **state)
{
	static struct moved moved;
	(void)state;
	moved_init(&moved);
	assert_int_equal(old_keys_listed(&moved.keymap, &moved.keymap), 0);
	assert_true(old_keys_listed(&moved.usual, &moved.keymap) > 150);
	moved_release(&moved);
}

static void a_command_without_a_key_is_said_as_it_is_typed(void **state)
{
	struct keymap none;
	struct str shown;
	(void)state;
	keymap_init(&none);
	str_init(&shown);
	keyed_in_scope(&none, "any", "{undo} brings {it} back, ${undo} and {:undo} too.", &shown);
	assert_string_equal(shown.s, ":undo brings {it} back, ${undo} and :undo too.");
	str_release(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_says_the_moved_key),
		cmocka_unit_test(hints_help_and_list_say_the_moved_key),
		cmocka_unit_test(a_command_without_a_key_is_said_as_it_is_typed),
	};

	return cmocka_run_group_tests_name("app keyed", tests, NULL, NULL);
}
