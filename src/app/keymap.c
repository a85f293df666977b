/* SPDX-License-Identifier: MIT */
/* Keys to commands: the table's defaults, then the person's own. */
#include "app/keyed.h"
#include "app/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "app/scopes.h"
#include "base/i18n.h"
#include "base/mem.h"

void keymap_init(struct keymap *keymap)
{
	*keymap = (struct keymap){ NULL, 0 };
}

static void binding_release(struct binding *binding)
{
	free(binding->scope);
	free(binding->argument);
}

void keymap_release(struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->n; i++)
		binding_release(&keymap->bindings[i]);
	free(keymap->bindings);
	keymap_init(keymap);
}

/* Takes "scope:Key=argument" apart. A colon or an equals sign alone is a key. */
static bool binding_parse(const struct command *command, const char *text, struct binding *out)
{
	const char *colon = strchr(text, ':');
	const char *key_text = text;
	*out = (struct binding){ .command = command };
	if (colon && colon > text && colon[1]) {
		out->scope = mem_strndup(text, (size_t)(colon - text));
		key_text = colon + 1;
	} else {
		out->scope = mem_strdup(command->scope);
	}
	const char *equals = key_text[0] ? strchr(key_text + 1, '=') : NULL;
	char *name = equals ? mem_strndup(key_text, (size_t)(equals - key_text)) : mem_strdup(key_text);
	if (equals)
		out->argument = mem_strdup(equals + 1);
	bool ok = scope_exists(out->scope) && key_parse(name, &out->key);
	free(name);
	if (!ok)
		binding_release(out);
	return ok;
}

static void keymap_put(struct keymap *keymap, struct binding binding)
{
	keymap->bindings = mem_regrow(keymap->bindings, keymap->n + 1, sizeof binding);
	keymap->bindings[keymap->n++] = binding;
}

static void keymap_drop(struct keymap *keymap, const struct command *command)
{
	size_t kept = 0;
	for (size_t i = 0; i < keymap->n; i++) {
		if (keymap->bindings[i].command == command)
			binding_release(&keymap->bindings[i]);
		else
			keymap->bindings[kept++] = keymap->bindings[i];
	}
	keymap->n = kept;
}

static bool keymap_add(struct keymap *keymap, const struct command *command, const char *keys,
		       const struct conf_binding *own)
{
	struct str word;
	bool ok = true;
	str_init(&word);
	while (ok && keys && str_next_word(&keys, &word)) {
		struct binding binding;
		ok = binding_parse(command, word.s, &binding);
		binding.own = own;
		if (ok)
			keymap_put(keymap, binding);
	}
	str_release(&word);
	return ok;
}

/* A letter runs nothing where letters are typed. */
static bool works(const struct binding *binding)
{
	return scope_reaches(binding->scope, binding->command->scope) &&
	       !(key_is_typing(&binding->key) && scope_types(binding->scope));
}

bool keymap_has(const struct keymap *keymap, const struct command *command)
{
	for (size_t i = 0; i < keymap->n; i++)
		if (keymap->bindings[i].command == command && works(&keymap->bindings[i]))
			return true;
	return false;
}

/* Whether the one takes the other's key away from where both work, and its command does not mean to. */
static bool takes_away(const struct binding *one, const struct binding *other)
{
	return one->command != other->command && key_equal(&one->key, &other->key) &&
	       (strcmp(one->scope, other->scope) == 0 || scope_over(one->scope, other->scope)) &&
	       !str_eq(one->command->over, other->command->name);
}

bool keymap_clash(const struct keymap *keymap, const struct binding **inner, const struct binding **outer)
{
	for (size_t i = 0; i < keymap->n; i++)
		for (size_t j = 0; j < keymap->n; j++)
			if (i != j && takes_away(&keymap->bindings[i], &keymap->bindings[j])) {
				*inner = &keymap->bindings[i];
				*outer = &keymap->bindings[j];
				return true;
			}
	return false;
}

