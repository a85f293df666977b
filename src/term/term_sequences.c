/* SPDX-License-Identifier: MIT */
/* Two tables: terminfo's names of keys, and ECMA-48 control sequences as xterm, rxvt, PuTTY, the VT220 and the Linux console
 * use them for keys. */
#include "term/term_sequences.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { SHIFT = 1, ALT = 2, CTRL = 4, LONGEST = 64, PASTE_START = 200 };

/* ---- learned ---- */

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

/* ---- in common ---- */

/* Esc [ A, Esc [ 1 ; 5 A, Esc O A; a small letter is rxvt's: with Shift after [, with Ctrl after O. */
static const struct {
	char final;
	enum key_kind kind;
} by_letter[] = {
	{ 'A', KEY_UP },   { 'B', KEY_DOWN }, { 'C', KEY_RIGHT },   { 'D', KEY_LEFT },
	{ 'H', KEY_HOME }, { 'F', KEY_END },  { 'P', KEY_F1 },      { 'Q', KEY_F2 },
	{ 'R', KEY_F3 },   { 'S', KEY_F4 },   { 'Z', KEY_BACKTAB },
};

/* Esc [ 5 ~ */
static const struct {
	int number;
	enum key_kind kind;
} by_number[] = {
	{ 1, KEY_HOME }, { 2, KEY_INSERT },  { 3, KEY_DELETE },
	{ 4, KEY_END },  { 5, KEY_PAGE_UP }, { 6, KEY_PAGE_DOWN },
	{ 7, KEY_HOME }, { 8, KEY_END },     { 11, KEY_F1 },
	{ 12, KEY_F2 },  { 13, KEY_F3 },     { 14, KEY_F4 },
	{ 15, KEY_F5 },  { 17, KEY_F6 },     { 18, KEY_F7 },
	{ 19, KEY_F8 },  { 20, KEY_F9 },     { 21, KEY_F10 },
	{ 23, KEY_F11 }, { 24, KEY_F12 },    { PASTE_START, KEY_PASTE },
};

/* Esc O p: the keypad in its application mode. */
static const char keypad_codes[] = "jklmnopqrstuvwxyzX";
static const char keypad_characters[] = "*+,-./0123456789 =";

static enum key_kind kind_of_letter(char letter)
{
	for (size_t i = 0; i < sizeof by_letter / sizeof by_letter[0]; i++)
		if (by_letter[i].final == letter)
			return by_letter[i].kind;
	return KEY_NONE;
}

static enum key_kind kind_of_number(int number)
{
	for (size_t i = 0; i < sizeof by_number / sizeof by_number[0]; i++)
		if (by_number[i].number == number)
			return by_number[i].kind;
	return KEY_NONE;
}

/* Up to two numbers, "1;5". */
static void read_numbers(const char *s, size_t n, int numbers[2])
{
	int at = 0;

	numbers[0] = numbers[1] = 0;
	for (size_t i = 0; i < n; i++)
		if (s[i] == ';' && at == 0)
			at = 1;
		else if (s[i] >= '0' && s[i] <= '9' && numbers[at] < 1000)
			numbers[at] = numbers[at] * 10 + s[i] - '0';
}

static void set_modifiers(struct key *key, int modifiers)
{
	key->shift = modifiers & SHIFT;
	key->alt = modifiers & ALT;
	key->ctrl = modifiers & CTRL;
}

static void read_single_shift(struct key *key, int number, char final)
{
	const char *keypad = strchr(keypad_codes, final);

	if (final == 'M') {
		key->kind = KEY_ENTER;
	} else if (keypad) {
		key->kind = KEY_TEXT;
		key->text[0] = keypad_characters[keypad - keypad_codes];
	} else if (final >= 'a' && final <= 'd') {
		key->kind = kind_of_letter((char)(final - 'a' + 'A'));
		key->ctrl = true;
	} else {
		key->kind = kind_of_letter(final);
	}
	if (number > 1 && key->kind != KEY_TEXT)
		set_modifiers(key, number - 1);
}

static void read_control_sequence(struct key *key, const char *numbers_at, size_t numbers_bytes, char final)
{
	int numbers[2], modifiers = 0;

	read_numbers(numbers_at, numbers_bytes, numbers);
	if (numbers[1] > 1)
		modifiers = numbers[1] - 1;
	switch (final) {
	case '~':
		key->kind = kind_of_number(numbers[0]);
		break;
	case '$':
		key->kind = kind_of_number(numbers[0]), modifiers = SHIFT;
		break;
	case '^':
		key->kind = kind_of_number(numbers[0]), modifiers = CTRL;
		break;
	case '@':
		key->kind = kind_of_number(numbers[0]), modifiers = SHIFT | CTRL;
		break;
	case 'a':
	case 'b':
	case 'c':
	case 'd':
		key->kind = kind_of_letter((char)(final - 'a' + 'A')), modifiers = SHIFT;
		break;
	default:
		key->kind = kind_of_letter(final);
		break;
	}
	if (key->kind != KEY_PASTE)
		set_modifiers(key, modifiers);
}

static bool within(char c, int low, int high)
{
	return (unsigned char)c >= low && (unsigned char)c <= high;
}

/* Esc [ [ A: the Linux console's F1 to F5. */
static size_t read_console(const char *s, size_t n, struct key *key)
{
	if (n < 4)
		return 0;
	if (within(s[3], 'A', 'E'))
		key->kind = (enum key_kind)(KEY_F1 + s[3] - 'A');
	return within(s[3], 0x20, 0x7e) ? 4 : 3;
}

size_t term_sequences_common(const char *s, size_t n, struct key *key)
{
	size_t i = 2, numbers_end;
	int numbers[2];

	*key = key_of_kind(KEY_NONE);
	if (n > 2 && s[1] == '[' && s[2] == '[')
		return read_console(s, n, key);
	while (i < n && i < LONGEST && within(s[i], 0x30, 0x3f))
		i++;
	numbers_end = i;
	/* rxvt closes with the dollar that elsewhere comes before the last byte */
	if (i < n && s[1] == '[' && s[i] == '$' && i > 2 && strspn(s + 2, "0123456789") == i - 2) {
		read_control_sequence(key, s + 2, i - 2, '$');
		return i + 1;
	}
	while (i < n && i < LONGEST && within(s[i], 0x20, 0x2f))
		i++;
	if (i == n && i < LONGEST)
		return 0;
	if (i == LONGEST || !within(s[i], 0x40, 0x7e))
		return i; /* cut off by something else: leave that alone */
	if (i == numbers_end && s[1] == 'O') {
		read_numbers(s + 2, i - 2, numbers);
		read_single_shift(key, numbers[0], s[i]);
	} else if (i == numbers_end && !within(s[2], 0x3c, 0x3f)) { /* < = > ? begin answers, not keys */
		read_control_sequence(key, s + 2, i - 2, s[i]);
	}
	return i + 1;
}
