/* SPDX-License-Identifier: MIT */
/* The table of terminfo's key names. */
#include "term/term_sequences.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { SHIFT = 1, ALT = 2, CTRL = 4 };

/* Plain names, and the few that terminfo has for keys with Shift. */
static const struct {
	const char *name;
	enum key_kind kind;
	int modifiers;
} named[] = {
	{ "kcuu1", KEY_UP, 0 },           { "kcud1", KEY_DOWN, 0 },     { "kcub1", KEY_LEFT, 0 },
	{ "kcuf1", KEY_RIGHT, 0 },        { "khome", KEY_HOME, 0 },     { "kend", KEY_END, 0 },
	{ "kpp", KEY_PAGE_UP, 0 },        { "knp", KEY_PAGE_DOWN, 0 },  { "kich1", KEY_INSERT, 0 },
	{ "kdch1", KEY_DELETE, 0 },       { "kcbt", KEY_BACKTAB, 0 },   { "kent", KEY_ENTER, 0 },
	{ "kind", KEY_DOWN, SHIFT },      { "kri", KEY_UP, SHIFT },     { "kUP", KEY_UP, SHIFT },
	{ "kDN", KEY_DOWN, SHIFT },       { "kLFT", KEY_LEFT, SHIFT },  { "kRIT", KEY_RIGHT, SHIFT },
	{ "kHOM", KEY_HOME, SHIFT },      { "kEND", KEY_END, SHIFT },   { "kPRV", KEY_PAGE_UP, SHIFT },
	{ "kNXT", KEY_PAGE_DOWN, SHIFT }, { "kIC", KEY_INSERT, SHIFT }, { "kDC", KEY_DELETE, SHIFT },
};

/* Extended names: these with a digit from 3 (Alt) to 8 (Shift, Alt and Ctrl) behind, one more than the
 * modifiers. */
static const struct {
	const char *name;
	enum key_kind kind;
} extended[] = {
	{ "kUP", KEY_UP },     { "kDN", KEY_DOWN },   { "kLFT", KEY_LEFT },    { "kRIT", KEY_RIGHT },
	{ "kHOM", KEY_HOME },  { "kEND", KEY_END },   { "kPRV", KEY_PAGE_UP }, { "kNXT", KEY_PAGE_DOWN },
	{ "kIC", KEY_INSERT }, { "kDC", KEY_DELETE },
};

/* kf1 to kf12 plain, kf13 to kf24 with Shift, kf25 to kf36 with Ctrl. */
static const int function_row_modifiers[] = { 0, SHIFT, CTRL };
enum { FUNCTION_KEYS = KEY_F12 - KEY_F1 + 1 };

static void learn(struct term_sequences *sequences, const char *bytes, enum key_kind kind, int modifiers)
{
	struct term_sequence *sequence = &sequences->list[sequences->count];
	size_t n = bytes ? strlen(bytes) : 0;

	if (n < 2 || n > TERM_SEQUENCE_BYTES || bytes[0] != '\033' || sequences->count == TERM_SEQUENCES_MAX)
		return;
	memcpy(sequence->bytes, bytes, n + 1);
	sequence->key = (struct key){
		.kind = kind, .shift = modifiers & SHIFT, .alt = modifiers & ALT, .ctrl = modifiers & CTRL
	};
	sequences->count++;
}

void term_sequences_learn(struct term_sequences *sequences, const char *(*lookup)(const char *name))
{
	char name[16];

	sequences->count = 0;
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		learn(sequences, lookup(named[i].name), named[i].kind, named[i].modifiers);
	for (size_t i = 0; i < sizeof extended / sizeof extended[0]; i++)
		for (int digit = 3; digit <= 8; digit++) {
			snprintf(name, sizeof name, "%s%d", extended[i].name, digit);
			learn(sequences, lookup(name), extended[i].kind, digit - 1);
		}
	for (int i = 0; i < 3 * FUNCTION_KEYS; i++) {
		snprintf(name, sizeof name, "kf%d", i + 1);
		learn(sequences, lookup(name), (enum key_kind)(KEY_F1 + i % FUNCTION_KEYS),
		      function_row_modifiers[i / FUNCTION_KEYS]);
	}
}

int term_sequences_match(const struct term_sequences *sequences, const char *s, size_t n, struct key *key)
{
	size_t longest = 0;
	bool may_become = false;

	for (size_t i = 0; i < sequences->count; i++) {
		const struct term_sequence *sequence = &sequences->list[i];
		size_t length = strlen(sequence->bytes);

		if (length > n) {
			may_become = may_become || memcmp(sequence->bytes, s, n) == 0;
		} else if (length > longest && memcmp(sequence->bytes, s, length) == 0) {
			longest = length;
			*key = sequence->key;
		}
	}
	if (longest > 0)
		return (int)longest;
	return may_become ? 0 : -1;
}