static bool bind_own(struct keymap *keymap, const struct conf *conf, size_t i, struct err *err)
{
	const struct conf_binding *own = &conf->bindings[i];
	const struct command *command = command_named(own->command);
	if (!command)
		return err_set(
			err, ERR_INPUT,
			_("%s, line %zu: [keys] %s: there is no such command. `fascicle keys` lists them."),
			own->source, own->line, own->command);
	bool first = true;
	for (size_t j = 0; j < i; j++)
		first = first && strcmp(conf->bindings[j].command, own->command) != 0;
	if (first)
		keymap_drop(keymap, command);
	if (!keymap_add(keymap, command, own->key, own))
		return err_set(
			err, ERR_INPUT,
			_("%s, line %zu: [keys] %s = %s: that is no key. Write it like Alt-m, Ctrl-g, F9 or day:x."),
			own->source, own->line, own->command, own->key);
	return true;
}

/* A key that would do something else than before, or nothing any more, is not taken in silence. */
static bool own_are_sound(const struct keymap *keymap, const struct conf *conf, struct err *err)
{
	const struct binding *inner, *outer;
	for (size_t i = 0; i < conf->n_bindings; i++) {
		const struct conf_binding *own = &conf->bindings[i];
		const struct command *command = command_named(own->command);
		if (!keymap_has(keymap, command))
			return err_set(
				err, ERR_INPUT,
				_("%s, line %zu: [keys] %s = %s: this leaves %s without a key that runs it in “%s”."),
				own->source, own->line, own->command, own->key, command->name,
				command->scope);
	}
	if (!keymap_clash(keymap, &inner, &outer))
		return true;
	const struct binding *mine = inner->own ? inner : outer, *other = inner->own ? outer : inner;
	return err_set(
		err, ERR_INPUT,
		_("%s, line %zu: [keys] %s = %s: this key runs %s in “%s” already; give one of the two "
		  "another key."),
		mine->own->source, mine->own->line, mine->own->command, mine->own->key, other->command->name,
		other->scope);
}

bool keymap_build(struct keymap *keymap, const struct conf *conf, struct err *err)
{
	for (size_t i = 0; i < command_count(); i++)
		if (!keymap_add(keymap, command_at(i), command_at(i)->keys, NULL))
			return err_set(err, ERR_DAMAGED, "%s: %s", command_at(i)->name, command_at(i)->keys);
	for (size_t i = 0; conf && i < conf->n_bindings; i++)
		if (!bind_own(keymap, conf, i, err))
			return false;
	return !conf || conf->n_bindings == 0 || own_are_sound(keymap, conf, err);
}

const struct binding *keymap_find(const struct keymap *keymap, const char *const *scopes,
				  const struct key *key)
{
	for (; *scopes; scopes++)
		for (size_t i = 0; i < keymap->n; i++)
			if (strcmp(keymap->bindings[i].scope, *scopes) == 0 &&
			    key_equal(&keymap->bindings[i].key, key))
				return &keymap->bindings[i];
	return NULL;
}

static bool scope_listed(const char *const *scopes, const char *scope)
{
	for (; scopes && *scopes; scopes++)
		if (strcmp(*scopes, scope) == 0)
			return true;
	return false;
}

static void add_name(struct str *out, const struct binding *binding, bool with_scope)
{
	if (out->len)
		str_add(out, ", ");
	if (with_scope)
		str_addf(out, "%s:", binding->scope);
	key_name(&binding->key, out);
}

void keymap_names(const struct keymap *keymap, const struct command *command, const char *const *scopes,
		  bool first_only, struct str *out)
{
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *b = &keymap->bindings[i];
		if (b->command != command || (scopes && !scope_listed(scopes, b->scope)))
			continue;
		if (first_only && out->len)
			return;
		add_name(out, b, !scopes && strcmp(b->scope, command->scope) != 0);
	}
}

bool keymap_list(const struct keymap *keymap, const char *scope, struct str *out, struct err *err)
{
	if (scope && !scope_exists(scope))
		return err_set(err, ERR_INPUT,
			       _("There is no scope “%s”. `fascicle keys` lists all of them."), scope);
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);
		struct str keys;
		if (command->secret || (scope && strcmp(command->scope, scope) != 0))
			continue;
		str_init(&keys);
		keymap_names(keymap, command, NULL, false, &keys);
		str_addf(out, "%s\t%s\t%s\t", command->name, command->scope, keys.s);
		keyed_in_scope(keymap, command->scope, _(command->help), out);
		str_addc(out, '\n');
		str_release(&keys);
	}
	return true;
}
