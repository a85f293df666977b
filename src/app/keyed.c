/* SPDX-License-Identifier: MIT */
/* Finds what stands in braces, and the key for it. */
#include "app/keyed.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/mem.h"

/* Where keys are pressed: scopes, innermost first, closed by NULL, and whether letters are typed there. */
struct keyed_place {
	const char *const *scopes;
	bool types;
};

/* One command in braces: "consent-add=sensitive chart". */
struct naming {
	const struct command *command;
	char *argument, *scope; /* NULL where none is named */
};

static bool is_of(const struct naming *naming, const struct binding *binding)
{
	return binding->command == naming->command &&
	       (!naming->argument || str_eq(naming->argument, binding->argument));
}

static const struct binding *key_here(const struct keymap *keymap, const struct keyed_place *place,
				      const struct naming *naming)
{
	for (int s = 0; place->scopes[s]; s++)
		for (size_t i = 0; i < keymap->n; i++) {
			const struct binding *b = &keymap->bindings[i];
			if (is_of(naming, b) && strcmp(b->scope, place->scopes[s]) == 0 &&
			    !(place->types && key_is_typing(&b->key)) &&
			    keymap_find(keymap, place->scopes, &b->key) == b)
				return b;
		}
	return NULL;
}

static const struct binding *key_anywhere(const struct keymap *keymap, const struct naming *naming)
{
	for (size_t i = 0; i < keymap->n; i++)
		if (is_of(naming, &keymap->bindings[i]))
			return &keymap->bindings[i];
	return NULL;
}

static const struct binding *key_of(const struct keymap *keymap, const struct keyed_place *place,
				    const struct naming *naming)
{
	const char *stack[SCOPES_MAX];
	struct keyed_place there = { stack, false };
	if (!naming->scope)
		return key_here(keymap, place, naming);
	stack[0] = naming->scope;
	stack[1] = NULL;
	return key_here(keymap, &there, naming);
}

static void naming_release(struct naming *naming)
{
	free(naming->argument);
	free(naming->scope);
}

/* Takes "consent-add=sensitive chart" apart; false where it names no command. */
static bool naming_read(const char *text, size_t n, struct naming *out)
{
	size_t name = strspn(text, "abcdefghijklmnopqrstuvwxyz-");
	*out = (struct naming){ NULL, NULL, NULL };
	name = name < n ? name : n;
	char *word = mem_strndup(text, name);
	out->command = command_named(word);
	free(word);
	const char *at = text + name, *end = text + n;
	if (at < end && *at == '=') {
		const char *space = memchr(at, ' ', (size_t)(end - at));
		const char *stop = space ? space : end;
		out->argument = mem_strndup(at + 1, (size_t)(stop - at - 1));
		at = stop;
	}
	if (at < end && *at == ' ') {
		out->scope = mem_strndup(at + 1, (size_t)(end - at - 1));
		at = end;
	}
	if (out->command && at == end)
		return true;
	naming_release(out);
	return false;
}

/* The key of the first that has one here, else of the first of all; false where something names no command. */
static bool named_key(const struct keymap *keymap, const struct keyed_place *place, const char *text,
		      size_t n, struct str *out)
{
	const struct binding *here = NULL, *first = NULL;
	const char *name = NULL;
	for (const char *at = text, *end = text + n; at <= end; at++) {
		const char *bar = memchr(at, '|', (size_t)(end - at));
		struct naming naming;
		if (!naming_read(at, (size_t)((bar ? bar : end) - at), &naming))
			return false;
		here = here ? here : key_of(keymap, place, &naming);
		first = name ? first : key_anywhere(keymap, &naming);
		name = name ? name : naming.command->name;
		naming_release(&naming);
		at = bar ? bar : end;
	}
	if (here || first)
		key_name(here ? &here->key : &first->key, out);
	else
		str_addf(out, ":%s", name);
	return true;
}

static void words_add(const struct keymap *keymap, const struct keyed_place *place, const char *sentence,
		      struct str *out)
{
	const char *open, *begin = sentence;
	while ((open = strchr(sentence, '{'))) {
		size_t n = strcspn(open + 1, "{}");
		bool typed = open[1] == ':';
		struct naming naming;
		str_addn(out, sentence, (size_t)(open - sentence));
		sentence = open + 1;
		if (open[1 + n] != '}' || (open > begin && open[-1] == '$')) {
			str_addc(out, '{');
			continue;
		}
		if (typed && naming_read(sentence + 1, n - 1, &naming)) {
			str_addf(out, ":%s", naming.command->name);
			naming_release(&naming);
		} else if (typed || !named_key(keymap, place, sentence, n, out)) {
			str_addc(out, '{');
			continue;
		}
		sentence += n + 1;
	}
	str_add(out, sentence);
}

void keyed_in_scope(const struct keymap *keymap, const char *scope, const char *sentence, struct str *out)
{
	const char *stack[SCOPES_MAX];
	struct keyed_place place = { stack, scope_types(scope) };
	scope_stack(scope, stack);
	words_add(keymap, &place, sentence, out);
}

void keyed_add(const struct app *app, struct str *out, const char *sentence)
{
	const char *scopes[SCOPES_MAX];
	if (!strchr(sentence, '{')) {
		str_add(out, sentence);
		return;
	}
	struct keyed_place place = { scopes, app_pane(app)->class->takes_text };
	app_scopes(app, scopes);
	words_add(&app->keymap, &place, sentence, out);
}

void keyed_replace(const struct app *app, char **text, const char *sentence)
{
	struct str filled;
	str_init(&filled);
	keyed_add(app, &filled, sentence);
	free(*text);
	*text = str_take(&filled);
	str_release(&filled);
}

void keyed_fill(const struct app *app, struct str *text)
{
	if (!strchr(text->s, '{'))
		return;
	char *sentence = str_take(text);
	keyed_add(app, text, sentence);
	free(sentence);
}
